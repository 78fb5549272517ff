"""Looks through a chronicle for people who browse: pages of stories, counts, marks, the queue. Yields plain rows.

Pages are by key, never by number: a page begins behind the last row of the one before, whatever was added meanwhile.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import Connection, Integer, Select, Subquery, and_, cast, func, literal, or_, select, tuple_, union_all

from gahnama.errors import InputError
from gahnama.model import AUX_MODES, Document, Event
from gahnama.records import STATUSES, Query, Report
from gahnama.store.codec import decode
from gahnama.store.engine import Database
from gahnama.store.loading import Loader
from gahnama.store.rows import dyad_key, is_code
from gahnama.store.search import found
from gahnama.store.tables import DYAD, UNDATED, decisions, documents, events, parties, readings, shown, unsettled
from gahnama.store.writing import stored
from gahnama.stories.tellings import rules_for

SORTS = ("newest", "oldest", "added", "reports")
"""Orders of stories: by the first day of what was found (undated ones last), by when it was added, by their size."""

FACETS = ("type", "status", "review", "outlet", "actor", "recipient", "place", "dyad")
_CODE = 3
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
            asked = [*(func.max(table.c.number) for table in _RECORDS), func.count(unsettled.c.event)]
            newest = [connection.execute(select(value)).scalar() for value in asked]
        return ".".join(str(number or 0) for number in newest)

    def lines(self, query: Query, sort: str = "newest", after: str | None = None, size: int = 30) -> Lines:
        """A page of the stories that have an event which the query finds. Raises InputError."""
        if sort not in SORTS:
            raise InputError(f"{sort!r} is no order; there are {', '.join(SORTS)}")
        with self._database.reads() as connection:
            asking = self._branches(connection, replace(query, limit=None))
            if sort == "reports":
                rows, behind = _largest(connection, asking, after, size)
            else:
                rows, behind = _in_order(connection, asking, sort, after, size)
            return Lines(tuple(_lines(connection, rows)), behind)

    def facets(self, query: Query, size: int = 12) -> Facets:
        """Counts over everything that a query finds; ``size`` values a facet. Raises InputError."""
        with self._database.reads() as connection:
            inside = self._found(connection, replace(query, limit=None))
            total, stories = connection.execute(
                select(func.count(), func.count(func.distinct(inside.c.story))).select_from(inside)
            ).one()
            counts = {}
            for name, column in (("type", shown.c.type), ("review", shown.c.review), ("outlet", shown.c.outlet)):
                asking = select(column, func.count()).join(inside, inside.c.event == shown.c.event).group_by(column)
                counts[name] = _ranked(connection.execute(asking).all(), size if name == "outlet" else 99)
            asking = select(shown.c.status, func.count()).join(inside, inside.c.event == shown.c.event)
            statuses: Counter[str] = Counter()
            for bits, number in connection.execute(asking.group_by(shown.c.status)):
                for one in _statuses(bits) or (STATUSES[0],):
                    statuses[one] += number
            counts["status"] = _ranked(list(statuses.items()), 99)
            for role in ("actor", "recipient", "place"):
                asking = (
                    select(parties.c.key, func.count())
                    .join(inside, inside.c.event == parties.c.event)
                    .where(parties.c.role == role, func.length(parties.c.key) == _CODE)
                    .group_by(parties.c.key)
                )
                counts[role] = _ranked(_codes(connection.execute(asking).all()), size)
            asking = (
                select(parties.c.key, func.count())
                .join(inside, inside.c.event == parties.c.event)
                .where(parties.c.role == DYAD)
                .group_by(parties.c.key)
            )
            dyads = ((key, number) for key, number in connection.execute(asking) if key != dyad_key(*[key[:_CODE]] * 2))
            counts["dyad"] = _ranked(list(dyads), size)
        return Facets(int(stories), int(total), counts)

    def marks(self, query: Query) -> Iterator[Mark]:
        """What a query finds, in the order of its days, to be drawn. Raises InputError."""
        with self._database.reads() as connection:
            inside = self._found(connection, replace(query, limit=None))
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
            for row in connection.execute(asking):
                yield _mark(row)

    def queue(self, query: Query, after: str | None = None, size: int = 1) -> tuple[list[Report], str | None]:
        """Unreviewed events that a query finds, the most uncertain first, and what the next ones come behind."""
        doubt = cast(func.round(func.abs(shown.c.confidence - 0.5) * _MILLION), Integer)
        with self._database.reads() as connection:
            inside = self._found(connection, replace(query, review="none", limit=None))
            asking = select(shown.c.event, shown.c.id, doubt.label("doubt")).join(
                inside, inside.c.event == shown.c.event
            )
            if after is not None:
                level, _, event = _cursor(after)
                asking = asking.where(or_(doubt > level, and_(doubt == level, shown.c.id > event)))
            rows = connection.execute(asking.order_by(doubt, shown.c.id).limit(size + 1)).all()
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

    def report(self, event: str) -> Report:
        """The report of an event id. Raises InputError."""
        with self._database.reads() as connection:
            number = connection.execute(select(shown.c.event).where(shown.c.id == event)).scalar()
            if number is None:
                raise InputError(f"{event}: there is no such event")
            (report,) = Loader(connection).reports([number])
        return report

    def _found(self, connection: Connection, query: Query) -> Subquery:
        return union_all(*self._branches(connection, query)).subquery()

    def _branches(self, connection: Connection, query: Query) -> list[Select[Any]]:
        return found(connection, query, rules_for(""), self._database.sqlite)


_RECORDS = (documents, readings, decisions)
_MILLION = 1_000_000


def _in_order(
    connection: Connection, branches: Sequence[Select[Any]], sort: str, after: str | None, size: int
) -> tuple[list[Any], str | None]:
    """The first found event of each story, in an order of events; a story comes where its first event comes."""
    ways = _ways(sort)
    behind = _cursor(after) if after is not None else None
    rows: list[Any] = []
    branches = [asking.add_columns(shown.c.first, shown.c.last, shown.c.document) for asking in branches]
    while True:
        page = _page(connection, branches, ways, behind, 2 * size + 1)
        ids = {row.story for row in page} - {row.story for row in rows}
        told = _told_before(connection, branches, ways, behind, ids) | {row.story for row in rows}
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


def _ways(sort: str) -> tuple[_Way, ...]:
    days = (shown.c.first, shown.c.last, shown.c.id)
    if sort == "oldest":
        return (_Way(literal(True), days, False),)
    if sort == "added":
        return (_Way(literal(True), (shown.c.event,), True),)
    return _Way(shown.c.first < UNDATED, days, True), _Way(shown.c.first == UNDATED, (shown.c.id,), False)


def _place(row: Any, sort: str) -> str:
    return f"{row.event}.0." if sort == "added" else f"{row.first}.{row.last}.{row.id}"


def _behind(way: _Way, behind: tuple[int, int, str]) -> Any:
    """What lies behind a place in an order."""
    values = {1: behind[:1], 3: behind}[len(way.columns)] if way.columns[0] is not shown.c.id else behind[2:]
    if len(values) == 1:
        return way.columns[0] < values[0] if way.falling else way.columns[0] > values[0]
    here, there = tuple_(*way.columns), tuple_(*(literal(value) for value in values))
    return here < there if way.falling else here > there


def _passed(way: _Way, behind: tuple[int, int, str]) -> bool:
    """Whether a place lies behind all of this stretch: undated events come after the dated ones."""
    return way.falling and way.columns[0] is shown.c.first and behind[0] >= UNDATED


def _page(
    connection: Connection,
    branches: Sequence[Select[Any]],
    ways: Sequence[_Way],
    behind: tuple[int, int, str] | None,
    size: int,
) -> list[Any]:
    rows: list[Any] = []
    for way in ways:
        if behind is not None and _passed(way, behind):
            continue
        order = [column.desc() if way.falling else column for column in way.columns]
        names = [column.name for column in way.columns]
        some: list[Any] = []
        for branch in branches:
            asking = branch.where(way.where)
            if behind is not None and not (way.columns[0] is shown.c.id and behind[0] < UNDATED):
                asking = asking.where(_behind(way, behind))
            some += connection.execute(asking.order_by(*order).limit(size - len(rows))).all()
        some.sort(key=lambda row: [getattr(row, name) for name in names], reverse=way.falling)
        rows += some[: size - len(rows)]
        if len(rows) == size:
            break
    return rows


def _told_before(
    connection: Connection,
    branches: Sequence[Select[Any]],
    ways: Sequence[_Way],
    behind: tuple[int, int, str] | None,
    stories: set[str],
) -> set[str]:
    """Those of the stories that an event at ``behind`` or before it is of: they stood on a page before."""
    if behind is None or not stories:
        return set()
    told: set[str] = set()
    for way in ways:
        undated = way.columns[0] is shown.c.id
        if undated and behind[0] < UNDATED:
            continue
        for branch in branches:
            some = branch.where(way.where, shown.c.story.in_(sorted(stories)))
            if not _passed(way, behind):
                some = some.where(~_behind(way, behind))
            told.update(row.story for row in connection.execute(some))
    return told


def _largest(
    connection: Connection, branches: Sequence[Select[Any]], after: str | None, size: int
) -> tuple[list[Any], str | None]:
    """The stories with the most reports first; of each its first found event by id."""
    inside = union_all(*(asking.add_columns(shown.c.document) for asking in branches)).subquery()
    count = func.count(func.distinct(inside.c.document))
    grouped = select(inside.c.story, func.min(inside.c.id).label("id"), count.label("size")).group_by(inside.c.story)
    if after is not None:
        number, _, story = _cursor(after)
        grouped = grouped.having(or_(count < number, and_(count == number, inside.c.story > story)))
    found_ = connection.execute(grouped.order_by(count.desc(), inside.c.story).limit(size + 1)).all()
    ids = [row.id for row in found_[:size]]
    asked = select(shown.c.event, shown.c.story, shown.c.id, shown.c.document).where(shown.c.id.in_(ids))
    rows = {row.id: row for row in connection.execute(asked)}
    last = found_[size - 1] if len(found_) > size else None
    return [rows[identifier] for identifier in ids], f"{last.size}.0.{last.story}" if last else None


def _lines(connection: Connection, rows: Sequence[Any]) -> Iterator[Line]:
    numbers = [row.event for row in rows]
    asking = (
        select(shown.c.event, shown.c.review, events.c.body, documents)
        .join(events, events.c.number == shown.c.event)
        .join(documents, documents.c.number == shown.c.document)
        .where(shown.c.event.in_(numbers))
    )
    told = {row.event: row for row in connection.execute(asking)}
    carried: dict[str, set[tuple[int, str | None]]] = {}
    of_stories = select(shown.c.story, shown.c.document, shown.c.outlet).where(
        shown.c.story.in_([row.story for row in rows])
    )
    for story, document, outlet in connection.execute(of_stories.distinct()):
        carried.setdefault(story, set()).add((document, outlet))
    for row in rows:
        one = told[row.event]
        outlets = sorted({outlet for _, outlet in carried[row.story] if outlet})
        yield Line(
            story=row.story,
            event=decode(Event, one.body),
            document=stored(one, one.key),
            key=one.key,
            review=one.review,
            reports=len({document for document, _ in carried[row.story]}),
            outlets=tuple(outlets),
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


def _codes(rows: Sequence[Any]) -> list[tuple[str, int]]:
    return [(key, number) for key, number in rows if is_code(key)]


def _ranked(rows: Sequence[Any], size: int) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(((str(key), int(number)) for key, number in rows if key), key=lambda row: (-row[1], row[0])))[
        :size
    ]


def _cursor(told: str) -> tuple[int, int, str]:
    match = _CURSOR.fullmatch(told)
    if not match:
        raise InputError(f"{told!r} is no place in a list; begin with its first page")
    return int(match[1]), int(match[2]), match[3]
