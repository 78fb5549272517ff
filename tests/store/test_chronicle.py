"""What goes into a chronicle comes out again, once, whatever the order, and stays."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from gahnama.errors import InputError
from gahnama.intake import LeftOut
from gahnama.model import Document, Event, Reading, Span
from gahnama.records import Query, Story, story_dict
from gahnama.store import Chronicle
from tests.store.conftest import made

TALKS = "وزیر خارجه ایران روز سه‌شنبه در ایروان با همتای ارمنستانی خود درباره گذرگاه مرزی گفت‌وگو کرد."
AGAIN = "همتای ارمنستانی وزیر خارجه ایران در گفت‌وگو درباره گذرگاه مرزی روز سه‌شنبه میزبان او در ایروان بود."
THIRD = "گذرگاه مرزی ایران و ارمنستان روز سه‌شنبه در ایروان موضوع گفت‌وگو میان وزیران خارجه دو کشور شد."
FOURTH = "در ایروان دو وزیر خارجه روز سه‌شنبه از گذرگاه مرزی سخن گفتند و گفت‌وگو را سودمند خواندند."
OTHER = "معترضان در تبریز گرد آمدند و شعار دادند."


def told(chronicle: Chronicle) -> str:
    """Everything that the chronicle says, as text; what an export would hold."""
    return json.dumps([story_dict(story, chronicle.joins(story.id)) for story in chronicle.stories()], indent=1)


def several() -> list[Reading]:
    """Readings of which some tell the same."""
    return [
        made("a", TALKS, outlet="One", published="2023-09-27"),
        made("b", AGAIN, outlet="Two", published="2023-09-26", actors="ARM IRN"),
        made("c", TALKS + " پایان.", outlet="Three", day="2023-09-25/2023-09-28"),
        made("d", AGAIN + " پایان.", outlet="Four", day="2023-10-03"),
        made("e", TALKS, outlet="Five", day=None, basis="none"),
        made("f", OTHER, kind="PROTEST", actors="IRN", published=None),
        made("g", AGAIN, outlet="Six", day="2023-09-27", basis="publication"),
    ]


def sole(chronicle: Chronicle, **asked: object) -> Story:
    (story,) = chronicle.stories(Query(**asked))  # type: ignore[arg-type]
    return story


def test_a_reading_comes_out_as_it_went_in(chronicle: Chronicle, root: Path) -> None:
    (added,) = chronicle.add([root / "examples" / "telephone-call.txt"])
    assert not isinstance(added, LeftOut)
    import gahnama

    (document,) = gahnama.documents([root / "examples" / "telephone-call.txt"])
    assert isinstance(document, Document)
    read = gahnama.read(document)
    stored = chronicle.reading(added.key)
    assert replace(stored, events=()) == replace(read, events=())
    assert [replace(event, id="") for event in stored.events] == [replace(event, id="") for event in read.events]
    assert len({event.id for event in stored.events}) == len(read.events) == added.events


def test_a_denial_names_the_events_by_their_ids_in_the_chronicle(chronicle: Chronicle) -> None:
    told = made("a", "ارتش حمله به پل را رد کرد.", kind="ASSAULT")
    (deed,) = told.events
    denial = replace(deed, id="y", type="REJECT", mentions=(Span(15, 25),), denies=("x",))
    chronicle.add_reading(replace(told, events=(deed, denial)))
    shown = {report.event.type: report.event for report in chronicle.search()}
    assert shown["REJECT"].denies == (shown["ASSAULT"].id,)


def test_adding_again_changes_nothing(chronicle: Chronicle) -> None:
    for reading in several():
        assert chronicle.add_reading(reading).became == "added"
    before = told(chronicle)
    for reading in several():
        assert chronicle.add_reading(reading).became == "known"
    assert told(chronicle) == before


@pytest.mark.parametrize("seed", range(6))
def test_the_order_of_adding_changes_nothing(chronicle: Chronicle, empty: Path, tmp_path: Path, seed: int) -> None:
    shutil.copy(empty, tmp_path / "other.db")
    for reading in several():
        chronicle.add_reading(reading)
    shuffled = several()
    random.Random(seed).shuffle(shuffled)
    with Chronicle.open(tmp_path / "other.db") as other:
        for reading in shuffled:
            other.add_reading(reading)
        assert told(other) == told(chronicle)


def test_reports_of_one_happening_are_one_story(chronicle: Chronicle) -> None:
    chronicle.add_reading(made("a", TALKS, outlet="One"))
    chronicle.add_reading(made("b", AGAIN, outlet="Two", actors="ARM IRN"))
    story = sole(chronicle)
    assert story.outlets == ("One", "Two")
    assert [told.reports for told in story.types] == [(0, 1)]
    assert story.time.edtf == "2023-09-26"
    (why,) = chronicle.joins(story.id)
    assert why.by == "scorer"
    assert ("days", "same day") in [(field.field, field.level) for field in why.fields]
    assert why.weight > 0


def test_the_same_deed_on_another_day_is_another_story(chronicle: Chronicle) -> None:
    for number, day in enumerate(("2023-09-22", "2023-09-24", "2023-09-26")):
        chronicle.add_reading(made(f"a{number}", f"{TALKS} {number}", day=day, outlet=f"outlet {number}"))
    assert len(list(chronicle.stories())) == 3


def test_competing_accounts_stay_side_by_side(chronicle: Chronicle) -> None:
    chronicle.add_reading(made("a", TALKS, kind="ASSAULT", actors="AZE", recipients="ARM", outlet="One"))
    chronicle.add_reading(made("b", AGAIN, kind="ASSAULT", actors="ARM", recipients="AZE", outlet="Two", source="ارتش"))
    stories = list(chronicle.stories())
    made_one = chronicle.join(stories[0].id, stories[1].id, "tester") if len(stories) == 2 else stories[0]
    assert {told.value.code for told in made_one.actors} == {"AZE", "ARM"}
    by = {told.value.code: made_one.givers(told) for told in made_one.actors}
    assert by == {"AZE": ("One",), "ARM": ("ارتش", "Two")}


def test_copies_of_one_text_are_one_report(chronicle: Chronicle) -> None:
    chronicle.add_reading(made("a", TALKS * 3, outlet="One", published="2023-09-27"))
    chronicle.add_reading(made("b", TALKS * 3, outlet="Two", published="2023-09-28"))
    story = sole(chronicle)
    (report,) = story.reports
    assert report.outlets == ("One", "Two")
    assert report.document.outlet == "One"
    assert [copy.outlet for copy in report.copies] == ["Two"]
    assert [stored.copies for stored in chronicle.documents()] == [(report.copies[0].key,), (report.key,)]
    assert [found.outlets for found in chronicle.search()] == [("One", "Two")] * 2
    assert chronicle.joins(story.id)[0].by == "copies"


def test_a_document_under_two_names_is_one(chronicle: Chronicle) -> None:
    reading = made("b", TALKS)
    chronicle.add_reading(reading)
    chronicle.add_reading(replace(reading, document=replace(reading.document, id="a")))
    (stored,) = chronicle.documents()
    assert (stored.names, stored.document.id) == (("a", "b"), "a")


def test_ids_and_decisions_survive_a_newer_reading(chronicle: Chronicle) -> None:
    text = f"{TALKS} {OTHER}"
    first = made("a", text)
    event = replace(first.events[0], mentions=(Span(0, 40),))
    chronicle.add_reading(replace(first, events=(event,)), "v1")
    (report,) = chronicle.search()
    chronicle.review(report.event.id, "right", "tester")
    moved = replace(event, mentions=(Span(5, 48),), modes=("phone",))
    new = replace(event, type="PROTEST", mentions=(Span(len(TALKS), len(text)),))
    assert chronicle.add_reading(replace(first, events=(new, moved)), "v2").became == "read again"
    by_type = {found.event.type: found for found in chronicle.search()}
    assert by_type["CONSULT"].event.id == report.event.id
    assert (by_type["CONSULT"].review, by_type["CONSULT"].event.modes) == ("right", ("phone",))
    assert (by_type["PROTEST"].review, by_type["PROTEST"].version) == ("none", "v2")
    assert chronicle.stats().versions == {"v1": 1, "v2": 1}


def test_a_denial_points_at_the_event_that_it_denies(chronicle: Chronicle) -> None:
    text = "مقام‌های محلی گفتند نیروهای مرزی به روستا تیراندازی کردند. سخنگوی ارتش این تیراندازی را تکذیب کرد."
    (added,) = chronicle.add([Document("a", text, published=date(2023, 9, 27))])
    assert not isinstance(added, LeftOut)
    by_type = {report.event.type: report.event for report in chronicle.search()}
    assert by_type["REJECT"].denies == (by_type["ASSAULT"].id,)
    read = chronicle.reading("a")
    shot, denied = by_type["ASSAULT"], by_type["REJECT"]
    chronicle.review(shot.id, "right", "tester")
    newer = replace(
        read,
        events=(replace(denied, id="a#001", denies=("a#002",)), replace(shot, id="a#002", modes=("firearms",))),
    )
    assert chronicle.add_reading(newer, "later").became == "read again"
    again = {event.type: event for event in chronicle.reading("a").events}
    assert (again["ASSAULT"].id, again["REJECT"].id) == (shot.id, denied.id)
    assert again["REJECT"].denies == (shot.id,)
    chronicle.mend(replace(again["REJECT"], modes=()), "tester")
    (mended,) = chronicle.search(Query(type="REJECT"))
    assert mended.event.denies == (shot.id,)


def test_a_newer_reading_can_take_a_story_apart(chronicle: Chronicle) -> None:
    chronicle.add_reading(made("a", TALKS, outlet="One"), "v1")
    chronicle.add_reading(made("b", AGAIN, outlet="Two"), "v1")
    assert len(sole(chronicle).reports) == 2
    chronicle.add_reading(made("b", AGAIN, outlet="Two", day="2022-01-01"), "v2")
    assert [len(story.reports) for story in chronicle.stories()] == [1, 1]


def test_what_is_joined_by_hand_stays_joined(chronicle: Chronicle) -> None:
    chronicle.add_reading(made("a", TALKS, day="2023-09-24", outlet="One"))
    chronicle.add_reading(made("b", OTHER, day="2023-09-26", outlet="Two"))
    one, two = chronicle.stories()
    joined = chronicle.join(one.id, two.id, "tester", "said so")
    assert len(joined.reports) == 2
    chronicle.add_reading(made("c", TALKS + " پایان.", day="2023-09-24", outlet="Three"))
    chronicle.add_reading(made("a", TALKS, day="2023-09-24", outlet="One", modes=("visit",)), "later")
    story = chronicle.story(joined.id)
    assert {"One", "Two"} <= set(story.outlets)
    assert [(decision.kind, decision.author, decision.note) for decision in chronicle.decisions()] == [
        ("join", "tester", "said so")
    ]
    assert "tester" in {why.by for why in chronicle.joins(story.id)}


def test_what_is_split_by_hand_stays_split(chronicle: Chronicle) -> None:
    for name, text in (("a", TALKS), ("b", AGAIN), ("c", THIRD)):
        chronicle.add_reading(made(name, text, outlet=name))
    story = sole(chronicle)
    apart = story.reports[1].event.id
    assert len(chronicle.split(story.id, [apart], "tester").reports) == 1
    chronicle.add_reading(made("d", FOURTH, outlet="d"))
    chronicle.add_reading(made("b", AGAIN, outlet="b", modes=("visit",)), "later")
    left = {report.event.id for report in story.reports} - {apart}
    assert not left & {report.event.id for report in chronicle.story(apart).reports}
    chronicle.join(apart, story.reports[0].event.id, "tester")
    assert len(sole(chronicle).reports) == 4


def test_an_event_is_mended_and_stays_mended(chronicle: Chronicle) -> None:
    chronicle.add_reading(made("a", TALKS))
    (report,) = chronicle.search()
    chronicle.mend(replace(report.event, type="AGREE"), "tester")
    (mended,) = chronicle.search(Query(type="AGREE"))
    assert (mended.event.id, mended.review) == (report.event.id, "mended")
    assert list(chronicle.search(Query(type="CONSULT"))) == []
    chronicle.add_reading(made("a", TALKS, modes=("visit",)), "later")
    (still,) = chronicle.search()
    assert (still.event.type, still.review) == ("AGREE", "mended")
    chronicle.review(report.event.id, "none", "tester")
    (back,) = chronicle.search()
    assert (back.event.type, back.event.modes, back.review) == ("CONSULT", ("visit",), "none")
    assert chronicle.reading("a").events[0].type == "CONSULT"


def test_an_old_story_id_still_finds_its_story(chronicle: Chronicle) -> None:
    chronicle.add_reading(made("a", TALKS, published="2023-09-28", outlet="One"))
    (before,) = chronicle.stories()
    chronicle.add_reading(made("b", AGAIN, published="2023-09-26", outlet="Two"))
    (after,) = chronicle.stories()
    assert after.id != before.id
    assert chronicle.story(before.id) == after == chronicle.story(before.reports[0].event.id)


def test_other_languages_are_stored_and_not_read(chronicle: Chronicle, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(
        json.dumps({"id": "en", "text": "The ministers met in Yerevan on Tuesday and agreed on the border."})
    )
    (added,) = chronicle.add([path])
    assert not isinstance(added, LeftOut)
    assert added.became == "unread"
    (stored,) = chronicle.documents()
    assert (stored.document.language, stored.version) == ("en", None)
    assert [one.became for one in chronicle.add([path]) if not isinstance(one, LeftOut)] == ["known"]
    with pytest.raises(InputError, match="is unread"):
        chronicle.reading(added.key)
    assert chronicle.stats().unread == 1


def test_what_can_not_be_read_is_left_out_and_the_rest_is_added(chronicle: Chronicle, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("{broken\n" + json.dumps({"text": TALKS}) + "\n", encoding="utf-8")
    left, added = chronicle.add([path])
    assert isinstance(left, LeftOut)
    assert not isinstance(added, LeftOut)
    assert added.became == "added"


def test_jobs_give_the_same_chronicle(chronicle: Chronicle, tmp_path: Path, root: Path) -> None:
    articles = root / "evaluation" / "articles.jsonl"
    assert len(list(chronicle.add([articles]))) == 12
    with Chronicle.open(tmp_path / "other.db") as other:
        assert len(list(other.add([articles], jobs=2))) == 12
        assert told(other) == told(chronicle)
    assert {one.became for one in chronicle.add([articles]) if not isinstance(one, LeftOut)} == {"known"}


def test_stories_that_are_put_off_are_made_in_the_end(
    chronicle: Chronicle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After an end before its time, by the next ``add``; the same ones as of documents added one by one."""
    told = {f"d{number}": made(f"d{number}", f"{TALKS} {number}", outlet=f"{number}") for number in range(6)}
    monkeypatch.setattr("gahnama.store.chronicle._work", lambda document: told[document.id])
    monkeypatch.setattr("gahnama.store.chronicle._LONG", 0)
    monkeypatch.setattr("gahnama.store.chronicle._REST", 1e9)
    adding = chronicle.add(reading.document for reading in told.values())
    for _ in range(4):
        next(adding)
    adding.close()
    assert len(list(chronicle.stories())) == 4
    with chronicle.state() as state:
        seen, stamp = chronicle.browser.stamp(), state.stamp
    assert list(chronicle.add([])) == []
    assert [len(story.reports[0].copies) for story in chronicle.stories()] == [3]
    assert chronicle.browser.stamp() != seen
    with chronicle.state() as state:
        assert state.stamp != stamp
    list(chronicle.add(reading.document for reading in told.values()))
    with Chronicle.open(tmp_path / "other.db") as other:
        for reading in reversed(told.values()):
            other.add_reading(reading)
        assert list(other.stories()) == list(chronicle.stories())
        assert [len(story.reports[0].copies) for story in other.stories()] == [5]


