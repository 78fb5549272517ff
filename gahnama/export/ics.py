"""iCalendar (RFC 5545): an event of whole days, the common row as properties ``X-GAHNAMA-…``."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from shutil import copyfileobj
from typing import IO

from gahnama.export.cells import link, plain
from gahnama.export.labels import place_label
from gahnama.export.losses import UNDONE, Losses
from gahnama.export.rows import COLUMNS, heading, row, told
from gahnama.export.rows import DROPS as DROPS
from gahnama.records import Report

_OCTETS = 75
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})
_DAY = timedelta(days=1)


def write(reports: Iterable[Report], file: IO[bytes], losses: Losses) -> None:
    """Writes the calendar; its events wait in a temporary file, so that its head tells what was dropped.

    An event whose days are open at one end stands on the day that is known, one without any day is left out.
    """
    with tempfile.TemporaryFile() as body:
        for report in reports:
            known = [day for day in (report.event.time.earliest, report.event.time.latest) if day]
            if known:
                body.write(b"".join(map(_folded, _event(report, known[0], known[-1]))))
            else:
                losses.add("whole events (without a day)")
        dropped = f"; dropped: {losses.told()}" if losses.counts else ""
        head = (
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Gahnama//Gahnama//EN", "CALSCALE:GREGORIAN", "NAME:Gahnama",
            f"DESCRIPTION:{_text(f'Who did what to whom{dropped}')}",
        )  # fmt: skip
        file.write(b"".join(map(_folded, head)))
        body.seek(0)
        copyfileobj(body, file)
    file.write(b"END:VCALENDAR\r\n")


def _event(report: Report, first: date, last: date) -> Iterator[str]:
    event, document = report.event, report.document
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(event.id)}@gahnama"
    yield f"DTSTAMP:{_compact(document.published or report.published or last)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_compact(first)}"
    if last < date.max:
        yield f"DTEND;VALUE=DATE:{_compact(last + _DAY)}"  # exclusive, RFC 5545 section 3.6.1
    yield f"SUMMARY:{_text(heading(report))}"
    yield f"DESCRIPTION:{_text(report.quote)}"
    if event.place:
        names = dict.fromkeys((place_label(event.place) or event.place.name, event.place.name))
        yield f"LOCATION:{_text(' / '.join(names))}"
        if event.place.latitude is not None and event.place.longitude is not None:
            yield f"GEO:{event.place.latitude:.6f};{event.place.longitude:.6f}"
    yield "CATEGORIES:" + ",".join(map(_text, (event.type, *event.modes, *event.aux)))
    yield f"STATUS:{_status(report)}"
    if address := link(document.url):
        yield f"URL:{address}"
    yield "TRANSP:TRANSPARENT"
    values = row(report)
    for column in COLUMNS:
        value = told(values[column.name])
        if value:
            yield f"X-GAHNAMA-{column.name.replace('_', '-').upper()}:{_text(value)}"
    yield "END:VEVENT"


def _status(report: Report) -> str:
    if report.review == "wrong" or "negated" in report.event.aux:
        return "CANCELLED"
    return "CONFIRMED" if UNDONE.isdisjoint(report.event.aux) else "TENTATIVE"


def _compact(day: date) -> str:
    return day.isoformat().replace("-", "")


def _text(value: str) -> str:
    return plain(value).replace("\t", " ").translate(_ESCAPED)


def _folded(line: str) -> bytes:
    """A content line of at most 75 octets, gone on with on lines that begin with a space; no character is cut."""
    folded = bytearray()
    width = 0
    for character in line:
        octets = character.encode()
        if width + len(octets) > _OCTETS:
            folded += b"\r\n "
            width = 1
        folded += octets
        width += len(octets)
    return bytes(folded) + b"\r\n"
