"""What a moment means once its ground is known: days, from publication, focus and calendar. Pure, no language.

Rules: codebook, section 4. All intervals are inclusive at both ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from gahnama.model import CALENDARS
from gahnama.times import calendars
from gahnama.times.calendars import GREGORIAN, LUNAR, SOLAR, NoSuchDay, add_days, add_months
from gahnama.times.expressions import Moment

WEEK = 7
RANK = {"day": 0, "week": 1, "month": 2, "season": 3, "year": 4, "decade": 5, "century": 6, "none": 9}
"""Granularities, the finest first."""

_WRONG_WEEKDAY = 200
"""How many days of distance a date that does not fit the weekday beside it has to make good: a slip by a day or two in
the nearest year is likelier than the right weekday a year away."""
_WRONG_TENSE = 400
"""How many days of distance a date that does not fit the tense has to make good: more than a year, so it can't."""
_WRONG_TENSE_OF_NOUN = 170
"""The same for a date that may belong to a noun, of which the tense says little."""


@dataclass(frozen=True, slots=True)
class Interval:
    """First and last day, either open; ``how`` tells in one line what it is. ``calendar`` is the one it was told in."""

    earliest: date | None
    latest: date | None
    granularity: str
    how: str
    calendar: str = GREGORIAN
    approximate: bool = False
    note: str = ""
    leaned: bool = False

    @property
    def is_day(self) -> bool:
        """Whether it is one day (of the tabular calendar, if it is lunar)."""
        return self.granularity == "day" and self.earliest is not None


@dataclass(frozen=True, slots=True)
class Ground:
    """What a moment is read against.

    ``published``: the day of publication, None if unknown; ``year``: its Gregorian year where only that is known.
    ``calendar``: the calendar of years and months told without one. ``focus``: the time that the text last told.
    ``story``: a focus far from publication, whose year a following year-less date shares. ``tense``: past, future,
    present or None; ``attributive`` if the time may belong to a noun. ``week_start``: the first weekday (Monday 0),
    Saturday by default.
    """

    published: date | None
    calendar: str = SOLAR
    focus: Interval | None = None
    story: Interval | None = None
    tense: str | None = None
    attributive: bool = False
    year: int | None = None
    week_start: int = 5

    @property
    def today(self) -> date | None:
        """A day in the year of publication: the publication itself where it is known."""
        if self.published is None and self.year is not None:
            return date(self.year, 7, 1)
        return self.published


def interval(moment: Moment, ground: Ground) -> Interval | None:
    """The days that a moment means; None where publication, focus or year that it needs is unknown or it can't be."""
    if moment.month is not None and moment.calendar is None:
        told = moment.era or (year_calendar(moment.year, None) if moment.year is not None else None)
        calendar = told if told in CALENDARS and not moment.century_missing else SOLAR
        moment = replace(moment, calendar=calendar)
    try:
        whole = _whole(moment, ground)
        if whole is not None and moment.part is not None:
            whole = _part(whole, moment)
    except (NoSuchDay, OverflowError, ValueError):
        return None
    return whole


def _whole(moment: Moment, ground: Ground) -> Interval | None:
    if moment.same is not None and not (moment.same == "year" and moment.month is not None):
        return _same(moment.same, ground)
    if moment.unit is not None:
        return _counted(moment, ground)
    if moment.vague is not None:
        return Interval(None, ground.published, "none", "some time before publication") if ground.published else None
    if moment.day_shift is not None:
        if ground.published is None:
            return None
        how = _from_publication(moment.day_shift, "day", ground)
        return _one_day(add_days(ground.published, moment.day_shift), how)
    if moment.rule is not None or (moment.month is not None and moment.day is not None):
        return _day_of_month(moment, ground)
    if moment.month_shift is not None:
        return _relative_month(moment, ground)
    if moment.month is not None:
        return _month(moment, ground)
    if moment.season is not None:
        return _season(moment, ground)
    if moment.weekday is not None:
        return _weekday(moment, ground)
    if moment.week_shift is not None:
        return _week(moment.week_shift, ground)
    if moment.decade is not None or moment.decade_shift is not None:
        return _decade(moment, ground)
    if moment.century is not None:
        first, last = calendars.year_span(GREGORIAN, moment.century * 100 - 99, moment.century * 100)
        return Interval(first, last, "century", f"the years {first.year}–{last.year}")
    found = _year(moment, ground)
    if found is not None:
        calendar, year = found
        first, last = calendars.year_span(calendar, year)
        return Interval(first, last, "year", f"{calendar} year {year}", calendar)
    return None


