"""The small pattern language in which ``times.yaml`` says how time expressions are put together.

A pattern is a row of items, read in the order of the text::

    weekday? day=day-number month year?        an item names a class of words or numbers, or another pattern
    ( early | mid ) month                      alternatives, in parentheses
    from start=point until end=point           ``slot=item``: what the item means goes, whole, into that slot
    <war year=year-number                      ``<item``: has to stand there, but is no part of the expression
    year=number !count-noun                    ``!item``: must not stand there

What an item means is a set of slots (``{month: 7, calendar: solar-hijri}``); a row means all slots of its items
together, and does not match where two of them contradict. Patterns of one name are alternatives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias, Union

Slots: TypeAlias = "dict[str, SlotValue]"
SlotValue: TypeAlias = Union[int, str, "dict[str, SlotValue]"]
Match: TypeAlias = "tuple[int, Slots]"
"""Position after the last word, and the slots."""


OUTSIDE = "outside"
"""The slot that holds where the expression begins, behind items that are no part of it."""


class PatternError(ValueError):
    """A pattern that can't be read; says what was expected."""


class Source(Protocol):
    """What patterns are matched against: the meanings of the words."""

    def classes(self, position: int, name: str) -> Sequence[Match]:
        """All matches of the word or number class ``name`` that start at ``position``."""

    def all_classes(self, position: int) -> Mapping[str, Sequence[Match]]:
        """The matches of every class that starts at ``position``."""


@dataclass(frozen=True, slots=True)
class Item:
    """A named class or pattern; ``slot`` receives its value; ``outside`` the expression it only has to stand there;
    ``absent``: it must not."""

    name: str
    slot: str | None
    optional: bool
    outside: bool = False
    absent: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Alternatives in parentheses."""

    rows: tuple[Row, ...]
    optional: bool


Row: TypeAlias = "tuple[Item | Group, ...]"


@dataclass(frozen=True, slots=True)
class Pattern:
    """One row of a named pattern; ``slots`` are the constants that it adds."""

    name: str
    row: Row
    slots: Mapping[str, SlotValue]


_TOKEN = re.compile(r"\(|\)\??|\||[a-z][a-z0-9_-]*=[a-z][a-z0-9-]*\??|[<!]?[a-z][a-z0-9-]*\??|\S+")
_ITEM = re.compile(r"([<!])?(?:([a-z][a-z0-9_-]*)=)?([a-z][a-z0-9-]*)(\?)?")


def parse(text: str) -> Row:
    """A pattern's text as a row; raises ``PatternError``."""
    tokens = _TOKEN.findall(text)
    rows, rest = _rows(tokens, text)
    if rest:
        raise PatternError(f"{text!r}: {rest[0]!r} closes nothing")
    if len(rows) != 1:
        return (Group(rows, False),)
    if not rows[0]:
        raise PatternError(f"{text!r}: an empty pattern; name at least one word class")
    return rows[0]


def _rows(tokens: list[str], text: str) -> tuple[tuple[Row, ...], list[str]]:
    rows: list[Row] = []
    row: list[Item | Group] = []
    while tokens:
        token, tokens = tokens[0], tokens[1:]
        if token == "|":
            rows.append(tuple(row))
            row = []
        elif token == "(":
            inner, tokens = _rows(tokens, text)
            if not tokens or not tokens[0].startswith(")"):
                raise PatternError(f"{text!r}: a parenthesis is not closed")
            row.append(Group(inner, tokens[0].endswith("?")))
            tokens = tokens[1:]
        elif token.startswith(")"):
            tokens = [token, *tokens]
            break
        else:
            found = _ITEM.fullmatch(token)
            if found is None:
                raise PatternError(
                    f"{text!r}: {token!r} is no name; expected name, name?, slot=name, <name, !name, ( a | b )"
                )
            row.append(Item(found[3], found[2], bool(found[4]), found[1] == "<", found[1] == "!"))
    rows.append(tuple(row))
    return tuple(rows), tokens


def names(row: Row) -> Iterator[str]:
    """Every class and pattern that a row names."""
    for item in row:
        if isinstance(item, Item):
            yield item.name
        else:
            for inner in item.rows:
                yield from names(inner)


