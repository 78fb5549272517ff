"""Adds to a chronicle, inside a transaction: a document, its reading, what follows. Records are only added to."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, and_, delete, exists, func, insert, or_, select, update

from gahnama.model import Document, Event, Reading
from gahnama.records import REVIEWS, Agreement, Decision, Join
from gahnama.store import identity, rows
from gahnama.store.codec import decode, encode
from gahnama.store.tables import (
    LONG,
    UNDATED,
    bands,
    comparisons,
    copies,
    decisions,
    documents,
    events,
    names,
    parties,
    readings,
    shown,
    sketches,
    ties,
    unsettled,
    words,
)
from gahnama.stories.cluster import Tie, cluster
from gahnama.stories.compare import NEWS, SLACK, codes, comparable, compare, window
from gahnama.stories.copies import ALIKE, Mention, Told, alikeness, same_tellings, words_of
from gahnama.stories.copies import bands as bands_of
from gahnama.stories.copies import sketch as sketch_of
from gahnama.stories.tellings import Telling, rules_for, telling
from gahnama.stories.weights import Weights

COPIED = 40.0
"""Bits by which the same telling in two copies of one text is one happening."""
_MANY = 400
"""Values in one IN list."""
_PEOPLE = ("actor", "recipient", "mediator")


class Writer:
    """Writes on one connection, which is inside a transaction that alone may write."""

    def __init__(self, connection: Connection, weights: Weights) -> None:
        self._connection = connection
        self._weights = weights

    def document(self, document: Document) -> tuple[int, bool]:
        """The number of a document, and whether it is new; one that is there only gets its name noted."""
        key = identity.document_key(document)
        number = self._one(select(documents.c.number).where(documents.c.key == key))
        new = number is None
        if new:
            row = {
                "key": key,
                "text": document.text,
                "sha256": hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest(),
                "title": document.title,
                "published": document.published.isoformat() if document.published else None,
                "outlet": document.outlet,
                "language": document.language,
                "url": document.url,
                "added": datetime.now(UTC).isoformat(timespec="seconds"),
            }
            number = self._inserted(documents, row)
            self._sketch(number, document)
        named = and_(names.c.document == number, names.c.name == document.id)
        if self._one(select(names.c.name).where(named)) is None:
            self._connection.execute(insert(names).values(document=number, name=document.id))
        return number, new

    def reading(self, number: int, reading: Reading, version: str, later: bool = False) -> bool:
        """Adds the reading of document ``number``, unless one of this version is there; whether it was added.

        ``later``: its stories are left to ``settle``.
        """
        known = and_(readings.c.document == number, readings.c.version == version)
        if self._one(select(readings.c.number).where(known)) is not None:
            return False
        key = str(self._one(select(documents.c.key).where(documents.c.number == number)))
        mended = self._mended(number)
        before = self._events_before(number)
        before += [one for _, one in mended.values() if one.id not in {event.id for event in before}]
        body = encode(replace(reading, events=(), document=Document(reading.document.id, "")))
        row = {
            "document": number,
            "version": version,
            "published": reading.published.isoformat() if reading.published else None,
            "inferred": reading.published_inferred,
            "body": zlib.compress(body.encode("utf-8", "surrogatepass")),
        }
        made = self._inserted(readings, row)
        ids = identity.event_ids(key, reading.events, before)
        kept = identity.renamed(reading.events, ids)
        added = [self._inserted(events, {"reading": made, "id": one.id, "body": encode(one)}) for one in kept]
        old = self._rows(select(shown.c.event).where(shown.c.document == number))
        touched = set(self._neighbours([event for (event,) in old]))
        self._forget([event for (event,) in old])
        current = [(event, one) for event, one in zip(added, kept, strict=True) if one.id not in mended]
        self._show(number, key, reading, [*current, *mended.values()])
        touched = {*touched, *(event for event, _ in current), *(event for event, _ in mended.values())}
        if later:
            self._put_off(touched)
        else:
            self.settle(touched)
        return True

    def settle(self, touched: Iterable[int] = ()) -> None:
        """Makes the stories of these events and of those that were left for later."""
        left = self._rows(select(unsettled.c.event))
        self._restory({*touched, *(event for (event,) in left)})
        if left:
            self._connection.execute(delete(unsettled))

    def _put_off(self, touched: set[int]) -> None:
        left = {event for (event,) in self._rows(select(unsettled.c.event))}
        if touched - left:
            self._connection.execute(insert(unsettled), [{"event": event} for event in sorted(touched - left)])

    def decide(self, decision: Decision, document: int | None = None) -> int:
        """Adds a decision of a person and does what follows from it; its number.

        ``document``: the number of that in which an event is added that it has not had yet.
        """
        row = {
            "kind": decision.kind,
            "events": json.dumps(decision.events),
            "others": json.dumps(decision.others),
            "author": decision.author,
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "note": decision.note,
            "mended": encode(decision.mended) if decision.mended else None,
        }
        number = self._inserted(decisions, row)
        if decision.kind in REVIEWS:
            self._review(number, decision, document)
        else:
            self._tie(number, decision)
        return number

    def _review(self, number: int, decision: Decision, document: int | None) -> None:
        (identifier,) = decision.events
        if document is None:
            document = document_number(self._connection, identifier)
        if decision.mended is not None:
            reading = self._one(select(func.max(readings.c.number)).where(readings.c.document == document))
            made = {"reading": reading, "decision": number, "id": identifier, "body": encode(decision.mended)}
            self._inserted(events, made)
        self._derive(document)

    def _tie(self, number: int, decision: Decision) -> None:
        together = decision.kind == "join"
        for left in decision.events:
            for right in decision.others:
                one, other = sorted((left, right))
                pair = and_(ties.c.one == one, ties.c.other == other)
                self._connection.execute(delete(ties).where(pair))
                row = {"one": one, "other": other, "together": together, "decision": number}
                self._connection.execute(insert(ties).values(row))
        touched = self._numbers([*decision.events, *decision.others])
        self._restory(set(touched))

    def _derive(self, number: int) -> None:
        """Makes what is shown of a document anew from the records."""
        key = str(self._one(select(documents.c.key).where(documents.c.number == number)))
        mended = self._mended(number)
        found = newest_reading(self._connection, number)
        current = {one.id: (event, one) for event, one in found[1]} | mended
        old = [event for (event,) in self._rows(select(shown.c.event).where(shown.c.document == number))]
        touched = self._neighbours(old)
        self._forget(old)
        self._show(number, key, found[0], list(current.values()))
        self._restory({*touched, *(event for event, _ in current.values())})

    # --- what is shown

    def _show(self, number: int, key: str, reading: Reading, current: Sequence[tuple[int, Event]]) -> None:
        """Fills the derived tables for the events of one document, and compares them with those of others."""
        if not current:
            return
        reviews = self._reviews([one.id for _, one in current])
        tellings = []
        for event, one in current:
            told = telling(one, one.id, key, reading)
            row = rows.shown_row(one, told, reading) | {
                "event": event,
                "document": number,
                "story": f"s{one.id}",
                "review": reviews[one.id][1] if one.id in reviews else "none",
                "telling": json.dumps(told.to_list(), ensure_ascii=False, separators=(",", ":")),
            }
            self._connection.execute(insert(shown).values(row))
            found = [
                {"event": event, "role": role, "key": name, "first": row["first"]}
                for role, name in sorted(rows.keys(one, told, reading.document.language))
            ]
            if found:
                self._connection.execute(insert(parties), found)
            self._connection.execute(insert(words).values(rowid=event, text=rows.words(one, reading)))
            tellings.append((event, told, one))
        joins = self._joins_of_copies([(event, one) for event, _, one in tellings], number, reading.document)
        self._compare([(event, told) for event, told, _ in tellings], number, joins)
        self._note([event for event, _, _ in tellings], joins)

    def _forget(self, old: Sequence[int]) -> None:
        """Takes events out of the derived tables; the records keep them."""
        for some in _chunks(old):
            for table, column in ((shown, shown.c.event), (parties, parties.c.event), (words, words.c.rowid)):
                self._connection.execute(delete(table).where(column.in_(some)))

    def _compare(
        self, tellings: Sequence[tuple[int, Telling]], number: int, joins: dict[tuple[int, int], Join]
    ) -> None:
        """Adds what the scorer joins to what is joined already."""
        for event, told in tellings:
            for other, candidate in self._candidates(told, number):
                pair = _pair(event, other)
                if pair not in joins and comparable(told, candidate, self._weights):
                    join = compare(told, candidate, self._weights)
                    if join.weight >= self._weights.link:
                        joins[pair] = join

    def _candidates(self, told: Telling, number: int) -> list[tuple[int, Telling]]:
        """The shown events of other documents that may be compared with ``told``; ``comparable`` has the last word."""
        first, last = window(told)
        if first > last:
            return []
        shared, special = codes(told), list(told.named)
        wide = told.width > LONG
        asked = [and_(parties.c.key.in_(special), parties.c.role.in_(_PEOPLE))] if special else []
        if told.place is not None:
            asked.append(and_(parties.c.key == told.place, parties.c.role == "place"))
        if told.happening is not None:
            asked.append(and_(parties.c.key == told.happening, parties.c.role == "happening"))
        if shared and not wide:
            where = parties.c.role.in_(("actor", "recipient", "place"))
            asked.append(and_(parties.c.key.in_(shared), where, shown.c.long.is_(False)))
        if not asked:
            return []
        low, high = first - SLACK, last + SLACK
        when = or_(
            and_(shown.c.long.is_(False), shown.c.first.between(low - LONG, high), shown.c.last >= low),
            and_(shown.c.long.is_(True), shown.c.first <= high, shown.c.last >= low),
            and_(shown.c.first == UNDATED, shown.c.news.between(first, last + NEWS)),
        )
        asking = (
            select(shown.c.event, shown.c.telling)
            .join(parties, parties.c.event == shown.c.event)
            .where(or_(*asked), shown.c.type.in_(sorted(self._weights.related(told.type))), when)
            .where(shown.c.document != number)
            .distinct()
        )
        return [(event, _stored_telling(body)) for event, body in self._rows(asking)]

    def _joins_of_copies(
        self, current: Sequence[tuple[int, Event]], number: int, document: Document
    ) -> dict[tuple[int, int], Join]:
        """Joins the events of a document with those that its copies tell in nearly the same words."""
        mine = [Mention(one.id, one.type, one.mentions[0], _folded(document, one)) for _, one in current]
        numbers = {one.id: event for event, one in current}
        joins: dict[tuple[int, int], Join] = {}
        for some in _chunks(self._copies_of(number)):
            texts = {
                row.number: rows.document_of(row, "")
                for row in self._rows(select(documents).where(documents.c.number.in_(some)))
            }
            asking = select(shown.c.document, shown.c.event, events.c.body).join(
                events, events.c.number == shown.c.event
            )
            theirs: dict[int, list[Mention]] = {}
            for other, event, body in self._rows(asking.where(shown.c.document.in_(some))):
                one = decode(Told, body)
                numbers[one.id] = event
                theirs.setdefault(other, []).append(
                    Mention(one.id, one.type, one.mentions[0], _folded(texts[other], one))
                )
            for told in theirs.values():
                for ours, same in same_tellings(mine, told):
                    left, right = sorted((ours, same))
                    agreed = (Agreement("words", "one text", COPIED),)
                    joins[_pair(numbers[ours], numbers[same])] = Join(left, right, COPIED, "copies", agreed)
        return joins

    def _note(self, current: Sequence[int], joins: Mapping[tuple[int, int], Join]) -> None:
        """Records comparisons of these events, but of pairs of which there is one."""
        known: set[tuple[int, int]] = set()
        for some in _chunks(current):
            asking = select(comparisons.c.one, comparisons.c.other)
            for column in (comparisons.c.one, comparisons.c.other):
                known.update((one, other) for one, other in self._rows(asking.where(column.in_(some))))
        made = []
        for (one, other), join in joins.items():
            if (one, other) not in known:
                fields = json.dumps([[field.field, field.level, round(field.weight, 3)] for field in join.fields])
                made.append(
                    {"one": one, "other": other, "weight": round(join.weight, 3), "by": join.by, "fields": fields}
                )
        if made:
            self._connection.execute(insert(comparisons), made)

    # --- copies

    def _sketch(self, number: int, document: Document) -> None:
        made = sketch_of(document.text, rules_for(document.language))
        if not made:
            return
        found = bands_of(made)
        others: set[int] = set()
        asking = select(bands.c.document).where(bands.c.band.in_(found)).distinct()
        others.update(other for (other,) in self._rows(asking))
        self._connection.execute(insert(sketches).values(document=number, sketch=made))
        self._connection.execute(insert(bands), [{"band": band, "document": number} for band in found])
        made_of = select(sketches.c.document, sketches.c.sketch)
        alike = [
            {"one": other, "other": number, "alike": share}
            for some in _chunks(sorted(others))
            for other, theirs in self._rows(made_of.where(sketches.c.document.in_(some)))
            if (share := alikeness(made, theirs)) >= ALIKE
        ]
        if alike:
            self._connection.execute(insert(copies), alike)

    def _copies_of(self, number: int) -> list[int]:
        return copies_of(self._connection, number)

    # --- stories

    def _restory(self, touched: set[int]) -> None:
        """Makes the stories anew of everything that the touched events are connected with."""
        numbers = self._connected(touched)
        if not numbers:
            return
        tellings: dict[str, Telling] = {}
        now: dict[str, str] = {}
        ids: dict[int, str] = {}
        for some in _chunks(sorted(numbers)):
            asking = select(shown.c.event, shown.c.id, shown.c.story, shown.c.telling)
            for event, identifier, story, body in self._rows(asking.where(shown.c.event.in_(some))):
                ids[event], now[identifier] = identifier, story
                tellings[identifier] = _stored_telling(body)
        joins = []
        for some in _chunks(sorted(ids)):
            asking = select(comparisons.c.one, comparisons.c.other, comparisons.c.weight)
            for one, other, weight in self._rows(asking.where(comparisons.c.one.in_(some))):
                if other in ids:
                    joins.append(Join(ids[one], ids[other], weight))
        made = cluster(tellings, joins, self._ties(sorted(now)), self._weights)
        changed = {
            identifier: f"s{story[0]}" for story in made for identifier in story if now[identifier] != f"s{story[0]}"
        }
        by_story: dict[str, list[str]] = {}
        for identifier, story in changed.items():
            by_story.setdefault(story, []).append(identifier)
        for story, members in by_story.items():
            for few in _chunks(members):
                self._connection.execute(update(shown).where(shown.c.id.in_(few)).values(story=story))

    def _connected(self, start: set[int]) -> set[int]:
        """All shown events that comparisons or decisions connect with some of ``start``, those among them."""
        found: set[int] = set()
        frontier = set(start)
        while frontier:
            present: set[int] = set()
            for some in _chunks(sorted(frontier)):
                present.update(event for (event,) in self._rows(select(shown.c.event).where(shown.c.event.in_(some))))
            found |= present
            frontier = set(self._neighbours(sorted(present))) - found
        return found

    def _neighbours(self, numbers: Sequence[int]) -> list[int]:
        """The shown events that comparisons or decisions of joining connect directly with some of ``numbers``."""
        found: set[int] = set()
        for some in _chunks(numbers):
            for near, far in ((comparisons.c.one, comparisons.c.other), (comparisons.c.other, comparisons.c.one)):
                asking = select(far).where(near.in_(some)).where(exists().where(shown.c.event == far))
                found.update(event for (event,) in self._rows(asking))
            ids = [identifier for (identifier,) in self._rows(select(events.c.id).where(events.c.number.in_(some)))]
            for near, far in ((ties.c.one, ties.c.other), (ties.c.other, ties.c.one)):
                asking = select(shown.c.event).join(ties, far == shown.c.id)
                found.update(event for (event,) in self._rows(asking.where(near.in_(ids), ties.c.together.is_(True))))
        return sorted(found)

    def _ties(self, ids: Sequence[str]) -> list[Tie]:
        found = []
        for some in _chunks(ids):
            found += [
                Tie(row.one, row.other, row.together, row.decision)
                for row in self._connection.execute(select(ties).where(ties.c.one.in_(some)))
            ]
        return found

    # --- looking up

    def _events_before(self, number: int) -> list[Event]:
        """The events of the newest reading of a document, with the chronicle's ids."""
        newest = select(func.max(readings.c.number)).where(readings.c.document == number).scalar_subquery()
        asking = select(events.c.id, events.c.body).where(events.c.reading == newest, events.c.decision.is_(None))
        return [decode(Event, body) for _, body in self._rows(asking.order_by(events.c.number))]

    def _mended(self, number: int) -> dict[str, tuple[int, Event]]:
        """The events of a document that are shown as a person mended or added them, with the numbers of their rows."""
        asking = (
            select(events.c.id, events.c.number, events.c.body, events.c.decision)
            .join(readings, readings.c.number == events.c.reading)
            .where(readings.c.document == number, events.c.decision.is_not(None))
            .order_by(events.c.number)
        )
        rows = {row.id: row for row in self._rows(asking)}
        reviews = self._reviews(list(rows))
        held = [row for identifier, row in rows.items() if row.decision == reviews[identifier][0]]
        return {row.id: (row.number, decode(Event, row.body)) for row in held}

    def _reviews(self, ids: Sequence[str]) -> dict[str, tuple[int, str]]:
        """The last review of each event that has one, by its number and kind."""
        found: dict[str, tuple[int, str]] = {}
        for some in _chunks([json.dumps([identifier]) for identifier in ids]):
            asking = select(decisions.c.number, decisions.c.kind, decisions.c.events)
            asking = asking.where(decisions.c.events.in_(some), decisions.c.kind.in_(REVIEWS))
            for number, kind, told in self._rows(asking.order_by(decisions.c.number)):
                found[json.loads(told)[0]] = number, kind
        return found

    def _numbers(self, ids: Sequence[str]) -> list[int]:
        found: list[int] = []
        for some in _chunks(ids):
            found += [event for (event,) in self._rows(select(shown.c.event).where(shown.c.id.in_(some)))]
        return found

    def _rows(self, asking: Any) -> list[Any]:
        return list(self._connection.execute(asking).all())

    def _one(self, asking: Any) -> Any:
        return self._connection.execute(asking).scalar()

    def _inserted(self, table: Any, row: dict[str, Any]) -> int:
        made = self._connection.execute(insert(table).values(row)).inserted_primary_key
        return int(made[0])  # type: ignore[index]


