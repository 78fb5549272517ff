"""The time words of a language, typed, from its ``times.yaml`` and ``numbers.yaml``.

``times.yaml`` holds ``classes`` (a name, and the words that belong to it with the slots that they fill), ``patterns``
(how classes follow each other, see ``patterns.py``) and ``expressions`` (the patterns that are a time by themselves).
Words match with spaces and half-spaces ignored.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from gahnama.errors import LanguageDataError
from gahnama.times import numbers
from gahnama.times.expressions import is_slot, slot_value
from gahnama.times.numbers import NumberLexicon
from gahnama.times.patterns import Grammar, Item, Pattern, PatternError, Row, Slots, names, parse

NUMBER_CLASSES = frozenset((
    "number", "cardinal", "ordinal", "day-number", "day-exact", "ordinal-day", "month-number", "year-number",
    "short-year", "short-digits", "bare-year", "decade-number", "plain-year", "any-number",
))  # fmt: skip
_PATTERN_KEYS = frozenset(("pattern", "set"))


@dataclass(frozen=True, slots=True)
class TimeLexicon:
    """Everything that ``find`` needs to know of a language.

    ``entries``: key of a word or phrase → the classes it belongs to, with their slots. ``prefixes``: all beginnings of
    keys. ``expressions``: names of the patterns that are a time (or, with kind ``none``, keep words from being one).
    ``starters``: classes that a time can begin with; ``alone``: classes of which one match can be a whole time;
    ``follows``: by class, the classes that can come next in a time. They only spare the matching what can't match.
    """

    entries: Mapping[str, tuple[tuple[str, Slots], ...]]
    prefixes: frozenset[str]
    numbers: NumberLexicon
    grammar: Grammar
    expressions: tuple[str, ...]
    starters: frozenset[str]
    alone: frozenset[str]
    follows: Mapping[str, frozenset[str]]

    @classmethod
    def from_data(
        cls, times: Mapping[str, Any], number_data: Mapping[str, Any], place: str = "times.yaml"
    ) -> TimeLexicon:
        """The lexicon of the two files' plain contents (all scalars text); raises ``LanguageDataError``."""
        for name in ("classes", "patterns", "expressions"):
            if name not in times:
                raise LanguageDataError(f"{place}: {name!r} is missing; expected classes, patterns and expressions")
        unknown = set(times) - {"classes", "patterns", "expressions"}
        if unknown:
            raise LanguageDataError(
                f"{place}: unknown key {sorted(unknown)[0]!r}; expected classes, patterns, expressions"
            )
        try:
            number_lexicon = numbers.build(number_data)
        except (KeyError, ValueError) as error:
            raise LanguageDataError(f"numbers.yaml beside {place}: {error}") from error
        classes = _classes(times["classes"], place)
        placed = [
            (_pattern(name, entry, place), _where(place, entry))
            for name, rows in times["patterns"].items()
            for entry in rows
        ]
        patterns = [pattern for pattern, _ in placed]
        known = set(classes) | {pattern.name for pattern in patterns} | NUMBER_CLASSES
        for pattern, where in placed:
            for name in names(pattern.row):
                if name not in known:
                    raise LanguageDataError(
                        f"{where}: pattern {pattern.name!r} names {name!r}, which is no class and no pattern; "
                        "add it under classes or mend the name"
                    )
        expressions = tuple(times["expressions"])
        for name in expressions:
            if name not in {pattern.name for pattern in patterns}:
                raise LanguageDataError(f"{place}: expressions: {name!r} is no pattern; add one of that name")
        entries: dict[str, list[tuple[str, Slots]]] = {}
        for class_name, words in classes.items():
            for word, slots in words:
                entries.setdefault(word, []).append((class_name, slots))
        prefixes = frozenset(word[:length] for word in entries for length in range(1, len(word) + 1))
        grammar = Grammar(patterns)
        starters = frozenset().union(*(grammar.starters(name) for name in expressions))
        return cls(
            {word: tuple(found) for word, found in entries.items()},
            prefixes,
            number_lexicon,
            grammar,
            expressions,
            starters,
            grammar.alone(expressions),
            grammar.follows(),
        )


def _where(place: str, node: Any) -> str:
    line = getattr(node, "line", None)
    return f"{place}:{line}" if line else place


def _classes(data: Mapping[str, Any], place: str) -> dict[str, list[tuple[str, Slots]]]:
    classes: dict[str, list[tuple[str, Slots]]] = {}
    for name, entries in data.items():
        words: list[tuple[str, Slots]] = []
        for entry in entries:
            if isinstance(entry, str):
                words.append((_key(entry), {}))
            elif "compose" in entry:
                words.extend(_composed(entry["compose"], classes, _where(place, entry)))
            else:
                slots: Slots = {}
                for slot, text in entry.items():
                    if slot == "names":
                        continue
                    try:
                        slots[slot] = slot_value(slot, text)
                    except ValueError as error:
                        raise LanguageDataError(f"{_where(place, entry)}: class {name!r}: {error}") from error
                if "names" not in entry:
                    raise LanguageDataError(
                        f"{_where(place, entry)}: class {name!r}: an entry without names; give names: […]"
                    )
                words.extend((_key(word), slots) for word in entry["names"])
        classes[name] = words
    return classes


def _composed(
    parts: Sequence[str], classes: Mapping[str, list[tuple[str, Slots]]], place: str
) -> list[tuple[str, Slots]]:
    """Words of several classes (``a|b``: of either) written as one."""
    choices: list[list[tuple[str, Slots]]] = []
    for part in parts:
        choice: list[tuple[str, Slots]] = []
        for name in part.split("|"):
            if name not in classes:
                raise LanguageDataError(f"{place}: compose: {name!r} is no class above this one")
            choice.extend(classes[name])
        choices.append(choice)
    words: list[tuple[str, Slots]] = []
    for row in product(*choices):
        slots: Slots = {}
        for _, more in row:
            slots.update(more)
        words.append(("".join(word for word, _ in row), slots))
    return words


def _pattern(name: str, entry: str | Mapping[str, Any], place: str) -> Pattern:
    where = _where(place, entry)
    text, constants = (entry, {}) if isinstance(entry, str) else (entry.get("pattern"), entry.get("set", {}))
    if not isinstance(entry, str):
        for key in entry:
            if key not in _PATTERN_KEYS:
                raise LanguageDataError(f"{where}: pattern {name!r}: unknown key {key!r}; expected pattern and set")
    if text is None:
        raise LanguageDataError(
            f"{where}: pattern {name!r}: an alternative without a pattern; expected pattern and set"
        )
    try:
        row = parse(text)
        slots: Slots = {slot: slot_value(slot, value) for slot, value in constants.items()}
    except (PatternError, ValueError) as error:
        raise LanguageDataError(f"{where}: pattern {name!r}: {error}") from error
    for slot in _slots(row):
        if not is_slot(slot):
            raise LanguageDataError(f"{where}: pattern {name!r} fills {slot!r}, which is no slot")
    return Pattern(name, row, slots)


def _slots(row: Row) -> list[str]:
    found: list[str] = []
    for item in row:
        if isinstance(item, Item):
            if item.slot:
                found.append(item.slot)
        else:
            for inner in item.rows:
                found.extend(_slots(inner))
    return found


def _key(word: str) -> str:
    return word.replace(" ", "").replace("\u200c", "")
