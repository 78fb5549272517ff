"""The options that say which events a command takes: one list of them for every command that asks for events."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any

import typer

from gahnama.errors import InputError
from gahnama.records import Query
from gahnama.terminal import day


def asked_for(
    words: Annotated[list[str] | None, typer.Argument(metavar="WORD", help="Words that have to be there.")] = None,
    actor: Annotated[str | None, typer.Option(metavar="WHO", help="Who did it: a code (ARM), an id or a name.")] = None,
    recipient: Annotated[str | None, typer.Option(metavar="WHO", help="To whom it was done.")] = None,
    dyad: Annotated[
        str | None, typer.Option(metavar="A:B", help="Between these two, whoever did it to the other.")
    ] = None,
    type_: Annotated[str | None, typer.Option("--type", metavar="TYPE", help="PLOVER type: CONSULT, ASSAULT …")] = None,
    mode: Annotated[str | None, typer.Option(metavar="MODE", help="PLOVER mode: phone, aerial …")] = None,
    place: Annotated[
        str | None, typer.Option(metavar="PLACE", help="Where: a country's code, an id or a name.")
    ] = None,
    from_: Annotated[str | None, typer.Option("--from", metavar="DATE", help="First day, in either calendar.")] = None,
    to: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Last day.")] = None,
    status: Annotated[
        str | None, typer.Option(metavar="STATUS", help="happened, historical, future, hypothetical or negated.")
    ] = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="The outlet, as the documents name it.")] = None,
    confidence: Annotated[float | None, typer.Option(min=0, max=1, help="At least so sure.")] = None,
    review: Annotated[str | None, typer.Option(metavar="REVIEW", help="none, right, wrong, mended or added.")] = None,
) -> Query:
    """The query that the options make; its signature is the list of the options. Raises InputError."""
    return Query(
        words=" ".join(words or []),
        actor=actor,
        recipient=recipient,
        dyad=_dyad(dyad),
        type=_listed(type_, "type"),
        mode=_listed(mode, "mode"),
        place=place,
        first=day(from_, "--from"),
        last=day(to, "--to"),
        status=status,
        outlet=outlet,
        confidence=confidence,
        review=review,
    )


def _listed(value: str | None, what: str) -> str | None:
    """A PLOVER type or mode as it was given. Raises InputError for one that PLOVER has not."""
    if value is None:
        return None
    from gahnama.ontology import load_ontology

    modes = load_ontology().plover.modes
    known = sorted(modes if what == "type" else {mode for some in modes.values() for mode in some})
    if value not in known:
        raise InputError(f"{value!r} is no {what}; there are {', '.join(known)}")
    return value


def with_query(command: Callable[..., None]) -> Callable[..., None]:
    """The command with the options of ``asked_for`` in the place of its parameter ``query``."""
    asked = inspect.signature(asked_for, eval_str=True).parameters
    own = inspect.signature(command, eval_str=True).parameters

    @wraps(command)
    def run(**given: Any) -> None:
        command(query=asked_for(**{name: given.pop(name) for name in asked}), **given)

    parameters = [
        one.replace(kind=inspect.Parameter.KEYWORD_ONLY)
        for parameter in own.values()
        for one in (asked.values() if parameter.name == "query" else [parameter])
    ]
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {one.name: one.annotation for one in parameters}  # typer reads these too
    return run


def _dyad(told: str | None) -> tuple[str, str] | None:
    from gahnama.errors import InputError

    if told is None:
        return None
    one, colon, other = told.partition(":")
    if not (one and colon and other):
        raise InputError(f"--dyad {told!r}: give two participants with a colon between them, like ARM:AZE")
    return one, other
