"""Fixtures of the event tests: the engine on a handful of predicates of the tests' own.

The real language with its predicates replaced: what these tests say of the engine holds whatever the lexicon learns.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

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
    entry("wound", "ASSAULT", "phrase", "زخمی کردن", ("subject",), ("object",)),
    replace(entry("six-days", "ASSAULT", "noun", "جنگ شش‌روزه", ("subject",)), happening="six-day-war"),
    entry("truce", "RETREAT", "fixed", "پایان جنگ", ("of",), needs_roles=("actors",)),
)
MASKS = (
    NoEvent("حمله قلبی", "an illness", HERE, 1),
    NoEvent("", "an illness", HERE, 2, ("به حمله دچار کردن", "بودن")),
)


@pytest.fixture(scope="session")
def ontology() -> Ontology:
    return load_ontology()


@pytest.fixture(scope="session")
def small() -> Language:
    """Persian with the predicates of these tests."""
    return replace(load_language("fa"), entries=ENTRIES, no_events=MASKS, mode_cues={})


class Lab:
    """The engine at work on one sentence or a few."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader

    def frame(self, text: str, published: date | None = PUBLISHED) -> Frame:
        """A text laid out for the event stage."""
        return self.laid(text, published)[0]

    def laid(self, text: str, published: date | None = PUBLISHED) -> tuple[Frame, Dated]:
        """The frame and the resolved times of a text."""
        return self.reader.frame(Document("test", text, published=published))

    def read(self, text: str, published: date | None = PUBLISHED) -> Reading:
        """The reading of a text."""
        return self.reader.read(Document("test", text, published=published))

    def event(self, text: str, name: str, published: date | None = PUBLISHED) -> Event:
        """The one event that an entry makes of a text."""
        return self.one(self.read(text, published), name)

    @staticmethod
    def one(reading: Reading, name: str) -> Event:
        """The one event of a reading that an entry made."""
        found = [event for event in reading.events if name in event.entries]
        assert len(found) == 1, f"{name} made {len(found)} of {[event.entries for event in reading.events]}"
        return found[0]

    def fired(self, text: str) -> dict[str, str]:
        """What fires on a text: for each entry the words of it that stand there."""
        frame = self.frame(text)
        return {
            trigger.entry.id: " ".join(
                frame.text.words[index].form for index in trigger.core if not frame.text.words[index].punctuation
            )
            for trigger in frame.triggers
        }

    def trigger(self, text: str, name: str) -> Trigger:
        """The first trigger of one entry."""
        return next(trigger for trigger in self.frame(text).triggers if trigger.entry.id == name)

    def roles(self, text: str, name: str) -> tuple[list[str], list[str]]:
        """The actors and the recipients of the event that an entry makes, as they stand in the text."""
        event = self.event(text, name)
        return (
            [text[who.span.start : who.span.end] for who in event.actors],
            [text[who.span.start : who.span.end] for who in event.recipients],
        )


@pytest.fixture(scope="session")
def lab(small: Language, ontology: Ontology) -> Lab:
    """The engine with the predicates of these tests, by rules alone."""
    return Lab(Reader(small, ontology, learned=False))
