from __future__ import annotations

import json
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from gahnama.errors import InputError, StoreError
from gahnama.store import Chronicle
from gahnama.web import server
from gahnama.web.process import serving
from gahnama.web.site import STATIC

needs_files = pytest.mark.skipif(
    not (STATIC / "vendor" / "htmx.min.js").exists(), reason="the third-party files are missing: make vendor"
)


def tell(address: str) -> None:
    raise AssertionError(f"serves at {address}")


@needs_files
@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "no such name"])
def test_an_address_that_cannot_be_listened_at(filled: Path, host: str) -> None:
    with pytest.raises(InputError, match=r"--host"):
        server.serve(str(filled), host, 0, tell)


@needs_files
@pytest.mark.parametrize("read_only", [False, True])
def test_a_chronicle_that_is_not_there_is_refused_and_not_made(tmp_path: Path, read_only: bool) -> None:
    path = tmp_path / "mistyped.db"
    with pytest.raises(StoreError, match=r"there is no chronicle; check the name, or make one: gahnama add PATH"):
        server.serve(str(path), "127.0.0.1", 0, tell, read_only=read_only)
    assert list(tmp_path.iterdir()) == []


@needs_files
def test_a_new_chronicle_is_made_when_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "new.db"
    told: list[str] = []
    monkeypatch.setattr(server.anyio, "run", lambda *_: None)
    server.serve(str(path), "127.0.0.1", 0, told.append, new=True)
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", told[0])
    with Chronicle.open(path, create=False) as opened:
        assert opened.stats().documents == 0


def answering(address: str) -> bool:
    """Whether anything listens there."""
    host, port = address.removeprefix("http://").split(":")
    with socket.socket() as asking:
        return asking.connect_ex((host, int(port))) == 0


@needs_files
@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_all_processes_end_with_the_first(filled: Path, sign: signal.Signals) -> None:
    command = [sys.executable, "-m", "gahnama.cli", "serve", "--chronicle", str(filled), "--port", "0", "--read-only"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip().rstrip("/")
        with urllib.request.urlopen(f"{address}/about.json") as answer:
            assert answer.status == 200
        process.send_signal(sign)
        ended = process.wait(20)
    # 0 for Ctrl-C where it was ignored from the start, as of programs begun in the background
    assert ended in {signal.SIGTERM: (0,), signal.SIGINT: (130, 0), signal.SIGKILL: (-signal.SIGKILL,)}[sign]
    for _ in range(100):
        if not answering(address):
            break
        time.sleep(0.1)
    assert not answering(address)


@needs_files
def test_what_was_read_by_one_process_is_kept_by_any(filled: Path, tmp_path: Path, root: Path) -> None:
    path = Path(shutil.copy(filled, tmp_path / "chronicle.db"))
    text = (root / "examples" / "telephone-call.txt").read_text(encoding="utf-8")
    with serving(path) as address:
        with urllib.request.urlopen(f"{address}/review") as page:
            token = re.search(r'name="gahnama-token" content="([^"]+)"', page.read().decode())
        assert token is not None

        def post(path: str, **form: str) -> Any:
            headers = {"x-gahnama-token": token[1], "accept": "application/json", "connection": "close"}
            asked = urllib.request.Request(address + path, urllib.parse.urlencode(form).encode(), headers)
            with urllib.request.urlopen(asked) as answer:
                return json.load(answer)

        for number in range(6):
            key = post("/add", text=f"{text}\n{number}")["key"]
            assert post(f"/add/{key}/keep")[0]["became"] == "added"


def test_missing_files_are_told_with_the_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "STATIC", tmp_path)
    with pytest.raises(InputError, match="make vendor"):
        server.serve(str(tmp_path / "none.db"), "127.0.0.1", 0, tell)
