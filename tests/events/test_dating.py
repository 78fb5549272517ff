"""When: which expression of the text a deed belongs to, and what it takes where it has none."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from gahnama.events.dating import Dater, Kinds, historical, tense
from gahnama.model import Time

PUBLISHED = date(2024, 6, 12)


def found(lab, text: str, entry: str = "do-attack", aux: tuple[str, ...] = (), published: date | None = PUBLISHED):
    """The EDTF value and the way it was found, for the last trigger of an entry."""
    frame, dated = lab.laid(text, published)
    trigger = [trigger for trigger in frame.triggers if trigger.entry.id == entry][-1]
    way = Dater(frame, dated, {}).time(trigger, aux)
    return way.time.edtf, way.way


@pytest.mark.parametrize(
    ("when", "edtf"),
    [
        ("روز شنبه", "2024-06-08"),
        ("روز شنبه ۱۹ خرداد", "2024-06-08"),
        ("دیروز", "2024-06-11"),
        ("در سال ۲۰۱۴", "2014"),
        ("در ۲۱ آذر ۱۳۹۸", "2019-12-12"),
    ],
)
def test_a_time_of_its_own_clause(lab, when: str, edtf: str) -> None:
    assert found(lab, f"روسیه {when} به اوکراین حمله کرد.") == (edtf, "own")


def test_the_nearest_of_two(lab) -> None:
    text = "روسیه در سال ۲۰۱۴ به اوکراین حمله کرد و در سال ۲۰۱۵ با ترکیه دیدار کرد."
    assert found(lab, text) == ("2014", "own")
    assert found(lab, text, "meet") == ("2015", "own")


def test_a_time_of_the_clause_around(lab) -> None:
    text = "رئیس جمهور فرانسه در سال ۲۰۱۹ گفت که روسیه به اوکراین حمله کرد."
    assert found(lab, text) == ("2019", "around")


def test_what_has_come_about_was_done_before_the_month_in_which_it_is_said(lab) -> None:
    said = "رئیس جمهور فرانسه {} گفت که روسیه به اوکراین حمله کرده است."
    assert found(lab, said.format("در سال ۲۰۱۹")) == (None, "none")
    assert found(lab, said.format("دیروز")) == ("2024-06-11", "around")


def test_the_time_of_a_clause_inside_is_not_that_of_the_outer_one(lab) -> None:
    text = "روسیه پس از آنکه در سال ۲۰۱۴ به اوکراین حمله کرد، ترکیه را تهدید کرد."
    assert found(lab, text) == ("2014", "own")
    assert found(lab, text, "threaten") == ("2024-06-12", "publication")


def test_a_story_of_the_past_goes_on_in_its_paragraph(lab) -> None:
    assert found(lab, "در سال ۲۰۱۵ باران بارید. روسیه به سوریه حمله کرد.") == ("2015", "story")
    assert found(lab, "در سال ۲۰۱۵ باران بارید. برف بارید. روسیه به سوریه حمله کرد.") == ("2015", "story")


def test_what_is_said_is_not_said_on_a_day_to_come(lab) -> None:
    frame, dated = lab.laid("روسیه در نشست فردا ترکیه را تهدید کرد.", PUBLISHED)
    (trigger,) = frame.triggers
    assert Dater(frame, dated, {}).time(trigger, ()).time.edtf == "2024-06-13"
    spoken = Dater(frame, dated, {}, Kinds(speech=frozenset(("THREATEN",))))
    assert spoken.time(trigger, ()).way == "publication"
    assert spoken.time(trigger, ("future",)).time.edtf == "2024-06-13"
    planned = Dater(frame, dated, {}, Kinds(speech=frozenset(("THREATEN",)), plans=frozenset(("THREATEN",))))
    assert planned.time(trigger, ()).time.edtf == "2024-06-13"


def test_a_demand_that_somebody_talks_of_is_not_of_the_day_of_that_talk(lab) -> None:
    frame, dated = lab.laid("ترکیه در سال ۲۰۱۹ گفت که حمله روسیه به اوکراین ادامه دارد.", PUBLISHED)
    (trigger,) = frame.triggers
    assert Dater(frame, dated, {}).time(trigger, ()).way == "around"
    assert Dater(frame, dated, {}, Kinds(speech=frozenset(("ASSAULT",)))).time(trigger, ()).way == "publication"


def test_what_has_come_about_since_is_no_step_of_the_story(lab) -> None:
    assert found(lab, "در سال ۲۰۱۵ باران بارید. روسیه به سوریه حمله کرده است.") == (None, "none")


def test_a_deed_of_a_story_that_goes_on_has_no_end(lab) -> None:
    frame, dated = lab.laid("در سال ۲۰۱۵ باران بارید. روسیه به سوریه حمله کرد.", PUBLISHED)
    (trigger,) = frame.triggers
    time = Dater(frame, dated, {}, Kinds(lasting=frozenset((trigger.entry.type,)))).time(trigger, ()).time
    assert (time.edtf, time.earliest, time.latest) == ("2015/..", date(2015, 1, 1), None)
    assert (time.basis, time.anchor) == ("anaphoric", dated.times[0])


def test_a_story_ends_with_its_paragraph(lab) -> None:
    text = "سال‌های باران\nدر سال ۲۰۱۵ باران بارید.\nروسیه به سوریه حمله کرد."
    assert found(lab, text) == ("2024-06-12", "publication")


def test_a_recent_time_makes_no_story_but_the_day_of_the_news(lab) -> None:
    assert found(lab, "باران روز دوشنبه بارید. روسیه به سوریه حمله کرد.") == ("2024-06-10", "lead")
    assert found(lab, "باران روز دوشنبه بارید.\nروسیه به سوریه حمله کرد.") == ("2024-06-10", "lead")


def test_an_old_day_is_not_the_day_of_the_news(lab) -> None:
    text = "باران روز ۲ خرداد ۱۴۰۳ بارید.\nروسیه به سوریه حمله کرد."
    assert found(lab, text) == ("2024-06-12", "publication")


def test_without_a_time_word_it_is_the_day_of_publication(lab) -> None:
    event = lab.event("روسیه به اوکراین حمله کرد.", "do-attack")
    assert (event.time.edtf, event.time.basis) == ("2024-06-12", "publication")
    assert event.time.earliest == event.time.latest == PUBLISHED
    assert event.time.spans == ()
    assert event.time.explanation


def test_without_a_day_of_publication_it_is_unknown(lab) -> None:
    event = lab.event("روسیه به اوکراین حمله کرد.", "do-attack", None)
    assert event.time == Time()


def test_what_had_happened_before_is_not_of_the_day(lab) -> None:
    assert found(lab, "روسیه به اوکراین حمله کرده بود.") == (None, "none")
    assert found(lab, "روسیه در سال ۲۰۱۴ به اوکراین حمله کرده بود.") == ("2014", "own")


@pytest.mark.parametrize("aux", [("future",), ("hypothetical",), ("future", "negated")])
def test_what_is_to_come_or_only_possible_has_no_day_by_default(lab, aux: tuple[str, ...]) -> None:
    assert found(lab, "روسیه به اوکراین حمله خواهد کرد.", aux=aux) == (None, "none")
    assert found(lab, "روسیه فردا به اوکراین حمله خواهد کرد.", aux=aux) == ("2024-06-13", "own")


def test_what_was_denied_has_the_day_of_the_denial(lab) -> None:
    assert found(lab, "روسیه به اوکراین حمله نکرد.", aux=("negated",)) == ("2024-06-12", "publication")


def test_the_spans_of_a_time_count_the_text_as_received(lab) -> None:
    text = "روسيه روز ۱۹ِ خـرداد ۱۴۰۳ به اوكراين حمله كرد."
    event = lab.event(text, "do-attack")
    assert event.time.edtf == "2024-06-08"
    (span,) = event.time.spans
    assert "خـرداد ۱۴۰۳" in text[span.start : span.end]


def test_a_missing_day_of_publication_can_be_inferred(lab) -> None:
    reading = lab.read("امروز شنبه ۱۹ خرداد ۱۴۰۳ روسیه به اوکراین حمله کرد.", None)
    assert reading.published_inferred == (reading.published is not None)
    assert not lab.read("روسیه به اوکراین حمله کرد.").published_inferred


def test_history_begins_after_thirty_days() -> None:
    for days, past in ((30, False), (31, True), (-5, False)):
        day = PUBLISHED - timedelta(days=days)
        assert historical(Time(day, day, day.isoformat()), PUBLISHED) is past
    assert not historical(Time(), PUBLISHED)
    assert not historical(Time(date(2000, 1, 1), date(2000, 1, 1), "2000-01-01"), None)
    assert not historical(Time(date(2000, 1, 1), None, "2000-01-01/.."), PUBLISHED)


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("روسیه رفت.", "past"),
        ("روسیه رفته است.", "past"),
        ("روسیه رفته بود.", "past"),
        ("روسیه می‌رفت.", "past"),
        ("روسیه خواهد رفت.", "future"),
        ("روسیه می‌رود.", "present"),
        ("روسیه برود.", None),
        ("روسیه", None),
    ],
)
def test_the_tense_of_a_clause(lab, sentence: str, told: str | None) -> None:
    assert tense(lab.frame(sentence).text.clauses[0]) == told


def test_a_noun_far_down_alludes_to_what_was_before(lab) -> None:
    body = "\n".join(["تیتر", "باران بارید.", "برف بارید.", "هوا سرد شد.", "حمله روسیه به اوکراین مهم است."])
    assert found(lab, body, "attack") == (None, "none")
    assert found(lab, "تیتر\nحمله روسیه به اوکراین مهم است.", "attack") == ("2024-06-12", "publication")


def test_a_verb_far_down_still_tells_news(lab) -> None:
    body = "\n".join(["تیتر", "باران بارید.", "برف بارید.", "هوا سرد شد.", "روسیه به اوکراین حمله کرد."])
    assert found(lab, body) == ("2024-06-12", "publication")
