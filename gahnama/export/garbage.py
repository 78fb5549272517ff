"""Python's search for garbage, as an export needs it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def few_collections() -> Iterator[None]:
    """Lets Python look for cycles a hundred times less often; for programs of one thread, as it is set for all.

    Among many short-lived objects without any it would else go through them, and all the language data, time and again.
    """
    before = gc.get_threshold()
    young, middle, old = before
    gc.set_threshold(100 * young, middle, 100 * old)
    try:
        yield
    finally:
        gc.set_threshold(*before)
