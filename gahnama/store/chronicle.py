"""``Chronicle``: everything that can be done with a chronicle, on one screen of methods."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

from sqlalchemy import Connection, and_, exists, func, select

from gahnama import batch
from gahnama.errors import InputError, StoreError
from gahnama.intake import LeftOut, documents
from gahnama.intake.fetch import Fetcher
from gahnama.language import languages
from gahnama.model import Document, Event, Reading
from gahnama.records import REVIEWS, Agreement, Decision, Join, Query, Report, Stats, StoredDocument, Story
from gahnama.store import tables
from gahnama.store.browse import Browser
from gahnama.store.codec import decode
from gahnama.store.engine import Database
from gahnama.store.identity import document_key, new_id
from gahnama.store.loading import Loader
from gahnama.store.search import Found, find
from gahnama.store.state import State
from gahnama.store.tables import UNDATED, comparisons, copies, decisions, events, names, readings, shown
from gahnama.store.writing import Writer, document_number, newest_reading
from gahnama.stories.tellings import rules_for
from gahnama.stories.weights import load_weights
from gahnama.versions import data_version

PAGE = 500
"""Events or stories that are loaded at a time."""
_UNDER = {"right": ("mended", "added"), "wrong": ("mended", "added"), "mended": ("added",), "added": ()}
"""What a review may stand on, which holds again without it."""
_LONG, _REST = 0.25, 10
"""After seconds spent on one document that are longer than this, stories rest for so many times as long."""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one document: ``added``, ``read again`` (by a newer version), ``known`` or ``unread``."""

    name: str
    key: str
    became: str
    events: int = 0


