"""The command ``export``: the chronicle in the formats that users of event data load. ``cli`` takes it in."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from gahnama.cli_chronicle import DEFAULT, ChronicleOption
from gahnama.cli_filters import with_query
from gahnama.errors import InputError
from gahnama.records import Query, Report
from gahnama.terminal import (
    ActorsOption,
    OutputOption,
    check_output,
    progress,
    say,
    use_actors,
    written_bytes,
)

if TYPE_CHECKING:
    from gahnama.store import Chronicle


class ExportFormat(StrEnum):
    """What an export is written as; the names are those of ``export.FORMATS``."""

    plover_jsonl = "plover-jsonl"
    polecat = "polecat"
    icews = "icews"
    gdelt = "gdelt"
    gdelt_mentions = "gdelt-mentions"
    csv = "csv"
    parquet = "parquet"
    geojson = "geojson"
    gexf = "gexf"
    ics = "ics"
    jsonld = "jsonld"
    atom = "atom"
    gold = "gold"


_BINARY = (ExportFormat.parquet,)


def register(app: typer.Typer) -> None:
    """Adds the command to the application."""
    app.command()(export)


@with_query
def export(
    query: Query,
    form: Annotated[ExportFormat, typer.Option("--format", help="What to write; docs/export.md has the list.")],
    chronicle: ChronicleOption = DEFAULT,
    actors: ActorsOption = None,
    output: OutputOption = None,
    jobs: Annotated[int, typer.Option(min=1, help="Processes, for parquet; the file is the same for any number.")] = 1,
) -> None:
    """Writes the chronicle for other programs.

    Takes the filters of search; without one, everything. The same chronicle gives the same bytes. What the format
    can't hold is dropped, and said with counts. Gold readings are of whole articles: those with an event that is found.

    \b
    Examples:
      gahnama export --format polecat -o events.tsv
      gahnama export --type ASSAULT --from 2020-09-27 --to 2020-11-10 --format geojson -o war.geojson
      gahnama export --format gold -o gold.json
    """
    from gahnama.export import export as export_to
    from gahnama.export.garbage import few_collections
    from gahnama.export.many import export_parquet
    from gahnama.store import Chronicle

    if jobs > 1 and form is not ExportFormat.parquet:
        raise InputError(f"--jobs {jobs}: only parquet is written by several processes")

    check_output(output)
    if form in _BINARY and output is None and sys.stdout.isatty():
        raise InputError(f"{form.value} is no text for a terminal; name a file to write it to with -o FILE")
    use_actors(actors)
    with (
        Chronicle.open(chronicle, create=False) as opened,
        written_bytes(output) as file,
        progress(output, unit="events") as advance,
    ):
        if form is ExportFormat.parquet:
            dropped = export_parquet(opened, query, file, jobs, advance)
        else:
            found = opened.search(query)
            reports = _whole(opened, found) if form is ExportFormat.gold else found
            with few_collections():
                dropped = export_to(_counted(reports, advance), form.value, file)
    if dropped:
        say(f"{form.value} can't hold all: dropped {', '.join(f'{name} {count}' for name, count in dropped.items())}")


def _whole(opened: Chronicle, found: Iterable[Report]) -> Iterator[Report]:
    """All reports of the articles that have one of those."""
    for key in dict.fromkeys(report.key for report in found):
        yield from opened.browser.events_of(key)


def _counted(reports: Iterable[Report], advance: Callable[[], None]) -> Iterator[Report]:
    for report in reports:
        advance()
        yield report
