"""Deeds of history that have a name: their time and their participants are known."""

from __future__ import annotations

from datetime import date

import pytest

from gahnama.model import Document, event_dict


def test_the_name_gives_the_time(lab) -> None:
    event = lab.event("اسرائیل در جنگ شش‌روزه پیروز شد.", "six-days")
    assert (event.time.edtf, event.time.basis, event.aux) == ("1967-06-05/1967-06-10", "known", ("historical",))
    assert [span.start for span in event.time.spans] == ["اسرائیل در جنگ شش‌روزه".index("جنگ")]


def test_what_the_text_does_not_date_has_no_date_by_the_codebook(lab) -> None:
    text = "اسرائیل در جنگ شش‌روزه پیروز شد."
    event = lab.event(text, "six-days")
    assert (event.time.given, event.time.by_name) == (None, True)
    made = event_dict(event, Document("x", text))
    assert (made["date"], made["time"]["edtf"]) == (None, "1967-06-05/1967-06-10")


def test_a_time_of_the_clause_within_it_is_more_exact(lab) -> None:
    event = lab.event("اسرائیل در ۷ ژوئن ۱۹۶۷ در جنگ شش‌روزه پیروز شد.", "six-days")
    assert event.time.given == "1967-06-07"


@pytest.mark.parametrize(
    ("when", "edtf"),
    [("در ژوئن ۱۹۶۷", "1967-06"), ("در سال ۱۹۶۷", "1967"), ("از سال ۱۹۶۵ تا ۱۹۶۷", "1965/1967")],
)
def test_a_time_of_the_clause_around_it_is_what_the_text_gives(lab, when: str, edtf: str) -> None:
    event = lab.event(f"اسرائیل {when} در جنگ شش‌روزه پیروز شد.", "six-days")
    assert (event.time.given, event.time.basis, event.aux) == (edtf, "explicit", ("historical",))


@pytest.mark.parametrize("later", [True, False])
def test_a_time_that_one_telling_gives_is_that_of_all(lab, later: bool) -> None:
    told = ["اسرائیل در جنگ شش‌روزه پیروز شد.", "اسرائیل از ۵ تا ۱۰ ژوئن ۱۹۶۷ در جنگ شش‌روزه پیروز شد."]
    event = lab.event("\n".join(told if later else reversed(told)), "six-days")
    assert (len(event.mentions), event.time.given) == (2, "1967-06-05/1967-06-10")


def test_any_other_time_of_the_clause_is_none_of_its_own(lab) -> None:
    event = lab.event("اسرائیل دیروز یاد جنگ شش‌روزه را گرامی داشت.", "six-days")
    assert event.time.edtf == "1967-06-05/1967-06-10"


def test_what_is_known_to_have_happened_is_not_denied_by_its_clause(lab) -> None:
    assert lab.event("اسرائیل جنگ شش‌روزه را آغاز نکرد.", "six-days").aux == ("historical",)


def test_before_it_happened_the_name_means_something_else(lab) -> None:
    event = lab.event("اسرائیل از جنگ شش‌روزه سخن گفت.", "six-days", published=date(1960, 5, 1))
    assert (event.time.edtf, event.time.basis) == ("1960-05-01", "publication")


def test_who_took_part_is_taken_from_the_sentence_and_nobody_else(lab) -> None:
    sentence = "فرانسه می‌گوید مصر و اسرائیل در جنگ شش‌روزه سربازان بسیاری از دست دادند."
    assert {who.code for who in lab.event(sentence, "six-days").actors} == {"EGY", "ISR"}


def test_who_took_part_is_looked_for_before_where_the_sentence_names_nobody(lab) -> None:
    event = lab.event("سوریه مرز خود را بست. این مرز پس از جنگ شش‌روزه باز نشد.", "six-days")
    assert [who.code for who in event.actors] == ["SYR"]
