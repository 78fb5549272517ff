"""A disk that is full: a file system of its own, in memory, that is smaller than what has to go on it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ALONE = ("unshare", "--user", "--map-root-user", "--mount")
"""Runs a command that may mount what no other process sees."""


def test_what_was_kept_stays_and_adding_goes_on_when_there_is_room(tmp_path: Path, root: Path) -> None:
    command = [*ALONE, "mount", "-t", "tmpfs", "none", str(tmp_path)]
    may = subprocess.run(command, capture_output=True, text=True, check=False)
    if may.returncode:
        pytest.skip(f"no file system can be mounted here: {may.stderr.strip()}")
    script, articles = root / "tests" / "store" / "small_disk.py", root / "evaluation" / "articles.jsonl"
    command = [*ALONE, sys.executable, str(script), str(tmp_path), str(articles)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=root, check=False)
    assert done.returncode == 0, done.stderr
