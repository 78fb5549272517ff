from __future__ import annotations

from typing import Any

import pytest

from gahnama.datafile import load_yaml
from gahnama.errors import LanguageDataError
from gahnama.times.lexicon import TimeLexicon
from tests.times.conftest import FOLDER

NUMBERS = load_yaml(FOLDER / "numbers.yaml")


def small(**changes: Any) -> dict[str, Any]:
    data: dict[str, Any] = {
        "classes": {"month": [{"names": ["مهر"], "calendar": "solar-hijri", "month": "7"}], "word": ["ماه"]},
        "patterns": {"time": ["day=day-number month word?"]},
        "expressions": ["time"],
    }
    return data | changes


def test_a_small_lexicon() -> None:
    lexicon = TimeLexicon.from_data(small(), NUMBERS)
    assert lexicon.entries["مهر"] == (("month", {"calendar": "solar-hijri", "month": 7}),)
    assert lexicon.starters == {"day-number"}


def test_what_a_time_can_be_and_go_on_with() -> None:
    """Only what can't match is spared: a class that may be all of a time, what may come after each."""
    patterns = {
        "time": ["( word | day=day-number )? month word?", "word inner !month", "word"],
        "inner": ["month? word"],
    }
    lexicon = TimeLexicon.from_data(small(patterns=patterns), NUMBERS)
    assert lexicon.alone == {"month", "word"}
    assert lexicon.follows["word"] == {"month", "word"}
    assert lexicon.follows["day-number"] == {"month"}
    assert lexicon.follows["month"] == {"word"}


def test_composed_words() -> None:
    classes = {**small()["classes"], "glued": [{"compose": ["month", "word"]}]}
    lexicon = TimeLexicon.from_data(small(classes=classes), NUMBERS)
    assert lexicon.entries["مهرماه"] == (("glued", {"calendar": "solar-hijri", "month": 7}),)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"patterns": {"time": ["nothing"]}}, "no class"),
        ({"patterns": {"time": ["( word"]}}, "not closed"),
        ({"patterns": {"time": ["elsewhere=word"]}}, "no slot"),
        ({"patterns": {"time": [{"pattern": "word", "sets": {}}]}}, "unknown key"),
        ({"patterns": {"time": [{"pattern": "word", "set": {"yeer": "1"}}]}}, "unknown slot"),
        ({"patterns": {"time": [{"set": {}}]}}, "without a pattern"),
        ({"expressions": ["other"]}, "no pattern"),
        ({"classes": {"word": [{"names": ["ماه"], "month": "seven"}]}}, "word"),
        ({"classes": {"word": [{"month": "7"}]}}, "without names"),
        ({"classes": {"word": [{"compose": ["none", "word"]}]}}, "above this one"),
        ({"more": []}, "unknown key"),
    ],
)
def test_mistakes_are_refused(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(LanguageDataError, match=message):
        TimeLexicon.from_data(small(**changes), NUMBERS)


def test_missing_parts_are_refused() -> None:
    with pytest.raises(LanguageDataError, match="missing"):
        TimeLexicon.from_data({"classes": {}}, NUMBERS)
    with pytest.raises(LanguageDataError, match="numbers"):
        TimeLexicon.from_data(small(), {})


def test_a_mistake_names_its_line() -> None:
    data = load_yaml(FOLDER / "times.yaml")
    name, rows = next(iter(data["patterns"].items()))
    data["patterns"][name] = [type(rows[0])("nothing-of-the-kind", rows[0].line)]
    with pytest.raises(LanguageDataError, match=rf"times\.yaml:{rows[0].line}"):
        TimeLexicon.from_data(data, NUMBERS)