# --- years ------------------------------------------------------------------------------------------------------------

_DEFAULT_TODAY = date(2020, 1, 1)
"""What two-digit years are read against where publication is unknown."""


def year_calendar(year: int, era: str | None) -> str:
    """The calendar of a year: the era named beside it, else by its size (below 1500 it is Solar Hijri)."""
    if era == "hijri":
        return SOLAR if year >= 1300 else LUNAR
    if era is not None and not (era == GREGORIAN and 1200 <= year < 1500) and not (era == SOLAR and year > 1500):
        return era
    return SOLAR if year < 1500 else GREGORIAN


def dated_year(moment: Moment, ground: Ground) -> tuple[str, int] | None:
    """Calendar and full year that are written; of two digits, the last such year that is not far in the future."""
    if moment.year is None:
        return None
    if not moment.century_missing:
        return year_calendar(moment.year, moment.era), moment.year
    if moment.era == LUNAR or (moment.era == "hijri" and moment.year < 1000 and moment.calendar == LUNAR):
        return LUNAR, moment.year
    calendar = GREGORIAN if moment.era == GREGORIAN else SOLAR
    now = calendars.from_date(calendar, ground.today or _DEFAULT_TODAY)[0]
    year = now - now % 100 + moment.year
    return calendar, year if year <= now + 10 else year - 100


def _year(moment: Moment, ground: Ground) -> tuple[str, int] | None:
    """Calendar and year of what is written or told in relation to publication."""
    if moment.year_shift is not None and moment.year is None and ground.today is not None:
        calendar = moment.era if moment.era in CALENDARS else ground.calendar
        return calendar, calendars.from_date(calendar, ground.today)[0] + moment.year_shift
    return dated_year(moment, ground)


def _year_days(moment: Moment, ground: Ground) -> tuple[date, date] | None:
    """The days of the year that a month, season or day is said to lie in; None where none is said."""
    dated = dated_year(moment, ground)
    if dated is not None:
        calendar, year = dated
        if moment.calendar == LUNAR and moment.era is None and calendar == SOLAR:
            now = calendars.from_date(SOLAR, ground.today or date.max.replace(year=2030))[0]
            calendar = SOLAR if year <= now else LUNAR
        return calendars.year_span(calendar, year)
    if moment.year_shift is not None and ground.today is not None:
        calendar = moment.era or moment.calendar or ground.calendar
        if calendar not in (GREGORIAN, SOLAR):
            calendar = SOLAR
        return calendars.year_span(calendar, calendars.from_date(calendar, ground.today)[0] + moment.year_shift)
    return None


# --- days, months, seasons --------------------------------------------------------------------------------------------


def _occurrences(moment: Moment, around: date, years: int = 3) -> Iterator[tuple[date, date]]:
    """First and last day of the month, day, season or feast in the years about ``around``."""
    calendar = moment.calendar if moment.calendar in CALENDARS else SOLAR
    if moment.rule is not None:
        calendar = LUNAR
    here = calendars.from_date(calendar, around)[0]
    for year in range(max(1, here - years), here + years + 1):
        try:
            if moment.rule == "last-friday-of-ramadan":
                last = calendars.to_date(LUNAR, year, 9, 29)
                friday = add_days(last, -((last.weekday() - 4) % WEEK))
                yield friday, friday
            elif moment.season is not None:
                yield _season_span(moment.season, year, calendar)
            elif moment.month is not None and moment.day is not None:
                day = calendars.to_date(calendar, year, moment.month, moment.day)
                yield day, add_days(day, (moment.days or 1) - 1)
            elif moment.month is not None:
                yield calendars.month_span(calendar, year, moment.month)
        except NoSuchDay:
            continue


