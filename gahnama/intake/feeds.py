"""RSS and Atom feeds to the articles that they name. feedparser does the work. Yields Entry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from gahnama.errors import InputError

SIGNS = (b"<rss", b"<feed", b"<rdf:RDF")
_HEAD = 2048
_PUBLIC = ("http", "https")


@dataclass(frozen=True, slots=True)
class Entry:
    """One article of a feed; ``text`` is what the feed itself carries of it, plain or HTML, perhaps nothing."""

    url: str
    title: str | None
    published: date | None
    outlet: str | None
    text: str


def is_feed(raw: bytes) -> bool:
    """Whether the bytes begin like a feed."""
    head = raw[:_HEAD].lower()
    return any(sign.lower() in head for sign in SIGNS)


def entries(raw: bytes) -> list[Entry]:
    """The articles of a feed, in its order. Raises InputError when it is none, or broken before its first article."""
    try:
        import feedparser
    except ModuleNotFoundError:
        raise InputError("is a feed; to read feeds: pip install 'gahnama[web-intake]'") from None
    parsed = feedparser.parse(raw)
    if not parsed.entries:
        broken = f" ({parsed.bozo_exception})" if parsed.bozo else ""
        raise InputError(f"is a feed without articles{broken}; fetch it again")
    return [_entry(one, parsed.feed.get("title") or None) for one in parsed.entries]


def _entry(one: object, outlet: str | None) -> Entry:
    get = one.get  # type: ignore[attr-defined]
    when = get("published_parsed") or get("updated_parsed")
    url = str(get("link") or "")
    content = get("content") or []
    text = str(content[0].get("value") or "") if content else str(get("summary") or "")
    return Entry(
        url=url if urlsplit(url).scheme in _PUBLIC else "",
        title=str(get("title") or "").strip() or None,
        published=date(when.tm_year, when.tm_mon, when.tm_mday) if when else None,
        outlet=str(outlet).strip() if outlet else None,
        text=text,
    )
