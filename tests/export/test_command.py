"""gahnama export, as a user types it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from pyarrow import parquet as pq

from gahnama.export import FORMATS, export, many, parquet, rows
from gahnama.records import Query
from gahnama.store import Chronicle
from tests.store.conftest import made
from tests.test_cli import gahnama

FIRST = "ایران با ارمنستان دیدار کرد."
SECOND = "معترضان در تبریز گرد آمدند و شعار دادند."


@pytest.fixture
def chronicle(tmp_path: Path, empty: Path) -> Path:
    path = tmp_path / "chronicle.db"
    shutil.copy(empty, path)
    with Chronicle.open(path) as opened:
        opened.add_reading(made("a", FIRST, outlet="One"))
        opened.add_reading(made("b", SECOND, kind="PROTEST", actors="IRN", day="2023-09-20/2023-09-22"))
    return path


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_written_whole_and_again_the_same(form: str, chronicle: Path, tmp_path: Path) -> None:
    files = [tmp_path / "one", tmp_path / "two"]
    for file in files:
        gahnama("export", "--chronicle", chronicle, "--format", form, "-o", file)
    assert files[0].read_bytes() == files[1].read_bytes() != b""
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.endswith(".part")) == []


@pytest.mark.parametrize("form", FORMATS)
def test_the_order_of_adding_changes_no_byte(form: str, chronicle: Path, tmp_path: Path, empty: Path) -> None:
    other = tmp_path / "other.db"
    shutil.copy(empty, other)
    with Chronicle.open(other) as opened:
        opened.add_reading(made("b", SECOND, kind="PROTEST", actors="IRN", day="2023-09-20/2023-09-22"))
        opened.add_reading(made("a", FIRST, outlet="One"))
    for source in (chronicle, other):
        gahnama("export", "--chronicle", source, "--format", form, "-o", f"{source}.out")
    assert Path(f"{chronicle}.out").read_bytes() == Path(f"{other}.out").read_bytes()


def test_the_filters_of_search_hold(chronicle: Path) -> None:
    done = gahnama("export", "تبریز", "--chronicle", chronicle, "--format", "polecat", "--type", "PROTEST")
    assert [line.split("\t")[2] for line in done.stdout.splitlines()] == ["Event Type", "PROTEST"]
    done = gahnama("export", "--chronicle", chronicle, "--format", "polecat", "--dyad", "IRN:ARM", "--to", "2023-09-30")
    assert [line.split("\t")[2] for line in done.stdout.splitlines()] == ["Event Type", "CONSULT"]


def test_what_is_dropped_is_said_with_counts(chronicle: Path, tmp_path: Path) -> None:
    done = gahnama("export", "--chronicle", chronicle, "--format", "icews", "-o", tmp_path / "x")
    assert done.stderr.startswith("gahnama: icews can't hold all: dropped story 2, ")
    assert "last day 1" in done.stderr
    assert gahnama("export", "--chronicle", chronicle, "--format", "plover-jsonl", "-o", tmp_path / "x").stderr == ""


def test_decided_readings_come_back_as_gold(tmp_path: Path, empty: Path, root: Path) -> None:
    articles, store, gold = root / "evaluation" / "articles.jsonl", tmp_path / "chronicle.db", tmp_path / "gold.json"
    some = tmp_path / "some.jsonl"
    some.write_text("".join(articles.read_text(encoding="utf-8").splitlines(keepends=True)[:3]), encoding="utf-8")
    shutil.copy(empty, store)
    gahnama("add", some, "--chronicle", store)
    gahnama("read", some, "--format", "jsonl", "-o", tmp_path / "readings.jsonl")

    def scored() -> tuple[dict[str, Any], list[Any]]:
        gahnama("export", "--chronicle", store, "--format", "gold", "-o", gold)
        report = json.loads(gahnama("score", gold, tmp_path / "readings.jsonl").stdout)
        return report, json.loads(gold.read_text(encoding="utf-8"))

    with Chronicle.open(store) as opened:
        keys = [one.key for one in opened.documents()]
        for key in keys[:2]:
            for report in opened.browser.events_of(key):
                opened.review(report.event.id, "right", "tester")
        report, told = scored()
        assert [one["id"] for one in told] == sorted(opened.document(key).document.id for key in keys[:2])
        assert report["record"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0}
        assert {report[name] for name in ("date", "aux", "mode", "source", "place", "actors by mention")} == {1.0}
        for reading in told:
            text = opened.document(reading["id"]).document.text
            for event in reading["events"]:
                quotes = [*event["mentions"], *event["actors"], *event["source"], *event["date_text"]]
                assert all(text[one["start"] : one["end"]] == one["text"] for one in quotes)
                assert all(text[a:b] == one["text"] for one in event["actors"] for a, b in one["spans"])
        first, second = (report.event for report in opened.browser.events_of(keys[0])[:2])
        opened.mend(replace(first, type="AGREE" if first.type != "AGREE" else "AID", modes=()), "tester")
        opened.review(second.id, "wrong", "tester")
        report, told_after = scored()
        events = report["gold events"]
        assert report["machine events"] == events + 1, "what was wrong is no gold"
        assert report["typed"]["recall"] == round((events - 1) / events, 4), "the mended one has another type"
        assert report["found"]["recall"] == 1.0
        gahnama("export", "--chronicle", store, "--format", "gold", "-o", gold, "--type", second.type)
        found = {one.document.id for one in opened.search(Query(type=second.type))}
        narrowed = json.loads(gold.read_text(encoding="utf-8"))
        assert narrowed == [one for one in told_after if one["id"] in found], "a filter chooses whole articles"


def test_search_gives_the_same_csv(chronicle: Path, tmp_path: Path) -> None:
    gahnama("export", "--chronicle", chronicle, "--format", "csv", "-o", tmp_path / "one")
    gahnama("search", "--chronicle", chronicle, "--format", "csv", "-o", tmp_path / "two")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_parquet_without_pyarrow_is_told_with_the_remedy_and_leaves_nothing(chronicle: Path, tmp_path: Path) -> None:
    with patch.dict("sys.modules", {"pyarrow": None}):
        done = gahnama("export", "--chronicle", chronicle, "--format", "parquet", "-o", tmp_path / "x", code=2)
    assert "pip install 'gahnama[export]'" in done.stderr
    assert not (tmp_path / "x").exists()


@pytest.fixture
def several(chronicle: Path) -> Iterator[Chronicle]:
    """Events that were not added in the order of their days."""
    with Chronicle.open(chronicle) as opened:
        for number, day in enumerate((24, 11, 30, 2, 15)):
            opened.add_reading(made(f"d{number}", f"{FIRST} {number}", day=f"2023-09-{day:02}"))
        yield opened


def test_several_processes_write_the_same_parquet(several: Chronicle, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(many, "STRETCH", 2)
    one, two = BytesIO(), BytesIO()
    assert many.export_parquet(several, Query(), two, jobs=2) == export(several.search(), "parquet", one)
    assert one.getvalue() == two.getvalue() != b""


@pytest.mark.parametrize("kept", [1 << 20, 1], ids=["in memory", "in a file"])
def test_parquet_of_a_chronicle_is_that_of_its_reports(
    kept: int, several: Chronicle, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Over more than one row group, of which every piece has a part."""
    for module, name, value in (
        (many, "STRETCH", 3), (many, "BATCH", 2), (rows, "BATCH", 2),
        (parquet, "BATCH", 2), (parquet, "GROUP", 4), (parquet, "_KEPT", kept),
    ):  # fmt: skip
        monkeypatch.setattr(module, name, value)
    one, two = BytesIO(), BytesIO()
    done: list[None] = []
    told = many.export_parquet(several, Query(), two, advance=lambda: done.append(None))
    assert told == export(several.search(), "parquet", one)
    assert one.getvalue() == two.getvalue()
    assert pq.read_metadata(two).num_row_groups == 2
    assert pq.read_table(two)["event"].to_pylist() == [report.event.id for report in several.search()]
    assert len(done) == 7


