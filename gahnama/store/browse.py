"""Looks through a chronicle for people who browse: pages of stories, counts, marks, the queue. Yields plain rows.

Pages are by key, never by number: a page begins behind the last row of the one before, whatever was added meanwhile.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from typing import Any

import msgspec
from sqlalchemy import (
    Connection,
    Integer,
    Select,
    Subquery,
    and_,
    bindparam,
    case,
    cast,
    func,
    literal,
    or_,
    select,
    tuple_,
    union_all,
)

from gahnama.errors import InputError
from gahnama.language import TextRules
from gahnama.model import AUX_MODES, Document, Event
from gahnama.records import STATUSES, Query, Report
from gahnama.store.codec import decode
from gahnama.store.engine import Database
from gahnama.store.loading import Loader
from gahnama.store.rows import document_of, dyad_key, is_code
from gahnama.store.search import SHAPES, Asked, Shape, ask, found
from gahnama.store.state import State
from gahnama.store.tables import DYAD, UNDATED, documents, events, parties, readings, shown
from gahnama.stories.tellings import rules_for

SORTS = ("newest", "oldest", "added", "reports")
"""Orders of stories: by the first day of what was found (undated ones last), by when it was added, by their size."""

FACETS = ("type", "status", "review", "outlet", "actor", "recipient", "place", "dyad")
_LONG_FACETS = ("outlet", "actor", "recipient", "place", "dyad")
_COUNTED = (shown.c.type, shown.c.review, shown.c.outlet, shown.c.status)
_COUNTED_ROLES = ("actor", "recipient", "place", DYAD)
_CODE = 3
Behind = tuple[int, int, str]
"""Where a page ends: the first and the last day and the id of an event (by addition: its number, 0 and nothing)."""
_CURSOR = re.compile(r"(-?[0-9]{1,12})\.([0-9]{1,12})\.([a-z0-9]{0,64})")


@dataclass(frozen=True, slots=True)
class Line:
    """A story in a list: by the report of it that was found first. ``reports`` counts documents."""

    story: str
    event: Event
    document: Document
    key: str
    review: str
    reports: int
    outlets: tuple[str, ...]

    @property
    def quote(self) -> str:
        """The first mention of the event."""
        return self.document.quote(self.event.mentions[0])


@dataclass(frozen=True, slots=True)
class Lines:
    """A page of stories; ``after`` is what the next page begins behind, None on the last one."""

    items: tuple[Line, ...]
    after: str | None


@dataclass(frozen=True, slots=True)
class Facets:
    """How much a query finds, and how it is spread: for each of ``FACETS`` values with events, most first."""

    stories: int
    events: int
    counts: dict[str, tuple[tuple[str, int], ...]]


@dataclass(frozen=True, slots=True)
class Party:
    """A participant of a mark."""

    name: str
    code: str
    sector: str
    id: str | None

    @property
    def key(self) -> str:
        """What a query finds it by: the ontology's id, else the name."""
        return self.id or self.name


@dataclass(frozen=True, slots=True)
class Spot:
    """The place of a mark; degrees WGS 84; ``radius``: kilometres within which it surely lies, where that is known."""

    name: str
    id: str | None
    country: str | None
    latitude: float | None
    longitude: float | None
    resolution: str | None
    radius: float | None


@dataclass(frozen=True, slots=True)
class Mark:
    """An event as it is drawn. ``first`` and ``last``: ordinals of days; None at an open end, both None undated."""

    event: str
    story: str
    type: str
    first: int | None
    last: int | None
    edtf: str | None
    status: tuple[str, ...]
    confidence: float
    review: str
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    place: Spot | None


