"""Work shared out to several processes, its results in order and its memory bounded."""

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

T = TypeVar("T")
R = TypeVar("R")
_AHEAD = 4
"""Pieces per process that are in work or waiting; what bounds the memory."""


def shared_out(
    work: Callable[[T], R], pieces: Iterable[T], jobs: int, begin: Callable[[], object] | None = None
) -> Iterator[tuple[T, R]]:
    """Each piece with what ``work`` makes of it, in order, by ``jobs`` processes.

    ``begin``: what each process does first. Raises GahnamaError where a process is ended from outside.
    """
    source = iter(pieces)
    waiting: deque[tuple[T, Future[R]]] = deque()
    others = multiprocessing.active_children()
    with ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), _begin, (begin,)) as pool:
        try:
            while True:
                for piece in islice(source, jobs * _AHEAD - len(waiting)):
                    waiting.append((piece, _submitted(pool, work, piece)))
                if not waiting:
                    return
                piece, made = waiting.popleft()
                yield piece, made.result()
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


def _submitted(pool: ProcessPoolExecutor, work: Callable[[T], R], piece: T) -> Future[R]:
    """Work for the pool. An interrupt is this process's to handle: those that are started here never see one."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT,))
    try:
        return pool.submit(work, piece)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(own: Callable[[], object] | None) -> None:
    """What a process of the pool begins with: it ends when the one that started it is gone."""
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
    if own is not None:
        own()
