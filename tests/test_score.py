"""The scorer: exact on cases worked out by hand, and equal to the reference scorer where that is at hand."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from gahnama.errors import GoldError
from gahnama.intake import documents
from gahnama.model import Document
from gahnama.reader import read
from gahnama.score import Figures, load, meets, pairs, same_date, score


def event(kind: str, *mentions: tuple[int, int], **fields: Any) -> dict[str, Any]:
    lists: dict[str, Any] = {name: [] for name in ("mode", "actors", "recipients", "aux", "source")}
    empty = lists | {"date": None, "date_basis": "none", "place": None}
    return empty | {"type": kind, "mentions": [{"start": start, "end": end} for start, end in mentions]} | fields


def who(code: str, start: int, end: int) -> dict[str, Any]:
    return {"code": code, "start": start, "end": end}


@pytest.mark.parametrize("edtf", ["202X", "2020-13", "soon", "2020-01-01-01"])
def test_forms_that_the_gold_does_not_use_are_wrong_dates(edtf: str) -> None:
    assert not same_date(event("AID", (0, 5), date="2020"), event("AID", (0, 5), date=edtf))


def test_a_day_by_publication_may_be_one_off() -> None:
    gold = event("AID", (0, 5), date="2020-10-16", date_basis="publication")
    assert same_date(gold, event("AID", (0, 5), date="2020-10-15"))
    assert not same_date(gold | {"date_basis": "explicit"}, event("AID", (0, 5), date="2020-10-15"))


def test_half_of_the_mentions_have_to_touch() -> None:
    gold = event("AID", (0, 10))
    assert meets(gold, event("AID", (9, 12), (50, 60)))
    assert not meets(gold, event("AID", (9, 12), (50, 60), (70, 80)))
    assert not meets(gold, event("AID", (10, 12)))
    assert not meets(gold, event("AID", (0, 301)))


def test_pairing_makes_room() -> None:
    """The likeliest partner of the first gold event is the only one of the second: both still find one."""
    golds = [event("AID", (0, 20), date="2020"), event("AID", (10, 20))]
    mines = [event("AID", (10, 20), date="2020"), event("AID", (0, 5))]
    assert len(pairs(golds, mines, typed=True)) == 2


def test_a_small_case_by_hand() -> None:
    golds = [
        event("AID", (0, 10), actors=[who("IRN", 0, 3)], date="2020"),
        event("AGREE", (20, 30), recipients=[who("IRQ", 22, 25)]),
    ]
    mines = [
        event("AID", (5, 10), actors=[who("IRN", 1, 3)], date="2020"),
        event("CONSULT", (20, 30)),
        event("PROTEST", (50, 60)),
    ]
    found = score([{"id": "a", "events": golds}], {"a": mines})
    assert found.report["found"] == Figures(0.6667, 1.0, 0.8).to_dict()
    assert found.report["typed"] == Figures(0.3333, 0.5, 0.4).to_dict()
    assert found.report["record"] == found.report["typed"]
    assert found.report["actors by mention"] == 1.0
    assert found.articles == {"a": {"gold": 2, "mine": 3, "typed": 1, "record": 1}}
    assert [error.split()[1] for error in found.errors] == ["missed", "too", "too"]


def test_an_article_without_a_reading_counts_as_missed() -> None:
    assert score([{"id": "a", "events": [event("AID", (0, 5))]}], {}).report["typed"]["recall"] == 0


@pytest.mark.parametrize(("lines", "said"), [("", "holds no reading"), ('{"id": "a", "events": []}\n' * 2, "a second")])
def test_readings_that_say_nothing_or_the_same_twice(tmp_path: Path, lines: str, said: str) -> None:
    gold, readings = tmp_path / "gold.json", tmp_path / "readings.jsonl"
    gold.write_text('[{"id": "a", "events": []}]', encoding="utf-8")
    readings.write_text(lines, encoding="utf-8")
    with pytest.raises(GoldError, match=said):
        load(gold, readings)


def test_equal_to_the_reference(shared: Path, root: Path, tmp_path: Path) -> None:
    reference = shared / "score.py"
    if not reference.is_file():
        pytest.skip("the data folder has no score.py to compare with")
    readings = tmp_path / "r.jsonl"
    with readings.open("w", encoding="utf-8") as file:
        for document in documents([root / "evaluation" / "articles.jsonl"]):
            assert isinstance(document, Document)
            file.write(read(document).to_json() + "\n")
    gold = root / "evaluation" / "articles.json"
    options = ["--articles", "--errors"]
    commands = ([sys.executable, str(reference)], [sys.executable, "-m", "gahnama.cli", "score"])
    theirs, ours = (
        subprocess.run(
            [*command, str(gold), str(readings), *options], capture_output=True, text=True, check=True
        ).stdout
        for command in commands
    )
    end = theirs.rindex("\n}\n") + 3
    assert json.loads(ours[: ours.rindex("\n}\n") + 3]) == json.loads(theirs[:end])
    count = len(json.loads(gold.read_text(encoding="utf-8")))
    rest, expected = (text[text.rindex("\n}\n") + 3 :].splitlines() for text in (ours, theirs))
    assert rest[:count] == expected[:count]
    assert len(rest) == len(expected)
