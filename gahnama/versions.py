"""Which program and language data a reading was made by."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from gahnama import ontology
from gahnama.language import FOLDER


@cache
def data_version(language: str) -> str:
    """The language's code and 12 hexadecimal digits of the sha256 of its folder and the ontology: ``fa:3f09…``.

    A language without a folder has no version: its code alone.
    """
    folder = FOLDER / language
    if not folder.is_dir():
        return language
    digest = hashlib.sha256()
    for path in (*_files(folder), *_files(ontology.FOLDER)):
        digest.update(f"{path.name}\n".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return f"{language}:{digest.hexdigest()[:12]}"


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix in (".yaml", ".json", ".tsv"))
