"""How many time expressions are found, and how many values are exactly right, on a file of cases.

    python evaluation/times.py [CASES.yaml]        (default: evaluation/times-second.yaml)

A case has a ``text``, perhaps the day it was ``published``, and its ``times``: ``quote``, ``edtf`` (null: can't be
placed) and perhaps a ``kind``. (A ``tense`` is passed over: each text is read as ``gahnama times`` reads it.) A span is
right when it is that of the quote; a value is right when the time found that shares most characters with the quote
means exactly the days of ``edtf``. Prints the figures, those by kind, and what was missed. A file that doesn't have
this form ends it with a message that names the line.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from gahnama.errors import LanguageDataError
from gahnama.model import Span, Time
from gahnama.reader import reader_for
from gahnama.time_examples import ExpectedTime, TimeExample, found_times, time_examples
from gahnama.times.edtf import same_time

SECOND = Path(__file__).parent / "times-second.yaml"


@dataclass(frozen=True)
class Outcome:
    """What became of an expected time; ``found`` is None where no time found meets it."""

    case: TimeExample
    expected: ExpectedTime
    found: Time | None
    strictly: bool
    right: bool


def judge(case: TimeExample, found: Sequence[tuple[Span, Time]]) -> Iterator[Outcome]:
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
    reader = reader_for("fa")
    for case in time_examples(path):
        texts += 1
        without += not case.times
        found = found_times(case, reader)
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
                f"{one.case.where} {what} [{one.expected.kind}] «{one.expected.quote}» {one.expected.edtf}, got {told}"
            )


def _quoted(one: Outcome) -> str:
    spans = one.found.spans if one.found else ()
    return f"«{one.case.text[min(span.start for span in spans) : max(span.end for span in spans)]}»"


if __name__ == "__main__":
    main()
