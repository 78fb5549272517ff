"""Words: what is written apart but belongs together, what is glued and does not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gahnama.language import load_language
from gahnama.text.parse import Parser
from gahnama.text.words import Word

Forms = Callable[[str], list[str]]
PARSER = Parser(load_language("fa"))
PIECES = [*"ابیم‌ ۱۲.،«»(\n\t_-", "ها", "می", "نمی", "به", "رود", "ای", "&nbsp;", "\u200f", "ِ", "😀", "cm"]


def keys(words: list[Word]) -> list[str]:
    return [word.key for word in words]


@pytest.mark.parametrize(
    "text", ["کتاب‌ها رسید", "کتاب ها رسید", "کتابها رسید", "كتاب ها رسيد", "کتاب\u200b‌ها رسید", "کتاب\u00a0ها رسید"]
)
def test_a_suffix_belongs_to_its_word_however_it_is_written(parser: Parser, text: str) -> None:
    words = parser.parse(text).words
    assert keys(words) == ["کتابها", "رسید"]
    assert "کتاب" in words[0].stems


@pytest.mark.parametrize(
    ("text", "key"),
    [("بزرگ ترین", "بزرگترین"), ("خانه هایشان", "خانههایشان"), ("برنامه ای", "برنامهای"), ("سرباز هایی", "سربازهایی")],
)
def test_more_suffixes_written_apart(parser: Parser, text: str, key: str) -> None:
    assert keys(parser.parse(text).words) == [key]


def test_a_suffix_is_not_joined_over_a_line_break_or_to_a_mark(forms: Forms) -> None:
    assert forms("کتاب\nها رسید") == ["کتاب", "ها", "رسید"]
    assert forms("کتاب، ها") == ["کتاب", "،", "ها"]
    assert forms("۱۲ ها") == ["12", "ها"]


@pytest.mark.parametrize("text", ["می رود", "می‌رود", "ميرود", "مي رود", "می\u00a0رود"])
def test_the_verb_prefix_belongs_to_its_verb(parser: Parser, text: str) -> None:
    words = parser.parse(text).words
    assert keys(words) == ["میرود"]


@pytest.mark.parametrize("text", ["نمی رود", "نمی‌رود"])
def test_so_does_the_negated_prefix(parser: Parser, text: str) -> None:
    assert keys(parser.parse(text).words) == ["نمیرود"]


def test_the_month_of_may_is_no_verb_prefix(forms: Forms) -> None:
    assert forms("در ماه می باران بارید") == ["در", "ماه", "می", "باران", "بارید"]
    assert forms("۹ می، تهران") == ["9", "می", "،", "تهران"]


@pytest.mark.parametrize("text", ["به‌گزارش خبرنگار", "به گزارش خبرنگار"])
def test_a_glued_preposition_is_a_word_of_its_own(parser: Parser, text: str) -> None:
    found = parser.parse(text)
    assert keys(found.words) == ["به", "گزارش", "خبرنگار"]
    assert [text[slice(span.start, span.end)] for span in (found.span(i, i) for i in range(3))] == [
        "به",
        "گزارش",
        "خبرنگار",
    ]


def test_a_half_space_inside_a_word_stays(forms: Forms) -> None:
    assert forms("پیش‌نویس آتش‌بس") == ["پیش‌نویس", "آتش‌بس"]


def test_a_prefixed_verb_is_not_cut_at_its_prefix(parser: Parser) -> None:
    assert keys(parser.parse("او باز‌گشت و بر‌نگشت").words) == ["او", "بازگشت", "و", "برنگشت"]


def test_marks_and_numbers_stand_alone(forms: Forms) -> None:
    assert forms("«باغ»، (۱۲/۳)!") == ["«", "باغ", "»", "،", "(", "12", "/", "3", ")", "!"]
    assert forms("باغ_راغ") == ["باغ", "_", "راغ"]


def test_letters_and_digits_are_parted(forms: Forms) -> None:
    assert forms("سال۲۰۲۰میلادی") == ["سال", "2020", "میلادی"]


@pytest.mark.parametrize(
    ("word", "stem"), [("حملات", "حمله"), ("سربازان", "سرباز"), ("دیدارهای", "دیدار"), ("رؤسای", "رئیس")]
)
def test_stems(parser: Parser, word: str, stem: str) -> None:
    assert stem in parser.parse(word).words[0].stems


def test_a_short_word_keeps_its_ending(parser: Parser) -> None:
    assert parser.splitter.stems("نان") == ()
    assert parser.splitter.stems("کتاب") == ()


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_words_are_in_order_and_cover_all_but_space(text: str) -> None:
    found = PARSER.parse(text)
    form = found.normal.form
    end = 0
    for index, word in enumerate(found.words):
        assert word.index == index
        assert end <= word.start < word.end
        assert word.form == form[word.start : word.end]
        assert word.key
        assert not set(word.key) & set(" \n\t")
        assert not form[end : word.start].strip(" \n\t\u200c")
        end = word.end
    assert not form[end:].strip(" \n\t\u200c")
