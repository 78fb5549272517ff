"""Where the knots of a network stand: springs and repulsion (Fruchterman and Reingold 1991). Yields positions.

Plain arithmetic from a start on a spiral: the same data, the same picture, on every machine.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

STEPS = 120


def layout(knots: Sequence[str], ties: Mapping[tuple[str, str], float]) -> dict[str, tuple[float, float]]:
    """Positions in a unit square, for knots in the order of their importance and ties by their weight."""
    count = len(knots)
    if count < 2:
        return dict.fromkeys(knots, (0.5, 0.5))
    golden = math.pi * (3 - math.sqrt(5))
    radii = [math.sqrt((place + 0.5) / count) for place in range(count)]
    where = [(far * math.cos(place * golden), far * math.sin(place * golden)) for place, far in enumerate(radii)]
    place_of = {knot: place for place, knot in enumerate(knots)}
    heaviest = max(ties.values(), default=1.0)
    pulls = [
        (place_of[one], place_of[other], 0.1 + 0.35 * math.sqrt(weight / heaviest))
        for (one, other), weight in sorted(ties.items())
    ]
    ideal = 1.6 / math.sqrt(count)
    for step in range(STEPS):
        where = _moved(where, pulls, ideal, 0.2 * (1 - step / STEPS))
    return dict(zip(knots, _fitted(where), strict=True))


def _moved(
    where: list[tuple[float, float]], pulls: list[tuple[int, int, float]], ideal: float, furthest: float
) -> list[tuple[float, float]]:
    push = [[0.0, 0.0] for _ in where]
    for one, (x, y) in enumerate(where):
        for other in range(one):
            dx, dy = x - where[other][0], y - where[other][1]
            force = ideal * ideal / max(dx * dx + dy * dy, 1e-6)
            push[one][0] += dx * force
            push[one][1] += dy * force
            push[other][0] -= dx * force
            push[other][1] -= dy * force
    for one, other, strength in pulls:
        dx, dy = where[one][0] - where[other][0], where[one][1] - where[other][1]
        force = strength * math.sqrt(dx * dx + dy * dy) / ideal
        push[one][0] -= dx * force
        push[one][1] -= dy * force
        push[other][0] += dx * force
        push[other][1] += dy * force
    moved = []
    for (x, y), (px, py) in zip(where, push, strict=True):
        px, py = px - 0.25 * x, py - 0.25 * y  # towards the middle, so that what hangs on nothing stays in sight
        length = math.sqrt(px * px + py * py) or 1.0
        moved.append((x + px / length * min(length, furthest), y + py / length * min(length, furthest)))
    return moved


def _fitted(where: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Into the unit square, each direction by itself; rounded, so that the last bit doesn't matter."""
    lows = [min(point[axis] for point in where) for axis in (0, 1)]
    sizes = [max(point[axis] for point in where) - lows[axis] or 1.0 for axis in (0, 1)]
    return [(round((x - lows[0]) / sizes[0], 4), round((y - lows[1]) / sizes[1], 4)) for x, y in where]
