"""Opens a database: address, pragmas, transactions, the tables' version; the database's errors in plain words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DBAPIError, TimeoutError

from gahnama.errors import StoreError
from gahnama.settings import LOCK_SECONDS

HEAD = "0003"
"""The newest step of the Alembic chain; what a chronicle that this program writes is at."""

_OLDEST_SQLITE = (3, 35)
_OPTIMIZE = ("PRAGMA analysis_limit = 1000", "PRAGMA optimize = 0x10002")
MANY = 100
"""Documents added at once after which PostgreSQL's statistics are made anew."""
_PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = NORMAL",
    "cache_size = -64000",
    "mmap_size = 268435456",  # read where the system holds the file: short queries take a sixth less of the processor
    "temp_store = MEMORY",
)
_LOCK = 0x6761686E
_WRITES = "gahnama_writes"
_MAKE = (
    "check the name, or make one: gahnama add PATH --chronicle {0} (an empty one: gahnama serve --new --chronicle {0})"
)
_DRIVER = "postgresql+psycopg"


class Database:
    """One chronicle's database: ``reads`` and ``writes`` are transactions of it."""

    def __init__(self, address: str, create: bool = True) -> None:
        """``address``: a path or a URL. ``create``: whether one that is not there is made. Raises StoreError."""
        self.url = _url(address)
        self.name = str(self.url.database) if self._is_file else _shown(self.url)
        self.sqlite = self.url.get_backend_name() == "sqlite"
        if self._is_file:
            _check_file(Path(self.name), create)
        self._engine = self._made()
        try:
            with self._plainly():
                self._settle(create)
        except BaseException:
            self.close()
            raise

    @property
    def _is_file(self) -> bool:
        return self.url.get_backend_name() == "sqlite"

    def close(self) -> None:
        """Gives the connections back."""
        self._engine.dispose()

    @contextmanager
    def reads(self) -> Iterator[Connection]:
        """A transaction that sees one state of the chronicle from its first statement to its last."""
        options: dict[str, Any] = {} if self.sqlite else {"isolation_level": "REPEATABLE READ"}
        with self._plainly(), self._engine.connect().execution_options(**options) as connection, connection.begin():
            yield connection

    @contextmanager
    def writes(self) -> Iterator[Connection]:
        """A transaction that alone may write; waits for another one that does. All of it is kept, or nothing."""
        options = {_WRITES: True}
        with self._plainly(), self._engine.connect().execution_options(**options) as connection, connection.begin():
            if not self.sqlite:
                connection.exec_driver_sql(f"SET LOCAL lock_timeout = {int(1000 * LOCK_SECONDS)}")
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
            yield connection

    def optimize(self, added: int) -> None:
        """Lets the database choose between its indexes by what the tables hold now. ``added``: documents just added.

        SQLite looks itself whether there is anything to do (https://sqlite.org/pragma.html#pragma_optimize), and then
        samples; PostgreSQL's autovacuum does it in a while, so that only many documents at once make it worth while.
        """
        if not self.sqlite and added < MANY:
            return
        with self.writes() as connection:
            for told in _OPTIMIZE if self.sqlite else ("ANALYZE",):
                connection.exec_driver_sql(told)

    def _made(self) -> Engine:
        try:
            if not self.sqlite:
                told: dict[str, Any] = {"connect_timeout": LOCK_SECONDS}
                return create_engine(self.url, connect_args=told, pool_timeout=LOCK_SECONDS)
            told = {"timeout": LOCK_SECONDS, "check_same_thread": False}
            pooled = {} if self.url.database == ":memory:" else {"pool_timeout": LOCK_SECONDS}
            engine = create_engine(self.url, connect_args=told, **pooled)
        except ModuleNotFoundError:
            raise StoreError(f"{self.name}: to open it: pip install 'gahnama[postgresql]'") from None
        event.listen(engine, "connect", _connected)
        event.listen(engine, "begin", _begun)
        return engine

    def _settle(self, create: bool) -> None:
        """Brings the tables to ``HEAD``, or says why not."""
        with self.reads() as connection:
            found = self._version(connection)
        if found == HEAD:
            return
        if found is None and not create:
            raise StoreError(f"{self.name}: holds no chronicle; {_MAKE.format(self.name)}")
        with self.writes() as connection:
            if self._version(connection) != HEAD:
                self._migrate(connection)

    def _version(self, connection: Connection) -> str | None:
        tables = set(inspect(connection).get_table_names())
        if "alembic_version" not in tables:
            if tables:
                raise StoreError(f"{self.name}: is a database of something else; name another file")
            return None
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        if found is None or found > HEAD:
            raise StoreError(
                f"{self.name}: was written by a newer Gahnama (tables {found}, this one knows {HEAD}); "
                "update with: pip install --upgrade gahnama"
            )
        return str(found)

    @staticmethod
    def _migrate(connection: Connection) -> None:
        from alembic import command
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")

    @contextmanager
    def _plainly(self) -> Iterator[None]:
        """Errors of the database as StoreError with a remedy."""
        try:
            yield
        except DBAPIError as error:
            raise StoreError(f"{self.name}: {_remedy(str(error.orig))}") from error
        except TimeoutError as error:
            raise StoreError(f"{self.name}: too many ask at once; try again in a while") from error


