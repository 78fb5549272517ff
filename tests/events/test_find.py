"""What tells a deed, and what does not."""

from __future__ import annotations

import pytest

from gahnama.language import Language
from gahnama.text.parse import Parser


def test_a_light_verb_with_its_noun(lab) -> None:
    assert lab.fired("وزیر خارجه ایران با همتای عراقی خود دیدار کرد.") == {"meet": "دیدار کرد"}


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("روسیه به ترکیه حمله خواهد کرد.", "حمله خواهد کرد"),
        ("روسیه به ترکیه حمله نکرده بود.", "حمله نکرده بود"),
        ("شاید روسیه به ترکیه حمله کند.", "حمله کند"),
        ("روسیه به ترکیه حمله می كند.", "حمله می کند"),
        ("روسیه به ترکیه حمله کرده و بازگشت.", "حمله کرده"),
    ],
)
def test_every_form_of_the_verb(lab, sentence: str, words: str) -> None:
    assert lab.fired(sentence)["do-attack"] == words


@pytest.mark.parametrize(
    "sentence", ["حمله روسیه به ترکیه", "حمله‌های روسیه به ترکیه", "حمله ای به ترکیه", "حملات روسیه به ترکیه"]
)
def test_a_noun_with_and_without_endings(lab, sentence: str) -> None:
    trigger = lab.trigger(sentence, "attack")
    assert (trigger.kind, trigger.group) == ("noun", None)


@pytest.mark.parametrize(
    "sentence", ["او به حمله دچار شد.", "این غذا او را به حمله دچار می‌کند.", "به حمله دچار نشده بود."]
)
def test_a_verb_phrase_that_is_no_event_keeps_a_noun_inside_from_firing(lab, sentence: str) -> None:
    assert lab.fired(sentence) == {}


def test_a_bare_verb_that_is_no_event_keeps_nothing_from_firing(lab) -> None:
    assert set(lab.fired("این حمله روسیه به ترکیه بود.")) == {"attack"}


def test_the_longer_of_two_wins_the_word(lab) -> None:
    assert "attack" not in lab.fired("روسیه به ترکیه حمله کرد.")
    assert "meeting" not in lab.fired("ایران با ترکیه دیدار کرد.")


def test_an_infinitive_is_marked_as_one(lab) -> None:
    trigger = lab.trigger("روسیه از محکوم کردن ترکیه گذشت.", "condemn")
    assert trigger.kind == "infinitive"


def test_a_participle_tells_as_well(lab) -> None:
    assert lab.trigger("روسیه ترکیه را محکوم کرده و رفت.", "condemn").kind == "verb"


def test_coordinated_parts_share_the_verb(lab) -> None:
    fired = lab.fired("روسیه ترکیه را تهدید و محکوم کرد.")
    assert fired == {"threaten": "تهدید کرد", "condemn": "محکوم کرد"}


def test_coordination_before_another_light_verb(lab) -> None:
    assert set(lab.fired("روسیه ترکیه را محکوم و خواستار گفت‌وگو شد.")) == {"condemn", "demand"}


def test_coordination_before_another_light_verb_is_no_passive(lab) -> None:
    assert not lab.trigger("روسیه ترکیه را محکوم و خواستار گفت‌وگو شد.", "condemn").passive


def test_a_phrase_that_its_ezafe_parts(lab) -> None:
    assert lab.fired("روسیه مورد حمایت ایران قرار گرفت.") == {"back": "مورد حمایت قرار گرفت"}
    assert lab.fired("ایران روسیه را مورد حمایت قرار داد.") == {"back": "مورد حمایت قرار داد"}


def test_a_bridge_over_the_ezafe(lab) -> None:
    assert lab.fired("فرانسه ترکیه را مسئول این بحران دانست.") == {"blame": "مسئول دانست"}
    assert lab.fired("ترکیه خواستار خروج سربازان از این شهر شد.") == {"demand": "خواستار شد"}


def test_no_bridge_where_the_verb_has_no_such_part(lab) -> None:
    assert lab.fired("فرانسه این خبر را درست دانست.") == {}


@pytest.mark.parametrize(
    ("sentence", "entry", "passive"),
    [
        ("روسیه ترکیه را محکوم کرد.", "condemn", False),
        ("ترکیه محکوم شد.", "condemn", True),
        ("ترکیه محکوم گردید.", "condemn", True),
        ("ترکیه از سوی روسیه محکوم شده است.", "condemn", True),
        ("دو سرباز کشته شدند.", "kill", True),
        ("روسیه دو سرباز را کشت.", "kill", False),
        ("روسیه مورد حمایت ایران قرار گرفت.", "back", True),
        ("ترکیه خواستار گفت‌وگو شد.", "demand", False),
    ],
)
def test_passives(lab, sentence: str, entry: str, passive: bool) -> None:
    assert lab.trigger(sentence, entry).passive is passive


