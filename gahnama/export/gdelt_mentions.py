"""GDELT 2.0 mentions: 16 tab separated columns without a head line, a row for each mention of each dyad of an event.

``GLOBALEVENTID`` leads to the rows of ``gdelt``. ``Extras``, which GDELT leaves empty, holds as JSON what ties the row
to the chronicle: event, story, edtf, first_day, last_day, quote, start, end, sha256, version, review.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import IO

from gahnama.export.cells import day
from gahnama.export.gdelt import identifier, stamp
from gahnama.export.losses import PARTS, Losses
from gahnama.export.rows import number, pairs, sentence_number
from gahnama.export.tsv import Cell, write_rows
from gahnama.model import Participant
from gahnama.records import Report

COLUMNS = (
    "GLOBALEVENTID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName", "MentionIdentifier",
    "SentenceID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset", "InRawText", "Confidence",
    "MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo", "Extras",
)  # fmt: skip
DROPS = frozenset(PARTS) - {
    "event id", "story", "EDTF", "last day", "quote", "offsets", "mentions after the first", "offsets of participants",
    "confidence", "document", "document hash", "outlet", "address", "day of publication", "program version", "review",
}  # fmt: skip
_WEB, _CITED = 1, 2
_NOWHERE = -1


def write(reports: Iterable[Report], file: IO[bytes], losses: Losses) -> None:
    """Writes the rows; offsets count code points of the article's text."""
    write_rows((row for report in reports for row in _rows(report)), file, None)


def _rows(report: Report) -> Iterator[list[Cell]]:
    event, document = report.event, report.document
    published = stamp(document.published)
    for count, (one, other) in enumerate(pairs(event)):
        for mention in event.mentions:
            extras = {
                "event": event.id,
                "story": report.story,
                "edtf": event.time.edtf,
                "first_day": day(event.time.earliest),
                "last_day": day(event.time.latest),
                "quote": document.quote(mention),
                "start": mention.start,
                "end": mention.end,
                "sha256": report.sha256,
                "version": report.version,
                "review": report.review,
            }
            yield [
                number(event.id, count), published, published, _WEB if document.url else _CITED, document.outlet,
                identifier(report), sentence_number(report, mention), _start(one), _start(other), mention.start, 1,
                round(event.confidence * 100), len(document.text), None, None, json.dumps(extras, ensure_ascii=False),
            ]  # fmt: skip


def _start(who: Participant | None) -> int:
    return who.span.start if who else _NOWHERE
