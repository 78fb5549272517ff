"""Dataclasses of the model as JSON and back, field by field and without loss.

Fields that JSON of an older program lacks get their defaults; fields that this program doesn't know are passed over.
"""

from __future__ import annotations

import json
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, TypeVar, cast

from msgspec.json import Decoder

T = TypeVar("T")


def encode(value: Any) -> str:
    """A dataclass as one line of JSON; fields that have their default are left out."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def decode(kind: type[T], text: str) -> T:
    """The dataclass of class ``kind`` that ``encode`` wrote."""
    return cast(T, _decoder(cast(Any, kind)).decode(text))


@cache
def _decoder(kind: Any) -> Decoder[Any]:
    return Decoder(kind)


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if is_dataclass(value):
        given = ((name, getattr(value, name), default) for name, default in _defaults(cast(Any, type(value))))
        return {name: _plain(one) for name, one, default in given if one != default}
    return value


@cache
def _defaults(kind: Any) -> tuple[tuple[str, Any], ...]:
    """The fields of a dataclass with their defaults; ``MISSING`` for those that have none."""
    return tuple(
        (one.name, one.default if one.default_factory is MISSING else one.default_factory()) for one in fields(kind)
    )
