"""The bars of the time layer: both sets of expressions, each text read by the whole line."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

from gahnama.errors import LanguageDataError
from tests.scripts import loaded
from tests.times.conftest import FOLDER

EVALUATION = Path(__file__).parents[2] / "evaluation"


@pytest.fixture(scope="module")
def evaluation() -> ModuleType:
    """``evaluation/times.py``, which is no part of the package."""
    return loaded(EVALUATION / "times.py")


def test_the_first_set(evaluation: ModuleType) -> None:
    measured = evaluation.measure(FOLDER / "times-examples.yaml")
    assert measured.texts - measured.without >= 300
    assert measured.without >= 60
    assert measured.too_many == 0
    assert measured.spans >= 0.98
    assert measured.values >= 0.97


def test_the_second_set(evaluation: ModuleType) -> None:
    measured = evaluation.measure(EVALUATION / "times-second.yaml")
    assert len(measured.outcomes) == 100
    assert measured.values >= 0.95
    assert measured.too_many == 0


def test_a_false_time_is_counted(evaluation: ModuleType, tmp_path: Path) -> None:
    file = tmp_path / "cases.yaml"
    file.write_text(
        "- text: 'دیروز و امروز باران آمد.'\n  published: 2020-10-16\n"
        "  times:\n  - {quote: 'امروز', edtf: '2020-10-15'}\n"
        "- text: 'سپاه فردا می‌آید.'\n  published: 2020-10-16\n  times: []\n",
        encoding="utf-8",
    )
    measured = evaluation.measure(file)
    assert (measured.texts, measured.without, measured.too_many) == (2, 1, 1)
    assert (measured.spans, measured.values) == (0, 0)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("- text: 'امروز آمد.'\n  times:\n  - {quote: 'دیروز', edtf: '2020'}\n", "cases.yaml:3: a time: 'دیروز'"),
        ("- {times: []}\n", "cases.yaml:1: an example of times: the key 'text' is missing"),
        ("- {text: a, published: '2020-13-01', times: []}\n", "published is '2020-13-01'; expected a day"),
        ("", "no time is expected"),
    ],
)
def test_a_bad_file_is_refused(evaluation: ModuleType, tmp_path: Path, content: str, said: str) -> None:
    file = tmp_path / "cases.yaml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(LanguageDataError, match=said):
        evaluation.measure(file)
