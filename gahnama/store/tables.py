"""The tables of a chronicle. ``migrations/`` makes them; a test holds the two together.

Records, only ever added to: documents, names, readings, events, comparisons, copies, decisions.
Derived from them: sketches, bands, shown, unsettled, parties, ties, words.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    text,
)

metadata = MetaData()
Number = BigInteger().with_variant(Integer(), "sqlite")
"""SQLite counts up by itself only what is declared INTEGER."""
Exact = Text().with_variant(Text(collation="C"), "postgresql")
"""Text that is ordered by code point in every database."""

documents = Table(
    "documents",
    metadata,
    Column("number", Number, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("text", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("title", Text),
    Column("published", Text),
    Column("outlet", Text),
    Column("language", Text, nullable=False),
    Column("url", Text),
    Column("added", Text, nullable=False),
)
"""Documents as received. ``published``: YYYY-MM-DD. ``added``: UTC, ISO 8601; no export holds it."""

names = Table(
    "names",
    metadata,
    Column("document", Number, ForeignKey("documents.number"), primary_key=True),
    Column("name", Exact, primary_key=True),
)
"""The ids under which a document came in."""

readings = Table(
    "readings",
    metadata,
    Column("number", Number, primary_key=True),
    Column("document", Number, ForeignKey("documents.number"), nullable=False),
    Column("version", Text, nullable=False),
    Column("published", Text),
    Column("inferred", Boolean, nullable=False),
    Column("body", LargeBinary, nullable=False),
    UniqueConstraint("document", "version", name="reading_once"),
)
"""Readings, by the version of program and language data. ``body``: the reading without text and events (JSON, zlib)."""

events = Table(
    "events",
    metadata,
    Column("number", Number, primary_key=True),
    Column("reading", Number, ForeignKey("readings.number"), nullable=False, index=True),
    Column("decision", Number, ForeignKey("decisions.number")),
    Column("id", Text, nullable=False, index=True),
    Column("body", Text, nullable=False),
)
"""The events of readings, in the order of the reading; of an event that was mended a further row with the ``decision``.

An event that a newer reading has too keeps its ``id``.
"""

comparisons = Table(
    "comparisons",
    metadata,
    Column("one", Number, ForeignKey("events.number"), primary_key=True),
    Column("other", Number, ForeignKey("events.number"), primary_key=True, index=True),
    Column("weight", Float, nullable=False),
    Column("by", Text, nullable=False),
    Column("fields", Text, nullable=False),
)
"""Pairs of events that came out as likely one happening, with what their fields agreed on (JSON)."""

copies = Table(
    "copies",
    metadata,
    Column("one", Number, ForeignKey("documents.number"), primary_key=True),
    Column("other", Number, ForeignKey("documents.number"), primary_key=True, index=True),
    Column("alike", Float, nullable=False),
)
"""Pairs of documents that carry nearly the same text."""

decisions = Table(
    "decisions",
    metadata,
    Column("number", Number, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("events", Text, nullable=False),
    Column("others", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("mended", Text),
)
"""What people decided: ``records.Decision``."""

sketches = Table(
    "sketches",
    metadata,
    Column("document", Number, ForeignKey("documents.number"), primary_key=True),
    Column("sketch", LargeBinary, nullable=False),
)

bands = Table(
    "bands",
    metadata,
    Column("band", BigInteger, primary_key=True, autoincrement=False),
    Column("document", Number, ForeignKey("documents.number"), primary_key=True),
)

shown = Table(
    "shown",
    metadata,
    Column("event", Number, ForeignKey("events.number"), primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False, unique=True),
    Column("document", Number, ForeignKey("documents.number"), nullable=False, index=True),
    Column("story", Text, nullable=False, index=True),
    Column("type", Text, nullable=False),
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    Column("long", Boolean, nullable=False),
    Column("news", Integer),
    Column("status", SmallInteger, nullable=False),
    Column("outlet", Text),
    Column("confidence", Float, nullable=False),
    Column("review", Text, nullable=False),
    Column("telling", Text, nullable=False),
    Index("shown_days", "first", "last", "id"),
    Index("shown_types", "type", "first", "last", "id"),
    Index("shown_outlets", "outlet", "first", "last", "id"),
    Index(
        "shown_long", "first", "last", "event", sqlite_where=text("long IS 1"), postgresql_where=text("long IS true")
    ),
)
"""The events of the newest reading of each document, as searches and the scorer see them.

``first`` and ``last``: ordinals of days; undated events have ``UNDATED`` in both. ``long``: more than ``LONG`` days lie
between the two. ``news``: of an undated event the day of publication, where one is known. ``status``: one bit each, in
the order of ``model.AUX_MODES``; 0: happened.
"""

unsettled = Table("unsettled", metadata, Column("event", Number, primary_key=True, autoincrement=False))
"""Events whose stories are still to be made: ``Chronicle.add`` puts it off where it takes long."""

parties = Table(
    "parties",
    metadata,
    Column("event", Number, ForeignKey("events.number"), primary_key=True),
    Column("role", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("first", Integer, nullable=False),
    Index("parties_keys", "key", "role", "first", "event"),
)
"""Who and where an event is found by.

``role``: actor, recipient, mediator, place, mode or ``DYAD``; ``key``: a code, an id or a folded name (of a mode: its
own; of a dyad: two codes, ``ARM:AZE``). ``first`` repeats that of ``shown``, for searches in the order of days.
"""

ties = Table(
    "ties",
    metadata,
    Column("one", Text, primary_key=True),
    Column("other", Text, primary_key=True, index=True),
    Column("together", Boolean, nullable=False),
    Column("decision", Number, ForeignKey("decisions.number"), nullable=False),
)
"""Which events people joined or split, each pair (by id, ``one`` before ``other``) as the last decision says."""

words = Table(
    "words",
    MetaData(),
    Column("rowid", Number, primary_key=True),
    Column("text", Text, nullable=False),
)
"""The folded words of an event's sentences and title: FTS5 in SQLite, a GIN index over a tsvector in PostgreSQL."""

DYAD = "dyad"
"""The role of two codes between which an event is."""

UNDATED = 4_000_000
LONG = 62
"""Days of an interval from which on it is looked up in a branch of its own."""
