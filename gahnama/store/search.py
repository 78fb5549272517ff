"""A Query as SQL: the events that it finds, in the order of their days.

Events are gone through in the order of their days until there are enough: those of the participant or place that has
the fewest, else all. Words that are rare, and whoever is where days are asked for, are looked up first: their events
are taken by their numbers and the rest of the query is asked of these. Interval queries look at first days:
an event that may lie in a–b begins in a − LONG … b, or is one of the few long ones, which have a branch of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Column, Connection, FromClause, Select, and_, bindparam, exists, func, or_, select, text
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
MANY = 20_000
"""Up to how many events of a participant or place are counted to tell which has fewer."""
SOME = 60_000
"""Events with given words that are few enough to be listed once; of more, the text of each event is looked into."""
SHAPES = 256
"""Shapes of queries of which the statements are kept."""
_WORDS, _MOST = "sought", "most"


class Found(NamedTuple):
    """An event that a query finds."""

    event: int
    story: str
    id: str


class _Wanted(NamedTuple):
    """A participant, place or mode that has to be there, in one of the roles; ``name`` is that of its value."""

    name: str
    roles: tuple[str, ...]

    def condition(self, event: ColumnElement[int] = shown.c.event) -> ColumnElement[bool]:
        """Whether an event has it."""
        return exists().where(parties.c.event == event, self.stands(parties))

    def events(self) -> Select[Any]:
        """The events that have it."""
        having = select(parties.c.event).where(self.stands(parties))
        return having.distinct() if len(self.roles) > 1 else having

    def stands(self, rows: FromClause) -> ColumnElement[bool]:
        """Whether it is what stands in a row of ``parties``."""
        role = rows.c.role == self.roles[0] if len(self.roles) == 1 else rows.c.role.in_(self.roles)
        return and_(rows.c.key == bindparam(self.name), role)


class Shape(NamedTuple):
    """What a query asks for without the values: queries of one shape are one statement, which is made once.

    ``fields``: names of ``_FIELDS``. ``words``: of every word that is asked for the ways to write it, of each how many
    words it has. ``dyad``: whether two are asked for that have no key together, ``one`` also when both are the same.
    ``rare``: the name of what few events have. ``led``: the name of who or what leads through the days. ``some``:
    whether the events with the words are listed.
    """

    fields: tuple[str, ...]
    wanted: tuple[_Wanted, ...]
    words: tuple[tuple[int, ...], ...]
    dyad: str
    days: bool
    sqlite: bool
    rare: str | None = None
    led: str | None = None
    some: bool = False


class Asked(NamedTuple):
    """A query as it is asked: its shape, and the values by their names in the statements."""

    shape: Shape
    values: dict[str, Any]


def find(connection: Connection, query: Query, rules: TextRules, sqlite: bool) -> list[Found]:
    """What a query finds, by first day, last day and id. Raises InputError."""
    columns = (shown.c.event, shown.c.story, shown.c.id)
    return [Found(*row[: len(columns)]) for row in _rows(connection, query, rules, sqlite, *columns)]


def numbers(connection: Connection, query: Query, rules: TextRules, sqlite: bool) -> list[int]:
    """The numbers of what a query finds, in the same order: of everything from an index alone. Raises InputError."""
    return [row[0] for row in _rows(connection, query, rules, sqlite, shown.c.event)]


def _rows(connection: Connection, query: Query, rules: TextRules, sqlite: bool, *columns: Column[Any]) -> list[Any]:
    """These columns of what a query finds, in its order; others may follow them."""
    asked = ask(connection, query, rules, sqlite)
    branches = _branches(asked.shape, True)
    sorted_here = len(branches) > 1 or branches[0].among is not None
    if sorted_here:
        columns += (shown.c.first, shown.c.last, shown.c.id)
    rows: list[Any] = []
    for branch in branches:
        asking = select(*columns).where(*branch.conditions)
        if branch.among is not None:  # few: an order or a limit would only lead the database astray
            rows += connection.execute(asking.where(shown.c.event.in_(branch.among)), asked.values).all()
            continue
        first: ColumnElement[int] = shown.c.first
        if branch.leading is not None:
            asking = asking.join(branch.leading, branch.leading.c.event == shown.c.event)
            first = branch.leading.c.first
        asking = asking.order_by(first, shown.c.last, shown.c.id)
        limited = asking if query.limit is None else asking.limit(query.limit)
        rows += connection.execute(limited, asked.values).all()
    if sorted_here:
        rows.sort(key=lambda row: row[-3:])
    return rows[: query.limit]


@lru_cache(SHAPES)
def found(shape: Shape) -> tuple[Select[Any], ...]:
    """What queries of a shape find, as statements without an order, to be gone on with: events, stories and ids.

    What a query finds is what all of them find together; none finds what another one does. The values are those that
    ``ask`` gives.
    """
    made = []
    for branch in _branches(shape, False):
        asking = select(shown.c.event, shown.c.story, shown.c.id).where(*branch.conditions)
        made.append(asking if branch.among is None else asking.where(shown.c.event.in_(branch.among)))
    return tuple(made)


def ask(connection: Connection, query: Query, rules: TextRules, sqlite: bool) -> Asked:
    """The shape and the values of a query. Raises InputError."""
    values = _values(query)
    fields = tuple(name for name in _FIELDS if name in values)
    keys = _keys(query, rules)
    values |= {name: key for name, (key, _) in keys.items()}
    ways = _asked(query.words, rules) if query.words.strip() else []
    if ways:
        values |= {name: f" {word} " for name, word in _named(ways)} | {_WORDS: _search(ways, sqlite)}
    days = _days(query)
    if days is not None:
        values |= {"begin": days[0] - LONG, "low": days[0], "high": days[1]}
    dyad = ""
    if query.dyad is not None and not _coded(query.dyad):
        dyad = "one" if keys["one"] == keys["other"] else "two"
    shape = Shape(
        fields,
        tuple(_Wanted(name, roles) for name, (_, roles) in keys.items()),
        tuple(tuple(map(len, ways_)) for ways_ in ways),
        dyad,
        days is not None,
        sqlite,
    )
    return Asked(_led(connection, shape, values), values)


class _Branch(NamedTuple):
    """Conditions that all hold of an event; ``among``: of these few only; ``leading``: the rows of who or what leads
    through all, whose events they are."""

    conditions: list[ColumnElement[bool]]
    among: Select[Any] | None = None
    leading: FromClause | None = None


@lru_cache(SHAPES)
def _branches(shape: Shape, ordered: bool) -> list[_Branch]:
    """A shape in branches that have no event in common; ``ordered``: by the days, for which somebody may lead."""
    rows = parties.alias()
    leading = rows if ordered and shape.led is not None else None
    among = None
    if shape.rare is not None and leading is None:
        among = _events(next((one for one in shape.wanted if one.name == shape.rare), None), shape.sqlite)
    fields = [_FIELDS[name] for name in shape.fields] + ([_dyad(shape.dyad == "one")] if shape.dyad else [])
    conditions = fields + [there for name, there in _conditions(shape, shown).items() if name != shape.rare]
    led = conditions if leading is None else [*fields, *_conditions(shape, rows).values()]
    if not shape.days:
        return [_Branch(led, among, leading)]
    low: ColumnElement[int] = bindparam("low")
    high: ColumnElement[int] = bindparam("high")
    if among is not None:
        begins = _begins(shown)
        within = or_(and_(shown.c.long.is_(False), begins), and_(shown.c.long.is_(True), shown.c.first <= high))
        return [_Branch([*conditions, within, shown.c.last >= low], among)]
    lasting = select(shown.c.event).where(shown.c.long.is_(True), shown.c.first <= high, shown.c.last >= low)
    brief = shown.c.last - shown.c.first <= LONG  # as ``long`` tells too, but here an index knows
    short = [*led, brief, _begins(shown if leading is None else rows), shown.c.last >= low]
    return [_Branch(short, None, leading), _Branch(conditions, lasting)]


def _conditions(shape: Shape, rows: FromClause) -> dict[str, ColumnElement[bool]]:
    """What has to be there, by name.

    ``rows``: ``shown``, or rows of ``parties`` of who or what leads, by its key. What is asked of leading rows is
    asked before anything else of their events is read.
    """
    made = {
        one.name: one.stands(rows) if rows is not shown and one.name == shape.led else one.condition(rows.c.event)
        for one in shape.wanted
    }
    if shape.some:
        # A sum keeps SQLite from leading by the list: the order of the days leads, and is left after a hundred.
        made[_WORDS] = (rows.c.event + 0).in_(_events(None, shape.sqlite))
    elif shape.words:
        told = _holding(shape.words) if shape.sqlite else _matching(shape.sqlite)
        made[_WORDS] = exists().where(words.c.rowid == rows.c.event, told)
    return made


def _begins(rows: FromClause) -> ColumnElement[bool]:
    """Whether an event that does not last long begins early and late enough."""
    return rows.c.first.between(bindparam("begin"), bindparam("high"))


def _led(connection: Connection, shape: Shape, values: dict[str, Any]) -> Shape:
    """The shape with what few events have, or with who or what leads and whether those with the words are listed."""
    leading = [one.name for one in shape.wanted if len(one.roles) == 1]
    most = MANY if len(leading) > 1 else RARE
    counts = {one.name: _number(connection, one, shape.sqlite, values, most) for one in shape.wanted}
    rare = min(counts, key=counts.__getitem__, default=None)
    fewest = RARE if rare is None else min(RARE, counts[rare])
    told = _number(connection, None, shape.sqlite, values, SOME if fewest == RARE else fewest) if shape.words else None
    if told is not None and told <= fewest:
        return shape._replace(rare=_WORDS)
    if rare is not None and counts[rare] <= RARE:
        return shape._replace(rare=rare, led=rare if rare in leading and not shape.days else None)
    led = min(leading, key=counts.__getitem__, default=None)
    return shape._replace(led=led, some=shape.sqlite and told is not None and told <= SOME)


def _number(connection: Connection, one: _Wanted | None, sqlite: bool, values: dict[str, Any], most: int) -> int:
    """How many events have something, or the words where nothing is given; of SQLite ``most`` + 1 for more."""
    if not sqlite:
        return _estimated(connection, one, values)
    return int(connection.execute(_count(one), values | {_MOST: most + 1}).scalar_one())


def _events(one: _Wanted | None, sqlite: bool) -> Select[Any]:
    """The events that have something, or the words where nothing is given."""
    return one.events() if one else select(words.c.rowid).where(_matching(sqlite))


@lru_cache(SHAPES)
def _count(one: _Wanted | None) -> Select[Any]:
    most: ColumnElement[int] = bindparam(_MOST)
    return select(func.count()).select_from(_events(one, True).limit(most).subquery())


def _estimated(connection: Connection, one: _Wanted | None, values: dict[str, Any]) -> int:
    """How many PostgreSQL expects: counting those of a word would read them all, its index alone can't tell."""
    made = _events(one, False).compile(connection).construct_expanded_state(values)
    plan = connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {made.statement}", made.parameters).scalar_one()
    return int(plan[0]["Plan"]["Plan Rows"])


