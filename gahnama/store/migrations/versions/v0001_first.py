"""The tables of the first version."""

from __future__ import annotations

from alembic import op
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Integer,
    LargeBinary,
    SmallInteger,
    Text,
    UniqueConstraint,
)

revision = "0001"
down_revision = None

Number = BigInteger().with_variant(Integer(), "sqlite")
Exact = Text().with_variant(Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Makes all tables of a new chronicle."""
    op.create_table(
        "documents",
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
    op.create_table(
        "names",
        Column("document", Number, ForeignKey("documents.number"), primary_key=True),
        Column("name", Exact, primary_key=True),
    )
    op.create_table(
        "readings",
        Column("number", Number, primary_key=True),
        Column("document", Number, ForeignKey("documents.number"), nullable=False),
        Column("version", Text, nullable=False),
        Column("published", Text),
        Column("inferred", Boolean, nullable=False),
        Column("body", LargeBinary, nullable=False),
        UniqueConstraint("document", "version", name="reading_once"),
    )
    op.create_table(
        "decisions",
        Column("number", Number, primary_key=True),
        Column("kind", Text, nullable=False),
        Column("events", Text, nullable=False),
        Column("others", Text, nullable=False),
        Column("author", Text, nullable=False),
        Column("at", Text, nullable=False),
        Column("note", Text, nullable=False),
        Column("mended", Text),
    )
    op.create_table(
        "events",
        Column("number", Number, primary_key=True),
        Column("reading", Number, ForeignKey("readings.number"), nullable=False),
        Column("decision", Number, ForeignKey("decisions.number")),
        Column("id", Text, nullable=False),
        Column("body", Text, nullable=False),
    )
    op.create_index("ix_events_reading", "events", ["reading"])
    op.create_index("ix_events_id", "events", ["id"])
    op.create_table(
        "comparisons",
        Column("one", Number, ForeignKey("events.number"), primary_key=True),
        Column("other", Number, ForeignKey("events.number"), primary_key=True),
        Column("weight", Float, nullable=False),
        Column("by", Text, nullable=False),
        Column("fields", Text, nullable=False),
    )
    op.create_index("ix_comparisons_other", "comparisons", ["other"])
    op.create_table(
        "copies",
        Column("one", Number, ForeignKey("documents.number"), primary_key=True),
        Column("other", Number, ForeignKey("documents.number"), primary_key=True),
        Column("alike", Float, nullable=False),
    )
    op.create_index("ix_copies_other", "copies", ["other"])
    op.create_table(
        "sketches",
        Column("document", Number, ForeignKey("documents.number"), primary_key=True),
        Column("sketch", LargeBinary, nullable=False),
    )
    op.create_table(
        "bands",
        Column("band", BigInteger, primary_key=True, autoincrement=False),
        Column("document", Number, ForeignKey("documents.number"), primary_key=True),
    )
    op.create_table(
        "shown",
        Column("event", Number, ForeignKey("events.number"), primary_key=True, autoincrement=False),
        Column("id", Text, nullable=False, unique=True),
        Column("document", Number, ForeignKey("documents.number"), nullable=False),
        Column("story", Text, nullable=False),
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
    )
    op.create_index("ix_shown_document", "shown", ["document"])
    op.create_index("ix_shown_story", "shown", ["story"])
    op.create_index("shown_days", "shown", ["first", "last", "id"])
    op.create_index("shown_types", "shown", ["type", "first", "last", "id"])
    op.create_index("shown_outlets", "shown", ["outlet", "first", "last", "id"])
    op.create_table(
        "parties",
        Column("event", Number, ForeignKey("events.number"), primary_key=True),
        Column("role", Text, primary_key=True),
        Column("key", Text, primary_key=True),
        Column("first", Integer, nullable=False),
    )
    op.create_index("parties_keys", "parties", ["key", "role", "first", "event"])
    op.create_table(
        "ties",
        Column("one", Text, primary_key=True),
        Column("other", Text, primary_key=True),
        Column("together", Boolean, nullable=False),
        Column("decision", Number, ForeignKey("decisions.number"), nullable=False),
    )
    op.create_index("ix_ties_other", "ties", ["other"])
    if op.get_bind().dialect.name == "sqlite":
        op.execute("CREATE VIRTUAL TABLE words USING fts5(text, detail=none, columnsize=0, tokenize='unicode61')")
    else:
        op.create_table(
            "words",
            Column("rowid", BigInteger, primary_key=True, autoincrement=False),
            Column("text", Text, nullable=False),
        )
        op.execute("CREATE INDEX words_text ON words USING gin (array_to_tsvector(string_to_array(text, ' ')))")
