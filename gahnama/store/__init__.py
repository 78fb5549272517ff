"""The chronicle on disk: SQLite by default, PostgreSQL by URL. ``Chronicle`` is all of it that others use."""

from gahnama.store.chronicle import Added, Chronicle

__all__ = ["Added", "Chronicle"]
