"""CSV: a row an event, the columns of ``rows.COLUMNS``, UTF-8, quoted by RFC 4180."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import IO, Any

from gahnama.export.cells import plain, unformula
from gahnama.export.losses import Losses
from gahnama.export.rows import COLUMNS, rows, told
from gahnama.export.rows import DROPS as DROPS
from gahnama.records import Report


def write(reports: Iterable[Report], file: IO[bytes], losses: Losses) -> None:
    """Writes a head line and the rows; several values of a cell are parted by semicolons."""
    text = io.TextIOWrapper(file, encoding="utf-8", newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([column.name for column in COLUMNS])
    for values in rows(reports):
        writer.writerow([_cell(value) for value in values.values()])
    text.detach()


def _cell(value: Any) -> str | int | float:
    """A cell: numbers as they are, text such that no spreadsheet runs it."""
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return value if number else unformula(plain(told(value)))
