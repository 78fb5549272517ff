"""WARC files to pages: every answer of a web server that holds HTML. fastwarc does the work. Yields Page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from gahnama.errors import InputError
from gahnama.settings import LARGEST_INPUT

WARCS = (".warc", ".warc.gz")
_HTML = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True, slots=True)
class Page:
    """One page of an archive: its bytes, its address, and its place in the archive (from 1)."""

    raw: bytes
    url: str
    place: int


def pages(file: IO[bytes]) -> Iterator[Page]:
    """The HTML pages of an archive, in its order. Raises InputError when it breaks off, after the pages before."""
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ModuleNotFoundError:
        raise InputError("is a WARC archive; to read it: pip install 'gahnama[web-intake]'") from None
    count = 0
    try:
        for count, record in enumerate(ArchiveIterator(file, record_types=WarcRecordType.response, parse_http=True), 1):
            if not record.http_headers:
                raise EOFError("its HTTP head is missing")
            if (record.http_content_type or "").lower() not in _HTML:
                continue
            wanted = min(record.content_length, LARGEST_INPUT + 1)
            raw = record.reader.read(LARGEST_INPUT + 1)
            if len(raw) < wanted:
                raise EOFError(f"{len(raw)} of {wanted} bytes are there")
            if raw:
                yield Page(raw, record.headers.get("WARC-Target-URI") or "", count)
    except (OSError, EOFError, ValueError) as error:
        raise InputError(
            f"breaks off in answer {max(count, 1)} ({error}); what stood before it was read, fetch it again"
        ) from None
    if not count:
        raise InputError("holds no answer of a web server; check that it is a WARC file")
