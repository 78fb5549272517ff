"""Which articles are drawn as those of other pages."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def drawn(*options: str | Path) -> subprocess.CompletedProcess[str]:
    script = ROOT / "evaluation" / "pages_sample.py"
    return subprocess.run([sys.executable, script, *options], capture_output=True, text=True, check=False)


def test_only_other_pages_are_drawn_and_their_events_listed(tmp_path: Path) -> None:
    deed = "وزیر خارجه ایران با همتای عراقی خود در بغداد دیدار کرد."
    rows = [("a", "sports/football"), ("b", "politics"), ("c", "sports, politics"), ("d", "province"), ("e", None)]
    corpus = tmp_path / "corpus.jsonl"
    lines = [{"id": name, "text": deed, "date": "2024-06-01", "category": section} for name, section in rows]
    corpus.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    done = drawn(corpus, "--seed", "1", "--quote")
    assert done.returncode == 0, done.stderr
    (line,) = [json.loads(line) for line in done.stdout.splitlines()]
    assert (line["id"], line["section"], line["events"][0]["type"]) == ("a", "sports", "CONSULT")
    assert line["events"][0]["quote"] in deed
    assert done.stderr == "1 of 1 articles: 1 events, 1.00 an article; 0 articles without any\n"


def test_no_such_article_is_told(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text(json.dumps({"id": "b", "text": "وزیر آمد.", "category": "politics"}), encoding="utf-8")
    done = drawn(corpus, "--seed", "1")
    assert (done.returncode, done.stderr) == (1, "no article of these sections is at hand\n")
