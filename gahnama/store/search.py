"""A Query as SQL: the events that it finds, in the order of their days.

Whatever is rare is looked up first: the events of the rarest participant, place or word are taken by their numbers and
the rest of the query is asked of these. Where nothing is rare, events are gone through in the order of their days until
there are enough. Interval queries look at first days: an event that may lie in a–b begins in a − LONG … b, or it is one
of the few long ones, which have a branch of their own.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import Column, Connection, Select, and_, exists, func, or_, select, text
from sqlalchemy.sql import ColumnElement

from gahnama.errors import InputError
from gahnama.language import TextRules
from gahnama.model import AUX_MODES
from gahnama.records import REVIEWS, STATUSES, Query
from gahnama.store.folding import sought
from gahnama.store.rows import dyad_key, is_code
from gahnama.store.tables import DYAD, LONG, UNDATED, parties, shown, words

RARE = 4_000
"""Events that are few enough to be taken by their numbers."""


class Found(NamedTuple):
    """An event that a query finds."""

    event: int
    story: str
    id: str


class _Wanted(NamedTuple):
    """A participant, place or mode that has to be there, in one of the roles."""

    key: str
    roles: tuple[str, ...]

    def condition(self) -> ColumnElement[bool]:
        """Whether an event of ``shown`` has it."""
        there = and_(parties.c.event == shown.c.event, parties.c.role.in_(self.roles), parties.c.key == self.key)
        return exists().where(there)

    def events(self) -> Select[Any]:
        """The events that have it."""
        having = select(parties.c.event).where(parties.c.key == self.key, parties.c.role.in_(self.roles))
        return having.distinct() if len(self.roles) > 1 else having


def find(connection: Connection, query: Query, rules: TextRules, sqlite: bool) -> list[Found]:
    """What a query finds, by first day, last day and id. Raises InputError."""
    columns = (shown.c.event, shown.c.story, shown.c.id)
    return [Found(*row[: len(columns)]) for row in _rows(connection, query, rules, sqlite, *columns)]


def numbers(connection: Connection, query: Query, rules: TextRules, sqlite: bool) -> list[int]:
    """The numbers of what a query finds, in the same order: of everything from an index alone. Raises InputError."""
    return [row[0] for row in _rows(connection, query, rules, sqlite, shown.c.event)]


def _rows(connection: Connection, query: Query, rules: TextRules, sqlite: bool, *columns: Column[Any]) -> list[Any]:
    """These columns of what a query finds, in its order; others may follow them."""
    asked = _parts(connection, query, rules, sqlite)
    sorted_here = len(asked.branches) > 1 or asked.branches[0].among is not None
    if sorted_here:
        columns += (shown.c.first, shown.c.last, shown.c.id)
    rows: list[Any] = []
    for branch in asked.branches:
        if branch.among is not None:  # few: an order or a limit would only lead the database astray
            asking = select(*columns).where(shown.c.event.in_(branch.among), *branch.conditions)
            rows += connection.execute(asking).all()
            continue
        asking = select(*columns)
        if asked.led is not None:
            one, sought_ = asked.led
            leading = parties.alias()
            asking = asking.join(leading, leading.c.event == shown.c.event)
            asking = asking.where(leading.c.key == one.key, leading.c.role == one.roles[0])
            asking = asking.where(*(told for told in branch.conditions if told is not sought_.condition))
            if branch.days is not None:
                asking = asking.where(leading.c.first.between(*branch.days))
            asking = asking.order_by(leading.c.first, shown.c.last, shown.c.id)
        else:
            asking = asking.where(*branch.conditions).order_by(shown.c.first, shown.c.last, shown.c.id)
        rows += connection.execute(asking if query.limit is None else asking.limit(query.limit)).all()
    if sorted_here:
        rows.sort(key=lambda row: row[-3:])
    return rows[: query.limit]


def found(connection: Connection, query: Query, rules: TextRules, sqlite: bool) -> list[Select[Any]]:
    """The same as statements without an order, to be gone on with: events, stories and ids.

    What a query finds is what all of them find together; none finds what another one does. Raises InputError.
    """
    made = []
    for branch in _parts(connection, query, rules, sqlite).branches:
        asking = select(shown.c.event, shown.c.story, shown.c.id).where(*branch.conditions)
        made.append(asking if branch.among is None else asking.where(shown.c.event.in_(branch.among)))
    return made


class _Branch(NamedTuple):
    """Conditions that all hold of an event; ``among``: of these few only; ``days``: bounds of their first days."""

    conditions: list[ColumnElement[bool]]
    among: Select[Any] | None = None
    days: tuple[int, int] | None = None


class _Sought(NamedTuple):
    """Something that has to be there: as a condition on ``shown``, and the events that have it."""

    condition: ColumnElement[bool]
    events: Select[Any]


class _Asked(NamedTuple):
    """A query in branches that have no event in common; ``led``: who or what leads through the events of all."""

    branches: list[_Branch]
    led: tuple[_Wanted, _Sought] | None


def _parts(connection: Connection, query: Query, rules: TextRules, sqlite: bool) -> _Asked:
    conditions, wanted = _conditions(query), _wanted(query, rules)
    things = [_Sought(one.condition(), one.events()) for one in wanted]
    led = next((pair for pair in zip(wanted, things, strict=True) if len(pair[0].roles) == 1), None)
    if query.words.strip():
        asked = _asked(query.words, rules)
        matching = _matching(asked, sqlite)
        there = exists().where(words.c.rowid == shown.c.event, _holding(asked) if sqlite else matching)
        things.append(_Sought(there, select(words.c.rowid).where(matching)))
    if query.dyad is not None and not _coded(query.dyad):
        conditions.append(_dyad(*(_key(name, rules) for name in query.dyad)))
    rare = _rarest(connection, things, sqlite)
    among = None if rare is None else rare.events
    conditions += [one.condition for one in things if one is not rare]
    days = _days(query)
    if days is None:
        return _Asked([_Branch(conditions, among)], led)
    low, high = days
    begins = shown.c.first.between(low - LONG, high)
    if among is not None:
        within = or_(and_(shown.c.long.is_(False), begins), and_(shown.c.long.is_(True), shown.c.first <= high))
        return _Asked([_Branch([*conditions, within, shown.c.last >= low], among)], led)
    lasting = select(shown.c.event).where(shown.c.long.is_(True), shown.c.first <= high, shown.c.last >= low)
    short = _Branch([*conditions, shown.c.long.is_(False), begins, shown.c.last >= low], None, (low - LONG, high))
    return _Asked([short, _Branch(conditions, lasting)], led)


def _rarest(connection: Connection, things: list[_Sought], sqlite: bool) -> _Sought | None:
    """The one that few events have, the one that the fewest have if several do; None when none does."""
    rarest, most = None, RARE
    for one in things:
        number = _counted(connection, one.events, most) if sqlite else _estimated(connection, one.events)
        if number <= most:
            rarest, most = one, number
    return rarest


def _counted(connection: Connection, asking: Select[Any], most: int) -> int:
    """How many rows there are, ``most`` + 1 for more."""
    count = select(func.count()).select_from(asking.limit(most + 1).subquery())
    return connection.execute(count).scalar_one()


def _estimated(connection: Connection, asking: Select[Any]) -> int:
    """How many rows PostgreSQL expects: counting those of a word would read them all, its index alone can't tell."""
    made = asking.compile(connection, compile_kwargs={"render_postcompile": True})
    plan = connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {made.string}", made.params).scalar_one()
    return int(plan[0]["Plan"]["Plan Rows"])


