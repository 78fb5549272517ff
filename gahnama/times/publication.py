"""When a document was published, where nobody says so: from its address, or from the dates that it tells.

The rule is the codebook's (section 4): the year is the first after the latest past year named in which every weekday
and every second calendar fits its date; the day is one that stands beside «today» or a weekday, else the first day of
the weekday of the news after the latest deed dated to the day.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from gahnama.times import calendars, values
from gahnama.times.calendars import GREGORIAN, LUNAR, SOLAR, NoSuchDay, add_days
from gahnama.times.expressions import Moment, TimeExpression
from gahnama.times.resolve import Context, Reference, resolve
from gahnama.times.values import WEEK

_YEARS_AHEAD = 15
"""How many years after the latest year named are tried."""
_FIRST_WEB_YEAR = 1990

_PATH_DATE = re.compile(r"(?<!\d)(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?!\d)")
_LONG_NUMBER = re.compile(r"/(1[34]\d\d)(\d\d)(\d\d)\d{4,8}(?!\d)")
_SHORT_NUMBER = re.compile(r"/(\d\d)(\d\d)(\d\d)\d{3,4}(?!\d)")


def from_url(url: str | None) -> date | None:
    """The day in an address: ``/2020/10/16/``, ``/1399/07/25/``, ``/news/13990725000338``, ``/news/8403280095``."""
    if not url:
        return None
    for pattern in (_PATH_DATE, _LONG_NUMBER, _SHORT_NUMBER):
        for found in pattern.finditer(url):
            year, month, day = (int(part) for part in found.groups())
            if pattern is _SHORT_NUMBER:
                year += 1300 if year >= 60 else 1400
            calendar = SOLAR if 1300 <= year < 1500 else GREGORIAN
            try:
                when = calendars.to_date(calendar, year, month, day)
            except NoSuchDay:
                continue
            if when.year >= _FIRST_WEB_YEAR and when.year < 2100:
                return when
    return None


def reference(
    expressions: Sequence[TimeExpression],
    contexts: Sequence[Context],
    published: date | None = None,
    url: str | None = None,
    calendar: str = SOLAR,
    week_start: int = 5,
) -> Reference:
    """The reference of a document: as published, else by its address, else inferred from its text."""
    known = published or from_url(url)
    plain = Reference(known, calendar=calendar, week_start=week_start)
    if known is not None:
        return plain
    year = infer_year(expressions, contexts, plain)
    when = infer(expressions, contexts, plain)
    return replace(plain, published=when, inferred=when is not None, year=when.year if when else year)


def infer(expressions: Sequence[TimeExpression], contexts: Sequence[Context], reference: Reference) -> date | None:
    """The day of publication worked out from the text; None where its year or its day is not to be had."""
    beside = [
        when for expression, context in zip(expressions, contexts, strict=True)
        if context.tense != "future" and (when := _full_date_beside(expression)) is not None
    ]  # fmt: skip
    if beside:
        return max(beside)
    year = infer_year(expressions, contexts, reference)
    if year is None:
        return None
    times = resolve(expressions, contexts, replace(reference, published=None, year=year))
    told = list(zip(expressions, contexts, times, strict=True))
    beside = [
        time.earliest for expression, context, time in told
        if time.earliest and time.earliest == time.latest and context.tense != "future"
        and _has_day_beside(expression) and time.earliest.year in (year - 1, year, year + 1)
    ]  # fmt: skip
    if beside:
        return max(beside)
    deeds = [
        time.latest for expression, context, time in told
        if time.latest and time.granularity == "day" and context.tense != "future" and expression.kind != "range"
        and time.latest.year <= year
    ]  # fmt: skip
    weekday = _news_weekday(expressions, contexts)
    if not deeds or weekday is None or max(deeds).year != year:
        return None
    latest = max(deeds)
    return add_days(latest, (weekday - latest.weekday()) % WEEK or WEEK)


def infer_year(expressions: Sequence[TimeExpression], contexts: Sequence[Context], reference: Reference) -> int | None:
    """The Gregorian year of publication worked out from the text; None where no past year is named or none fits."""
    named = [
        day.year for expression, context in zip(expressions, contexts, strict=True)
        if context.tense != "future" and not (expression.kind == "range" and expression.value is None)
        for moment in (expression.value, expression.until)
        if (day := _start_of_year(moment)) is not None
    ]  # fmt: skip
    if not named:
        return None
    first = max(named) + 1
    checks = [expression for expression in expressions if _can_be_checked(expression)]
    for year in range(first, first + _YEARS_AHEAD):
        if all(_fits(expression, year) for expression in checks):
            return year
    return None


def _start_of_year(moment: Moment | None) -> date | None:
    """The first day of a year that is written, be it with two digits."""
    named = values.dated_year(moment, values.Ground(None)) if moment is not None else None
    if named is None:
        return None
    try:
        return calendars.year_span(*named)[0]
    except NoSuchDay:
        return None


def _is_day_of_month(moment: Moment | None) -> bool:
    return moment is not None and moment.month is not None and moment.day is not None


def _has_day_beside(expression: TimeExpression) -> bool:
    """Whether a weekday or «today» stands beside a day of a month."""
    pair = (expression.value, expression.gloss)
    if not any(_is_day_of_month(moment) for moment in pair):
        return False
    return any(moment is not None and (moment.weekday is not None or moment.day_shift == 0) for moment in pair)


def _full_date_beside(expression: TimeExpression) -> date | None:
    if not _has_day_beside(expression):
        return None
    for moment in (expression.value, expression.gloss):
        if moment is not None and _is_day_of_month(moment) and moment.year is not None and not moment.century_missing:
            found = values.interval(moment, values.Ground(None))
            return found.earliest if found else None
    return None


def _can_be_checked(expression: TimeExpression) -> bool:
    """Whether a year-less date stands beside a weekday or beside the same date in another calendar."""
    value, gloss = expression.value, expression.gloss
    if not _is_day_of_month(value) or value is None or value.year is not None or value.calendar == LUNAR:
        return False
    if value.weekday is not None or (gloss is not None and gloss.weekday is not None and not _is_day_of_month(gloss)):
        return True
    if gloss is None or not _is_day_of_month(gloss):
        return False
    return gloss.calendar not in (LUNAR, value.calendar) and gloss.year is None


def _fits(expression: TimeExpression, year: int) -> bool:
    value, gloss = expression.value, expression.gloss
    if value is None:
        return True
    day = _in_year(value, year)
    if day is None:
        return False
    weekday = value.weekday if value.weekday is not None else gloss.weekday if gloss is not None else None
    if weekday is not None and day.weekday() != weekday:
        return False
    if gloss is None or not _is_day_of_month(gloss) or gloss.calendar == LUNAR:
        return True
    return _in_year(gloss, year) == day


def _in_year(moment: Moment, year: int) -> date | None:
    """The day and month in a Gregorian year."""
    plain = replace(moment, year=None, year_shift=None, weekday=None, side=None, same=None)
    found = values.interval(plain, values.Ground(None, year=year))
    return found.earliest if found else None


def _news_weekday(expressions: Sequence[TimeExpression], contexts: Sequence[Context]) -> int | None:
    """The weekday on which the news happened: the first told without a date, not as future."""
    for expression, context in zip(expressions, contexts, strict=True):
        value = expression.value
        if (
            value is not None and value.weekday is not None and value.month is None and value.side is None
            and value.week_shift is None and expression.kind == "date" and context.tense != "future"
        ):  # fmt: skip
            return value.weekday
    return None
