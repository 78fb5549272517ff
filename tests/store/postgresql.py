"""A PostgreSQL server of the tests' own, on a socket in a temporary folder; gone when they end."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PLACES = "/usr/lib/postgresql/*/bin"
_USER = "postgres"


def programs() -> Path | None:
    """The folder of initdb and pg_ctl, the newest; None where PostgreSQL is not installed."""
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else sorted(Path("/").glob(_PLACES.removeprefix("/")))
    return folders[-1] if folders else None


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """Runs a server; the URL of its database ``postgres``. ``folder``: that of ``programs``."""
    home = Path(tempfile.mkdtemp(prefix="gahnama-pg-"))  # short: a socket's path has at most 107 characters
    log = home / "log"
    try:
        if os.geteuid() == 0:  # PostgreSQL doesn't run as root
            shutil.chown(home, _USER)
        _run(folder / "initdb", "-D", home / "data", "-U", _USER, "-A", "trust", "-E", "UTF8", "--no-sync")
        options = f"-k {home} -c listen_addresses= -c fsync=off -c max_connections=40"
        _run(folder / "pg_ctl", "-D", home / "data", "-l", log, "-w", "-o", options, "start")
        try:
            yield f"postgresql://{_USER}@/postgres?host={home}"
        finally:
            _run(folder / "pg_ctl", "-D", home / "data", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _run(*command: object) -> None:
    user = pwd.getpwnam(_USER) if os.geteuid() == 0 else None
    done = subprocess.run(
        [*map(str, command)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        cwd="/",
        user=user.pw_uid if user else None,
        group=user.pw_gid if user else None,
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed: {done.stderr[-400:]}")
