"""POLECAT: 40 tab separated columns under a head line, a row an event, several participants in one cell.

As there, ``None`` is written for text that is not known; numbers and days that are not known are empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import IO

from gahnama.datafile import Record, load_yaml
from gahnama.export.cells import day
from gahnama.export.labels import office_label, participant_label, place_label
from gahnama.export.losses import PARTS, Losses
from gahnama.export.rows import quad, score
from gahnama.export.tsv import Cell, listed, write_rows
from gahnama.model import Participant
from gahnama.records import Report

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title",
    "Actor Name Raw", "Wikipedia Actor ID",
    "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors",
    "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID",
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename",
    "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations",
    "Language", "Version",
)  # fmt: skip
DROPS = frozenset(PARTS) - {
    "event id", "modes after the first", "names in the article's language", "sectors", "offices", "place",
    "place in the article's language", "country of the place", "kind of the place", "GeoNames id", "coordinates",
    "contexts", "status", "outlet", "day of publication", "language", "program version",
}  # fmt: skip
QUADS = {1: "VERBAL COOPERATION", 2: "MATERIAL COOPERATION", 3: "VERBAL CONFLICT", 4: "MATERIAL CONFLICT"}
NONE = "None"
_COW = Path(__file__).parent / "cow.yaml"


def write(reports: Iterable[Report], file: IO[bytes], losses: Losses) -> None:
    """Writes the head line and a row an event; ``Event Date`` is the first day, else the last one."""
    write_rows((_row(report) for report in reports), file, COLUMNS)


@cache
def cow_numbers() -> dict[str, str]:
    """The Correlates of War numbers by country code."""
    record = Record(load_yaml(_COW), _COW, "COW numbers")
    found = record.pairs("codes")
    record.done()
    return found


def _row(report: Report) -> list[Cell]:
    event, document = report.event, report.document
    place, language = event.place, document.language
    kind = place.resolution if place else None
    label = place_label(place) if place else None
    return [
        event.id, day(event.time.earliest or event.time.latest), event.type, _list(event.modes), score(event),
        QUADS[quad(event)], _list((*event.contexts, *event.aux)),
        *_side(event.actors, language), *_side(event.recipients, language),
        label or NONE, (kind == "city" and label) or NONE, NONE, (kind == "province" and label) or NONE,
        (place and place.country) or NONE, place.latitude if place else None, place.longitude if place else None,
        (place and place.geonames) or NONE, place.name if place else NONE, kind or NONE,
        document.outlet or NONE, day(document.published), NONE, NONE, NONE, language, report.version,
    ]  # fmt: skip


def _side(people: Sequence[Participant], language: str) -> list[Cell]:
    sectors = [who.sector for who in people]
    return [
        _list(participant_label(who, language) for who in people),
        _list(who.code for who in people),
        _list(cow_numbers().get(who.code, NONE) for who in people),
        sectors[0] if sectors else NONE,
        _list(sectors),
        _list(office_label(who, language) or NONE for who in people),
        _list(who.name for who in people),
        NONE,
    ]


def _list(values: Iterable[str]) -> str:
    return listed(values) or NONE
