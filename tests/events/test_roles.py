"""Who did it to whom."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("sentence", "entry", "actors", "recipients"),
    [
        ("روسیه ترکیه را تهدید کرد.", "threaten", ["روسیه"], ["ترکیه"]),
        ("ترکیه را روسیه تهدید کرد.", "threaten", ["روسیه"], ["ترکیه"]),
        ("وزیر خارجه ایران با همتای عراقی خود دیدار کرد.", "meet", ["وزیر خارجه ایران", "همتای عراقی"], []),
        ("ایران، روسیه و ترکیه به توافق رسیدند.", "agree", ["ایران", "روسیه", "ترکیه"], []),
        ("روسیه با ترکیه درباره نفت به توافق رسید.", "agree", ["روسیه", "ترکیه"], []),
        ("روسیه از ترکیه خواست تا نامه را بدهد.", "ask", ["روسیه"], ["ترکیه"]),
        ("روسیه به ترکیه حمله کرد.", "do-attack", ["روسیه"], ["ترکیه"]),
        ("روسیه به ترکیه اجازه نداد.", "forbid", ["روسیه"], ["ترکیه"]),
        ("این پیمان را ایران و روسیه امضا کردند.", "sign", ["ایران", "روسیه"], []),
        ("فرانسه، ترکیه را مسئول این بحران دانست.", "blame", ["فرانسه"], ["ترکیه"]),
    ],
)
def test_the_frame_of_a_verb(lab, sentence: str, entry: str, actors: list[str], recipients: list[str]) -> None:
    assert lab.roles(sentence, entry) == (actors, recipients)


@pytest.mark.parametrize("agent", ["از سوی", "توسط", "به دست", "از جانب"])
def test_a_passive_turns_the_frame_round(lab, agent: str) -> None:
    assert lab.roles(f"ترکیه {agent} روسیه محکوم شد.", "condemn") == (["روسیه"], ["ترکیه"])


def test_the_passive_of_a_simple_verb(lab) -> None:
    sentence = "سه سرباز ارمنستان توسط نیروهای آذربایجان کشته شدند."
    assert lab.roles(sentence, "kill") == (["نیروهای آذربایجان"], ["سرباز ارمنستان"])


@pytest.mark.parametrize(
    ("sentence", "entry", "actors", "recipients"),
    [
        ("حمله روسیه به ترکیه آغاز شد.", "attack", ["روسیه"], ["ترکیه"]),
        ("حمله‌های ارتش روسیه به ترکیه ادامه دارد.", "attack", ["ارتش روسیه"], ["ترکیه"]),
        ("دیدار میان ایران و روسیه انجام شد.", "meeting", ["ایران", "روسیه"], []),
        ("دیدار ایران با روسیه انجام شد.", "meeting", ["ایران", "روسیه"], []),
        ("روسیه حمله را آغاز کرد.", "attack", ["روسیه"], []),
        ("پایان جنگ روسیه نزدیک است.", "truce", ["روسیه"], []),
    ],
)
def test_the_frame_of_a_noun(lab, sentence: str, entry: str, actors: list[str], recipients: list[str]) -> None:
    assert lab.roles(sentence, entry) == (actors, recipients)


def test_a_clause_without_a_subject_takes_that_of_the_clause_before(lab) -> None:
    text = "روسیه به سوریه نامه داد و ترکیه را محکوم کرد."
    assert lab.roles(text, "condemn") == (["روسیه"], ["ترکیه"])


def test_the_subject_of_a_relative_clause_is_what_it_hangs_on(lab) -> None:
    text = "سفیر روسیه که ترکیه را محکوم کرد، به خانه رفت."
    assert lab.roles(text, "condemn") == (["سفیر روسیه"], ["ترکیه"])


def test_a_relative_clause_behind_a_seat_hangs_on_whoever_is_there(lab) -> None:
    text = "سفیر روسیه در ایران که ترکیه را محکوم کرد، به خانه رفت."
    assert lab.roles(text, "condemn") == (["سفیر روسیه"], ["ترکیه"])


@pytest.mark.parametrize("verb", ["را برای حمله محکوم کرد", "را در حمله به سوریه مسئول دانست"])
def test_who_is_blamed_for_a_deed_has_done_it(lab, verb: str) -> None:
    assert lab.roles(f"ایران روسیه {verb}.", "attack")[0] == ["روسیه"]


def test_behind_each_other_no_further_party_stands(lab) -> None:
    text = "ایران و عراق در دیدار با یکدیگر طرح روسیه را ستودند."
    assert lab.roles(text, "meeting")[0] == ["ایران", "عراق"]


def test_a_subject_runs_over_a_clause_inside(lab) -> None:
    text = "سفیر روسیه پس از آنکه باران آمد، ترکیه را محکوم کرد."
    assert lab.roles(text, "condemn") == (["سفیر روسیه"], ["ترکیه"])


def test_we_is_the_one_who_speaks(lab) -> None:
    text = "وزیر خارجه ترکیه گفت که ایران را محکوم می‌کنیم."
    assert lab.roles(text, "condemn") == (["وزیر خارجه ترکیه"], ["ایران"])


def test_no_one_is_both_actor_and_recipient(lab) -> None:
    event = lab.event("روسیه از روسیه خواست تا نامه را بدهد.", "ask")
    assert not {who.span for who in event.actors} & {who.span for who in event.recipients}


def test_a_needed_role_that_is_empty_makes_no_event(lab) -> None:
    assert lab.fired("پایان جنگ نزدیک است.") == {"truce": "پایان جنگ"}
    assert lab.read("پایان جنگ نزدیک است.").events == ()


def test_the_more_exact_of_two_entries_stays(lab) -> None:
    event = lab.event("وزیر خارجه فرانسه سفیر روسیه را به زندان محکوم کرد.", "sentence")
    assert event.type == "COERCE"
    assert "condemn" not in event.entries


def test_each_participant_is_pinned_to_the_text(lab) -> None:
    text = "وزير خارجه‌ ايران با همتای عراقی خود ديدار كرد."
    event = lab.event(text, "meet")
    assert [who.code for who in event.actors] == ["IRN", "IRQ"]
    assert text[event.actors[0].span.start : event.actors[0].span.end].startswith("وزير")


def test_the_slot_that_gave_a_role_is_named(lab) -> None:
    assert {"actors:subject", "recipients:object"} <= set(lab.event("روسیه ترکیه را تهدید کرد.", "threaten").entries)


def test_who_condemns_an_attack(lab) -> None:
    actors, _ = lab.roles("وزیر خارجه روسیه حمله به ترکیه را محکوم کرد.", "condemn")
    assert actors == ["وزیر خارجه روسیه"]


def test_who_condemns_the_attack_of_another(lab) -> None:
    text = "روسیه به اوکراین حمله کرد. ترکیه حمله روسیه به اوکراین را محکوم کرد."
    assert lab.roles(text, "condemn")[0] == ["ترکیه"]


def test_the_object_of_an_infinitive(lab) -> None:
    assert lab.roles("روسیه ضمن محکوم کردن ترکیه به خانه بازگشت.", "condemn") == (["روسیه"], ["ترکیه"])


def test_what_parts_a_phrase_from_its_verb_is_no_subject(lab) -> None:
    text = "وزارت خارجه ترکیه نامه‌ای داد و خواستار خروج نیروهای ارمنستان شد."
    assert lab.roles(text, "demand")[0] == ["وزارت خارجه ترکیه"]


@pytest.mark.parametrize(
    ("sentence", "actors"),
    [
        ("روسیه پس از حمله به ترکیه به خانه بازگشت.", ["روسیه"]),
        ("روسیه گفت که پس از حمله به ترکیه خانه ویران شد.", []),
    ],
)
def test_an_attack_takes_its_doer_from_its_own_clause(lab, sentence: str, actors: list[str]) -> None:
    assert lab.roles(sentence, "attack") == (actors, ["ترکیه"])


def test_beside_a_marked_object_a_bare_phrase_is_none(lab) -> None:
    assert lab.roles("فرانسه، روسیه را، متحد چین، تهدید کرد.", "threaten")[1] == ["روسیه"]


def test_a_word_that_joins_a_clause_to_the_one_before_does_not_hide_its_subject(lab) -> None:
    assert lab.roles("روسیه خانه را ترک کرد و فرانسه ترکیه را تهدید کرد.", "threaten") == (["فرانسه"], ["ترکیه"])


@pytest.mark.parametrize(
    ("sentence", "entry", "actors"),
    [
        ("وزیر خارجه روسیه گفت مسکو فرانسه را محکوم می‌کند.", "condemn", ["وزیر خارجه روسیه"]),
        ("وزیر خارجه روسیه گفت فرانسه ترکیه را محکوم می‌کند.", "condemn", ["فرانسه"]),
        ("وزیر خارجه روسیه گفت مسکو به ترکیه حمله کرد.", "do-attack", ["مسکو"]),
    ],
)
def test_who_tells_the_will_of_his_own_state_is_the_doer_of_what_is_said(
    lab, sentence: str, entry: str, actors: list[str]
) -> None:
    assert lab.roles(sentence, entry)[0] == actors
