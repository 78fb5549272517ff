"""One state of a chronicle: what was there when its transaction began, whatever is added meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from sqlalchemy import Connection, func, select

from gahnama.records import Query, Report
from gahnama.store import search
from gahnama.store.loading import Loader
from gahnama.store.tables import decisions, documents, names, readings, unsettled
from gahnama.stories.tellings import rules_for


class State:
    """A chronicle as one connection sees it; holds as long as its transaction."""

    def __init__(self, connection: Connection, sqlite: bool) -> None:
        self._connection = connection
        self._sqlite = sqlite

    @cached_property
    def stamp(self) -> str:
        """Two states of one chronicle with the same stamp hold the same."""
        newest = [func.max(table.c.number) for table in (documents, readings, decisions)]
        asked = [
            select(value).scalar_subquery()
            for value in (*newest, func.count(names.c.name), func.count(unsettled.c.event))
        ]
        return ".".join(str(number or 0) for number in self._connection.execute(select(*asked)).one())

    def numbers(self, query: Query) -> list[int]:
        """The numbers of the events that a query finds, by first day, last day and id. Raises InputError."""
        return search.numbers(self._connection, query, rules_for(""), self._sqlite)

    def reports(self, numbers: Sequence[int]) -> list[Report]:
        """The reports of these events, in their order."""
        return Loader(self._connection).reports(numbers)
