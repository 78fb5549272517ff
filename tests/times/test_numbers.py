from __future__ import annotations

import pytest

from gahnama.times.lexicon import TimeLexicon


@pytest.mark.parametrize(
    ("words", "value", "ordinal", "length"),
    [
        ("هفت", 7, False, 1),
        ("بیست و هفتم", 27, True, 3),
        ("بیست و یکم", 21, True, 3),
        ("سی ام", 30, True, 2),
        ("سی و سومین", 33, True, 3),
        ("هزار و نهصد و بیست و سه", 1923, False, 7),
        ("یک هزار و سیصد و پنجاه و هفت", 1357, False, 8),
        ("دو هزار و بیست", 2020, False, 4),
        ("صد و یک", 101, False, 3),
        ("اول", 1, True, 1),
        ("دوم و سوم", 2, True, 1),
        ("دو و سه", 2, False, 1),
        ("21 م", 21, True, 2),
        ("1399", 1399, False, 1),
    ],
)
def test_numbers(words: str, value: int, ordinal: bool, length: int, lexicon: TimeLexicon) -> None:
    number = lexicon.numbers.match(words.split(), 0)
    assert number is not None
    assert (number.value, number.ordinal, number.end) == (value, ordinal, length)


@pytest.mark.parametrize("word", ["کتاب", "ام", "و", "1234567890"])
def test_no_numbers(word: str, lexicon: TimeLexicon) -> None:
    assert lexicon.numbers.match([word], 0) is None


def test_every_number_below_1000_has_a_cardinal_and_an_ordinal(lexicon: TimeLexicon) -> None:
    assert set(lexicon.numbers.below_1000.values()) >= set(range(1, 1000))
    assert set(lexicon.numbers.ordinals.values()) >= set(range(1, 1000))
