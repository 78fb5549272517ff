"""Quotations: the stretches between paired marks."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gahnama.text.parse import Text
from gahnama.text.quotes import titles

Parse = Callable[[str], Text]


def quoted(text: Text) -> list[str]:
    return [text.form(quotation.first, quotation.last) for quotation in text.quotations]


@pytest.mark.parametrize("text", ["او گفت «باران آمد» و رفت", "او گفت “باران آمد” و رفت", 'او گفت "باران آمد" و رفت'])
def test_the_marks_are_not_counted(parse: Parse, text: str) -> None:
    assert quoted(parse(text)) == ["باران آمد"]


def test_marks_as_entities(parse: Parse) -> None:
    assert quoted(parse("او گفت &laquo;باران آمد&raquo; و رفت")) == ["باران آمد"]


def test_one_inside_another_outermost_first(parse: Parse) -> None:
    assert quoted(parse("او گفت «این «پیمان آرام» است» و رفت")) == ["این «پیمان آرام» است", "پیمان آرام"]


def test_one_after_another(parse: Parse) -> None:
    assert quoted(parse("«باغ» و «راغ»")) == ["باغ", "راغ"]
    assert quoted(parse('"باغ" و "راغ"')) == ["باغ", "راغ"]


@pytest.mark.parametrize("text", ["او گفت «باران آمد و رفت", "باران آمد» و رفت", "»باغ«", "«»", "", '"'])
def test_a_mark_without_its_partner_or_its_words_is_left_alone(parse: Parse, text: str) -> None:
    assert quoted(parse(text)) == []


def test_over_several_sentences(parse: Parse) -> None:
    text = parse("او گفت: «باران آمد. برف آمد.»")
    assert quoted(text) == ["باران آمد. برف آمد."]


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("او کتاب «جنگ آب» را خواند", ["جنگ آب"]),
        ("کتاب‌های «جنگ آب» و «باغ نو» را خواند", ["جنگ آب"]),
        ("نشستی با عنوان «جنگ آب» برپا شد", ["جنگ آب"]),
        ("او به عنوان «یار مردم» آمد", []),
        ("او گفت «جنگ آب» آمد", []),
        ("«جنگ آب» آمد", []),
        ("کتاب: «جنگ آب» آمد", []),
        ("در فیلم «یک دو سه چهار پنج شش هفت هشت نه» آمد", []),
    ],
)
def test_a_title_stands_right_behind_what_a_work_is_called_and_is_short(
    parse: Parse, text: str, called: list[str]
) -> None:
    parsed = parse(text)
    found = titles(parsed.words, parsed.quotations, {"کتاب", "فیلم", "باعنوان"})
    assert [parsed.form(one.first, one.last) for one in found] == called
