"""Text of articles made safe for the place it goes to. Text is hostile: each format has its own way to be broken."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from urllib.parse import quote, urlsplit

REPLACEMENT = "\ufffd"
"""What stands for a character that a format can't hold."""

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile("[\t\n\x0b\x0c\r\x1c-\x1f\x85\u2028\u2029]+")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "'", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_URL = "!#$%&'()*+,/:;=?@[]~"


def plain(text: str) -> str:
    """``text`` without half characters and control characters, but with tabs and line ends."""
    return text if text.isprintable() else _CONTROLS.sub(REPLACEMENT, text)


def safe(value: Any) -> Any:
    """A value with every text in it ``plain``, in lists and mappings as well."""
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, list):
        return [safe(one) for one in value]
    return {name: safe(one) for name, one in value.items()} if isinstance(value, dict) else value


def one_line(text: str) -> str:
    """``text`` as one line without tabs, for tab separated values."""
    return plain(_BREAKS.sub(" ", text))


def unformula(text: str) -> str:
    """``text`` such that no spreadsheet runs it: an apostrophe goes before what begins like a formula.

    One goes before an apostrophe too, so that taking one off the front of a cell always gives the text back.
    """
    return f"'{text}" if text.startswith(_FORMULA) else text


def xml(text: str) -> str:
    """``text`` as it may stand in an XML 1.0 document, in an element or a quoted attribute."""
    safe = _XML.sub(REPLACEMENT, text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return safe.replace('"', "&quot;").replace("\r", "&#13;").replace("\t", "&#9;").replace("\n", "&#10;")


def link(address: str | None) -> str | None:
    """An address as a URI that may be followed; None for what is no http or https address."""
    try:
        parts = urlsplit((address or "").strip())
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.netloc or not parts.netloc.isascii():
        return None
    return quote(_CONTROLS.sub("", parts.geturl()).encode(), safe=_URL)


def day(value: date | None) -> str:
    """A day as YYYY-MM-DD, nothing for none."""
    return value.isoformat() if value else ""
