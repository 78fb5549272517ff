"""The vocabulary of the participant grammar, compiled for matching. Yields Unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from gahnama.language import Language, Title
from gahnama.ontology import Ontology, Thing
from gahnama.text.phrasebook import Match, Phrasebook
from gahnama.text.words import Word

_WORDS_OF_A_DEED = 2


@dataclass(frozen=True, slots=True)
class Unit:
    """What a stretch of words may be in the participant grammar.

    ``kind``: country, government, demonym, people, organisation, medium, person, short, office, organ, force, crowd,
    modifier, adjective, honorific, counterpart, pronoun, partitive, counter, number, given (a given name),
    likely-given (one that is another word too), townsman (the adjective of a town or region) or nobody (no participant,
    whatever its words are).
    """

    kind: str
    thing: Thing | None = None
    title: Title | None = None
    sector: str | None = None
    value: str = ""


class ActorLexicon:
    """All names and title words of a language over the ontology."""

    def __init__(self, language: Language, ontology: Ontology) -> None:
        compact = language.text.compact
        self._names = Phrasebook(
            (
                (variant, unit)
                for name, unit in _name_units(language, ontology)
                for variant in language.text.variants(compact(name))
            ),
            inflect=False,
        )
        self._words = Phrasebook(
            ((compact(name), unit) for name, unit in _word_units(language, ontology)),
            endings=language.text.noun_endings,
            joints="".join(language.text.ezafe_after),
        )
        ezafe = language.text.ezafe
        joints = ("", *language.text.ezafe_after)
        self._singular = tuple(joint + one for one in (ezafe, *language.text.possessives) for joint in joints)
        markers = language.markers
        stops = [
            markers.object,
            markers.complement,
            *markers.coordinators,
            *markers.adpositions,
            *markers.openers,
            *markers.adverbials,
            *markers.links,
            *markers.determiners,
        ]
        self.stops = frozenset(compact(word) for word in stops if " " not in word)
        self.locatives = frozenset(compact(word) for word in (*markers.locatives, *language.text.place_cues))
        self.coordinators = frozenset(compact(word) for word in markers.coordinators)
        self.commas = language.text.commas
        self.officials = frozenset(
            title.id for title in language.titles.titles if title.sector == "GOV" and title.kind == "office"
        )
        self._given: dict[str, set[str]] = {}
        self.bearers: dict[str, Counter[str]] = {}
        """By given name (a compact key) how many known people of each country bear it."""
        for names in language.names["people"]:
            given = self._given.setdefault(names.id, set())
            given.update(compact(name.split()[0]) for name in names.names if " " in name)
            thing = ontology.things.get(names.id)
            if thing is not None:
                for name in given:
                    self.bearers.setdefault(name, Counter())[thing.at(None)[0]] += 1
        self.former = frozenset(compact(word) for word in language.titles.former)
        told = [entry for entry in language.entries if entry.happening is None]  # those are full of names
        phrases = [form for entry in told for form in entry.forms]
        phrases += [*language.attribution.says, *language.attribution.says_nouns]
        short = [phrase.split() for phrase in phrases if phrase.count(" ") < _WORDS_OF_A_DEED]
        after = frozenset(compact(word) for word in language.titles.after_names)
        self.no_names = self.stops.union(after, (compact(word) for words in short for word in words))
        self.ends_of_names = self.stops | after
        self.surnames = tuple(compact(ending) for ending in language.titles.surname_endings)
        self.surname_mark = language.text.ezafe
        self.things = frozenset(compact(word) for word in language.titles.things)
        self.owners_only = frozenset(compact(word) for word in language.titles.owners_only)
        self.works = frozenset(compact(word) for word in language.titles.works)
        self.named_after = frozenset(compact(word) for word in language.titles.named_after)
        self.then = frozenset(compact(word) for word in language.titles.then)

    def called(self, thing: Thing, given: str) -> bool:
        """Whether a person of the ontology bears a given name (a compact key)."""
        return given in self._given.get(thing.id, ())

    def is_demonym(self, word: Word) -> bool:
        """Whether a word alone is a demonym, with an ending or without."""
        return any(unit.kind == "demonym" for key in (word.key, *word.stems) for unit in self._words.get(key))

    def plural(self, words: Sequence[Word], match: Match[Unit]) -> bool:
        """Whether the ending of a match makes it more than one; the ezafe and the indefinite ending don't."""
        if not match.inflected:
            return False
        before = "".join(word.key for word in words[match.first : match.last])
        word = words[match.last]
        stem = next((stem for stem in word.stems if self._words.get(before + stem)), "")
        return not (stem and word.key.startswith(stem) and word.key[len(stem) :] in self._singular)

    def at(self, words: Sequence[Word], first: int) -> Match[Unit] | None:
        """The longest unit at word ``first``; a name before a title word of the same length."""
        name = self._names.at(words, first)
        word = self._words.at(words, first)
        if name is None or (word is not None and word.last > name.last):
            return word
        if word is not None and word.last == name.last and not word.inflected:
            return Match(name.first, name.last, name.things + word.things)
        return name


def _name_units(language: Language, ontology: Ontology) -> Iterator[tuple[str, Unit]]:
    kinds = (("countries", "country"), ("organisations", "organisation"), ("media", "medium"), ("people", "person"))
    for group, kind in kinds:
        for names in language.names[group]:
            thing = ontology.things.get(names.id)
            if thing is None:
                continue
            for name in names.names:
                yield name, Unit(kind, thing)
            for name in names.short:
                yield name, Unit("short" if kind == "person" else kind, thing)
            for name in names.governments:
                yield name, Unit("government", thing)


def _word_units(language: Language, ontology: Ontology) -> Iterator[tuple[str, Unit]]:
    titles = language.titles
    for names in (*language.names["countries"], *language.names["organisations"]):
        thing = ontology.things.get(names.id)
        for name in names.demonyms:
            yield name, Unit("demonym", thing)
        for name in names.peoples:
            yield name, Unit("people", thing)
    for title in titles.titles:
        for name in title.names:
            yield name, Unit(title.kind, None, title, title.sector)
    for name in titles.modifiers:
        yield name, Unit("modifier", value=name)
    for name, sector in titles.adjectives.items():
        yield name, Unit("adjective", sector=sector)
    for name, honorific in titles.honorifics.items():
        yield name, Unit("honorific", sector=honorific)
    for name in titles.counterparts:
        yield name, Unit("counterpart")
    for name, pronoun in titles.pronouns.items():
        yield name, Unit("pronoun", sector=pronoun.kind, value=pronoun.code or "")
    for name in titles.nobody:
        yield name, Unit("nobody")
    for name in titles.partitives:
        yield name, Unit("partitive")
    for name in sorted(titles.counters):
        yield name, Unit("counter")
    for name in titles.given_names:
        yield name, Unit("given", value=name)
    for name in titles.likely_given_names:
        yield name, Unit("likely-given", value=name)
    for name in number_words(language.numbers):
        yield name, Unit("number")
    for names in language.names["places"]:
        location = ontology.places.get(names.id)
        thing = ontology.things.get(location.country or "") if location else None
        for name in names.names if thing else ():
            if name[-1] not in language.text.ezafe_after and not name.endswith(language.text.ezafe):
                yield name + language.text.ezafe, Unit("townsman", thing)


def number_words(data: Any) -> Iterator[str]:
    """The number words of ``numbers.yaml``."""
    for group in ("units", "tens", "hundreds"):
        for names in data[group].values():
            yield from names
    yield from data["thousand"]
