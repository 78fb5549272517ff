"""What starting costs: importing the package or asking for help loads nothing that a reading alone needs."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version

import pytest

import gahnama
from gahnama.reader import PROGRAM

HEAVY = ("yaml", "numpy", "pandas", "polars", "pyarrow", "fastapi", "starlette", "httpx", "requests", "lxml",
         "trafilatura", "py3langid", "persiantools", "sqlalchemy", "urllib3", "rich", "typer")  # fmt: skip


def loaded(*command: str) -> set[str]:
    """The top-level modules that a fresh interpreter imports for a command."""
    done = subprocess.run([sys.executable, "-X", "importtime", *command], capture_output=True, text=True, check=True)
    rows = [line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if line.startswith("import time:")]
    return {row.split(".")[0] for row in rows}


def test_importing_the_package_loads_no_library() -> None:
    modules = loaded("-c", "import gahnama")
    assert "gahnama" in modules
    assert not modules & set(HEAVY)


def test_help_loads_only_what_it_shows_with() -> None:
    modules = loaded("-m", "gahnama.cli", "--help")
    assert "typer" in modules
    assert not modules & (set(HEAVY) - {"typer", "rich"})


@pytest.mark.parametrize("name", sorted(set(gahnama.__all__) - {"__version__"}))
def test_the_public_names_are_there(name: str) -> None:
    assert getattr(gahnama, name).__name__ == name
    assert name in dir(gahnama)


def test_an_unknown_name_is_refused_with_what_there_is() -> None:
    with pytest.raises(AttributeError, match="it has Added, "):
        gahnama.nonsense  # noqa: B018


def test_the_version_is_one() -> None:
    assert gahnama.__version__ == version("gahnama")
    assert f"gahnama {gahnama.__version__}" == PROGRAM
