"""How fast a large chronicle answers: synthetic events, every pair of filters, SQLite and PostgreSQL side by side.

    python benchmarks/store.py [--events 1000000] [--sqlite FILE] [--postgresql URL] [--jobs 2] [--busy]

The events are made up (a fixed seed): participants, places, outlets and words by Zipf's law, days over twenty years,
one in fifty lasting months. They are loaded in bulk, without the comparisons that make stories. Each search asks for
the first hundred reports; the figures are over ten searches with other values. The export is that of the command
``gahnama export --format parquet``, from its start to its end. URL names an empty database; FILE (by default in a
temporary folder) and the database are taken as they are where they hold as many events already.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import combinations, islice
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from sqlalchemy import func, insert, select

from gahnama.model import Document, Event, Participant, Place, Reading, Span, Time
from gahnama.ontology import load_ontology
from gahnama.records import Query
from gahnama.store import Chronicle, tables
from gahnama.store.codec import encode
from gahnama.store.rows import dyads

PER_DOCUMENT = 4
FIRST, DAYS = date(2004, 1, 1), 365 * 20
BATCH = 20_000
SEARCHES = 10
WORDS = [f"واژه{number}" for number in range(20_000)]


class Maker:
    """Makes rows of events."""

    def __init__(self, seed: int = 1) -> None:
        self.chance = random.Random(seed)
        ontology = load_ontology()
        self.codes = sorted(thing.id for thing in ontology.things.values() if thing.kind == "country")
        self.places = sorted(ontology.places)
        self.types = sorted(ontology.plover.modes)
        self.outlets = [f"outlet {number}" for number in range(40)]

    def one(self, values: list[str]) -> str:
        """A value; the first are the most frequent."""
        return values[min(int(self.chance.paretovariate(0.7)) - 1, len(values) - 1)]

    def rows(self, count: int) -> Iterator[dict[str, list[dict[str, Any]]]]:
        """Batches of rows, by table."""
        numbers = iter(range(1, count + 1))
        while some := list(islice(numbers, BATCH)):
            batch: dict[str, list[dict[str, Any]]] = {name: [] for name in TABLES}
            for number in some:
                self._event(number, batch)
            yield batch

    def _event(self, number: int, batch: dict[str, list[dict[str, Any]]]) -> None:
        document = (number - 1) // PER_DOCUMENT + 1
        first = FIRST + timedelta(self.chance.randrange(DAYS))
        width = self.chance.choice((0,) * 40 + (6,) * 9 + (200,))
        actor, recipient, place = self.one(self.codes), self.one(self.codes), self.one(self.places)
        text = " ".join(self.one(WORDS) for _ in range(20))
        identifier, outlet, type_ = f"e{number:015x}", self.one(self.outlets), self.one(self.types)
        span = Span(0, len(text))
        event = Event(
            identifier, type_, (), (span,),
            (Participant(span, actor, actor, "GOV", None, actor),),
            (Participant(span, recipient, recipient, "GOV", None, recipient),),
            time=Time(first, first + timedelta(width), str(first), "explicit", (span,), granularity="day"),
            place=Place(span, place, None, place), confidence=round(self.chance.random(), 3),
        )  # fmt: skip
        if number % PER_DOCUMENT == 1:
            self._document(document, text, first, outlet, batch)
        batch["events"].append({"number": number, "reading": document, "id": identifier, "body": encode(event)})
        day = first.toordinal()
        batch["shown"].append(
            {
                "event": number, "id": identifier, "document": document, "story": f"s{identifier}", "type": type_,
                "first": day, "last": day + width, "long": width > tables.LONG, "news": None, "status": 0,
                "outlet": outlet, "confidence": event.confidence, "review": "none", "telling": "[]",
            }
        )  # fmt: skip
        keys = {("actor", actor), ("recipient", recipient), ("place", place)}
        for role, key in keys | {(tables.DYAD, dyad) for dyad in dyads([actor], [recipient])}:
            batch["parties"].append({"event": number, "role": role, "key": key, "first": day})
        batch["words"].append({"rowid": number, "text": text})

    def _document(self, number: int, text: str, day: date, outlet: str, batch: dict[str, list[dict[str, Any]]]) -> None:
        import zlib

        published = str(day)
        batch["documents"].append(
            {
                "number": number, "key": f"{number:032x}", "text": text, "sha256": f"{number:064x}", "title": None,
                "published": published, "outlet": outlet, "language": "fa", "url": None, "added": published,
            }
        )  # fmt: skip
        batch["names"].append({"document": number, "name": f"d{number}"})
        body = zlib.compress(encode(Reading(Document(f"d{number}", ""), ())).encode())
        row = {"number": number, "document": number, "version": "bench", "published": published, "inferred": False}
        batch["readings"].append(row | {"body": body})


TABLES = {
    "documents": tables.documents,
    "names": tables.names,
    "readings": tables.readings,
    "events": tables.events,
    "shown": tables.shown,
    "parties": tables.parties,
    "words": tables.words,
}


def filters(maker: Maker) -> dict[str, Callable[[], dict[str, Any]]]:
    """What a search can be asked, each with values that are as frequent as they are among the events."""
    chance = maker.chance

    def days() -> dict[str, Any]:
        first = FIRST + timedelta(chance.randrange(DAYS))
        return {"first": first, "last": first + timedelta(30)}

    return {
        "words": lambda: {"words": maker.one(WORDS)},
        "actor": lambda: {"actor": maker.one(maker.codes)},
        "dyad": lambda: {"dyad": (maker.one(maker.codes), maker.one(maker.codes))},
        "type": lambda: {"type": maker.one(maker.types)},
        "place": lambda: {"place": maker.one(maker.places)},
        "days": days,
        "status": lambda: {"status": "happened"},
        "outlet": lambda: {"outlet": maker.one(maker.outlets)},
        "confidence": lambda: {"confidence": round(chance.random(), 2)},
    }


def load(chronicle: Chronicle, events: int) -> float | None:
    """Seconds that loading took; None where they were there."""
    database = chronicle._database
    with database.reads() as connection:
        if int(connection.execute(select(func.count()).select_from(tables.events)).scalar() or 0) >= events:
            return None
    start = time.perf_counter()
    for batch in Maker().rows(events):
        with database.writes() as connection:
            for name, table in TABLES.items():
                connection.execute(insert(table), batch[name])
    with database.writes() as connection:
        connection.exec_driver_sql("ANALYZE")
    return time.perf_counter() - start


def searched(chronicle: Chronicle, clock: Callable[[], float]) -> dict[str, list[float]]:
    """Milliseconds of every search by its pair of filters."""
    took: dict[str, list[float]] = {}
    given = filters(Maker())
    list(chronicle.search(Query(limit=1)))
    for one, other in combinations(given, 2):
        for _ in range(SEARCHES):
            query = Query(**given[one](), **given[other](), limit=100)
            start = clock()
            list(chronicle.search(query))
            took.setdefault(f"{one} + {other}", []).append(1000 * (clock() - start))
    return took


def exported(address: str, jobs: int) -> tuple[float, float]:
    """Seconds of the command, and those that its processes were at work."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder, "events.parquet")
        command = [sys.executable, "-m", "gahnama.cli", "export", "--chronicle", address, "--format", "parquet"]
        start, before = time.perf_counter(), os.times()
        subprocess.run([*command, "--jobs", str(jobs), "-o", str(output)], check=True, stderr=subprocess.DEVNULL)
        after = os.times()
        worked = after.children_user + after.children_system - before.children_user - before.children_system
        return time.perf_counter() - start, worked


