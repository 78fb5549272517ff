"""Events whose stories are still to be made."""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Column, Integer

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Makes the table; of the events that are there none is unsettled."""
    number = BigInteger().with_variant(Integer(), "sqlite")
    op.create_table("unsettled", Column("event", number, primary_key=True, autoincrement=False))
