"""Events that a reading missed and a person added."""

from __future__ import annotations

import json
from dataclasses import replace
from io import BytesIO

import pytest

from gahnama.errors import InputError
from gahnama.export import export
from gahnama.model import Event, Span
from gahnama.records import Query
from gahnama.score import score
from gahnama.store import Chronicle
from tests.store.conftest import made

TEXT = "وزیر خارجه ایران در ایروان گفت‌وگو کرد. سپس کمک غذایی به مرزنشینان داده شد."
AID = Event("", "AID", (), (Span(TEXT.index("کمک"), len(TEXT) - 1),), confidence=1.0)


def test_a_missed_event_is_shown_found_and_kept_over_new_readings(chronicle: Chronicle) -> None:
    chronicle.add_reading(made("a", TEXT))
    added = chronicle.add_event("a", AID, "tester", "seen")
    assert (added.review, added.event.type, added.quote) == ("added", "AID", TEXT[AID.mentions[0].start : -1])
    assert [report.event.id for report in chronicle.search(Query(review="added", words="غذایی"))] == [added.event.id]
    assert chronicle.story(added.event.id).reports == (added,)
    (decision,) = chronicle.decisions()
    assert (decision.kind, decision.author, decision.note, decision.mended) == ("added", "tester", "seen", added.event)
    chronicle.add_reading(made("a", TEXT, modes=("visit",)), "later")
    (still,) = chronicle.search(Query(type="AID"))
    assert (still.event, still.review) == (added.event, "added")
    assert len(list(chronicle.search())) == 2


def test_a_reading_that_finds_it_later_does_not_double_it(chronicle: Chronicle) -> None:
    chronicle.add_reading(made("a", TEXT))
    added = chronicle.add_event("a", replace(AID, aux=("future",)), "tester")
    found = made("a", TEXT, kind="AID", start=AID.mentions[0].start)
    first = made("a", TEXT).events[0]
    chronicle.add_reading(replace(found, events=(first, *found.events)), "later")
    (still,) = chronicle.search(Query(type="AID"))
    assert (still.event.id, still.event.aux, still.review) == (added.event.id, ("future",), "added")
    chronicle.review(added.event.id, "none", "tester")
    (read,) = chronicle.search(Query(type="AID"))
    assert (read.event.id, read.event.aux, read.review) == (added.event.id, (), "none"), "as it was read"


def test_it_is_taken_back_judged_mended_and_added_again(chronicle: Chronicle) -> None:
    chronicle.add_reading(made("a", TEXT))
    one = chronicle.add_event("a", AID, "tester").event
    with pytest.raises(InputError, match=f"{one.id}: is this event already"):
        chronicle.add_event("a", AID, "tester")
    chronicle.review(one.id, "none", "tester")
    assert list(chronicle.search(Query(type="AID"))) == []
    with pytest.raises(InputError, match="there is no such event"):
        chronicle.review(one.id, "right", "tester")
    other = chronicle.add_event("a", AID, "tester").event
    assert other.id != one.id
    chronicle.review(other.id, "wrong", "tester")
    (wrong,) = chronicle.search(Query(type="AID"))
    assert (wrong.event, wrong.review) == (other, "wrong")
    first = next(decision for decision in chronicle.decisions() if decision.kind == "added")
    with pytest.raises(InputError, match=f"{other.id}: is this event already"):
        chronicle.repeat(first, "tester")
    chronicle.mend(replace(other, aux=("future",)), "tester")
    chronicle.review(other.id, "right", "tester")
    (right,) = chronicle.search(Query(type="AID"))
    assert (right.event.aux, right.review) == (("future",), "right"), "a verdict is about what is shown"
    chronicle.repeat(first, "tester")
    assert {report.event.id for report in chronicle.search(Query(type="AID"))} == {one.id, other.id}


def test_what_was_said_last_is_taken_back_first(chronicle: Chronicle) -> None:
    chronicle.add_reading(made("a", TEXT))
    added = chronicle.add_event("a", AID, "tester").event
    (read,) = chronicle.search(Query(type="CONSULT"))
    held: list[tuple[str, str, tuple[str, ...]]] = []

    def take_back() -> None:
        for event in (added.id, read.event.id):
            chronicle.review(event, "none", "tester")
        held.extend((one.event.type, one.review, one.event.aux) for one in chronicle.search())

    for one in (added, read.event):
        chronicle.mend(replace(one, aux=("future",)), "tester")
        chronicle.review(one.id, "wrong", "tester")
        chronicle.review(one.id, "right", "tester")
    take_back()
    assert sorted(held) == [("AID", "mended", ("future",)), ("CONSULT", "mended", ("future",))]
    held.clear()
    take_back()
    assert sorted(held) == [("AID", "added", ()), ("CONSULT", "none", ())]
    held.clear()
    take_back()
    assert held == [("CONSULT", "none", ())], "nothing read it"


def test_what_was_mended_to_be_a_twin_is_judged_but_no_second_twin_comes_back(chronicle: Chronicle) -> None:
    chronicle.add_reading(made("a", TEXT))
    added = chronicle.add_event("a", AID, "tester").event
    (read,) = chronicle.search(Query(type="CONSULT"))
    chronicle.mend(replace(added, id=read.event.id), "tester")
    chronicle.review(read.event.id, "right", "tester")
    mended = next(decision for decision in chronicle.decisions() if decision.kind == "mended")
    chronicle.repeat(mended, "tester")
    assert {one.review for one in chronicle.search(Query(type="AID"))} == {"added", "mended"}
    chronicle.review(read.event.id, "none", "tester")
    chronicle.mend(replace(added, aux=("future",)), "tester")
    chronicle.add_event("a", AID, "tester")
    with pytest.raises(InputError, match="is this event already"):
        chronicle.review(added.id, "none", "tester")
    assert [one.event.aux for one in chronicle.search(Query(type="AID"))].count(()) == 1


def test_nothing_is_added_where_it_cannot_be(chronicle: Chronicle) -> None:
    chronicle.add_reading(made("a", TEXT))
    with pytest.raises(InputError, match="needs a mention"):
        chronicle.add_event("a", replace(AID, mentions=()), "tester")
    with pytest.raises(InputError, match="there is no such document"):
        chronicle.add_event("b", AID, "tester")
    with pytest.raises(InputError, match="say right, wrong or none"):
        chronicle.review(next(iter(chronicle.search())).event.id, "added", "tester")
    assert list(chronicle.decisions()) == []


def test_gold_holds_it_so_that_recall_is_measured(chronicle: Chronicle) -> None:
    read = made("a", TEXT)
    chronicle.add_reading(read)
    for report in chronicle.search():
        chronicle.review(report.event.id, "right", "tester")
    chronicle.add_event("a", AID, "tester")
    file = BytesIO()
    export(chronicle.search(), "gold", file)
    (gold,) = json.loads(file.getvalue())
    assert [(event["type"], event["review"]) for event in gold["events"]] == [("CONSULT", "right"), ("AID", "added")]
    figures = score([gold], {"a": read.to_dict()["events"]}).report
    assert figures["found"] == {"precision": 1.0, "recall": 0.5, "f1": 0.6667}
