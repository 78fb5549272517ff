"""Identifiers: hashes of content, and how events keep theirs when a document is read again. Yields str."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Sequence
from dataclasses import replace

from gahnama.model import Document, Event

_LENGTH = 32


def digest(*parts: str | None) -> str:
    """sha256 of the parts, none of which can run into another; hexadecimal."""
    told = json.dumps(parts, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(told.encode("ascii")).hexdigest()


def document_key(document: Document) -> str:
    """What a document is known by: a hash of all that was received but its id and language."""
    published = document.published.isoformat() if document.published else None
    return digest(document.text, document.title, published, document.outlet, document.url)[:_LENGTH]


def event_ids(key: str, events: Sequence[Event], earlier: Sequence[Event] = ()) -> list[str]:
    """An id for each event of a new reading of document ``key``, in their order.

    One that is the same as an event of ``earlier`` (those of the reading before, by their ids in the chronicle) keeps
    its id: it overlaps it and is of its type, or its first mention is the same; the largest overlap first.
    """
    pairs = sorted(
        (-alike, new, old)
        for new, event in enumerate(events)
        for old, before in enumerate(earlier)
        if (alike := _alike(event, before)) > 0
    )
    kept: dict[int, int] = {}
    for _, new, old in pairs:
        if new not in kept and old not in kept.values():
            kept[new] = old
    taken = {event.id for event in earlier}
    ids = []
    for place, event in enumerate(events):
        if place in kept:
            ids.append(earlier[kept[place]].id)
            continue
        made = new_id(key, event, taken)
        taken.add(made)
        ids.append(made)
    return ids


def new_id(key: str, event: Event, taken: Collection[str]) -> str:
    """An id for an event of document ``key`` that none of ``taken`` is."""
    first = event.mentions[0]
    number = 0
    while (made := _made(key, event.type, first.start, first.end, number)) in taken:
        number += 1
    return made


def renamed(events: Sequence[Event], ids: Sequence[str]) -> list[Event]:
    """The events of one reading under other ids, as many and in their order; what one denies goes along."""
    new = {event.id: identifier for event, identifier in zip(events, ids, strict=True)}
    return [
        replace(event, id=identifier, denies=tuple(new.get(denied, denied) for denied in event.denies))
        for event, identifier in zip(events, ids, strict=True)
    ]


def _made(key: str, type_: str, start: int, end: int, number: int) -> str:
    return "e" + digest(key, type_, str(start), str(end), str(number))[:15]


def _alike(one: Event, other: Event) -> float:
    """How surely two readings of a document tell of one event: 0 not, above 1 with the same first mention."""
    same = one.mentions[0] == other.mentions[0]
    if one.type != other.type and not same:
        return 0.0
    mine, theirs = (
        {position for span in event.mentions for position in range(span.start, span.end)} for event in (one, other)
    )
    return len(mine & theirs) / max(1, len(mine | theirs)) + same + (one.type == other.type and bool(mine & theirs))