def copies_of(connection: Connection, number: int) -> list[int]:
    """The numbers of the documents that carry nearly the text of document ``number``."""
    found: set[int] = set()
    for near, far in ((copies.c.one, copies.c.other), (copies.c.other, copies.c.one)):
        found.update(other for (other,) in connection.execute(select(far).where(near == number)))
    return sorted(found)


def document_number(connection: Connection, event: str) -> int:
    """The number of the document that an event was read out of or added to, shown or not."""
    asking = select(readings.c.document).join(events, events.c.reading == readings.c.number)
    return int(connection.execute(asking.where(events.c.id == event).limit(1)).scalar_one())


def newest_reading(connection: Connection, number: int) -> tuple[Reading, list[tuple[int, Event]]]:
    """The newest reading of a document as it was read, and its events with the numbers of their rows."""
    row = connection.execute(
        select(documents, readings.c.number.label("reading"), readings.c.body)
        .join(readings, readings.c.document == documents.c.number)
        .where(documents.c.number == number)
        .order_by(readings.c.number.desc())
        .limit(1)
    ).one()
    asking = select(events.c.number, events.c.body).where(events.c.reading == row.reading, events.c.decision.is_(None))
    found = [(event, decode(Event, body)) for event, body in connection.execute(asking.order_by(events.c.number))]
    body = zlib.decompress(row.body).decode("utf-8", "surrogatepass")
    name = str(connection.execute(select(func.min(names.c.name)).where(names.c.document == number)).scalar())
    return replace(
        decode(Reading, body), document=rows.document_of(row, name), events=tuple(event for _, event in found)
    ), found


def _folded(document: Document, event: Event | Told) -> frozenset[str]:
    """The words of an event's first mention."""
    return _words(document.quote(event.mentions[0]), document.language)


@lru_cache(maxsize=1 << 12)
def _words(told: str, language: str) -> frozenset[str]:
    return frozenset(words_of(told, rules_for(language)))


@lru_cache(maxsize=1 << 13)
def _stored_telling(body: str) -> Telling:
    return Telling.from_list(json.loads(body))


def _pair(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)


def _chunks(values: Iterable[Any]) -> Iterable[list[Any]]:
    """The values in lists that are short enough for one IN."""
    rest = list(values)
    return (rest[start : start + _MANY] for start in range(0, len(rest), _MANY))
