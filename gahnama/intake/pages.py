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
_HALF_SPACE = re.compile("\u200c|&zwnj;|&#8204;|&#x200c;", re.IGNORECASE)
_STAND_INS = ("\u2e3d", "\u2e3e", "\u2e4b", "\u2e33", "\u2e30")
"""Rare marks, one of which stands for the half-space (ZWNJ) while trafilatura works, which drops unprintable ones."""
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
    stand_in = next((mark for mark in _STAND_INS if mark not in source), "")
    found = trafilatura.bare_extraction(
        _HALF_SPACE.sub(stand_in, source),
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        date_extraction_params={"extensive_search": False, "original_date": True, "max_date": date.today().isoformat()},
    )
    if found is None or isinstance(found, dict):
        raise InputError(_NO_ARTICLE)
    body, title = ((told or "").replace(stand_in or "\u200c", "\u200c").strip() for told in (found.text, found.title))
    if not body:
        raise InputError(_NO_ARTICLE)
    text = body if body.startswith(title) else f"{title}\n{body}"
    return Document(
        identifier, text, title or None, _published(found.date), found.sitename or None, url=found.url or None
    )


def _published(told: str | None) -> date | None:
    """The day that the page's metadata tell; what is no day there is taken for none."""
    try:
        return parse_day(told) if told else None
    except InputError:
        return None
