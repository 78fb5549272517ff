"""Serves a chronicle in a process of its own, for programs that look at its pages. Yields its address."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def serving(chronicle: Path, *options: str) -> Iterator[str]:
    """The address, without a slash at its end: what the first line of the output of ``gahnama serve`` says.

    ``options``: further ones of the command. The process is stopped at the end of the block.
    """
    command = [sys.executable, "-m", "gahnama.cli", "serve", "--chronicle", str(chronicle), "--port", "0", *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield process.stdout.readline().strip().rstrip("/")
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()
