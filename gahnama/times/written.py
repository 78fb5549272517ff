"""The dates that people write in fields and filters, in any of the three calendars. Yields first and last days."""

from __future__ import annotations

import re
from datetime import date

from gahnama.errors import InputError
from gahnama.times.calendars import GREGORIAN, SOLAR, month_span, to_date, year_span

_PART = re.compile(r"(?P<year>\d{1,4})(?:[-/.](?P<month>\d{1,2}))?(?:[-/.](?P<day>\d{1,2}))?[~?%]?")
_GUESSED_SOLAR = range(1200, 1500)


def read(told: str, calendar_: str | None = None) -> tuple[date | None, date | None]:
    """First and last day, both inclusive, of what a person wrote: EDTF level 1 in any of the three calendars.

    A year, a month or a day (``1402-07-05``, also with ``.`` or ``/`` between and in any digits), or two of them as an
    interval with a slash alone between (``2020-09-21/2020-09-30``), ``..`` for an open end. Without ``calendar_`` a
    year from 1200 to 1499 is Solar Hijri, any other Gregorian. Raises InputError.
    """
    written = told.strip()
    ends = re.split(r"\s*(?:/|–)\s*", written) if written.count("/") == 1 or "–" in written else [written]
    if len(ends) > 2 or not written:
        raise InputError(f"{told!r} is no date; {_HOW}")
    first = _end(ends[0], calendar_, told)
    last = _end(ends[-1], calendar_, told)
    earliest, latest = first[0] if first else None, last[1] if last else None
    if earliest and latest and earliest > latest:
        raise InputError(f"{told!r} ends before it begins; swap the two days")
    return earliest, latest


def _end(told: str, calendar_: str | None, whole: str) -> tuple[date, date] | None:
    if told in ("..", ""):
        return None
    found = _PART.fullmatch(told)
    if found is None:
        raise InputError(f"{whole!r} is no date; {_HOW}")
    year, month, day = (int(found[name]) if found[name] else None for name in ("year", "month", "day"))
    assert year is not None
    used = calendar_ or (SOLAR if year in _GUESSED_SOLAR else GREGORIAN)
    try:
        if month is None:
            return year_span(used, year)
        if day is None:
            return month_span(used, year, month)
        only = to_date(used, year, month, day)
    except (ValueError, IndexError, OverflowError):
        raise InputError(f"{whole!r} is no day of the {used} calendar; {_HOW}") from None
    return only, only


_HOW = "give a year, a month or a day, as 2023-09-27 or 1402-07-05, or two with a slash between"
