"""Where the knots of a network stand: springs and repulsion (Fruchterman and Reingold 1991), then room for the labels.

Yields positions. Plain arithmetic from a start on a spiral: the same data, the same picture, on every machine.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

STEPS = 120
_ROUNDS = 100
_EVEN = 0.5
"""How much of a position is its rank: springs alone leave the middle crowded and the edges empty."""
_HIGH = 0.085
"""The height of a knot with its label, as a share of the picture's."""


def layout(
    knots: Sequence[str], ties: Mapping[tuple[str, str], float], widths: Mapping[str, float]
) -> dict[str, tuple[float, float]]:
    """Positions in a unit square, for knots in the order of their importance and ties by their weight.

    ``widths``: of the labels, as shares of the picture's; where there is room no label lies on another.
    """
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
    spread = _apart(_evened(_fitted(where)), [widths[knot] for knot in knots])
    return {knot: (round(x, 4), round(y, 4)) for knot, (x, y) in zip(knots, spread, strict=True)}


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


def _evened(where: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Some of the way to evenly spread, in each direction by itself; the order stays."""
    last = len(where) - 1
    ranks = []
    for axis in (0, 1):
        order = sorted(range(len(where)), key=lambda one: (where[one][axis], one))
        ranks.append({one: rank / last for rank, one in enumerate(order)})
    return [
        ((1 - _EVEN) * x + _EVEN * ranks[0][one], (1 - _EVEN) * y + _EVEN * ranks[1][one])
        for one, (x, y) in enumerate(where)
    ]


def _apart(where: list[tuple[float, float]], widths: Sequence[float]) -> list[tuple[float, float]]:
    """Pushes labels that lie on one another apart, along the direction in which less is to go."""
    places = [list(point) for point in where]
    for _ in range(_ROUNDS):
        moved = False
        for one, mine in enumerate(places):
            for other, theirs in enumerate(places[:one]):
                dx, dy = mine[0] - theirs[0], mine[1] - theirs[1]
                over = ((widths[one] + widths[other]) / 2 - abs(dx), _HIGH - abs(dy))
                if min(over) <= 0:
                    continue
                moved = True
                axis = 0 if over[0] < over[1] else 1
                push = over[axis] / 2 * (1 if (dx, dy)[axis] >= 0 else -1)
                mine[axis] = min(1.0, max(0.0, mine[axis] + push))
                theirs[axis] = min(1.0, max(0.0, theirs[axis] - push))
        if not moved:
            break
    return [(x, y) for x, y in places]