def test_parquet_of_nothing(chronicle: Path) -> None:
    one, two = BytesIO(), BytesIO()
    with Chronicle.open(chronicle) as opened:
        many.export_parquet(opened, Query(type="AID"), two)
    export([], "parquet", one)
    assert one.getvalue() == two.getvalue() != b""


def test_no_room_for_sorting_is_told(chronicle: Path, tmp_path: Path) -> None:
    with patch("gahnama.export.parquet.SpooledTemporaryFile") as store:
        store.return_value.__enter__.return_value.write.side_effect = OSError(28, "No space left on device")
        done = gahnama("export", "--chronicle", chronicle, "--format", "parquet", "-o", tmp_path / "x", code=2)
    assert "no room for what is sorted there (No space left on device); make some, or set TMPDIR" in done.stderr
    assert not (tmp_path / "x").exists()


def test_a_process_that_sees_another_state_makes_nothing(chronicle: Path) -> None:
    with Chronicle.open(chronicle) as opened, opened.state() as state:
        before, (stretch,) = state.stamp, many._stretches(state.numbers(Query()))
    with many._Worker.held:
        many._Worker.begin(str(chronicle), before)
        made_ = many._Worker.piece(stretch)
        assert made_ is not None
        assert made_.dropped["offsets of participants"] == 3
    with Chronicle.open(chronicle) as opened:
        opened.add_reading(made("c", "متنی دیگر درباره دیدار"))
        with opened.state() as state:
            assert state.stamp != before
    with many._Worker.held:
        many._Worker.begin(str(chronicle), before)
        assert many._Worker.piece(stretch) is None


