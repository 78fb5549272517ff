"""A Query as SQL: the numbers of the events that it finds, in the order of their days. Yields numbers.

Interval queries look at first days where they can: an event that may lie in a–b begins in a − LONG … b, or it is one of
the few long ones, which are looked up in a branch of their own.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, and_, exists, or_, select, text
from sqlalchemy.sql import ColumnElement

from gahnama.errors import InputError
from gahnama.language import TextRules
from gahnama.model import AUX_MODES
from gahnama.records import REVIEWS, STATUSES, Query
from gahnama.store.folding import sought
from gahnama.store.tables import LONG, UNDATED, parties, shown, words


def found(query: Query, rules: TextRules, sqlite: bool) -> Select[Any]:
    """The statement that gives event numbers, stories and ids, by first day, last day and id."""
    asking = select(shown.c.event, shown.c.story, shown.c.id)
    for condition in _conditions(query, rules):
        asking = asking.where(condition)
    if query.words.strip():
        asking = asking.where(_words(query.words, rules, sqlite))
    asking = asking.order_by(shown.c.first, shown.c.last, shown.c.id)
    return asking if query.limit is None else asking.limit(query.limit)


def _conditions(query: Query, rules: TextRules) -> list[ColumnElement[bool]]:
    made: list[ColumnElement[bool]] = []
    if query.type is not None:
        made.append(shown.c.type == query.type.upper())
    if query.outlet is not None:
        made.append(shown.c.outlet == query.outlet)
    if query.confidence is not None:
        made.append(shown.c.confidence >= query.confidence)
    if query.status is not None:
        made.append(_status(query.status))
    if query.review is not None:
        if query.review not in REVIEWS:
            raise InputError(f"{query.review!r} is no review; there are {', '.join(REVIEWS)}")
        made.append(shown.c.review == query.review)
    if query.mode is not None:
        made.append(_has(query.mode, ("mode",)))
    for name, role in ((query.actor, "actor"), (query.recipient, "recipient"), (query.place, "place")):
        if name is not None:
            made.append(_has(_key(name, rules), (role,)))
    if query.dyad is not None:
        one, other = (_key(name, rules) for name in query.dyad)
        made.append(
            or_(
                and_(_has(one, ("actor",)), _has(other, ("recipient",))),
                and_(_has(other, ("actor",)), _has(one, ("recipient",))),
                and_(_has(one, ("actor",)), _has(other, ("actor",)), ~_any("recipient")),
            )
        )
    if query.first is not None or query.last is not None:
        made.append(_between(query))
    return made


def _status(status: str) -> ColumnElement[bool]:
    if status == STATUSES[0]:
        return shown.c.status == 0
    if status not in AUX_MODES:
        raise InputError(f"{status!r} is no status; there are {', '.join(STATUSES)}")
    return shown.c.status.op("&")(1 << AUX_MODES.index(status)) != 0


def _between(query: Query) -> ColumnElement[bool]:
    low = query.first.toordinal() if query.first else 1
    high = query.last.toordinal() if query.last else UNDATED - 1
    if low > high:
        raise InputError(f"the first day ({query.first}) lies after the last ({query.last}); swap them")
    return or_(
        and_(shown.c.long.is_(False), shown.c.first.between(low - LONG, high), shown.c.last >= low),
        and_(shown.c.long.is_(True), shown.c.first <= high, shown.c.last >= low),
    )


def _has(key: str, roles: tuple[str, ...]) -> ColumnElement[bool]:
    having = select(parties.c.event).where(parties.c.key == key, parties.c.role.in_(roles))
    return shown.c.event.in_(having)


def _any(role: str) -> ColumnElement[bool]:
    return exists().where(parties.c.event == shown.c.event, parties.c.role == role)


def _key(name: str, rules: TextRules) -> str:
    """A code or an id as it stands; a name folded."""
    return name if name.isascii() else rules.compact(name)


def _words(told: str, rules: TextRules, sqlite: bool) -> ColumnElement[bool]:
    asked = sought(told, rules)
    if not asked:
        raise InputError(f"{told!r} holds no word to search for")
    both, quote = (" AND ", '"{}"') if sqlite else (" & ", "'{}'")
    every = both.join(
        "("
        + (" OR " if sqlite else " | ").join(f"({both.join(quote.format(word) for word in way)})" for way in ways)
        + ")"
        for ways in asked
    )
    matching = (
        text("words MATCH :sought") if sqlite
        else text("array_to_tsvector(string_to_array(words.text, ' ')) @@ CAST(:sought AS tsquery)")
    )  # fmt: skip
    return shown.c.event.in_(select(words.c.rowid).where(matching.bindparams(sought=every)))
