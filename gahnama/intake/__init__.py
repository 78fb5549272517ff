"""Stage 0, intake: files, pages, lines and standard input as documents; what can't be read is said, never dropped.

``documents(paths)`` yields a Document for everything that can be read and a LeftOut for everything else, in the order
of the paths, and inside a directory in the order of the names.
"""

from __future__ import annotations

import gzip
import json
import os
import sys
import zlib
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import IO, cast

from gahnama.errors import InputError
from gahnama.intake.archives import WARCS
from gahnama.intake.archives import pages as archived
from gahnama.intake.checks import checked
from gahnama.intake.decode import decode
from gahnama.intake.feeds import Entry, entries, is_feed
from gahnama.intake.fetch import Fetcher, is_address
from gahnama.intake.lines import line
from gahnama.intake.pages import is_page, page
from gahnama.intake.word import WORDS, word_file
from gahnama.model import Document
from gahnama.settings import LARGEST_INPUT

LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
PAGES = (".html", ".htm", ".xhtml")
TEXTS = (".txt",)
FEEDS = (".rss", ".atom", ".xml")
KNOWN = (*TEXTS, *PAGES, *LINES, *WORDS, *FEEDS, *WARCS)
STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that was not read: ``place`` names the file (and line), ``reason`` says why and what to do about it."""

    place: str
    reason: str

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}"


def documents(
    paths: Iterable[Path | str],
    published: date | None = None,
    language: str | None = None,
    unread: bool = False,
    fetcher: Fetcher | None = None,
) -> Iterator[Document | LeftOut]:
    """Everything under ``paths``: text, HTML, JSON lines (also gzipped), Word, feeds, WARC; directories; ``-`` (stdin).

    ``published`` is the publication day of documents that tell none; ``language`` the language of all of them, else
    each is judged. ``unread``: documents in languages that nothing can read come too.
    ``fetcher``: fetches paths that are addresses, and the articles that a feed names; without it neither is done.
    Files whose names begin with a dot are passed over in directories. Nothing is raised for a bad file.
    """
    intake = _Intake(published, language, unread, fetcher)
    for path in paths:
        yield from intake.under(str(path))


def count(paths: Iterable[Path | str]) -> int | None:
    """How many items ``documents`` will yield of these paths; None when only reading them through would tell."""
    total = 0
    for path in map(str, paths):
        if path == STANDARD_INPUT or is_address(path) or path.lower().endswith((*FEEDS, *WARCS)):
            return None
        total += sum(_lines_of(name) for name in (_walk(path) if Path(path).is_dir() else [path]))
    return total


def _lines_of(path: str) -> int:
    """The documents of one file: the lines of JSON lines; one of anything else, and of what can't be read."""
    if not path.lower().endswith(LINES):
        return 1
    try:
        with cast(IO[bytes], gzip.open(path) if path.lower().endswith(".gz") else Path(path).open("rb")) as file:
            return sum(bool(row.strip()) for row in _raw_lines(file, b"")) or 1
    except (OSError, EOFError, zlib.error):
        return 1