_SEASONS = ((3, 21), (6, 21), (9, 23), (12, 21))
"""First days (month, day) of the seasons of a Gregorian year."""


def _season_span(season: int, year: int, calendar: str) -> tuple[date, date]:
    """First and last day of a season: three months of a Solar Hijri year, the astronomical one of a Gregorian."""
    if calendar != GREGORIAN:
        return calendars.to_date(SOLAR, year, season * 3 - 2, 1), calendars.month_span(SOLAR, year, season * 3)[1]
    after = date(year + 1, *_SEASONS[0]) if season == 4 else date(year, *_SEASONS[season])
    return date(year, *_SEASONS[season - 1]), add_days(after, -1)


def _choose(moment: Moment, ground: Ground) -> tuple[date, date, bool, str] | None:
    """The occurrence that is meant, whether the focus decided, and a note on a weekday that does not fit."""
    year_days = _year_days(moment, ground)
    if moment.same == "year":
        if ground.focus is None or ground.focus.earliest is None:
            return None
        calendar = moment.calendar or GREGORIAN
        year_days = calendars.year_span(calendar, calendars.from_date(calendar, ground.focus.earliest)[0])
    if year_days is not None:
        middle = add_days(year_days[0], 182)
        inside = [span for span in _occurrences(moment, middle) if year_days[0] <= span[0] <= year_days[1]]
        if not inside:
            return None
        fitting = [span for span in inside if moment.weekday is None or span[0].weekday() == moment.weekday]
        return (*(fitting or inside)[0], False, "")
    in_story = ground.story is not None and moment.side is None and ground.tense != "future"
    start = ground.story.earliest if in_story and ground.story is not None else None
    if start is not None:
        later = sorted(span for span in _occurrences(moment, start) if span[1] >= start)
        if later and (later[0][0] - start).days <= 366 and _fits_weekday(later[0][0], moment):
            return (*later[0], True, "")
    today = ground.today
    if today is None:
        return None
    spans = sorted(_occurrences(moment, today))
    if ground.published is None:
        of_year = [span for span in spans if span[0].year == today.year]
        return (*of_year[0], False, "") if of_year else None
    if moment.side is not None:
        if moment.side < 0:
            before = [span for span in spans if span[1] < today]
            return (*before[-1], False, "") if before else None
        after = [span for span in spans if span[0] > today]
        return (*after[0], False, "") if after else None
    ranked = sorted(spans, key=lambda span: _distance(span, today, moment, ground))
    if not ranked:
        return None
    best = ranked[0]
    return (*best, False, "")


def _distance(span: tuple[date, date], today: date, moment: Moment, ground: Ground) -> tuple[int, int]:
    first, last = span
    tense = ground.tense
    away = 0 if first <= today <= last else (first - today).days if first > today else (today - last).days
    if (tense == "past" and first > today) or (tense == "future" and last < today):
        away += _WRONG_TENSE_OF_NOUN if ground.attributive else _WRONG_TENSE
    if not _fits_weekday(first, moment):
        away += _WRONG_WEEKDAY
    return away, 0 if first <= today else 1


def _fits_weekday(day: date, moment: Moment) -> bool:
    """Whether a day is the weekday told beside it; a lunar day may be off by one and decides nothing."""
    return moment.weekday is None or moment.calendar == LUNAR or day.weekday() == moment.weekday