def main() -> int:
    """The command; returns its exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--sqlite", metavar="FILE", type=Path)
    parser.add_argument("--postgresql", metavar="URL", help="a database, to be measured as well")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes of the export")
    parser.add_argument(
        "--busy",
        action="store_true",
        help="the machine has other work: searches by processor time (SQLite works in ours)",
    )
    options = parser.parse_args()
    rows: dict[str, dict[str, list[float]]] = {}
    with tempfile.TemporaryDirectory() as folder:
        addresses = {"SQLite": str(options.sqlite or Path(folder, "bench.db"))}
        if options.postgresql:
            addresses["PostgreSQL"] = options.postgresql
        print(f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
        for name, address in addresses.items():
            with Chronicle.open(address) as chronicle:
                loading = load(chronicle, options.events)
                rows[name] = searched(chronicle, time.process_time if options.busy else time.perf_counter)
            if loading is not None:
                print(f"{name}: {options.events:,} events loaded in {loading:.0f} s")
            took, worked = exported(address, options.jobs)
            print(f"{name}: Parquet in {took:.0f} s (bar 60), --jobs {options.jobs}, {worked:.0f} s of processor time")
    print("median / 95th percentile, ms\t" + "\t".join(rows))
    for pair in next(iter(rows.values())):
        figures = (f"{median(took[pair]):.1f} / {quantiles(took[pair], n=20)[-1]:.1f}" for took in rows.values())
        print(pair, *figures, sep="\t")
    for name, took in rows.items():
        medians = [median(times) for times in took.values()]
        print(f"{name}: slowest pair {max(medians):.1f} ms (bar 50), the middle one {median(medians):.1f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main())
