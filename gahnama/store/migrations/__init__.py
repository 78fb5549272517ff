"""The Alembic chain of a chronicle's tables; packed into the wheel."""
