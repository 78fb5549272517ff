"""The data model: what a document is and what a reading of it holds. Imports nothing of Gahnama.

Offsets are Unicode code points into ``Document.text`` as received, start inclusive, end exclusive.
Types, modes and auxiliary modes are PLOVER 2.0's; dates are EDTF (ISO 8601-2) in the Gregorian calendar.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any

AUX_MODES = ("historical", "future", "hypothetical", "negated")
"""PLOVER's auxiliary modes that a reading tells apart."""

CALENDARS = ("gregorian", "solar-hijri", "lunar-hijri")

STANCES = ("says", "claims", "holds", "records", "admits", "hopes")
"""How a source stands to what it says: that it is so, with the writer's distance, as a view, by a text or figure, …"""

TOLLS = ("killed", "wounded", "captured", "missing", "casualties")
"""Kinds of tolls; ``casualties``: killed and wounded told in one number."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of ``Document.text``: code points ``start`` (inclusive) to ``end`` (exclusive)."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Document:
    """A news article as received: nothing in it is corrected or normalised.

    ``published`` is the day of publication as the outlet gives it, None when it gives none.
    """

    id: str
    text: str
    title: str | None = None
    published: date | None = None
    outlet: str | None = None
    language: str = "fa"
    url: str | None = None

    def quote(self, span: Span) -> str:
        """The characters of ``span``, exactly as they stand in the text."""
        return self.text[span.start : span.end]


KNOWN = "known"
"""The basis of days that no time expression of the text gives, but the name of the deed («جنگ شش‌روزه»)."""


@dataclass(frozen=True, slots=True)
class Time:
    """A point or interval of days that an expression of the text means.

    ``earliest`` and ``latest`` are both inclusive; None leaves that end open (both None with ``edtf`` None: unknown).
    ``basis`` is one of ``explicit relative anaphoric publication none`` (codebook, section 4) or ``known``: history
    knows the days by the name of the deed, the text doesn't give them. ``anchor`` is the Time that an anaphor leans on.
    ``note`` tells of a contradiction, such as a weekday that is not that of the date.
    """

    earliest: date | None = None
    latest: date | None = None
    edtf: str | None = None
    basis: str = "none"
    spans: tuple[Span, ...] = ()
    anchor: Time | None = None
    granularity: str = "none"
    explanation: str = ""
    note: str = ""

    @property
    def by_name(self) -> bool:
        """Whether history knows the days by the name of the deed, and the text doesn't give them."""
        return self.basis == KNOWN

    @property
    def given(self) -> str | None:
        """The date as the codebook has it, which knows only what the text gives: None for days known by a name."""
        return None if self.by_name else self.edtf


