"""Pages as plain JSON values, and as the answers that hold them. Yields dictionaries."""

from __future__ import annotations

from typing import Any

import msgspec
from fastapi import Response

from gahnama.model import event_dict
from gahnama.records import Decision
from gahnama.store.browse import Facets, Line, Lines


def answer(value: Any) -> Response:
    """Plain values as the JSON of an answer; several times as fast as the standard library, which long lists need.

    Texts of data files know their lines: to msgspec they are strange, to others text.
    """
    return Response(msgspec.json.encode(value, enc_hook=str), media_type="application/json")


def lines(page: Lines) -> dict[str, Any]:
    """A page of stories."""
    return {"items": [line(one) for one in page.items], "after": page.after}


def line(one: Line) -> dict[str, Any]:
    """A story in a list."""
    return {
        "story": one.story,
        **event_dict(one.event, one.document),
        "quote": one.quote,
        "title": one.document.title,
        "document": one.key,
        "outlets": list(one.outlets),
        "published": str(one.document.published) if one.document.published else None,
        "url": one.document.url,
        "reports": one.reports,
        "review": one.review,
    }


def facets(found: Facets) -> dict[str, Any]:
    """Counts of what was found."""
    return {
        "stories": found.stories,
        "events": found.events,
        "counts": {name: dict(rows) for name, rows in found.counts.items()},
    }


def decision(one: Decision) -> dict[str, Any]:
    """A decision."""
    return {
        "number": one.number,
        "kind": one.kind,
        "events": list(one.events),
        "others": list(one.others),
        "author": one.author,
        "at": one.at,
        "note": one.note,
    }