def test_an_entry_that_a_negated_verb_tells(lab) -> None:
    assert lab.fired("روسیه به ترکیه اجازه نداد.") == {"forbid": "اجازه نداد"}
    assert lab.trigger("روسیه به ترکیه اجازه نداد.", "forbid").negative
    assert lab.fired("روسیه به ترکیه اجازه داد.") == {}
    assert not lab.trigger("روسیه به ترکیه حمله نکرد.", "do-attack").negative


def test_a_mask_keeps_its_words_from_firing(lab) -> None:
    assert lab.fired("بیمار پس از حمله قلبی درگذشت.") == {}
    assert lab.fired("بیمار پس از حمله‌ قلبی درگذشت و روسیه به ترکیه حمله کرد.") == {"do-attack": "حمله کرد"}


def test_a_title_tells_no_deed(lab) -> None:
    assert lab.fired("او فیلم «حمله به ترکیه» را ساخت.") == {}
    assert lab.fired("مقاله‌ای با عنوان «دیدار ایران و روسیه» چاپ شد.") == {}
    assert lab.fired("روسیه «حمله به ترکیه» را محکوم کرد.") == {"attack": "حمله", "condemn": "محکوم کرد"}


def test_words_that_forbid_an_entry(lab) -> None:
    assert "sign" in lab.fired("روسیه پیمان را امضا کرد.")
    assert "sign" not in lab.fired("روسیه کتاب را امضا کرد.")


def test_words_that_an_entry_needs(lab) -> None:
    assert set(lab.fired("دادگاه مرد را به زندان محکوم کرد.")) == {"condemn", "sentence"}
    assert set(lab.fired("دادگاه مرد را محکوم کرد.")) == {"condemn"}


def test_words_of_another_clause_neither_forbid_nor_allow(lab) -> None:
    assert set(lab.fired("سفیر کتاب را برد و پیمان را امضا کرد.")) == {"sign"}
    assert set(lab.fired("سفیر به زندان رفت و دادگاه مرد را محکوم کرد.")) == {"condemn"}


def test_a_fixed_stretch(lab) -> None:
    trigger = lab.trigger("پایان جنگ روسیه نزدیک است.", "truce")
    assert trigger.kind == "fixed"


def test_no_word_of_a_deed_lies_over_a_mark_or_a_sentence(lab) -> None:
    assert lab.fired("این یک دیدار بود. کرد و ترک آمدند.") == {"meeting": "دیدار"}
    assert lab.fired("او از حمله، کرد و ترک را نام برد.") == {"attack": "حمله"}


def test_quotation_marks_do_not_part_a_phrase(lab) -> None:
    assert lab.fired("روسیه ترکیه را «تهدید» کرد.") == {"threaten": "تهدید کرد"}


def test_a_trigger_is_given_once(lab) -> None:
    triggers = lab.frame("ایران و روسیه به توافق رسیدند.").triggers
    assert len(triggers) == len({(trigger.entry.id, trigger.core) for trigger in triggers})


def test_an_unlikely_reading_of_a_verb_does_not_fire(lab) -> None:
    assert lab.fired("این کار سه سال طول کشید.") == {}


def test_triggers_are_in_order_and_lie_in_their_clause(lab) -> None:
    frame = lab.frame("روسیه به ترکیه حمله کرد و ایران، که با ترکیه دیدار کرده بود، حمله را محکوم کرد.")
    assert len(frame.triggers) >= 3
    assert frame.triggers == sorted(frame.triggers, key=lambda trigger: trigger.first)
    for trigger in frame.triggers:
        assert trigger.first == trigger.core[0]
        assert trigger.last == trigger.core[-1]
        assert set(trigger.core) <= set(frame.text.clauses[trigger.clause].words)


def test_a_phrase_without_a_verb_is_refused(small: Language) -> None:
    from dataclasses import replace

    from gahnama.errors import LanguageDataError
    from gahnama.events.lexicon import PredicateLexicon

    broken = replace(small, entries=(replace(small.entries[0], forms=("دیدار دوستانه",)),))
    with pytest.raises(
        LanguageDataError, match=r"conftest\.py:1: entry meet: .* ends in no infinitive of verbs\.yaml; add"
    ):
        PredicateLexicon(broken, Parser(broken).splitter)
