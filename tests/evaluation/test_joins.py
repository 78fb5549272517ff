"""The judged joins are whole and hold no text; a change of the reader or the scorer is told."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from gahnama.model import Event, Span
from gahnama.store import Chronicle
from tests.scripts import loaded
from tests.store.conftest import made

ROOT = Path(__file__).parent.parent.parent
TALKS = "وزیر خارجه ایران روز سه‌شنبه در ایروان با همتای ارمنستانی خود درباره گذرگاه مرزی گفت‌وگو کرد."
AGAIN = "همتای ارمنستانی وزیر خارجه ایران در گفت‌وگو درباره گذرگاه مرزی روز سه‌شنبه میزبان او در ایروان بود."


@pytest.fixture(scope="module")
def script() -> Any:
    return loaded(ROOT / "evaluation" / "joins.py")


@pytest.fixture
def chronicle(tmp_path: Path) -> Path:
    """Two articles in one story, and one alone."""
    path = tmp_path / "chronicle.db"
    with Chronicle.open(path) as opened:
        opened.add_reading(made("a", TALKS, outlet="One"))
        opened.add_reading(made("b", AGAIN, outlet="Two"))
        opened.add_reading(made("c", TALKS + " پایان.", outlet="Three", day="2023-10-20"))
        assert sorted(len(story.reports) for story in opened.stories()) == [1, 2]
    return path


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, ROOT / "evaluation" / "joins.py", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_list_is_whole_and_without_text(script: Any) -> None:
    rows = script.Judged.load().rows
    assert len(rows) > 200
    for row in rows:
        assert set(row) == {"articles", "sha256", "types", "spans", "same", "kind"}
        assert all(len(one) == 64 and int(one, 16) >= 0 for one in row["sha256"])
    keys = {json.dumps([row["sha256"], row["types"], row["spans"]]) for row in rows}
    assert len(keys) == len(rows)


def test_a_verdict_is_found_by_text_type_and_mention(script: Any) -> None:
    row = {
        "articles": ["a", "b"],
        "sha256": ["1" * 64, "2" * 64],
        "types": ["AID", "AID"],
        "same": True,
        "kind": "news",
    }
    rows = [row | {"spans": [[0, 9], [5, 9]]}, row | {"spans": [[6, 20], [5, 9]], "same": False}]
    judged = script.Judged(rows)

    def side(text: str, start: int, end: int, kind: str = "AID") -> Any:
        return script.Side.of(text * 64, Event("x", kind, (), (Span(start, end),)))

    assert judged.row(side("1", 0, 9), side("2", 5, 9)) is rows[0]
    assert judged.row(side("2", 5, 9), side("1", 6, 20)) is rows[1]
    assert judged.row(side("1", 2, 4), side("2", 8, 12)) is rows[0]
    assert judged.row(side("1", 9, 12), side("2", 5, 9)) is rows[1]
    assert judged.row(side("1", 0, 9, "AGREE"), side("2", 5, 9)) is None
    assert judged.row(side("1", 0, 9), side("2", 20, 29)) is None
    assert judged.row(side("1", 0, 9), side("3", 5, 9)) is None


def test_what_nobody_judged_is_listed_and_fails(chronicle: Path, tmp_path: Path) -> None:
    judged = tmp_path / "joins.json"
    judged.write_text("[]", encoding="utf-8")
    counted = run("count", chronicle, "--judged", judged)
    assert counted.returncode == 1
    assert "1 joins have no verdict" in counted.stderr
    assert "unjudged" in counted.stderr
    (line,) = run("unjudged", chronicle, "--judged", judged, "--context", "20").stdout.splitlines()
    row = json.loads(line)
    assert row.pop("text")[0].startswith("[[")
    judged.write_text(json.dumps([row | {"same": True, "kind": "news"}]), encoding="utf-8")
    counted = run("count", chronicle, "--judged", judged)
    assert counted.returncode == 0, counted.stderr
    stories = counted.stdout.splitlines()[1].split("\t")
    assert stories == ["stories", "1", "1", "1.000", "1", "1", "1.000", "0"]
    assert run("unjudged", chronicle, "--judged", judged).stdout == ""


def test_what_is_not_read_any_more_fails_until_it_is_pruned(chronicle: Path, tmp_path: Path) -> None:
    judged = tmp_path / "joins.json"
    row = json.loads(run("unjudged", chronicle, "--judged", judged_of(tmp_path, [])).stdout)
    kept = row | {"same": True, "kind": "news"}
    judged_of(tmp_path, [kept, kept | {"types": ["AID", "AID"]}])
    counted = run("count", chronicle, "--judged", judged)
    assert counted.returncode == 1
    assert "1 judged pairs are gone" in counted.stderr
    assert json.loads(run("prune", chronicle, "--judged", judged).stdout) == [kept]


def judged_of(folder: Path, rows: list[dict[str, Any]]) -> Path:
    path = folder / "joins.json"
    path.write_text(json.dumps(rows), encoding="utf-8")
    return path


@pytest.mark.parametrize("text", ["{", '[{"same": true}]', '[{"sha256": ["a", "a"], "types": [], "same": true}]'])
def test_a_list_that_is_none_is_refused(text: str, chronicle: Path, tmp_path: Path) -> None:
    path = tmp_path / "joins.json"
    path.write_text(text, encoding="utf-8")
    done = run("count", chronicle, "--judged", path)
    assert done.returncode == 1
    assert str(path) in done.stderr
    assert "Traceback" not in done.stderr
