"""What the scorer sees of an event: a Telling. Whether two are compared and with what result depends on these alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from gahnama.language import TextRules, common_words, languages, load_language, text_rules
from gahnama.model import Event, Participant, Reading, Span
from gahnama.text.normal import normalise

UNKNOWN = "UNK"
LASTING = 10
"""An interval that the text gives and that has more days than this is how long the deed lasted, not when it was."""
CALENDAR = (range(28, 31), range(353, 366))
"""Days between first and last of a month and of a year, in any calendar: these say when it was, to within so much."""
WEAK = ("publication", "none")
"""Bases of dates that no word of the text gives."""
_STRETCH = 3
_FALLBACK = "fa"
_WORD = re.compile(r"[^\W\d_]{3,}|\d+")


@dataclass(frozen=True, slots=True)
class Telling:
    """An event as the scorer sees it.

    ``first`` and ``last`` are proleptic ordinals of days, both inclusive; both None: undated; an open end reaches to
    ``date.min`` or ``date.max``. ``actors`` and ``recipients`` are codes without the unknown one; ``named`` are the
    participants that an id or a full name tells apart from others of their code; ``country`` is that of the place.
    ``words`` are the content words around the mentions. All are sorted.
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
        named=tuple(sorted({name for who in participants for name in _named(who, rules)})),
        place=event.place.id if event.place and event.place.id != event.place.country else None,
        country=event.place.country if event.place else None,
        words=_content(event, reading, rules),
        aux=tuple(sorted(set(event.aux) - {"historical"})),
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


def _named(who: Participant, rules: TextRules) -> list[str]:
    """The ontology's id, if it tells more than the country; else a name of two words or more."""
    if who.id is not None:
        return [] if who.id == who.code else [who.id]
    if who.role is None and len(who.name.split()) > 1:
        return [rules.compact(who.name)]
    return []


def _content(event: Event, reading: Reading, rules: TextRules) -> tuple[str, ...]:
    """The stems of the words around the first mentions: no function or everyday words, and none that another field
    compares."""
    known = [who.span for who in (*event.actors, *event.recipients, *event.mediators)]
    known += [*event.time.spans, *(source.span for source in event.sources)]
    known += [event.place.span] if event.place else []
    endings = tuple(rules.compact(ending) for ending in rules.endings)
    found = set()
    for span in around(event, reading)[:_STRETCH]:
        normal = normalise(reading.document.quote(span), rules.fold)
        for match in _WORD.finditer(normal.form):
            here = normal.original_span(*match.span())
            here = Span(here.start + span.start, here.end + span.start)
            if match.group() not in _function_words(reading.document.language) and not any(
                here.overlaps(one) for one in known
            ):
                found.add(_stem(match.group(), endings, rules.shortest_stem))
    return tuple(sorted(found - common_words(reading.document.language)))


def _stem(word: str, endings: tuple[str, ...], shortest: int) -> str:
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= shortest:
            return word[: -len(ending)]
    return word


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
