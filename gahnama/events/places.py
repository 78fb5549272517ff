"""Where a deed happened: the toponym of its clause that an adposition of place governs."""

from __future__ import annotations

from gahnama.events.find import Trigger
from gahnama.events.frame import Frame
from gahnama.model import Place
from gahnama.places.find import PlaceMention

_REACH = 3


def place_of(frame: Frame, trigger: Trigger) -> Place | None:
    """The most specific place of the deed's clause, else None."""
    inside = set(frame.text.clauses[trigger.clause].words)
    best: tuple[int, int, PlaceMention] | None = None
    for place in frame.places:
        if place.first not in inside:
            continue
        marker = _marker(frame, place)
        if marker is None:
            continue
        rank = (0 if place.location is not None else 1, abs(place.first - trigger.first))
        if best is None or rank < best[:2]:
            best = (*rank, place)
    if best is None:
        return None
    found = best[2]
    location = found.location
    return Place(
        span=frame.text.span(found.first, found.last),
        name=found.name,
        country=found.country,
        id=location.id if location else found.country,
        geonames=location.geonames if location else None,
        latitude=location.latitude if location else None,
        longitude=location.longitude if location else None,
        resolution=location.kind if location else "country",
    )


def _marker(frame: Frame, place: PlaceMention) -> str | None:
    """The adposition of place before a toponym, at most a few words away («در شهر یولاخ»)."""
    words = frame.text.words
    for index in range(place.first - 1, max(-1, place.first - 1 - _REACH), -1):
        if words[index].key in frame.cutter.locatives:
            return words[index].key
        if words[index].punctuation:
            return None
    return None
