"""Finds toponyms. Yields PlaceMention."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from gahnama.language import Language
from gahnama.ontology import Location, Ontology
from gahnama.places.distances import Distance, DistanceReader
from gahnama.text.phrasebook import Match, Phrasebook
from gahnama.text.words import Word

_LONGEST_UNKNOWN = 3
"""Words of a quoted name that no gazetteer has."""


class Need(IntEnum):
    """What a name needs right in front to be a place: nothing, a word of ``place_cues``, or one of ``place_kinds``."""

    NOTHING = 0
    CUE = 1
    KIND = 2


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """Words ``first`` to ``last`` (both inclusive) name a place; ``country``: ISO 3166 alpha-3.

    ``start``: the first word of the whole phrase, with opening quotation marks, the words for the kind of place, the
    side of it and the distance from it. Without a ``location`` it is a country, or, without a country too, a place that
    no gazetteer has.
    """

    first: int
    last: int
    name: str
    location: Location | None
    country: str | None
    start: int
    distance: Distance | None = None

    @property
    def identity(self) -> str:
        """What two mentions of the same place share."""
        return (self.location.id if self.location is not None else self.country) or self.name

    @property
    def resolution(self) -> str:
        """The kind of place: a country, that of its location, or ``unknown``."""
        return self.location.kind if self.location is not None else "country" if self.country else "unknown"


@dataclass(frozen=True, slots=True)
class _Name:
    """What a name may stand for; ``words``: the most words that it may be written in, 0 for any number."""

    shown: str
    location: Location | None
    country: str | None
    need: Need
    words: int = 0


class PlaceFinder:
    """Finds the toponyms of a language's gazetteer; countries count as places of their own."""

    def __init__(self, language: Language, ontology: Ontology) -> None:
        compact = language.text.compact
        self._curated = Phrasebook(_curated(language, ontology), inflect=False)
        self._towns = Phrasebook(_towns(language, ontology), inflect=False)
        self._demonyms = Phrasebook(
            (compact(name), names.id) for names in language.names["countries"] for name in names.demonyms
        )
        self._masks = Phrasebook(((compact(phrase), phrase) for phrase in language.text.no_places), inflect=False)
        self._cues = frozenset(compact(cue) for cue in language.text.place_cues)
        self._kinds = frozenset(compact(kind) for kind in language.text.place_kinds)
        self._lead = self._cues - {compact(word) for word in language.markers.adpositions}
        self._determiners = frozenset(compact(word) for word in language.markers.determiners)
        self._opening = dict(language.text.quotes)
        self._marks = frozenset(mark for pair in language.text.quotes for mark in pair)
        self._distances = DistanceReader(language)
        self._home = language.home

    def find(self, words: Sequence[Word]) -> list[PlaceMention]:
        """The toponyms in order. A name that is an everyday word counts only behind a cue («شهر», «استان»); of several
        places of one name, the one whose country the article names most is meant, then the largest."""
        masked = {index for mask in self._masks.find(words) for index in range(mask.first, mask.last + 1)}
        curated = [match for match in self._curated.find(words) if match.first not in masked]
        taken = masked.union(index for match in curated for index in range(match.first, match.last + 1))
        towns = [match for match in self._towns.find(words) if not taken & set(range(match.first, match.last + 1))]
        named = Counter(match.things[0].country for match in curated if len(match.things) == 1)
        named.update(match.things[0] for match in self._demonyms.find(words))
        found = [mention for match in (*curated, *towns) if (mention := self._mention(words, match, named)) is not None]
        taken.update(index for mention in found for index in range(mention.first, mention.last + 1))
        found.extend(self._unknown(words, taken))
        return sorted(found, key=lambda mention: mention.first)

    def _mention(self, words: Sequence[Word], match: Match[_Name], named: Counter[str | None]) -> PlaceMention | None:
        lead = self._before_quotes(words, match.first)
        fitting = [thing for thing in match.things if not thing.words or match.last - match.first < thing.words]
        met = [thing for thing in fitting if self._met(words, lead, thing, named)]
        if not met:
            return None
        usable = [thing for thing in fitting if thing in met or thing.need is Need.CUE]

        def rank(thing: _Name) -> tuple[int, int, int]:
            population = thing.location.population if thing.location is not None else 0
            return named[thing.country], -thing.need, population

        best = max(usable, key=rank)
        return self._placed(words, match.first, match.last, best.shown, best.location, best.country)

    def _met(self, words: Sequence[Word], lead: int, thing: _Name, named: Counter[str | None]) -> bool:
        """Whether what a name needs stands before it, at word ``lead``. A small town also needs an article that names
        its country, or is from there."""
        if thing.need is Need.NOTHING:
            return True
        if lead < 0:
            return False
        if thing.need is Need.CUE:
            return words[lead].key in self._cues
        pointed = lead > 0 and words[lead - 1].key in self._determiners
        known = thing.country == self._home or named[thing.country] > 0
        return words[lead].key in self._kinds and not pointed and known

    def _unknown(self, words: Sequence[Word], taken: set[int]) -> Iterator[PlaceMention]:
        """Quoted names behind a word for a kind of place: «روستای «…»»."""
        for index, word in enumerate(words[:-2]):
            closing = self._opening.get(words[index + 1].form)
            if word.key not in self._kinds or closing is None:
                continue
            first = index + 2
            last = next((at for at in range(first, len(words)) if words[at].form == closing), first) - 1
            inside = range(first, last + 1)
            if 0 < len(inside) <= _LONGEST_UNKNOWN and not taken & set(inside):
                name = " ".join(words[at].form for at in inside)
                yield self._placed(words, first, last, name, None, None)

    def _placed(
        self,
        words: Sequence[Word],
        first: int,
        last: int,
        name: str,
        location: Location | None,
        country: str | None,
    ) -> PlaceMention:
        start = self._before_quotes(words, first) + 1
        distance = self._distances.before(words, start) if location is not None else None
        while start > 0 and words[start - 1].key in self._lead:
            start -= 1
        return PlaceMention(first, last, name, location, country, distance.start if distance else start, distance)

    def _before_quotes(self, words: Sequence[Word], first: int) -> int:
        """The word before ``first``, quotation marks passed over; -1 where there is none."""
        before = first - 1
        while before >= 0 and words[before].form in self._marks:
            before -= 1
        return before


def _curated(language: Language, ontology: Ontology) -> Iterator[tuple[str, _Name]]:
    compact = language.text.compact
    for names in language.names["places"]:
        location = ontology.places.get(names.id)
        if location is not None:
            shown = (names.names or names.cued)[0]
            for name in names.names:
                need = Need.CUE if names.needs_cue else Need.NOTHING
                yield compact(name), _Name(shown, location, location.country, need)
            for name in names.cued:
                yield compact(name), _Name(shown, location, location.country, Need.CUE)
    for names in language.names["countries"]:
        for name in names.names:
            yield compact(name), _Name(names.names[0], None, names.id, Need.NOTHING)


def _towns(language: Language, ontology: Ontology) -> Iterator[tuple[str, _Name]]:
    text = language.text
    for names in language.names["gazetteer"]:
        location = ontology.places.get(names.id)
        if location is not None:
            shown = (names.names or names.kinded)[0]
            for need, spellings in ((Need.NOTHING, names.names), (Need.KIND, names.kinded)):
                for name in spellings:
                    words = len(name.replace(text.joiner, " ").split())
                    yield text.compact(name), _Name(shown, location, location.country, need, words)
