"""Parquet: the columns of ``rows.COLUMNS`` with types, several values as lists. Needs pyarrow (``gahnama[export]``)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import IO, Any, NamedTuple

from gahnama.errors import GahnamaError
from gahnama.export.cells import safe
from gahnama.export.losses import Losses
from gahnama.export.rows import COLUMNS, batches, columns
from gahnama.export.rows import DROPS as DROPS
from gahnama.records import Report

GROUP = 50
"""Batches of a row group: what is held in memory as Arrow values."""


class Piece(NamedTuple):
    """A stretch of the rows as an Arrow stream, and what was dropped of it."""

    rows: bytes
    dropped: dict[str, int]


def write(reports: Iterable[Report], file: IO[bytes], losses: Losses) -> None:
    """Writes row groups of 50,000 rows; the key ``gahnama.dropped`` of the file's metadata tells what was dropped.

    Raises GahnamaError without pyarrow.
    """
    schema = _schema()
    _write((_arrow(batch, schema) for batch in batches(reports)), schema, file, losses)


def piece(reports: Sequence[Report]) -> Piece:
    """``BATCH`` reports, fewer at the end, as ``join`` takes them."""
    pa = _pyarrow()
    schema, losses = _schema(), Losses(DROPS)
    made = _arrow(columns(list(losses.watch(reports))), schema)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, schema) as stream:
        stream.write_batch(made)
    return Piece(sink.getvalue().to_pybytes(), losses.counts)


def join(pieces: Iterable[Piece], file: IO[bytes], losses: Losses) -> None:
    """Writes what ``write`` does of the reports in the pieces."""
    pa = _pyarrow()

    def taken() -> Iterator[Any]:
        for one in pieces:
            losses.take(one.dropped)
            yield from pa.ipc.open_stream(one.rows)

    _write(taken(), _schema(), file, losses)


def _write(made: Iterator[Any], schema: Any, file: IO[bytes], losses: Losses) -> None:
    """Record batches as row groups."""
    pa = _pyarrow()
    with pa.parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        while group := list(islice(made, GROUP)):
            writer.write_table(pa.Table.from_batches(group).combine_chunks())
        writer.add_key_value_metadata({"gahnama.dropped": json.dumps(losses.counts)})


def _arrow(batch: dict[str, list[Any]], schema: Any) -> Any:
    """A record batch of ``columns``."""
    pa = _pyarrow()

    def array(values: list[Any], kind: Any) -> Any:
        try:
            return pa.array(values, kind)
        except UnicodeEncodeError:  # half a character somewhere: rare, so not looked for in every text
            return pa.array(safe(values), kind)

    return pa.RecordBatch.from_arrays([array(batch[field.name], field.type) for field in schema], schema=schema)


@cache
def _schema() -> Any:
    pa = _pyarrow()
    kinds = {
        "text": pa.string(), "day": pa.date32(), "integer": pa.int64(), "number": pa.float64(), "flag": pa.bool_(),
        "texts": pa.list_(pa.string()),
    }  # fmt: skip
    return pa.schema([
        pa.field(column.name, kinds[column.kind], metadata={"about": column.about}) for column in COLUMNS
    ])  # fmt: skip


def _pyarrow() -> Any:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise GahnamaError("Parquet needs pyarrow; install it with: pip install 'gahnama[export]'") from None
    return pyarrow