def _day_of_month(moment: Moment, ground: Ground) -> Interval | None:
    chosen = _choose(moment, ground)
    if chosen is None:
        return None
    first, last, leaned, note = chosen
    calendar = LUNAR if moment.rule is not None else moment.calendar or SOLAR
    if moment.weekday is not None and first == last and first.weekday() != moment.weekday:
        first, last, note = _weekday_beside(first, moment.weekday, calendar, ground)
    how = f"{_told(calendar, first)}"
    if first == last and calendar == LUNAR and moment.rule is None and moment.weekday is None:
        return Interval(first, last, "day", f"{how}, ±{calendars.LUNAR_ERROR} day", calendar, True, note, leaned)
    granularity = "day" if first == last else "week"
    return Interval(first, last, granularity, how, calendar, False, note, leaned)


def _weekday_beside(day: date, weekday: int, calendar: str, ground: Ground) -> tuple[date, date, str]:
    """A weekday that contradicts its date wins if it is within a day of it and not after publication."""
    for shift in (-1, 1):
        other = add_days(day, shift)
        if other.weekday() == weekday:
            if calendar == LUNAR:
                return other, other, ""
            if ground.published is None or other <= ground.published:
                return other, other, f"{day} is a {day:%A}, not the weekday told; the weekday, a day away, was taken"
    return day, day, f"{day} is a {day:%A}, not the weekday told; the date was taken"


def _told(calendar: str, day: date) -> str:
    year, month, number = calendars.from_date(calendar, day)
    return f"{calendar} {year}-{month:02}-{number:02}" if calendar != GREGORIAN else f"the day {day}"


def _month(moment: Moment, ground: Ground) -> Interval | None:
    chosen = _choose(moment, ground)
    if chosen is None:
        return None
    calendar = moment.calendar or SOLAR
    return _month_interval(chosen[0], calendar, chosen[2])


def _month_interval(day: date, calendar: str, leaned: bool = False) -> Interval:
    year, month, _ = calendars.from_date(calendar, day)
    first, last = calendars.month_span(calendar, year, month)
    how = f"{calendar} month {year}-{month:02}"
    return Interval(first, last, "month", how, calendar, calendar == LUNAR, "", leaned)


