"""Additions from a CSV table: one row a person or organisation, further rows of an id for further offices."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace

from gahnama.additions.rows import Addition, Held, RowError
from gahnama.errors import InputError

_NEEDED = ("kind", "en", "names", "code", "sector")
_COLUMNS = (*_NEEDED, "id", "short", "office", "from", "to", "basis")
_KINDS = ("person", "organisation")
_SEPARATOR = "|"
_DELIMITERS = ",;\t"


def additions(text: str, name: str) -> Iterator[Addition | tuple[str, RowError]]:
    """The additions of a table in the order of their first rows; a row that can't be taken as where and RowError.

    ``name``: the name of the file, the basis of rows that give none. Raises InputError for a header that can't be used.
    """
    header = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=header.count)
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise InputError(
            f"{name}: is no CSV ({error}); save it as CSV, with quotes around cells that hold quotes"
        ) from None
    columns = [column.strip().lower() for column in rows[0]] if rows else []
    _usable(columns, name)
    found: dict[str, Addition] = {}
    for number, cells in enumerate(rows[1:], 2):
        if not any(cell.strip() for cell in cells):
            continue
        where = f"{name}: row {number}"
        try:
            if len(cells) != len(columns):
                raise RowError(f"has {len(cells)} cells, not {len(columns)}; quote cells that hold {delimiter!r}")
            row = {column: cell.strip() for column, cell in zip(columns, cells, strict=True)}
            addition = _addition(row, where, name)
            before = found.get(addition.id)
            found[addition.id] = addition if before is None else _joined(before, addition)
        except RowError as error:
            yield where, error
    yield from found.values()


def _usable(columns: list[str], name: str) -> None:
    missing = [column for column in _NEEDED if column not in columns]
    unknown = [column for column in columns if column not in _COLUMNS]
    if missing or unknown or len(set(columns)) != len(columns):
        problem = (
            f"has no column {missing[0]!r}"
            if missing
            else f"has an unknown column {unknown[0]!r}"
            if unknown
            else "names a column twice"
        )
        raise InputError(
            f"{name}: row 1 {problem}; the columns are {', '.join(_COLUMNS)} (the first {len(_NEEDED)} are needed)"
        )


def _addition(row: dict[str, str], where: str, name: str) -> Addition:
    for column in ("kind", "en", "code", "sector"):
        if not row[column]:
            raise RowError(f"{column} is empty; fill it in")
    if row["kind"] not in _KINDS:
        raise RowError(f"kind is {row['kind']!r}; give {' or '.join(_KINDS)}")
    identifier = row.get("id") or re.sub(r"[^a-z0-9]+", "-", row["en"].lower()).strip("-")
    if not identifier:
        raise RowError(f"no id can be made from {row['en']!r}; give one in the column id")
    if row.get("short") and row["kind"] != "person":
        raise RowError("short names are for people; put them into names")
    return Addition(
        kind=row["kind"],
        id=identifier,
        en=row["en"],
        names=_texts(row["names"]),
        short=_texts(row.get("short", "")),
        periods=(
            Held(row["code"], row["sector"], row.get("office") or None, row.get("from") or None, row.get("to") or None),
        ),
        basis=row.get("basis") or f"read:{name}",
        where=where,
    )


def _texts(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text.strip() for text in cell.split(_SEPARATOR) if text.strip()))


def _joined(before: Addition, addition: Addition) -> Addition:
    """A further row of an id: another office, and perhaps more names."""
    if before.kind != addition.kind:
        raise RowError(f"the id {addition.id!r} is a {before.kind} in {before.where}; choose another id")
    return replace(
        before,
        names=tuple(dict.fromkeys((*before.names, *addition.names))),
        short=tuple(dict.fromkeys((*before.short, *addition.short))),
        periods=tuple(sorted((*before.periods, *addition.periods), key=lambda held: held.first or "")),
    )
