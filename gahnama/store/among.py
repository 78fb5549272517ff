"""A column that holds one of many numbers, as a condition."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ARRAY, BigInteger, ColumnElement, Connection, any_, func, literal, select


def among(connection: Connection, column: ColumnElement[int], numbers: Iterable[int]) -> ColumnElement[bool]:
    """Whether ``column`` holds one of ``numbers``, however many.

    They are one bound value: with a parameter each, putting the statement together takes longer than answering it.
    """
    many = sorted(numbers)
    if connection.dialect.name != "sqlite":
        return column == any_(literal(many, ARRAY(BigInteger)))
    each: Any = func.json_each(json.dumps(many)).table_valued("value")
    return column.in_(select(each.c.value))
