"""Resolves the time expressions of a document to days: calendar habit, tense, focus, publication. No language in it.

``resolve`` reads the expressions in the order of the text and keeps in mind the time last told (the focus), which
anaphors and year-less dates of a story lean on. Rules: codebook, section 4.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from gahnama.model import Span, Time
from gahnama.times import calendars, edtf, values
from gahnama.times.calendars import GREGORIAN, LUNAR, SOLAR, add_days
from gahnama.times.expressions import Moment, TimeExpression
from gahnama.times.values import RANK, Ground, Interval

STORY_AGE = 270
"""Days before publication from which a told time makes the year-less dates after it its own."""
STORY_REACH = 4
"""Sentences for which it does."""
TODAY_REACH = 3
"""Days that a report's own «today» may lie from publication to be believed."""
FOCUS_REACH = 12
"""Sentences back in which an anaphor looks for what it leans on."""


@dataclass(frozen=True, slots=True)
class Context:
    """Where an expression stands: indices of its sentence and paragraph, the tense of its clause (past, future, present
    or None where it has no finite verb), whether it is in the title."""

    sentence: int
    paragraph: int
    tense: str | None = None
    title: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """What the document itself is dated by.

    ``published``: the day of publication, None if unknown; ``inferred``: it was worked out from the text; ``calendar``:
    the calendar of the outlet's own country; ``year``: the Gregorian year of a text of unknown day;
    ``week_start``: the first day of the week there, Monday 0.
    """

    published: date | None = None
    inferred: bool = False
    calendar: str = SOLAR
    year: int | None = None
    week_start: int = 5


def resolve(expressions: Sequence[TimeExpression], contexts: Sequence[Context], reference: Reference) -> list[Time]:
    """A Time for every expression, in the same order; ``edtf`` is None where it can't be placed.

    Spans of the Times count characters of the text that the expressions do (the normal text).
    """
    resolver = _Resolver(expressions, contexts, reference)
    return [resolver.next(index) for index in range(len(expressions))]


def habit(
    expressions: Sequence[TimeExpression], contexts: Sequence[Context], default: str
) -> tuple[str, dict[int, str]]:
    """The calendar that the document's dates are told in, and by sentence where a sentence has dates of its own."""
    whole: Counter[str] = Counter()
    by_sentence: dict[int, Counter[str]] = {}
    for expression, context in zip(expressions, contexts, strict=True):
        for part in (expression.value, expression.until):
            calendar = _calendar_told(part)
            if calendar is not None:
                whole[calendar] += 1
                by_sentence.setdefault(context.sentence, Counter())[calendar] += 1

    def most(counted: Counter[str]) -> str:
        ranked = counted.most_common()
        return default if len(ranked) > 1 and ranked[0][1] == ranked[1][1] else ranked[0][0]

    return (most(whole) if whole else default), {sentence: most(counted) for sentence, counted in by_sentence.items()}


def _calendar_told(moment: Moment | None) -> str | None:
    """The calendar of a written month or year; lunar dates tell nothing of how years are counted."""
    if moment is None or moment.rule is not None:
        return None
    if moment.year is not None:
        calendar = values.year_calendar(moment.year, moment.era) if not moment.century_missing else moment.era or SOLAR
    elif moment.decade is not None and moment.decade >= 1000:
        calendar = values.year_calendar(moment.decade, moment.era)
    else:
        calendar = moment.era or moment.calendar or ""
    return calendar if calendar in (GREGORIAN, SOLAR) else None


def _own_today(expressions: Sequence[TimeExpression], reference: Reference) -> date | None:
    """The day that «today» means in the document: a date that stands beside it near publication, else publication."""
    published = reference.published
    if published is None:
        return None
    for expression in expressions:
        value, gloss = expression.value, expression.gloss
        if value is not None and value.day_shift == 0 and gloss is not None and gloss.month and gloss.day:
            told = values.interval(gloss, Ground(published))
            if told is not None and told.earliest and abs((told.earliest - published).days) <= TODAY_REACH:
                return told.earliest
    return published