def _relative_month(moment: Moment, ground: Ground) -> Interval | None:
    if ground.published is None or moment.month_shift is None:
        return None
    calendar = moment.era if moment.era in CALENDARS else ground.calendar
    year, month, _ = calendars.from_date(calendar, ground.published)
    index = year * 12 + month - 1 + moment.month_shift
    first, last = calendars.month_span(calendar, index // 12, index % 12 + 1)
    if moment.day is not None:
        how = f"day {moment.day} of the {calendar} month of {first}"
        return _one_day(add_days(first, moment.day - 1), how, calendar)
    if moment.weekday is not None:
        return None
    how = f"{_count(moment.month_shift, 'month')} publication: {calendar} month {index // 12}-{index % 12 + 1:02}"
    return Interval(first, last, "month", how, calendar)


def _season(moment: Moment, ground: Ground) -> Interval | None:
    dated = dated_year(moment, ground)
    calendar = dated[0] if dated is not None else moment.era or ground.calendar
    seasonal = replace(moment, calendar=calendar if calendar == GREGORIAN else SOLAR)
    chosen = _choose(seasonal, ground)
    if chosen is None:
        return None
    return Interval(chosen[0], chosen[1], "season", f"the season {chosen[0]} to {chosen[1]}", SOLAR)


def _one_day(day: date, how: str, calendar: str = GREGORIAN) -> Interval:
    return Interval(day, day, "day", how, calendar)


# --- weekdays and weeks -----------------------------------------------------------------------------------------------


def _weekday(moment: Moment, ground: Ground) -> Interval | None:
    today, weekday = ground.published, moment.weekday
    if today is None or weekday is None:
        return None
    if moment.week_shift is not None:
        start = add_days(today, -((today.weekday() - ground.week_start) % WEEK) + WEEK * moment.week_shift)
        day = add_days(start, (weekday - ground.week_start) % WEEK)
        return _one_day(day, f"the {day:%A} of {_week_name(moment.week_shift)} week")
    if moment.side is not None:
        back = (today.weekday() - weekday) % WEEK or WEEK
        ahead = (weekday - today.weekday()) % WEEK or WEEK
        day = add_days(today, -back if moment.side < 0 else ahead)
        where = f"the last {day:%A} before" if moment.side < 0 else f"the first {day:%A} after"
        return _one_day(day, f"{where} publication")
    if ground.tense in ("future", "present"):
        day = add_days(today, (weekday - today.weekday()) % WEEK)
        return _one_day(day, f"the first {day:%A} from publication on, told as {ground.tense}")
    day = add_days(today, -((today.weekday() - weekday) % WEEK))
    return _one_day(day, f"the last {day:%A} up to publication")


def _week_name(shift: int) -> str:
    return {-1: "last", 0: "this", 1: "next"}.get(shift, f"the {shift:+}th")


def _week(shift: int, ground: Ground) -> Interval | None:
    today = ground.published
    if today is None:
        return None
    if shift > 0:
        return Interval(add_days(today, 1), add_days(today, WEEK), "week", "the 7 days after publication")
    if shift == 0 and ground.tense == "future":
        return Interval(today, add_days(today, WEEK), "week", "publication and the 7 days after, told as future")
    return Interval(add_days(today, -WEEK), today, "week", "the 7 days to publication")


# --- decades ----------------------------------------------------------------------------------------------------------


def _decade(moment: Moment, ground: Ground) -> Interval | None:
    decade = moment.decade
    calendar = moment.era if moment.era in CALENDARS else None
    if decade is None:
        if ground.today is None or moment.decade_shift is None:
            return None
        calendar = calendar or ground.calendar
        year = calendars.from_date(calendar, ground.today)[0]
        decade = year - year % 10 + 10 * moment.decade_shift
    if decade < 100:
        calendar = calendar or ground.calendar
        now = calendars.from_date(calendar, ground.today or _DEFAULT_TODAY)[0]
        decade += now - now % 100
        if decade > now:
            decade -= 100
    else:
        calendar = calendar or year_calendar(decade, None)
    first, last = calendars.year_span(calendar, decade, decade + 9)
    return Interval(first, last, "decade", f"{calendar} years {decade}–{decade + 9}", calendar)


# --- counted times ----------------------------------------------------------------------------------------------------


def _counted(moment: Moment, ground: Ground) -> Interval | None:
    base = _base(moment, ground)
    if base is None or base.earliest is None or moment.unit is None:
        return None
    low = moment.low or 0
    high = moment.high if moment.high is not None else low
    direction = moment.direction or 1
    start, end = base.earliest, base.latest or base.earliest
    leaned = moment.anchor == "focus"
    name = "the time in focus" if leaned else "publication"
    side = "before" if direction < 0 else "after"
    unit, half = moment.unit, bool(moment.half)
    count = f"{low}–{high}" if low != high else f"{low}"
    how = f"{count}{' and a half' if half else ''} {unit}s {side} {name}"
    calendar = base.calendar if leaned else ground.calendar
    if unit in ("decade", "century"):
        size = 10 if unit == "decade" else 100
        low, high, unit = low * size + (size // 2 if half else 0), high * size + (size // 2 if half else 0), "year"
        half = False
    if moment.running:
        begin = start if direction < 0 else end
        found = _running(begin, unit, low, high, half, direction, how, bool(moment.deadline))
        return replace(found, leaned=leaned)
    if unit in ("minute", "hour"):
        days = (low // 24, high // 24) if unit == "hour" and low == high else (0, 0)
        low, high, unit = *days, "day"
    if unit in ("day", "week"):
        size = WEEK if unit == "week" else 1
        extra = size // 2 if half else 0
        near, far = low * size + extra, high * size + extra
        anchor = start if direction < 0 else end
        if base.is_day or leaned:
            first, last = add_days(anchor, direction * near), add_days(anchor, direction * far)
            return Interval(min(first, last), max(first, last), "day", how, GREGORIAN, False, "", leaned)
        return None
    if unit == "month" or half:
        months_low, months_high = (low * 12, high * 12) if unit == "year" else (low, high)
        if half:
            months_low, months_high = months_low + 6, months_high + 6
        anchor = start if direction < 0 else end
        if months_low == months_high:
            there = add_months(calendar, anchor, direction * months_low)
            return replace(_month_interval(there, calendar, leaned), how=f"{how}: the {calendar} month of {there}")
        ends = sorted(add_months(GREGORIAN, anchor, direction * months) for months in (months_low, months_high))
        return Interval(ends[0], ends[1], "month", how, GREGORIAN, False, "", leaned)
    anchor = start if direction < 0 else end
    year = calendars.from_date(calendar, anchor)[0]
    years = sorted((year + direction * low, year + direction * high))
    first, last = calendars.year_span(calendar, years[0], years[1])
    return Interval(first, last, "year", how, calendar, False, "", leaned)


def _running(
    base: date, unit: str, low: int, high: int, half: bool, direction: int, how: str, until: bool = False
) -> Interval:
    """All the time from ``base`` to the point counted from it."""
    if unit == "minute" or (unit == "hour" and low != high):
        return _one_day(base, how)
    if unit == "hour":
        far = add_days(base, direction * -(-high // 24))
    elif unit == "day":
        far = add_days(base, direction * high)
    elif unit == "week":
        far = add_days(base, direction * (high * WEEK + (3 if half else 0)))
    elif unit == "month":
        far = add_months(GREGORIAN, base, direction * high)
        if half:
            far = add_days(far, direction * 15)
    elif high == 1 or half:
        far = add_months(GREGORIAN, base, direction * (high * 12 + (6 if half else 0)))
    else:
        years = sorted((base.year, base.year + direction * high))
        first, last = calendars.year_span(GREGORIAN, years[0], years[1])
        return Interval(first, last, "year", f"{how}, whole years")
    if direction > 0 and not until and unit in ("day", "week"):
        base = add_days(base, 1)
    return Interval(min(base, far), max(base, far), unit if unit != "hour" else "day", how)


def _base(moment: Moment, ground: Ground) -> Interval | None:
    if moment.anchor == "publication":
        return _one_day(ground.published, "publication") if ground.published else None
    return ground.focus


def _same(unit: str, ground: Ground) -> Interval | None:
    focus = ground.focus
    if focus is None:
        return None
    if unit == "time" or focus.earliest is None or (unit == "day" and focus.is_day):
        return replace(focus, how=f"the time in focus: {focus.how}", leaned=True, note="")
    if unit == "day":
        return None
    calendar = focus.calendar if focus.calendar != LUNAR else SOLAR
    if unit == "since":
        if ground.published is None or focus.earliest > ground.published:
            return None
        return replace(focus, latest=ground.published, granularity="year", how=f"since {focus.how}", leaned=True)
    if unit == "week":
        return Interval(focus.earliest, add_days(focus.earliest, WEEK - 1), "week", "the week in focus", leaned=True)
    if unit == "month":
        if RANK.get(focus.granularity, 9) > RANK["month"]:
            return None
        return replace(_month_interval(focus.earliest, focus.calendar, True), how="the month of the time in focus")
    year = calendars.from_date(calendar, focus.earliest)[0]
    if unit == "decade":
        year -= year % 10
        first, last = calendars.year_span(calendar, year, year + 9)
        return Interval(first, last, "decade", "the decade of the time in focus", calendar, leaned=True)
    first, last = calendars.year_span(calendar, year)
    return Interval(first, last, "year", f"the year of the time in focus: {calendar} {year}", calendar, leaned=True)


# --- parts ------------------------------------------------------------------------------------------------------------

_THIRDS = {"early": 0, "start": 0, "mid": 1, "middle": 1, "late": 2, "end": 2}
_DECADE_THIRDS = ((0, 3), (4, 6), (7, 9))
_CENTURY_THIRDS = ((0, 32), (33, 65), (66, 99))


def _part(whole: Interval, moment: Moment) -> Interval | None:
    part = moment.part or ""
    if whole.earliest is None or whole.latest is None:
        return whole
    calendar = whole.calendar
    if whole.granularity == "month":
        cut = _days_of_month(whole.earliest, whole.latest, part)
    elif whole.granularity == "year":
        cut = _months_of_year(whole, moment)
    elif whole.granularity == "season":
        first = calendars.from_date(SOLAR, whole.earliest)
        third = _THIRDS.get(part)
        cut = calendars.month_span(SOLAR, first[0], first[1] + third) if third is not None else None
    elif whole.granularity in ("decade", "century") and part in _THIRDS:
        thirds = _DECADE_THIRDS if whole.granularity == "decade" else _CENTURY_THIRDS
        year = calendars.from_date(calendar, whole.earliest)[0]
        low, high = thirds[_THIRDS[part]]
        cut = calendars.year_span(calendar, year + low, year + high)
    elif whole.granularity in ("decade", "century") and part in ("half-1", "half-2"):
        year, size = calendars.from_date(calendar, whole.earliest)[0], 5 if whole.granularity == "decade" else 50
        shift = 0 if part == "half-1" else size
        cut = calendars.year_span(calendar, year + shift, year + shift + size - 1)
    else:
        cut = None
    if cut is None:
        return replace(whole, note=whole.note)
    granularity = "day" if cut[0] == cut[1] else whole.granularity
    return replace(
        whole,
        earliest=cut[0],
        latest=cut[1],
        granularity=granularity,
        how=f"{part} of {whole.how}: {cut[0]} to {cut[1]}",
    )


def _days_of_month(first: date, last: date, part: str) -> tuple[date, date] | None:
    def days(low: int, high: int | None) -> tuple[date, date]:
        return add_days(first, low - 1), last if high is None else add_days(first, high - 1)

    size = (last - first).days + 1
    is_month = size < 32
    table: dict[str, tuple[int, int | None]] = {
        "day-1": (1, 1), "day-last": (size, None),
        "days-first": (1, 10), "days-last": (21 if is_month else size - 9, None),
        "early": (1, 10), "start": (1, 10), "mid": (11, 20), "late": (21, None), "end": (21, None), "middle": (15, 15),
        "half-1": (1, 15), "half-2": (16, None), "week-1": (1, 7), "week-2": (8, 14), "week-3": (15, 21),
        "week-4": (22, 28), "week-last": (size - 6, None),
    }  # fmt: skip
    return days(*table[part]) if part in table else None


def _months_of_year(whole: Interval, moment: Moment) -> tuple[date, date] | None:
    if whole.earliest is None:
        return None
    part, calendar = moment.part or "", whole.calendar
    table = {
        "early": (1, 4), "start": (1, 4), "mid": (5, 8), "middle": (5, 8), "late": (9, 12), "end": (9, 12),
        "half-1": (1, 6), "half-2": (7, 12), "quarter-1": (1, 3), "quarter-2": (4, 6), "quarter-3": (7, 9),
        "quarter-4": (10, 12), "month-1": (1, 1), "month-12": (12, 12),
    }  # fmt: skip
    year = calendars.from_date(calendar, whole.earliest)[0]
    if part.startswith(("week-", "days-", "day-")) and whole.latest is not None:
        return _days_of_month(whole.earliest, whole.latest, part)
    low, high = (1, min(12, moment.part_low or 12)) if part == "first-months" else table.get(part, (1, 12))
    return calendars.month_span(calendar, year, low)[0], calendars.month_span(calendar, year, high)[1]


# --- words for explanations -------------------------------------------------------------------------------------------


def _from_publication(shift: int, unit: str, ground: Ground) -> str:
    return f"the {unit} of publication, {ground.published}" if shift == 0 else f"{_count(shift, unit)} publication"


def _count(shift: int, unit: str) -> str:
    if shift == 0:
        return f"the {unit} of"
    return f"{abs(shift)} {unit}{'s' if abs(shift) > 1 else ''} {'before' if shift < 0 else 'after'}"
