"""Finds time expressions: which words say when, and what they say."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from gahnama.times.expressions import Moment, TimeExpression, WordLike, moment
from gahnama.times.lexicon import NUMBER_CLASSES, TimeLexicon
from gahnama.times.patterns import OUTSIDE, Match, Matcher, Slots

_RUNS = re.compile(r"\d+|[^\d]+")
_HAS_DIGIT = re.compile(r"\d")
_ADVERBIAL = frozenset(("in", "during", "day-word", "date-word", "daypart", "clock-word", "weekday", "weekday-night"))
"""Classes that begin a time which belongs to the verb of its clause, not to a noun."""
_BOUNDARY = "boundary"
"""The class of the marks behind which a bare time belongs to the verb as well."""
_TOWARD = "toward"
"""The class of words that put something on the time behind them."""
_PLANNED = "planned"
"""The class of words that say of a time behind them that it is still to come."""
_PLANNED_REACH = 12
"""Units back in which they are looked for, no boundary between."""
_QUOTE_OPEN, _QUOTE_CLOSE = "quote-open", "quote-close"
_QUOTE_REACH = 60
"""Units back in which the beginning of a quotation is looked for."""


class _Unit(NamedTuple):
    """A word, or a run of digits or of other characters in a word that has both («23جولای»)."""

    word: int
    start: int
    end: int


class _Text:
    """The units of a text and the classes that begin at each, looked up once."""

    def __init__(self, words: Sequence[WordLike], lexicon: TimeLexicon) -> None:
        self.lexicon = lexicon
        self.units: list[_Unit] = []
        self.keys: list[str] = []
        for index, word in enumerate(words):
            key = word.key
            if (
                not key.isalpha()
                and not key.isdecimal()
                and _HAS_DIGIT.search(key)
                and len(word.form) == word.end - word.start
            ):
                for run in _RUNS.finditer(word.form):
                    part = run.group().replace("\u200c", "").strip()
                    if part:
                        self.units.append(_Unit(index, word.start + run.start(), word.start + run.end()))
                        self.keys.append(part)
            else:
                self.units.append(_Unit(index, word.start, word.end))
                self.keys.append(key)
        self._classes: dict[int, dict[str, list[Match]]] = {}

    def promising(self, position: int) -> bool:
        """Whether any known word or number begins here: a quick look."""
        key = self.keys[position]
        return key in self.lexicon.prefixes or self.lexicon.numbers.starts(key)

    def classes(self, position: int, name: str) -> Sequence[Match]:
        """Matches of the class ``name`` at ``position``, the longest first."""
        return self.all_classes(position).get(name, ())

    def all_classes(self, position: int) -> Mapping[str, Sequence[Match]]:
        """Every class that begins at ``position``."""
        known = self._classes.get(position)
        if known is None:
            known = self._classes[position] = {}
            if position >= len(self.keys):
                return known
            text = ""
            for end in range(position, min(position + 6, len(self.keys))):
                text += self.keys[end]
                if text not in self.lexicon.prefixes:
                    break
                for name, slots in self.lexicon.entries.get(text, ()):
                    known.setdefault(name, []).insert(0, (end + 1, slots))
            self._numbers(position, known)
        return known

    def hopeful(self, position: int) -> bool:
        """Whether a time can begin here, by the classes of this word and of the one after it."""
        lexicon = self.lexicon
        for name, matches in self.all_classes(position).items():
            if name not in lexicon.starters:
                continue
            if name in lexicon.alone:
                return True
            follows = lexicon.follows.get(name)
            if follows and any(not follows.isdisjoint(self.all_classes(end)) for end, _ in matches):
                return True
        return False

    def planned(self, position: int) -> bool:
        """Whether words before ``position`` say that what follows is still to come."""
        for before in range(position - 1, max(-1, position - 1 - _PLANNED_REACH), -1):
            classes = self.all_classes(before)
            if _PLANNED in classes:
                return True
            if _BOUNDARY in classes:
                return False
        return False

    def quoted(self, position: int) -> int | None:
        """Where the quotation begins that ``position`` stands in; None outside of any."""
        for before in range(position - 1, max(-1, position - 1 - _QUOTE_REACH), -1):
            classes = self.all_classes(before)
            if _QUOTE_CLOSE in classes:
                return None
            if _QUOTE_OPEN in classes:
                return self.units[before].start
        return None

    def _numbers(self, position: int, known: dict[str, list[Match]]) -> None:
        if not self.lexicon.numbers.starts(self.keys[position]):
            return
        number = self.lexicon.numbers.match(self.keys, position)
        if number is None:
            return
        value, digits = number.value, number.digits
        match: Match = (number.end, {"number": value})
        fits = {
            "number": True,
            "any-number": True,
            "cardinal": not number.ordinal,
            "ordinal": number.ordinal,
            "day-number": 1 <= value <= 31 and digits <= 2,
            "day-exact": 1 <= value <= 31 and digits <= 2 and (digits > 0 or number.ordinal),
            "ordinal-day": 1 <= value <= 31 and number.ordinal,
            "month-number": 1 <= value <= 12 and digits <= 2,
            "year-number": 1000 <= value <= 2199
            and (digits == 4 or value >= 1200)
            and digits in (0, 4)
            and not number.ordinal,
            "plain-year": (1300 <= value <= 1420 or 1800 <= value <= 2060) and digits == 4 and not number.ordinal,
            "short-year": not number.ordinal and (digits == 2 or (digits == 0 and 10 <= value <= 99)),
            "short-digits": not number.ordinal and digits == 2,
            "bare-year": not number.ordinal and digits == 2 and not 10 <= value <= 19,
            "decade-number": not number.ordinal and value % 10 == 0 and (10 <= value <= 90 or 1000 <= value <= 2190),
        }
        for name in NUMBER_CLASSES:
            if fits[name]:
                known.setdefault(name, []).append((number.end, {}) if name == "any-number" else match)


def find(words: Sequence[WordLike], lexicon: TimeLexicon) -> list[TimeExpression]:
    """All time expressions of a text, in order, none overlapping another: from the left, the longest one each time."""
    text = _Text(words, lexicon)
    matcher = Matcher(lexicon.grammar, text)
    found: list[TimeExpression] = []
    position, size = 0, len(text.keys)
    while position < size:
        best: tuple[int, Slots, str] | None = None
        if text.promising(position) and text.hopeful(position):
            for name in lexicon.expressions:
                for end, slots in matcher.match(name, position):
                    if best is None or end > best[0]:
                        best = (end, slots, name)
                    break
        if best is None:
            position += 1
            continue
        end, slots, name = best
        if slots.get("kind") != "none":
            begin = slots.get(OUTSIDE, position)
            first, last = text.units[begin if isinstance(begin, int) else position], text.units[end - 1]
            ahead = position > 0 and _TOWARD in text.all_classes(position - 1)
            attributive = _ADVERBIAL.isdisjoint(text.all_classes(position)) and not (
                position == 0 or _BOUNDARY in text.all_classes(position - 1)
            )
            found.append(
                replace(
                    _expression(first, last, slots, name),
                    ahead=ahead,
                    attributive=attributive,
                    planned=text.planned(position),
                    quoted=text.quoted(position) if "day_shift" in slots else None,
                )
            )
        position = max(end, position + 1)
    return found


def _expression(first: _Unit, last: _Unit, slots: Slots, name: str) -> TimeExpression:
    start, end = slots.get("start"), slots.get("end")
    inner, gloss = slots.get("inner"), slots.get("gloss")
    kind = str(slots.get("kind") or (inner.get("kind") if isinstance(inner, dict) else None) or "date")
    value: Moment | None = None
    value_gloss: Moment | None = moment(gloss) if isinstance(gloss, dict) else None
    if isinstance(inner, dict):
        value = moment({**inner, **{key: held for key, held in slots.items() if key not in ("inner", "kind")}})
    elif isinstance(start, dict):
        value, value_gloss = _side(start, value_gloss)
    elif kind != "range":
        value = moment(slots)
    until, until_gloss = _side(end, None) if isinstance(end, dict) else (None, None)
    return TimeExpression(
        first=first.word, last=last.word, start=first.start, end=last.end, kind=kind, pattern=name,
        value=value, until=until, gloss=value_gloss, until_gloss=until_gloss, until_now=bool(slots.get("until_now")),
        fuzzy=bool(slots.get("fuzzy")), after=bool(slots.get("after")), before=bool(slots.get("before")),
        since=bool(slots.get("since")),
    )  # fmt: skip


def _side(slots: Slots, gloss: Moment | None) -> tuple[Moment, Moment | None]:
    """One end of a range: itself a moment, or a moment with a gloss."""
    inner, inner_gloss = slots.get("inner"), slots.get("gloss")
    if isinstance(inner_gloss, dict):
        gloss = moment(inner_gloss)
    if isinstance(inner, dict):
        slots = {**inner, **slots}
    return moment(slots), gloss
