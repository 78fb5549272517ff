from __future__ import annotations

from datetime import date

import pytest

from gahnama.errors import InputError
from gahnama.times.written import read


@pytest.mark.parametrize(
    ("told", "calendar", "first", "last"),
    [
        ("2023-09-27", None, date(2023, 9, 27), date(2023, 9, 27)),
        ("1402/07/05", None, date(2023, 9, 27), date(2023, 9, 27)),
        ("۱۴۰۲.۷.۵", None, date(2023, 9, 27), date(2023, 9, 27)),
        ("1402", None, date(2023, 3, 21), date(2024, 3, 19)),
        ("1402", "gregorian", date(1402, 1, 1), date(1402, 12, 31)),
        ("1445-03-11", "lunar-hijri", date(2023, 9, 26), date(2023, 9, 26)),
        ("2020-09-21/2020-09-30", None, date(2020, 9, 21), date(2020, 9, 30)),
        ("2020-02~", None, date(2020, 2, 1), date(2020, 2, 29)),
        ("../2020", None, None, date(2020, 12, 31)),
        ("1399-07/..", None, date(2020, 9, 22), None),
    ],
)
def test_what_people_write(told: str, calendar: str | None, first: date | None, last: date | None) -> None:
    assert read(told, calendar) == (first, last)


@pytest.mark.parametrize("told", ["", " ", "x", "1402-13", "1402-12-31", "2023-02-29", "2021/2020", "1/2/3/4", "99999"])
def test_what_is_no_date_says_so(told: str) -> None:
    with pytest.raises(InputError, match=r"date|day|begins"):
        read(told)
