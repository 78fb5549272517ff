"""Rows as what the chronicle yields: documents, reports, stories. Yields StoredDocument, Report, Story."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import ColumnElement, Connection, func, select

from gahnama.model import Document, Event
from gahnama.records import Copy, Report, StoredDocument, Story
from gahnama.store.among import among
from gahnama.store.codec import decode
from gahnama.store.rows import document_of
from gahnama.store.tables import copies, documents, events, names, readings, shown
from gahnama.stories.accounts import story as story_of


class Loader:
    """Loads a page at a time from one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def documents(self, numbers: Sequence[int]) -> Iterator[StoredDocument]:
        """The documents of these numbers, in their order."""
        rows = {
            row.number: row
            for row in self._connection.execute(select(documents).where(self._among(documents.c.number, numbers)))
        }
        named: dict[int, list[str]] = {}
        for number, name in self._connection.execute(
            select(names.c.document, names.c.name).where(self._among(names.c.document, numbers)).order_by(names.c.name)
        ):
            named.setdefault(number, []).append(name)
        theirs = self._among(readings.c.document, numbers)
        newest = select(func.max(readings.c.number)).where(theirs).group_by(readings.c.document)
        versions = {
            row.document: row.version
            for row in self._connection.execute(
                select(readings.c.document, readings.c.version).where(readings.c.number.in_(newest))
            )
        }
        alike = self._copies(numbers)
        keys = self._keys({other for others in alike.values() for other in others})
        for number in numbers:
            row = rows[number]
            others = tuple(sorted(keys[other] for other in alike.get(number, ())))
            yield StoredDocument(
                row.key, document_of(row, named[number][0]), tuple(named[number]), versions.get(number), others
            )

    def reports(self, numbers: Sequence[int]) -> list[Report]:
        """The reports of these events, in their order."""
        made, told_in = self._plain_reports(numbers)
        copied = self._copies(sorted(set(told_in.values())))
        related = self._in_copies([number for number in numbers if told_in[number] in copied]) if copied else {}
        for number, same in related.items():
            made[number] = replace(made[number], copies=same)
        return [made[number] for number in numbers]

    def stories(self, ids: Sequence[str]) -> Iterator[Story]:
        """The stories of these ids, in their order; copies of one text are one report."""
        members: dict[str, list[tuple[int, int]]] = {}
        asking = select(shown.c.story, shown.c.event, shown.c.document).where(shown.c.story.in_(ids))
        for identifier, event, document in self._connection.execute(asking):
            members.setdefault(identifier, []).append((event, document))
        reports, _ = self._plain_reports([event for rows in members.values() for event, _ in rows])
        alike = self._copies([document for rows in members.values() for _, document in rows])
        for identifier in ids:
            rows = members[identifier]
            told = []
            for group in _groups([document for _, document in rows], alike):
                same = sorted((reports[event] for event, document in rows if document in group), key=_published)
                told.append(replace(same[0], copies=tuple(_copy(report) for report in same[1:])))
            yield story_of(identifier, sorted(told, key=_published))

    def _plain_reports(self, numbers: Sequence[int]) -> tuple[dict[int, Report], dict[int, int]]:
        """The reports by event number, without their copies, and the numbers of their documents."""
        asking = (
            select(
                shown.c.event, shown.c.document, shown.c.story, shown.c.review, events.c.body,
                readings.c.version, readings.c.published, readings.c.inferred,
            )
            .join(events, events.c.number == shown.c.event)
            .join(readings, readings.c.number == events.c.reading)
            .where(self._among(shown.c.event, numbers))
        )  # fmt: skip
        found = self._connection.execute(asking).all()
        texts = self._texts({row[1] for row in found})
        made = {}
        for event, number, story, review, body, version, published, inferred in found:  # by place: rows are many
            document, key, sha256 = texts[number]
            day = date.fromisoformat(published) if published else None
            made[event] = Report(
                decode(Event, body), document, key, story, sha256, version, day, inferred, review=review
            )
        return made, {row[0]: row[1] for row in found}

    def _texts(self, numbers: Iterable[int]) -> dict[int, tuple[Document, str, str]]:
        """Document, key and hash of the text by number."""
        named = select(func.min(names.c.name)).where(names.c.document == documents.c.number).scalar_subquery()
        asking = select(documents, named.label("named")).where(self._among(documents.c.number, numbers))
        rows = self._connection.execute(asking).all()
        return {row.number: (document_of(row, row.named), row.key, row.sha256) for row in rows}

    def _in_copies(self, numbers: Sequence[int]) -> dict[int, tuple[Copy, ...]]:
        """For each event that has any: the events of its story in copies of its text."""
        one, other = shown.alias(), shown.alias()
        related: dict[int, set[int]] = {}
        for near, far in ((copies.c.one, copies.c.other), (copies.c.other, copies.c.one)):
            asking = (
                select(one.c.event, other.c.event)
                .join(copies, near == one.c.document)
                .join(other, other.c.document == far)
                .where(self._among(one.c.event, numbers), one.c.story == other.c.story)
            )
            for event, found in self._connection.execute(asking):
                related.setdefault(event, set()).add(found)
        reports, _ = self._plain_reports(sorted({event for found in related.values() for event in found}))
        return {
            event: tuple(_copy(report) for report in sorted((reports[one] for one in found), key=_published))
            for event, found in related.items()
        }

    def _copies(self, numbers: Sequence[int]) -> dict[int, set[int]]:
        """The documents that carry the texts of these."""
        found: dict[int, set[int]] = {}
        for near, far in ((copies.c.one, copies.c.other), (copies.c.other, copies.c.one)):
            asking = select(near, far).where(self._among(near, numbers))
            for number, other in self._connection.execute(asking).all():
                found.setdefault(number, set()).add(other)
        return found

    def _among(self, column: ColumnElement[int], numbers: Iterable[int]) -> ColumnElement[bool]:
        return among(self._connection, column, numbers)

    def _keys(self, numbers: set[int]) -> dict[int, str]:
        asking = select(documents.c.number, documents.c.key).where(self._among(documents.c.number, numbers))
        return {row.number: row.key for row in self._connection.execute(asking)}


def _groups(numbers: Sequence[int], alike: dict[int, set[int]]) -> list[set[int]]:
    """The documents, those together that copies connect."""
    left = set(numbers)
    groups = []
    while left:
        group = {left.pop()}
        while more := {other for number in group for other in alike.get(number, ()) if other in left}:
            group |= more
            left -= more
        groups.append(group)
    return groups


def _published(report: Report) -> tuple[str, str]:
    day = report.document.published or report.published
    return day.isoformat() if day else "9", report.event.id


def _copy(report: Report) -> Copy:
    document = report.document
    return Copy(report.event.id, report.key, document.id, document.outlet, document.published, document.url)