@dataclass(frozen=True, slots=True)
class _Told:
    """A time that the text has told, and in which sentence and paragraph."""

    interval: Interval
    time: Time
    context: Context
    dated: bool

    @property
    def end(self) -> int:
        """Where it ends in the normal text."""
        return self.time.spans[-1].end


class _Resolver:
    """Goes through the expressions once, in order."""

    def __init__(
        self, expressions: Sequence[TimeExpression], contexts: Sequence[Context], reference: Reference
    ) -> None:
        self._expressions = expressions
        self._contexts = contexts
        self._reference = replace(reference, published=_own_today(expressions, reference))
        self._habit, self._by_sentence = habit(expressions, contexts, reference.calendar)
        self._told: list[_Told] = []

    def next(self, index: int) -> Time:
        """Resolves the expression at ``index``; to be called in order."""
        expression, context = self._expressions[index], self._contexts[index]
        focus = self._focus(expression, context)
        tense = context.tense
        if expression.ahead and tense != "future":
            tense = "future" if expression.value is not None and expression.value.weekday is not None else None
        if expression.planned and tense != "past":
            tense = "future"
        story, spoken = self._story(context), self._spoken(expression, context)
        ground = Ground(
            published=spoken.interval.earliest if spoken else self._reference.published,
            calendar=self._by_sentence.get(context.sentence, self._habit),
            focus=focus.interval if focus else None,
            story=story.interval if story else None,
            tense=tense,
            attributive=expression.attributive,
            year=self._reference.year,
            week_start=self._reference.week_start,
        )
        interval = self._interval(expression, ground)
        if interval is not None and spoken is not None:
            how = f"counted from {spoken.interval.earliest}, the day on which the quotation was spoken"
            interval = replace(interval, how=how, leaned=True)
        leaned = interval is not None and interval.leaned
        anchor = (spoken or (focus if self._is_anaphoric(expression) else story)) if leaned else None
        time = _time(expression, interval, anchor.time if anchor else None)
        if interval is not None and self._is_told(expression, interval):
            self._told.append(_Told(interval, time, context, _is_dated(expression)))
        return time

    @staticmethod
    def _is_anaphoric(expression: TimeExpression) -> bool:
        return any(
            part is not None and (part.anchor in ("focus", "event") or part.same is not None)
            for part in (expression.value, expression.until)
        )

    @staticmethod
    def _is_told(expression: TimeExpression, interval: Interval) -> bool:
        """Whether later words can lean on it: not on vague times, durations, «so far» and «lately»."""
        if expression.kind in ("vague", "duration", "period") or interval.earliest is None:
            return False
        return not (expression.value is not None and expression.value.now)

    def _spoken(self, expression: TimeExpression, context: Context) -> _Told | None:
        """The day on which the quotation around «today» was spoken: one told before it in its sentence, and before
        publication."""
        published = self._reference.published
        if expression.quoted is None or published is None:
            return None
        for told in reversed(self._told):
            if told.context.sentence != context.sentence:
                return None
            day = told.interval.earliest
            if told.interval.is_day and told.end <= expression.quoted and day is not None:
                return told if day < published else None
        return None

    def _focus(self, expression: TimeExpression, context: Context) -> _Told | None:
        """The last time told that is fine enough for what leans on it."""
        moment = expression.value
        unit = (moment.unit or moment.same) if moment is not None else None
        finest = {"minute": 0, "hour": 0, "day": 1, "week": 2, "month": 2, "time": 9}.get(unit or "", 9)
        for told in reversed(self._told):
            if context.sentence - told.context.sentence > FOCUS_REACH:
                break
            if RANK.get(told.interval.granularity, 9) <= finest:
                return told
        return None

    def _story(self, context: Context) -> _Told | None:
        """The last dated time, if it is near in the text and far from publication, or publication is unknown."""
        for told in reversed(self._told):
            if context.sentence - told.context.sentence > STORY_REACH:
                return None
            if not told.dated:
                if told.interval.granularity == "day":
                    return None
                continue
            latest, published = told.interval.latest, self._reference.published
            if published is None and self._reference.year is not None:
                published = date(self._reference.year, 12, 31)
            if latest is None:
                return None
            if published is None or (published - latest).days > STORY_AGE:
                return told
            return None
        return None

    def _interval(self, expression: TimeExpression, ground: Ground) -> Interval | None:
        if expression.kind == "range":
            return self._range(expression, ground)
        if expression.kind == "duration":
            return self._duration(expression, ground)
        if expression.value is None:
            return None
        if expression.value.anchor == "event":
            return None  # the event stage knows the event, see ``lean``
        return _glossed(expression.value, expression.gloss, ground)

    def _duration(self, expression: TimeExpression, ground: Ground) -> Interval | None:
        """How long something went on: to publication, unless it is told as future."""
        if expression.value is None or ground.published is None or expression.value.unit in ("minute", "hour"):
            return None
        direction = 1 if ground.tense == "future" else -1
        return values.interval(replace(expression.value, anchor="publication", direction=direction), ground)

    def _range(self, expression: TimeExpression, ground: Ground) -> Interval | None:
        published = ground.published
        first, last = _inherit(expression.value, expression.until)
        end = _glossed(last, expression.until_gloss, ground) if last is not None else None
        if first is None and last is not None and ground.tense == "past":
            ground = replace(ground, tense=None)  # a deadline set in the past may lie ahead
            end = _glossed(last, expression.until_gloss, ground)
        start_ground = ground
        follows = first is not None and first.month is not None and _lacks_year(first)
        if follows and end is not None and end.latest is not None:
            start_ground = replace(ground, published=end.latest, tense="past", story=None)
        start = _glossed(first, expression.gloss, start_ground) if first is not None else None
        if (first is not None and start is None) or (last is not None and end is None):
            return None
        if start is not None and last is not None and expression.until is not None and _lacks_year(expression.until):
            end = self._end_after(start, end, expression, ground)
        earliest = start.earliest if start else None
        latest = end.latest if end else None
        note = "; ".join(part.note for part in (start, end) if part is not None and part.note)
        if start and end and earliest and latest and start.earliest and end.earliest and start.earliest > end.earliest:
            earliest, latest = end.earliest, start.latest
        if expression.until_now:
            latest = published
            if latest is None or (earliest is not None and earliest > latest):
                latest = None
            if latest is None and earliest is None:
                return None
        if expression.since and start is not None and start.is_day and ground.tense != "present":
            return start
        if expression.after and start is not None and start.latest is not None:
            earliest = start.latest if start.is_day else add_days(start.latest, 1)
        if expression.before and end is not None and end.earliest is not None:
            ends = last is not None and last.part == "end"
            latest = end.latest if ends else add_days(end.earliest, -1)
        deadline = first is None and last is not None and not expression.until_now
        deadline = deadline and (not expression.before or ground.tense in ("future", "present"))
        if deadline and published is not None and not self._reference.inferred and latest and latest >= published:
            earliest = published
        told = start or end
        granularity = told.granularity if told is not None else "day"
        if first is None or (last is None and not expression.until_now):
            how = f"from {start.how} on" if start else f"until {end.how}" if end else ""
        else:
            how = f"from {start.how if start else 'publication'} to {end.how if end else 'publication'}"
        if expression.until_now:
            how = f"from {start.how} to publication" if start else "until publication"
        calendar = told.calendar if told is not None else GREGORIAN
        leaned = bool((start and start.leaned) or (end and end.leaned))
        return Interval(earliest, latest, granularity, how, calendar, bool(told and told.approximate), note, leaned)

    @staticmethod
    def _end_after(
        start: Interval, end: Interval | None, expression: TimeExpression, ground: Ground
    ) -> Interval | None:
        """A year-less end lies after its start, if one within a year does."""
        until = expression.until
        if until is None or start.earliest is None:
            return end
        if until.month is None:
            if until.weekday is None or not start.is_day:
                return end
            day = add_days(start.earliest, (until.weekday - start.earliest.weekday()) % values.WEEK)
            return Interval(day, day, "day", f"the first {day:%A} after the start")
        if end is not None and end.latest is not None and 0 <= (end.latest - start.earliest).days <= 366:
            return end
        after = values.interval(until, replace(ground, published=start.earliest, tense="future", story=None))
        return after or end


