"""The quality floors: the scores on the project's own articles must not fall below what evaluation/floors.json pins."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from gahnama.intake import documents
from gahnama.model import Document
from gahnama.reader import read
from gahnama.score import score

EVALUATION = Path(__file__).parent.parent / "evaluation"
FLOORS = EVALUATION / "floors.json"


@cache
def report() -> dict[str, Any]:
    """The score of the project's own articles as the engine reads them now."""
    readings = {}
    for document in documents([EVALUATION / "articles.jsonl"]):
        assert isinstance(document, Document), str(document)
        readings[document.id] = read(document).to_dict()["events"]
    gold = json.loads((EVALUATION / "articles.json").read_text(encoding="utf-8"))
    return score(gold, readings).report


def floors() -> dict[str, float]:
    """The pinned figures by name; of a figure that has an F1, that."""
    return {name: floor for name, floor in json.loads(FLOORS.read_text(encoding="utf-8")).items() if name != "reason"}


@pytest.mark.parametrize(("name", "floor"), floors().items())
def test_floor(name: str, floor: float) -> None:
    figure = report()[name]
    reached = figure["f1"] if isinstance(figure, dict) else figure
    assert reached >= floor, f"{name} fell to {reached} from {floor}; lowering it needs a written reason in the file"


def test_the_articles_are_read() -> None:
    figures = report()
    assert figures["articles"] == 12
    assert figures["machine events"] > 0
