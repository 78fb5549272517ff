"""ICEWS: 20 tab separated columns under a head line, a row for each dyad of an event; types as CAMEO codes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO

from gahnama.export.cameo import cameo, cameo_name
from gahnama.export.cells import day
from gahnama.export.labels import country_label, participant_label, place_label
from gahnama.export.losses import PARTS, Losses
from gahnama.export.rows import number, pairs, score, sentence_number
from gahnama.export.tsv import Cell, write_rows
from gahnama.model import Participant
from gahnama.records import Report

COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
    "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher", "City",
    "District", "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip
DROPS = frozenset(PARTS) - {
    "event id", "sectors", "offices", "place", "country of the place", "kind of the place", "coordinates", "outlet",
    "document",
}  # fmt: skip


def write(reports: Iterable[Report], file: IO[bytes], losses: Losses) -> None:
    """Writes the head line and the rows; ids are numbers (``rows.number``) of event and dyad, and of the document."""
    write_rows((row for report in reports for row in _rows(report)), file, COLUMNS)


def _rows(report: Report) -> Iterator[list[Cell]]:
    event, document = report.event, report.document
    place = event.place
    kind = place.resolution if place else None
    label = place_label(place) if place else None
    code = cameo(event.type, event.modes)
    for count, (source, target) in enumerate(pairs(event)):
        yield [
            number(event.id, count), day(event.time.earliest or event.time.latest),
            *_side(source, document.language), cameo_name(code), code, score(event), *_side(target, document.language),
            number(report.key), sentence_number(report, event.mentions[0]), document.outlet,
            label if kind not in ("province", "country") else None, None, label if kind == "province" else None,
            country_label(place.country) if place else None,
            place.latitude if place else None, place.longitude if place else None,
        ]  # fmt: skip


def _side(who: Participant | None, language: str) -> list[Cell]:
    if who is None:
        return [None, None, None]
    return [participant_label(who, language), who.sector, country_label(who.code) or who.code]
