"""Counts how many joins of a chronicle were judged right by reading, and lists those that nobody has judged.

    python evaluation/joins.py count CHRONICLE [--judged JOINS.json]       figures, beside those of the one-a-day key
    python evaluation/joins.py unjudged CHRONICLE [--context CHARACTERS]   a line for each pair that is to be judged
    python evaluation/joins.py prune CHRONICLE                             the list without pairs that are gone

CHRONICLE is the path or URL of one that all articles of the list were added to. A join is a pair of events of two
articles in one story. ``joins.json`` holds a row for each judged pair: ``articles`` (ids), ``sha256`` (of the texts),
``types``, ``spans`` (first mentions; code points, end exclusive), ``same`` (whether the two tell one happening, by
``stories/README.md``) and ``kind``: of a right one what it is (``deed of history``, ``copies``, ``news``), of a wrong
one what the two are. No text.

A pair of the chronicle has the verdict of a row when articles and types are the same and a mention of each event
overlaps the row's span. When the reader changes, some pairs have no row: ``count`` then fails. Judge them: run
``unjudged --context 200``, read the pairs (in their articles, where the words around don't tell), set ``same`` and
``kind`` in each line, take ``text`` out and put the lines into the list. Rows whose events are not read any more are
counted as ``gone``, fail too, and leave with ``prune``. ``count`` also prints how many of the pairs that are known to
be one happening are joined; who looks for such pairs by other means adds them to the list.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from gahnama.errors import GahnamaError, GoldError
from gahnama.model import Event, Span
from gahnama.records import Report
from gahnama.score import Figures
from gahnama.store import Chronicle

JUDGED = Path(__file__).parent / "joins.json"
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Side:
    """An event as the list knows it: the sha256 of its text, its type and its mentions, the first one first."""

    sha256: str
    type: str
    mentions: tuple[Span, ...]

    @classmethod
    def of(cls, sha256: str, event: Event) -> Side:
        """The side of an event in a text."""
        return cls(sha256, event.type, event.mentions)


class Judged:
    """The judged pairs, looked up by their two events."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows
        self._by_texts: defaultdict[frozenset[str], list[Row]] = defaultdict(list)
        for row in rows:
            self._by_texts[frozenset(row["sha256"])].append(row)

    @classmethod
    def load(cls, path: Path = JUDGED) -> Judged:
        """The list of a file. Raises GoldError for what is no such list."""
        try:
            rows = json.loads(path.read_text(encoding="utf-8"))
            for number, row in enumerate(rows, 1):
                if len(set(row["sha256"])) != 2 or len(row["types"]) != 2 or row["same"] not in (True, False):
                    raise GoldError(f"{path}: row {number}: expected two texts, two types, and true or false for same")
                _ = [Span(*span) for span in row["spans"]], row["kind"].strip(), row["articles"]
        except (OSError, UnicodeDecodeError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise GoldError(f"{path}: expected a list of judged pairs as {__file__} describes it ({error})") from None
        return cls(rows)

    def row(self, one: Side, other: Side) -> Row | None:
        """The row of a pair: that of the very first mentions before one that overlaps."""
        fitting = [row for row in self._by_texts[frozenset((one.sha256, other.sha256))] if _fits(row, one, other)]
        return min(fitting, key=lambda row: not _exact(row, one, other), default=None)


def _sides(row: Row) -> dict[str, tuple[str, Span]]:
    return {
        sha256: (type_, Span(*span))
        for sha256, type_, span in zip(row["sha256"], row["types"], row["spans"], strict=True)
    }


def _fits(row: Row, one: Side, other: Side) -> bool:
    sides = _sides(row)
    return all(
        sides[side.sha256][0] == side.type and any(mention.overlaps(sides[side.sha256][1]) for mention in side.mentions)
        for side in (one, other)
    )


def _exact(row: Row, one: Side, other: Side) -> bool:
    sides = _sides(row)
    return all(sides[side.sha256][1] == side.mentions[0] for side in (one, other))


def pairs(reports: Iterable[Report], key: Callable[[Report], Hashable]) -> Iterator[tuple[Report, Report]]:
    """The pairs of reports of different articles with the same key; a report whose key is None has none."""
    groups: defaultdict[Hashable, list[Report]] = defaultdict(list)
    for report in reports:
        groups[key(report)].append(report)
    groups.pop(None, None)
    for group in groups.values():
        yield from ((one, other) for one, other in combinations(group, 2) if one.key != other.key)


def one_a_day(report: Report) -> Hashable:
    """The baseline: date, codes of both roles and type; nothing for an event without a date."""
    event = report.event
    roles = (tuple(sorted({who.code for who in some})) for some in (event.actors, event.recipients))
    return (event.time.edtf, *roles, event.type) if event.time.edtf else None


def side(report: Report) -> Side:
    """The side of a report."""
    return Side.of(report.sha256, report.event)


def blank(one: Report, other: Report, context: int) -> Row:
    """A row for a pair that is to be judged."""
    two = (one, other)
    row: Row = {
        "articles": [report.document.id for report in two],
        "sha256": [report.sha256 for report in two],
        "types": [report.event.type for report in two],
        "spans": [[report.event.mentions[0].start, report.event.mentions[0].end] for report in two],
        "same": None,
        "kind": "",
    }
    return row | ({"text": [_around(report, context) for report in two]} if context else {})


def _around(report: Report, context: int) -> str:
    text, span = report.document.text, report.event.mentions[0]
    return f"{text[max(0, span.start - context) : span.start]}[[{report.quote}]]{text[span.end : span.end + context]}"


def gone(judged: Judged, reports: Sequence[Report]) -> list[Row]:
    """The rows of which an event is not read any more."""
    by_text: defaultdict[str, list[Side]] = defaultdict(list)
    for report in reports:
        by_text[report.sha256].append(side(report))
    return [
        row
        for row in judged.rows
        if not any(_fits(row, one, other) for one in by_text[row["sha256"][0]] for other in by_text[row["sha256"][1]])
    ]


def counted(judged: Judged, joined: Iterable[tuple[Report, Report]]) -> tuple[Counter[tuple[bool, str]], int, set[int]]:
    """How many pairs have which verdict and kind, how many have none, and the rows of those that are one happening."""
    verdicts: Counter[tuple[bool, str]] = Counter()
    without, met = 0, set()
    for one, other in joined:
        row = judged.row(side(one), side(other))
        if row is None:
            without += 1
        else:
            verdicts[row["same"], row["kind"]] += 1
            met |= {id(row)} if row["same"] else set()
    return verdicts, without, met


def table(judged: Judged, reports: Sequence[Report]) -> tuple[list[str], int]:
    """The lines of the figures, and how many joins of the stories nobody has judged."""
    lines = ["joined by\tpairs\tright\tprecision\tknown\tjoined\trecall\tunjudged"]
    unjudged = 0
    kinds: Counter[tuple[bool, str]] = Counter()
    for name, key in (("stories", lambda report: report.story), ("one a day", one_a_day)):
        verdicts, without, met = counted(judged, pairs(reports, key))
        if name == "stories":
            unjudged, kinds = without, verdicts
        for scope, history in (("", True), (" without deeds of history", False)):
            some = {kind: n for kind, n in verdicts.items() if history or kind[1] != "deed of history"}
            known = [row for row in judged.rows if row["same"] and (history or row["kind"] != "deed of history")]
            right, joined = sum(n for (same, _), n in some.items() if same), sum(id(row) in met for row in known)
            found = Figures.of(right, sum(some.values()), right)
            recall = f"{joined / len(known):.3f}" if known else ""
            lines.append(
                f"{name}{scope}\t{sum(some.values())}\t{right}\t{found.precision:.3f}\t{len(known)}\t{joined}\t{recall}\t{without}"
            )
    lines += [f"{'right' if same else 'wrong'}: {kind}\t{n}" for (same, kind), n in sorted(kinds.items(), reverse=True)]
    return lines, unjudged


def written(rows: Iterable[Row]) -> str:
    """The list as it is kept: a row a line."""
    return "[\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n]\n"


def main() -> int:
    """The command; returns its exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=("count", "unjudged", "prune"))
    parser.add_argument("chronicle")
    parser.add_argument("--judged", type=Path, default=JUDGED)
    parser.add_argument("--context", type=int, default=0)
    options = parser.parse_args()
    try:
        judged = Judged.load(options.judged)
        with Chronicle.open(options.chronicle, create=False) as chronicle:
            reports = list(chronicle.search())
    except GahnamaError as error:
        print(error, file=sys.stderr)
        return 1
    left = gone(judged, reports)
    if options.command == "prune":
        print(written(row for row in judged.rows if row not in left), end="")
        return 0
    if options.command == "unjudged":
        for one, other in pairs(reports, lambda report: report.story):
            if judged.row(side(one), side(other)) is None:
                print(json.dumps(blank(one, other, options.context), ensure_ascii=False))
        return 0
    lines, unjudged = table(judged, reports)
    print("\n".join(lines))
    if unjudged or left:
        print(
            f"{unjudged} joins have no verdict and {len(left)} judged pairs are gone: the reader or the scorer has"
            f" changed since they were judged. Judge the former (joins.py unjudged {options.chronicle} --context 200),"
            " take the latter out (joins.py prune), and count again; --help says how.",
            file=sys.stderr,
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
