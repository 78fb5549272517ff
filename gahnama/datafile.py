"""Reads YAML data files: every scalar stays text, every node knows its line, nothing is guessed.

PyYAML alone would turn ``1404-01-20`` into a date, ``no`` into False, and keep the last of two equal keys; here only a
plain ``null``, ``~`` or nothing at all is None, and duplicate keys are refused.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import yaml

from gahnama.errors import LanguageDataError

T = TypeVar("T")
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class Text(str):
    """A scalar with the 1-based line that it stands on."""

    __slots__ = ("line",)
    line: int

    def __new__(cls, value: str, line: int) -> Text:
        """The text ``value`` that stands on ``line``."""
        text = super().__new__(cls, value)
        text.line = line
        return text

    def __reduce__(self) -> tuple[type[Text], tuple[str, int]]:
        """What a copy or a pickle is made from."""
        return Text, (str(self), self.line)


class Items(list[Any]):
    """A YAML sequence with its line."""

    line = 0


class Map(dict[str, Any]):
    """A YAML mapping with its line."""

    line = 0


def load_yaml(path: Path) -> Any:
    """The root node of the file: Map, Items, Text or None. Raises LanguageDataError with file and line."""
    try:
        source = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise LanguageDataError(
            f"{path}: the file is missing; a language folder needs it (see docs/data-files.md)"
        ) from None
    except UnicodeDecodeError as error:
        raise LanguageDataError(f"{path}: byte {error.start} is not UTF-8; save the file as UTF-8") from None
    try:
        return _root(yaml.parse(source, Loader=_LOADER), path)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise LanguageDataError(
            f"{path}:{line}: not YAML: {error.problem}; quote a value that holds ': ' or '#'"
        ) from None


def _root(events: Iterator[yaml.Event], path: Path) -> Any:
    """The root node of a stream of parser events; None for an empty file."""
    for event in events:
        if isinstance(event, yaml.NodeEvent):
            return _plain(event, events, path)
    return None


def _line(event: yaml.Event) -> int:
    """The 1-based line that an event begins on."""
    mark = event.start_mark
    return mark.line + 1 if mark is not None else 1


def _plain(event: yaml.Event, events: Iterator[yaml.Event], path: Path) -> Any:
    """The node that an event begins; takes the events up to its end."""
    if isinstance(event, yaml.ScalarEvent):
        if not event.style and event.value in ("", "null", "~"):
            return None
        return Text(event.value, _line(event))
    line = _line(event)
    if isinstance(event, yaml.SequenceStartEvent):
        items = Items()
        items.line = line
        while not isinstance(inner := next(events), yaml.SequenceEndEvent):
            items.append(_plain(inner, events, path))
        return items
    if not isinstance(event, yaml.MappingStartEvent):
        raise LanguageDataError(f"{path}:{line}: anchors and aliases (& and *) are not read; write the value out")
    mapping = Map()
    mapping.line = line
    while not isinstance(inner := next(events), yaml.MappingEndEvent):
        if not isinstance(inner, yaml.ScalarEvent):
            raise LanguageDataError(f"{path}:{_line(inner)}: a key should be a text; put it on one line")
        key = Text(inner.value, _line(inner))
        if key in mapping:
            raise LanguageDataError(f"{path}:{key.line}: the key {key!r} stands twice in one mapping; keep one of them")
        mapping[key] = _plain(next(events), events, path)
    return mapping


class Record:
    """One mapping of a data file that is being read field by field; what nobody asked for is refused by ``done``."""

    def __init__(self, node: Any, path: Path, what: str) -> None:
        if not isinstance(node, Map):
            line = getattr(node, "line", 1)
            raise LanguageDataError(f"{path}:{line}: {what} should be a mapping of keys to values, got {_kind(node)}")
        self.node, self.path, self.what, self.line = node, path, what, node.line
        self.known: list[str] = []

    def error(self, message: str, node: Any = None) -> LanguageDataError:
        """An error that names the file and the line of ``node`` (or of the record)."""
        return LanguageDataError(f"{self.path}:{getattr(node, 'line', self.line)}: {self.what}: {message}")

    def text(self, key: str) -> Text:
        """The text under ``key``, which has to be there."""
        value = self._get(key, required=True)
        if not isinstance(value, Text):
            raise self.error(f"{key} should be text, got {_kind(value)}", value)
        return value

    def optional(self, key: str) -> Text | None:
        """The text under ``key``, or None."""
        value = self._get(key)
        if value is not None and not isinstance(value, Text):
            raise self.error(f"{key} should be text, got {_kind(value)}", value)
        return value

    def one_of(self, key: str, allowed: list[str] | tuple[str, ...], default: str | None = None) -> str | None:
        """The text under ``key``, which has to be one of ``allowed``."""
        value = self.optional(key)
        if value is None:
            return default
        if value not in allowed:
            raise self.error(f"{key} is {value!r}; expected one of {', '.join(allowed)}{_hint(value, allowed)}", value)
        return value

    def texts(self, key: str, required: bool = False) -> tuple[Text, ...]:
        """The list of texts under ``key`` (a single text counts as a list of one); empty when it is left out."""
        value = self._get(key, required)
        if value is None:
            return ()
        if isinstance(value, Text):
            return (value,)
        if not isinstance(value, Items) or not all(isinstance(item, Text) for item in value):
            raise self.error(f"{key} should be a list of texts, got {_kind(value)}", value)
        return tuple(value)

    def some_of(self, key: str, allowed: tuple[str, ...]) -> tuple[Text, ...]:
        """The texts under ``key``, which all have to be among ``allowed``."""
        values = self.texts(key)
        for value in values:
            if value not in allowed:
                raise self.error(f"{key}: {value!r} is none of {', '.join(allowed)}{_hint(value, allowed)}", value)
        return values

    def flag(self, key: str) -> bool:
        """Whether ``key`` says yes."""
        return self.one_of(key, ("yes", "no", "true", "false"), "no") in ("yes", "true")

    def number(self, key: str) -> float | None:
        """The number under ``key``, or None."""
        value = self.optional(key)
        try:
            return None if value is None else float(value)
        except ValueError:
            raise self.error(f"{key} is {value!r}; expected a number", value) from None

    def mapping(self, key: str) -> Map:
        """The mapping under ``key``; empty when it is left out."""
        value = self._get(key)
        if value is None:
            return Map()
        if not isinstance(value, Map):
            raise self.error(f"{key} should be a mapping, got {_kind(value)}", value)
        return value

    def pairs(self, key: str) -> dict[str, str]:
        """The mapping of texts to texts under ``key``, nothing read as an empty text; empty when it is left out."""
        found = self.mapping(key)
        for name, value in found.items():
            if value is not None and not isinstance(value, Text):
                raise self.error(f"{key}: {name!r} should stand for one text, got {_kind(value)}", value)
        return {str(name): str(value or "") for name, value in found.items()}

    def code_point(self, key: str) -> int:
        """The Unicode code point under ``key``, written in hexadecimal («06F0»)."""
        value = self.text(key)
        try:
            return int(value, 16)
        except ValueError:
            raise self.error(f"{key} is {value!r}; expected a code point in hexadecimal, like 06F0", value) from None

    def records(self, key: str, what: str) -> Iterator[Record]:
        """A Record for each item of the list under ``key``; none when it is left out."""
        value = self._get(key)
        if value is None:
            return
        if not isinstance(value, Items):
            raise self.error(f"{key} should be a list, got {_kind(value)}", value)
        for item in value:
            yield Record(item, self.path, what)

    def done(self) -> None:
        """Refuses the keys that nobody asked for."""
        for key in self.node:
            if key not in self.known:
                raise LanguageDataError(
                    f"{self.path}:{getattr(key, 'line', self.line)}: {self.what}: unknown key {key!r}; expected one of "
                    f"{', '.join(sorted(set(self.known)))}{_hint(key, self.known)}"
                )

    def _get(self, key: str, required: bool = False) -> Any:
        self.known.append(key)
        value = self.node.get(key)
        if value is None and required:
            raise self.error(f"the key {key!r} is missing; add it (see docs/data-files.md)")
        return value


def records(path: Path, what: str, build: Callable[[Record], T]) -> list[T]:
    """Builds one thing from each mapping of a file that is a list of mappings."""
    root = load_yaml(path)
    if root is None:
        return []
    if not isinstance(root, Items):
        raise LanguageDataError(f"{path}:1: should be a list of {what} entries, got {_kind(root)}")
    built = []
    for node in root:
        record = Record(node, path, what)
        built.append(build(record))
        record.done()
    return built


def table(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, list[str]]]:
    """The rows below the heading of a tab-separated file, with their lines; none where there is no file.

    Raises LanguageDataError with file and line where the heading is not ``columns`` or a row has not as many fields.
    """
    if not path.exists():
        return
    lines = path.read_text(encoding="utf-8").split("\n")
    if lines[0].split("\t") != list(columns):
        raise LanguageDataError(f"{path}:1: expected the columns {', '.join(columns)}; build it with make gazetteer")
    for number, line in enumerate(lines[1:], 2):
        if not line:
            continue
        fields = line.split("\t")
        if len(fields) != len(columns):
            raise LanguageDataError(
                f"{path}:{number}: {len(fields)} fields, expected {len(columns)}; build it with make gazetteer"
            )
        yield number, fields


def _kind(node: Any) -> str:
    if node is None:
        return "nothing"
    return {"Text": "a text", "Items": "a list", "Map": "a mapping"}.get(type(node).__name__, type(node).__name__)


def _hint(value: str, allowed: list[str] | tuple[str, ...]) -> str:
    close = difflib.get_close_matches(value, allowed, 1)
    return f". Did you mean {close[0]!r}?" if close else ""
