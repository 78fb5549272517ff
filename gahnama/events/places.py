"""Where a deed happened: the toponym of its clause that an adposition of place governs."""

from __future__ import annotations

from collections.abc import Iterator

from gahnama.events.find import Trigger
from gahnama.events.frame import Frame
from gahnama.model import Place
from gahnama.places.find import PlaceMention

_STATEMENTS = frozenset(("ACCUSE", "REQUEST", "REJECT", "SUPPORT", "THREATEN", "AGREE", "CONCEDE"))
"""Types that are mostly words: a country named beside one is what it is about."""

_ON_THE_GROUND = frozenset(("ASSAULT", "PROTEST"))
"""Types whose scene may be told elsewhere in the sentence."""

_GOING = frozenset(("CONSULT", "MOBILIZE", "ASSAULT", "AID"))
"""Types whose place the deed is directed to."""

_HAPPENING = frozenset(("CONSULT", "ASSAULT", "PROTEST"))
"""Types whose noun takes its place directly: «انفجار بغداد»."""


def place_of(frame: Frame, trigger: Trigger) -> Place | None:
    """The most specific place of the deed's clause, else None."""
    inside = set(frame.text.clauses[trigger.clause].words)
    best: tuple[int, int, PlaceMention] | None = None
    for place, first in _candidates(frame, inside):
        if not _holds(frame, trigger, place, first):
            continue
        rank = (0 if place.location is not None else 1, abs(first - trigger.first))
        if best is None or rank < best[:2]:
            best = (*rank, place)
    found = best[2] if best is not None else _scene(frame, trigger)
    if found is None:
        return None
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


def _scene(frame: Frame, trigger: Trigger) -> PlaceMention | None:
    """The town that the sentence of a deed on the ground names as its scene, the last one before the deed."""
    if trigger.entry.type not in _ON_THE_GROUND:
        return None
    words, sentence_of = frame.text.words, frame.text.sentence_of
    found: PlaceMention | None = None
    for place in frame.places:
        if sentence_of[place.first] != sentence_of[trigger.first] or place.location is None or place.start < 1:
            continue
        if (found is None or place.first < trigger.first) and words[place.start - 1].key in frame.cutter.within:
            found = place
    return found


def _candidates(frame: Frame, inside: set[int]) -> Iterator[tuple[PlaceMention, int]]:
    """The toponyms of a clause with the first word of their phrase, and those that «این شهر» and the like mean."""
    for place in frame.places:
        if place.first in inside:
            yield place, place.start
    for index in sorted(inside):
        mention = frame.by_first.get(index)
        if mention is None or mention.kind != "pronoun" or mention.pronoun != "country" or mention.code:
            continue
        town = frame.text.words[mention.last].key in frame.cutter.kinds_of_places
        before = [place for place in frame.places if place.last < index and (place.location is not None) == town]
        if before:
            yield before[-1], index


def _holds(frame: Frame, trigger: Trigger, place: PlaceMention, first: int) -> bool:
    """Whether a toponym whose phrase begins at ``first`` says where the deed happened."""
    words = frame.text.words
    kind = trigger.entry.type
    before = first - 1
    if place.location is not None and kind in _HAPPENING and trigger.kind == "noun" and before == trigger.last:
        return True
    if before < 0 or words[before].key not in frame.cutter.locatives:
        return False
    if words[before].key in frame.cutter.within:
        if kind in _STATEMENTS and place.location is None:
            return False
        return not any(mention.last == before - 1 and mention.office for mention in frame.by_first.values())
    return kind in _GOING
