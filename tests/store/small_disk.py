"""Adds articles to a chronicle on a disk that is full, then on the same disk with room; fails where that goes wrong.

    unshare --user --map-root-user --mount python tests/store/small_disk.py FOLDER ARTICLES

The disk is a file system in memory, mounted at FOLDER for this process alone.
"""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

from gahnama.errors import InputError, StoreError
from gahnama.export import export
from gahnama.store import Chronicle
from gahnama.terminal import written_bytes


def main(disk: Path, articles: Path) -> None:
    """What happens on the small disk."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=900k", "none", str(disk)], check=True)
    path = disk / "c.db"
    with Chronicle.open(path) as chronicle:
        try:
            list(chronicle.add([articles]))
        except StoreError as error:
            told = str(error)
    assert told == f"{path}: the disk is full; make room and run the command again: it goes on where it stopped"

    with Chronicle.open(path) as chronicle:
        kept = chronicle.stats().documents
        assert 1 <= kept < 12
        try:
            with written_bytes(disk / "out.jsonl") as file:
                export(chronicle.search(), "plover-jsonl", file)
        except InputError as error:
            told = str(error)
    assert "out.jsonl: can't be written (No space left on device); nothing was left behind" in told
    assert [one.name for one in disk.iterdir() if not one.name.startswith("c.db")] == []

    subprocess.run(["mount", "-o", "remount,size=64m", str(disk)], check=True)
    exports = []
    for name, known in (("c.db", kept), ("whole.db", 0)):
        with Chronicle.open(disk / name) as chronicle:
            became = [getattr(one, "became", "") for one in chronicle.add([articles])]
            assert sorted(became) == ["added"] * (12 - known) + ["known"] * known
            exports.append(io.BytesIO())
            export(chronicle.search(), "plover-jsonl", exports[-1])
    assert exports[0].getvalue() == exports[1].getvalue() != b""


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
