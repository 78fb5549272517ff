"""Serves a chronicle until it is told to stop."""

from __future__ import annotations

import asyncio
import gc
import ipaddress
import multiprocessing
import os
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import anyio.to_thread
import uvicorn

from gahnama.errors import InputError
from gahnama.store import Chronicle
from gahnama.web.app import create
from gahnama.web.site import STATIC, Site

if TYPE_CHECKING:
    from starlette.types import ASGIApp

PROCESSES = 2
"""Processes that answer. Pages are made in Python, of which a process runs one line at a time."""
THREADS = 4
"""Requests that a process works on at a time: more only take turns on the processor."""
_AT_ONCE = 1
"""Connections that a process takes at a time: one that took all that wait would leave none to the others."""
_QUEUE = 128
"""Connections that may wait to be taken."""
_LOOK = 1.0
"""Seconds after which a further process looks whether the first one is still there."""
_LOCAL = ("localhost", "127.0.0.1", "[::1]")


def serve(
    chronicle: str, host: str, port: int, tell: Callable[[str], None], *, new: bool = False, read_only: bool = False
) -> None:
    """Serves the chronicle at ``host`` and ``port`` (0: any that is free); ``tell`` gets the address once it listens.

    ``new``: a chronicle that is not there is made. Raises InputError when nothing can listen there, StoreError when the
    chronicle can't be opened.
    """
    if not (STATIC / "vendor" / "htmx.min.js").exists():
        raise InputError("the third-party files of the page are missing; in a checkout fetch them with: make vendor")
    with Chronicle.open(chronicle, create=new) as opened, _listening(host, port) as listener:
        bound = listener.getsockname()[1]
        named = f"[{host}]" if ":" in host else host
        names = {named.lower(), *(_LOCAL if _is_loopback(host) else ())}
        hosts = {f"{name}:{bound}" for name in names} | (names if bound == 80 else set())
        site = Site(opened, read_only)
        app = create(site, hosts)
        site.warm()
        gc.freeze()  # the language data stays: looking for cycles in it would hold up every reader again and again
        opened.close()  # a process can't go on with the connections of another one; each makes its own
        tell(f"http://{named}:{bound}/")
        first = os.getpid()
        with _further(lambda: anyio.run(_run, app, listener, first)), _stopped_plainly():
            anyio.run(_run, app, listener, None)


@contextmanager
def _further(run: Callable[[], None]) -> Iterator[None]:
    """Lets further processes run as well, until the block ends; where a process can't be parted in two, none."""
    if sys.platform == "darwin" or "fork" not in multiprocessing.get_all_start_methods():
        yield
        return
    making = multiprocessing.get_context("fork")
    processes = [making.Process(target=_quietly, args=(run,), daemon=True) for _ in range(PROCESSES - 1)]
    for process in processes:
        process.start()
    try:
        yield
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.join()


def _quietly(run: Callable[[], None]) -> None:
    with suppress(KeyboardInterrupt):
        run()


@contextmanager
def _stopped_plainly() -> Iterator[None]:
    """Being told to end (SIGTERM) leaves nothing behind, and is no failure."""

    def end(*_: object) -> None:
        raise SystemExit(0)

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


class _Server(uvicorn.Server):
    """Lets connections wait in a queue as long as ever, though it takes few at once."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begins to listen."""
        await super().startup(sockets)
        for listener in sockets or ():
            listener.listen(_QUEUE)


async def _run(app: ASGIApp, listener: socket.socket, parent: int | None) -> None:
    """Answers until it is told to stop, or until ``parent``, whose further process this is, is no more."""
    anyio.to_thread.current_default_thread_limiter().total_tokens = THREADS
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, lifespan="off", backlog=_AT_ONCE
    )
    server = _Server(config)

    async def watch() -> None:
        while os.getppid() == parent:
            await asyncio.sleep(_LOOK)
        server.should_exit = True

    watching = asyncio.create_task(watch()) if parent is not None else None
    await server.serve(sockets=[listener])
    if watching is not None:
        watching.cancel()


def _listening(host: str, port: int) -> socket.socket:
    try:
        if not _is_loopback(host) and ipaddress.ip_address(host).is_unspecified:
            raise InputError(f"--host {host}: name the one address that browsers will use")
    except ValueError:
        pass  # a name
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
    except OSError as error:
        raise InputError(f"--host {host}: is no address of this machine ({error.strerror or error})") from None
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(address)
        listener.listen(_QUEUE)
    except OSError as error:
        listener.close()
        raise InputError(
            f"--host {host} --port {port}: can't be listened at ({error.strerror or error}); try --port 0"
        ) from None
    return listener


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"
