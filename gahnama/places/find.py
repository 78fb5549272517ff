"""Finds toponyms. Yields PlaceMention."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gahnama.language import Language
from gahnama.ontology import Location, Ontology
from gahnama.text.phrasebook import Phrasebook
from gahnama.text.words import Word


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """Words ``first`` to ``last`` (both inclusive) name a place; ``country``: ISO 3166 alpha-3."""

    first: int
    last: int
    name: str
    location: Location | None
    country: str | None


class PlaceFinder:
    """Finds the toponyms of a language's gazetteer; countries count as places of their own."""

    def __init__(self, language: Language, ontology: Ontology) -> None:
        compact = language.text.compact
        pairs: list[tuple[str, tuple[str, Location | None, str | None, bool]]] = []
        for names in language.names["places"]:
            location = ontology.places.get(names.id)
            if location is not None:
                shown = (names.names or names.cued)[0]
                pairs.extend((compact(name), (shown, location, location.country, names.needs_cue)) for name in names.names)
                pairs.extend((compact(name), (shown, location, location.country, True)) for name in names.cued)
        for names in language.names["countries"]:
            pairs.extend((compact(name), (names.names[0], None, names.id, False)) for name in names.names)
        self._book = Phrasebook(pairs, inflect=False)
        self._cues = frozenset(compact(cue) for cue in language.text.place_cues)

    def find(self, words: Sequence[Word]) -> list[PlaceMention]:
        """The toponyms in order; a name that is an everyday word counts only behind a cue («شهر», «استان»)."""
        found: list[PlaceMention] = []
        for match in self._book.find(words):
            things = match.things
            cued = match.first > 0 and words[match.first - 1].key in self._cues
            usable = [thing for thing in things if cued or not thing[3]]
            if usable:
                name, location, country, _ = usable[0]
                found.append(PlaceMention(match.first, match.last, name, location, country))
        return found