@pytest.mark.parametrize("wrong", ["nothing", "s0000000000000000"])
def test_an_id_of_nothing(chronicle: Chronicle, wrong: str) -> None:
    with pytest.raises(InputError, match="no such story"):
        chronicle.story(wrong)
    with pytest.raises(InputError, match="no such event"):
        chronicle.review(wrong, "right", "tester")
    with pytest.raises(InputError, match="no such document"):
        chronicle.document(wrong)


def test_decisions_that_make_no_sense(chronicle: Chronicle) -> None:
    chronicle.add_reading(made("a", TALKS))
    (story,) = chronicle.stories()
    (event,) = (report.event for report in story.reports)
    with pytest.raises(InputError, match="one story already"):
        chronicle.join(story.id, event.id, "tester")
    with pytest.raises(InputError, match="all events"):
        chronicle.split(story.id, [event.id], "tester")
    with pytest.raises(InputError, match="is no event of"):
        chronicle.split(story.id, ["e1"], "tester")
    with pytest.raises(InputError, match="said by mend"):
        chronicle.review(event.id, "mended", "tester")
    with pytest.raises(InputError, match="needs a mention"):
        chronicle.mend(replace(event, mentions=()), "tester")
    assert list(chronicle.decisions()) == []


def test_one_state_is_seen_from_first_to_last(chronicle: Chronicle) -> None:
    for number in range(3):
        chronicle.add_reading(made(f"a{number}", f"{OTHER} {number}", day=f"2023-09-0{2 * number + 1}"))
    stories: Iterator[Story] = chronicle.stories()
    next(stories)
    chronicle.add_reading(made("b", TALKS, day="2023-09-09"))
    assert len(list(stories)) == 2
    assert len(list(chronicle.stories())) == 4


