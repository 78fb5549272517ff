"""How fast the page is: lists at 20 concurrent readers, first paint of the story list, a timeline of 5,000 events.

    python benchmarks/web.py                      over a chronicle of 100,000 events, made in a temporary folder
    python benchmarks/web.py --chronicle big.db   makes it there, or takes what is there
    python benchmarks/web.py --events 10000       a smaller one

The readings are generated, always the same: the first 5,000 events are added as any reading is, the rest are copies of
their rows on other days. Every reader asks endless questions of its own, of nine kinds in three orders, with values
drawn anew each time: hardly any is asked twice, and no answer to a list is kept, so each is worked out anew.
Needs: pip install --editable '.[browser]' and Chromium (CHROMIUM=path, default /usr/bin/chromium).
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import sqlite3
import statistics
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from http.client import HTTPConnection
from pathlib import Path
from time import perf_counter, sleep
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from playwright.sync_api import Browser, sync_playwright

from gahnama.model import Document, Event, Participant, Place, Reading, Span, Time
from gahnama.ontology import load_ontology
from gahnama.store import Chronicle
from gahnama.web.process import serving

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
READERS = 20
THINKING = 1.0
"""Seconds that a reader looks at a list before asking for the next one, on average."""
SECONDS = 20
EVENTS_A_DOCUMENT = 5
WORDS = [
    "توافق",
    "گفتگو",
    "مرز",
    "سفر",
    "نشست",
    "بیانیه",
    "ارتش",
    "دولت",
    "مجلس",
    "پیمان",
    "آتش",
    "بس",
    "نفت",
    "گاز",
    "راه",
    "آب",
    "زندانی",
    "کمک",
    "وزیر",
    "سفیر",
    "شهر",
    "پل",
    "بندر",
    "فرودگاه",
    "دادگاه",
    "اعتراض",
    "تحریم",
    "مذاکره",
    "هیئت",
    "نماینده",
]


def made(number: int) -> Reading:
    """Document ``number`` with its events; the same each time."""
    dice = random.Random(number)
    ontology = load_ontology()
    countries = sorted(thing.id for thing in ontology.things.values() if thing.kind == "country")
    places = sorted(ontology.places)
    sentences, events, start = [], [], 0
    published = date(1990, 1, 1) + timedelta(days=dice.randrange(12_000))
    for place in range(EVENTS_A_DOCUMENT):
        text = " ".join(dice.choices(WORDS, k=14)) + f" {number * EVENTS_A_DOCUMENT + place}."
        kind = dice.choice(sorted(ontology.plover.modes))
        first = published - timedelta(days=dice.choice((0, 0, 0, 1, 2, 7, 400, 9000)))
        last = first + timedelta(days=dice.choice((0, 0, 0, 0, 6, 30, 365)))
        one, other = dice.sample(countries, 2)
        where = ontology.places[dice.choice(places)]
        span = Span(start, start + len(text))
        dot = Span(start, start + 4)
        events.append(
            Event(
                id=str(place), type=kind, modes=(), mentions=(span,),
                actors=(Participant(dot, one, one, "GOV", None, one),),
                recipients=(Participant(dot, other, other, "GOV", None, other),),
                time=Time(first, last, f"{first}/{last}", "explicit"),
                place=Place(dot, where.en, where.country, where.id, None, where.latitude, where.longitude, where.kind),
                confidence=dice.random(),
            )
        )  # fmt: skip
        sentences.append(text)
        start += len(text) + 1
    whole = " ".join(sentences)
    document = Document(f"d{number}", whole, whole[:60], published, f"outlet {number % 40}", "fa", None)
    spans = tuple(event.mentions[0] for event in events)
    return Reading(document, tuple(events), spans, published=published, program="bench")


READ = 5000
COPIES = (
    "INSERT INTO documents SELECT number + :d, key || :k, text, sha256, title, published, outlet, language, url, added "
    "FROM documents WHERE number <= :m",
    "INSERT INTO names SELECT document + :d, name || :k FROM names WHERE document <= :m",
    "INSERT INTO readings SELECT number + :d, document + :d, version, published, inferred, body FROM readings "
    "WHERE number <= :m",
    "INSERT INTO events SELECT number + :e, reading + :d, decision, id || :k, replace(body, id, id || :k) FROM events "
    "WHERE number <= :n",
    "INSERT INTO shown SELECT event + :e, id || :k, document + :d, 's' || id || :k, type, first + :far, last + :far, "
    "long, news, status, outlet, confidence, review, telling FROM shown WHERE event <= :n",
    "INSERT INTO parties SELECT event + :e, role, key, first + :far FROM parties WHERE event <= :n",
    "INSERT INTO words (rowid, text) SELECT rowid + :e, text FROM words WHERE rowid <= :n",
)
"""Copy ``k`` of the rows of the first events, ``far`` days away."""


def fill(path: Path, count: int) -> None:
    """A chronicle of ``count`` events, a multiple of those that are read one by one; one that is there is taken."""
    with Chronicle.open(path) as chronicle:
        if chronicle.stats().events >= count:
            return
        for number in range(min(count, READ) // EVENTS_A_DOCUMENT):
            chronicle.add_reading(made(number))
    with closing(sqlite3.connect(path)) as connection, connection:
        documents, events = (
            connection.execute(f"SELECT max(number) FROM {table}").fetchone()[0] for table in ("documents", "events")
        )
        for place in range(1, count // READ):
            values = {"d": place * documents, "e": place * events, "k": f"{place:x}", "far": place * 97 - 1000}
            for statement in COPIES:
                connection.execute(statement, values | {"m": documents, "n": events})


def questions(seed: int) -> Iterator[str]:
    """Endless list queries, of every kind."""
    dice = random.Random(seed)
    ontology = load_ontology()
    countries = sorted(thing.id for thing in ontology.things.values() if thing.kind == "country")
    while True:
        year = dice.randrange(1990, 2022)
        asked: dict[str, Any] = {"sort": dice.choice(("newest", "oldest", "added"))}
        asked |= dice.choice(
            (
                {},
                {"type": dice.choice(sorted(ontology.plover.modes))},
                {"actor": dice.choice(countries)},
                {"recipient": dice.choice(countries), "from": f"{year}-01-01"},
                {"dyad": ":".join(dice.sample(countries, 2))},
                {"from": f"{year}-03-01", "to": f"{year}-06-01"},
                {"q": " ".join(dice.sample(WORDS, 2))},
                {"place": dice.choice(countries), "type": "ASSAULT"},
                {"outlet": f"outlet {dice.randrange(40)}", "confidence": f"{dice.random():.3f}"},
            )
        )
        yield f"/stories.json?{urlencode(asked, quote_via=quote)}"


def lists(address: str, thinking: float) -> tuple[list[float], float]:
    """Seconds of every answer, and answers a second, with readers that think (or never do)."""
    host = urlsplit(address).netloc
    load_ontology()  # before there are readers: twenty that load it at once would be measured, not the page
    took: list[float] = []
    stop = perf_counter() + SECONDS

    def read(number: int) -> None:
        seed = 2 * number + (thinking > 0)  # no run asks what another one did
        connection, dice = HTTPConnection(host), random.Random(seed)
        sleep(dice.random() * thinking)
        for path in questions(seed):
            begun = perf_counter()
            if begun > stop:
                break
            connection.request("GET", path)
            answer = connection.getresponse()
            body = answer.read()
            assert answer.status == 200, body
            took.append(perf_counter() - begun)
            sleep(dice.random() * 2 * thinking)

    threads = [threading.Thread(target=read, args=(number,)) for number in range(READERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return took, len(took) / SECONDS


def first_paint(browser: Browser, address: str) -> float:
    """Milliseconds to the first contentful paint of the story list, in a browser that has nothing cached."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}/stories")
    page.wait_for_load_state("networkidle")
    found = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    context.close()
    return float(found)


