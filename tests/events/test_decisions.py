"""Decisions: which one holds, what it makes of a deed, and that an event, an explanation and the check name it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from gahnama.decision_examples import DecisionCase, decision_failure
from gahnama.explain import explain
from gahnama.language import Decision, Example, Language
from gahnama.model import Document, Event
from gahnama.ontology import Ontology
from gahnama.reader import Reader

Read = Callable[..., tuple[Event, ...]]


def decision(outcome: str, **conditions: Any) -> Decision:
    """A decision about the entries of these tests, as a data file would give it."""
    return Decision("made", "Made for a test.", outcome, Path(__file__), 1, **conditions)


@pytest.fixture
def read(small: Language, ontology: Ontology) -> Read:
    """The events of a text under some decisions."""

    def events(text: str, *decisions: Decision) -> tuple[Event, ...]:
        reader = Reader(replace(small, decisions=decisions), ontology, learned=False)
        return reader.read(Document("test", text, published=date(2024, 6, 12))).events

    return events


def types(events: tuple[Event, ...]) -> list[str]:
    return [event.type for event in events]


MEETING = "ایران با عراق دیدار کرد"


def test_a_decision_changes_type_modes_and_status_and_is_named(read: Read) -> None:
    made = decision("REQUEST", entries=("meet",), modes=("meet",), aux=("hypothetical",))
    (event,) = read(MEETING, made)
    assert (event.type, event.modes, event.aux) == ("REQUEST", ("meet",), ("hypothetical",))
    assert "decision:made" in event.entries
    assert "meet" in event.entries


def test_what_is_planned_is_coded_as_the_promise_of_it(read: Read) -> None:
    (event,) = read(MEETING, decision("CONSULT", types=("CONSULT",), aux=("future",)))
    assert (event.type, event.aux) == ("AGREE", ("future",))


def test_a_deed_that_is_no_event_is_left_out(read: Read) -> None:
    assert types(read(MEETING)) == ["CONSULT"]
    assert read(MEETING, decision("", entries=("meet",), kinds=("verb",))) == ()


def test_the_first_that_holds_decides(read: Read) -> None:
    other = replace(decision("AGREE", entries=("meet",), needs=("لبنان",)), id="other")
    assert types(read(MEETING, other, decision("SUPPORT", entries=("meet",)))) == ["SUPPORT"]
    assert types(read(MEETING, decision("SUPPORT", entries=("meet",)), other)) == ["SUPPORT"]


def test_a_negation_stays(read: Read) -> None:
    (event,) = read("ایران با عراق دیدار نکرد", decision("AGREE", entries=("meet",), aux=("future",)))
    assert event.aux == ("future", "negated")


def test_own_modes_stay_with_the_own_type_alone(read: Read) -> None:
    text = "ایران ترکیه را محکوم کرد"
    assert read(text, decision("ACCUSE", entries=("condemn",)))[0].modes == ("disapprove",)
    assert read(text, decision("REJECT", entries=("condemn",)))[0].modes == ()


def test_a_date_that_lies_ahead_is_seen(read: Read) -> None:
    made = decision("AGREE", types=("CONSULT",), status=("future",))
    (event,) = read("ایران روز ۲۰ ژوئن با عراق دیدار می‌کند", made)
    assert (event.type, event.aux) == ("AGREE", ("future",))
    assert "decision:made" in event.entries


CONDITIONS = [
    ({"kinds": ("verb",)}, MEETING, "دیدار ایران با عراق مهم بود"),
    ({"tenses": ("present",)}, "ایران با عراق دیدار می‌کند", MEETING),
    ({"status": ("negated",)}, "ایران با عراق دیدار نکرد", MEETING),
    ({"passive": True}, "کیهان از سوی ایران محکوم شد", "ایران ترکیه را محکوم کرد"),
    ({"needs": ("سوریه",)}, "ایران درباره سوریه با عراق دیدار کرد", MEETING),
    ({"unless": ("سوریه",)}, MEETING, "ایران درباره سوریه با عراق دیدار کرد"),
    ({"near": ("مهم",)}, "دیدار مهم ایران با عراق پایان گرفت", "مهم آن است که ایران پس از سال‌ها با عراق دیدار کرد"),
    ({"sides": "several"}, MEETING, "ایران ترکیه را محکوم کرد"),
    ({"sides": "one"}, "ایران ترکیه را محکوم کرد", MEETING),
    ({"acts": "own"}, "ایران تهدید کرد که به عراق حمله می‌کنیم", "ایران تهدید کرد که ترکیه به عراق حمله می‌کند"),
    ({"acts": "others"}, "ایران تهدید کرد که ترکیه به عراق حمله می‌کند", "ایران تهدید کرد"),
    ({"actors": ("MIL",)}, "ارتش ترکیه ایران را محکوم کرد", "ترکیه ایران را محکوم کرد"),
    ({"recipients": ("MIL",)}, "ایران ارتش ترکیه را محکوم کرد", "ایران ترکیه را محکوم کرد"),
    ({"beside": ("attack",)}, "ایران حمله به عراق را محکوم کرد", "ایران ترکیه را محکوم کرد"),
    ({"beside": ("ASSAULT",)}, "ایران حمله به عراق را محکوم کرد", "ایران ترکیه را محکوم کرد"),
]


@pytest.mark.parametrize(("conditions", "holds", "fails"), CONDITIONS, ids=[next(iter(case[0])) for case in CONDITIONS])
def test_conditions(conditions: dict[str, Any], holds: str, fails: str, small: Language, ontology: Ontology) -> None:
    about = ("meet", "meeting", "condemn", "threaten")
    reader = Reader(
        replace(small, decisions=(decision("SUPPORT", entries=about, **conditions),)), ontology, learned=False
    )

    def decided(text: str) -> bool:
        frame, dated = reader.frame(Document("test", text, published=date(2024, 6, 12)))
        return any(ruling.decision is not None for ruling in reader.events.rulings(frame, dated))

    assert decided(holds)
    assert not decided(fails)


@pytest.mark.parametrize(
    ("made", "text", "right", "said"),
    [
        (decision("AGREE", entries=("meet",)), MEETING, True, None),
        (decision("AGREE", entries=("meet",)), MEETING, False, "gives by decision:made, and should not"),
        (decision("AGREE", entries=("meet",), needs=("لبنان",)), MEETING, True, "gives nothing by decision:made"),
        (decision("SUPPORT", entries=("meet",), aux=("future",)), MEETING, True, "gives AGREE"),
        (decision("", entries=("meet",), kinds=("verb",)), MEETING, True, None),
        (decision("", entries=("meet",), kinds=("noun",)), MEETING, True, "gives by decision:made, and should not"),
        (decision("", entries=("meet",), kinds=("noun",)), MEETING, False, None),
    ],
)
def test_examples(
    made: Decision, text: str, right: bool, said: str | None, small: Language, ontology: Ontology
) -> None:
    reader = Reader(replace(small, decisions=(made,)), ontology, learned=False)
    problem = decision_failure(DecisionCase(made, Example(text, 1), right), reader)
    assert problem is None if said is None else problem is not None and said in problem
    marked = decision_failure(DecisionCase(made, Example(text, 1, known_failure=True), right), reader)
    assert (marked is None) == (said is not None)


def test_an_explanation_names_a_decision_that_left_no_event() -> None:
    found = explain(Document("test", "دیدار وزیران خارجه ترکیه و سوئد لغو شد"))
    fired = [(one.decision.id, one.event) for one in found.fired if one.decision is not None]
    assert ("meeting-called-off", None) in fired
