"""The story gold is whole, and its scorer is exact on cases worked out by hand."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from gahnama.errors import GoldError
from gahnama.score import Figures
from tests.scripts import loaded

FOLDER = Path(__file__).parent.parent / "evaluation" / "stories"


scorer = loaded(FOLDER / "score.py")


def items(*numbers: int) -> list[tuple[str, int]]:
    return [("a-1", number) for number in numbers]


def clusters(**members: list[tuple[str, int]]) -> dict[tuple[str, int], str]:
    return {item: name for name, listed in members.items() for item in listed}


def same(story: dict[tuple[str, int], str]) -> dict[tuple[str, int], tuple[str, int]]:
    return {item: item for item in story}


def event(kind: str, start: int, **fields: Any) -> dict[str, Any]:
    empty: dict[str, Any] = {"actors": [], "recipients": [], "aux": [], "date": None, "date_basis": "none"}
    return empty | {"type": kind, "mentions": [{"start": start, "end": start + 5}]} | fields


def texts() -> dict[str, str]:
    rows = (FOLDER / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    return {row["id"]: row["text"] for row in map(json.loads, rows)}


def test_joining_by_hand() -> None:
    """Stories {1 2 3} {4 5}, clusters {1 2} {3 4 5}: of 4 pairs made 2 are right, of 4 true pairs 2 are found."""
    story = clusters(x=items(1, 2, 3), y=items(4, 5))
    found = scorer.joined(story, clusters(p=items(1, 2), q=items(3, 4, 5)), same(story))
    assert found.pairwise == Figures(0.5, 0.5, 0.5)
    # precision: (1 + 1 + 1/3 + 2/3 + 2/3) / 5; recall: (2/3 + 2/3 + 1/3 + 1 + 1) / 5
    assert found.b_cubed == Figures(0.7333, 0.7333, 0.7333)


def test_all_alone_and_all_together() -> None:
    story = clusters(x=items(1, 2), y=items(3, 4))
    apart = scorer.joined(story, {item: item for item in story}, same(story))
    assert (apart.pairwise, apart.b_cubed) == (Figures(0.0, 0.0, 0.0), Figures(1.0, 0.5, 0.6667))
    together = scorer.joined(story, clusters(p=items(1, 2, 3, 4)), same(story))
    assert (together.pairwise, together.b_cubed) == (Figures(0.3333, 1.0, 0.5), Figures(0.5, 1.0, 0.6667))


def test_missed_events_cost_recall_and_events_too_many_cost_precision() -> None:
    """Story {1 2 3}; 1 and 2 were read as 1 and 2 and joined with 9, which is nothing; 3 was missed."""
    gold = scorer.Gold([], clusters(x=items(1, 2, 3)), {"a-1": "open"})
    partner = dict(zip(items(1, 2), items(1, 2), strict=True))
    found = scorer.compared(gold, clusters(p=items(1, 2, 9)), partner, "open")
    assert (found["paired"].gold, found["paired"].mine) == (2, 2)
    assert found["paired"].pairwise == found["paired"].b_cubed == Figures(1.0, 1.0, 1.0)
    assert (found["all"].gold, found["all"].mine) == (3, 3)
    assert found["all"].pairwise == Figures(0.3333, 0.3333, 0.3333)
    # precision: (2/3 + 2/3 + 0) / 3; recall: (2/3 + 2/3 + 0) / 3
    assert found["all"].b_cubed == Figures(0.4444, 0.4444, 0.4444)


def test_nothing_read_scores_nothing() -> None:
    found = scorer.joined(clusters(x=items(1, 2)), {}, {})
    assert found.pairwise == found.b_cubed == Figures(0.0, 0.0, 0.0)


def test_events_of_readings_are_paired_by_type_and_mention() -> None:
    gold = [{"id": "a-1", "events": [event("AID", 0), event("ASSAULT", 10), event("AGREE", 20)]}]
    read = {"a-1": [event("ASSAULT", 12), event("AID", 30), event("AGREE", 10), event("AGREE", 21)], "b-1": []}
    assert scorer.partners(gold, read) == {("a-1", 1): ("a-1", 2), ("a-1", 4): ("a-1", 3)}


def test_the_key_of_one_a_day() -> None:
    iran, iraq = {"code": "IRN"}, {"code": "IRQ"}
    events = {
        ("a-1", 1): event("CONSULT", 0, date="2020-01-02", actors=[iran, iraq]),
        ("b-1", 1): event("CONSULT", 9, date="2020-01-02", actors=[iraq, iran, iran]),
        ("b-1", 2): event("CONSULT", 9, date="2020-01-02", actors=[iran], recipients=[iraq]),
        ("b-1", 3): event("CONSULT", 9, date="2020-01-03", actors=[iran, iraq]),
        ("b-1", 4): event("AGREE", 9, date="2020-01-02", actors=[iran, iraq]),
    }
    keys = scorer.one_a_day(events)
    assert keys["a-1", 1] == keys["b-1", 1]
    assert len(set(keys.values())) == 4


def test_errors_of_the_open_half_alone_are_told() -> None:
    story = {("a-1", 1): "x", ("a-2", 1): "x", ("a-2", 2): "y", ("b-1", 1): "z", ("b-2", 1): "z"}
    gold = scorer.Gold([], story, {"a-1": "open", "a-2": "open", "b-1": "kept", "b-2": "kept"})
    cluster = {("a-1", 1): "p", ("a-2", 1): "q", ("a-2", 2): "q", ("b-1", 1): "r", ("b-2", 1): "s"}
    assert list(scorer.errors(gold, cluster, same(story))) == ["split x: a-1#1 | a-2#1", "mixed x: a-2#1 | y: a-2#2"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[]", "expected {cluster"),
        ('{"x": [["a-1"]]}', "expected {cluster"),
        ("{", "expected {cluster"),
        ('{"x": [["a-1", 7]]}', "event 7 of a-1, which the readings don't have"),
        ('{"x": [["a-1", 1]], "y": [["a-1", 1]]}', "in 'x' and in 'y'; keep one"),
    ],
)
def test_bad_clusters_are_refused(text: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "clusters.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(GoldError, match=message):
        scorer.load_clusters(path, {("a-1", 1): event("AID", 0)})


@pytest.mark.parametrize(
    ("stories", "halves", "message"),
    [
        ({"x": [["a-1", 1]]}, "open: [a, b]", "event 1 of b-1 is in no story"),
        ({"x": [["a-1", 1], ["b-1", 1]]}, "open: [a]\nkept: [b]", "the story 'x' stands in both halves"),
        ({"x": [["a-1", 1]], "y": [["b-1", 1]]}, "open: [a]", "the family 'b' is in no half"),
    ],
)
def test_a_gold_that_is_not_whole_is_refused(
    stories: dict[str, list[list[Any]]], halves: str, message: str, tmp_path: Path
) -> None:
    readings = [{"id": "a-1", "events": [event("AID", 0)]}, {"id": "b-1", "events": [event("AID", 0)]}]
    (tmp_path / "articles.json").write_text(json.dumps(readings), encoding="utf-8")
    (tmp_path / "stories.json").write_text(json.dumps(stories), encoding="utf-8")
    (tmp_path / "halves.yaml").write_text(halves, encoding="utf-8")
    with pytest.raises(GoldError, match=message):
        scorer.load_gold(tmp_path)


def test_the_gold_is_whole() -> None:
    """Every event in one story, no story in two halves or families, every quote where its offsets say."""
    gold = scorer.load_gold()
    documents = texts()
    assert {one["id"] for one in gold.readings} == set(documents)
    written = json.loads((FOLDER / "articles-readings.json").read_text(encoding="utf-8"))
    for one, other in zip(gold.readings, written, strict=True):
        assert one["id"] == other["id"]
        for pinned, quoted in zip(one["events"], other["events"], strict=True):
            assert [mention["text"] for mention in pinned["mentions"]] == quoted["mentions"]
            quotes = [*pinned["mentions"], *pinned["actors"], *pinned["recipients"], *pinned["source"]]
            for quote in quotes + ([pinned["place"]] if pinned["place"] else []):
                assert documents[one["id"]][quote["start"] : quote["end"]] == quote["text"]
    families: dict[str, set[str]] = {}
    for (article, _), story in gold.story.items():
        families.setdefault(story, set()).add(article.rpartition("-")[0])
    assert all(len(found) == 1 for found in families.values())
    assert set(gold.half.values()) == {"open", "kept"}


def test_the_page_gives_the_figures_and_the_counts_that_come_out() -> None:
    gold = scorer.load_gold()
    events = scorer.numbered(gold.readings)
    key, itself = scorer.one_a_day(events), {item: item for item in events}
    page = (FOLDER / "README.md").read_text(encoding="utf-8")
    for half in ("open", "kept"):
        found = scorer.compared(gold, key, itself, half)["all"]
        for name, figures in (("pairwise", found.pairwise), ("B³", found.b_cubed)):
            assert f"| {half} | {name} | {figures.precision:.4f} | {figures.recall:.4f} | {figures.f1:.4f} |" in page
    assert f"{len(gold.readings)} articles" in page
    assert f"{len(events)} events, {len(set(gold.story.values()))} stories" in page


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, FOLDER / "score.py", *arguments]
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)


def test_the_command_scores_the_gold_against_itself(tmp_path: Path) -> None:
    done = run("--clusters", FOLDER / "stories.json", "--errors")
    assert done.returncode == 0, done.stderr
    rows = [line.split("\t") for line in done.stdout.strip().splitlines()[1:]]
    assert [row[0] for row in rows] == ["open"] * 4 + ["kept"] * 4 + ["both"] * 4
    for row in rows:
        assert all(figure == "1.0000" for figure in row[5:]) == (row[1] == "clusters")
    readings = tmp_path / "readings.jsonl"
    gold = json.loads((FOLDER / "articles.json").read_text(encoding="utf-8"))
    readings.write_text("".join(json.dumps(one) + "\n" for one in gold), encoding="utf-8")
    again = run("--clusters", FOLDER / "stories.json", "--readings", readings)
    assert again.stdout.splitlines()[1].split("\t")[5:] == ["1.0000"] * 6


def test_the_command_names_what_is_wrong() -> None:
    done = run("--clusters", FOLDER / "halves.yaml")
    assert done.returncode == 1
    assert "halves.yaml: expected {cluster" in done.stderr
