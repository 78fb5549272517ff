"""The examples of the predicate entries as test cases: each right one gives its event, each wrong one gives none.

``gahnama check`` and the tests both run them, one by one. Yields Case.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from gahnama.language import Entry, Example, Language
from gahnama.model import Document, Event, Participant, Span
from gahnama.reader import Reader

PUBLISHED = date(2024, 6, 1)
"""The day on which every example counts as published."""


@dataclass(frozen=True, slots=True)
class Case:
    """One example of one entry; ``right``: it has to give an event by that entry, else it must give none by it."""

    entry: Entry
    example: Example
    right: bool

    @property
    def where(self) -> str:
        """File and line, from the language folder on."""
        return f"{self.entry.where.rpartition(':')[0]}:{self.example.line}"


def cases(language: Language) -> Iterator[Case]:
    """All examples of a language, in the order of its files."""
    for entry in language.entries:
        yield from (Case(entry, example, True) for example in entry.examples)
        yield from (Case(entry, example, False) for example in entry.counterexamples)


def failure(case: Case, reader: Reader) -> str | None:
    """What is wrong with the reading of one example; None when it is as told or fails as ``known_failure`` says."""
    found = _failure(case, reader)
    if not case.example.known_failure:
        return found
    return None if found else "is marked known_failure and yet holds: take the mark away"


def _failure(case: Case, reader: Reader) -> str | None:
    example = case.example
    reading = reader.read(Document("example", example.text, published=PUBLISHED, language=""))
    made = [event for event in reading.events if case.entry.id in event.entries]
    if not case.right:
        told = ", ".join(sorted({event.type for event in made}))
        return f"gives {told} by {case.entry.id}, and should give nothing by it" if made else None
    if not made:
        others = ", ".join(f"{event.type} by {' '.join(event.entries)}" for event in reading.events) or "nothing"
        return f"gives no event by {case.entry.id}, but {others}"
    complaints = [_compare(case.entry, example, event) for event in made]
    return None if "" in complaints else complaints[0]


def _compare(entry: Entry, example: Example, event: Event) -> str:
    """What the event has otherwise than the example tells; empty when nothing."""
    wrong = []
    if event.type != entry.type:
        wrong.append(f"type {event.type}, not {entry.type}")
    for role, told, found in (
        ("actors", example.actors, event.actors),
        ("recipients", example.recipients, event.recipients),
    ):
        if told is not None and not _same(example.text, told, found):
            names = ", ".join(example.text[who.span.start : who.span.end] for who in found) or "nobody"
            wrong.append(f"{role} {names}, not {', '.join(told) or 'nobody'}")
    if example.place is not None and (
        event.place is None or not any(event.place.span.overlaps(span) for span in _stands(example.text, example.place))
    ):
        place = example.text[event.place.span.start : event.place.span.end] if event.place else "none"
        wrong.append(f"place {place}, not {example.place}")
    for name, texts, values in (("mode", example.modes, event.modes), ("aux", example.aux, event.aux)):
        if texts is not None and set(texts) != set(values):
            wrong.append(f"{name} {', '.join(values) or 'none'}, not {', '.join(texts) or 'none'}")
    return "; ".join(wrong)


def _same(text: str, told: Sequence[str], found: Sequence[Participant]) -> bool:
    """Whether every quote is met by a participant and every participant meets a quote."""
    quotes = [_stands(text, quote) for quote in told]
    return all(any(who.span.overlaps(span) for who in found for span in spans) for spans in quotes) and all(
        any(who.span.overlaps(span) for spans in quotes for span in spans) for who in found
    )


def _stands(text: str, quote: str) -> list[Span]:
    """All places where a quote stands in a text."""
    found = []
    start = text.find(quote)
    while start >= 0:
        found.append(Span(start, start + len(quote)))
        start = text.find(quote, start + 1)
    return found
