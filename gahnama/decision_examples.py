"""The examples of the decisions as test cases: a decision holds for its right ones and not for its contrasting ones.

``gahnama check`` and the tests both run them, by the rules alone. Yields DecisionCase.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gahnama.examples import PUBLISHED
from gahnama.language import Decision, Example, Language
from gahnama.model import Document, Event
from gahnama.reader import Reader


@dataclass(frozen=True, slots=True)
class DecisionCase:
    """One example of one decision; ``right``: the decision has to hold for it, else it must not."""

    decision: Decision
    example: Example
    right: bool

    @property
    def where(self) -> str:
        """File and line, from the language folder on."""
        return f"{self.decision.where.rpartition(':')[0]}:{self.example.line}"


def decision_cases(language: Language) -> Iterator[DecisionCase]:
    """All examples of the decisions of a language, in the order of its file."""
    for decision in language.decisions:
        yield from (DecisionCase(decision, example, True) for example in decision.examples)
        yield from (DecisionCase(decision, example, False) for example in decision.counterexamples)


def decision_failure(case: DecisionCase, reader: Reader) -> str | None:
    """What is wrong with the reading of one example; None when it is as told or fails as ``known_failure`` says."""
    found = _failure(case, reader)
    if not case.example.known_failure:
        return found
    return None if found else "is marked known_failure and yet holds: take the mark away"


def _failure(case: DecisionCase, reader: Reader) -> str | None:
    """A decision for an event has to be named by one of its type; one for no event leaves none that it is about.

    The contrast of a decision for no event shows that what it is about can be one.
    """
    decision = case.decision
    reading = reader.read(Document("example", case.example.text, published=PUBLISHED, language=""))
    read = ", ".join(f"{event.type} by {' '.join(event.entries)}" for event in reading.events) or "nothing"
    if decision.outcome:
        decided = [event for event in reading.events if decision.mark in event.entries]
    else:
        decided = [event for event in reading.events if _is_about(decision, event)]
    if bool(decided) != (case.right == bool(decision.outcome)):
        said = "gives" if decided else "gives nothing"
        return f"{said} by {decision.mark}, and should{' not' if decided else ''}: {read}"
    wrong = [event for event in decided if decision.outcome and not _as_decided(decision, event)]
    return f"gives {read}, not {decision.outcome} as {decision.mark} says" if wrong else None


def _is_about(decision: Decision, event: Event) -> bool:
    return event.type in decision.types or not set(decision.entries).isdisjoint(event.entries)


def _as_decided(decision: Decision, event: Event) -> bool:
    """Whether an event has the type, the modes and the status that a decision for it gives."""
    return (
        event.type == decision.outcome
        and (decision.modes is None or set(decision.modes) <= set(event.modes))
        and (decision.aux is None or {*decision.aux, "negated"} == {*event.aux, "negated"})
    )