def _lacks_year(moment: Moment) -> bool:
    return moment.year is None and moment.year_shift is None and moment.same is None and moment.side is None


def _is_dated(expression: TimeExpression) -> bool:
    """Whether a month, year or more is written in it."""
    return any(part is not None and part.is_written_date for part in (expression.value, expression.until))


def _inherit(first: Moment | None, last: Moment | None) -> tuple[Moment | None, Moment | None]:
    """Both ends of a range with what only one of them says: month of a bare day, year of a bare month, century, era."""
    if first is None or last is None:
        return first, last
    if first.day is not None and first.month is None and (last.month is not None or last.month_shift is not None):
        if last.day is not None and last.day < first.day and first.weekday is None:  # «20-18 اکتبر»
            first, last = replace(first, day=last.day), replace(last, day=first.day)
        first = replace(
            first,
            month=last.month,
            calendar=last.calendar,
            era=last.era,
            year=last.year,
            century_missing=last.century_missing,
            year_shift=last.year_shift,
            month_shift=last.month_shift,
        )
    elif first.month is not None and first.year is None and first.year_shift is None and last.month is not None:
        later = first.calendar == last.calendar and (first.month, first.day or 0) > (last.month, last.day or 0)
        if last.year is not None:
            first = replace(first, year=last.year - later, era=last.era, century_missing=last.century_missing)
        elif last.year_shift is not None:
            first = replace(first, year_shift=last.year_shift - later)
    if first.year is not None and last.year is not None:
        if first.era is None and last.era is not None:
            first = replace(first, era=last.era)
        if first.century_missing and not last.century_missing:
            first = replace(first, year=_like(first.year, last.year or 0), century_missing=None)
        elif last.century_missing and not first.century_missing:
            last = replace(last, year=_like(last.year or 0, first.year or 0), century_missing=None)
    return first, last


