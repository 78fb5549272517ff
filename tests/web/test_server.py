from __future__ import annotations

from pathlib import Path

import pytest

from gahnama.errors import InputError, StoreError
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
        server.serve(str(filled), host, 0, True, tell)


@needs_files
def test_reading_alone_makes_no_chronicle(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no chronicle"):
        server.serve(str(tmp_path / "none.db"), "127.0.0.1", 0, True, tell)


def test_missing_files_are_told_with_the_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "STATIC", tmp_path)
    with pytest.raises(InputError, match="make vendor"):
        server.serve(str(tmp_path / "none.db"), "127.0.0.1", 0, False, tell)
