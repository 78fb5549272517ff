"""Fixtures of the text tests: the Persian rules, and a parser of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gahnama.language import Language, load_language
from gahnama.text.parse import Parser, Text

Parse = Callable[[str], Text]


@pytest.fixture(scope="session")
def persian() -> Language:
    return load_language("fa")


@pytest.fixture(scope="session")
def parser(persian: Language) -> Parser:
    return Parser(persian)


@pytest.fixture(scope="session")
def parse(parser: Parser) -> Parse:
    """``parse(text)``: everything that the text stage knows of a text."""
    return parser.parse


@pytest.fixture(scope="session")
def forms(parser: Parser) -> Callable[[str], list[str]]:
    """``forms(text)``: the words of a text as they stand in its normal form."""
    return lambda text: [word.form for word in parser.parse(text).words]
