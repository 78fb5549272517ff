"""A Parquet export by several processes: the same bytes as by one.

Each process opens the chronicle for itself and makes pieces of the file; this one puts them together. A process that
finds the chronicle in another state, because something was added meanwhile, makes nothing; its pieces are made here.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import IO

from gahnama.export import parquet
from gahnama.export.losses import Losses
from gahnama.export.rows import BATCH
from gahnama.pools import shared_out
from gahnama.records import Query
from gahnama.store import Chronicle
from gahnama.store.state import State


def export_parquet(
    chronicle: Chronicle, query: Query, file: IO[bytes], jobs: int, advance: Callable[[], None] = lambda: None
) -> dict[str, int]:
    """What ``export`` does for Parquet, by ``jobs`` processes. ``advance`` is called for each event."""
    losses = Losses(parquet.DROPS)
    with chronicle.state() as state:
        parquet.join(_pieces(chronicle.address, state, state.numbers(query), jobs, advance), file, losses)
    return losses.counts


@contextmanager
def few_collections() -> Iterator[None]:
    """Lets Python look for cycles among long-lived objects a hundred times less often.

    Of many short-lived objects without cycles it would go through all the language data every few thousand.
    """
    young, middle, old = gc.get_threshold()
    gc.set_threshold(young, middle, 100 * old)
    try:
        yield
    finally:
        gc.set_threshold(young, middle, old)


def _pieces(
    address: str, state: State, numbers: Sequence[int], jobs: int, advance: Callable[[], None]
) -> Iterator[parquet.Piece]:
    pages = (numbers[start : start + BATCH] for start in range(0, len(numbers), BATCH))
    for page, made in shared_out(_Worker.piece, pages, jobs, partial(_Worker.begin, address, state.stamp)):
        yield made or parquet.piece(state.reports(page))
        for _ in page:
            advance()


class _Worker:
    """What a process of the pool has; ``state``: None where the chronicle is no longer as it was."""

    state: State | None = None
    held = ExitStack()

    @classmethod
    def begin(cls, address: str, stamp: str) -> None:
        cls.held.enter_context(few_collections())
        chronicle = cls.held.enter_context(Chronicle.open(address, create=False))
        state = cls.held.enter_context(chronicle.state())
        cls.state = state if state.stamp == stamp else None

    @classmethod
    def piece(cls, numbers: Sequence[int]) -> parquet.Piece | None:
        return None if cls.state is None else parquet.piece(cls.state.reports(numbers))