def test_jobs_by_the_command(chronicle: Path, tmp_path: Path) -> None:
    for jobs in (1, 2):
        gahnama("export", "--chronicle", chronicle, "--format", "parquet", "--jobs", jobs, "-o", tmp_path / f"{jobs}")
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()
    done = gahnama("export", "--chronicle", chronicle, "--format", "csv", "--jobs", 2, code=2)
    assert "only parquet" in done.stderr


def test_bad_use_is_told(chronicle: Path, tmp_path: Path) -> None:
    assert "--format" in gahnama("export", "--chronicle", chronicle, code=2).stderr
    assert "--dyad 'IRN'" in gahnama(
        "export", "--chronicle", chronicle, "--format", "csv", "--dyad", "IRN", code=2
    ).stderr  # fmt: skip
    done = gahnama("export", "--chronicle", tmp_path / "none.db", "--format", "csv", "-o", tmp_path / "x", code=2)
    assert "none.db" in done.stderr
    assert not (tmp_path / "x").exists()


def test_a_full_disk_leaves_the_old_file(chronicle: Path, tmp_path: Path) -> None:
    target = tmp_path / "x.csv"
    target.write_text("old", encoding="utf-8")
    with patch("gahnama.export.csv.rows", side_effect=OSError(28, "No space left on device")):
        done = gahnama("export", "--chronicle", chronicle, "--format", "csv", "-o", target, code=2)
    assert "No space left on device" in done.stderr
    assert target.read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [
        ("--type", "FOO", "'FOO' is no type; there are ACCUSE, AGREE, "),
        ("--mode", "bar", "'bar' is no mode; there are abduct, "),
    ],
)
def test_a_type_or_mode_that_plover_has_not_is_refused(option: str, value: str, told: str, chronicle: Path) -> None:
    for command in (["search"], ["export", "--format", "csv"]):
        done = gahnama(*command, "--chronicle", chronicle, option, value, code=2)
        assert told in done.stderr
