from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gahnama.model import Time
from gahnama.text.words import Word
from gahnama.times.calendars import GREGORIAN
from gahnama.times.find import find
from gahnama.times.lexicon import TimeLexicon
from gahnama.times.publication import reference
from gahnama.times.resolve import Context, Reference, lean, resolve
from tests.times.conftest import Found, Times

FRIDAY = date(2020, 10, 16)


def one(found: list[Found], quote: str) -> Time:
    return next(item.time for item in found if item.quote == quote)


@pytest.mark.parametrize(
    ("tense", "day"),
    [("past", "2020-10-12"), (None, "2020-10-12"), ("future", "2020-10-19"), ("present", "2020-10-19")],
)
def test_tense_decides_which_weekday(tense: str | None, day: str, times: Times) -> None:
    assert one(times("روز دوشنبه نشست", FRIDAY, tense), "روز دوشنبه").edtf == day


@pytest.mark.parametrize(("tense", "day"), [("past", "2019-11-24"), (None, "2020-11-23"), ("future", "2020-11-23")])
def test_tense_decides_which_year(tense: str | None, day: str, times: Times) -> None:
    assert one(times("نشست روز 3 آذر", FRIDAY, tense), "روز 3 آذر").edtf == day


def test_a_weekday_a_day_from_its_date_wins_and_the_contradiction_is_told(times: Times) -> None:
    time = one(times("روز چهارشنبه 24 مهر توافق شد.", FRIDAY), "روز چهارشنبه 24 مهر")
    assert time.edtf == "2020-10-14"
    assert "2020-10-15 is a Thursday" in time.note


def test_a_weekday_far_from_its_date_loses_and_the_contradiction_is_told(times: Times) -> None:
    time = one(times("روز یکشنبه 24 مهر توافق شد.", FRIDAY), "روز یکشنبه 24 مهر")
    assert time.edtf == "2020-10-15"
    assert "the date was taken" in time.note


def test_two_dates_that_are_not_the_same_are_told(times: Times) -> None:
    time = one(times("در 10 اکتبر (15 مهر) توافق شد.", FRIDAY), "در 10 اکتبر (15 مهر)")
    assert time.edtf == "2020-10-10"
    assert "told twice" in time.note


def test_a_weekday_settles_the_year(times: Times) -> None:
    time = one(times("روز شنبه 3 اسفند انتخابات شد.", FRIDAY), "روز شنبه 3 اسفند")
    assert (time.edtf, time.note) == ("2020-02-22", "")


def test_last_year_follows_the_calendar_of_the_article(times: Times) -> None:
    assert one(times("سال گذشته جنگ شد.", FRIDAY), "سال گذشته").edtf == "2019-03-21/2020-03-19"
    gregorian = times("در ژوئن 2018 توافق شد. سال گذشته جنگ شد.", FRIDAY)
    assert one(gregorian, "سال گذشته").edtf == "2019"


def test_last_month_follows_the_calendar_of_the_sentence(times: Times) -> None:
    found = times("در 12 مهر و 14 مهر دیدار شد. در سال 2018 و ماه گذشته حمله شد.", FRIDAY)
    assert one(found, "ماه گذشته").edtf == "2020-09"


def test_an_anaphor_names_its_anchor(times: Times) -> None:
    time = one(times("در 2 سپتامبر 1991 رأی داده شد. یک روز بعد جنگ شد.", FRIDAY), "یک روز بعد")
    assert (time.edtf, time.basis) == ("1991-09-03", "anaphoric")
    assert time.anchor is not None
    assert time.anchor.edtf == "1991-09-02"


def test_an_anaphor_looks_for_something_fine_enough(times: Times) -> None:
    found = times("در 5 ژوئن 1967 جنگ شد. سال 1967 تلخ بود. روز بعد مرز بسته شد.", FRIDAY)
    assert one(found, "روز بعد").edtf == "1967-06-06"


def test_an_anaphor_without_anything_before_it_is_not_placed(times: Times) -> None:
    time = one(times("همان روز مرز بسته شد.", FRIDAY), "همان روز")
    assert (time.edtf, time.basis) == (None, "anaphoric")


