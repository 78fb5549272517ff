"""JSON lines to documents: one object a line. Yields Document."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from gahnama.errors import InputError
from gahnama.intake.dates import parse_day
from gahnama.intake.decode import decode
from gahnama.model import Document

_WANTED = '{"id": …, "text": …, "published": "YYYY-MM-DD" or null}'


def line(raw: bytes, fallback_id: str) -> Document:
    """The document of one line. Raises InputError.

    ``text`` is needed; ``id``, ``published`` (or ``date``), ``title``, ``outlet``, ``url`` and ``language`` are read
    where they are there; other keys are passed over.
    """
    text = decode(raw)
    try:
        fields = json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(
            f"column {error.colno} is not JSON ({error.msg}); write one object a line: {_WANTED}"
        ) from None
    except RecursionError:
        raise InputError(f"is nested too deeply; write one flat object a line: {_WANTED}") from None
    if not isinstance(fields, dict):
        kind = "an array" if isinstance(fields, list) else "a bare value"
        raise InputError(f"is {kind}, not an object; write one object a line: {_WANTED} (of an array: jq -c '.[]')")
    body = _text(fields, "text")
    if body is None:
        raise InputError(f'has no "text"; write one object a line: {_WANTED}')
    return Document(
        id=_identifier(fields) or fallback_id,
        text=body,
        title=_text(fields, "title"),
        published=_published(fields),
        outlet=_text(fields, "outlet"),
        language=_text(fields, "language") or "",
        url=_text(fields, "url"),
    )


def _text(fields: dict[str, Any], key: str) -> str | None:
    value = fields.get(key)
    if value is None:
        return None
    if not isinstance(value, str):
        raise InputError(f'"{key}" should be a text, got {type(value).__name__}; put it in quotes')
    return value


def _identifier(fields: dict[str, Any]) -> str | None:
    value = fields.get("id")
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else _text(fields, "id")


def _published(fields: dict[str, Any]) -> date | None:
    for key in ("published", "date"):
        told = _text(fields, key)
        if told:
            try:
                return parse_day(told)
            except InputError as error:
                raise InputError(f'"{key}": {error}') from None
    return None
