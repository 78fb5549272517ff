from __future__ import annotations

from pathlib import Path

import pytest

from gahnama.settings import data_folder
from gahnama.store import Chronicle

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The optional folder of articles and gold readings; tests that need it are skipped without it."""
    folder = data_folder()
    if folder is None:
        pytest.skip("no data folder (GAHNAMA_DATA, default ../shared): nothing to compare with")
    return folder


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A chronicle that holds nothing, to be copied: making its tables takes half a second."""
    path: Path = tmp_path_factory.mktemp("empty") / "chronicle.db"
    with Chronicle.open(path):
        return path
