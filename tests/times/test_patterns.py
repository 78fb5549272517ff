from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from gahnama.times.patterns import OUTSIDE, Grammar, Match, Matcher, Pattern, PatternError, SlotValue, parse


class Words:
    """A text in which every word is a class of its own; a digit also is a ``number``."""

    def __init__(self, text: str) -> None:
        self.words = text.split()

    def classes(self, position: int, name: str) -> Sequence[Match]:
        return self.all_classes(position).get(name, ())

    def all_classes(self, position: int) -> Mapping[str, Sequence[Match]]:
        if position >= len(self.words):
            return {}
        word = self.words[position]
        if word.isdigit():
            return {"number": [(position + 1, {"number": int(word)})]}
        return {word: [(position + 1, {word: 1})]}


def match(patterns: dict[str, list[str]], name: str, text: str) -> list[Match]:
    rows = [Pattern(key, parse(row), {}) for key, found in patterns.items() for row in found]
    return Matcher(Grammar(rows), Words(text)).match(name, 0)


def test_optional_items_and_the_longest_first() -> None:
    assert match({"p": ["a b?"]}, "p", "a b") == [(2, {"a": 1, "b": 1}), (1, {"a": 1})]


def test_alternatives() -> None:
    assert match({"p": ["( a | b c ) d"]}, "p", "b c d")[0][0] == 3
    assert match({"p": ["( a | b )? d"]}, "p", "d")[0][0] == 1
    assert match({"p": ["a | b"]}, "p", "b")[0][0] == 1


def test_a_number_goes_into_its_slot() -> None:
    assert match({"p": ["day=number a"]}, "p", "9 a")[0] == (2, {"day": 9, "a": 1})


def test_a_pattern_goes_whole_into_its_slot() -> None:
    found = match({"p": ["start=q a end=q"], "q": ["year=number"]}, "p", "1 a 2")[0][1]
    expected: dict[str, SlotValue] = {"start": {"year": 1}, "a": 1, "end": {"year": 2}}
    assert found == expected


def test_contradicting_slots_do_not_match() -> None:
    assert match({"p": ["year=number year=number"]}, "p", "1 2") == []
    assert match({"p": ["year=number year=number"]}, "p", "2 2")[0][0] == 2


def test_an_item_outside_only_has_to_stand_there() -> None:
    assert match({"p": ["<a year=number"]}, "p", "a 5") == [(2, {OUTSIDE: 1, "year": 5})]


def test_an_absent_item_must_not_stand_there() -> None:
    assert match({"p": ["year=number !a"]}, "p", "5 a") == []
    assert match({"p": ["year=number !a"]}, "p", "5 b") == [(1, {"year": 5})]
    assert match({"p": ["!a number"]}, "p", "5") == [(1, {"number": 5})]


def test_recursion_to_the_right() -> None:
    assert match({"p": ["a p", "b"]}, "p", "a a a b")[0][0] == 4


def test_recursion_to_the_left_finds_nothing_and_ends() -> None:
    assert match({"p": ["p a", "b"]}, "p", "b a")[0] == (1, {"b": 1})


@pytest.mark.parametrize("text", ["( a", "a )", "", "A", "a ** b"])
def test_bad_patterns_are_refused(text: str) -> None:
    with pytest.raises(PatternError):
        parse(text)
