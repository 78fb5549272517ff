"""Dataclasses of the model as JSON and back, field by field and without loss.

Fields that JSON of an older program lacks get their defaults; fields that this program doesn't know are passed over.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")


def encode(value: Any) -> str:
    """A dataclass as one line of JSON; fields that have their default are left out."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def decode(kind: type[T], text: str) -> T:
    """The dataclass of class ``kind`` that ``encode`` wrote."""
    build: Callable[[Any], Any] = _builder(cast(Any, kind))
    return cast(T, build(json.loads(text)))


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if is_dataclass(value):
        return {
            one.name: _plain(getattr(value, one.name))
            for one in fields(value)
            if getattr(value, one.name) != _default(one)
        }
    return value


def _default(one: Field[Any]) -> Any:
    return one.default if one.default_factory is MISSING else one.default_factory()


@cache
def _builder(kind: Any) -> Callable[[Any], Any]:
    """What makes a value of a type from its JSON."""
    if kind is date:
        return date.fromisoformat
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        known: dict[str, Any] = {one.name: hints[one.name] for one in fields(kind)}

        def build(values: dict[str, Any]) -> Any:
            given = {name: _builder(known[name])(value) for name, value in values.items() if name in known}
            return cast(Any, kind)(**given)

        return build
    if get_origin(kind) is tuple:
        item = _builder(get_args(kind)[0])
        return lambda values: tuple(item(value) for value in values)
    if get_origin(kind) in (Union, types.UnionType):
        (inner,) = (one for one in get_args(kind) if one is not type(None))
        made = _builder(inner)
        return lambda value: None if value is None else made(value)
    return lambda value: value
