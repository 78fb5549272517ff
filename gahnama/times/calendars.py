"""Three calendars to Gregorian days and back: Solar Hijri, Lunar Hijri, Gregorian.

Solar Hijri is the official calendar of Iran and Afghanistan, converted by ``persiantools``. Lunar Hijri is the tabular
("civil", 30-year cycle) calendar: sightings of the moon move real months by a day, so a lunar day is good to ±1 day.
Months and days are 1-based; every interval is inclusive at both ends.
"""

from __future__ import annotations

from datetime import MAXYEAR, date
from typing import Any

from persiantools.jdatetime import JalaliDate as _JalaliDate

from gahnama.model import CALENDARS

_jalali: Any = _JalaliDate  # its constructor has no types

GREGORIAN, SOLAR, LUNAR = CALENDARS

LUNAR_ERROR = 1
"""Days by which a tabular lunar date may differ from the one that is kept."""

_LUNAR_LEAP_YEARS = frozenset((2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29))
_LUNAR_EPOCH = date(622, 7, 19).toordinal()
"""1 Muharram 1: Friday 16 July 622 of the Julian calendar."""

_LAST_YEAR = {GREGORIAN: MAXYEAR, SOLAR: MAXYEAR - 622, LUNAR: 9600}
_MEAN_LUNAR_YEAR = 10631 / 30


class NoSuchDay(ValueError):
    """A year, month or day that the calendar does not have, such as 31 Mehr."""


def to_date(calendar: str, year: int, month: int, day: int) -> date:
    """The Gregorian day of a date; raises ``NoSuchDay`` for one that the calendar lacks."""
    if (
        not 1 <= month <= 12
        or not 1 <= year <= _LAST_YEAR[calendar]
        or not 1 <= day <= month_days(calendar, year, month)
    ):
        raise NoSuchDay(f"{calendar} {year}-{month}-{day}: no such day")
    if calendar == GREGORIAN:
        return date(year, month, day)
    if calendar == SOLAR:
        converted: date = _jalali(year, month, day).to_gregorian()
        return converted
    return date.fromordinal(_lunar_ordinal(year, month) + day - 1)


def from_date(calendar: str, day: date) -> tuple[int, int, int]:
    """Year, month and day of a Gregorian day; raises ``NoSuchDay`` before the first day of the calendar."""
    if calendar == GREGORIAN:
        return day.year, day.month, day.day
    if calendar == SOLAR:
        if day < date(622, 3, 22):
            raise NoSuchDay(f"{day}: before the first Solar Hijri year")
        jalali = _jalali(day)
        return jalali.year, jalali.month, jalali.day
    ordinal = day.toordinal()
    if ordinal < _LUNAR_EPOCH:
        raise NoSuchDay(f"{day}: before the first Lunar Hijri year")
    year = int((ordinal - _LUNAR_EPOCH) / _MEAN_LUNAR_YEAR) + 1
    while _lunar_ordinal(year, 1) > ordinal:
        year -= 1
    while _lunar_ordinal(year + 1, 1) <= ordinal:
        year += 1
    month = 12
    while _lunar_ordinal(year, month) > ordinal:
        month -= 1
    return year, month, ordinal - _lunar_ordinal(year, month) + 1


def is_leap(calendar: str, year: int) -> bool:
    """Whether the year has a day more than a common one (366, or 355 lunar, days)."""
    if calendar == GREGORIAN:
        return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    if calendar == SOLAR:
        return bool(_jalali.is_leap(year))
    return year % 30 in _LUNAR_LEAP_YEARS


def month_days(calendar: str, year: int, month: int) -> int:
    """The number of days of a month (1–12)."""
    if calendar == GREGORIAN:
        return (31, 29 if is_leap(calendar, year) else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]
    if calendar == SOLAR:
        return 31 if month <= 6 else 30 if month <= 11 or is_leap(calendar, year) else 29
    return 30 if month % 2 or (month == 12 and is_leap(calendar, year)) else 29


def month_span(calendar: str, year: int, month: int) -> tuple[date, date]:
    """First and last day of a month."""
    return to_date(calendar, year, month, 1), to_date(calendar, year, month, month_days(calendar, year, month))


def year_span(calendar: str, first: int, last: int | None = None) -> tuple[date, date]:
    """First and last day of a year, or of the years ``first`` to ``last``, both inclusive."""
    last = first if last is None else last
    return to_date(calendar, first, 1, 1), to_date(calendar, last, 12, month_days(calendar, last, 12))


def add_months(calendar: str, day: date, months: int) -> date:
    """The same day of the month ``months`` later (earlier if negative); the month's last day where it is shorter."""
    year, month, number = from_date(calendar, day)
    index = year * 12 + month - 1 + months
    year, month = index // 12, index % 12 + 1
    return to_date(calendar, year, month, min(number, month_days(calendar, year, month)))


def add_days(day: date, days: int) -> date:
    """``days`` later (earlier if negative), kept within the years 1 to 9999."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def _lunar_ordinal(year: int, month: int) -> int:
    """Proleptic Gregorian ordinal of the first day of a lunar month."""
    return _LUNAR_EPOCH + (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2
