"""Readings made by hand: what a store keeps does not hang on what the reader reads."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from itertools import count
from pathlib import Path

import psycopg
import pytest

from gahnama.model import Document, Event, Participant, Place, Reading, Source, Span, Time
from gahnama.store import Chronicle
from tests.store.postgresql import programs, server


def made(
    name: str,
    text: str = "ایران با ارمنستان دیدار کرد.",
    *,
    kind: str = "CONSULT",
    day: str | None = "2023-09-26",
    actors: str = "IRN ARM",
    recipients: str = "",
    outlet: str | None = None,
    published: str | None = "2023-09-27",
    modes: tuple[str, ...] = (),
    aux: tuple[str, ...] = (),
    basis: str = "explicit",
    who: str | None = None,
    place: str | None = None,
    source: str | None = None,
    start: int = 0,
    events: int = 1,
    program: str = "gahnama test",
) -> Reading:
    """A reading of one sentence with ``events`` events; ``day`` is EDTF: a day, or two with a slash between."""
    span = Span(start, len(text))
    first, _, last = (day or "").partition("/")
    time = Time(
        date.fromisoformat(first) if first else None,
        date.fromisoformat(last or first) if first else None,
        day,
        basis if day else "none",
        granularity="day" if day and not last else "none",
    )

    def people(codes: str) -> tuple[Participant, ...]:
        return tuple(
            Participant(Span(start, start + 1), who or code, code, "GOV", None, who or code) for code in codes.split()
        )

    event = Event(
        id="x",
        type=kind,
        modes=modes,
        mentions=(span,),
        actors=people(actors),
        recipients=people(recipients),
        time=time,
        place=Place(Span(start, start + 1), place, "IRN", place) if place else None,
        aux=aux,
        sources=(Source(Span(start, start + 1), source, "outlet"),) if source else (),
        entries=("consult-didar",),
        confidence=0.8,
    )
    document = Document(
        name,
        text,
        text,
        date.fromisoformat(published) if published else None,
        outlet,
        "fa",
        f"https://example.org/{name}",
    )
    return Reading(document, (event,) * events, (span,), (time,), published=document.published, program=program)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Callable[[], str]]:
    """Makes a new database, with the tables of a chronicle, and gives its URL; fails without PostgreSQL in CI."""
    folder = programs()
    if folder is None:
        say = pytest.fail if os.environ.get("CI") else pytest.skip
        say("no PostgreSQL: sh tools/install-postgresql.sh, or apt install postgresql")
    with server(folder) as url:
        with Chronicle.open(url):
            pass
        numbers = count()

        def fresh() -> str:
            name = f"chronicle{next(numbers)}"
            with psycopg.connect(url.replace("/postgres?", "/template1?"), autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE {name} TEMPLATE postgres")  # type: ignore[arg-type]
            return url.replace("/postgres?", f"/{name}?")

        yield fresh


@pytest.fixture(scope="session")
def address(empty: Path, request: pytest.FixtureRequest) -> Callable[[str, Path], str]:
    """Makes an empty chronicle, by the kind of its database, and gives its address."""

    def make(kind: str, folder: Path) -> str:
        if kind == "sqlite":
            return str(shutil.copy(empty, folder / "chronicle.db"))
        return str(request.getfixturevalue("postgresql")())

    return make


@pytest.fixture(params=["sqlite", "postgresql"])
def chronicle(
    tmp_path: Path, address: Callable[[str, Path], str], request: pytest.FixtureRequest
) -> Iterator[Chronicle]:
    with Chronicle.open(address(request.param, tmp_path)) as opened:
        yield opened
