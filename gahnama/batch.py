"""Many documents, one after another or in several processes: the same readings in the same order either way."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import TypeVar

from gahnama.errors import GahnamaError
from gahnama.intake import LeftOut
from gahnama.model import Document, Reading, Time
from gahnama.reader import read, reader_for

T = TypeVar("T")
_CHUNK = 8
_AHEAD = 4
"""Chunks per process that are in work or waiting; what bounds the memory of a large batch."""


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
    waiting: deque[Future[list[T | LeftOut]]] = deque()
    others = multiprocessing.active_children()
    with ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), _begin) as pool:
        try:
            while True:
                while len(waiting) < jobs * _AHEAD and (chunk := list(islice(source, _CHUNK))):
                    waiting.append(_submitted(pool, work, chunk))
                if not waiting:
                    return
                yield from waiting.popleft().result()
        except BrokenProcessPool:
            raise GahnamaError(
                "a process of --jobs was ended from outside, perhaps for want of memory; try again with fewer --jobs"
            ) from None
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            for process in multiprocessing.active_children():
                if process not in others:
                    process.terminate()
            raise


def _submitted(
    pool: ProcessPoolExecutor, work: Callable[[Document], T], chunk: list[Document | LeftOut]
) -> Future[list[T | LeftOut]]:
    """Work for the pool. An interrupt is this process's to handle: those that are started here never see one."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT,))
    try:
        return pool.submit(_chunk, work, chunk)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin() -> None:
    """What a process of the pool begins with: it ends when the one that started it is gone."""
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _chunk(work: Callable[[Document], T], items: list[Document | LeftOut]) -> list[T | LeftOut]:
    return [item if isinstance(item, LeftOut) else work(item) for item in items]


def _failed(document: Document, error: Exception) -> LeftOut:
    return LeftOut(
        document.id,
        f"the reader failed on it ({type(error).__name__}: {error}); this is a defect of Gahnama, please report it",
    )
