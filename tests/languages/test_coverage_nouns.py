"""The list of nouns that may name a deed, and what the language data decide about each."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from gahnama.events.lexicon import PredicateLexicon
from gahnama.language import Language, load_language
from gahnama.text.parse import Parser

EVALUATION = Path(__file__).parents[2] / "evaluation"


@pytest.fixture(scope="module")
def nouns():
    sys.path.insert(0, str(EVALUATION))
    try:
        import coverage_nouns
    finally:
        sys.path.remove(str(EVALUATION))
    return coverage_nouns


@pytest.fixture(scope="module")
def persian() -> Language:
    return load_language("fa")


@pytest.fixture(scope="module")
def lexicon(persian: Language) -> PredicateLexicon:
    return PredicateLexicon(persian, Parser(persian).splitter)


def test_a_noun_counts_where_it_stands_as_a_noun(nouns, persian: Language, lexicon: PredicateLexicon) -> None:
    text = Parser(persian).parse(
        "حمله هوایی ترکیه ادامه دارد. ترکیه به عراق حمله کرد. حملات زمینی آغاز شد. درخت سبز است."
    )
    assert nouns.counted([text], persian, lexicon, pairs=False)["حمله"] == 2
    pairs = nouns.counted([text], persian, lexicon, pairs=True)
    assert (pairs["حمله هوایی"], pairs["حمله زمینی"]) == (1, 1)
    assert not any("درخت" in pair for pair in pairs)


def test_what_is_decided(nouns, persian: Language, lexicon: PredicateLexicon) -> None:
    others = nouns.decided(persian)
    assert nouns.decision("حمله هوایی", persian, lexicon, others) == "ASSAULT"
    assert nouns.decision("حمله قلبی", persian, lexicon, others) == "an illness"
    assert nouns.decision("باشگاه", persian, lexicon, others) == ""


def test_no_noun_is_decided_twice(nouns, persian: Language, lexicon: PredicateLexicon) -> None:
    others = nouns.decided(persian)
    assert others
    assert [noun for noun in others if lexicon.nouns.get(noun) or lexicon.masks.get(noun)] == []
