"""PLOVER JSON lines: a record of PLOVER 2.0 an event, and under ``gahnama`` everything that PLOVER has no field for.

Nothing of an event is dropped; ``docs/plover-jsonl.schema.json`` describes it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import IO, Any

from gahnama.export.labels import country_label, office_label, participant_label, place_label
from gahnama.export.losses import Losses
from gahnama.export.rows import quad, score
from gahnama.model import Event, Participant, Place
from gahnama.records import Report, report_dict

DROPS: frozenset[str] = frozenset()
CODEBOOK = "PLOVER 2.0"
RESOLUTIONS = {"site": 5, "city": 4, "province": 2, "country": 1}
"""PLOVER's levels of places; regions, rivers and seas have none."""

SIZES = {"killed": "dead", "wounded": "injured", "captured": "arrested"}
"""PLOVER's names for kinds of casualties."""


def write(reports: Iterable[Report], file: IO[bytes], losses: Losses) -> None:
    """Writes a line an event."""
    for report in reports:
        line = json.dumps(record(report), ensure_ascii=False)
        # half characters, which UTF-8 can't hold, as the escapes that JSON has for them
        file.write(line.encode("utf-8", "backslashreplace") + b"\n")


def record(report: Report) -> dict[str, Any]:
    """A report as a PLOVER record; fields without a value are left out, but for ``date``, which PLOVER requires.

    ``date`` is the first day the event can have been, else the last; ``enddate`` the last where it is another.
    ``size`` gives the lowest number that the text gives; ``gahnama.casualties`` has the range.
    """
    event, document = report.event, report.document
    language, time = document.language, event.time
    begins = time.earliest or time.latest
    made = {
        "id": event.id,
        "date": _day(begins),
        "enddate": _day(time.latest) if time.latest != begins else None,
        "actor": [_entity(who, language) for who in event.actors],
        "recipient": [_entity(who, language) for who in event.recipients],
        "event": event.type,
        "mode": list(event.modes),
        "context": [*event.contexts, *event.aux],
        "quad_code": quad(event),
        "event_scale": score(event),
        "has_event": True,
        "event_loc": _location(event.place) if event.place else None,
        "event_text": report.quote,
        "size": _size(event),
        "link": document.url,
        "text": report.quote,
        "text_info": {"start": event.mentions[0].start, "end": event.mentions[0].end},
        "cite_info": _filled({
            "citation": document.id,
            "url": document.url,
            "title": document.title,
            "language": language,
            "publication": document.outlet,
            "coder": "gahnama",
            "codebook": CODEBOOK,
            "version": report.version,
        }),
        "gahnama": _further(report),
    }  # fmt: skip
    return {"date": None, **_filled(made)}


def _further(report: Report) -> dict[str, Any]:
    """The report as ``gahnama search --format json`` gives it, and what that has no key for."""
    return {
        **report_dict(report),
        "first_day": _day(report.event.time.earliest),
        "last_day": _day(report.event.time.latest),
        "language": report.document.language,
        "reference_day": _day(report.published),
        "reference_inferred": report.published_inferred,
        "copies": [
            {
                "event": copy.event,
                "document_key": copy.key,
                "document": copy.name,
                "outlet": copy.outlet,
                "published": _day(copy.published),
                "url": copy.url,
            }
            for copy in report.copies
        ],
    }


def _entity(who: Participant, language: str) -> dict[str, Any]:
    return _filled({
        "code": who.code,
        "sector": who.sector,
        "entity_text": who.name,
        "identifier_id": who.id,
        "identifier_text": participant_label(who, language),
        "office": office_label(who, language),
    })  # fmt: skip


def _location(place: Place) -> dict[str, Any]:
    label = place_label(place)
    return _filled({
        "extracted_place": place.name,
        "resolved_place": label,
        "geonameid": place.geonames,
        "lat": place.latitude,
        "lon": place.longitude,
        "city": label if place.resolution == "city" else None,
        "province": label if place.resolution == "province" else None,
        "country": country_label(place.country),
        "country_code": place.country,
        "resolution": RESOLUTIONS.get(place.resolution or ""),
    })  # fmt: skip


def _size(event: Event) -> dict[str, int] | None:
    return {SIZES[toll.kind]: toll.lowest for toll in event.casualties if toll.kind in SIZES} or None


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None
