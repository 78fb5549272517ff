"""The command that opens a chronicle in the browser: serve. ``cli`` takes it in."""

from __future__ import annotations

from typing import Annotated

import typer

from gahnama.cli_chronicle import DEFAULT, ChronicleOption


def register(app: typer.Typer) -> None:
    """Adds the command to the application."""
    app.command()(serve)


def serve(
    chronicle: ChronicleOption = DEFAULT,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Where to listen; by default this machine alone.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option(min=0, max=65535, help="0: any that is free.")] = 8765,
    new: Annotated[bool, typer.Option("--new", help="Begin an empty chronicle where there is none.")] = False,
    read_only: Annotated[bool, typer.Option("--read-only", help="Nothing can be changed from the page.")] = False,
) -> None:
    """Opens the chronicle in the browser.

    Prints its address and serves until it is stopped (Ctrl-C). Needs: pip install 'gahnama[web]'.

    \b
    Examples:
      gahnama serve
      gahnama serve --new --chronicle mine.db
      gahnama serve --chronicle talks.db --port 0 --read-only
    """
    from gahnama.errors import InputError

    try:
        from gahnama.web.server import serve as run
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("gahnama"):
            raise
        raise InputError(f"the page needs {error.name}; install it with: pip install 'gahnama[web]'") from None
    run(chronicle, host, port, typer.echo, new=new, read_only=read_only)
    raise typer.Exit