class Browser:
    """Looks through one open chronicle."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def stamp(self) -> str:
        """Changes whenever anything is added or decided: what was made of the chronicle holds as long as it does."""
        with self._database.reads() as connection:
            return State(connection, self._database.sqlite).stamp

    def lines(self, query: Query, sort: str = "newest", after: str | None = None, size: int = 30) -> Lines:
        """A page of the stories that have an event which the query finds. Raises InputError."""
        if sort not in SORTS:
            raise InputError(f"{sort!r} is no order; there are {', '.join(SORTS)}")
        with self._database.reads() as connection:
            asking = self._asked(connection, query)
            if sort == "reports":
                rows, behind = _largest(connection, asking, after, size)
            else:
                rows, behind = _in_order(connection, asking, sort, after, size)
            return Lines(tuple(_lines(connection, rows)), behind)

    def facets(self, query: Query, size: int = 12) -> Facets:
        """Counts over everything that a query finds; ``size`` values a facet. Raises InputError."""
        with self._database.reads() as connection:
            asked = self._asked(connection, query)
            inside = _inside(asked, *_COUNTED)
            asking = select(*(inside.c[column.name] for column in _COUNTED), func.count())
            told = [
                tuple(row) for row in connection.execute(asking.group_by(*asking.selected_columns[:-1]), asked.values)
            ]
            stories = connection.execute(select(func.count(func.distinct(inside.c.story))), asked.values).scalar_one()
            found_: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
            for type_, review, outlet, bits, number in told:
                for name, value in (("type", type_), ("review", review), ("outlet", outlet)):
                    found_[name][value] += number
                for one in _statuses(bits) or (STATUSES[0],):
                    found_["status"][one] += number
            inside = _inside(asked)
            asking = (
                select(parties.c.role, parties.c.key, func.count())
                .join(inside, inside.c.event == parties.c.event)
                .where(parties.c.role.in_(_COUNTED_ROLES))
                .where(func.length(parties.c.key) == case((parties.c.role == DYAD, 2 * _CODE + 1), else_=_CODE))
                .group_by(parties.c.role, parties.c.key)
            )
            for role, key, number in map(tuple, connection.execute(asking, asked.values)):
                if key != dyad_key(*[key[:_CODE]] * 2) if role == DYAD else is_code(key):
                    found_[role][key] += number
        total = sum(row[-1] for row in told)
        counts = {name: _ranked(some, size if name in _LONG_FACETS else None) for name, some in found_.items()}
        return Facets(int(stories), total, counts)

    def marks(self, query: Query) -> Iterator[Mark]:
        """What a query finds, in the order of its days, to be drawn. Raises InputError."""
        with self._database.reads() as connection:
            asked = self._asked(connection, query)
            inside = _inside(asked)
            asking = (
                select(
                    shown.c.id, shown.c.story, shown.c.type, shown.c.first, shown.c.last, shown.c.status,
                    shown.c.confidence, shown.c.review, events.c.body,
                )
                .join(inside, inside.c.event == shown.c.event)
                .join(events, events.c.number == shown.c.event)
                .order_by(shown.c.first, shown.c.last, shown.c.id)
                .limit(query.limit)
            )  # fmt: skip
            for row in connection.execute(asking, asked.values):
                yield _mark(row)

    def queue(self, query: Query, after: str | None = None, size: int = 1) -> tuple[list[Report], str | None]:
        """Unreviewed events that a query finds, the most uncertain first, and what the next ones come behind."""
        doubt = cast(func.round(func.abs(shown.c.confidence - 0.5) * _MILLION), Integer)
        with self._database.reads() as connection:
            asked = self._asked(connection, replace(query, review="none"))
            inside = _inside(asked)
            asking = select(shown.c.event, shown.c.id, doubt.label("doubt")).join(
                inside, inside.c.event == shown.c.event
            )
            if after is not None:
                level, _, event = _cursor(after)
                asking = asking.where(or_(doubt > level, and_(doubt == level, shown.c.id > event)))
            rows = connection.execute(asking.order_by(doubt, shown.c.id).limit(size + 1), asked.values).all()
            reports = Loader(connection).reports([row.event for row in rows[:size]])
        last = rows[size - 1] if len(rows) > size else None
        return reports, f"{last.doubt}.0.{last.id}" if last else None

    @staticmethod
    def behind(report: Report) -> str:
        """What the queue is asked for with to go on behind a report."""
        return f"{round(abs(report.event.confidence - 0.5) * _MILLION)}.0.{report.event.id}"

    def events_of(self, key: str) -> list[Report]:
        """The reports of one document (by its key), in the order of the text."""
        with self._database.reads() as connection:
            asking = (
                select(shown.c.event)
                .join(documents, documents.c.number == shown.c.document)
                .where(documents.c.key == key)
            )
            reports = Loader(connection).reports(list(connection.execute(asking).scalars()))
        return sorted(reports, key=lambda report: (report.event.mentions[0], report.event.id))

    def there(self, ids: Sequence[str]) -> set[str]:
        """Those of the event ids that are shown: not one that was added and taken back, nor one of an old reading."""
        with self._database.reads() as connection:
            return set(connection.execute(select(shown.c.id).where(shown.c.id.in_(ids))).scalars())

    def ids(self, key: str) -> set[str]:
        """The ids of all events that an article ever had: also those of old readings, and those taken back."""
        asking = select(events.c.id).join(readings, readings.c.number == events.c.reading)
        asking = asking.join(documents, documents.c.number == readings.c.document)
        with self._database.reads() as connection:
            return set(connection.execute(asking.where(documents.c.key == key)).scalars())

    def report(self, event: str) -> Report:
        """The report of an event id. Raises InputError."""
        with self._database.reads() as connection:
            number = connection.execute(select(shown.c.event).where(shown.c.id == event)).scalar()
            if number is None:
                raise InputError(f"{event}: there is no such event")
            (report,) = Loader(connection).reports([number])
        return report

    def _asked(self, connection: Connection, query: Query) -> Asked:
        return ask(connection, query, _rules(), self._database.sqlite)


@cache
def _rules() -> TextRules:
    return rules_for("")


def _inside(asked: Asked, *columns: Any) -> Subquery:
    """All events that a query finds, with more columns of ``shown``; to be asked with its values."""
    return union_all(*(asking.add_columns(*columns) for asking in found(asked.shape))).subquery()


_MILLION = 1_000_000


def _in_order(
    connection: Connection, asked: Asked, sort: str, after: str | None, size: int
) -> tuple[list[Any], str | None]:
    """The first found event of each story, in an order of events; a story comes where its first event comes."""
    behind = _cursor(after) if after is not None else None
    rows: list[Any] = []
    while True:
        page = _page(connection, asked, sort, behind, 2 * size + 1)
        ids = {row.story for row in page} - {row.story for row in rows}
        told = _told_before(connection, asked, sort, behind, ids) | {row.story for row in rows}
        for row in page:
            if row.story not in told:
                if len(rows) == size:
                    return rows, _place(rows[-1], sort)
                told.add(row.story)
                rows.append(row)
        if len(page) <= 2 * size:
            return rows, None
        behind = _cursor(_place(page[-1], sort))


@dataclass(frozen=True, slots=True)
class _Way:
    """One stretch of an order: which events, by which columns, falling or rising."""

    where: Any
    columns: tuple[Any, ...]
    falling: bool

    @property
    def undated(self) -> bool:
        """Whether it is that of the undated events, which come after the dated ones."""
        return self.columns[0] is shown.c.id

    def behind(self) -> Any:
        """What lies behind a place in an order: the one of the values ``at_…``."""
        here, *rest = (bindparam(f"at_{column.name}", type_=column.type) for column in self.columns)
        if not rest:
            return self.columns[0] < here if self.falling else self.columns[0] > here
        there = tuple_(here, *rest)
        return tuple_(*self.columns) < there if self.falling else tuple_(*self.columns) > there

    def passed(self, behind: Behind) -> bool:
        """Whether a place lies behind all of this stretch."""
        return self.falling and self.columns[0] is shown.c.first and behind[0] >= UNDATED

    def reached(self, behind: Behind) -> bool:
        """Whether a place lies in this stretch or behind it."""
        return not self.undated or behind[0] >= UNDATED


def _at(behind: Behind) -> dict[str, Any]:
    """A place in an order by the names of its values."""
    return {"at_first": behind[0], "at_event": behind[0], "at_last": behind[1], "at_id": behind[2]}


@cache
def _ways(sort: str) -> tuple[_Way, ...]:
    days = (shown.c.first, shown.c.last, shown.c.id)
    if sort == "oldest":
        return (_Way(literal(True), days, False),)
    if sort == "added":
        return (_Way(literal(True), (shown.c.event,), True),)
    return _Way(shown.c.first < UNDATED, days, True), _Way(shown.c.first == UNDATED, (shown.c.id,), False)


def _place(row: Any, sort: str) -> str:
    return f"{row.event}.0." if sort == "added" else f"{row.first}.{row.last}.{row.id}"


def _page(connection: Connection, asked: Asked, sort: str, behind: Behind | None, size: int) -> list[Any]:
    rows: list[Any] = []
    values = asked.values | (_at(behind) if behind else {})
    for number, way in enumerate(_ways(sort)):
        if behind is not None and way.passed(behind):
            continue
        names = [column.name for column in way.columns]
        some: list[Any] = []
        going_on = behind is not None and way.reached(behind)
        for asking in _pages(asked.shape, sort, number, going_on):
            some += connection.execute(asking, values | {"size": size - len(rows)}).all()
        if len(found(asked.shape)) > 1:
            some.sort(key=lambda row: [getattr(row, name) for name in names], reverse=way.falling)
        rows += some[: size - len(rows)]
        if len(rows) == size:
            break
    return rows


@lru_cache(SHAPES)
def _pages(shape: Shape, sort: str, number: int, going_on: bool) -> tuple[Select[Any], ...]:
    """The statements of a page of one stretch of an order; ``going_on``: of what lies behind a place."""
    way = _ways(sort)[number]
    order = [column.desc() if way.falling else column for column in way.columns]
    made = []
    for branch in found(shape):
        asking = branch.add_columns(shown.c.first, shown.c.last, shown.c.document).where(way.where)
        asking = asking.where(way.behind()) if going_on else asking
        made.append(asking.order_by(*order).limit(bindparam("size", type_=Integer)))
    return tuple(made)


def _told_before(connection: Connection, asked: Asked, sort: str, behind: Behind | None, stories: set[str]) -> set[str]:
    """Those of the stories that an event at ``behind`` or before it is of: they stood on a page before."""
    if behind is None or not stories:
        return set()
    told: set[str] = set()
    values = asked.values | _at(behind)
    for way in _ways(sort):
        if not way.reached(behind):
            continue
        for branch in found(asked.shape):
            some = branch.where(way.where, shown.c.story.in_(sorted(stories)))
            if not way.passed(behind):
                some = some.where(~way.behind())
            told.update(row.story for row in connection.execute(some, values))
    return told


def _largest(connection: Connection, asked: Asked, after: str | None, size: int) -> tuple[list[Any], str | None]:
    """The stories with the most reports first; of each its first found event by id."""
    inside = _inside(asked, shown.c.document)
    count = func.count(func.distinct(inside.c.document))
    grouped = select(inside.c.story, func.min(inside.c.id).label("id"), count.label("size")).group_by(inside.c.story)
    if after is not None:
        number, _, story = _cursor(after)
        grouped = grouped.having(or_(count < number, and_(count == number, inside.c.story > story)))
    found_ = connection.execute(grouped.order_by(count.desc(), inside.c.story).limit(size + 1), asked.values).all()
    ids = [row.id for row in found_[:size]]
    asking = select(shown.c.event, shown.c.story, shown.c.id, shown.c.document).where(shown.c.id.in_(ids))
    rows = {row.id: row for row in connection.execute(asking)}
    last = found_[size - 1] if len(found_) > size else None
    return [rows[identifier] for identifier in ids], f"{last.size}.0.{last.story}" if last else None


_TOLD = (
    select(
        shown.c.event, shown.c.review, events.c.body, documents.c.key, documents.c.text, documents.c.title,
        documents.c.published, documents.c.outlet, documents.c.language, documents.c.url,
    )
    .join(events, events.c.number == shown.c.event)
    .join(documents, documents.c.number == shown.c.document)
    .where(shown.c.event.in_(bindparam("numbers", expanding=True)))
)  # fmt: skip
_CARRIED = (
    select(shown.c.story, shown.c.document, shown.c.outlet)
    .where(shown.c.story.in_(bindparam("stories", expanding=True)))
    .distinct()
)


def _lines(connection: Connection, rows: Sequence[Any]) -> Iterator[Line]:
    carried: dict[str, list[str | None]] = {row.story: [] for row in rows}
    for story, _, outlet in connection.execute(_CARRIED, {"stories": list(carried)}):
        carried[story].append(outlet)
    told = {one.event: one for one in connection.execute(_TOLD, {"numbers": [row.event for row in rows]})}
    for row in rows:
        one = told[row.event]
        outlets = carried[row.story]
        yield Line(
            story=row.story,
            event=decode(Event, one.body),
            document=document_of(one, one.key),
            key=one.key,
            review=one.review,
            reports=len(outlets),
            outlets=tuple(sorted({outlet for outlet in outlets if outlet})),
        )


def _mark(row: Any) -> Mark:
    body = msgspec.json.decode(row.body)
    place = body.get("place")
    dated = row.first < UNDATED
    return Mark(
        event=row.id,
        story=row.story,
        type=row.type,
        first=row.first if dated and row.first > 1 else None,
        last=row.last if dated and row.last < _LAST_DAY else None,
        edtf=body.get("time", {}).get("edtf"),
        status=_statuses(row.status),
        confidence=row.confidence,
        review=row.review,
        actors=_parties(body.get("actors", ())),
        recipients=_parties(body.get("recipients", ())),
        place=Spot(
            place["name"],
            place.get("id"),
            place.get("country"),
            place.get("latitude"),
            place.get("longitude"),
            place.get("resolution"),
            place.get("radius"),
        )
        if place
        else None,
    )


_LAST_DAY = date.max.toordinal()


def _parties(told: Sequence[dict[str, Any]]) -> tuple[Party, ...]:
    return tuple(Party(one["name"], one["code"], one["sector"], one.get("id")) for one in told)


def _statuses(bits: int) -> tuple[str, ...]:
    return tuple(mode for place, mode in enumerate(AUX_MODES) if bits >> place & 1)


def _ranked(counts: Counter[str], size: int | None) -> tuple[tuple[str, int], ...]:
    """The values with the most events, most first; all of them where no ``size`` is given."""
    return tuple(sorted(((key, number) for key, number in counts.items() if key), key=lambda row: (-row[1], row[0])))[
        :size
    ]


def _cursor(told: str) -> Behind:
    match = _CURSOR.fullmatch(told)
    if not match:
        raise InputError(f"{told!r} is no place in a list; begin with its first page")
    return int(match[1]), int(match[2]), match[3]