class Chronicle:
    """An open chronicle; closes at the end of a ``with`` block.

    Everything that iterates does so in an order that the contents alone decide, and sees one state of the chronicle
    from its first item to its last, whatever is added meanwhile.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._weights = load_weights()

    @classmethod
    def open(cls, address: str | Path = "chronicle.db", create: bool = True) -> Chronicle:
        """Opens the chronicle at a path or URL (``sqlite:///…``, ``postgresql://…``), brings its tables up to date.

        ``create``: one that is not there is made. Raises StoreError, with what to do.
        """
        return cls(Database(str(address), create))

    def close(self) -> None:
        """Closes the connections to the database."""
        self._database.close()

    def __enter__(self) -> Chronicle:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def name(self) -> str:
        """The file, or the address without its password."""
        return self._database.name

    @property
    def address(self) -> str:
        """What another process opens it by; holds the password, where there is one."""
        return self._database.url.render_as_string(hide_password=False)

    @contextmanager
    def state(self) -> Iterator[State]:
        """One state of it, for what asks more than once."""
        with self._database.reads() as connection:
            yield State(connection, self._database.sqlite)

    @property
    def browser(self) -> Browser:
        """Looks through it page by page, for people who browse."""
        return Browser(self._database)

    # --- adding

    def add(
        self,
        sources: Iterable[str | Path | Document | LeftOut],
        published: date | None = None,
        language: str | None = None,
        jobs: int = 1,
        fetcher: Fetcher | None = None,
    ) -> Iterator[Added | LeftOut]:
        """Adds documents, or everything that can be read under paths; yields what became of each, as it is done.

        Each document is one transaction: what was yielded is kept, whatever happens later. What is there already and
        was read by this version is not read again. ``jobs``: processes that read; the chronicle is the same for any.
        ``fetcher``: fetches addresses and the articles of feeds; without it neither is done. Where stories have become
        so large that making them anew with each document takes long, it is done every few documents and at the end;
        after an end before its time by the next ``add``, until when some reports may stand in stories of their own.
        """
        known: list[Added] = []
        kept, rest = 0, 0.0
        self._settle()

        def fresh() -> Iterator[Document | LeftOut]:
            for item in _items(sources, published, language, fetcher):
                if isinstance(item, Document) and (there := self._known(item)) is not None:
                    known.append(there)
                else:
                    yield item

        for result in batch.each(_work, fresh(), jobs):
            yield from known
            known.clear()
            if isinstance(result, LeftOut):
                yield result
                continue
            kept += 1
            started = perf_counter()
            later = started < rest
            added = self._write(result, later=later)
            took = perf_counter() - started
            if not later:
                rest = started + took * _REST if took > _LONG else 0.0
            yield added
        yield from known
        self._settle()
        if kept:
            with suppress(StoreError):  # all is kept; statistics can wait for the next time
                self._database.optimize(kept)

    def add_reading(self, reading: Reading, version: str | None = None) -> Added:
        """Adds a reading that was made elsewhere, with its document. ``version``: by what it was made."""
        return self._write(reading, version)

    def read_again(self, jobs: int = 1) -> Iterator[Added | LeftOut]:
        """Reads every document that this version has not read; events that stay the same keep ids and decisions."""
        return self.add((stored.document for stored in self.documents()), jobs=jobs)

    def _known(self, document: Document) -> Added | None:
        """What there is to say of a document that needs no reading; None for one that does."""
        key = document_key(document)
        documents_ = tables.documents
        with self._database.reads() as connection:
            version = _version(document.language)
            asking = select(documents_.c.number, readings.c.number).outerjoin(
                readings, and_(readings.c.document == documents_.c.number, readings.c.version == version)
            )
            row = connection.execute(asking.where(documents_.c.key == key)).first()
            if row is None or (row[1] is None and document.language in languages()):
                return None
            name = and_(names.c.document == row[0], names.c.name == document.id)
            named = connection.execute(select(names.c.name).where(name)).first()
        if named is None:
            with self._database.writes() as connection:
                Writer(connection, self._weights).document(document)
        return Added(document.id, key, "known")

    def _settle(self) -> None:
        """Makes the stories that were put off, where any were."""
        with self._database.reads() as connection:
            if connection.execute(select(tables.unsettled.c.event).limit(1)).first() is None:
                return
        with self._database.writes() as connection:
            Writer(connection, self._weights).settle()

    def _write(self, result: Reading | Document, version: str | None = None, later: bool = False) -> Added:
        document = result.document if isinstance(result, Reading) else result
        key = document_key(document)
        with self._database.writes() as connection:
            writer = Writer(connection, self._weights)
            number, new = writer.document(document)
            if isinstance(result, Document):
                return Added(document.id, key, "unread" if new else "known")
            made = writer.reading(number, result, version or _version(document.language, result.program), later)
        became = "added" if new else "read again" if made else "known"
        return Added(document.id, key, became, len(result.events) if made else 0)

    # --- looking

    def documents(self) -> Iterator[StoredDocument]:
        """All documents, by day of publication (those without one last), then key."""
        table = tables.documents
        with self._database.reads() as connection:
            asking = select(table.c.number).order_by(func.coalesce(table.c.published, "9"), table.c.key)
            numbers = [number for (number,) in connection.execute(asking)]
            for page in _pages(numbers):
                yield from Loader(connection).documents(page)

    def document(self, key: str) -> StoredDocument:
        """The document of a key, or of a name that only one has. Raises InputError."""
        with self._database.reads() as connection:
            (stored,) = Loader(connection).documents([self._number(connection, key)])
        return stored

    def readings(self) -> Iterator[Reading]:
        """The newest reading of every document that has one, in the order of ``documents``; as read, nothing mended."""
        for stored in self.documents():
            if stored.version is not None:
                yield self.reading(stored.key)

    def reading(self, key: str) -> Reading:
        """The newest reading of a document. Raises InputError when there is none."""
        with self._database.reads() as connection:
            number = self._number(connection, key)
            if connection.execute(select(readings.c.number).where(readings.c.document == number)).first() is None:
                raise InputError(f"{key}: is unread; Gahnama has no data for its language")
            return newest_reading(connection, number)[0]

    def search(self, query: Query = Query()) -> Iterator[Report]:  # noqa: B008  frozen
        """The events that a query finds, by first day (undated ones last), last day and id. Raises InputError."""
        with self.state() as state:
            for page in _pages(state.numbers(query)):
                yield from state.reports(page)

    def stories(self, query: Query = Query()) -> Iterator[Story]:  # noqa: B008  frozen
        """The stories that have an event which the query finds, in the order of the first such one; each whole."""
        with self._database.reads() as connection:
            ids = list(dict.fromkeys(row.story for row in self._found(connection, replace(query, limit=None))))
            for page in _pages(ids[: query.limit]):
                yield from Loader(connection).stories(page)

    def story(self, identifier: str) -> Story:
        """The story of an id: its own, or that of any event in it. Raises InputError."""
        with self._database.reads() as connection:
            (story,) = Loader(connection).stories([self._story_id(connection, identifier)])
        return story

    def joins(self, identifier: str) -> tuple[Join, ...]:
        """Why the reports of a story are in it: pairs of events, what agreed and what it weighed, heaviest first."""
        one, other = shown.alias(), shown.alias()
        with self._database.reads() as connection:
            story = self._story_id(connection, identifier)
            asking = (
                select(one.c.id, other.c.id, comparisons.c.weight, comparisons.c.by, comparisons.c.fields)
                .join(one, one.c.event == comparisons.c.one)
                .join(other, other.c.event == comparisons.c.other)
                .where(one.c.story == story, other.c.story == story)
            )
            made = [_join(*row) for row in connection.execute(asking)]
            ids = [row.id for row in connection.execute(select(shown.c.id).where(shown.c.story == story))]
            tied = tables.ties
            asking = (
                select(tied.c.one, tied.c.other, decisions.c.author)
                .join(decisions, decisions.c.number == tied.c.decision)
                .where(tied.c.one.in_(ids), tied.c.other.in_(ids), tied.c.together.is_(True))
            )
            made += [Join(str(row[0]), str(row[1]), 0.0, str(row[2])) for row in connection.execute(asking)]
        return tuple(sorted(made, key=lambda join: (-join.weight, join.left, join.right, join.by)))

    def stats(self) -> Stats:
        """How much there is."""
        with self._database.reads() as connection:

            def count(asking: Any) -> int:
                return int(connection.execute(select(func.count()).select_from(asking.subquery())).scalar() or 0)

            def counts(column: Any) -> dict[str, int]:
                asking = select(column, func.count()).group_by(column)
                return {str(name): int(number) for name, number in sorted(connection.execute(asking).all()) if name}

            documents_ = tables.documents
            unread = ~exists().where(readings.c.document == documents_.c.number)
            per_story = select(shown.c.story, func.count(func.distinct(shown.c.document)).label("size"))
            sizes = per_story.group_by(shown.c.story).subquery()
            days = connection.execute(
                select(
                    select(func.min(shown.c.first)).where(shown.c.first > 1, shown.c.first < UNDATED).scalar_subquery(),
                    select(func.max(shown.c.last)).where(shown.c.last < date.max.toordinal()).scalar_subquery(),
                )
            ).one()
            outlets = connection.execute(
                select(documents_.c.outlet, func.count())
                .where(documents_.c.outlet.is_not(None))
                .group_by(documents_.c.outlet)
            ).all()
            return Stats(
                documents=count(select(documents_.c.number)),
                unread=count(select(documents_.c.number).where(unread)),
                copies=len(
                    {number for row in connection.execute(select(copies.c.one, copies.c.other)) for number in row}
                ),
                events=count(select(shown.c.event)),
                stories=count(select(shown.c.story).distinct()),
                joined=count(select(sizes.c.story).where(sizes.c.size > 1)),
                decisions=count(select(decisions.c.number)),
                first=date.fromordinal(days[0]) if days[0] else None,
                last=date.fromordinal(days[1]) if days[1] else None,
                types=counts(shown.c.type),
                outlets={str(name): int(number) for name, number in sorted(outlets)},
                versions=counts(readings.c.version),
            )

    # --- deciding

    def join(self, one: str, other: str, author: str, note: str = "") -> Story:
        """Puts two stories together for good, each named by its id or that of an event of it; the story they make."""
        with self._database.writes() as connection:
            stories = [self._story_id(connection, identifier) for identifier in (one, other)]
            if stories[0] == stories[1]:
                raise InputError(f"{one} and {other} are one story already")
            left, right = (self._members(connection, story) for story in stories)
            Writer(connection, self._weights).decide(Decision(0, "join", left, right, author, "", note))
        return self.story(left[0])

    def split(self, identifier: str, apart: Sequence[str], author: str, note: str = "") -> Story:
        """Takes events out of a story for good: none joins any of the others again; the story that they make."""
        with self._database.writes() as connection:
            members = self._members(connection, self._story_id(connection, identifier))
            strangers = [event for event in apart if event not in members]
            if strangers or not apart:
                raise InputError(
                    f"{', '.join(strangers) or 'nothing'} is no event of {identifier}: {', '.join(members)}"
                )
            rest = tuple(event for event in members if event not in apart)
            if not rest:
                raise InputError(f"these are all events of {identifier}; leave one in it")
            Writer(connection, self._weights).decide(
                Decision(0, "split", tuple(sorted(set(apart))), rest, author, "", note)
            )
        return self.story(apart[0])

    def review(self, event: str, verdict: str, author: str, note: str = "") -> None:
        """Says that an event is ``right`` or ``wrong``, or takes back what was said last (``none``). Raises InputError.

        Without its verdict an event is as it was mended or added before, without what was mended as it was added or
        read; an added one that is taken back itself is out.
        """
        if verdict not in REVIEWS or verdict in ("mended", "added"):
            raise InputError(f"{verdict!r}: say right, wrong or none; what an event should be is said by mend")
        with self._database.writes() as connection:
            kept = _decided(connection, event)
            if verdict == "none":
                verdict, kept = _below(connection, event)
                if kept is not None:
                    _refuse_twins(connection, document_number(connection, event), kept)
            Writer(connection, self._weights).decide(Decision(0, verdict, (event,), (), author, "", note, kept))

    def mend(self, event: Event, author: str, note: str = "") -> None:
        """Says what an event should be: shown in place of the one with its id from now on, also after new readings."""
        if not event.mentions:
            raise InputError(f"{event.id}: an event needs a mention")
        with self._database.writes() as connection:
            _decided(connection, event.id)
            Writer(connection, self._weights).decide(Decision(0, "mended", (event.id,), (), author, "", note, event))

    def add_event(self, key: str, event: Event, author: str, note: str = "") -> Report:
        """Adds an event that the reading of a document missed, under an id of its own; shown also after new readings.

        ``key``: the document's, or its name. Taken back by ``review`` with ``none``. Raises InputError when there is
        no such document, nothing read it, or it has the event already.
        """
        if not event.mentions:
            raise InputError("an event needs a mention")
        with self._database.writes() as connection:
            number = self._number(connection, key)
            document = tables.documents
            key = str(connection.execute(select(document.c.key).where(document.c.number == number)).scalar_one())
            if connection.execute(select(readings.c.number).where(readings.c.document == number)).first() is None:
                raise InputError(f"{key}: is unread; Gahnama has no data for its language")
            _refuse_twins(connection, number, event)
            asking = select(events.c.id).join(readings, readings.c.number == events.c.reading)
            taken = set(connection.execute(asking.where(readings.c.document == number)).scalars())
            made = replace(event, id=new_id(key, event, taken))
            decision = Decision(0, "added", (made.id,), (), author, "", note, made)
            Writer(connection, self._weights).decide(decision, number)
        return self.browser.report(made.id)

    def repeat(self, decision: Decision, author: str, note: str = "") -> None:
        """Decides once more what a review decided, as it did then. Raises InputError when that would add an event that
        the document has under another id by now.
        """
        with self._database.writes() as connection:
            if decision.mended is not None:
                _refuse_twins(connection, document_number(connection, decision.events[0]), decision.mended)
            Writer(connection, self._weights).decide(replace(decision, author=author, note=note))

    def decisions(self) -> Iterator[Decision]:
        """All decisions, the oldest first."""
        with self._database.reads() as connection:
            for row in connection.execute(select(decisions).order_by(decisions.c.number)):
                some, others = (tuple(json.loads(told)) for told in (row.events, row.others))
                mended = decode(Event, row.mended) if row.mended else None
                yield Decision(row.number, row.kind, some, others, row.author, row.at, row.note, mended)

    # --- names of things

    def _found(self, connection: Connection, query: Query) -> list[Found]:
        return find(connection, query, rules_for(""), self._database.sqlite)

    @staticmethod
    def _number(connection: Connection, key: str) -> int:
        table = tables.documents
        numbers = connection.execute(select(table.c.number).where(table.c.key == key)).scalars().all()
        if not numbers:
            numbers = connection.execute(select(names.c.document).where(names.c.name == key)).scalars().all()
        if len(numbers) != 1:
            raise InputError(f"{key}: {'several documents have this name' if numbers else 'there is no such document'}")
        return int(numbers[0])

    @staticmethod
    def _story_id(connection: Connection, identifier: str) -> str:
        """The story that an id means: of a story, of an event in it, or one that it had before."""
        event = identifier.removeprefix("s")
        story = connection.execute(select(shown.c.story).where(shown.c.id == event)).scalar()
        if story is None:
            raise InputError(f"{identifier}: there is no such story or event; gahnama search shows their ids")
        return str(story)

    @staticmethod
    def _members(connection: Connection, story: str) -> tuple[str, ...]:
        asking = select(shown.c.id).where(shown.c.story == story).order_by(shown.c.id)
        return tuple(connection.execute(asking).scalars())


def _items(
    sources: Iterable[str | Path | Document | LeftOut],
    published: date | None,
    language: str | None,
    fetcher: Fetcher | None,
) -> Iterator[Document | LeftOut]:
    for source in sources:
        if isinstance(source, (Document, LeftOut)):
            yield source
        else:
            yield from documents([source], published, language, unread=True, fetcher=fetcher)


def _work(document: Document) -> Reading | Document | LeftOut:
    """Reads a document; one that nothing can read is kept as it is."""
    return batch.as_reading(document) if document.language in languages() else document


def _version(language: str, program: str | None = None) -> str:
    from gahnama.reader import PROGRAM

    return f"{program or PROGRAM} {data_version(language)}"


def _decided(connection: Connection, identifier: str) -> Event | None:
    """The event of an id as a person mended or added it, where it is shown so. Raises InputError for one not there."""
    asking = select(events.c.decision, events.c.body).join(shown, shown.c.event == events.c.number)
    row = connection.execute(asking.where(shown.c.id == identifier)).first()
    if row is None:
        raise InputError(f"{identifier}: there is no such event; gahnama search shows their ids")
    return decode(Event, row.body) if row.decision is not None else None


def _below(connection: Connection, event: str) -> tuple[str, Event | None]:
    """What holds of an event when what was said last is taken back: the kind of the decision, the event as it was."""
    asking = select(decisions.c.kind, decisions.c.mended).where(decisions.c.events == json.dumps([event]))
    said: list[Any] = []
    for row in connection.execute(asking.where(decisions.c.kind.in_(REVIEWS)).order_by(decisions.c.number)):
        said = [] if row.kind == "none" else [*said, row]
    under = _UNDER[said[-1].kind] if said else ()
    found = next((row for row in reversed(said) if row.kind in under), None)
    return (found.kind, decode(Event, found.mended)) if found is not None else ("none", None)


def _refuse_twins(connection: Connection, document: int, event: Event) -> None:
    """Raises InputError where a document shows an event under another id, and not under its own as well."""
    there = select(events.c.body).join(shown, shown.c.event == events.c.number).where(shown.c.document == document)
    bodies = connection.execute(there).scalars()
    same = {one.id for one in (decode(Event, body) for body in bodies) if _told(one) == _told(event)}
    if same and event.id not in same:
        raise InputError(f"{min(same)}: is this event already; mend it where it is wrong")


def _told(event: Event) -> Any:
    """What makes two events of a document one."""
    people = (event.actors, event.recipients, event.mediators)
    who = tuple(tuple((one.span, one.code) for one in some) for some in people)
    return event.type, event.modes, event.mentions, who, event.time.earliest, event.time.latest, event.aux


def _join(left: str, right: str, weight: float, by: str, fields: str) -> Join:
    one, other = sorted((left, right))
    return Join(one, other, weight, by, tuple(Agreement(*field) for field in json.loads(fields)))


def _pages(values: Sequence[Any]) -> Iterator[list[Any]]:
    return (list(values[start : start + PAGE]) for start in range(0, len(values), PAGE))
