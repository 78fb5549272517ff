"""What can be set from outside, and the bounds that the code keeps to. Imports nothing of Gahnama."""

from __future__ import annotations

import os
from pathlib import Path

LARGEST_INPUT = 50_000_000
"""Bytes that one text, HTML page or line of JSON may have; more is no news article."""

SHORTEST_JUDGED = 60
"""Letters that a text must have before its language is judged; fewer say too little."""

LOCK_SECONDS = 30
"""Seconds that a program waits for another one that writes to the same chronicle."""


def data_folder() -> Path | None:
    """The optional folder of articles and gold readings that some checks compare with; None where there is none.

    The environment variable ``GAHNAMA_DATA`` names it; the default is ``shared`` next to the checkout.
    """
    named = os.environ.get("GAHNAMA_DATA")
    folder = Path(named) if named else Path(__file__).resolve().parent.parent.parent / "shared"
    return folder if folder.is_dir() else None


ACTORS = "GAHNAMA_ACTORS"
"""The environment variable that names a user's own people and organisations: a file, or a folder of such files."""


def actors_path() -> Path | None:
    """The user's own people and organisations, as the environment variable ``GAHNAMA_ACTORS`` names them."""
    named = os.environ.get(ACTORS)
    return Path(named) if named else None
