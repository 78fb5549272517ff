"""Coded articles without their texts: offsets, codes, the address and the sha256 of each text, for others to repeat.

    python evaluation/standoff.py make GOLD.json DOCUMENTS.jsonl -o STANDOFF.json
    python evaluation/standoff.py check STANDOFF.json DOCUMENTS.jsonl …

``make`` takes the quotes out of a gold file of the form of ``articles.json``. ``check`` says for each article whether
a local copy has the very text that was coded; exit status 1 where one has not. Those not at hand are counted.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

FIELDS = ("type", "mode", "date", "date_basis", "aux", "place_country")


def digest(text: str) -> str:
    """The sha256 of a text as UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def documents(paths: Iterable[Path]) -> Iterator[dict[str, Any]]:
    """The documents of JSON-lines files, plain or gzipped, or of all such files below a folder."""
    for path in paths:
        files = sorted([*path.rglob("*.jsonl"), *path.rglob("*.jsonl.gz")]) if path.is_dir() else [path]
        for file in files:
            data = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
            for line in data.decode("utf-8").splitlines():
                yield json.loads(line)


def stand_off(gold: list[dict[str, Any]], texts: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """The readings of a gold file with offsets in the place of quotes, in the order of their ids."""
    made = []
    for reading in sorted(gold, key=lambda reading: str(reading["id"])):
        document = texts[reading["id"]]
        made.append(
            {
                "id": reading["id"],
                "url": _address(document.get("url")),
                "published": document.get("date"),
                "sha256": digest(document["text"]),
                "events": [_event(event) for event in reading["events"]],
            }
        )
    return made


def _address(url: str | None) -> str | None:
    """An address without the words of the title that some outlets hang on it."""
    if url is None or url.isascii():
        return url
    return "/".join(part for part in url.split("/") if part.isascii())


def _span(quote: dict[str, Any]) -> list[int]:
    return [quote["start"], quote["end"]]


def _event(event: dict[str, Any]) -> dict[str, Any]:
    def people(role: str) -> list[dict[str, Any]]:
        return [{"span": _span(who), "code": who["code"], "sector": who["sector"]} for who in event[role]]

    return {
        **{name: event[name] for name in FIELDS},
        "mentions": [_span(quote) for quote in event["mentions"]],
        "actors": people("actors"),
        "recipients": people("recipients"),
        "date_text": [_span(quote) for quote in event["date_text"]],
        "source": [_span(quote) for quote in event["source"]],
        "place": _span(event["place"]) if event["place"] else None,
    }


def at_hand(readings: Iterable[dict[str, Any]], texts: dict[str, dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The readings of those articles whose very text is at hand."""
    for reading in readings:
        document = texts.get(reading["id"])
        if document is not None and digest(document["text"]) == reading["sha256"]:
            yield reading


def gold(readings: Iterable[dict[str, Any]], texts: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """Gold readings again, with the quotes of local texts; articles whose very text is not at hand are left out."""
    return [
        {
            "id": reading["id"],
            "published": reading["published"],
            "events": [_quoted(event, texts[reading["id"]]["text"]) for event in reading["events"]],
        }
        for reading in at_hand(readings, texts)
    ]


def _quoted(event: dict[str, Any], text: str) -> dict[str, Any]:
    def pinned(span: list[int]) -> dict[str, Any]:
        quote = text[span[0] : span[1]]
        stands = [[at, at + len(quote)] for at in range(len(text)) if text.startswith(quote, at)] if quote else []
        return {"text": quote, "start": span[0], "end": span[1], "spans": stands}

    return {
        **event,
        "mentions": [pinned(span) for span in event["mentions"]],
        "actors": [{**pinned(who["span"]), "code": who["code"], "sector": who["sector"]} for who in event["actors"]],
        "recipients": [
            {**pinned(who["span"]), "code": who["code"], "sector": who["sector"]} for who in event["recipients"]
        ],
        "date_text": [pinned(span) for span in event["date_text"]],
        "source": [pinned(span) for span in event["source"]],
        "place": pinned(event["place"]) if event["place"] else None,
    }


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    make = commands.add_parser("make")
    make.add_argument("gold", type=Path)
    make.add_argument("documents", type=Path, nargs="+")
    make.add_argument("-o", "--output", type=Path, required=True)
    check = commands.add_parser("check")
    check.add_argument("standoff", type=Path)
    check.add_argument("documents", type=Path, nargs="+")
    options = parser.parse_args()
    texts = {document["id"]: document for document in documents(options.documents)}
    if options.command == "make":
        readings = stand_off(json.loads(options.gold.read_text(encoding="utf-8")), texts)
        lines = ",\n".join(json.dumps(reading, ensure_ascii=False) for reading in readings)
        options.output.write_text(f"[\n{lines}\n]\n", encoding="utf-8")
        return 0
    readings = json.loads(options.standoff.read_text(encoding="utf-8"))
    here = [reading for reading in readings if reading["id"] in texts]
    other = [reading["id"] for reading in here if digest(texts[reading["id"]]["text"]) != reading["sha256"]]
    absent = len(readings) - len(here)
    for name in other:
        print(f"{name}: the local copy is another text than the one that was coded", file=sys.stderr)
    print(f"{len(readings)} coded articles: {len(here) - len(other)} as coded, {len(other)} other, {absent} absent")
    return 1 if other else 0


if __name__ == "__main__":
    sys.exit(main())