def _keys(query: Query, rules: TextRules) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Who and what has to be there, by name: the key and the roles. Of the first likely the fewest are there."""
    made: dict[str, tuple[str, tuple[str, ...]]] = {}
    if query.dyad is not None:
        names = [_key(name, rules) for name in query.dyad]
        if _coded(query.dyad):
            made["dyad"] = dyad_key(*names), (DYAD,)
        else:
            made |= {name: (key, ("actor", "recipient")) for name, key in zip(("one", "other"), names, strict=True)}
    for name, role in ((query.place, "place"), (query.recipient, "recipient"), (query.actor, "actor")):
        if name is not None:
            made[role] = _key(name, rules), (role,)
    return made if query.mode is None else made | {"mode": (query.mode, ("mode",))}


def _coded(dyad: tuple[str, str]) -> bool:
    """Whether events have a key for the two together: both are codes."""
    return all(map(is_code, dyad))


def _dyad(same: bool) -> ColumnElement[bool]:
    """Whether one did it to the other, or both did it together to nobody. ``same``: both are one."""

    def has(name: str, role: str) -> ColumnElement[bool]:
        return _Wanted(name, (role,)).condition()

    to_nobody = ~exists().where(parties.c.event == shown.c.event, parties.c.role == "recipient")
    together = [] if same else [and_(has("one", "actor"), has("other", "actor"), to_nobody)]
    return or_(
        and_(has("one", "actor"), has("other", "recipient")),
        and_(has("other", "actor"), has("one", "recipient")),
        *together,
    )


_FIELDS: dict[str, ColumnElement[bool]] = {
    "type": shown.c.type == bindparam("type"),
    "outlet": shown.c.outlet == bindparam("outlet"),
    "confidence": shown.c.confidence >= bindparam("confidence"),
    "happened": shown.c.status == bindparam("happened"),
    "status": shown.c.status.op("&")(bindparam("status")) != 0,
    "review": shown.c.review == bindparam("review"),
}
"""The conditions on an event's own columns, by the names of their values."""


