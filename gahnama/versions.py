"""Which program and language data a reading was made by."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from gahnama import ontology
from gahnama.language import FOLDER
from gahnama.settings import actors_path


def data_version(language: str) -> str:
    """The language's code and 12 hexadecimal digits of the sha256 of its folder and the ontology: ``fa:3f09…``.

    People and organisations that a user adds are data too. A language without a folder has no version: its code alone.
    """
    return _version(language, actors_path())


@cache
def _version(language: str, actors: Path | None) -> str:
    folder = FOLDER / language
    if not folder.is_dir():
        return language
    digest = hashlib.sha256()
    for path in (*_files(folder), *_files(ontology.FOLDER), *(_files(actors) if actors is not None else ())):
        digest.update(f"{path.name}\n".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return f"{language}:{digest.hexdigest()[:12]}"


def _files(place: Path) -> list[Path]:
    """The data files under a folder, or the one file, in the order of their names."""
    found = [place] if place.is_file() else place.rglob("*")
    return sorted(path for path in found if path.suffix in (".yaml", ".json", ".tsv"))