def _like(year: int | None, full: int) -> int:
    return full - full % 100 + (year or 0)


def _glossed(moment: Moment, gloss: Moment | None, ground: Ground) -> Interval | None:
    """A time that is told twice: what both say, else what the written date says."""
    if gloss is None:
        return values.interval(moment, ground)
    if moment.weekday is not None and gloss.weekday is None and gloss.month is not None and gloss.day is not None:
        gloss = replace(gloss, weekday=moment.weekday)
    elif gloss.weekday is not None and moment.weekday is None and moment.month is not None and moment.day is not None:
        moment = replace(moment, weekday=gloss.weekday)
    one, other = values.interval(moment, ground), values.interval(gloss, ground)
    if one is None or other is None:
        return one or other
    for day, beside in ((one, gloss), (other, moment)):
        if day.is_day and beside.weekday is not None and beside.month is None:
            return _beside_weekday(day, beside.weekday, ground)
    if _lacks_year(gloss) and gloss.month is not None and one.is_day and one.earliest is not None:
        near = values.interval(gloss, replace(ground, published=one.earliest, tense=None, story=None))
        other = near or other
    if one.earliest is None or other.earliest is None or one.latest is None or other.latest is None:
        return one
    earliest, latest = max(one.earliest, other.earliest), min(one.latest, other.latest)
    if earliest <= latest:
        finer = one if (one.latest - one.earliest) <= (other.latest - other.earliest) else other
        return replace(finer, earliest=earliest, latest=latest, approximate=False, note=one.note or other.note)
    taken = other if gloss.is_written_date and not moment.is_written_date else one
    left = other if taken is one else one
    if taken.approximate or (LUNAR in (moment.calendar, gloss.calendar)):
        taken = one if moment.calendar != LUNAR else other
        return replace(taken, approximate=False)
    note = f"told twice: {_days(one)} and {_days(other)}; {_days(taken)} was taken, not {_days(left)}"
    return replace(taken, note=note)


