"""What the derived tables say of an event: the columns and keys that searches and the scorer look at; the documents of
rows. Yields rows and Document."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import combinations
from typing import Any

from gahnama.language import TextRules
from gahnama.model import AUX_MODES, Document, Event, Participant, Reading
from gahnama.store.folding import shadow
from gahnama.store.tables import DYAD, LONG, UNDATED
from gahnama.stories.tellings import UNKNOWN, Telling, around, rules_for

_ROLES = (("actor", "actors"), ("recipient", "recipients"), ("mediator", "mediators"))
_LONGEST_KEY = 200
_CODE = 3


def document_of(row: Any, name: str) -> Document:
    """The Document of a row that holds the columns of ``documents``."""
    published = date.fromisoformat(row.published) if row.published else None
    return Document(name, row.text, row.title, published, row.outlet, row.language, row.url)


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
    """Role and key of all that an event is found by: participants, dyads, place, modes, the deed of history it is."""
    rules = rules_for(language)
    found = {("mode", mode) for mode in event.modes}
    of = {role: {key for who in getattr(event, field) for key in _of(who, rules)} for role, field in _ROLES}
    found.update((role, key) for role, some in of.items() for key in some)
    found.update((DYAD, key) for key in dyads(of["actor"], of["recipient"]))
    if event.place is not None:
        name = rules.compact(event.place.name)
        found.update(("place", key) for key in (event.place.id, event.place.country, name) if key)
    if told.happening is not None:
        found.add(("happening", told.happening))
    return {(role, key[:_LONGEST_KEY]) for role, key in found}


def dyads(actors: Iterable[str], recipients: Iterable[str]) -> set[str]:
    """The dyads of these keys: every doer's code with everyone's to whom it was done, or with each other to nobody."""
    doers, others = (sorted(set(filter(is_code, some))) for some in (actors, recipients))
    if not recipients:
        return {dyad_key(one, other) for one, other in combinations(doers, 2)}
    return {dyad_key(one, other) for one in doers for other in others}


def dyad_key(one: str, other: str) -> str:
    """The key of a dyad: the same both ways round."""
    return ":".join(sorted((one, other)))


def is_code(key: str) -> bool:
    """Whether a key looks like a country's code: only those make dyads."""
    return len(key) == _CODE and key.isascii() and key.isalpha() and key.isupper()


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
