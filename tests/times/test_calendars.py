from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gahnama.model import CALENDARS
from gahnama.times import calendars
from gahnama.times.calendars import GREGORIAN, LUNAR, SOLAR, NoSuchDay

# The 33-year rule gives the official leap years of the 13th to 16th Solar Hijri centuries.
SOLAR_LEAP = frozenset(year for year in range(1300, 1501) if year % 33 in (1, 5, 9, 13, 17, 22, 26, 30))
NOWRUZ_1403 = date(2024, 3, 20)


def test_solar_leap_years_agree_with_an_independent_rule() -> None:
    assert {year for year in range(1300, 1501) if calendars.is_leap(SOLAR, year)} == SOLAR_LEAP


def test_solar_new_years_agree_with_an_independent_count() -> None:
    for year in range(1300, 1501):
        between = range(min(year, 1403), max(year, 1403))
        days = sum(366 if other in SOLAR_LEAP else 365 for other in between)
        expected = NOWRUZ_1403 + timedelta(days if year > 1403 else -days)
        assert calendars.to_date(SOLAR, year, 1, 1) == expected


@pytest.mark.parametrize(
    ("calendar", "first", "last"),
    [
        (SOLAR, calendars.to_date(SOLAR, 1300, 1, 1), calendars.to_date(SOLAR, 1500, 12, 29)),
        (GREGORIAN, date(1900, 1, 1), date(2100, 12, 31)),
        (LUNAR, date(1900, 1, 1), date(2100, 12, 31)),
    ],
)
def test_round_trip_over_every_day(calendar: str, first: date, last: date) -> None:
    before = None
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        day = date.fromordinal(ordinal)
        told = calendars.from_date(calendar, day)
        assert calendars.to_date(calendar, *told) == day
        assert before is None or told > before
        before = told


# Days on which Iran began lunar months or kept feasts, from its official calendars.
@pytest.mark.parametrize(
    ("lunar", "kept"),
    [
        ((1442, 1, 10), date(2020, 8, 30)),
        ((1431, 1, 10), date(2009, 12, 27)),
        ((1433, 10, 1), date(2012, 8, 19)),
        ((1441, 9, 1), date(2020, 4, 25)),
        ((1399, 1, 10), date(1978, 12, 11)),
        ((1444, 12, 10), date(2023, 6, 29)),
    ],
)
def test_lunar_days_are_right_to_a_day(lunar: tuple[int, int, int], kept: date) -> None:
    assert abs(calendars.to_date(LUNAR, *lunar) - kept) <= timedelta(calendars.LUNAR_ERROR)


@pytest.mark.parametrize(
    ("calendar", "year", "month", "day"),
    [(SOLAR, 1399, 7, 31), (SOLAR, 1400, 12, 30), (GREGORIAN, 2021, 2, 29), (LUNAR, 1442, 2, 30), (SOLAR, 1399, 13, 1),
     (GREGORIAN, 2020, 0, 1), (SOLAR, 0, 1, 1)],
)  # fmt: skip
def test_days_that_do_not_exist_are_refused(calendar: str, year: int, month: int, day: int) -> None:
    with pytest.raises(NoSuchDay):
        calendars.to_date(calendar, year, month, day)


def test_days_before_a_calendar_are_refused() -> None:
    for calendar in (SOLAR, LUNAR):
        with pytest.raises(NoSuchDay):
            calendars.from_date(calendar, date(600, 1, 1))


@given(
    calendar=st.sampled_from(CALENDARS),
    day=st.dates(date(1900, 1, 1), date(2100, 12, 31)),
    months=st.integers(-240, 240),
)
def test_adding_months_keeps_the_day_or_takes_the_last(calendar: str, day: date, months: int) -> None:
    year, month, number = calendars.from_date(calendar, day)
    there = calendars.from_date(calendar, calendars.add_months(calendar, day, months))
    assert there[0] * 12 + there[1] == year * 12 + month + months
    assert there[2] == min(number, calendars.month_days(calendar, there[0], there[1]))


@given(calendar=st.sampled_from(CALENDARS), day=st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_day_lies_in_its_month_and_year(calendar: str, day: date) -> None:
    year, month, _ = calendars.from_date(calendar, day)
    first, last = calendars.month_span(calendar, year, month)
    assert first <= day <= last
    first, last = calendars.year_span(calendar, year)
    assert first <= day <= last
