"""Dyads among what events are found by, and an index of the events that last long."""

from __future__ import annotations

from alembic import op
from sqlalchemy import text

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Makes the rows of dyads from those of doers and of those to whom it was done."""
    op.create_index(
        "shown_long",
        "shown",
        ["first", "last", "event"],
        sqlite_where=text("long IS 1"),
        postgresql_where=text("long IS true"),
    )
    code = "GLOB '[A-Z][A-Z][A-Z]'" if op.get_bind().dialect.name == "sqlite" else "~ '^[A-Z]{3}$'"
    op.execute(
        f"""
        INSERT INTO parties (event, role, key, first)
        SELECT DISTINCT doer.event, 'dyad',
            CASE WHEN doer.key < other.key THEN doer.key || ':' || other.key ELSE other.key || ':' || doer.key END,
            doer.first
        FROM parties AS doer JOIN parties AS other ON other.event = doer.event
        WHERE doer.role = 'actor' AND doer.key {code} AND other.key {code} AND (
            other.role = 'recipient'
            OR other.role = 'actor' AND other.key <> doer.key AND NOT EXISTS (
                SELECT 1 FROM parties AS anyone WHERE anyone.event = doer.event AND anyone.role = 'recipient'
            )
        )
        """
    )
