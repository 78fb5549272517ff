"""What the scorer sees of an event: a Telling. Whether two are compared and with what result depends on these alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import cache, lru_cache
from typing import Any

from gahnama.actors.lexicon import number_words
from gahnama.language import TextRules, common_words, languages, load_language, text_rules
from gahnama.model import Event, Participant, Reading, Span
from gahnama.ontology import Happening, load_ontology
from gahnama.text.normal import normalise

UNKNOWN = "UNK"
LASTING = 10
"""An interval that the text gives and that has more days than this is how long the deed lasted, not when it was."""
CALENDAR = (range(28, 31), range(353, 366))
"""Days between first and last of a month and of a year, in any calendar: these say when it was, to within so much."""
WEAK = ("publication", "none")
"""Bases of dates that no word of the text gives."""
_STRETCH = 3
_LEAD = 3
"""Sentences at the beginning of an article that say what it is about."""
_FALLBACK = "fa"
_WORD = re.compile(r"[^\W\d_]{3,}|\d+")


@dataclass(frozen=True, slots=True)
class Telling:
    """An event as the scorer sees it.

    ``first`` and ``last`` are proleptic ordinals of days, both inclusive; both None: undated; an open end reaches to
    ``date.min`` or ``date.max``. ``actors`` and ``recipients`` are codes without the unknown one; ``named`` are the
    participants that an id or a full name tells apart from others of their code; ``country`` is that of the place.
    ``words`` are the content words around the mentions, ``topic`` those of the title and the beginning of the article,
    ``doers`` the words that name the doers and their offices, but not their countries. All are sorted.
    ``latitude`` and ``longitude`` are those of the place, in degrees, None for a country.
    ``happening`` is the name in the ontology of the deed of history that the event is.
    """

    id: str
    document: str
    published: int | None
    type: str
    modes: tuple[str, ...]
    first: int | None
    last: int | None
    weak: bool
    lasting: bool
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    named: tuple[str, ...]
    place: str | None
    country: str | None
    words: tuple[str, ...]
    aux: tuple[str, ...]
    topic: tuple[str, ...] = ()
    doers: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    happening: str | None = None

    def to_list(self) -> list[Any]:
        """The fields in their order, as JSON values."""
        return [getattr(self, one.name) for one in fields(self)]

    @classmethod
    def from_list(cls, values: list[Any]) -> Telling:
        """The Telling that ``to_list`` gave these values of."""
        plain: list[Any] = [tuple(value) if isinstance(value, list) else value for value in values]
        return cls(*plain)

    @property
    def width(self) -> int:
        """How many days lie between first and last; 0 for one day and for an undated event."""
        return 0 if self.first is None or self.last is None else self.last - self.first


def telling(event: Event, identifier: str, key: str, reading: Reading) -> Telling:
    """The Telling of an event. ``identifier`` is the chronicle's id of it, ``key`` that of its document."""
    rules = rules_for(reading.document.language)
    first, last = bounds(event)
    published = reading.document.published or reading.published
    participants = [*event.actors, *event.recipients, *event.mediators]
    place = event.place if event.place and event.place.id != event.place.country else None
    return Telling(
        id=identifier,
        document=key,
        published=published.toordinal() if published else None,
        type=event.type,
        modes=tuple(sorted(event.modes)),
        first=first,
        last=last,
        weak=event.time.basis in WEAK,
        lasting=_lasting(event, first, last),
        actors=_codes(event.actors),
        recipients=_codes(event.recipients),
        named=tuple(sorted({name for who in participants for name in _named(who, reading.document.language, rules)})),
        place=place.id if place else None,
        country=event.place.country if event.place else None,
        words=_content(event, reading, rules),
        aux=tuple(sorted(set(event.aux) - {"historical"})),
        topic=_topic(_beginning(reading), reading.document.language),
        doers=_doers(event, reading.document.language, rules),
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
        happening=_happening(event, reading.document.language, first, last),
    )


def _lasting(event: Event, first: int | None, last: int | None) -> bool:
    """Whether the interval of an event is how long it lasted."""
    if first is None or last is None or "/" not in (event.time.edtf or ""):
        return False
    return last - first > LASTING and not any(last - first in widths for widths in CALENDAR)


def bounds(event: Event) -> tuple[int | None, int | None]:
    """First and last day of an event as ordinals; an open end is that of all days; both None when undated."""
    time = event.time
    if time.earliest is None and time.latest is None:
        return None, None
    return (
        time.earliest.toordinal() if time.earliest else 1,
        time.latest.toordinal() if time.latest else 3_652_059,
    )


def rules_for(language: str) -> TextRules:
    """How words of a language fold; those of a language without a folder as Persian ones."""
    return text_rules(language if language in languages() else _FALLBACK)


def around(event: Event, reading: Reading) -> tuple[Span, ...]:
    """The sentences that hold the mentions of an event, or the mentions where none is known; in order, each once."""
    found = [
        next((sentence for sentence in reading.sentences if sentence.overlaps(mention)), mention)
        for mention in event.mentions
    ]
    return tuple(sorted(set(found)))


def _codes(who: Iterable[Participant]) -> tuple[str, ...]:
    return tuple(sorted({one.code for one in who} - {UNKNOWN}))


