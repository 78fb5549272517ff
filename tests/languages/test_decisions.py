"""Every example of every decision is a test case of its own, named after its file and line."""

from __future__ import annotations

from functools import cache

import pytest

from gahnama.decision_examples import DecisionCase, decision_cases, decision_failure
from gahnama.language import languages, load_language
from gahnama.ontology import load_ontology
from gahnama.reader import Reader

CASES = [(code, case) for code in languages() for case in decision_cases(load_language(code))]


@cache
def rules_alone(code: str) -> Reader:
    """What a decision does must not hang on what the learned parts make of one sentence."""
    return Reader(load_language(code), load_ontology(), learned=False)


@pytest.mark.parametrize(("code", "case"), [pytest.param(code, case, id=case.where) for code, case in CASES])
def test_example(code: str, case: DecisionCase) -> None:
    problem = decision_failure(case, rules_alone(code))
    assert problem is None, f"{case.where}: {case.example.text}: {problem}"


def test_persian_has_the_decisions_of_the_codebook() -> None:
    assert len(load_language("fa").decisions) >= 70
