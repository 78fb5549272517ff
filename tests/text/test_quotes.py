"""Quotations: the stretches between paired marks."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gahnama.text.parse import Text

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
