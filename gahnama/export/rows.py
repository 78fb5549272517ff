"""The common row of the flat exports (CSV, Parquet, GeoJSON properties), and what the others take from it.

A column has one name, one kind and one meaning in all of them; ``docs/export.md`` lists them from here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import Any

from gahnama.export.cameo import cameo
from gahnama.export.labels import office_label, participant_label, place_label
from gahnama.language import languages, text_rules
from gahnama.model import Event, Participant, Span, Toll
from gahnama.ontology import load_ontology
from gahnama.records import STATUSES, Report

HAPPENED = STATUSES[0]
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
    Column("review", "text", "none, right, wrong or mended"),
)


DROPS = frozenset(
    ("reasons of the date", "notes on the date", "offices in the article's language", "offsets of participants",
     "offsets of the place", "kinds and offsets of sources", "offsets of agenda, terms and casualties",
     "sources of casualties", "namings")
)  # fmt: skip
"""The parts of a report (``losses.PARTS``) that the columns don't hold."""

_SEVERAL = "; "


def row(report: Report) -> dict[str, Any]:
    """The values of ``COLUMNS`` by name: str, int, float, bool, date, a list of str, or None."""
    event, document = report.event, report.document
    place, time, first = event.place, event.time, event.mentions[0]
    language = document.language
    return {
        "event": event.id,
        "story": report.story,
        "edtf": time.edtf,
        "first_day": time.earliest,
        "last_day": time.latest,
        "date_basis": time.basis,
        "type": event.type,
        "modes": list(event.modes),
        "quad": quad(event),
        "score": score(event),
        "cameo": cameo(event.type, event.modes),
        **_sides("actor", event.actors, language),
        **_sides("recipient", event.recipients, language),
        "mediators": [who.name for who in event.mediators],
        "mediators_en": [participant_label(who, language) for who in event.mediators],
        "place": place.name if place else None,
        "place_en": place_label(place) if place else None,
        "place_id": place.id if place else None,
        "place_kind": place.resolution if place else None,
        "country": place.country if place else None,
        "geonames": place.geonames if place else None,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "approximate": place.approximate if place else None,
        "radius": place.radius if place else None,
        "status": list(event.aux) or [HAPPENED],
        "contexts": list(event.contexts),
        "denies": list(event.denies),
        "sources": [source.name for source in event.sources],
        "agenda": [document.quote(span) for span in event.agenda],
        "terms": [document.quote(span) for span in event.terms],
        "casualties": tolls(event),
        "quote": report.quote,
        "quote_start": first.start,
        "quote_end": first.end,
        "mentions": [offsets(span) for span in event.mentions],
        "confidence": event.confidence,
        "entries": list(event.entries),
        "document": document.id,
        "document_key": report.key,
        "sha256": report.sha256,
        "language": language,
        "title": document.title,
        "outlet": document.outlet,
        "published": document.published,
        "reference_day": report.published,
        "reference_inferred": report.published_inferred,
        "url": document.url,
        "copies": [copy.event for copy in report.copies],
        "version": report.version,
        "review": report.review,
    }


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
    return load_ontology().plover.intensity(event.type, event.modes)


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


def _sides(role: str, people: Sequence[Participant], language: str) -> dict[str, list[str]]:
    return {
        f"{role}s": [who.name for who in people],
        f"{role}s_en": [participant_label(who, language) for who in people],
        f"{role}_ids": [who.id or "" for who in people],
        f"{role}_codes": [who.code for who in people],
        f"{role}_sectors": [who.sector for who in people],
        f"{role}_offices": [office_label(who, language) or "" for who in people],
    }
