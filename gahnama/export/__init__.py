"""The chronicle in the formats that users of event data load. One module a format, all with ``DROPS`` and ``write``.

``export`` is all of it that others use. The same chronicle gives the same bytes; a format that can't hold all of a
report says what it dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import IO, Protocol, cast

from gahnama.errors import InputError
from gahnama.export.losses import Losses
from gahnama.records import Report

FORMATS = {
    "plover-jsonl": "PLOVER JSON lines; lossless",
    "polecat": "POLECAT's 40 tab separated columns",
    "icews": "ICEWS's 20 tab separated columns",
    "gdelt": "GDELT 2.0's 61 tab separated columns of events, without a head line",
    "gdelt-mentions": "GDELT 2.0's 16 tab separated columns of mentions, without a head line",
    "csv": "comma separated values",
    "parquet": "Parquet, for pandas, Arrow, Spark, DuckDB",
    "geojson": "a map: GeoJSON",
    "gexf": "a network of participants: GEXF 1.2, for Gephi and networkx",
    "ics": "a calendar: iCalendar",
    "jsonld": "linked data: JSON-LD",
    "atom": "a news feed: Atom",
    "gold": "gold readings for gahnama score: articles whose events were all decided",
}
"""The formats, and what each one is; the module of one has its name, with ``_`` for ``-``."""


class Format(Protocol):
    """What the module of a format has: the names of ``losses.PARTS`` that it drops, and how it is written."""

    DROPS: frozenset[str]
    write: Callable[[Iterable[Report], IO[bytes], Losses], None]


def format_of(name: str) -> Format:
    """The module of a format. Raises InputError for a name that is none."""
    if name not in FORMATS:
        raise InputError(f"{name!r} is no format; there are {', '.join(FORMATS)}")
    return cast(Format, import_module(f"gahnama.export.{name.replace('-', '_')}"))


def export(reports: Iterable[Report], form: str, file: IO[bytes]) -> dict[str, int]:
    """Writes reports, in their order, to a binary file in one of ``FORMATS``; what was dropped, by name, with counts.

    Nothing but a page of reports is held in memory (of GEXF also the participants, of gold all). Raises InputError for
    an unknown format, GahnamaError when what the format needs is not installed.
    """
    module = format_of(form)
    losses = Losses(module.DROPS)
    module.write(losses.watch(reports), file, losses)
    return losses.counts
