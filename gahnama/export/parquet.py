"""Parquet: the columns of ``rows.COLUMNS`` with types, several values as lists. Needs pyarrow (``gahnama[export]``)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import groupby, islice
from tempfile import SpooledTemporaryFile, gettempdir
from typing import IO, Any, NamedTuple

from gahnama.errors import GahnamaError
from gahnama.export.cells import safe
from gahnama.export.losses import Losses
from gahnama.export.rows import BATCH, COLUMNS, batches, columns
from gahnama.export.rows import DROPS as DROPS
from gahnama.records import Report

GROUP = 50_000
"""Rows of a row group: what is held in memory as Arrow values."""
_KEPT = 1 << 26
"""Bytes of pieces that are kept in memory; more are kept in a file."""
_PLACE = "place in the file"


class Piece(NamedTuple):
    """Rows from anywhere in the file: those of each row group as a record batch with their places; what was dropped."""

    rows: dict[int, bytes]
    dropped: dict[str, int]


def write(reports: Iterable[Report], file: IO[bytes], losses: Losses) -> None:
    """Writes row groups of 50,000 rows; the key ``gahnama.dropped`` of the file's metadata tells what was dropped.

    Raises GahnamaError without pyarrow.
    """
    pa, schema = _pyarrow(), _schema()
    made = (_arrow(batch, schema) for batch in batches(reports))
    groups = iter(lambda: list(islice(made, GROUP // BATCH)), [])
    _write((pa.Table.from_batches(group).combine_chunks() for group in groups), file, losses)


def piece(pages: Iterable[Sequence[Report]], places: Sequence[int]) -> Piece:
    """Reports as ``join`` takes them. ``places``: those of all of them in the file, from 0, in any order."""
    pa = _pyarrow()
    losses = Losses(DROPS)
    made = [_arrow(columns(list(losses.watch(page))), _schema()) for page in pages]
    table = pa.Table.from_batches(made).append_column(_PLACE, pa.array(places, pa.int64()))
    (batch,) = _by_place(table).to_batches()
    rows, start = {}, 0
    for group, some in groupby(sorted(places), lambda place: place // GROUP):
        count = sum(1 for _ in some)
        rows[group] = batch.slice(start, count).serialize().to_pybytes()
        start += count
    return Piece(rows, losses.counts)


def join(pieces: Iterable[Piece], file: IO[bytes], losses: Losses) -> None:
    """Writes what ``write`` does of the reports in the pieces, which together fill all places.

    Until all are there they are kept in a temporary file. Raises GahnamaError where there is no room for it.
    """
    pa = _pyarrow()
    schema = _schema().append(pa.field(_PLACE, pa.int64()))
    kept: dict[int, list[tuple[int, int]]] = {}

    def group(store: IO[bytes], where: Iterable[tuple[int, int]]) -> Any:
        parts = (store.read(size) for start, size in where if store.seek(start) == start)
        table = pa.Table.from_batches([pa.ipc.read_record_batch(pa.py_buffer(part), schema) for part in parts])
        return _by_place(table).drop_columns([_PLACE])

    with SpooledTemporaryFile(_KEPT) as store:
        for one in pieces:
            losses.take(one.dropped)
            for number, rows in one.rows.items():
                kept.setdefault(number, []).append((store.tell(), len(rows)))
                _keep(store, rows)
        _write((group(store, kept[number]) for number in sorted(kept)), file, losses)


def _keep(store: IO[bytes], rows: bytes) -> None:
    try:
        store.write(rows)
        store.flush()
    except OSError as error:
        raise GahnamaError(
            f"{gettempdir()}: no room for what is sorted there ({error.strerror}); "
            "make some, or set TMPDIR to a directory with more"
        ) from None


def _by_place(table: Any) -> Any:
    """The rows of a table in the order of their places, in one chunk."""
    pa = _pyarrow()
    whole = table.combine_chunks()
    return whole.take(pa.compute.sort_indices(whole[_PLACE])).combine_chunks()


def _write(groups: Iterable[Any], file: IO[bytes], losses: Losses) -> None:
    """Tables as row groups."""
    pa = _pyarrow()
    with pa.parquet.ParquetWriter(file, _schema(), compression="zstd") as writer:
        for group in groups:
            writer.write_table(group)
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
        import pyarrow.compute
        import pyarrow.parquet
    except ImportError:
        raise GahnamaError("Parquet needs pyarrow; install it with: pip install 'gahnama[export]'") from None
    return pyarrow
