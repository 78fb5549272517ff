"""Many documents, one after another or in several processes: the same readings in the same order either way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from typing import TypeVar

from gahnama.errors import GahnamaError
from gahnama.intake import LeftOut
from gahnama.model import Document, Reading, Time
from gahnama.pools import shared_out
from gahnama.reader import read, reader_for

T = TypeVar("T")
_CHUNK = 8


def as_reading(document: Document) -> Reading | LeftOut:
    """Reads one document; what the engine fails on is left out with a request to report it."""
    return _safely(read, document)


def as_times(document: Document) -> tuple[Time, ...] | LeftOut:
    """The times of one document and nothing else; left out like a reading."""
    return _safely(lambda one: reader_for(one.language).times(one), document)


def _safely(work: Callable[[Document], T], document: Document) -> T | LeftOut:
    try:
        return work(document)
    except GahnamaError:
        raise
    except Exception as error:  # a defect must not take a batch of thousands with it
        return _failed(document, error)


def as_line(document: Document) -> str | LeftOut:
    """The reading of one document as one line of JSON."""
    found = as_reading(document)
    return found if isinstance(found, LeftOut) else found.to_json()


def as_block(document: Document) -> str | LeftOut:
    """The reading of one document as indented JSON."""
    found = as_reading(document)
    return found if isinstance(found, LeftOut) else found.to_json(indent=2)


def each(work: Callable[[Document], T], items: Iterable[Document | LeftOut], jobs: int = 1) -> Iterator[T | LeftOut]:
    """``work`` of every document, in order; what was left out passes through. ``jobs``: processes (1: this one)."""
    if jobs <= 1:
        for item in items:
            yield item if isinstance(item, LeftOut) else work(item)
        return
    yield from _pooled(work, items, jobs)


def _pooled(work: Callable[[Document], T], items: Iterable[Document | LeftOut], jobs: int) -> Iterator[T | LeftOut]:
    source = iter(items)
    chunks = iter(lambda: list(islice(source, _CHUNK)), [])
    for _, made in shared_out(partial(_chunk, work), chunks, jobs):
        yield from made


def _chunk(work: Callable[[Document], T], items: list[Document | LeftOut]) -> list[T | LeftOut]:
    return [item if isinstance(item, LeftOut) else work(item) for item in items]


def _failed(document: Document, error: Exception) -> LeftOut:
    return LeftOut(
        document.id,
        f"the reader failed on it ({type(error).__name__}: {error}); this is a defect of Gahnama, please report it",
    )
