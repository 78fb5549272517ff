"""HTML pages to documents: main text, title, day, outlet. trafilatura does the work. Yields Document."""

from __future__ import annotations

import re
from datetime import date

from gahnama.errors import InputError
from gahnama.intake.dates import parse_day
from gahnama.intake.decode import decode
from gahnama.model import Document

_DECLARED = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)
_OPENING = re.compile(
    rb"\s*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_HEAD = 4096
_NO_ARTICLE = "no article text is found in this HTML page; save the text of the article as a .txt file"


def is_page(raw: bytes) -> bool:
    """Whether the bytes begin like an HTML page."""
    return _OPENING.match(raw[:_HEAD].removeprefix(b"\xef\xbb\xbf")) is not None


def page(raw: bytes, identifier: str) -> Document:
    """The article of an HTML page: its title, then its paragraphs, a line each.

    Offsets of a reading count characters of this text, not of the page. Raises InputError when it holds no article.
    """
    import trafilatura

    declared = _DECLARED.search(raw[:_HEAD])
    source = decode(raw, declared[1].decode("ascii") if declared else None)
    found = trafilatura.bare_extraction(
        source,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        date_extraction_params={"extensive_search": False, "original_date": True, "max_date": date.today().isoformat()},
    )
    if found is None or isinstance(found, dict):
        raise InputError(_NO_ARTICLE)
    body = (found.text or "").strip()
    if not body:
        raise InputError(_NO_ARTICLE)
    title = (found.title or "").strip() or None
    text = body if title is None or body.startswith(title) else f"{title}\n{body}"
    return Document(identifier, text, title, _published(found.date), found.sitename or None, url=found.url or None)


def _published(told: str | None) -> date | None:
    """The day that the page's metadata tell; what is no day there is taken for none."""
    try:
        return parse_day(told) if told else None
    except InputError:
        return None
