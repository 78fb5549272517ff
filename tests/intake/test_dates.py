"""Dates of fields and options: both calendars, any digits, no impossible and no future day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from gahnama.errors import InputError
from gahnama.intake.dates import parse_day


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2023-09-27", date(2023, 9, 27)),
        ("1402-07-05", date(2023, 9, 27)),
        ("1402/7/5", date(2023, 9, 27)),
        ("۱۴۰۲/۰۷/۰۵", date(2023, 9, 27)),
        ("2023.9.27", date(2023, 9, 27)),
        ("2023-09-27T23:59:00+03:30", date(2023, 9, 27)),
        (" 2023-09-27 08:00 ", date(2023, 9, 27)),
        ("1404-02-31", date(2025, 5, 21)),
        ("1399-12-30", date(2021, 3, 20)),
    ],
)
def test_days(written: str, day: date) -> None:
    assert parse_day(written) == day


@pytest.mark.parametrize(
    "written",
    ["2023-02-29", "1402-07-31", "1402-12-30", "2023-00-10", "1600-01-01", "yesterday", "27-09-2023", "2023-09/27", ""],
)
def test_what_is_no_day_is_refused_with_a_remedy(written: str) -> None:
    with pytest.raises(InputError, match="YYYY-MM-DD"):
        parse_day(written)


def test_the_future_is_refused() -> None:
    tomorrow = date.today() + timedelta(days=1)
    assert parse_day(tomorrow.isoformat()) == tomorrow
    with pytest.raises(InputError, match="lies in the future"):
        parse_day((tomorrow + timedelta(days=1)).isoformat())
