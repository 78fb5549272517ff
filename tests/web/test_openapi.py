"""Schemathesis asks everything that the OpenAPI description allows, and what it forbids; the server never fails."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable

from gahnama.store import Chronicle
from gahnama.web.app import create
from gahnama.web.site import Site

QUESTIONS = 12
"""For each operation, for each way of asking."""


@pytest.mark.filterwarnings("default")
def test_no_question_makes_the_server_fail(filled: Path, tmp_path: Path) -> None:
    shutil.copy(filled, tmp_path / "chronicle.db")
    with Chronicle.open(tmp_path / "chronicle.db") as chronicle:
        site = Site(chronicle, author="tester")
        report = next(iter(chronicle.search()))
        there = {"event": report.event.id, "identifier": report.story, "key": report.key, "number": 1}
        schema = schemathesis.openapi.from_asgi("/openapi.json", create(site, {"localhost", "testserver"}))
        asked: list[str] = []
        for found in schema.get_all_operations():
            operation = found.ok()
            named = {one.name for one in operation.path_parameters}
            for mode in schemathesis.GenerationMode:
                for path in ({}, {name: value for name, value in there.items() if name in named}):
                    asked += ask(operation.as_strategy(mode, path_parameters=path or None), site.token)
        assert len(set(asked)) > 15


def ask(cases: Any, token: str) -> list[str]:
    """Asks some of the cases, with our token; which operations these were."""
    asked = []

    @settings(
        max_examples=QUESTIONS,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=cases)
    def one(case: Any) -> None:
        answer = case.call(headers={"x-gahnama-token": token, "accept": "application/json"})
        asked.append(case.operation.label)
        assert answer.status_code < 500, case.as_curl_command()

    with suppress(Unsatisfiable):  # an operation without parameters can't be asked wrongly
        one()
    return asked