def _url(address: str) -> URL:
    if "://" not in address:
        return URL.create("sqlite", database=address)
    kind = address.partition("://")[0]
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):  # the address itself is not told: it may hold a password
        raise StoreError(f"{kind}://…: is no address; give a file, or postgresql://user@host/database") from None
    if url.get_backend_name() in ("postgres", "postgresql"):
        return url.set(drivername=_DRIVER)
    if url.get_backend_name() != "sqlite":
        raise StoreError(f"{kind}://…: a chronicle is a SQLite file or a PostgreSQL database")
    if not url.database:
        raise StoreError(f"{kind}://: names no file; give sqlite:///FILE, or the file alone")
    return url.set(drivername="sqlite")


def _shown(url: URL) -> str:
    """An address as people type it, without the password and what else may hold one."""
    shown = URL.create("postgresql", url.username, None, url.host, url.port, url.database)
    return shown.render_as_string()


def _check_file(path: Path, create: bool) -> None:
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        raise StoreError(f"SQLite {sqlite3.sqlite_version} is too old; 3.35 or newer is needed")
    if path.is_dir():
        raise StoreError(f"{path}: is a directory; name a file in it")
    if not path.exists():
        if not create:
            raise StoreError(f"{path}: there is no chronicle; {_MAKE.format(path)}")
        if not path.parent.is_dir():
            raise StoreError(f"{path}: there is no directory {path.parent}; make it first (mkdir -p)")


def _connected(connection: sqlite3.Connection, _: object) -> None:
    connection.isolation_level = None  # transactions are begun below, not by the driver
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begun(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


_NO_SERVER = "no server answers there; start PostgreSQL or correct the address"
_GONE = "the server ended the connection; run the command again: it goes on where it stopped"
_BUSY = f"another program writes to it and didn't finish within {LOCK_SECONDS} s; try again when it is done"
_REMEDIES = (
    ("locked", _BUSY),
    ("lock timeout", _BUSY),
    ("disk is full", "the disk is full; make room and run the command again: it goes on where it stopped"),
    ("No space left", "the disk is full; make room and run the command again: it goes on where it stopped"),
    ("disk I/O error", "the disk failed or is full; check it and run the command again: it goes on where it stopped"),
    ("not a database", "is no chronicle; name another file"),
    ("malformed", "is damaged; restore it from a copy, or add the articles to a new one"),
    ("readonly", "may not be written; give yourself the right (chmod u+w) or copy it"),
    ("unable to open", "can't be opened; check the name and your rights to it and to its directory"),
    ("resolve host", "there is no such host; correct the address"),
    ("translate host", "there is no such host; correct the address"),
    ("Connection refused", _NO_SERVER),
    ("No such file or directory", _NO_SERVER),
    ("timeout expired", _NO_SERVER),
    ("no password supplied", "the server wants a password; set PGPASSWORD, or write it into ~/.pgpass"),
    ("pg_hba.conf", "the server lets this user in from here not at all; correct the address, or its pg_hba.conf"),
    ("permission denied", "the server doesn't let this user do it; grant the right to make tables there"),
    ("terminating connection", _GONE),
    ("closed the connection", _GONE),
    ('role "', "there is no such user; correct the address, or make it with: createuser"),
    ("does not exist", "there is no such database; make it with: createdb"),
    ("authentication failed", "the server refuses the user or the password; correct them in the address"),
)


def _remedy(message: str) -> str:
    first = message.strip().splitlines()[0] if message.strip() else "the database failed"
    return next((remedy for sign, remedy in _REMEDIES if sign in message), f"the database failed ({first})")
