"""The command line: one function a command. Thin: what a command needs is imported when it runs: help is fast."""

from __future__ import annotations

import errno
import json
import os
import re
import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from gahnama import cli_chronicle, cli_export, cli_web
from gahnama.errors import GahnamaError
from gahnama.terminal import (
    FAILED,
    USAGE,
    ActorsOption,
    LanguageOption,
    OutputOption,
    PublishedOption,
    check_output,
    day,
    progress,
    say,
    tell,
    use_actors,
    written,
)

if TYPE_CHECKING:
    from gahnama.intake import LeftOut
    from gahnama.model import Document

_FILE_NAME = re.compile(r"[!-~]+\.(txt|x?html?|jsonl|ndjson)(\.gz)?", re.IGNORECASE)
"""What is surely meant as the name of a file."""

_UNWRITABLE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
_TERMINATED = 128 + signal.SIGTERM


class _Commands(typer.core.TyperGroup):
    """The commands; what is wrong with an option is told without the words of the library that found it."""

    def invoke(self, ctx: Any) -> Any:
        """Runs the command that was asked for."""
        try:
            return super().invoke(ctx)
        except typer.BadParameter as error:
            error.message = error.message.removeprefix("Value error, ")
            raise


app = typer.Typer(
    name="gahnama",
    cls=_Commands,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help="Reads Persian news and writes its chronicle: who did what to whom, when, where, according to whom.",
    epilog="Exit codes: 0 all is well, 1 something was left out or does not hold, 2 wrong use. More: docs/cli.md",
)


class Format(StrEnum):
    """How readings are written."""

    table = "table"
    json = "json"
    jsonl = "jsonl"


class TimesFormat(StrEnum):
    """How times are written."""

    table = "table"
    jsonl = "jsonl"


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"gahnama {version('gahnama')}")
        raise typer.Exit


@app.callback()
def _before(
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_version, help="Show the version and exit.")
    ] = False,
) -> None:
    pass


actors_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="People and organisations of your own.")
app.add_typer(actors_app, name="actors")


@app.command()
def read(
    paths: Annotated[list[str], typer.Argument(metavar="PATH", help="Files, directories, - for standard input.")],
    published: PublishedOption = None,
    form: Annotated[
        Format, typer.Option("--format", help="table, json (one array) or jsonl (a line an article).")
    ] = Format.table,
    output: OutputOption = None,
    jobs: Annotated[int, typer.Option(min=1, help="Processes; the output is the same for any number.")] = 1,
    language: LanguageOption = None,
    actors: ActorsOption = None,
) -> None:
    """Reads articles and writes their events.

    Takes text, HTML and JSON lines ({"id", "text", "published", "title", "outlet", "url"}), also gzipped.
    What can't be read is named with its reason at the end, and the exit code is then 1.

    \b
    Examples:
      gahnama read article.txt
      gahnama read article.txt --published 1402-07-05 --format json
      gahnama read articles.jsonl pages/ --format jsonl -o readings.jsonl --jobs 2
      cat article.txt | gahnama read -
    """
    from gahnama import batch
    from gahnama.intake import LeftOut, count, documents

    check_output(output)
    use_actors(actors)
    ids: Counter[str] = Counter()
    items = _counted(documents(paths, day(published), language), ids)
    left_out: list[LeftOut] = []
    with written(output) as file, progress(output, count(paths)) as advance:
        work: Callable[[Document], str | LeftOut]
        if form is Format.table:
            from gahnama.show import AsTable, console

            work, opening, between, closing = AsTable.like(console(file)), "", "", ""
        elif form is Format.jsonl:
            work, opening, between, closing = batch.as_line, "", "\n", "\n"
        else:
            work, opening, between, closing = batch.as_block, "[\n", ",\n", "\n]\n"
        whole = 0
        for shown in batch.each(work, items, jobs):
            if isinstance(shown, LeftOut):
                left_out.append(shown)
            else:
                file.write((between if whole else opening) + shown)
                whole += 1
            advance(f"{len(left_out)} left out" if left_out else "")
        file.write(closing if whole else "[]\n" if form is Format.json else "")
    again = [name for name, count in ids.items() if count > 1]
    if again:
        say(f"{len(again)} of the ids belong to more than one article ({', '.join(again[:3])}); all were read")
    tell(left_out)


