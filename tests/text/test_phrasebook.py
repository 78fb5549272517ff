"""Phrases are found whatever their spaces, half-spaces and endings."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gahnama.text.parse import Parser
from gahnama.text.phrasebook import Match, Phrasebook
from gahnama.text.words import Word

Words = Callable[[str], list[Word]]


@pytest.fixture
def words(parser: Parser) -> Words:
    """``words(text)``: the words of a text."""
    return lambda text: parser.parse(text).words


def book(
    phrases: list[str], inflect: bool = True, endings: frozenset[str] | None = None, plural_heads: bool = False
) -> Phrasebook[str]:
    keyed = [(phrase.replace(" ", ""), phrase) for phrase in phrases]
    return Phrasebook(keyed, inflect, endings, plural_heads=plural_heads)


@pytest.mark.parametrize("text", ["قره باغ آرام است", "قره‌باغ آرام است", "قرهباغ آرام است", "قـره باغ آرام است"])
def test_spaces_do_not_count(words: Words, text: str) -> None:
    match = book(["قره باغ"]).at(words(text), 0)
    assert match is not None
    assert match.things == ("قره باغ",)
    assert not match.inflected


def test_the_longest_wins(words: Words) -> None:
    found = book(["وزیر", "وزیر خارجه", "خارجه"]).find(words("وزیر خارجه و وزیر"))
    assert [match.things for match in found] == [("وزیر خارجه",), ("وزیر",)]


def test_a_phrase_may_mean_several_things() -> None:
    made = Phrasebook([("شیر", 1), ("شیر", 2), ("شیر", 1), ("", 3)])
    assert made.get("شیر") == (1, 2)
    assert made.get("") == ()
    assert "شیر" in made
    assert "پلنگ" not in made


@pytest.mark.parametrize("text", ["حمله هوایی", "حمله‌های هوایی", "حملات هوایی"])
def test_only_the_last_word_bears_an_ending(words: Words, text: str) -> None:
    assert book(["حمله"]).at(words(text), 0) is not None
    assert (book(["حمله هوایی"]).at(words(text), 0) is not None) == (text == "حمله هوایی")


@pytest.mark.parametrize("text", ["حمله هوایی", "حمله‌های هوایی", "حملات هوایی"])
def test_or_the_first_word_too_where_it_may(words: Words, text: str) -> None:
    made = book(["حمله هوایی", "حمله"], plural_heads=True)
    assert made.at(words(text), 0) == Match(0, 1, ("حمله هوایی",))


def test_a_head_alone_says_that_it_is_inflected(words: Words) -> None:
    made = book(["حمله هوایی", "حمله"], plural_heads=True)
    assert made.at(words("حملات زمینی"), 0) == Match(0, 0, ("حمله",), True)


def test_an_inflected_match_says_so(words: Words) -> None:
    assert book(["دیدار"]).at(words("دیدارها"), 0) == Match(0, 0, ("دیدار",), True)
    assert book(["دیدار"], inflect=False).at(words("دیدارها"), 0) is None


def test_only_the_endings_that_are_allowed(words: Words) -> None:
    made = book(["سفیر"], endings=frozenset({"ها", "ان"}))
    assert made.at(words("سفیران آمدند"), 0) is not None
    assert made.at(words("سفیرها آمدند"), 0) is not None
    assert made.at(words("سفیری آمد"), 0) is None


def test_a_phrase_does_not_reach_over_a_mark(words: Words) -> None:
    assert book(["باغ راغ"]).find(words("باغ، راغ")) == []


def test_a_match_ends_before_the_stop(words: Words) -> None:
    found = words("وزیر خارجه آمد")
    assert book(["وزیر خارجه"]).at(found, 0, 1) is None
    assert book(["وزیر خارجه", "وزیر"]).at(found, 0, 1) == Match(0, 0, ("وزیر",))


def test_find_keeps_to_its_stretch_and_nothing_overlaps(words: Words) -> None:
    found = words("باغ راغ باغ راغ باغ")
    made = book(["باغ راغ", "راغ باغ", "باغ"])
    assert [(match.first, match.last) for match in made.find(found)] == [(0, 1), (2, 3), (4, 4)]
    assert [(match.first, match.last) for match in made.find(found, 1, 4)] == [(1, 2)]


def test_an_empty_book_finds_nothing(words: Words) -> None:
    assert book([]).find(words("باغ راغ")) == []


def test_marks_inside_a_phrase(words: Words) -> None:
    for text in ("پ.ک.ک آمد", "پ. ک. ک آمد"):
        (match,) = book(["پ.ک.ک", "پ"]).find(words(text))
        assert match.things == ("پ.ک.ک",)
    assert [match.things for match in book(["پ.ک.ک", "پ"]).find(words("پ. ک"))] == [("پ",)]
