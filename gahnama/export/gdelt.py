"""GDELT 2.0 events: 61 tab separated columns without a head line, a row for each dyad of an event.

Like GDELT's, not the same: quad class and scale are PLOVER's, countries of places are ISO 3166 alpha-3 (not FIPS), one
article is counted a row, there is no tone. Days count where GDELT has the time of an update.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import IO

from gahnama.export.cameo import cameo
from gahnama.export.labels import country_label, participant_label, place_label
from gahnama.export.losses import PARTS, Losses
from gahnama.export.rows import leads, number, pairs, quad, score
from gahnama.export.tsv import Cell, write_rows
from gahnama.model import Participant, Place
from gahnama.records import Report

_ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code",
    "Type1Code", "Type2Code", "Type3Code",
)  # fmt: skip
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
COLUMNS = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"{actor}{name}" for actor in ("Actor1", "Actor2") for name in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale",
    "NumMentions", "NumSources", "NumArticles", "AvgTone",
    *(f"{what}_{name}" for what in ("Actor1Geo", "Actor2Geo", "ActionGeo") for name in _GEO),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip
DROPS = frozenset(PARTS) - {
    "event id", "sectors", "offices", "mentions after the first", "place", "country of the place", "kind of the place",
    "coordinates", "address", "day of publication", "document",
}  # fmt: skip
_TYPES = {"JRN": "MED", "MED": "HLH", "UNK": ""}
"""PLOVER sectors that CAMEO spells otherwise: its MED is the media."""

_TYPE_CODES = frozenset(("IGO", "NGO", "IMG", "MNC"))
"""Codes in the place of a country that CAMEO has as types."""

_GEO_TYPES = {"country": 1, "province": 5}
_OTHER_GEO = 4
_NOWHERE: tuple[Cell, ...] = (0, *(None,) * (len(_GEO) - 1))


def write(reports: Iterable[Report], file: IO[bytes], losses: Losses) -> None:
    """Writes the rows; the day is the first one that the event can have been, else the last."""
    write_rows((row for report in reports for row in _rows(report)), file, None)


def stamp(value: date | None) -> str:
    """The beginning of a day as GDELT writes times: YYYYMMDDHHMMSS; nothing for no day."""
    return f"{value.year:04}{value.month:02}{value.day:02}000000" if value else ""


def identifier(report: Report) -> str:
    """The address of an article, else the id of the document."""
    return report.document.url or report.document.id


def _rows(report: Report) -> Iterator[list[Cell]]:
    event, document = report.event, report.document
    code = cameo(event.type, event.modes)
    when = event.time.earliest or event.time.latest
    for count, (one, other) in enumerate(pairs(event)):
        yield [
            number(event.id, count), *_days(when), *_actor(one, document.language), *_actor(other, document.language),
            int(leads(report)), code, code[:3], code[:2], quad(event), score(event), len(event.mentions), 1, 1, None,
            *_NOWHERE, *_NOWHERE, *_geo(event.place), stamp(document.published), identifier(report),
        ]  # fmt: skip


def _days(when: date | None) -> list[Cell]:
    if when is None:
        return [None] * 4
    fraction = ((when.month - 1) * 30 + when.day) / 365  # GDELT's own way to count
    compact = stamp(when)
    return [compact[:8], compact[:6], compact[:4], f"{when.year + fraction:.4f}"]


def _actor(who: Participant | None, language: str) -> list[Cell]:
    if who is None:
        return [None] * len(_ACTOR)
    sector = _TYPES.get(who.sector, who.sector)
    country = who.code if country_label(who.code) else ""
    group = who.code if not country and who.code not in (*_TYPE_CODES, "UNK") else ""
    types = [code for code in (who.code if who.code in _TYPE_CODES else "", sector) if code]
    return [
        (country or group) + "".join(types), participant_label(who, language).upper(), country, group, None, None, None,
        *(types[place] if place < len(types) else None for place in range(3)),
    ]  # fmt: skip


def _geo(place: Place | None) -> tuple[Cell, ...]:
    if place is None:
        return _NOWHERE
    names = dict.fromkeys(name for name in (place_label(place), country_label(place.country)) if name)
    kind = _GEO_TYPES.get(place.resolution or "", _OTHER_GEO)
    return kind, ", ".join(names), place.country, None, None, place.latitude, place.longitude, None