def timeline(browser: Browser, address: str, path: str) -> tuple[float, int]:
    """Milliseconds until a timeline is drawn, and how many events it has."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{address}{path}")
    page.wait_for_selector("#timeline[data-ready]")
    count = int(page.get_attribute("#timeline", "data-ready") or 0)
    drawn = page.evaluate("performance.getEntriesByName('timeline-drawn')[0].startTime")
    context.close()
    return float(drawn), count


def span_of(path: Path, wanted: int) -> str:
    """A filter by days that finds about ``wanted`` events, fewer rather than more."""
    from gahnama.records import Query

    with Chronicle.open(path) as chronicle:
        low, high = 0, 12_000
        while high - low > 1:
            days = (low + high) // 2
            query = Query(first=date(2000, 1, 1), last=date(2000, 1, 1) + timedelta(days=days))
            low, high = (days, high) if chronicle.browser.facets(query).events <= wanted else (low, days)
        return f"/timeline?from=2000-01-01&to={date(2000, 1, 1) + timedelta(days=low)}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--chronicle", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.chronicle or Path(folder, "chronicle.db")
        fill(path, given.events)
        report(path)


def report(path: Path) -> None:
    """Measures and prints."""
    with Chronicle.open(path) as chronicle:
        stats = chronicle.stats()
    machine = f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    print(f"{stats.events:,} events, {stats.stories:,} stories; {machine}")
    path_of_5000 = span_of(path, 5000)
    with serving(path, "--read-only") as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        first_paint(browser, address)
        paints = [first_paint(browser, address) for _ in range(5)]
        print(f"first paint of the story list     median {statistics.median(paints):6.0f} ms (bar 500)")
        drawn = [timeline(browser, address, path_of_5000 + f"&confidence=0.000{place}") for place in range(3)]
        middle = sorted(drawn)[1]
        print(f"timeline of {middle[1]:,} events           median {middle[0]:6.0f} ms (bar 1000)")
        browser.close()
        for thinking, name in ((THINKING, f"{THINKING:.0f} s between questions"), (0.0, "without a pause")):
            took, pace = lists(address, thinking)
            p50, p95 = (statistics.quantiles(took, n=100)[place] * 1000 for place in (49, 94))
            print(f"{READERS} readers, {name:24} p50 {p50:5.0f} ms, p95 {p95:5.0f} ms (bar 100), {pace:5.1f} lists/s")


if __name__ == "__main__":
    main()