def _wanted(query: Query, rules: TextRules) -> list[_Wanted]:
    """Who and what has to be there; the first that leads is the one of which there are likely the fewest."""
    made = []
    if query.dyad is not None:
        names = [_key(name, rules) for name in query.dyad]
        if _coded(query.dyad):
            made.append(_Wanted(dyad_key(*names), (DYAD,)))
        else:
            made += [_Wanted(name, ("actor", "recipient")) for name in names]
    for name, role in ((query.place, "place"), (query.recipient, "recipient"), (query.actor, "actor")):
        if name is not None:
            made.append(_Wanted(_key(name, rules), (role,)))
    return made if query.mode is None else [*made, _Wanted(query.mode, ("mode",))]


def _coded(dyad: tuple[str, str]) -> bool:
    """Whether events have a key for the two together: both are codes."""
    return all(map(is_code, dyad))


def _dyad(one: str, other: str) -> ColumnElement[bool]:
    """Whether one did it to the other, or both did it together to nobody."""

    def has(key: str, role: str) -> ColumnElement[bool]:
        return _Wanted(key, (role,)).condition()

    to_nobody = ~exists().where(parties.c.event == shown.c.event, parties.c.role == "recipient")
    together = [and_(has(one, "actor"), has(other, "actor"), to_nobody)] if one != other else []
    return or_(
        and_(has(one, "actor"), has(other, "recipient")),
        and_(has(other, "actor"), has(one, "recipient")),
        *together,
    )


def _conditions(query: Query) -> list[ColumnElement[bool]]:
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
    return made


def _status(status: str) -> ColumnElement[bool]:
    if status == STATUSES[0]:
        return shown.c.status == 0
    if status not in AUX_MODES:
        raise InputError(f"{status!r} is no status; there are {', '.join(STATUSES)}")
    return shown.c.status.op("&")(1 << AUX_MODES.index(status)) != 0


def _days(query: Query) -> tuple[int, int] | None:
    """The days that are asked for, as ordinals; None where none are. Raises InputError."""
    if query.first is None and query.last is None:
        return None
    low = query.first.toordinal() if query.first else 1
    high = query.last.toordinal() if query.last else UNDATED - 1
    if low > high:
        raise InputError(f"the first day ({query.first}) lies after the last ({query.last}); swap them")
    return low, high


def _key(name: str, rules: TextRules) -> str:
    """A code or an id as it stands; a name folded."""
    return name if name.isascii() else rules.compact(name)


def _asked(told: str, rules: TextRules) -> list[list[list[str]]]:
    asked = sought(told, rules)
    if not asked:
        raise InputError(f"{told!r} holds no word to search for")
    return asked


def _matching(asked: list[list[list[str]]], sqlite: bool) -> ColumnElement[bool]:
    """Whether a row of ``words`` has what is asked, by the index: in the search language of the database."""
    both, either, quote = (" AND ", " OR ", '"{}"') if sqlite else (" & ", " | ", "'{}'")
    every = both.join(
        "(" + either.join(f"({both.join(quote.format(word) for word in way)})" for way in ways) + ")" for ways in asked
    )
    matching = (
        text("words MATCH :sought") if sqlite
        else text("array_to_tsvector(string_to_array(words.text, ' ')) @@ CAST(:sought AS tsquery)")
    )  # fmt: skip
    return and_(matching.bindparams(sought=every))


def _holding(asked: list[list[list[str]]]) -> ColumnElement[bool]:
    """The same by looking at the words of a row that is known: FTS5 takes long for it where words are frequent."""
    line = " " + words.c.text + " "
    return and_(
        *(
            or_(*(and_(*(line.contains(f" {word} ", autoescape=True) for word in way)) for way in ways))
            for ways in asked
        )
    )
