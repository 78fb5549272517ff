"""What a time expression says, before anything is known about the article that it stands in."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Protocol

from gahnama.times.patterns import Slots


class WordLike(Protocol):
    """A word of the normal text: offsets are code points, end exclusive; ``key`` is ``form`` without half-spaces."""

    @property
    def start(self) -> int:
        """First character, inclusive."""

    @property
    def end(self) -> int:
        """Last character, exclusive."""

    @property
    def form(self) -> str:
        """What stands there."""

    @property
    def key(self) -> str:
        """The form without spaces and half-spaces."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What one expression, or one end of a range, says; None where it says nothing.

    ``calendar`` is that of the month, ``era`` the one that is named beside a year («میلادی»).
    Numbers that are written: ``year`` (``century_missing``: of two digits), ``month`` 1–12, ``day`` 1–31, ``weekday``
    0 (Monday) – 6, ``season`` 1 (spring) – 4, ``decade`` (its first year, 1990 or 60), ``century`` (20: 1901–2000).
    Relative ones: ``*_shift`` counts whole calendar units from the reference («last year» −1); ``side`` −1 or 1 is the
    nearest such day, month or season before or after it. ``low``–``high`` ``unit`` s in ``direction`` are counted from
    ``anchor`` (publication, focus, event); ``running`` means all the time between, not the point at the end.
    ``part`` cuts a piece out of the whole: early mid late start end middle, half-1/2, quarter-1…4, week-1…4 and -last,
    month-1 and -12, day-1 and -last, days-first and -last, first-months (``part_low`` of them).
    ``same`` is the unit of an anaphor («that year»: year). ``rule`` names a moving feast.
    """

    calendar: str | None = None
    era: str | None = None
    year: int | None = None
    century_missing: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: int | None = None
    decade: int | None = None
    century: int | None = None
    year_shift: int | None = None
    month_shift: int | None = None
    week_shift: int | None = None
    day_shift: int | None = None
    decade_shift: int | None = None
    side: int | None = None
    low: int | None = None
    high: int | None = None
    half: int | None = None
    unit: str | None = None
    direction: int | None = None
    anchor: str | None = None
    running: int | None = None
    part: str | None = None
    part_low: int | None = None
    same: str | None = None
    rule: str | None = None
    days: int | None = None
    vague: str | None = None
    now: int | None = None
    deadline: int | None = None

    @property
    def is_written_date(self) -> bool:
        """Whether a month, year, decade or century is written out."""
        return any(value is not None for value in (self.year, self.month, self.decade, self.century, self.season))


_FIELDS = frozenset(field.name for field in fields(Moment))
_TEXTS = frozenset(("calendar", "era", "unit", "anchor", "part", "same", "rule", "vague"))
NESTED = frozenset(("start", "end", "gloss", "inner"))
MARKS = frozenset(("until_now", "fuzzy", "after", "before", "since"))


def slot_value(name: str, text: str) -> int | str:
    """A slot's value as written in the data; raises ``ValueError`` for an unknown slot or a number that is none."""
    if name == "kind" or name in _TEXTS:
        return text
    if name in _FIELDS or name in MARKS or name == "number":
        return int(text)
    known = ", ".join(sorted(_FIELDS | MARKS | {"kind"}))
    raise ValueError(f"unknown slot {name!r}; expected one of {known}")


def is_slot(name: str) -> bool:
    """Whether patterns may put a value into a slot of this name."""
    return name in _FIELDS or name in NESTED or name in MARKS


def moment(slots: Slots) -> Moment:
    """The moment that a set of slots describes; slots that belong to the expression as a whole are left out."""
    known = {name: value for name, value in slots.items() if name in _FIELDS}
    return Moment(**known)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A stretch of words that says when.

    ``first`` and ``last`` are word indices, both inclusive; ``start`` and ``end`` code points of the normal text, end
    exclusive. ``kind``: date, deictic, offset, period, anaphor, range, duration, vague. ``value`` is what it says, of a
    range its first end (None where that is open); ``until`` is the other end; ``gloss`` and ``until_gloss`` are second
    writings of the same time («31 اکتبر (9 آبان)»). ``pattern`` names the expression of ``times.yaml`` that found it.

    ``until_now``: it ends with publication. ``since``: from a point on, with no end told. ``after`` and ``before``
    leave the point itself out. ``ahead``: something was put on it («به دوشنبه موکول شد»), so that the tense of its
    clause says nothing. ``attributive``: it may belong to a noun («انتخابات ماه نوامبر»), so that the tense says less.
    ``planned``: words
    before it say that it is still to come («قرار است شنبه بیایند»). ``quoted``: where the quotation begins that it
    stands in, a code point of the normal text; told of «today» and its neighbours only.
    """

    first: int
    last: int
    start: int
    end: int
    kind: str
    pattern: str
    value: Moment | None
    until: Moment | None = None
    gloss: Moment | None = None
    until_gloss: Moment | None = None
    until_now: bool = False
    fuzzy: bool = False
    after: bool = False
    before: bool = False
    since: bool = False
    ahead: bool = False
    attributive: bool = False
    planned: bool = False
    quoted: int | None = None
