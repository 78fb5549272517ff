"""Draws articles of the pages of sports, culture, science and the economy, and counts the events read out of them.

    python evaluation/pages_sample.py --seed N [--count 100] [--quote] CORPUS… > SAMPLE.jsonl

The sections are those that ``sections.yaml`` calls ``other``; articles that a stand-off file codes, and those that also
stood in a section of politics, are left out. A line an article that tells any event: ``id``, ``section`` and
``events`` (``type``, ``start`` and ``end`` of the first mention in code points, ``confidence``; with ``--quote`` its
words, for the eyes only). The totals go to standard error.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from pathlib import Path
from typing import Any

from participants_sample import coded
from sections import section_kinds, sections_of
from standoff import documents

from gahnama.intake import documents as read_documents
from gahnama.model import Document
from gahnama.reader import reader_for


def section(text: dict[str, Any], kinds: dict[str, str]) -> str | None:
    """The section of ``other`` that an article stood in, None where it has none or one of politics as well."""
    found = [name for name in sections_of(text) if name in kinds]
    return None if not found or any(kinds[name] == "politics" for name in found) else found[0]


def main() -> int:
    """The command; 1 where no such article is at hand."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="+", type=Path)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--quote", action="store_true")
    options = parser.parse_args()
    kinds, known = section_kinds(), coded()
    sections = {text["id"]: section(text, kinds) for text in documents(options.corpus) if text["id"] not in known}
    pool = sorted(name for name, found in sections.items() if found is not None)
    if not pool:
        print("no article of these sections is at hand", file=sys.stderr)
        return 1
    drawn = set(random.Random(options.seed).sample(pool, min(options.count, len(pool))))
    reader = reader_for("fa")
    counts: list[int] = []
    for document in read_documents([str(path) for path in options.corpus], None, "fa"):
        if not isinstance(document, Document) or document.id not in drawn:
            continue
        events = reader.read(document).events
        counts.append(len(events))
        if events:
            told = [
                {
                    "type": event.type,
                    "start": event.mentions[0].start,
                    "end": event.mentions[0].end,
                    "confidence": event.confidence,
                    **({"quote": document.quote(event.mentions[0])} if options.quote else {}),
                }
                for event in events
            ]
            line = {"id": document.id, "section": sections[document.id], "events": told}
            print(json.dumps(line, ensure_ascii=False))
    without = sum(count == 0 for count in counts)
    print(
        f"{len(counts)} of {len(pool)} articles: {sum(counts)} events, {sum(counts) / len(counts):.2f} an article; "
        f"{without} articles without any",
        file=sys.stderr,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
