"""Draws mentions of participants at random for judging by hand, and says how many of the judged are right.

    python evaluation/participants_sample.py draw --seed N [--count 200] [--context CHARACTERS] CORPUS… > SAMPLE.jsonl
    python evaluation/participants_sample.py rate JUDGED.json

``draw`` reads the articles of JSON-lines files that none of ``standoff/*.json`` codes, and draws from all mentions that
stand for a participant of the reading or for an actor or recipient of its events. A line a mention: ``id``, ``start``,
``end`` (code points, end exclusive), ``role`` (``event``: whom it stands for is in an event; ``other``), ``code``,
``sector``; with ``--context`` also the words around it, for the eyes only.

A judged file holds the same fields without text, and for each mention ``judged``: the code that it should have by the
codebook, null where it is no participant; ``kind`` says what went wrong, null where nothing did. ``rate`` counts.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from gahnama.intake import documents
from gahnama.language import load_language
from gahnama.model import Document
from gahnama.ontology import load_ontology
from gahnama.reader import Reader

HERE = Path(__file__).resolve().parent


def coded() -> set[str]:
    """The ids of all articles that the stand-off files code."""
    return {
        reading["id"]
        for path in sorted((HERE / "standoff").glob("*.json"))
        for reading in json.loads(path.read_text(encoding="utf-8"))
    }


def mentions(reader: Reader, document: Document) -> Iterator[dict[str, Any]]:
    """The settled mentions of one article, by place."""
    frame, _ = reader.frame(document)
    reading = reader.read(document)
    doers = {(who.span, who.code) for event in reading.events for who in (*event.actors, *event.recipients)}
    listed = {(who.span, who.code) for who in reading.participants}
    for mention in frame.mentions:
        for who in frame.following.who(mention)[:1]:
            shown = frame.following.participant(who)
            role = "event" if (shown.span, shown.code) in doers else "other"
            if role == "event" or (shown.span, shown.code) in listed:
                span = frame.text.span(mention.first, mention.last)
                yield {
                    "id": document.id,
                    "start": span.start,
                    "end": span.end,
                    "role": role,
                    "code": who.code,
                    "sector": who.sector,
                }


def draw(paths: Iterable[Path], seed: int, count: int, context: int) -> Iterator[dict[str, Any]]:
    """``count`` mentions drawn with ``seed``, in the order of their articles."""
    reader = Reader(load_language("fa"), load_ontology())
    known = coded()
    texts: dict[str, str] = {}
    found: list[dict[str, Any]] = []
    for document in documents([str(path) for path in paths], None, "fa"):
        if isinstance(document, Document) and document.id not in known:
            texts[document.id] = document.text
            found += mentions(reader, document)
    chosen = random.Random(seed).sample(range(len(found)), min(count, len(found)))
    print(f"{len(found)} mentions in {len(texts)} articles", file=sys.stderr)
    for index in sorted(chosen):
        one = found[index]
        text, start, end = texts[one["id"]], one["start"], one["end"]
        shown = f"{text[max(0, start - context) : start]}[[{text[start:end]}]]{text[end : end + context]}"
        yield one | ({"text": shown.replace("\n", " / ")} if context else {})


def rate(judged: list[dict[str, Any]]) -> dict[str, Any]:
    """How many codes are right, of all and by role, and how often each kind of error fell."""

    def share(rows: list[dict[str, Any]]) -> str:
        right = sum(row["code"] == row["judged"] for row in rows)
        return f"{right} of {len(rows)} ({right / len(rows):.1%})" if rows else "none"

    return {
        "right": share(judged),
        "in events": share([row for row in judged if row["role"] == "event"]),
        "elsewhere": share([row for row in judged if row["role"] == "other"]),
        "errors": dict(Counter(row["kind"] for row in judged if row["code"] != row["judged"]).most_common()),
    }


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    drawing = commands.add_parser("draw")
    drawing.add_argument("corpus", type=Path, nargs="+")
    drawing.add_argument("--seed", type=int, required=True)
    drawing.add_argument("--count", type=int, default=200)
    drawing.add_argument("--context", type=int, default=0)
    rating = commands.add_parser("rate")
    rating.add_argument("judged", type=Path)
    options = parser.parse_args()
    if options.command == "rate":
        print(json.dumps(rate(json.loads(options.judged.read_text(encoding="utf-8"))), ensure_ascii=False, indent=1))
        return 0
    for row in draw(options.corpus, options.seed, options.count, options.context):
        print(json.dumps(row, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
