"""Articles that were read from the page and are not kept yet. Yields Pending."""

from __future__ import annotations

import re
import secrets
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from time import time_ns
from weakref import finalize

from gahnama.batch import as_reading
from gahnama.intake import LeftOut, documents
from gahnama.intake.checks import checked
from gahnama.model import Document, Reading
from gahnama.store.codec import decode, encode

MOST_FILES = 50
"""Files that are taken at a time."""
MOST = 20
"""Readings that wait to be kept; a further one lets the oldest go."""
_KEY = re.compile("[0-9]{20}-[0-9a-f]{32}")
SUFFIXES = (".txt", ".html", ".htm", ".xhtml", ".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")


@dataclass(frozen=True, slots=True)
class Pending:
    """What was read and waits: ``key`` names it to the page."""

    key: str
    readings: tuple[Reading, ...]
    left_out: tuple[LeftOut, ...]


class Waiting:
    """The readings that wait, in a folder of their own, so that all processes that answer know of them."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="gahnama-waiting-"))
        finalize(self, shutil.rmtree, self._folder)

    def put(self, results: Sequence[Reading | LeftOut]) -> Pending:
        """Lets readings wait; lets the oldest go where too many do."""
        readings = tuple(one for one in results if isinstance(one, Reading))
        left_out = tuple(one for one in results if isinstance(one, LeftOut))
        pending = Pending(f"{time_ns():020}-{secrets.token_hex(16)}", readings, left_out)
        self._path(pending.key).write_text(encode(pending), encoding="utf-8")
        waiting = (path for path in self._folder.iterdir() if _KEY.fullmatch(path.name))  # not what is being taken
        for path in sorted(waiting)[:-MOST]:
            path.unlink(missing_ok=True)
        return pending

    def take(self, key: str) -> Pending | None:
        """What waits under a key, which it then does no more."""
        if not _KEY.fullmatch(key):
            return None
        taken = self._path(f"{key}.{secrets.token_hex(8)}")
        try:
            self._path(key).rename(taken)  # of several who take it one has it
        except FileNotFoundError:
            return None
        told = taken.read_text(encoding="utf-8")
        taken.unlink()
        return decode(Pending, told)

    def _path(self, name: str) -> Path:
        return self._folder / name


def pasted(
    text: str, title: str | None, published: date | None, outlet: str | None, url: str | None
) -> Document:  # fmt: skip
    """A pasted text as a document; its name says which text it is, so that no two have one."""
    name = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return Document(f"pasted-{name}", text, title, published, outlet, "", url)


def read_text(document: Document) -> Reading | LeftOut:
    """The reading of a pasted text. Raises InputError for one that can't be read."""
    return as_reading(checked(document))


def read_file(name: str, raw: bytes, published: date | None) -> list[Reading | LeftOut]:
    """The readings of a file that was sent. Its name says nothing but its kind; nothing of it is a path here."""
    suffix = next((one for one in SUFFIXES if name.lower().endswith(one)), ".txt")
    with tempfile.TemporaryDirectory(prefix="gahnama-") as folder:
        path = Path(folder, f"sent{suffix}")
        path.write_bytes(raw)
        found = list(documents([path], published))
    shown = "".join(letter for letter in Path(name.replace("\\", "/")).name if letter.isprintable())[:120] or "file"
    return [_read(one, str(path), shown) for one in found]


def _read(one: Document | LeftOut, path: str, shown: str) -> Reading | LeftOut:
    if isinstance(one, LeftOut):
        return LeftOut(one.place.replace(path, shown), one.reason.replace(path, shown))
    return as_reading(replace(one, id=one.id.replace(path, shown)))
