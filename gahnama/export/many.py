"""A Parquet export of a chronicle, by one process or several: the same bytes as of its reports in their order.

Events are loaded in the order in which they were added, which is several times faster than in that of their days;
``parquet.join`` puts them in order. Each process opens the chronicle for itself and makes pieces of the file. One that
finds the chronicle in another state, because something was added meanwhile, makes nothing; its pieces are made here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from typing import IO, NamedTuple

from gahnama.export import parquet
from gahnama.export.garbage import few_collections
from gahnama.export.losses import Losses
from gahnama.export.rows import BATCH
from gahnama.pools import shared_out
from gahnama.records import Query
from gahnama.store import Chronicle
from gahnama.store.state import State

STRETCH = 5_000
"""Events of a piece."""


class Stretch(NamedTuple):
    """Numbers of events, ascending, and the places of their rows in the file."""

    numbers: Sequence[int]
    places: Sequence[int]


def export_parquet(
    chronicle: Chronicle, query: Query, file: IO[bytes], jobs: int = 1, advance: Callable[[], None] = lambda: None
) -> dict[str, int]:
    """What ``export`` does for Parquet, by ``jobs`` processes. ``advance`` is called for each event."""
    losses = Losses(parquet.DROPS)
    with few_collections(), chronicle.state() as state:
        parquet.join(_pieces(chronicle.address, state, query, jobs, advance), file, losses)
    return losses.counts


def _pieces(
    address: str, state: State, query: Query, jobs: int, advance: Callable[[], None]
) -> Iterator[parquet.Piece]:
    stretches = _stretches(state.numbers(query))
    shared = shared_out(_Worker.piece, stretches, jobs, partial(_Worker.begin, address, state.stamp))
    for stretch, made in shared if jobs > 1 else ((stretch, None) for stretch in stretches):
        yield made or _piece(state, stretch)
        for _ in stretch.numbers:
            advance()


def _stretches(numbers: Sequence[int]) -> Iterator[Stretch]:
    places = sorted(range(len(numbers)), key=numbers.__getitem__)
    for start in range(0, len(places), STRETCH):
        some = places[start : start + STRETCH]
        yield Stretch([numbers[place] for place in some], some)


def _piece(state: State, stretch: Stretch) -> parquet.Piece:
    pages = (stretch.numbers[start : start + BATCH] for start in range(0, len(stretch.numbers), BATCH))
    return parquet.piece(map(state.reports, pages), stretch.places)


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
    def piece(cls, stretch: Stretch) -> parquet.Piece | None:
        return None if cls.state is None else _piece(cls.state, stretch)
