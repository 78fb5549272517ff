"""Every example of every entry is a test case of its own, named after its file and line."""

from __future__ import annotations

from functools import cache

import pytest

from gahnama.examples import Case, cases, failure
from gahnama.language import languages, load_language
from gahnama.ontology import load_ontology
from gahnama.reader import Reader

CASES = [(code, case) for code in languages() for case in cases(load_language(code))]


@cache
def rules_alone(code: str) -> Reader:
    """What an entry does must not hang on what the learned parts make of one sentence."""
    return Reader(load_language(code), load_ontology(), learned=False)


@pytest.mark.parametrize(("code", "case"), [pytest.param(code, case, id=case.where) for code, case in CASES])
def test_example(code: str, case: Case) -> None:
    problem = failure(case, rules_alone(code))
    assert problem is None, f"{case.where}: {case.example.text}: {problem}"
