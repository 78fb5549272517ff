"""How fast Gahnama reads: articles and characters a second on one core, start-up, memory, the share of each stage.

Paces count the time of the processor, so that other work on the machine matters little.

    python benchmarks/read.py                      over the project's own articles, again and again
    GAHNAMA_DATA=../shared python benchmarks/read.py   over the corpus of that folder as well
    python benchmarks/read.py --seconds 5 --no-dateparser

Compares with the date search of dateparser over the same text: pip install 'gahnama[bench]' (in a checkout:
pip install --editable '.[bench]').
"""

from __future__ import annotations

import argparse
import functools
import platform
import resource
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from gahnama import Document, documents
from gahnama import reader as line
from gahnama.events.frame import Frame
from gahnama.intake import LeftOut
from gahnama.language import load_language
from gahnama.ontology import load_ontology
from gahnama.reader import Reader
from gahnama.settings import data_folder

ROOT = Path(__file__).parent.parent
RUNS = 5
"""Starts of an interpreter of which the fastest counts."""


@dataclass(frozen=True)
class Pace:
    """What was read in a stretch of time."""

    articles: int
    characters: int
    seconds: float

    @property
    def characters_a_second(self) -> float:
        return self.characters / self.seconds

    def __str__(self) -> str:
        return (
            f"{self.articles / self.seconds:8.1f} articles/s  {self.characters_a_second:10,.0f} characters/s"
            f"   ({self.articles} articles, {self.characters:,} characters, {self.seconds:.1f} s)"
        )


def pace(work: Callable[[Document], object], articles: Iterator[Document], seconds: float) -> Pace:
    """Works on article after article until they end or the time is over; counts the time of the processor."""
    count = characters = 0
    start = process_time()
    while process_time() - start < seconds:
        document = next(articles, None)
        if document is None:
            break
        work(document)
        count += 1
        characters += len(document.text)
    return Pace(count, characters, process_time() - start)


def own_articles() -> list[Document]:
    """The articles that come with the checkout."""
    found = documents([ROOT / "examples", ROOT / "evaluation" / "articles.jsonl"])
    return [document for document in found if not isinstance(document, LeftOut)]


def corpus() -> list[Document]:
    """The articles of the data folder; none where there is no such folder."""
    folder = data_folder()
    sources = sorted((folder / "corpus").glob("*.jsonl.gz")) if folder else []
    return [document for document in documents(sources) if not isinstance(document, LeftOut)] if sources else []


def start_up(*command: str) -> float:
    """Seconds that a fresh interpreter takes for a command, the fastest of several."""
    times = []
    for _ in range(RUNS):
        start = perf_counter()
        subprocess.run([sys.executable, *command], check=True, capture_output=True)
        times.append(perf_counter() - start)
    return min(times)


def peak_memory() -> float:
    """The largest resident memory that this process has had, in MiB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 2**20 if sys.platform == "darwin" else peak / 2**10


def staged(reader: Reader) -> dict[str, float]:
    """Puts a clock on every stage of a reader; the seconds gather in what is returned."""
    spent: dict[str, float] = defaultdict(float)

    def watch(owner: Any, name: str, stage: str) -> None:
        work = getattr(owner, name)

        @functools.wraps(work)
        def timed(*given: Any, **named: Any) -> Any:
            start = process_time()
            try:
                return work(*given, **named)
            finally:
                spent[stage] += process_time() - start

        setattr(owner, name, timed)

    watch(reader._parser, "parse", "text: words, sentences, clauses")
    watch(reader._places, "find", "places")
    watch(reader._actors, "find", "actors")
    watch(line, "find_times", "times")
    watch(line, "find_triggers", "events: triggers")
    watch(Frame, "lay_out", "events: slots and subjects")
    watch(line, "resolve_times", "events: dates")
    watch(reader.events, "read", "events: roles, sources, status, joining")
    watch(reader, "read", "all")
    return spent


def date_search() -> Callable[[Document], object] | None:
    """The date search of dateparser; None where it is not installed."""
    try:
        from dateparser.search import search_dates
    except ImportError:
        return None
    return lambda document: search_dates(document.text, languages=["fa"])


def main() -> None:
    """Measures and prints."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--seconds", type=float, default=10, help="how long to read each set of articles")
    options.add_argument("--no-dateparser", action="store_true", help="leaves out the comparison")
    chosen = options.parse_args()

    print(f"Python {platform.python_version()}, {platform.machine()}, one core\n")
    print("start-up")
    print(f"  import gahnama       {start_up('-c', 'import gahnama'):6.2f} s")
    print(f"  gahnama --help       {start_up('-m', 'gahnama.cli', '--help'):6.2f} s")
    start = process_time()
    reader = Reader(load_language("fa"), load_ontology())
    print(f"  a reader of Persian  {process_time() - start:6.2f} s\n")

    own, real = own_articles(), corpus()
    print("reading")
    reader.read(own[0])  # what is loaded at the first reading is none of the pace
    mine = pace(reader.read, cycle(own), chosen.seconds)
    print(f"  the project's own    {mine}")
    if real:
        print(f"  the data folder      {pace(reader.read, iter(real), chosen.seconds)}")
    else:
        print("  no data folder (GAHNAMA_DATA): the project's own articles only")
    print(f"  peak memory          {peak_memory():.0f} MiB\n")

    spent = staged(reader)
    pace(reader.read, iter(real or own * 20), chosen.seconds)
    whole = spent.pop("all")
    print("share of each stage")
    for stage, seconds in spent.items():
        print(f"  {stage:<40} {seconds / whole:6.1%}")
    print(f"  {'the rest':<40} {1 - sum(spent.values()) / whole:6.1%}\n")

    if chosen.no_dateparser:
        return
    search = date_search()
    if search is None:
        print("dateparser is not installed, nothing to compare with: pip install --editable '.[bench]'")
        return
    search(own[0])
    theirs = pace(search, cycle(own), chosen.seconds)
    print("dateparser, search of dates only, the project's own articles")
    print(f"                       {theirs}")
    print(f"  Gahnama reads the whole {mine.characters_a_second / theirs.characters_a_second:.1f} times as fast")


if __name__ == "__main__":
    main()
