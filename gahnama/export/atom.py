"""Atom (RFC 4287): an entry an event; its text is the quote and the common row, as HTML in which nothing runs."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from datetime import date
from html import escape
from shutil import copyfileobj
from typing import IO

from gahnama.export.cells import link, xml
from gahnama.export.losses import Losses
from gahnama.export.rows import COLUMNS, heading, row, told
from gahnama.export.rows import DROPS as DROPS
from gahnama.records import Report

_EPOCH = date(1970, 1, 1)


def write(reports: Iterable[Report], file: IO[bytes], losses: Losses) -> None:
    """Writes the feed; its entries wait in a temporary file, so that its head tells the last day and what was dropped.

    Times are days: an entry was last changed when its article was published.
    """
    latest = _EPOCH
    with tempfile.TemporaryFile() as entries:
        for report in reports:
            latest = max(latest, _changed(report))
            entries.write("".join(f"{line}\n" for line in _entry(report)).encode())
        dropped = f"; dropped: {losses.told()}" if losses.counts else ""
        head = (
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<feed xmlns="http://www.w3.org/2005/Atom">',
            "<id>urn:gahnama:chronicle</id>",
            "<title>Gahnama</title>",
            f"<subtitle>Who did what to whom{xml(dropped)}</subtitle>",
            f"<updated>{_stamp(latest)}</updated>",
            "<author><name>gahnama</name></author>",
            "<generator>gahnama</generator>",
        )
        file.write("".join(f"{line}\n" for line in head).encode())
        entries.seek(0)
        copyfileobj(entries, file)
    file.write(b"</feed>\n")


def _entry(report: Report) -> Iterator[str]:
    event, document = report.event, report.document
    yield "<entry>"
    yield f"<id>urn:gahnama:event:{xml(event.id)}</id>"
    yield f"<title>{xml(heading(report))}</title>"
    yield f"<updated>{_stamp(_changed(report))}</updated>"
    if document.outlet:
        yield f"<author><name>{xml(document.outlet)}</name></author>"
    if address := link(document.url):
        yield f'<link rel="alternate" href="{xml(address)}"/>'
    for term in (event.type, *event.modes, *event.aux):
        yield f'<category term="{xml(term)}"/>'
    yield f"<summary>{xml(report.quote)}</summary>"
    yield f'<content type="html">{xml(_html(report))}</content>'
    yield "</entry>"


def _html(report: Report) -> str:
    values = row(report)
    cells = ((column.name, told(values[column.name])) for column in COLUMNS)
    rows = "".join(f'<dt>{name}</dt><dd dir="auto">{escape(value)}</dd>' for name, value in cells if value)
    return f'<blockquote dir="auto">{escape(report.quote)}</blockquote><dl>{rows}</dl>'


def _changed(report: Report) -> date:
    time = report.event.time
    return report.document.published or report.published or time.latest or time.earliest or _EPOCH


def _stamp(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
