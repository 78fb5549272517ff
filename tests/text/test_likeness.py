"""How alike stretches of a text are: by the words they share, the rare ones first."""

from __future__ import annotations

import pytest

from gahnama.language import load_language
from gahnama.text.likeness import Likeness
from gahnama.text.parse import Parser

TEXT = "وزیران درباره آب گفت‌وگو کردند. گفت‌وگوهای وزیران درباره آب پایان یافت. باران در شمال بارید. باران در جنوب بارید."


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser(load_language("fa"))


def test_the_same_words_are_wholly_alike_and_others_not_at_all(parser: Parser) -> None:
    likeness = Likeness(parser.parse(TEXT), {})
    assert likeness.sentences(0, 0) == pytest.approx(1.0)
    assert likeness.sentences(0, 2) == 0.0
    assert 0.3 < likeness.sentences(0, 1) == likeness.sentences(1, 0) < 1.0


def test_a_rare_word_that_is_shared_counts_more_than_a_common_one(parser: Parser) -> None:
    text = parser.parse(TEXT)
    rain = text.words[text.sentences[2].first].stem
    even = Likeness(text, {}).sentences(2, 3)
    assert Likeness(text, {rain: 5.0, "bias": 1.0}).sentences(2, 3) > even
    assert Likeness(text, {rain: 0.1, "bias": 1.0}).sentences(2, 3) < even


def test_what_lies_outside_of_the_text_is_left_out(parser: Parser) -> None:
    text = parser.parse(TEXT)
    likeness = Likeness(text, {})
    last = len(text.words) - 1
    assert likeness.stretches((-6, 2), (0, 2)) == pytest.approx(1.0)
    assert likeness.stretches((last - 3, last + 6), (last - 3, last)) == pytest.approx(1.0)
    assert likeness.stretches((last + 1, last + 4), (0, last)) == 0.0
