"""What the derived tables say of an event: the columns and keys that searches and the scorer look at. Yields rows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from gahnama.language import TextRules
from gahnama.model import AUX_MODES, Event, Participant, Reading
from gahnama.store.folding import shadow
from gahnama.store.tables import LONG, UNDATED
from gahnama.stories.tellings import UNKNOWN, Telling, around, rules_for

_ROLES = (("actor", "actors"), ("recipient", "recipients"), ("mediator", "mediators"))
_LONGEST_KEY = 200


def shown_row(event: Event, told: Telling, reading: Reading) -> dict[str, Any]:
    """The columns of ``shown`` that the event itself gives."""
    undated = told.first is None or told.last is None
    return {
        "id": told.id,
        "type": event.type,
        "first": UNDATED if undated else told.first,
        "last": UNDATED if undated else told.last,
        "long": told.width > LONG,
        "news": told.published if undated else None,
        "status": sum(1 << place for place, aux in enumerate(AUX_MODES) if aux in event.aux),
        "outlet": reading.document.outlet,
        "confidence": event.confidence,
    }


def keys(event: Event, told: Telling, language: str) -> set[tuple[str, str]]:
    """Role and key of everything that an event is found by: participants, place, modes, the deed of history it is."""
    rules = rules_for(language)
    found = {("mode", mode) for mode in event.modes}
    for role, field in _ROLES:
        found.update((role, key) for who in getattr(event, field) for key in _of(who, rules))
    if event.place is not None:
        name = rules.compact(event.place.name)
        found.update(("place", key) for key in (event.place.id, event.place.country, name) if key)
    if told.happening is not None:
        found.add(("happening", told.happening))
    return {(role, key[:_LONGEST_KEY]) for role, key in found}


def _of(who: Participant, rules: TextRules) -> Iterable[str]:
    code = "" if who.code == UNKNOWN else who.code
    return (key for key in (code, who.id, rules.compact(who.name)) if key)


def words(event: Event, reading: Reading) -> str:
    """The folded words that an event is found by: its sentences, the title, and the names in their full form."""
    document = reading.document
    told = [document.quote(span) for span in around(event, reading)]
    named = [who.name for who in (*event.actors, *event.recipients, *event.mediators)]
    named += [source.name for source in event.sources]
    named += [event.place.name] if event.place else []
    return shadow("\n".join([document.title or "", *told, *named]), rules_for(document.language))