class Grammar:
    """All patterns of a language, by name."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self.patterns: dict[str, list[Pattern]] = {}
        for pattern in patterns:
            self.patterns.setdefault(pattern.name, []).append(pattern)
        self.first: dict[str, list[tuple[Pattern, frozenset[str]]]] = {
            name: [(pattern, frozenset(self._first(pattern.row, set())[0])) for pattern in rows]
            for name, rows in self.patterns.items()
        }
        """By name: the patterns, each with the classes that it can begin with."""

    def starters(self, name: str) -> frozenset[str]:
        """The word and number classes that a match of pattern ``name`` can begin with."""
        return frozenset(self._starters(name, set()))

    def alone(self, expressions: Sequence[str]) -> frozenset[str]:
        """The classes of which one match by itself is a match of one of the patterns."""
        seen: set[str] = set()
        waiting = list(expressions)
        while waiting:
            name = waiting.pop()
            if name not in seen:
                seen.add(name)
                for pattern in self.patterns.get(name, ()):
                    waiting.extend(self._alone(pattern.row))
        return frozenset(seen - self.patterns.keys())

    def _alone(self, row: Row) -> Iterator[str]:
        """The items that can be all there is of a row."""
        needed = [item for item in row if not self._first((item,), set())[1]]
        for item in (needed or row) if len(needed) <= 1 else ():
            if isinstance(item, Item):
                if not item.absent:
                    yield item.name
            else:
                for inner in item.rows:
                    yield from self._alone(inner)

    def follows(self) -> dict[str, frozenset[str]]:
        """By class: the classes that a match of it can be followed by within a pattern."""
        found: dict[str, set[str]] = {}
        for rows in self.patterns.values():
            for pattern in rows:
                self._follow(pattern.row, found)
        return {name: frozenset(after) for name, after in found.items()}

    def _follow(self, row: Row, found: dict[str, set[str]]) -> None:
        for index, item in enumerate(row):
            if isinstance(item, Group):
                for inner in item.rows:
                    self._follow(inner, found)
            after = self._first(row[index + 1 :], set())[0]
            for name in self._last((item,), set())[0]:
                found.setdefault(name, set()).update(after)

    def _last(self, row: Row, seen: set[str]) -> tuple[set[str], bool]:
        """The classes that a row can end with, and whether all of it may be missing."""
        found: set[str] = set()
        for item in reversed(row):
            if isinstance(item, Group):
                inner = [self._last(one, seen) for one in item.rows]
                found.update(*(classes for classes, _ in inner))
                empty = item.optional or any(can_be_empty for _, can_be_empty in inner)
            elif item.absent:
                continue
            else:
                if item.name not in self.patterns:
                    found.add(item.name)
                elif item.name not in seen:
                    seen.add(item.name)
                    found.update(*(self._last(pattern.row, seen)[0] for pattern in self.patterns[item.name]))
                empty = item.optional
            if not empty:
                return found, False
        return found, True

    def _starters(self, name: str, seen: set[str]) -> set[str]:
        if name not in self.patterns:
            return {name}
        if name in seen:
            return set()
        seen.add(name)
        found: set[str] = set()
        for pattern in self.patterns[name]:
            found |= self._first(pattern.row, seen)[0]
        return found

    def _first(self, row: Row, seen: set[str]) -> tuple[set[str], bool]:
        found: set[str] = set()
        for item in row:
            if isinstance(item, Item) and item.absent:
                continue
            if isinstance(item, Item):
                found |= self._starters(item.name, seen)
                empty = item.optional
            else:
                empty = item.optional
                for inner in item.rows:
                    more, can_be_empty = self._first(inner, seen)
                    found |= more
                    empty = empty or can_be_empty
            if not empty:
                return found, False
        return found, True


class Matcher:
    """Matches the patterns of a grammar at positions of one text; remembers what it has found."""

    def __init__(self, grammar: Grammar, source: Source) -> None:
        self._patterns = grammar.first
        self._source = source
        self._known: dict[tuple[str, int], list[Match]] = {}

    def match(self, name: str, position: int) -> list[Match]:
        """Every way in which pattern or class ``name`` matches at ``position``, the longest first."""
        if name not in self._patterns:
            return list(self._source.classes(position, name))
        key = (name, position)
        known = self._known.get(key)
        if known is None:
            self._known[key] = []  # a pattern that begins with itself finds nothing
            known = []
            here = self._source.all_classes(position)
            for pattern, first in self._patterns[name]:
                if first.isdisjoint(here):
                    continue
                for end, slots in self._row(pattern.row, 0, position, {}):
                    merged = merge(slots, pattern.slots)
                    if merged is not None and (end, merged) not in known:
                        known.append((end, merged))
            known.sort(key=lambda match: -match[0])
            self._known[key] = known
        return known

    def _row(self, row: Row, index: int, position: int, slots: Slots) -> Iterator[Match]:
        if index == len(row):
            yield position, slots
            return
        item = row[index]
        if isinstance(item, Item) and item.absent:
            if not self.match(item.name, position):
                yield from self._row(row, index + 1, position, slots)
            return
        if isinstance(item, Item):
            for end, found in self.match(item.name, position):
                if item.outside:
                    found = {OUTSIDE: end}
                merged = merge(slots, {item.slot: _value(found)} if item.slot else found)
                if merged is not None:
                    yield from self._row(row, index + 1, end, merged)
        else:
            for inner in item.rows:
                for end, merged in self._row(inner, 0, position, slots):
                    yield from self._row(row, index + 1, end, merged)
        if item.optional:
            yield from self._row(row, index + 1, position, slots)


def _value(found: Slots) -> SlotValue:
    """A number goes into its slot as a number, everything else whole."""
    number = found.get("number")
    return number if number is not None else found


def merge(one: Slots, other: Mapping[str, SlotValue]) -> Slots | None:
    """The slots of both; None where they contradict."""
    merged = dict(one)
    for name, value in other.items():
        if merged.setdefault(name, value) != value:
            return None
    return merged
