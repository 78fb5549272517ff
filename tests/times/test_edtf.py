from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gahnama.times.edtf import days, same_time, write

ONE = r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?~?"
LEVEL_1 = re.compile(rf"{ONE}|{ONE}/({ONE}|\.\.)|\.\./{ONE}")


@pytest.mark.parametrize(
    ("earliest", "latest", "expected"),
    [
        (date(2020, 10, 16), date(2020, 10, 16), "2020-10-16"),
        (date(2020, 2, 1), date(2020, 2, 29), "2020-02"),
        (date(2020, 1, 1), date(2020, 12, 31), "2020"),
        (date(1990, 1, 1), date(1999, 12, 31), "1990/1999"),
        (date(2015, 9, 1), date(2015, 12, 31), "2015-09/2015-12"),
        (date(2020, 9, 21), date(2020, 9, 30), "2020-09-21/2020-09-30"),
        (None, date(2023, 12, 31), "../2023-12-31"),
        (date(2016, 1, 1), None, "2016/.."),
        (date(2020, 11, 9), None, "2020-11-09/.."),
        (None, None, None),
    ],
)
def test_the_shortest_form(earliest: date | None, latest: date | None, expected: str | None) -> None:
    assert write(earliest, latest) == expected


def test_approximate() -> None:
    assert write(date(2020, 8, 29), date(2020, 8, 29), True) == "2020-08-29~"
    assert write(date(2020, 4, 24), date(2020, 5, 23), True) == "2020-04-24~/2020-05-23~"


@given(st.dates(date(1000, 1, 1)), st.dates(date(1000, 1, 1)), st.booleans())
def test_always_level_1(one: date, other: date, approximate: bool) -> None:
    written = write(min(one, other), max(one, other), approximate)
    assert written is not None
    assert LEVEL_1.fullmatch(written)


@pytest.mark.parametrize(
    ("edtf", "span"),
    [
        ("2020", (date(2020, 1, 1), date(2020, 12, 31))),
        ("2020-02", (date(2020, 2, 1), date(2020, 2, 29))),
        ("2020-02-03~", (date(2020, 2, 3), date(2020, 2, 3))),
        ("2020-01/2020-03-04", (date(2020, 1, 1), date(2020, 3, 4))),
        ("../2020", (date.min, date(2020, 12, 31))),
        ("2020/..", (date(2020, 1, 1), date.max)),
        (None, None),
    ],
)
def test_days(edtf: str | None, span: tuple[date, date] | None) -> None:
    assert days(edtf) == span


@pytest.mark.parametrize(
    ("wanted", "told", "same"),
    [
        ("2020-10", "2020-10-01/2020-10-31", True),
        ("2015/..", "2015-01-01/..", True),
        ("2015/..", "2015", False),
        ("2020-10-16", "2020-10-17", False),
        ("2020-08-30~", "2020-08-29~", True),
        ("2020-08-30~", "2020-08-28~", False),
        ("2020-08-30~", "2020-08-30", False),
        ("2020-04-24~/2020-05-23~", "2020-04-25~/2020-05-24~", True),
        (None, None, True),
        (None, "2020", False),
        ("2020", None, False),
    ],
)
def test_same_time(wanted: str | None, told: str | None, same: bool) -> None:
    assert same_time(wanted, told) is same
