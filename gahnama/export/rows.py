"""The common row of the flat exports (CSV, Parquet, GeoJSON properties), and what the others take from it.

A column has one name, one kind and one meaning in all of them; ``docs/export.md`` lists them from here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import islice
from operator import attrgetter
from typing import Any

from gahnama.export.cameo import cameo
from gahnama.export.labels import office_label, participant_label, place_label
from gahnama.language import languages, text_rules
from gahnama.model import Document, Event, Participant, Place, Span, Toll
from gahnama.ontology import load_ontology
from gahnama.records import STATUSES, Report

HAPPENED = STATUSES[0]
BATCH = 1_000
"""Reports whose values are held as Python values at once."""
_LEAD = 2


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the flat exports. ``kind``: text, day, integer, number, flag, or texts (several)."""

    name: str
    kind: str
    about: str


def _participants(role: str, who: str) -> tuple[Column, ...]:
    return (
        Column(f"{role}s", "texts", f"{who}, as the article names them"),
        Column(f"{role}s_en", "texts", "the same in English, in the same order"),
        Column(f"{role}_ids", "texts", "their ids in the ontology; empty where it has none"),
        Column(f"{role}_codes", "texts", "their PLOVER country codes"),
        Column(f"{role}_sectors", "texts", "their PLOVER sectors"),
        Column(f"{role}_offices", "texts", "their offices in English; empty for none"),
    )


COLUMNS = (
    Column("event", "text", "id of the event; stable over new readings"),
    Column("story", "text", "id of the story that it belongs to"),
    Column("edtf", "text", "the event's own date, EDTF (ISO 8601-2)"),
    Column("first_day", "day", "the first day that it can have been; empty: open or unknown"),
    Column("last_day", "day", "the last one, inclusive; empty: open or unknown"),
    Column("date_basis", "text", "explicit, relative, anaphoric, publication, known or none"),
    Column("type", "text", "PLOVER type"),
    Column("modes", "texts", "PLOVER modes"),
    Column("quad", "integer", "PLOVER's quad code, 1 to 4"),
    Column("score", "number", "PLOVER's score of type and modes, -10 to 10"),
    Column("cameo", "text", "the most general CAMEO code that comes back as type and mode"),
    *_participants("actor", "who did it"),
    *_participants("recipient", "to whom"),
    Column("mediators", "texts", "who mediated, as the article names them"),
    Column("mediators_en", "texts", "the same in English"),
    Column("place", "text", "where it happened, as the article names it"),
    Column("place_en", "text", "the same in English"),
    Column("place_id", "text", "its id in the ontology"),
    Column("place_kind", "text", "city, province, region, river, sea, site, country or unknown"),
    Column("country", "text", "ISO 3166 alpha-3 code of the place's country"),
    Column("geonames", "text", "GeoNames id"),
    Column("latitude", "number", "degrees, WGS 84"),
    Column("longitude", "number", "degrees, WGS 84"),
    Column("approximate", "flag", "the coordinates are rounded, or computed from a distance"),
    Column("radius", "number", "kilometres that they may be off"),
    Column("status", "texts", f"{HAPPENED}, or PLOVER's auxiliary modes"),
    Column("contexts", "texts", "PLOVER contexts"),
    Column("denies", "texts", "ids of the events that it denies"),
    Column("sources", "texts", "who says so, nearest to the deed first"),
    Column("agenda", "texts", "what talks were about, quoted"),
    Column("terms", "texts", "what an agreement or demand contains, quoted"),
    Column("casualties", "texts", "kind and number: killed 3-5; 20+ for at least 20"),
    Column("quote", "text", "the first mention of the event, as it stands in the article"),
    Column("quote_start", "integer", "offset of the quote: code points of the article's text, inclusive"),
    Column("quote_end", "integer", "its end, exclusive"),
    Column("mentions", "texts", "offsets of all mentions: start-end"),
    Column("confidence", "number", "0 to 1"),
    Column("entries", "texts", "the lexicon entries and rules that made the event"),
    Column("document", "text", "id of the document"),
    Column("document_key", "text", "what the chronicle knows it by"),
    Column("sha256", "text", "hash of the article's text in UTF-8"),
    Column("language", "text", "language of the article, ISO 639"),
    Column("title", "text", "title of the article"),
    Column("outlet", "text", "who published it"),
    Column("published", "day", "day of publication, as the outlet gives it"),
    Column("reference_day", "day", "the day that dates were counted from"),
    Column("reference_inferred", "flag", "that day was worked out from the text"),
    Column("url", "text", "address of the article"),
    Column("copies", "texts", "events of other documents that carry the same text"),
    Column("version", "text", "program and language data that read it"),
    Column("review", "text", "none, right, wrong, mended or added"),
)


