"""Gahnama, dateparser and parstdex side by side: values exactly right, and characters a second.

    python benchmarks/times.py                      the table and the paces; exit status 1 below the limit of pace
    python benchmarks/times.py --markdown           the table of values as docs/times.md has it

Needs the extra ``bench``: pip install --editable '.[bench]'. Both sets of sentences are read text by text, each tool
given the day of publication. A value is right when it has the first and the last day of the expected one; dates of the
lunar calendar may be a day off; where nothing can be placed, giving no value is right.

The peers are read to their advantage:

- dateparser: ``search_dates`` with ``add_period``, relative to publication, dates in doubt in the past. A month or year
  that it tells is right as that of the Gregorian or of the Solar Hijri calendar; a year below 1500 counts as Solar
  Hijri, which it does not tell.
- parstdex: version 1.1.7, the last that gives values. Where it gives words and no date, dateparser reads these words.

A peer is right if any value that it gives for the words of an expression is. Paces count the time of the processor, so
that other work on the machine matters little. Gahnama's is that of ``gahnama times``: normal form,
words, clauses, times found and resolved.
"""

from __future__ import annotations

import argparse
import platform
import re
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from time import process_time
from typing import Any

from gahnama.model import Document, Span
from gahnama.reader import reader_for
from gahnama.time_examples import TimeExample, time_examples
from gahnama.times.calendars import GREGORIAN, SOLAR, NoSuchDay, from_date, month_span, to_date, year_span
from gahnama.times.edtf import days

try:
    from dateparser.date import DateDataParser
    from dateparser.search import search_dates
    from parstdex import Parstdex
except ImportError as missing:
    sys.exit(f"{missing.name} is not installed, nothing to compare with: pip install --editable '.[bench]'")

ROOT = Path(__file__).parent.parent
SETS = {
    "first set": ROOT / "gahnama" / "languages" / "fa" / "times-examples.yaml",
    "second set": ROOT / "evaluation" / "times-second.yaml",
}
LIMIT = 2.0
"""How many times dateparser's characters a second Gahnama has to read."""
ROUNDS = 3
"""Times that each tool goes over the texts of which the fastest counts."""
WEEK = 7

Days = tuple[date, date]
Value = tuple[int, int, list[Days]]
"""Start and end of the words, end exclusive, and the days that they may fairly be taken to mean."""
_DATE = re.compile(r"(\d{1,4})/(\d{1,2})/(\d{1,4})")


# --- the three tools: a text and its day of publication to values ----------------------------------------------------


def gahnama_values(text: str, published: date | None) -> list[Value]:
    found = []
    for time in reader_for("fa").times(Document("case", text, published=published, language="fa")):
        told = days(time.edtf)
        start, end = min(span.start for span in time.spans), max(span.end for span in time.spans)
        found.append((start, end, [told] if told else []))
    return found


def settings(published: date | None) -> dict[str, Any]:
    told: dict[str, Any] = {
        "PREFER_DATES_FROM": "past",
        "PREFER_DAY_OF_MONTH": "first",
        "PREFER_MONTH_OF_YEAR": "first",
    }
    if published is not None:
        told["RELATIVE_BASE"] = datetime(published.year, published.month, published.day)
    return told


def fairly(day: date, period: str | None) -> list[Days]:
    """What a date and its period may mean: in either calendar; a year below 1500 is Solar Hijri."""
    if day.year < 1500:
        try:
            day = to_date(SOLAR, day.year, day.month, day.day)
        except NoSuchDay:
            return []
    found = [(day, day)]
    for calendar in (GREGORIAN, SOLAR):
        year, month, _ = from_date(calendar, day)
        if period == "month":
            found.append(month_span(calendar, year, month))
        elif period == "year":
            found.append(year_span(calendar, year))
    if period == "week":
        found += [(day, day + timedelta(WEEK - 1)), (day, day + timedelta(WEEK))]
    return found


