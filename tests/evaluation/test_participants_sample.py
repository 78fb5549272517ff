"""The hand-judged samples are whole, hold no text, and are counted rightly."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.scripts import loaded

ROOT = Path(__file__).parent.parent.parent
SAMPLES = sorted((ROOT / "evaluation").glob("participants-*.json"))


@pytest.fixture(scope="module")
def script() -> Any:
    return loaded(ROOT / "evaluation" / "participants_sample.py")


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_sample_is_whole_and_without_text(path: Path) -> None:
    rows = json.loads(path.read_text(encoding="utf-8"))
    assert len({(row["id"], row["start"]) for row in rows}) == 200
    for row in rows:
        assert set(row) == {"id", "start", "end", "role", "code", "sector", "judged", "kind"}
        assert (row["kind"] is None) == (row["code"] == row["judged"])


def test_the_rate(script: Any) -> None:
    rows = [
        {"role": "event", "code": "IRN", "judged": "IRN", "kind": None},
        {"role": "other", "code": "IRN", "judged": None, "kind": "measure"},
        {"role": "other", "code": "IRN", "judged": "IRQ", "kind": "pronoun"},
    ]
    assert script.rate(rows) == {
        "right": "1 of 3 (33.3%)",
        "in events": "1 of 1 (100.0%)",
        "elsewhere": "0 of 2 (0.0%)",
        "errors": {"measure": 1, "pronoun": 1},
    }


def test_coded_articles_are_left_out(script: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(script.coded()) > 100
    ids = {f"eval-{number:02}" for number in range(1, 12)}
    monkeypatch.setattr(script, "coded", lambda: ids)
    drawn = script.draw([ROOT / "evaluation" / "articles.jsonl"], seed=3, count=5, context=0)
    assert {row["id"] for row in drawn} == {"eval-12"}


def test_the_same_seed_draws_the_same_mentions(script: Any) -> None:
    articles = [ROOT / "evaluation" / "articles.jsonl"]
    drawn = [list(script.draw(articles, seed=3, count=5, context=0)) for _ in range(2)]
    assert drawn[0] == drawn[1]
    assert len(drawn[0]) == 5
    assert set(drawn[0][0]) == {"id", "start", "end", "role", "code", "sector"}
