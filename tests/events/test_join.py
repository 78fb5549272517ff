"""One deed is one event, however often it is told; two deeds are two."""

from __future__ import annotations

import pytest


def told(lab, text: str) -> list[tuple[str, int]]:
    """Type and number of mentions of every event."""
    return [(event.type, len(event.mentions)) for event in lab.read(text).events]


def test_a_title_and_its_news_are_one(lab) -> None:
    text = "روسیه به اوکراین حمله کرد\nارتش روسیه روز سه‌شنبه به اوکراین حمله کرد."
    event = lab.event(text, "do-attack")
    assert [text[span.start : span.end] for span in event.mentions] == [
        "روسیه به اوکراین حمله کرد",
        "ارتش روسیه روز سه‌شنبه به اوکراین حمله کرد",
    ]
    assert event.time.edtf == "2024-06-11"


def test_a_noun_takes_up_the_deed(lab) -> None:
    text = "روسیه به اوکراین حمله کرد. حمله روسیه به اوکراین پایان یافت."
    assert told(lab, text) == [("ASSAULT", 2)]
    assert {"do-attack", "attack"} <= set(lab.read(text).events[0].entries)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("روسیه به سوریه حمله کرد. روسیه به اوکراین حمله کرد.", id="another recipient"),
        pytest.param("روسیه به سوریه حمله کرد. ترکیه به سوریه حمله کرد.", id="another actor"),
        pytest.param("روسیه در سال ۲۰۱۴ به سوریه حمله کرد. روسیه در سال ۲۰۲۲ به سوریه حمله کرد.", id="another year"),
        pytest.param("روسیه دیروز به سوریه حمله کرد. روسیه پریروز به سوریه حمله کرد.", id="another day"),
        pytest.param("روسیه به سوریه حمله کرد. روسیه به سوریه حمله خواهد کرد.", id="another status"),
        pytest.param("روسیه به سوریه حمله کرد. روسیه به سوریه حمله نکرد.", id="denied"),
        pytest.param("روسیه ترکیه را تهدید کرد. روسیه ترکیه را محکوم کرد.", id="another type"),
    ],
)
def test_two_deeds_stay_two(lab, text: str) -> None:
    assert len(lab.read(text).events) == 2


def test_the_sides_of_a_mutual_deed_have_no_order(lab) -> None:
    assert told(lab, "ایران با ترکیه دیدار کرد. ترکیه با ایران دیدار کرد.") == [("CONSULT", 2)]


def test_the_fuller_telling_gives_the_participants(lab) -> None:
    text = "روسیه به سوریه حمله کرد. حمله روسیه خونین بود."
    event = lab.read(text).events[0]
    assert [who.code for who in event.actors] == ["RUS"]
    assert [who.code for who in event.recipients] == ["SYR"]


def test_a_date_of_its_own_wins_over_the_day_of_publication(lab) -> None:
    text = "روسیه به سوریه حمله کرد\nسخن از باران است.\nارتش روسیه دیروز به سوریه حمله کرد."
    event = lab.read(text).events[0]
    assert (event.time.edtf, event.time.basis) == ("2024-06-11", "relative")


def test_events_are_in_the_order_of_their_first_mention(lab) -> None:
    text = "روسیه ترکیه را تهدید کرد. ایران با سوریه دیدار کرد. روسیه ترکیه را تهدید کرد. فرانسه به مالی حمله کرد."
    events = lab.read(text).events
    firsts = [event.mentions[0].start for event in events]
    assert firsts == sorted(firsts)
    assert [event.type for event in events] == ["THREATEN", "CONSULT", "ASSAULT"]


def test_identifiers_tell_events_apart_and_stay(lab) -> None:
    text = "روسیه ترکیه را تهدید کرد. ایران با سوریه دیدار کرد."
    first, second = lab.read(text).events
    assert first.id != second.id
    assert [event.id for event in lab.read(text).events] == [first.id, second.id]
    assert lab.read(text + " ").events[0].id != first.id


def test_two_deeds_of_one_verb_have_two_identifiers(lab) -> None:
    events = lab.read("روسیه به ترکیه حمله و سفیر ایران را زخمی کرد.").events
    assert [event.type for event in events] == ["ASSAULT", "ASSAULT"]
    assert events[0].id != events[1].id


def test_nothing_comes_of_nothing(lab) -> None:
    assert lab.read("باران بارید و همه به خانه رفتند.").events == ()
