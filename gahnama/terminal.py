"""What every command does alike: options, output whole or not at all, progress, what was left out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from gahnama.intake import LeftOut

FAILED, USAGE = 1, 2
"""Exit codes: something was left out or does not hold; the command was not used rightly. 0: all is well."""

PublishedOption = Annotated[
    str | None,
    typer.Option(
        metavar="DATE", help="Day of publication of texts that tell none: 2023-09-27, or Solar Hijri 1402-07-05."
    ),
]
LanguageOption = Annotated[
    str | None, typer.Option(metavar="CODE", help="Language of all texts (fa); else each is judged.")
]
OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to FILE, whole or not at all.")
]

ActorsOption = Annotated[
    Path | None,
    typer.Option(
        metavar="PATH", help="People and organisations of your own: a file of `actors import`, or a folder of them."
    ),
]


def day(told: str | None, option: str = "--published") -> date | None:
    """The day that an option gives, in either calendar. Raises InputError."""
    from gahnama.errors import InputError
    from gahnama.intake.dates import parse_day

    try:
        return parse_day(told) if told is not None else None
    except InputError as error:
        raise InputError(f"{option} {error}") from None


def use_actors(path: Path | None) -> None:
    """Lets the readers of this process and of those that it starts take a user's people and organisations in."""
    import os

    from gahnama.additions.load import load_additions
    from gahnama.ontology import load_ontology
    from gahnama.settings import ACTORS, actors_path

    chosen = path or actors_path()
    if chosen is not None:
        load_additions(chosen, load_ontology())
    if path is not None:
        os.environ[ACTORS] = str(path.resolve())


def check_output(output: Path | None) -> None:
    """Raises InputError when nothing can be written there."""
    from gahnama.errors import InputError

    if output is not None and output.is_dir():
        raise InputError(f"--output {output} is a directory; name a file in it")
    if output is not None and not output.parent.is_dir():
        raise InputError(f"--output {output}: there is no directory {output.parent}; make it first (mkdir -p)")


@contextmanager
def written(output: Path | None) -> Iterator[IO[str]]:
    """Standard output, or a file written beside ``output`` and put in its place once it is whole; UTF-8."""
    if output is None:
        yield sys.stdout
        sys.stdout.flush()
        return
    with written_bytes(output) as raw:
        file = TextIOWrapper(raw, encoding="utf-8", newline="\n")
        yield file
        file.detach()


@contextmanager
def written_bytes(output: Path | None) -> Iterator[IO[bytes]]:
    """``written`` for bytes."""
    import os

    from gahnama.errors import InputError

    if output is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    if output.exists() and not output.is_file():  # a device or a pipe: nothing can be put in its place
        with output.open("wb") as file:
            yield file
        return
    output = output.resolve()
    beside = output.with_name(f".{output.name}.{os.getpid()}.part")
    try:
        with beside.open("wb") as file:
            yield file
        beside.replace(output)
    except OSError as error:
        raise InputError(
            f"--output {output}: can't be written ({error.strerror or error}); nothing was left behind"
        ) from None
    finally:
        beside.unlink(missing_ok=True)


@contextmanager
def progress(
    output: Path | None, total: int | None = None, alone: bool = False, unit: str = "articles"
) -> Iterator[Callable[..., None]]:
    """A count of what is done, on standard error while that is a terminal and the results don't go there too.

    What it yields is called for each ``unit``, with a note of what came of them so far, if there is any to show.
    ``total``: how many there are, where it is known: then a bar. ``alone``: nothing else is written meanwhile.
    """
    if not sys.stderr.isatty() or (output is None and sys.stdout.isatty() and not alone):
        yield lambda _="": None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        SpinnerColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    count = (SpinnerColumn(), MofNCompleteColumn(), TextColumn(unit), TextColumn("{task.fields[note]}"))
    rest = (BarColumn(bar_width=None), TimeRemainingColumn(compact=True), TextColumn("left"))
    columns = (*count, TimeElapsedColumn()) if total is None else (*count, *rest)
    with Progress(*columns, console=Console(stderr=True), transient=True, expand=total is not None) as bar:
        task = bar.add_task("", total=total, note="")
        yield lambda note="": bar.update(task, advance=1, note=note)


def tell(left_out: list[LeftOut]) -> None:
    """Says what was left out and why; exits with FAILED if there is anything."""
    if left_out:
        count = len(left_out)
        say(f"{count} {'was' if count == 1 else 'were'} left out:")
        for one in left_out:
            typer.echo(f"  {one}", err=True)
        raise typer.Exit(FAILED)


def say(message: str) -> None:
    """A line on standard error."""
    typer.echo(f"gahnama: {message}", err=True)