@app.command(name="try")
def try_(
    sentence: Annotated[str, typer.Argument(metavar="SENTENCE", help="A sentence or a whole text, in quotes.")],
    published: PublishedOption = None,
    language: Annotated[str, typer.Option(metavar="CODE", help="Language of the sentence.")] = "fa",
    actors: ActorsOption = None,
) -> None:
    """Shows what fires on a sentence, and why.

    Every entry that matched with its file and line, what came of it, what was masked, and the events.

    \b
    Example:
      gahnama try "وزیر خارجه ترکیه حمله موشکی به اربیل را محکوم کرد"
    """
    from gahnama.errors import InputError
    from gahnama.explain import explain
    from gahnama.show import Shown, console

    if _FILE_NAME.fullmatch(sentence):
        raise InputError(f"{sentence}: try takes a sentence, in quotes; to read a file: gahnama read {sentence}")
    use_actors(actors)
    Shown(console()).explanation(explain(_given(sentence, published, language)))


@app.command()
def times(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="A text in quotes, a file (also of JSON lines), or -.")],
    published: PublishedOption = None,
    form: Annotated[TimesFormat, typer.Option("--format", help="table or jsonl (a line a text).")] = TimesFormat.table,
    output: OutputOption = None,
    language: LanguageOption = None,
) -> None:
    """Shows times and the days that they mean.

    \b
    Examples:
      gahnama times "آنها روز شنبه ۱۲ مهر ۱۳۹۹ دیدار کردند"
      gahnama times "اواخر ماه گذشته" --published 2020-10-16
      gahnama times texts.jsonl --format jsonl -o times.jsonl
    """
    from gahnama import batch
    from gahnama.errors import InputError
    from gahnama.intake import LeftOut, documents

    check_output(output)
    left_out: list[LeftOut] = []
    given: Iterator[Document | LeftOut]
    if text == "-" or _is(Path.is_file, text):
        given = documents([text], day(published), language)
    elif _FILE_NAME.fullmatch(text):
        raise InputError(f"{text}: there is no such file; check the name")
    elif _is(Path.is_dir, text):
        raise InputError(f"{text}: is a directory; name a file in it")
    else:
        given = iter([_given(text, published, language or "fa")])
    with written(output) as file:
        for document in given:
            if isinstance(document, LeftOut):
                left_out.append(document)
                continue
            found = batch.as_times(document)
            if isinstance(found, LeftOut):
                left_out.append(found)
                continue
            if form is TimesFormat.table:
                from gahnama.show import Shown, console

                Shown(console(file)).times(found, document)
            else:
                lines = [
                    {
                        "start": min(span.start for span in time.spans),
                        "end": max(span.end for span in time.spans),
                        "text": document.text[
                            min(span.start for span in time.spans) : max(span.end for span in time.spans)
                        ],
                        "edtf": time.edtf,
                        "earliest": time.earliest.isoformat() if time.earliest else None,
                        "latest": time.latest.isoformat() if time.latest else None,
                        "basis": time.basis,
                        "explanation": "; ".join(filter(None, (time.explanation, time.note))),
                    }
                    for time in found
                    if time.spans
                ]
                file.write(json.dumps({"id": document.id, "times": lines}, ensure_ascii=False) + "\n")
    tell(left_out)


@app.command()
def check(
    language: Annotated[
        str, typer.Argument(metavar="LANGUAGE", help="Code of a folder under gahnama/languages.")
    ] = "fa",
) -> None:
    """Checks the data of a language.

    Every file, every entry, every example. Prints each failure with file and line; the exit code is then 1.

    \b
    Example:
      gahnama check fa
    """
    from gahnama.check import check as check_language
    from gahnama.errors import LanguageDataError

    try:
        checked = check_language(language)
    except LanguageDataError as error:
        say(str(error))
        raise typer.Exit(FAILED) from None
    for finding in checked.findings:
        typer.echo(str(finding))
    counts = ", ".join(f"{count} {name}" for name, count in checked.counts.items())
    failures = len(checked.findings)
    typer.echo(f"{language}: {counts}; {failures or 'no'} failure{'' if failures == 1 else 's'}")
    if failures:
        raise typer.Exit(FAILED)


