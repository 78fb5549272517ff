"""Quantities: numbers in three scripts and in words, with what widens them."""

from __future__ import annotations

from functools import cache

import pytest

from gahnama.events.quantities import QuantityReader
from gahnama.language import load_language
from gahnama.text.parse import Parser


@cache
def tools() -> tuple[Parser, QuantityReader]:
    language = load_language("fa")
    return Parser(language), QuantityReader(language)


def found(text: str) -> list[tuple[str, int, int | None]]:
    parser, reader = tools()
    words = parser.parse(text).words
    return [
        (" ".join(word.key for word in words[one.first : one.last + 1]), one.lowest, one.highest)
        for one in reader.find(words, 0, len(words))
    ]


@pytest.mark.parametrize(
    ("text", "lowest", "highest"),
    [
        ("12", 12, 12),
        ("۱۲", 12, 12),
        ("١٢", 12, 12),
        ("دوازده", 12, 12),
        ("بیست و سه", 23, 23),
        ("یک‌هزار و صد", 1100, 1100),
        ("هزار و دویست", 1200, 1200),
        ("۳ هزار و ۲۰۰", 3200, 3200),
        ("۲ میلیون و ۳۰۰ هزار", 2_300_000, 2_300_000),
        ("۲,۳۵۰", 2350, 2350),
        ("دست‌کم ۲۰", 20, None),
        ("بیش از صد", 100, None),
        ("حداکثر ۱۰", 0, 10),
        ("حدود ۱۰۰", 90, 110),
        ("بین ۳ تا ۵", 3, 5),
        ("میان سی و چهل", 30, 40),
        ("۳ یا ۴", 3, 4),
        ("ده‌ها", 20, 99),
        ("چند", 2, 7),
    ],
)
def test_one_quantity(text: str, lowest: int, highest: int | None) -> None:
    ((_, *bounds),) = found(f"{text} نفر آمدند")
    assert bounds == [lowest, highest]


def test_ordinals_and_separate_numbers() -> None:
    assert found("روز بیستم") == []
    assert [bounds for _, *bounds in found("۱۲ نفر و ۳ نفر")] == [[12, 12], [3, 3]]
    assert [bounds for _, *bounds in found("۵ یا ۳ نفر")] == [[5, 5], [3, 3]]


def test_marks_that_do_not_touch_part_numbers() -> None:
    assert [bounds for _, *bounds in found("۲, ۳۵۰ نفر")] == [[2, 2], [350, 350]]
    assert [bounds for _, *bounds in found("۲,۳۵ نفر")] == [[2, 2], [35, 35]]
