"""Filters in the address of a page: to a Query and back. Yields Query, str."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Query as Parameter

from gahnama.errors import InputError
from gahnama.records import Query
from gahnama.times import written

LONGEST = 200
Words = Annotated[str, Parameter(max_length=LONGEST)]


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address of a page asks for, as it stands there; empty: not asked."""

    q: Words = ""
    actor: Words = ""
    recipient: Words = ""
    dyad: Words = ""
    type: Words = ""
    mode: Words = ""
    place: Words = ""
    from_: Annotated[str, Parameter(alias="from", max_length=LONGEST)] = ""
    to: Words = ""
    status: Words = ""
    outlet: Words = ""
    confidence: Words = ""
    review: Words = ""

    @property
    def query(self) -> Query:
        """As a Query. Raises InputError."""
        for value in self.given().values():
            if not value.isprintable():
                raise InputError("a filter holds characters that can't be seen; type it anew")
        one, colon, other = self.dyad.partition(":")
        if self.dyad and not (one and colon and other):
            raise InputError(f"{self.dyad!r} is no dyad; give two with a colon between, like ARM:AZE")
        return Query(
            words=self.q,
            actor=self.actor or None,
            recipient=self.recipient or None,
            dyad=(one, other) if self.dyad else None,
            type=self.type or None,
            mode=self.mode or None,
            place=self.place or None,
            first=written.read(self.from_)[0] if self.from_ else None,
            last=written.read(self.to)[1] if self.to else None,
            status=self.status or None,
            outlet=self.outlet or None,
            confidence=_share(self.confidence),
            review=self.review or None,
        )

    def given(self) -> dict[str, str]:
        """The filters that are set, by their names in the address."""
        values = {
            "q": self.q, "actor": self.actor, "recipient": self.recipient, "dyad": self.dyad, "type": self.type,
            "mode": self.mode, "place": self.place, "from": self.from_, "to": self.to, "status": self.status,
            "outlet": self.outlet, "confidence": self.confidence, "review": self.review,
        }  # fmt: skip
        return {name: value for name, value in values.items() if value}

    def with_(self, **changed: str) -> dict[str, str]:
        """The filters that are set, some of them changed; an empty value takes a filter away."""
        return {name: value for name, value in (self.given() | changed).items() if value}


async def asked_for(**given: str) -> Filters:
    """The Filters of a request; a coroutine, so that no thread is waited for."""
    return Filters(**given)


asked_for.__signature__ = inspect.signature(Filters)  # type: ignore[attr-defined]


def address(path: str, parameters: dict[str, str]) -> str:
    """A path with its parameters."""
    return f"{path}?{urlencode(parameters)}" if parameters else path


def _share(told: str) -> float | None:
    if not told:
        return None
    try:
        value = float(told)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise InputError(f"{told!r} is no confidence; give a number from 0 to 1")
    return value
