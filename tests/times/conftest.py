"""Fixtures of the time tests: words and sentences come from the text stage, tense from the test itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from gahnama.datafile import load_yaml
from gahnama.language import load_language
from gahnama.model import Span, Time
from gahnama.text.parse import Parser
from gahnama.times.expressions import TimeExpression
from gahnama.times.find import find
from gahnama.times.lexicon import TimeLexicon
from gahnama.times.publication import reference
from gahnama.times.resolve import Context, resolve

FOLDER = Path(__file__).parents[2] / "gahnama" / "languages" / "fa"


@dataclass(frozen=True)
class Found:
    """One expression of a text with its value, and the original characters it stands in."""

    span: Span
    quote: str
    expression: TimeExpression
    time: Time


Times = Callable[..., list[Found]]


@pytest.fixture(scope="session")
def lexicon() -> TimeLexicon:
    return TimeLexicon.from_data(load_yaml(FOLDER / "times.yaml"), load_yaml(FOLDER / "numbers.yaml"))


@pytest.fixture(scope="session")
def parser() -> Parser:
    return Parser(load_language("fa"))


@pytest.fixture(scope="session")
def times(parser: Parser, lexicon: TimeLexicon) -> Times:
    """``times(text, published, tense, tenses)``: the time expressions of a text, resolved.

    ``tense`` holds for all clauses, but where ``tenses`` maps a quote to another one.
    """

    def read(
        text: str, published: date | None = None, tense: str | None = "past", tenses: dict[str, str] | None = None
    ) -> list[Found]:
        parsed = parser.parse(text)
        expressions = find(parsed.words, lexicon)
        spans = [parsed.normal.original_span(one.start, one.end) for one in expressions]
        contexts = []
        for one, span in zip(expressions, spans, strict=True):
            told = tense
            for quote, other in (tenses or {}).items():
                start = text.find(quote)
                if start < span.end and span.start < start + len(quote):
                    told = other
            sentence = parsed.sentences[parsed.sentence_of[one.first]]
            contexts.append(Context(sentence.index, sentence.paragraph, told))
        resolved = resolve(expressions, contexts, reference(expressions, contexts, published))
        return [
            Found(span, text[span.start : span.end], expression, time)
            for span, expression, time in zip(spans, expressions, resolved, strict=True)
        ]

    return read