def _named(who: Participant, language: str, rules: TextRules) -> list[str]:
    """The ontology's id, if it tells more than the country; else a name of two words or more that counts nobody."""
    if who.id is not None:
        return [] if who.id == who.code else [who.id]
    if who.role is None and len(who.name.split()) > 1 and not _counts(who.name, language, rules):
        return [rules.compact(who.name)]
    return []


def _counts(name: str, language: str, rules: TextRules) -> bool:
    """Whether a name says how many: "five people" is told of many deeds."""
    words = (rules.compact(word) for word in name.split())
    return any(word.isdecimal() or word in _count_words(language) for word in words)


def _content(event: Event, reading: Reading, rules: TextRules) -> tuple[str, ...]:
    """The stems of the words around the first mentions: no function or everyday words, and none that another field
    compares."""
    known = [who.span for who in (*event.actors, *event.recipients, *event.mediators)]
    known += [*event.time.spans, *(source.span for source in event.sources)]
    known += [event.place.span] if event.place else []
    language, endings = reading.document.language, _endings(rules)
    found = set()
    for span in around(event, reading)[:_STRETCH]:
        normal = normalise(reading.document.quote(span), rules.fold)
        for match in _WORD.finditer(normal.form):
            here = normal.original_span(*match.span())
            here = Span(here.start + span.start, here.end + span.start)
            if match.group() not in _function_words(language) and not any(here.overlaps(one) for one in known):
                found.add(_stem(match.group(), endings, rules.shortest_stem))
    return tuple(sorted(found - common_words(language)))


def _beginning(reading: Reading) -> tuple[str, ...]:
    """The title and the first sentences of an article."""
    document = reading.document
    return (document.title or "", *(document.quote(span) for span in reading.sentences[:_LEAD]))


@lru_cache(maxsize=8)
def _topic(beginning: tuple[str, ...], language: str) -> tuple[str, ...]:
    """The stems of the beginning of an article, which its events share; no function and everyday words."""
    rules = rules_for(language)
    found = {stem for part in beginning for stem in _stems(part, language, rules)}
    return tuple(sorted(found - common_words(language)))


def _doers(event: Event, language: str, rules: TextRules) -> tuple[str, ...]:
    """The stems of the names and offices of the doers, without those that name a country alone."""
    told = [
        part
        for who in event.actors
        for part in ((who.name if not _counts(who.name, language, rules) else ""), who.role or "")
    ]
    found = {stem for part in told for stem in _stems(part, language, rules)}
    return tuple(sorted(found - _country_words(language)))


def _happening(event: Event, language: str, first: int | None, last: int | None) -> str | None:
    """The deed of history that an entry of the event names, if the event is dated as a whole like it."""
    named = _happenings(language)
    for entry in event.entries:
        if entry in named and (named[entry].first.toordinal(), named[entry].last.toordinal()) == (first, last):
            return named[entry].en
    return None


def _stems(told: str, language: str, rules: TextRules) -> set[str]:
    """The stems of all words of three letters or more, and numbers, that are no function words."""
    words = _WORD.findall(rules.normal(told).replace(rules.joiner, " "))
    endings = _endings(rules)
    return {_stem(word, endings, rules.shortest_stem) for word in words if word not in _function_words(language)}


def _stem(word: str, endings: tuple[str, ...], shortest: int) -> str:
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= shortest:
            return word[: -len(ending)]
    return word


def _endings(rules: TextRules) -> tuple[str, ...]:
    return tuple(rules.compact(ending) for ending in rules.endings)


@cache
def _country_words(code: str) -> frozenset[str]:
    """The stems of all one-word names of countries, their people and governments."""
    if code not in languages():
        return frozenset()
    language = load_language(code)
    told = (
        name
        for one in language.names.get("countries", ())
        for name in (*one.names, *one.demonyms, *one.peoples, *one.governments)
    )
    found = (_stems(name, code, language.text) for name in told)
    return frozenset(stem for stems in found if len(stems) == 1 for stem in stems)


@cache
def _count_words(code: str) -> frozenset[str]:
    """The single words that say how many, exactly or loosely."""
    if code not in languages():
        return frozenset()
    language = load_language(code)
    loose = (name for vague in language.details.quantities.vague for name in vague.names)
    told = (*number_words(language.numbers), *loose)
    return frozenset(language.text.compact(name) for name in told if len(name.split()) == 1)


@cache
def _happenings(code: str) -> dict[str, Happening]:
    """The deeds of history by the ids of the entries that name them."""
    if code not in languages():
        return {}
    known = load_ontology().happenings
    return {one.id: known[one.happening] for one in load_language(code).entries if one.happening is not None}


@cache
def _function_words(code: str) -> frozenset[str]:
    if code not in languages():
        return frozenset()
    language = load_language(code)
    markers = language.markers
    known = (
        markers.object, markers.complement, *markers.adpositions, *markers.coordinators, *markers.openers,
        *markers.determiners, *markers.links, *markers.adverbials, *markers.partitive,
    )  # fmt: skip
    said = (*language.attribution.says, *markers.speaking, *markers.support)
    spoken = {infinitive.split()[-1] for infinitive in said}
    forms = {form for form, verbs in language.verbs.forms.items() if any(verb.verb in spoken for verb in verbs)}
    return frozenset(piece for word in known for piece in language.text.normal(word).split()) | frozenset(forms)
