from __future__ import annotations

from datetime import date

import pytest

from gahnama.times.publication import from_url
from tests.times.conftest import Times


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://example.org/news/8403280095", date(2005, 6, 18)),
        ("https://example.org/news/13990725000338", date(2020, 10, 16)),
        ("https://example.org/2020/10/16/title", date(2020, 10, 16)),
        ("https://example.org/fa/2020-10-16/title", date(2020, 10, 16)),
        ("https://example.org/1399/07/25/title", date(2020, 10, 16)),
        ("https://example.org/news/14000101000012", date(2021, 3, 21)),
        ("https://example.org/news/123456", None),
        ("https://example.org/2020/13/45/", None),
        ("https://example.org/a/30561234.html", None),
        (None, None),
        ("", None),
    ],
)
def test_days_in_addresses(url: str | None, day: date | None) -> None:
    assert from_url(url) == day


def value(found: list[object], quote: str) -> str | None:
    return next(one.time.edtf for one in found if one.quote == quote)  # type: ignore[attr-defined]


def test_the_year_follows_the_last_one_named_and_the_day_the_last_deed(times: Times) -> None:
    text = (
        "دو وزیر روز چهارشنبه تلفنی گفت‌وگو کردند. در سال 2022 توافق شد. امسال در اواخر ماه می مذاکره شد. "
        "در 19 سپتامبر عملیات آغاز شد. یک روز بعد آتش‌بس شد. در 21 سپتامبر گفت‌وگو شد."
    )
    found = times(text, None)
    assert value(found, "روز چهارشنبه") == "2023-09-27"  # type: ignore[arg-type]
    assert value(found, "یک روز بعد") == "2023-09-20"  # type: ignore[arg-type]


def test_today_beside_a_full_date(times: Times) -> None:
    found = times("امروز جمعه 25 مهر 1399 هیئت رسید. دیروز مرز بسته شد.", None)
    assert value(found, "دیروز") == "2020-10-15"  # type: ignore[arg-type]


def test_the_year_in_which_both_calendars_fit(times: Times) -> None:
    found = times("در سال ۲۰۱۶ توافق شد. این بند ۲۷ مهر سال جاری (۱۸ اکتبر) پایان یافت. امروز خبر رسید.", None)
    assert value(found, "۲۷ مهر سال جاری (۱۸ اکتبر)") == "2020-10-18"  # type: ignore[arg-type]
    assert value(found, "امروز") is None  # type: ignore[arg-type]


def test_a_year_of_two_digits_counts_as_named(times: Times) -> None:
    found = times("از ابتدای بهمن ۹۸ مرز بسته بود. روز یک‌شنبه ۳۱ فروردین هیئت رسید. دیروز مرز گشوده شد.", None)
    assert value(found, "روز یک‌شنبه ۳۱ فروردین") == "2020-04-19"  # type: ignore[arg-type]
    assert value(found, "دیروز") == "2020-04-18"  # type: ignore[arg-type]


def test_nothing_to_go_by(times: Times) -> None:
    found = times("روز جمعه مرز بسته شد. در ۵ مهر گشوده شد.", None)
    assert [one.time.edtf for one in found] == [None, None]
    assert all("can't be placed" in one.time.explanation for one in found)


def test_an_inferred_day_does_not_bound_a_deadline(times: Times) -> None:
    text = "روز چهارشنبه گفت‌وگو شد. در سال 2022 توافق شد. در 21 سپتامبر حمله شد. تا پایان سال میلادی توافق می‌شود."
    found = times(text, None, "past", {"تا پایان سال میلادی": "future"})
    assert value(found, "تا پایان سال میلادی") == "../2023-12-31"  # type: ignore[arg-type]