@dataclass(frozen=True, slots=True)
class _Intake:
    """What holds for all documents of one run."""

    published: date | None
    language: str | None
    unread: bool
    fetcher: Fetcher | None

    def under(self, path: str) -> Iterator[Document | LeftOut]:
        """Everything under one path."""
        if path == STANDARD_INPUT:
            yield from self._file("stdin", sys.stdin.buffer)
        elif is_address(path):
            yield from self._fetched(path)
        elif not path or not Path(path).exists():
            yield LeftOut(path or "''", "there is no such file; check the name")
        elif Path(path).is_dir():
            yield from self._folder(path)
        else:
            yield from self._opened(path)

    def _folder(self, path: str) -> Iterator[Document | LeftOut]:
        empty = True
        for name in _walk(path):
            empty = False
            if name.lower().endswith(KNOWN):
                yield from self._opened(name)
            else:
                yield LeftOut(name, f"is none of {', '.join(KNOWN)}; name it by itself to read it as text")
        if empty:
            yield LeftOut(path, "is an empty directory; name one that holds articles")

    def _opened(self, path: str) -> Iterator[Document | LeftOut]:
        try:
            packed = path.lower().endswith(".gz") and not path.lower().endswith(WARCS)
            opened = gzip.open(path) if packed else Path(path).open("rb")  # noqa: SIM115
            with cast(IO[bytes], opened) as file:
                yield from self._file(path, file)
        except PermissionError:
            yield LeftOut(path, "may not be read; give yourself the right to read it (chmod u+r)")
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            yield LeftOut(path, f"is no whole gzip file ({error}); fetch it again")
        except OSError as error:
            yield LeftOut(path, f"can't be read ({error.strerror or error}); check the disk and the name")

    def _file(self, name: str, file: IO[bytes]) -> Iterator[Document | LeftOut]:
        if name.lower().endswith(LINES):
            yield from self._lines(name, file, b"")
            return
        if name.lower().endswith(WARCS):
            yield from self._archive(name, file)
            return
        raw = file.read(LARGEST_INPUT + 1)
        if is_feed(raw) and not name.lower().endswith(TEXTS):
            yield from self._feed(name, raw)
            return
        if name == "stdin" and raw.lstrip()[:1] == b"{":
            yield from self._lines(name, file, raw)
        else:
            yield self._settled(name, raw, _whole)

    def _lines(self, name: str, file: IO[bytes], begun: bytes) -> Iterator[Document | LeftOut]:
        number = 0
        for number, raw in enumerate(_raw_lines(file, begun), 1):
            if raw.strip():
                yield self._settled(f"{name}:{number}", raw.removeprefix(BOM_UTF8) if number == 1 else raw, line)
        if not number:
            yield LeftOut(name, "is empty; check that it was saved")

    def _archive(self, name: str, file: IO[bytes]) -> Iterator[Document | LeftOut]:
        """The articles of a WARC archive; what is no article is left out by its address."""
        try:
            for one in archived(file):
                document = self._settled(one.url or f"{name}:{one.place}", one.raw, page)
                yield (
                    document
                    if isinstance(document, LeftOut)
                    else replace(document, url=document.url or one.url or None)
                )
        except InputError as error:
            yield LeftOut(name, str(error))

    def _feed(self, name: str, raw: bytes) -> Iterator[Document | LeftOut]:
        """The articles of a feed: fetched, or what the feed itself carries of them."""
        try:
            found = entries(raw)
        except InputError as error:
            yield LeftOut(name, str(error))
            return
        for place, entry in enumerate(found, 1):
            if self.fetcher is not None and entry.url:
                for document in self._fetched(entry.url):
                    yield document if isinstance(document, LeftOut) else _told_by(entry, document)
            elif entry.text.strip():
                document = self._settled(entry.url or f"{name}:{place}", entry.text.encode(), _of_feed)
                yield document if isinstance(document, LeftOut) else _told_by(entry, document)
            else:
                yield LeftOut(entry.url or f"{name}:{place}", "the feed carries no text of it; say --fetch to fetch it")

    def _fetched(self, url: str) -> Iterator[Document | LeftOut]:
        """The article or the feed behind an address."""
        if self.fetcher is None:
            yield LeftOut(url, "is an address on the web; say --fetch to read from there")
            return
        try:
            raw, end = self.fetcher.fetch(url)
        except InputError as error:
            yield LeftOut(url, str(error))
            return
        if is_feed(raw):
            yield from self._feed(end, raw)
        else:
            document = self._settled(end, raw, _whole)
            yield document if isinstance(document, LeftOut) else replace(document, url=end)

    def _settled(self, place: str, raw: bytes, build: Callable[[bytes, str], Document]) -> Document | LeftOut:
        try:
            if len(raw) > LARGEST_INPUT:
                raise InputError(
                    f"is larger than {LARGEST_INPUT // 1_000_000} MB, too large for one article; "
                    "cut it into articles (JSON lines, one article a line)"
                )
            document = checked(build(raw, place), self.language, self.unread)
        except InputError as error:
            return LeftOut(place, str(error))
        return replace(document, published=document.published or self.published)


def _walk(folder: str) -> Iterator[str]:
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith("."):
                yield str(Path(parent, name))


def _told_by(entry: Entry, document: Document) -> Document:
    """The document with what the feed says of it where it says nothing of that itself."""
    return replace(
        document,
        title=document.title or entry.title,
        published=document.published or entry.published,
        outlet=document.outlet or entry.outlet,
        url=document.url or entry.url or None,
    )


def _of_feed(raw: bytes, name: str) -> Document:
    """The document of what a feed carries of an article: HTML as a rule, without the frame of a page."""
    return (
        page(b"<html><body><article>" + raw + b"</article></body></html>", name) if b"<" in raw else _whole(raw, name)
    )


def _whole(raw: bytes, name: str) -> Document:
    """The document of a whole file: a page, a Word file or plain text."""
    if not raw.strip():
        raise InputError("is empty; check that it was saved")
    if name.lower().endswith(WORDS):
        return word_file(raw, name)
    if name.lower().endswith(PAGES) or is_page(raw):
        return replace(page(raw, name), language="")
    text = decode(raw)
    if text.lstrip()[:1] in ("[", "{") and _is_json(text):
        raise InputError(
            "is JSON, but not JSON lines; write one article a line: jq -c 'if type==\"array\" then .[] else . end'"
        )
    return Document(name, text, language="")


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _raw_lines(file: IO[bytes], begun: bytes) -> Iterator[bytes]:
    """The lines of what was read already and of the rest of ``file``; of one that is too long only its beginning."""
    *whole, rest = begun.split(b"\n")
    yield from whole
    while True:
        raw = rest + file.readline(max(0, LARGEST_INPUT + 1 - len(rest)))
        rest = b""
        if not raw:
            return
        yield raw
        while len(raw) > LARGEST_INPUT and not raw.endswith(b"\n"):
            raw = file.readline(LARGEST_INPUT + 1)
            if not raw:
                return


__all__ = ["LeftOut", "count", "documents"]
