"""Every example of every entry is a test case of its own, named after its file and line."""

from __future__ import annotations

import pytest

from gahnama.examples import Case, cases, failure
from gahnama.language import languages, load_language
from gahnama.reader import reader_for

CASES = [(code, case) for code in languages() for case in cases(load_language(code))]


@pytest.mark.parametrize(("code", "case"), [pytest.param(code, case, id=case.where) for code, case in CASES])
def test_example(code: str, case: Case) -> None:
    problem = failure(case, reader_for(code))
    assert problem is None, f"{case.where}: {case.example.text}: {problem}"
