"""Reads the dates that people and outlets write in fields of their own: publication dates, options. Yields date."""

from __future__ import annotations

import re
from datetime import date, timedelta

from persiantools.jdatetime import JalaliDate

from gahnama.errors import InputError

_DAY = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T\s].*)?", re.DOTALL)
_SOLAR_HIJRI = range(1200, 1500)
_REMEDY = "give a day as YYYY-MM-DD, Gregorian (2023-09-27) or Solar Hijri (1402-07-05)"


def parse_day(text: str) -> date:
    """The day that ``text`` writes as year, month, day, in any digits; years 1200 to 1499 are Solar Hijri.

    A time of day behind it is left out. Raises InputError when it is no day, or lies more than a day ahead of today
    (clocks differ by up to a day around the world).
    """
    found = _DAY.fullmatch(text.strip())
    if found is None:
        raise InputError(f"{text!r} is no date; {_REMEDY}")
    year, month, day = int(found[1]), int(found[3]), int(found[4])
    try:
        when = _gregorian(year, month, day)
    except ValueError:
        raise InputError(f"{text!r} is no day of the calendar; {_REMEDY}") from None
    if when > date.today() + timedelta(days=1):
        raise InputError(f"{text!r} lies in the future ({when}); correct the publication date or leave it out")
    return when


def _gregorian(year: int, month: int, day: int) -> date:
    if year in _SOLAR_HIJRI:
        converted = JalaliDate(year, month, day).to_gregorian()  # type: ignore[no-untyped-call]
        return date(converted.year, converted.month, converted.day)
    if year < 1800:
        raise ValueError(year)
    return date(year, month, day)
