"""The commands of the chronicle: add, search, show, stats, join, split. ``cli`` takes them in."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from itertools import chain
from typing import TYPE_CHECKING, Annotated

import typer

from gahnama.cli_filters import with_query
from gahnama.records import Query
from gahnama.terminal import (
    ActorsOption,
    LanguageOption,
    OutputOption,
    PublishedOption,
    check_output,
    day,
    progress,
    tell,
    use_actors,
    written,
    written_bytes,
)

if TYPE_CHECKING:
    from gahnama.intake import LeftOut
    from gahnama.model import Document

DEFAULT = "chronicle.db"
PAGE = 50

ChronicleOption = Annotated[
    str, typer.Option(metavar="FILE-or-URL", help="The chronicle: a SQLite file, or postgresql://user@host/database.")
]
AuthorOption = Annotated[str | None, typer.Option(metavar="NAME", help="Who decides it; else your user name.")]
NoteOption = Annotated[str, typer.Option(metavar="TEXT", help="Why, for those who come after.")]


class ListFormat(StrEnum):
    """How events are listed."""

    table = "table"
    json = "json"
    csv = "csv"


class ShowFormat(StrEnum):
    """How one thing is shown."""

    table = "table"
    json = "json"


def register(app: typer.Typer) -> None:
    """Adds the commands to the application."""
    for command in (add, search, show, stats, join, split):
        app.command()(command)


def add(
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="PATH", help="Files, directories, addresses, - for standard input.")
    ] = None,
    chronicle: ChronicleOption = DEFAULT,
    published: PublishedOption = None,
    language: LanguageOption = None,
    actors: ActorsOption = None,
    jobs: Annotated[int, typer.Option(min=1, help="Processes; the chronicle is the same for any number.")] = 1,
    fetch: Annotated[
        bool, typer.Option("--fetch", help="Read addresses, and the articles that feeds name, from the web.")
    ] = False,
    again: Annotated[
        bool, typer.Option("--again", help="Also read anew what this version has not read yet; ids and decisions stay.")
    ] = False,
) -> None:
    """Adds articles to the chronicle.

    Reads what is new, joins reports of the same happening into stories. Adding the same again changes nothing; what was
    broken off goes on where it stopped.

    \b
    Examples:
      gahnama add articles.jsonl pages/ --jobs 2
      gahnama add article.txt --published 1402-07-05 --chronicle talks.db
      gahnama add https://news.example/feed.xml --fetch
      gahnama add --again
    """
    from gahnama.errors import InputError
    from gahnama.intake import LeftOut, count, documents
    from gahnama.intake.fetch import Fetcher
    from gahnama.store import Chronicle

    if not paths and not again:
        raise InputError("name what to add: files, directories or -; or say --again")
    use_actors(actors)
    became: Counter[str] = Counter()
    events = 0
    left_out: list[LeftOut] = []
    given = documents(paths or [], day(published), language, unread=True, fetcher=Fetcher() if fetch else None)
    first = _first(given, left_out)
    if first is None and not again:  # nothing to make a chronicle of
        tell(left_out)
    with Chronicle.open(chronicle, create=first is not None) as opened:
        total = count(paths or [])
        if again:
            total = None if total is None else total + opened.stats().documents
        with progress(None, total, alone=True) as advance:
            runs = [opened.add(chain([] if first is None else [first], given), jobs=jobs)]
            runs += [opened.read_again(jobs)] if again else []
            for run in runs:
                for one in run:
                    if isinstance(one, LeftOut):
                        left_out.append(one)
                    else:
                        became[one.became] += 1
                        events += one.events
                    notes = ((events, "events"), (became["unread"], "unread"), (len(left_out), "left out"))
                    advance(", ".join(f"{number} {what}" for number, what in notes if number))
        stats, place = opened.stats(), opened.name
    told = ", ".join(f"{number} {name}" for name, number in sorted(became.items())) or "nothing"
    typer.echo(f"{place}: {told}; now {stats.documents} documents, {stats.events} events, {stats.stories} stories")
    tell(left_out)


@with_query
def search(
    query: Query,
    chronicle: ChronicleOption = DEFAULT,
    limit: Annotated[int, typer.Option(min=0, help="At most so many; 0: all.")] = PAGE,
    form: Annotated[ListFormat, typer.Option("--format", help="table, json (one array) or csv.")] = ListFormat.table,
    output: OutputOption = None,
) -> None:
    """Searches the events of the chronicle.

    All that is asked for has to hold. Words are found however they are typed: ی or ي, with or without half-space.

    \b
    Examples:
      gahnama search آتش‌بس --dyad ARM:AZE --from 2020-09-27 --to 2020-11-10
      gahnama search --actor IRN --type CONSULT --status happened --format csv -o talks.csv
    """
    from dataclasses import replace

    from gahnama.export import export
    from gahnama.records import report_dict
    from gahnama.show import console
    from gahnama.show_stories import StoriesShown
    from gahnama.store import Chronicle

    check_output(output)
    with Chronicle.open(chronicle, create=False) as opened:
        reports = opened.search(replace(query, limit=limit or None))
        if form is ListFormat.csv:
            with written_bytes(output) as raw:
                export(reports, "csv", raw)
            return
        with written(output) as file:
            if form is ListFormat.json:
                json.dump([report_dict(report) for report in reports], file, ensure_ascii=False, indent=2)
                file.write("\n")
                return
            found = list(reports)
            StoriesShown(console(file)).found(found)
            if limit and len(found) == limit:
                _more(limit)


def show(
    story: Annotated[str, typer.Argument(metavar="STORY", help="The id of a story, or of an event in it.")],
    chronicle: ChronicleOption = DEFAULT,
    form: Annotated[ShowFormat, typer.Option("--format", help="table or json.")] = ShowFormat.table,
    output: OutputOption = None,
) -> None:
    """Shows a story: its accounts side by side.

    The days on which the reports agree, each field's values with who gives them, the reports with their sources and
    quotes, and why they are of one story.

    \b
    Example:
      gahnama show s1f0c2ab93d4e5f6
    """
    from gahnama.records import story_dict
    from gahnama.show import console
    from gahnama.show_stories import StoriesShown
    from gahnama.store import Chronicle

    check_output(output)
    with Chronicle.open(chronicle, create=False) as opened:
        found, joins = opened.story(story), opened.joins(story)
    with written(output) as file:
        if form is ShowFormat.json:
            file.write(json.dumps(story_dict(found, joins), ensure_ascii=False, indent=2) + "\n")
        else:
            StoriesShown(console(file)).story(found, joins)


def stats(
    chronicle: ChronicleOption = DEFAULT,
    form: Annotated[ShowFormat, typer.Option("--format", help="table or json.")] = ShowFormat.table,
) -> None:
    """Counts what the chronicle holds.

    \b
    Example:
      gahnama stats --format json
    """
    from dataclasses import asdict

    from gahnama.show import console
    from gahnama.show_stories import StoriesShown
    from gahnama.store import Chronicle

    with Chronicle.open(chronicle, create=False) as opened:
        found = opened.stats()
    if form is ShowFormat.json:
        typer.echo(json.dumps(asdict(found), ensure_ascii=False, indent=2, default=str))
    else:
        StoriesShown(console()).stats(found)


def join(
    one: Annotated[str, typer.Argument(metavar="STORY", help="The id of a story, or of an event in it.")],
    other: Annotated[str, typer.Argument(metavar="STORY", help="The other one.")],
    chronicle: ChronicleOption = DEFAULT,
    author: AuthorOption = None,
    note: NoteOption = "",
) -> None:
    """Puts two stories together, for good.

    Their reports stay in one story whatever is added later, until somebody splits it.

    \b
    Example:
      gahnama join s1f0c2ab93d4e5f6 s0b9e8d7c6a5f4e3 --note "the same round of talks"
    """
    from gahnama.store import Chronicle

    with Chronicle.open(chronicle, create=False) as opened:
        made = opened.join(one, other, author or _user(), note)
    typer.echo(f"{made.id}: now {len(made.reports)} reports")


def split(
    story: Annotated[str, typer.Argument(metavar="STORY", help="The id of the story.")],
    events: Annotated[list[str], typer.Argument(metavar="EVENT", help="The events to take out of it, by their ids.")],
    chronicle: ChronicleOption = DEFAULT,
    author: AuthorOption = None,
    note: NoteOption = "",
) -> None:
    """Takes events out of a story, for good.

    They never come together with the others again, until somebody joins them.

    \b
    Example:
      gahnama split s1f0c2ab93d4e5f6 e77aa0b1c2d3e4f5
    """
    from gahnama.store import Chronicle

    with Chronicle.open(chronicle, create=False) as opened:
        made = opened.split(story, events, author or _user(), note)
    typer.echo(f"{made.id}: now {len(made.reports)} reports")


def _first(given: Iterator[Document | LeftOut], left_out: list[LeftOut]) -> Document | None:
    """The first document that can be added; what is left out before it goes to ``left_out``."""
    from gahnama.intake import LeftOut

    for one in given:
        if not isinstance(one, LeftOut):
            return one
        left_out.append(one)
    return None


def _user() -> str:
    import getpass

    from gahnama.errors import InputError

    try:
        return getpass.getuser()
    except (KeyError, OSError):  # no name in the environment and none for this user on this machine
        raise InputError("who decides it is not known here; say --author NAME") from None


def _more(limit: int) -> None:
    typer.echo(f"gahnama: these are the first {limit}; --limit 0 shows all", err=True)