DROPS = frozenset(
    ("reasons of the date", "notes on the date", "offices in the article's language", "offsets of participants",
     "offsets of the place", "kinds and offsets of sources", "offsets of agenda, terms and casualties",
     "sources of casualties", "namings")
)  # fmt: skip
"""The parts of a report (``losses.PARTS``) that the columns don't hold."""

_SEVERAL = "; "
_OF_PLACES: dict[str, Callable[[Place], Any]] = {
    "place": attrgetter("name"),
    "place_en": place_label,
    "place_id": attrgetter("id"),
    "place_kind": attrgetter("resolution"),
    **{name: attrgetter(name) for name in ("country", "geonames", "latitude", "longitude", "approximate", "radius")},
}


def columns(reports: Sequence[Report]) -> dict[str, list[Any]]:
    """The values of ``COLUMNS`` by name, one a report: str, int, float, bool, date, a list of str, or None."""
    events = [report.event for report in reports]
    times = [event.time for event in events]
    places = [event.place for event in events]
    documents = [report.document for report in reports]
    told_in = [document.language for document in documents]
    quotes = [event.mentions[0] for event in events]
    return {
        "event": [event.id for event in events],
        "story": [report.story for report in reports],
        "edtf": [time.edtf for time in times],
        "first_day": [time.earliest for time in times],
        "last_day": [time.latest for time in times],
        "date_basis": [time.basis for time in times],
        "type": [event.type for event in events],
        "modes": [list(event.modes) for event in events],
        "quad": [quad(event) for event in events],
        "score": [_score(event.type, event.modes) for event in events],
        "cameo": [_cameo(event.type, event.modes) for event in events],
        **_sides("actor", [event.actors for event in events], told_in),
        **_sides("recipient", [event.recipients for event in events], told_in),
        "mediators": [[who.name for who in event.mediators] for event in events],
        "mediators_en": _in_english([event.mediators for event in events], told_in),
        **{name: [None if place is None else value(place) for place in places] for name, value in _OF_PLACES.items()},
        "status": [list(event.aux) or [HAPPENED] for event in events],
        "contexts": [list(event.contexts) for event in events],
        "denies": [list(event.denies) for event in events],
        "sources": [[source.name for source in event.sources] for event in events],
        "agenda": _quoted([event.agenda for event in events], documents),
        "terms": _quoted([event.terms for event in events], documents),
        "casualties": [tolls(event) for event in events],
        "quote": [document.quote(span) for document, span in zip(documents, quotes, strict=True)],
        "quote_start": [span.start for span in quotes],
        "quote_end": [span.end for span in quotes],
        "mentions": [[offsets(span) for span in event.mentions] for event in events],
        "confidence": [event.confidence for event in events],
        "entries": [list(event.entries) for event in events],
        "document": [document.id for document in documents],
        "document_key": [report.key for report in reports],
        "sha256": [report.sha256 for report in reports],
        "language": told_in,
        "title": [document.title for document in documents],
        "outlet": [document.outlet for document in documents],
        "published": [document.published for document in documents],
        "reference_day": [report.published for report in reports],
        "reference_inferred": [report.published_inferred for report in reports],
        "url": [document.url for document in documents],
        "copies": [[copy.event for copy in report.copies] for report in reports],
        "version": [report.version for report in reports],
        "review": [report.review for report in reports],
    }


def batches(reports: Iterable[Report]) -> Iterator[dict[str, list[Any]]]:
    """``columns`` of stretches of ``BATCH`` reports: several times faster than a row at a time."""
    left = iter(reports)
    while some := list(islice(left, BATCH)):
        yield columns(some)


def rows(reports: Iterable[Report]) -> Iterator[dict[str, Any]]:
    """The values of each report by the names of their columns."""
    for batch in batches(reports):
        for values in zip(*batch.values(), strict=True):
            yield dict(zip(batch, values, strict=True))


def row(report: Report) -> dict[str, Any]:
    """The values of one report by the names of their columns."""
    return {name: value for name, (value,) in columns((report,)).items()}


