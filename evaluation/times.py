"""How many time expressions are found, and how many values are exactly right, on a file of cases.

    python evaluation/times.py [CASES.yaml]        (default: evaluation/times-second.yaml)

A case has a ``text``, perhaps the day it was ``published``, and its ``times``: ``quote``, ``edtf`` (null: can't be
placed), perhaps a ``kind`` and what its clause ``tense`` is, which is not read here: each text goes through the whole
line, as ``gahnama times`` sends it. A span is right when it is that of the quote; a value is right when the time found
that shares most characters with the quote means exactly the days of ``edtf``. Prints the figures, those by kind, and
what was missed. A file that doesn't have this form ends it with a message that names the line.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from gahnama.datafile import Record, load_yaml
from gahnama.errors import LanguageDataError
from gahnama.model import Document, Span, Time
from gahnama.reader import read
from gahnama.score import same_time

SECOND = Path(__file__).parent / "times-second.yaml"


@dataclass(frozen=True)
class Expected:
    """A time that a text holds; ``edtf`` is None where nothing places it."""

    span: Span
    quote: str
    edtf: str | None
    kind: str


@dataclass(frozen=True)
class Case:
    """A text with every time in it, in order."""

    line: int
    text: str
    published: date | None
    times: tuple[Expected, ...]


@dataclass(frozen=True)
class Outcome:
    """What became of an expected time; ``found`` is None where no time found meets it."""

    case: Case
    expected: Expected
    found: Time | None
    strictly: bool
    right: bool


def cases(path: Path) -> Iterator[Case]:
    """The cases of a file; raises ``LanguageDataError`` with file and line."""
    for node in load_yaml(path) or ():
        record = Record(node, path, "a case")
        text, published = record.text("text"), record.optional("published")
        times, position = [], 0
        for one in node.get("times", ()):
            time = Record(one, path, "a time")
            quote = time.text("quote")
            start = text.find(quote, position)
            if start < 0:
                raise time.error(f"{quote!r} doesn't stand in the text behind the time before it", quote)
            position = start + len(quote)
            times.append(
                Expected(Span(start, position), str(quote), time.optional("edtf"), time.optional("kind") or "time")
            )
        yield Case(record.line, str(text), date.fromisoformat(published) if published else None, tuple(times))


def times_of(case: Case) -> list[tuple[Span, Time]]:
    """The times that Gahnama finds in a text, each with the characters from its first to its last."""
    reading = read(Document("case", case.text, published=case.published, language="fa"))
    return [
        (Span(min(span.start for span in time.spans), max(span.end for span in time.spans)), time)
        for time in reading.times
        if time.spans
    ]


def judge(case: Case, found: Sequence[tuple[Span, Time]]) -> Iterator[Outcome]:
    """What became of each time of a case."""
    for expected in case.times:
        meeting = [(span, time) for span, time in found if span.overlaps(expected.span)]
        span, time = max(meeting, key=lambda one: _shared(one[0], expected.span), default=(None, None))
        right = time is not None and same_time(expected.edtf, time.edtf)
        yield Outcome(case, expected, time, span == expected.span, right)


def _shared(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


@dataclass(frozen=True)
class Measured:
    """What became of all times of a file, and how many were found where none stands."""

    texts: int
    without: int
    outcomes: tuple[Outcome, ...]
    too_many: int

    @property
    def spans(self) -> float:
        """The share of times found strictly."""
        return sum(one.strictly for one in self.outcomes) / len(self.outcomes)

    @property
    def values(self) -> float:
        """The share of times whose value is exactly right."""
        return sum(one.right for one in self.outcomes) / len(self.outcomes)


def measure(path: Path) -> Measured:
    """Reads every text of a file; raises ``LanguageDataError`` where the file is not of the form."""
    outcomes: list[Outcome] = []
    texts = without = too_many = 0
    for case in cases(path):
        texts += 1
        without += not case.times
        found = times_of(case)
        outcomes.extend(judge(case, found))
        too_many += sum(not any(span.overlaps(one.span) for one in case.times) for span, _ in found)
    if not outcomes:
        raise LanguageDataError(f"{path}: no time is expected anywhere; expected a list of cases with text and times")
    return Measured(texts, without, tuple(outcomes), too_many)


def main() -> None:
    """Reads the cases and prints the figures."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else SECOND
    try:
        measured = measure(path)
    except LanguageDataError as error:
        sys.exit(str(error))
    total, strictly, right = Counter[str](), Counter[str](), Counter[str]()
    for one in measured.outcomes:
        for kind in ("all", one.expected.kind):
            total[kind] += 1
            strictly[kind] += one.strictly
            right[kind] += one.right
    print(
        f"{path.name}: {measured.texts} texts ({measured.without} without a time), {len(measured.outcomes)} times; "
        f"{measured.too_many} found where none stands\n"
    )
    print(f"{'kind':<22} {'times':>5} {'span':>5} {'value':>5}")
    for kind, count in total.most_common():
        print(f"{kind:<22} {count:5} {strictly[kind]:5} {right[kind]:5}")
    print(f"\nspans found strictly {measured.spans:.1%}, values exactly right {measured.values:.1%}")
    for one in measured.outcomes:
        if not (one.strictly and one.right):
            what = "value" if not one.right else "span"
            told = "not found" if one.found is None else f"{_quoted(one)} {one.found.edtf} ({one.found.explanation})"
            print(
                f"{path.name}:{one.case.line} {what} [{one.expected.kind}] "
                f"«{one.expected.quote}» {one.expected.edtf}, got {told}"
            )


def _quoted(one: Outcome) -> str:
    spans = one.found.spans if one.found else ()
    return f"«{one.case.text[min(span.start for span in spans) : max(span.end for span in spans)]}»"


if __name__ == "__main__":
    main()
