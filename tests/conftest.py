from __future__ import annotations

from pathlib import Path

import pytest

from gahnama.settings import data_folder

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
