from __future__ import annotations

import re
from pathlib import Path

import pytest

from gahnama.errors import InputError, StoreError
from gahnama.store import Chronicle
from gahnama.web import server
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


def test_missing_files_are_told_with_the_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "STATIC", tmp_path)
    with pytest.raises(InputError, match="make vendor"):
        server.serve(str(tmp_path / "none.db"), "127.0.0.1", 0, tell)
