"""Draws events with tolls or contents for judging by eye, by a fixed seed, from articles that no gold measures.

    GAHNAMA_DATA=../shared python evaluation/draw.py tolls --seed 11
    GAHNAMA_DATA=../shared python evaluation/draw.py contents --seed 23 --count 60

The articles are those of the folder's ``corpus/*.jsonl.gz``, without those of ``gold/dev.jsonl``.
"""

from __future__ import annotations

import argparse
import random
import sys

from gahnama import Document, documents, read
from gahnama.intake import LeftOut
from gahnama.model import Event, Span
from gahnama.settings import data_folder

AROUND = 80
"""Characters shown before a span; half as many behind it."""


def told(event: Event, what: str) -> list[tuple[str, Span]]:
    """The spans to judge, each with what is said of it."""
    if what == "tolls":
        return [(f"{toll.kind} {toll.lowest}-{toll.highest}", toll.span) for toll in event.casualties]
    return [(kind, span) for kind in ("agenda", "terms") for span in getattr(event, kind)]


def shown(document: Document, span: Span) -> str:
    """A span in its surroundings, on one line."""
    before = document.text[max(0, span.start - AROUND) : span.start]
    after = document.text[span.end : span.end + AROUND // 2]
    return f"{before}[[{document.quote(span)}]]{after}".replace("\n", " / ")


def main() -> int:
    """Prints the draw."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("what", choices=("tolls", "contents"))
    options.add_argument("--seed", type=int, default=1, help="the seed of the draw")
    options.add_argument("--count", type=int, default=60, help="how many events")
    chosen = options.parse_args()
    folder = data_folder()
    if folder is None:
        print("set GAHNAMA_DATA to the folder that has corpus/ and gold/", file=sys.stderr)
        return 2
    measured = {one.text for one in documents([folder / "gold" / "dev.jsonl"]) if isinstance(one, Document)}
    pool = []
    for document in documents(sorted((folder / "corpus").glob("*.jsonl.gz"))):
        if not isinstance(document, LeftOut) and document.text not in measured:
            pool += [(document, event) for event in read(document).events if told(event, chosen.what)]
    drawn = random.Random(chosen.seed).sample(pool, min(chosen.count, len(pool)))
    print(f"{len(drawn)} of {len(pool)} events")
    for document, event in drawn:
        print(f"\n{document.id} {event.type}: {document.quote(event.mentions[0])}")
        for what, span in told(event, chosen.what):
            print(f"  {what}: {shown(document, span)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