def _values(query: Query) -> dict[str, Any]:
    """The values of the fields that a query asks for. Raises InputError."""
    given: dict[str, Any] = {
        "type": query.type.upper() if query.type is not None else None,
        "outlet": query.outlet,
        "confidence": query.confidence,
        "review": query.review,
    }
    if query.status is not None:
        given |= _status(query.status)
    if query.review is not None and query.review not in REVIEWS:
        raise InputError(f"{query.review!r} is no review; there are {', '.join(REVIEWS)}")
    return {name: value for name, value in given.items() if value is not None}


def _status(status: str) -> dict[str, int]:
    if status == STATUSES[0]:
        return {"happened": 0}
    if status not in AUX_MODES:
        raise InputError(f"{status!r} is no status; there are {', '.join(STATUSES)}")
    return {"status": 1 << AUX_MODES.index(status)}


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


def _search(asked: list[list[list[str]]], sqlite: bool) -> str:
    """What is asked, in the search language of the database."""
    both, either, quote = (" AND ", " OR ", '"{}"') if sqlite else (" & ", " | ", "'{}'")
    return both.join(
        "(" + either.join(f"({both.join(quote.format(word) for word in way)})" for way in ways) + ")" for ways in asked
    )


def _matching(sqlite: bool) -> ColumnElement[bool]:
    """Whether a row of ``words`` has what is asked, by the index."""
    return and_(
        text(f"words MATCH :{_WORDS}") if sqlite
        else text(f"array_to_tsvector(string_to_array(words.text, ' ')) @@ CAST(:{_WORDS} AS tsquery)")
    )  # fmt: skip


def _holding(asked: Sequence[Sequence[int]]) -> ColumnElement[bool]:
    """The same by looking at the words of a row that is known: FTS5 takes long for it where words are frequent."""
    line = " " + words.c.text + " "

    def all_of(place: int, way: int, size: int) -> ColumnElement[bool]:
        return and_(*(func.instr(line, bindparam(_word(place, way, one))) > 0 for one in range(size)))

    return and_(
        *(or_(*(all_of(place, way, size) for way, size in enumerate(ways))) for place, ways in enumerate(asked))
    )


def _named(asked: list[list[list[str]]]) -> list[tuple[str, str]]:
    """The words that are asked for, by the names of their values."""
    return [
        (_word(place, number, one), word)
        for place, ways in enumerate(asked)
        for number, way in enumerate(ways)
        for one, word in enumerate(way)
    ]


def _word(place: int, way: int, one: int) -> str:
    return f"word_{place}_{way}_{one}"