def dateparser_values(text: str, published: date | None) -> list[Value]:
    found: list[Value] = []
    position = 0
    for words, when, period in search_dates(text, ["fa"], settings(published), add_period=True) or ():
        start = max(text.find(words, position), 0)
        position = start + len(words)
        found.append((start, position, fairly(when.date(), period)))
    return found


def parstdex_values(model: Parstdex) -> Callable[[str, date | None], list[Value]]:
    def values(text: str, published: date | None) -> list[Value]:
        found: list[Value] = []
        parser: DateDataParser | None = None
        for span, told in model.extract_value(text)["date"].items():
            start, end = (int(part) for part in span.strip("[]").split(","))
            written = _DATE.fullmatch(told)
            if written is not None:
                found.append((start, end, written_date(*(int(part) for part in written.groups()))))
                continue
            parser = parser or DateDataParser(languages=["fa"], settings=settings(published))
            read_by_other = parser.get_date_data(told)
            if read_by_other.date_obj is not None:
                found.append((start, end, fairly(read_by_other.date_obj.date(), read_by_other.period)))
        return found

    return values


def written_date(first: int, month: int, last: int) -> list[Days]:
    """Year, month, day or the other way round."""
    year, day = (first, last) if first > last else (last, first)
    try:
        when = to_date(SOLAR if year < 1500 else GREGORIAN, year, month, day)
    except NoSuchDay:
        return []
    return [(when, when)]


# --- right and fast --------------------------------------------------------------------------------------------------


def is_right(expected: str | None, found: Sequence[Days]) -> bool:
    wanted = days(expected)
    if wanted is None:
        return not found
    slack = 1 if expected is not None and "~" in expected else 0
    return any(all(abs((one - other).days) <= slack for one, other in zip(wanted, told, strict=True)) for told in found)


def right(values: Callable[[str, date | None], list[Value]], texts: Sequence[TimeExample]) -> int:
    count = 0
    for case in texts:
        found = values(case.text, case.published)
        for one in case.times:
            given = [told for start, end, each in found if Span(start, end).overlaps(one.span) for told in each]
            count += is_right(one.edtf, given)
    return count


def pace(values: Callable[[str, date | None], list[Value]], texts: Sequence[TimeExample]) -> float:
    """Characters a second."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = process_time()
        for case in texts:
            values(case.text, case.published)
        best = min(best, process_time() - start)
    return sum(len(case.text) for case in texts) / best


def main() -> None:
    """Measures and prints."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--markdown", action="store_true", help="the table as Markdown, and nothing else")
    chosen = options.parse_args()

    tools = {
        "Gahnama": gahnama_values,
        f"dateparser {version('dateparser')}": dateparser_values,
        f"parstdex {version('parstdex')}": parstdex_values(Parstdex()),
    }
    sets = {name: list(time_examples(path)) for name, path in SETS.items()}
    everything = [case for texts in sets.values() for case in texts]
    rows = [
        [name, *(f"{right(values, texts)} of {sum(len(case.times) for case in texts)}" for texts in sets.values())]
        for name, values in tools.items()
    ]
    paces = {name: pace(values, everything) for name, values in tools.items()}
    other = next(speed for name, speed in paces.items() if name.startswith("dateparser"))
    for row in rows:
        row.append(f"{paces[row[0]] / other:.1f}")
    header = ["exactly right", *sets, "pace, dateparser 1"]
    if chosen.markdown:
        for row in (header, ["---"] * len(header), *rows):
            print(f"| {' | '.join(row)} |")
        return
    print(f"Python {platform.python_version()}, {platform.machine()}, one core; {len(everything)} texts\n")
    for row in (header, *rows):
        print("".join(f"{cell:<20}" for cell in row))
    print()
    for name, speed in paces.items():
        print(f"{name:<20}{speed:12,.0f} characters/s")
    ratio = paces["Gahnama"] / other
    print(f"\nGahnama reads {ratio:.1f} times as fast as dateparser searches; at least {LIMIT:g} times is asked")
    sys.exit(ratio < LIMIT)


if __name__ == "__main__":
    main()
