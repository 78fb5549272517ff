"""What long work shows in a terminal while it goes on."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from pathlib import Path

from tests.test_cli import lines


def shown(width: int, *arguments: object) -> list[str]:
    """The lines that a command draws on standard error in a window of ``width`` columns, one over the other."""
    parent, child = pty.openpty()
    fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))
    environment = {key: value for key, value in os.environ.items() if key != "COLUMNS"} | {"TERM": "xterm"}
    command = [sys.executable, "-m", "gahnama.cli", *map(str, arguments)]
    drawn = b""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=child, env=environment):
        os.close(child)
        while True:
            try:
                piece = os.read(parent, 65536)
            except OSError:  # the other end is closed
                break
            drawn += piece
    os.close(parent)
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", drawn.decode("utf-8"))
    return [line for line in re.split(r"[\r\n]+", plain) if line.strip()]


def test_adding_shows_what_is_done_what_came_of_it_and_how_long_it_takes(tmp_path: Path) -> None:
    source = lines(tmp_path / "a.jsonl", 3)
    english = '{"text": "The ministers met in Baghdad on Saturday and spoke about the border for some hours."}\n'
    source.write_text(f"{source.read_text(encoding='utf-8')}{english}{{broken\n", encoding="utf-8")
    drawn = [line for line in shown(80, "add", source, "--chronicle", tmp_path / "c.db") if "articles" in line]
    assert all(len(line) <= 80 for line in drawn)
    assert re.search(r"0/5 articles +━+ --:-- left", drawn[0])
    assert re.search(r"5/5 articles \d+ events, 1 unread, 1 left out ━+ \d\d:\d\d left", drawn[-1])


def test_reading_shows_how_many_there_are(tmp_path: Path) -> None:
    drawn = shown(60, "read", lines(tmp_path / "a.jsonl", 3), "--format", "jsonl", "-o", tmp_path / "out")
    assert "3/3 articles" in drawn[-1]
    assert len(drawn[-1]) <= 60