@app.command()
def score(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Gold readings: a JSON list.")],
    readings: Annotated[
        Path, typer.Argument(metavar="READINGS", help="Readings: JSON lines, as `gahnama read` writes them.")
    ],
    articles: Annotated[bool, typer.Option("--articles", help="Also a line for each article.")] = False,
    errors: Annotated[bool, typer.Option("--errors", help="Also what was missed, too many or not right.")] = False,
) -> None:
    """Scores readings against gold readings.

    Precision, recall and F1 of events found, typed and right as a whole, then each field by itself.

    \b
    Example:
      gahnama read evaluation/articles.jsonl --format jsonl -o readings.jsonl
      gahnama score evaluation/articles.json readings.jsonl
    """
    from gahnama.score import load
    from gahnama.score import score as score_readings

    found = score_readings(*load(gold, readings))
    typer.echo(json.dumps(found.report, ensure_ascii=False, indent=1))
    if articles:
        for name, row in found.articles.items():
            typer.echo(" ".join([name, *(f"{key} {value}" for key, value in row.items())]))
    if errors:
        for error in found.errors:
            typer.echo(error)


@actors_app.command(name="import")
def import_(
    path: Annotated[
        Path, typer.Argument(metavar="FILE", help="A CSV table (.csv), or a Wikidata extract (.json, .jsonl).")
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="The file to write, whole or not at all.")
    ],
    language: Annotated[str, typer.Option(metavar="CODE", help="Language of the names.")] = "fa",
) -> None:
    """Takes in people and organisations, for `read --actors`.

    The package stays as it is: the file lies where you put it. A row that can't be taken is named with its reason and
    the remedy, and the exit code is then 1. The columns of a table, and what is read of Wikidata: docs/cli.md

    \b
    Examples:
      gahnama actors import people.csv -o actors/people.yaml
      gahnama actors import extract.jsonl -o actors/wikidata.yaml
      gahnama read article.txt --actors actors/
    """
    from gahnama.additions.rows import as_yaml
    from gahnama.additions.take import take
    from gahnama.language import load_language
    from gahnama.ontology import load_ontology

    check_output(output)
    ontology = load_ontology()
    found = take(path, load_language(language), ontology)
    if found.taken:
        with written(output) as file:
            file.write(as_yaml(found.taken))
    people = sum(addition.kind == "person" for addition in found.taken)
    known = sum(addition.id in ontology.things for addition in found.taken)
    say(
        f"{people} people and {len(found.taken) - people} organisations"
        f" ({known} of them known by their names already, and extended)"
        + (f" written to {output}" if found.taken else "; nothing was written")
    )
    if found.refused:
        say(f"{len(found.refused)} {'row was' if len(found.refused) == 1 else 'rows were'} left out:")
        for refused in found.refused:
            typer.echo(f"  {refused}", err=True)
        raise typer.Exit(FAILED)


cli_chronicle.register(app)
cli_export.register(app)
cli_web.register(app)


def main() -> None:
    """The console script: runs a command; an error that Gahnama raises on purpose becomes one line and exit code 2."""
    _open_streams()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(_TERMINATED))  # so that no half of a file is left behind
    try:
        try:
            app()
        finally:
            sys.stdout.flush()
    except GahnamaError as error:
        say(str(error))
        sys.exit(USAGE)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(FAILED)
    except OSError as error:
        if error.errno not in _UNWRITABLE:
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left unwritten can't be written either
        say(f"the output can't be written ({error.strerror}), and is not whole; make room, or write elsewhere with -o")
        sys.exit(FAILED)


def _open_streams() -> None:
    """Puts UTF-8 on the standard streams; one that was closed leads nowhere, and its number to no file of ours."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115  open to the end
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]


def _counted(items: Iterable[Document | LeftOut], ids: Counter[str]) -> Iterator[Document | LeftOut]:
    """The items, the ids of the documents among them counted."""
    from gahnama.intake import LeftOut

    for item in items:
        if not isinstance(item, LeftOut):
            ids[item.id] += 1
        yield item


def _given(text: str, published: str | None, language: str) -> Document:
    from dataclasses import replace

    from gahnama.intake.checks import checked
    from gahnama.model import Document

    return replace(checked(Document("text", text, language=language)), published=day(published))


def _is(kind: Callable[[Path], bool], text: str) -> bool:
    """Whether a text is the name of something there of a kind; some texts can be no name."""
    try:
        return kind(Path(text))
    except (OSError, ValueError):
        return False


if __name__ == "__main__":
    main()