def _beside_weekday(told: Interval, weekday: int, ground: Ground) -> Interval:
    """A day with a weekday beside it: a weekday within a day of it that is not after publication wins."""
    day = told.earliest
    if day is None or day.weekday() == weekday:
        return told
    for other in (add_days(day, -1), add_days(day, 1)):
        if other.weekday() == weekday and (ground.published is None or other <= ground.published):
            note = f"{day} is a {day:%A}, not the weekday told; the weekday, a day away, was taken"
            return replace(told, earliest=other, latest=other, note=note)
    return replace(told, note=f"{day} is a {day:%A}, not the weekday told; the day was taken")


def _days(interval: Interval) -> str:
    return edtf.write(interval.earliest, interval.latest) or "unknown"


def _time(expression: TimeExpression, interval: Interval | None, anchor: Time | None) -> Time:
    span = (Span(expression.start, expression.end),)
    basis = _basis(expression, interval)
    if interval is None:
        return Time(basis=basis, spans=span, explanation="can't be placed: what it counts from is unknown")
    earliest, latest = interval.earliest, interval.latest
    written = edtf.write(earliest, latest, interval.approximate)
    if interval.approximate:
        earliest = add_days(earliest, -calendars.LUNAR_ERROR) if earliest else None
        latest = add_days(latest, calendars.LUNAR_ERROR) if latest else None
    fuzzy = "about " if expression.fuzzy else ""
    return Time(
        earliest=earliest,
        latest=latest,
        edtf=written,
        basis=basis,
        spans=span,
        anchor=anchor,
        granularity="none" if expression.kind == "vague" else interval.granularity,
        explanation=fuzzy + interval.how,
        note=interval.note,
    )


def _basis(expression: TimeExpression, interval: Interval | None) -> str:
    """``explicit`` what is written as a date, ``anaphoric`` what leans on another time, else ``relative``."""
    if interval is not None and interval.leaned:
        return "anaphoric"
    parts = [part for part in (expression.value, expression.until, expression.gloss) if part is not None]
    if any(part.anchor in ("focus", "event") or part.same is not None for part in parts):
        return "anaphoric"
    if any(_is_explicit(part) for part in parts) and not expression.until_now:
        return "explicit"
    return "relative"


def _is_explicit(moment: Moment) -> bool:
    if moment.year_shift is not None or moment.side is not None:
        return False
    return (
        moment.year is not None
        or moment.decade is not None
        or moment.century is not None
        or (moment.month is not None and moment.day is not None)
        or moment.rule is not None
    )


def lean(expression: TimeExpression, anchor: Time, reference: Reference, calendar: str | None = None) -> Time:
    """The Time of an expression that counts from an event («سه روز پس از حمله»), given the Time of that event.

    ``calendar`` is the habit that ``habit`` found; Gregorian if left out. Expressions that need no anchor come out as
    ``resolve`` gives them without context.
    """
    granularity = anchor.granularity if anchor.granularity in RANK else "day"
    focus = Interval(anchor.earliest, anchor.latest, granularity, "the event") if anchor.edtf else None
    ground = Ground(reference.published, calendar or GREGORIAN, focus=focus, year=reference.year)
    found = _glossed(expression.value, expression.gloss, ground) if expression.value is not None else None
    if found is not None:
        found = replace(found, leaned=True)
    return _time(expression, found, anchor)