@dataclass(frozen=True, slots=True)
class Participant:
    """One who did or suffered a deed, by the fullest mention of it that the article has.

    ``code``: ISO 3166 alpha-3 or one of PLOVER's special codes; ``sector``: a PLOVER sector; ``id``: the ontology's.
    """

    span: Span
    name: str
    code: str
    sector: str
    role: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a deed happened; coordinates are WGS 84 degrees, None where the ontology has none.

    ``approximate``: the point is rounded, or computed from a distance; ``radius``: the kilometres it may then be off.
    ``resolution``: city, province, region, river, sea, site or country, or ``unknown``: named, and in no gazetteer.
    """

    span: Span
    name: str
    country: str | None = None
    id: str | None = None
    geonames: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    resolution: str | None = None
    approximate: bool = False
    radius: float | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """One link in the chain of those who say that a deed happened.

    ``kind`` is ``participant``, ``outlet``, or ``unnamed`` («منابع آگاه»; in attributions and tolls only).
    """

    span: Span
    name: str
    kind: str
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Toll:
    """Casualties that a text gives: ``lowest`` and ``highest`` are both inclusive numbers of people.

    ``kind`` is one of ``TOLLS``; ``highest`` None: open («دست‌کم ۲۰ کشته»). ``sources``: who gives the number, nearest
    first, empty where the outlet does. Tolls that contradict one another stay side by side.
    """

    kind: str
    lowest: int
    highest: int | None
    span: Span
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Naming:
    """Who calls the deed by which word: «ایروان این را تجاوز توصیف کرد». ``span`` is the word."""

    span: Span
    by: Participant | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """A deed that the article tells, once, whatever the number of its mentions.

    ``sources`` is a chain, nearest to the deed first. ``entries`` names the lexicon entries and rules that made the
    event. ``confidence`` lies between 0 and 1. ``agenda``: what talks were about; ``terms``: what a promise, demand,
    refusal or threat contains. ``denies``: the ids of the events that a REJECT denies. ``contexts`` and ``intensity``
    (-10 to 10) are PLOVER's.
    """

    id: str
    type: str
    modes: tuple[str, ...]
    mentions: tuple[Span, ...]
    actors: tuple[Participant, ...] = ()
    recipients: tuple[Participant, ...] = ()
    mediators: tuple[Participant, ...] = ()
    time: Time = field(default_factory=Time)
    place: Place | None = None
    aux: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    agenda: tuple[Span, ...] = ()
    terms: tuple[Span, ...] = ()
    casualties: tuple[Toll, ...] = ()
    namings: tuple[Naming, ...] = ()
    entries: tuple[str, ...] = ()
    confidence: float = 0.5
    denies: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    intensity: float = 0.0


@dataclass(frozen=True, slots=True)
class Attribution:
    """A stretch of the text that somebody else than the outlet answers for.

    ``cue``: the words that say so. ``stance`` is one of ``STANCES``. Attributions may lie inside one another.
    """

    span: Span
    sources: tuple[Source, ...]
    cue: Span
    stance: str = STANCES[0]


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that was read out of one document.

    ``published`` is the publication day that dates were resolved against; ``published_inferred`` tells that the
    document had none and that it was worked out from the text.
    """

    document: Document
    events: tuple[Event, ...]
    sentences: tuple[Span, ...] = ()
    times: tuple[Time, ...] = ()
    participants: tuple[Participant, ...] = ()
    places: tuple[Place, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    published: date | None = None
    published_inferred: bool = False
    program: str = ""

    def to_dict(self) -> dict[str, Any]:
        """The reading as plain JSON values; its schema is ``docs/reading.schema.json``."""
        return {
            "id": self.document.id,
            "outlet": self.document.outlet,
            "language": self.document.language,
            "url": self.document.url,
            "title": self.document.title,
            "sha256": hashlib.sha256(self.document.text.encode("utf-8", "surrogatepass")).hexdigest(),
            "published": _day(self.published),
            "published_inferred": self.published_inferred,
            "program": self.program,
            "events": [event_dict(event, self.document) for event in self.events],
            "sentences": [[span.start, span.end] for span in self.sentences],
            "times": [_time(time) for time in self.times],
            "participants": [_participant(who) for who in self.participants],
            "places": [_place(place) for place in self.places],
            "attributions": [
                {
                    **_span(a.span),
                    "sources": [_source(s) for s in a.sources],
                    "cue": _span(a.cue),
                    "stance": a.stance,
                }
                for a in self.attributions
            ],
        }

    def to_json(self, indent: int | None = None) -> str:
        """``to_dict`` as JSON text: one line, or indented by ``indent`` spaces; the same reading, the same bytes."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _span(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _time(time: Time) -> dict[str, Any]:
    return {
        "edtf": time.edtf,
        "earliest": _day(time.earliest),
        "latest": _day(time.latest),
        "basis": time.basis,
        "granularity": time.granularity,
        "spans": [_span(span) for span in time.spans],
        "anchor": time.anchor.edtf if time.anchor else None,
        "explanation": time.explanation,
        "note": time.note,
    }


def _participant(who: Participant) -> dict[str, Any]:
    return {
        **_span(who.span),
        "name": who.name,
        "code": who.code,
        "sector": who.sector,
        "role": who.role,
        "id": who.id,
    }


def _place(place: Place) -> dict[str, Any]:
    return {
        **_span(place.span),
        "name": place.name,
        "country": place.country,
        "id": place.id,
        "geonames": place.geonames,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "resolution": place.resolution,
        "approximate": place.approximate,
        "radius": place.radius,
    }


def _source(source: Source) -> dict[str, Any]:
    return {**_span(source.span), "name": source.name, "kind": source.kind, "code": source.code}


def event_dict(event: Event, document: Document) -> dict[str, Any]:
    """An event as plain JSON values, as it stands in a reading."""
    return {
        "id": event.id,
        "type": event.type,
        "mode": list(event.modes),
        "mentions": [{**_span(span), "text": document.quote(span)} for span in event.mentions],
        "actors": [_participant(who) for who in event.actors],
        "recipients": [_participant(who) for who in event.recipients],
        "mediators": [_participant(who) for who in event.mediators],
        "date": event.time.given,
        "time": _time(event.time),
        "place": _place(event.place) if event.place else None,
        "aux": list(event.aux),
        "source": [_source(source) for source in event.sources],
        "agenda": [_span(span) for span in event.agenda],
        "terms": [_span(span) for span in event.terms],
        "casualties": [
            {
                "kind": toll.kind,
                "lowest": toll.lowest,
                "highest": toll.highest,
                **_span(toll.span),
                "source": [_source(source) for source in toll.sources],
            }
            for toll in event.casualties
        ],
        "namings": [
            {**_span(naming.span), "by": _participant(naming.by) if naming.by else None} for naming in event.namings
        ],
        "denies": list(event.denies),
        "contexts": list(event.contexts),
        "intensity": event.intensity,
        "entries": list(event.entries),
        "confidence": event.confidence,
    }
