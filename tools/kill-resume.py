"""Kills adding with signal 9 at random moments, runs it again to its end, and compares what the chronicle says.

    python tools/kill-resume.py [--kills 50] [--seed 1] [--together] [PATH …]

PATH: the articles, evaluation/articles.jsonl if left out. Each kill has a chronicle of its own, and falls anywhere
between the start of the program and its end. With --together all kills fall on one chronicle, each some articles
further on than the one before it: for many articles. Prints a line a kill and exits with 1 if the stories or the
export of a chronicle differ from those of an undisturbed run, or if a document that was told to be kept is gone.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from gahnama.export import export
from gahnama.records import story_dict
from gahnama.store import Chronicle

ARTICLES = Path(__file__).parent.parent / "evaluation" / "articles.jsonl"
ADD = """
import sys
from gahnama.store import Chronicle
with Chronicle.open(sys.argv[1]) as chronicle:
    for done in chronicle.add(sys.argv[2:]):
        if getattr(done, "became", "known") != "known":
            print(done.became, flush=True)
"""


def told(path: Path) -> tuple[str, int]:
    """A hash of the export, the stories and why they are joined; how many documents the chronicle holds."""
    exported = io.BytesIO()
    with Chronicle.open(path) as chronicle:
        export(chronicle.search(), "plover-jsonl", exported)
        digest = hashlib.sha256(exported.getvalue())
        for story in chronicle.stories():
            digest.update(json.dumps(story_dict(story, chronicle.joins(story.id))).encode())
        documents = [stored.key for stored in chronicle.documents()]
    digest.update(json.dumps(documents).encode())
    return digest.hexdigest(), len(documents)


def kept(path: Path) -> int:
    """How many documents the chronicle holds."""
    with Chronicle.open(path) as chronicle:
        return chronicle.stats().documents


def started(path: Path, articles: list[str]) -> subprocess.Popen[str]:
    """A program that adds the articles, and prints a line for each as it is kept."""
    command = [sys.executable, "-c", ADD, str(path), *articles]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def run(path: Path, articles: list[str]) -> float:
    """Adds the articles. Seconds until the first was kept."""
    start = time.monotonic()
    with started(path, articles) as process:
        assert process.stdout is not None
        process.stdout.readline()
        first = time.monotonic() - start
        process.communicate()
    return first


def kill(path: Path, articles: list[str], more: int, seconds: float) -> tuple[int, bool]:
    """Adds the articles; kills it ``seconds`` after it told of ``more`` new ones.

    How many new ones it told of, and whether it was killed before its end.
    """
    with started(path, articles) as process:
        assert process.stdout is not None
        said = sum(1 for _ in zip(range(more), process.stdout, strict=False))
        time.sleep(seconds)
        process.kill()
        out, _ = process.communicate()
    return said + len(out.splitlines()), process.returncode == -signal.SIGKILL


def apart(folder: Path, articles: list[str], kills: int, chance: random.Random) -> int:
    """A chronicle for each kill; how many of them came out wrong."""
    start = time.monotonic()
    first = run(folder / "whole.db", articles)
    expected, count = told(folder / "whole.db")
    each = (time.monotonic() - start - first) / count
    print(f"undisturbed: {count} documents in {time.monotonic() - start:.1f} s", flush=True)
    wrong = number = 0
    while number < kills:
        path = folder / "killed.db"
        place = chance.uniform(-count / 4, count)  # a fifth of the kills falls before the first article is kept
        moment = chance.uniform(0, first if place < 0 else 2 * each)
        said, killed = kill(path, articles, max(0, int(place)), moment)
        if killed:
            number += 1
            there = kept(path)
            run(path, articles)
            good = told(path)[0] == expected and there >= said
            wrong += not good
            result = "same" if good else "DIFFERS"
            print(
                f"kill {number}, {moment:.2f} s behind article {max(0, int(place))}: {there} kept; {result}", flush=True
            )
        for left in folder.glob("killed.db*"):
            left.unlink()
    return wrong


def together(folder: Path, articles: list[str], kills: int, chance: random.Random) -> int:
    """One chronicle for all kills; 0 if it came out right."""
    whole, path = folder / "whole.db", folder / "killed.db"
    start = time.monotonic()
    run(whole, articles)
    expected, count = told(whole)
    each = (time.monotonic() - start) / count
    print(f"undisturbed: {count} documents in {each * count:.1f} s", flush=True)
    there, lost = 0, False
    for number, place in enumerate(sorted(chance.uniform(0, count) for _ in range(kills)), 1):
        said, killed = kill(path, articles, max(0, int(place) - there), chance.uniform(0, 2 * each))
        before, there = there, kept(path)
        lost |= there < before + said
        print(f"kill {number}: {there} kept, {before} + {said} told{'' if killed else '; it had ended'}", flush=True)
    run(path, articles)
    return int(lost or told(path)[0] != expected)


def main() -> int:
    """The command; returns its exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="*", default=[str(ARTICLES)], metavar="PATH")
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--together", action="store_true")
    options = parser.parse_args()
    made = together if options.together else apart
    with tempfile.TemporaryDirectory() as folder:
        wrong = made(Path(folder), options.articles, options.kills, random.Random(options.seed))
    chronicles = 1 if options.together else options.kills
    print(f"{options.kills} kills: {chronicles - wrong} of {chronicles} chronicles the same as the undisturbed one")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
