"""Kills adding with signal 9 at random moments, runs it again to its end, and compares what the chronicle says.

    python tools/kill-resume.py [--kills 50] [--seed 1] [PATH …]

PATH: the articles, evaluation/articles.jsonl if left out. Each kill has a chronicle of its own, and falls anywhere
between the start of the program and its end. Prints a line a kill and exits with 1 if a chronicle differs from that of
an undisturbed run, or if a document that was told to be kept is gone.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from gahnama.records import story_dict
from gahnama.store import Chronicle

ARTICLES = Path(__file__).parent.parent / "evaluation" / "articles.jsonl"
ADD = """
import sys
from gahnama.store import Chronicle
with Chronicle.open(sys.argv[1]) as chronicle:
    for done in chronicle.add(sys.argv[2:]):
        print(done, flush=True)
"""


def told(path: Path) -> tuple[str, int]:
    """A hash of everything that a chronicle says but the clock, and how many documents it holds."""
    digest = hashlib.sha256()
    with Chronicle.open(path) as chronicle:
        for story in chronicle.stories():
            digest.update(json.dumps(story_dict(story, chronicle.joins(story.id))).encode())
        documents = [stored.key for stored in chronicle.documents()]
    digest.update(json.dumps(documents).encode())
    return digest.hexdigest(), len(documents)


def run(path: Path, articles: list[str], seconds: float | None) -> int:
    """Adds the articles; kills it after ``seconds`` if it runs that long. How many documents it said to be kept."""
    command = [sys.executable, "-c", ADD, str(path), *articles]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            out, _ = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            out, _ = process.communicate()
    return len(out.splitlines())


def main() -> int:
    """The command; returns its exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="*", default=[str(ARTICLES)], metavar="PATH")
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder, "whole.db")
        start = time.monotonic()
        run(whole, options.articles, None)
        length = time.monotonic() - start
        expected, count = told(whole)
        print(f"undisturbed: {count} documents in {length:.1f} s")
        for number in range(1, options.kills + 1):
            path = Path(folder, f"{number}.db")
            moment = chance.uniform(0, length)
            said = run(path, options.articles, moment)
            kept = told(path)[1]
            run(path, options.articles, None)
            found = told(path)[0]
            good = found == expected and kept >= said
            wrong += not good
            print(
                f"kill {number} at {moment:.2f} s: {kept} kept, {said} told; {'same' if good else 'DIFFERS'}",
                flush=True,
            )
    print(f"{options.kills - wrong} of {options.kills} the same as the undisturbed run")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