def test_events_of_one_place_in_the_text_have_ids_of_their_own(chronicle: Chronicle) -> None:
    chronicle.add_reading(made("a", TALKS, events=3))
    assert len({report.event.id for report in chronicle.search()}) == 3
    assert len(list(chronicle.stories())) == 3


def test_stats(chronicle: Chronicle) -> None:
    for reading in several():
        chronicle.add_reading(reading)
    stats = chronicle.stats()
    assert (stats.documents, stats.events, stats.types["PROTEST"]) == (7, 7, 1)
    assert stats.outlets["Two"] == 1
    assert (stats.first, stats.last) == (date(2023, 9, 25), date(2023, 10, 3))
    assert stats.stories == len(list(chronicle.stories()))
    assert sum(stats.types.values()) == len(list(chronicle.search()))


def test_every_field_of_an_event_is_kept() -> None:
    from gahnama.model import Naming, Participant, Place, Source, Time, Toll
    from gahnama.store.codec import decode, encode

    span, day = Span(1, 2), date(2020, 1, 2)
    who = Participant(span, "a", "IRN", "GOV", "b", "c")
    event = Event(
        "e", "ASSAULT", ("aerial",), (span,), (who,), (who,), (who,),
        Time(day, None, "2020-01-02/..", "explicit", (span,), Time(day, day, "2020-01-02"), "day", "x", "y"),
        Place(span, "p", "IRN", "q", "1", 1.5, 2.5, "city"), ("negated",), (Source(span, "s", "outlet", "IRN"),),
        (span,), (span,), (Toll("killed", 1, 2, span),), (Naming(span, who), Naming(span)), ("entry",), 0.25,
    )  # fmt: skip
    assert decode(Event, encode(event)) == event
    assert decode(Event, encode(event)[:-1] + ',"later":1}') == event
