"""Finds toponyms. Yields PlaceMention."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from gahnama.language import Language
from gahnama.ontology import Location, Ontology
from gahnama.text.phrasebook import Phrasebook
from gahnama.text.words import Word


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """Words ``first`` to ``last`` (both inclusive) name a place; ``country``: ISO 3166 alpha-3.

    ``start``: the first word of the whole phrase, with the words for the kind of place and the side of it.
    """

    first: int
    last: int
    name: str
    location: Location | None
    country: str | None
    start: int


class PlaceFinder:
    """Finds the toponyms of a language's gazetteer; countries count as places of their own."""

    def __init__(self, language: Language, ontology: Ontology) -> None:
        compact = language.text.compact
        pairs: list[tuple[str, tuple[str, Location | None, str | None, bool]]] = []
        for names in language.names["places"]:
            location = ontology.places.get(names.id)
            if location is not None:
                shown = (names.names or names.cued)[0]
                pairs.extend(
                    (compact(name), (shown, location, location.country, names.needs_cue)) for name in names.names
                )
                pairs.extend((compact(name), (shown, location, location.country, True)) for name in names.cued)
        for names in language.names["countries"]:
            pairs.extend((compact(name), (names.names[0], None, names.id, False)) for name in names.names)
        self._book = Phrasebook(pairs, inflect=False)
        self._cues = frozenset(compact(cue) for cue in language.text.place_cues)
        self._kinds = self._cues - {compact(word) for word in language.markers.adpositions}

    def find(self, words: Sequence[Word]) -> list[PlaceMention]:
        """The toponyms in order; a name that is an everyday word counts only behind a cue («شهر», «استان»)."""
        found: list[PlaceMention] = []
        matches = self._book.find(words)
        named = Counter(thing[2] for match in matches for thing in match.things if len(match.things) == 1)
        for match in matches:
            cued = match.first > 0 and words[match.first - 1].key in self._cues
            sure = cued or not all(thing[3] for thing in match.things)
            usable = match.things if sure else ()
            if usable:
                name, location, country, _ = max(usable, key=lambda thing: (named[thing[2]], not thing[3]))
                start = match.first
                while start > 0 and words[start - 1].key in self._kinds:
                    start -= 1
                found.append(PlaceMention(match.first, match.last, name, location, country, start))
        return found
