"""Fixtures of the event tests: the engine on a handful of predicates of the tests' own.

The real language with its predicates replaced: what these tests say of the engine holds whatever the lexicon learns.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from gahnama.actors.find import Mention
from gahnama.events.dating import Dated
from gahnama.events.find import Trigger
from gahnama.events.frame import Frame
from gahnama.language import Entry, Language, NoEvent, load_language
from gahnama.model import Document, Event, Reading
from gahnama.ontology import Ontology, load_ontology
from gahnama.reader import Reader

HERE = Path(__file__)
PUBLISHED = date(2024, 6, 12)
"""A Wednesday, 23 Khordad 1403: the day on which the sentences of these tests count as published."""

Read = Callable[..., Reading]
Lay = Callable[..., tuple[Frame, Dated, list[Mention]]]


def entry(
    name: str,
    type: str,
    kind: str,
    form: str,
    actors: tuple[str, ...] = (),
    recipients: tuple[str, ...] = (),
    modes: tuple[str, ...] = (),
    unless: tuple[str, ...] = (),
    needs: tuple[str, ...] = (),
    needs_roles: tuple[str, ...] = (),
) -> Entry:
    """A predicate entry as a data file would give it."""
    roles = {role: where for role, where in (("actors", actors), ("recipients", recipients)) if where}
    return Entry(name, type, kind, (form,), roles, modes, unless, needs, needs_roles, (), (), HERE, 1)


ENTRIES = (
    entry("meet", "CONSULT", "phrase", "دیدار کردن", ("subject", "با")),
    entry("meeting", "CONSULT", "noun", "دیدار", ("subject", "of", "با", "میان")),
    entry("condemn", "ACCUSE", "phrase", "محکوم کردن", ("subject",), ("object",), ("disapprove",)),
    entry("sentence", "COERCE", "phrase", "محکوم کردن", ("subject",), ("object",), needs=("به زندان",)),
    entry("blame", "ACCUSE", "phrase", "مسئول دانستن", ("subject",), ("object",)),
    entry("demand", "REQUEST", "phrase", "خواستار شدن", ("subject",), ("از",)),
    entry("ask", "REQUEST", "phrase", "خواستن", ("subject",), ("از",)),
    entry("agree", "AGREE", "phrase", "به توافق رسیدن", ("subject", "با")),
    entry("sign", "AGREE", "phrase", "امضا کردن", ("subject", "با"), unless=("کتاب",)),
    entry("back", "SUPPORT", "phrase", "مورد حمایت قرار دادن", ("subject",), ("object",)),
    entry("forbid", "REJECT", "phrase", "اجازه ندادن", ("subject",), ("به",)),
    entry("reject", "REJECT", "phrase", "رد کردن", ("subject",), ("object",)),
    entry("attack", "ASSAULT", "noun", "حمله", ("of", "subject"), ("به",)),
    entry("do-attack", "ASSAULT", "phrase", "حمله کردن", ("subject",), ("به",)),
    entry("kill", "ASSAULT", "phrase", "کشتن", ("subject",), ("object",)),
    entry("threaten", "THREATEN", "phrase", "تهدید کردن", ("subject",), ("object",)),
    entry("truce", "RETREAT", "fixed", "پایان جنگ", ("of",), needs_roles=("actors",)),
)
MASKS = (NoEvent("حمله قلبی", "an illness", HERE, 1),)


@pytest.fixture(scope="session")
def ontology() -> Ontology:
    return load_ontology()


@pytest.fixture(scope="session")
def small() -> Language:
    """Persian with the predicates of these tests."""
    return replace(load_language("fa"), entries=ENTRIES, no_events=MASKS, mode_cues={})


@pytest.fixture(scope="session")
def small_reader(small: Language, ontology: Ontology) -> Reader:
    return Reader(small, ontology, learned=False)


@pytest.fixture(scope="session")
def lay(small_reader: Reader) -> Lay:
    """``lay(text, published)``: the frame, the times and the media of a text."""

    def laid(text: str, published: date | None = PUBLISHED) -> tuple[Frame, Dated, list[Mention]]:
        return small_reader.frame(Document("test", text, published=published))

    return laid


@pytest.fixture(scope="session")
def read(small_reader: Reader) -> Read:
    """``read(text, published)``: the reading of a text."""

    def reading(text: str, published: date | None = PUBLISHED) -> Reading:
        return small_reader.read(Document("test", text, published=published))

    return reading


def the(reading: Reading, name: str) -> Event:
    """The one event that an entry made."""
    found = [event for event in reading.events if name in event.entries]
    assert len(found) == 1, f"{name} made {len(found)} events of {[event.entries for event in reading.events]}"
    return found[0]


def fired(frame: Frame, name: str) -> list[Trigger]:
    """The triggers of one entry."""
    return [trigger for trigger in frame.triggers if trigger.entry.id == name]


def told(frame: Frame, trigger: Trigger) -> str:
    """The words of a trigger that belong to its entry."""
    return " ".join(frame.text.words[index].form for index in trigger.core)
