"""Tab separated values, as POLECAT, ICEWS and GDELT come: one line a row, whatever the text holds."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import IO

from gahnama.export.cells import one_line

Cell = str | int | float | None


def write_rows(rows: Iterable[Sequence[Cell]], file: IO[bytes], head: Sequence[str] | None) -> None:
    """Writes rows, under a head line if there is one: UTF-8, cells with quotation marks quoted, none with line ends.

    Tabs and line ends of a text become spaces, so that reading by line and by tab always works.
    """
    text = io.TextIOWrapper(file, encoding="utf-8", newline="")
    writer = csv.writer(text, delimiter="\t", lineterminator="\n")
    if head is not None:
        writer.writerow(head)
    for row in rows:
        writer.writerow([one_line(cell) if isinstance(cell, str) else cell for cell in row])
    text.detach()


def listed(values: Iterable[str], separator: str = "; ") -> str:
    """Several values in one cell; a separator inside of one becomes a space."""
    return separator.join(one.replace(separator.strip(), " ") for one in values)
