"""Parquet: the columns of ``rows.COLUMNS`` with types, several values as lists. Needs pyarrow (``gahnama[export]``)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import islice
from typing import IO, Any

from gahnama.errors import GahnamaError
from gahnama.export.cells import safe
from gahnama.export.losses import Losses
from gahnama.export.rows import COLUMNS, batches
from gahnama.export.rows import DROPS as DROPS
from gahnama.records import Report

GROUP = 50
"""Batches of a row group: what is held in memory as Arrow values."""


def write(reports: Iterable[Report], file: IO[bytes], losses: Losses) -> None:
    """Writes row groups of 50,000 rows; the key ``gahnama.dropped`` of the file's metadata tells what was dropped.

    Raises GahnamaError without pyarrow.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise GahnamaError("Parquet needs pyarrow; install it with: pip install 'gahnama[export]'") from None
    kinds = {
        "text": pa.string(), "day": pa.date32(), "integer": pa.int64(), "number": pa.float64(), "flag": pa.bool_(),
        "texts": pa.list_(pa.string()),
    }  # fmt: skip
    schema = pa.schema([
        pa.field(column.name, kinds[column.kind], metadata={"about": column.about}) for column in COLUMNS
    ])  # fmt: skip

    def array(values: list[Any], kind: Any) -> Any:
        try:
            return pa.array(values, kind)
        except UnicodeEncodeError:  # half a character somewhere: rare, so not looked for in every text
            return pa.array(safe(values), kind)

    made = (
        pa.RecordBatch.from_arrays([array(batch[one.name], kinds[one.kind]) for one in COLUMNS], schema=schema)
        for batch in batches(reports)
    )
    with pq.ParquetWriter(file, schema, compression="zstd") as writer:
        while group := list(islice(made, GROUP)):
            writer.write_table(pa.Table.from_batches(group).combine_chunks())
        writer.add_key_value_metadata({"gahnama.dropped": json.dumps(losses.counts)})
