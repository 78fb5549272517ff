"""Every sentence of times-examples.yaml: the expressions found strictly, their values, and nothing else found."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from gahnama.datafile import load_yaml
from gahnama.times.calendars import LUNAR_ERROR
from tests.times.conftest import FOLDER, Times

EXAMPLES: list[Any] = load_yaml(FOLDER / "times-examples.yaml")


def _name(example: Any) -> str:
    return f"times-examples.yaml:{example.line}"


def test_there_are_enough_examples() -> None:
    friends = [example for example in EXAMPLES if not example["times"]]
    assert len(EXAMPLES) - len(friends) >= 300
    assert len(friends) >= 60


@pytest.mark.parametrize("example", EXAMPLES, ids=_name)
def test_example(example: Any, times: Times) -> None:
    text = example["text"]
    tenses = {one["quote"]: one["tense"] for one in example["times"] if "tense" in one}
    found = times(text, date.fromisoformat(example["published"]), "past", tenses)
    assert [one.quote for one in found] == [str(one["quote"]) for one in example["times"]]
    for one, expected in zip(found, example["times"], strict=True):
        if expected["edtf"].endswith("~"):
            _assert_near(one.time.edtf, expected["edtf"])
        else:
            assert one.time.edtf == expected["edtf"], one.time.explanation


def _assert_near(edtf: str | None, expected: str) -> None:
    """A tabular lunar date may be a day off the one that was kept."""
    assert edtf is not None
    assert edtf.endswith("~")
    for mine, theirs in zip(edtf.split("/"), expected.split("/"), strict=True):
        off = date.fromisoformat(mine.rstrip("~")) - date.fromisoformat(theirs.rstrip("~"))
        assert abs(off) <= timedelta(LUNAR_ERROR)
