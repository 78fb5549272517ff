"""Every verb group that was counted four times or more in the corpus is an entry or listed as no event."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def coverage(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """``evaluation/coverage.py`` run on its list or on articles."""
    command = [sys.executable, str(root / "evaluation" / "coverage.py"), *arguments]
    environment = {**os.environ, "PYTHONPATH": str(root), "PYTHONUTF8": "1"}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_every_counted_verb_group_is_decided(root: Path) -> None:
    done = coverage(root, "--counted")
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert done.stderr.endswith(" verb groups, 0 of them undecided\n")


def test_groups_are_counted_with_what_stands_before_them(root: Path, tmp_path: Path) -> None:
    articles = tmp_path / "articles.jsonl"
    articles.write_text('{"text": "مجلس این طرح را سه‌پاره کرد. این قانون به تصویب رسید. او گفت."}\n', encoding="utf-8")
    counts = tmp_path / "counts.tsv"
    done = coverage(root, str(articles), "--least", "1", "--counts", str(counts))
    assert counts.read_text(encoding="utf-8") == "او گفتن\t1\nبه تصویب رسیدن\t1\nسه‌پاره کردن\t1\n"
    assert done.stdout == "1\tسه‌پاره کردن\t-\n"
    assert done.stderr == "3 verb groups, 1 of them undecided\n"


def test_no_articles(root: Path, tmp_path: Path) -> None:
    done = coverage(root, str(tmp_path))
    assert (done.returncode, done.stdout) == (1, "")
    assert "name a folder" in done.stderr