def test_a_story_of_the_past_keeps_its_year(times: Times) -> None:
    found = times("در اواخر سپتامبر 2018 جنگ شد. در 9 نوامبر توافق شد.", FRIDAY)
    assert one(found, "در 9 نوامبر").edtf == "2018-11-09"
    assert one(found, "در 9 نوامبر").basis == "anaphoric"


def test_today_ends_a_story(times: Times) -> None:
    found = times("در ژوئن 2018 جنگ شد. دیروز توافق شد. در 9 سپتامبر مرز بسته شد.", FRIDAY)
    assert one(found, "در 9 سپتامبر").edtf == "2020-09-09"


def test_an_impossible_day_is_not_placed(times: Times) -> None:
    assert one(times("روز 31 مهر نشست شد.", FRIDAY), "روز 31 مهر").edtf is None


def test_lunar_days_have_a_day_either_side(times: Times) -> None:
    time = one(times("در روز عاشورا راهپیمایی شد.", FRIDAY), "در روز عاشورا")
    assert time.edtf is not None
    assert time.edtf.endswith("~")
    assert time.earliest is not None
    assert time.latest is not None
    assert (time.latest - time.earliest).days == 2


def test_a_fuzzy_time_says_so(times: Times) -> None:
    assert one(times("حدود دو هفته پیش جنگ شد.", FRIDAY), "حدود دو هفته پیش").explanation.startswith("about")


def test_a_date_far_out_of_range_is_not_fatal(times: Times) -> None:
    for text in ("9999 سال پیش", "در دهه 2190", "500 قرن پیش", "در 1 دی 2199", "از 90 قرن آینده تا سال 2199"):
        times(text, FRIDAY)
        times(text, None)
        times(text, date(9999, 12, 31), "future")
        times(text, date(1, 1, 1))


def test_counting_from_an_event(times: Times) -> None:
    found = times("سه روز پس از حمله نشست شد.", FRIDAY)
    assert found[0].time.edtf is None
    event = Time(earliest=date(2020, 10, 1), latest=date(2020, 10, 1), edtf="2020-10-01", granularity="day")
    time = lean(found[0].expression, event, Reference(FRIDAY), GREGORIAN)
    assert (time.edtf, time.basis, time.anchor) == ("2020-10-04", "anaphoric", event)


def test_explanations_are_one_line(times: Times) -> None:
    found = times("در اواخر سپتامبر 2020 جنگ شد. یک روز بعد، در سال گذشته، هفته آینده و از سال 1990 تا 1994.", FRIDAY)
    assert len(found) >= 4
    for item in found:
        assert item.time.explanation
        assert "\n" not in item.time.explanation


@given(data=st.data())
def test_no_row_of_time_words_is_fatal(data: st.DataObject, lexicon: TimeLexicon) -> None:
    keys = st.one_of(st.sampled_from(sorted(lexicon.entries)), st.integers(0, 2100).map(str))
    forms = data.draw(st.lists(keys, min_size=1, max_size=9))
    words, start = [], 0
    for index, form in enumerate(forms):
        words.append(Word(index, start, start + len(form), form, form, (), False))
        start += len(form) + 1
    expressions = find(words, lexicon)
    tense = data.draw(st.sampled_from(["past", "present", "future", None]))
    contexts = [Context(0, 0, tense) for _ in expressions]
    published = data.draw(st.one_of(st.none(), st.dates(date(1990, 1, 1), date(2040, 1, 1))))
    known = reference(expressions, contexts, published)
    for expression, time in zip(expressions, resolve(expressions, contexts, known), strict=True):
        assert 0 <= expression.first <= expression.last < len(words)
        assert expression.start < expression.end
        assert (time.edtf is None) == (time.earliest is None and time.latest is None)
        if time.earliest and time.latest:
            assert time.earliest <= time.latest


def test_a_report_can_say_which_day_its_today_is(times: Times) -> None:
    found = times("امروز پنجشنبه 24 مهر هیئت رسید. دیروز مرز بسته شد.", FRIDAY)
    assert [item.time.edtf for item in found] == ["2020-10-15", "2020-10-14"]


def test_a_written_year_beats_a_relative_one(times: Times) -> None:
    time = one(times("سال گذشته (سال 95) جنگ شد.", FRIDAY), "سال گذشته (سال 95)")
    assert time.edtf == "2016-03-20/2017-03-20"
    assert "told twice" in time.note