def told(value: Any) -> str:
    """A value of a row as text; several are parted by semicolons, of which those inside a value become commas."""
    if isinstance(value, list):
        return _SEVERAL.join(one.replace(";", ",") for one in value)
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def heading(report: Report) -> str:
    """A line of English on an event: ``CONSULT (phone): Iran, Armenia; future``."""
    event, language = report.event, report.document.language
    named = ([participant_label(who, language) for who in people] for people in (event.actors, event.recipients))
    sides = map(", ".join, named)
    modes = f" ({', '.join(event.modes)})" if event.modes else ""
    status = f"; {', '.join(event.aux)}" if event.aux else ""
    return f"{event.type}{modes}: {' → '.join(filter(None, sides)) or 'unknown'}{status}"


def quad(event: Event) -> int:
    """PLOVER's quad code of an event: 1 and 2 cooperation, 3 and 4 conflict, in words and in deeds."""
    return load_ontology().plover.quads[event.type]


def score(event: Event) -> float:
    """PLOVER's score of an event, -10 to 10; from type and modes, so that older readings have it too."""
    return _score(event.type, event.modes)


@cache
def _score(type_: str, modes: tuple[str, ...]) -> float:
    return load_ontology().plover.intensity(type_, modes)


_cameo = cache(cameo)


def tolls(event: Event) -> list[str]:
    """The casualties of an event: ``killed 3``, ``wounded 3-5``, ``captured 20+``."""

    def number(toll: Toll) -> str:
        if toll.highest is None:
            return f"{toll.lowest}+"
        return f"{toll.lowest}" if toll.highest == toll.lowest else f"{toll.lowest}-{toll.highest}"

    return [f"{toll.kind} {number(toll)}" for toll in event.casualties]


def offsets(span: Span) -> str:
    """A span as ``start-end``."""
    return f"{span.start}-{span.end}"


def pairs(event: Event) -> Iterator[tuple[Participant | None, Participant | None]]:
    """The dyads of an event, at least one: every actor with every recipient; None for a side that nobody is on.

    Of a deed that several do to nobody (talks, a battle) every two of the actors, each pair once.
    """
    if not event.recipients and len(event.actors) > 1:
        for place, one in enumerate(event.actors):
            for other in event.actors[place + 1 :]:
                yield one, other
        return
    sides: tuple[Sequence[Participant | None], Sequence[Participant | None]]
    sides = event.actors or (None,), event.recipients or (None,)
    for actor in sides[0]:
        for recipient in sides[1]:
            yield actor, recipient


def number(identifier: str, pair: int = 0) -> int:
    """The number (60 bits) that stands for an id of the chronicle, and for one dyad of it, where only numbers may."""
    return int(sha256(f"{identifier} {pair}".encode()).hexdigest()[:15], 16)


def sentence_number(report: Report, span: Span) -> int:
    """The number of the sentence that a span of the text begins in, from 1, by its marks and line ends."""
    return 1 + len(_breaks(report.document.language).findall(report.document.text[: span.start]))


def leads(report: Report) -> bool:
    """Whether the event is told in the title or the first paragraph: the first two lines that hold anything."""
    lines = report.document.text[: report.event.mentions[0].start].splitlines(keepends=True)
    whole = [line for line in lines if line.endswith("\n") and line.strip()]
    return len(whole) < _LEAD


@cache
def _breaks(language: str) -> re.Pattern[str]:
    ends = text_rules(language).sentence_ends if language in languages() else frozenset(".!?")
    return re.compile(rf"[{re.escape(''.join(sorted(ends)))}]+[^\w\s]*\s+|(?<=\S)\s*\n\s*")


def _sides(role: str, people: Sequence[Sequence[Participant]], told_in: Sequence[str]) -> dict[str, list[list[str]]]:
    return {
        f"{role}s": [[who.name for who in some] for some in people],
        f"{role}s_en": _in_english(people, told_in),
        f"{role}_ids": [[who.id or "" for who in some] for some in people],
        f"{role}_codes": [[who.code for who in some] for some in people],
        f"{role}_sectors": [[who.sector for who in some] for some in people],
        f"{role}_offices": [
            [office_label(who, language) or "" for who in some] for some, language in zip(people, told_in, strict=True)
        ],
    }


def _in_english(people: Sequence[Sequence[Participant]], told_in: Sequence[str]) -> list[list[str]]:
    return [[participant_label(who, language) for who in some] for some, language in zip(people, told_in, strict=True)]


def _quoted(spans: Sequence[Sequence[Span]], documents: Sequence[Document]) -> list[list[str]]:
    return [[document.quote(span) for span in some] for some, document in zip(spans, documents, strict=True)]
