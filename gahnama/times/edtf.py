"""Days and intervals as EDTF (ISO 8601-2, level 1) in the Gregorian calendar."""

from __future__ import annotations

import calendar
import re
from datetime import date

_QUALIFIER = re.compile("[~?%]")
_OPEN = ("", "..")


def write(earliest: date | None, latest: date | None, approximate: bool = False) -> str | None:
    """The shortest EDTF string that has exactly these first and last days, both inclusive; None where both are open.

    A whole month is ``2020-09``, whole years are ``2020`` or ``1992/1994``, an open end is ``..``. ``approximate`` adds
    ``~``.
    """
    mark = "~" if approximate else ""
    if earliest is None and latest is None:
        return None
    if earliest is None or latest is None:
        return f"../{_day(latest)}{mark}" if latest else f"{_open(earliest)}{mark}/.."
    if earliest == latest:
        return _day(earliest) + mark
    starts_year, ends_year = (earliest.month, earliest.day) == (1, 1), (latest.month, latest.day) == (12, 31)
    if starts_year and ends_year:
        first, last = f"{earliest.year:04}", f"{latest.year:04}"
        return first + mark if first == last else f"{first}{mark}/{last}{mark}"
    if earliest.day == 1 and latest.day == calendar.monthrange(latest.year, latest.month)[1]:
        first, last = _day(earliest)[:7], _day(latest)[:7]
        return first + mark if first == last else f"{first}{mark}/{last}{mark}"
    return f"{_day(earliest)}{mark}/{_day(latest)}{mark}"


def _day(day: date | None) -> str:
    return "" if day is None else f"{day.year:04}-{day.month:02}-{day.day:02}"


def _open(day: date | None) -> str:
    """The start of an open interval: a year where it starts on New Year's day."""
    text = _day(day)
    return text[:4] if text.endswith("-01-01") else text


def days(edtf: str | None) -> tuple[date, date] | None:
    """First and last day of an EDTF date or interval (level 0, open ends, and the qualifiers ~ ? %).

    Raises ValueError for any other form.
    """
    if edtf is None:
        return None
    edtf = _QUALIFIER.sub("", edtf)
    if "/" in edtf:
        first, last = edtf.split("/")
        return date.min if first in _OPEN else _one(first)[0], date.max if last in _OPEN else _one(last)[1]
    return _one(edtf)


def same_time(wanted: str | None, told: str | None) -> bool:
    """Whether two EDTF values mean exactly the same days, open ends and ``~`` alike.

    Approximate ones, as lunar dates are, may lie a day apart: months began where the moon was seen.
    """
    if wanted is None or told is None:
        return wanted is told
    approximate = "~" in wanted
    first, second = days(wanted), days(told)
    if first is None or second is None or approximate != ("~" in told):
        return False
    slack = 1 if approximate else 0
    return all(abs((one - other).days) <= slack for one, other in zip(first, second, strict=True))


def _one(edtf: str) -> tuple[date, date]:
    parts = [int(part) for part in edtf.split("-")]
    match parts:
        case [year]:
            return date(year, 1, 1), date(year, 12, 31)
        case [year, month]:
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        case [year, month, day]:
            return date(year, month, day), date(year, month, day)
    raise ValueError(edtf)
