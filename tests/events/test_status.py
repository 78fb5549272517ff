"""Done, to come, possible, denied, long past."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("sentence", "entry", "aux"),
    [
        ("روسیه به ترکیه حمله کرد.", "do-attack", ()),
        ("روسیه به ترکیه حمله کرده است.", "do-attack", ()),
        ("روسیه به ترکیه حمله می‌کند.", "do-attack", ()),
        ("روسیه به ترکیه حمله خواهد کرد.", "do-attack", ("future",)),
        ("روسیه در آینده به ترکیه حمله می‌کند.", "do-attack", ("future",)),
        ("روسیه احتمالا به ترکیه حمله می‌کند.", "do-attack", ("hypothetical",)),
        ("اگر روسیه به ترکیه حمله کند، ایران می‌رود.", "do-attack", ("hypothetical",)),
        ("روسیه در صورت حمله به ترکیه پشیمان می‌شود.", "attack", ("hypothetical",)),
        ("احتمال حمله روسیه به ترکیه زیاد است.", "attack", ("hypothetical",)),
        ("روسیه به ترکیه حمله نکرد.", "do-attack", ("negated",)),
        ("روسیه ترکیه را محکوم نکرده است.", "condemn", ("negated",)),
        ("روسیه بدون حمله به ترکیه بازگشت.", "attack", ("negated",)),
        ("عدم حمله به ترکیه خوب است.", "attack", ("negated",)),
        ("روسیه احتمالا به ترکیه حمله خواهد کرد.", "do-attack", ("hypothetical",)),
        ("وزیر از حمله احتمالی روسیه به ترکیه گفت.", "attack", ("hypothetical",)),
        ("وزیر از حمله بزرگ احتمالی روسیه به ترکیه گفت.", "attack", ("hypothetical",)),
        ("وزیر از حمله روسیه به ترکیه و دلیل احتمالی آن گفت.", "attack", ()),
        ("هرگونه حمله روسیه به ترکیه محکوم است.", "attack", ("hypothetical",)),
        ("هر گونه حمله روسیه به ترکیه محکوم است.", "attack", ("hypothetical",)),
        ("توان نظامی روسیه در حمله به ترکیه دیده شد.", "attack", ()),
        ("روسیه توان حمله به ترکیه را ندارد.", "attack", ("hypothetical", "negated")),
        ("وزیر از حمله و پیامد احتمالی آن گفت.", "attack", ()),
        ("وزیر با قدرت حمله روسیه به ترکیه را دید.", "attack", ()),
    ],
)
def test_what_grammar_says(lab, sentence: str, entry: str, aux: tuple[str, ...]) -> None:
    assert lab.event(sentence, entry).aux == aux


def test_to_come_and_denied(lab) -> None:
    assert lab.event("روسیه به ترکیه حمله نخواهد کرد.", "do-attack").aux == ("future", "negated")


def test_the_negation_that_tells_an_entry_denies_nothing(lab) -> None:
    assert lab.event("روسیه به ترکیه اجازه نداد.", "forbid").aux == ()


def test_a_deed_done_by_saying_is_done_when_said(lab) -> None:
    assert lab.event("روسیه ترکیه را محکوم خواهد کرد.", "condemn").aux == ()


@pytest.mark.parametrize(
    ("sentence", "entry"),
    [
        ("روسیه ترکیه را تهدید کرد که اگر بیاید، پشیمان می‌شود.", "threaten"),
        ("روسیه در صورت تکرار حمله، ترکیه را به جنگ تهدید می‌کند.", "threaten"),
        ("روسیه از ترکیه می‌خواهد در صورت امکان برگردد.", "ask"),
    ],
)
def test_a_threat_or_demand_with_a_condition_is_made(lab, sentence: str, entry: str) -> None:
    assert lab.event(sentence, entry).aux == ()


@pytest.mark.parametrize(
    ("sentence", "entry"),
    [
        ("اگر روسیه ترکیه را تهدید کند، ایران می‌رود.", "threaten"),
        ("ممکن است روسیه ترکیه را تهدید کند.", "threaten"),
        ("شاید روسیه از ترکیه بخواهد که برگردد.", "ask"),
    ],
)
def test_a_threat_or_demand_that_is_itself_only_possible_is_not_made(lab, sentence: str, entry: str) -> None:
    assert lab.event(sentence, entry).aux == ("hypothetical",)


def test_the_planned_is_coded_as_the_promise_of_it(lab) -> None:
    event = lab.event("ایران با روسیه دیدار خواهد کرد.", "meet")
    assert (event.type, event.aux) == ("AGREE", ("future",))


def test_a_month_ago_is_history(lab) -> None:
    assert lab.event("روسیه در سال ۲۰۱۴ به اوکراین حمله کرد.", "do-attack").aux == ("historical",)
    assert lab.event("روسیه روز ۱۲ مه ۲۰۲۴ به اوکراین حمله کرد.", "do-attack").aux == ("historical",)
    assert lab.event("روسیه روز ۱۴ مه ۲۰۲۴ به اوکراین حمله کرد.", "do-attack").aux == ()


def test_nothing_is_history_without_a_day_of_publication(lab) -> None:
    text = "روسیه در سال ۲۰۱۴ به اوکراین حمله کرد."
    reading = lab.read(text, None)
    assert lab.one(reading, "do-attack").aux in ((), ("historical",))
    if reading.published is None:
        assert lab.one(reading, "do-attack").aux == ()


def test_a_date_after_publication_is_to_come(lab) -> None:
    assert lab.event("روسیه روز ۱۰ مهر ۱۴۰۳ به ترکیه حمله می‌کند.", "do-attack").aux == ("future",)


def test_the_condition_stays_with_its_clause(lab) -> None:
    reading = lab.read("اگر ترکیه به سوریه حمله کند، روسیه به ترکیه حمله خواهد کرد.")
    assert [event.aux for event in reading.events] == [("hypothetical",), ("future",)]


def test_a_later_telling_with_a_day_long_past_makes_history(lab) -> None:
    event = lab.event("روسیه به ترکیه حمله کرده بود. روسیه در سال ۲۰۱۴ به ترکیه حمله کرد.", "do-attack")
    assert (event.time.edtf, event.aux) == ("2014", ("historical",))


def test_a_status_is_noted_once(lab) -> None:
    assert lab.event("روسیه فردا به ترکیه حمله خواهد کرد.", "do-attack").aux == ("future",)


@pytest.mark.parametrize(
    ("sentence", "aux"),
    [
        ("ممکن است روسیه به ترکیه حمله کند.", ("hypothetical",)),
        ("شاید روسیه به ترکیه حمله کند.", ("hypothetical",)),
        ("قرار است روسیه به ترکیه حمله کند.", ("future",)),
    ],
)
def test_a_modal_before_its_clause(lab, sentence: str, aux: tuple[str, ...]) -> None:
    assert lab.event(sentence, "do-attack").aux == aux


def test_a_modal_before_a_clause_with_its_opener(lab) -> None:
    assert lab.event("ممکن است که روسیه به ترکیه حمله کند.", "do-attack").aux == ("hypothetical",)
    assert lab.event("قرار است که روسیه به ترکیه حمله کند.", "do-attack").aux == ("future",)


@pytest.mark.parametrize(
    "sentence", ["حمله ارتش روسیه به ترکیه انجام نشد.", "حمله ارتش روسیه به ترکیه آغاز نخواهد شد."]
)
def test_a_noun_that_its_verb_denies(lab, sentence: str) -> None:
    assert "negated" in lab.event(sentence, "attack").aux


def test_a_noun_right_before_the_verb_that_denies_it(lab) -> None:
    assert "negated" in lab.event("ارتش روسیه به ترکیه حمله نکرد.", "do-attack").aux
