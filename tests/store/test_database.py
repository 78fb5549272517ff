"""Opening, versions, locks, a full disk: clear errors, and nothing lost."""

from __future__ import annotations

import io
import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, delete, select

from gahnama.errors import StoreError
from gahnama.export import export
from gahnama.model import Document, Reading
from gahnama.store import Added, Chronicle, engine, tables
from tests.store.conftest import made


def test_the_migrations_make_the_tables(tmp_path: Path) -> None:
    database = engine.Database(str(tmp_path / "a.db"))
    with database.reads() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), tables.metadata)
    ours = set(tables.metadata.tables)
    assert [change for change in differences if change[0] != "remove_table"] == []
    removed = {change[1].name for change in differences}
    assert not removed & ours
    assert all(name.startswith("words") for name in removed)


def test_the_head_is_the_last_step() -> None:
    scripts = ScriptDirectory(str(Path(engine.__file__).parent / "migrations"))
    assert scripts.get_current_head() == engine.HEAD


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_chronicle_without_dyads_gets_them(address: Callable[[str, Path], str], kind: str, tmp_path: Path) -> None:
    where = address(kind, tmp_path)
    with Chronicle.open(where) as chronicle:
        chronicle.add_reading(made("a", actors="IRN ARM", recipients="TUR IRN"))
        chronicle.add_reading(made("b", "دو وزیر در ایروان دیدار کردند", actors="IRN ARM", recipients=""))
        with chronicle._database.writes() as connection:
            before = _dyads(connection)
            connection.execute(delete(tables.parties).where(tables.parties.c.role == tables.DYAD))
            connection.exec_driver_sql("DROP INDEX shown_long")
            connection.exec_driver_sql("DROP TABLE unsettled")
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
    assert {key for _, key in before} == {"ARM:IRN", "ARM:TUR", "IRN:IRN", "IRN:TUR"}
    with Chronicle.open(where) as chronicle, chronicle._database.reads() as connection:
        assert _dyads(connection) == before


def _dyads(connection: Connection) -> set[tuple[int, str]]:
    asking = select(tables.parties.c.event, tables.parties.c.key).where(tables.parties.c.role == tables.DYAD)
    return {(row.event, row.key) for row in connection.execute(asking)}


def test_a_chronicle_of_a_newer_version(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    Chronicle.open(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match="newer Gahnama"):
        Chronicle.open(path)


def test_what_is_no_chronicle(tmp_path: Path) -> None:
    text, other = tmp_path / "a.txt", tmp_path / "b.db"
    text.write_text("no database, but long enough to be looked at" * 50)
    with pytest.raises(StoreError, match="is no chronicle"):
        Chronicle.open(text)
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE things (a)")
    with pytest.raises(StoreError, match="something else"):
        Chronicle.open(other)
    with pytest.raises(StoreError, match="is a directory"):
        Chronicle.open(tmp_path)
    with pytest.raises(StoreError, match="mkdir -p"):
        Chronicle.open(tmp_path / "no" / "a.db")
    with pytest.raises(StoreError, match="gahnama add"):
        Chronicle.open(tmp_path / "c.db", create=False)
    assert not (tmp_path / "c.db").exists()


@pytest.mark.parametrize("address", ["mysql://a/b", "nonsense://x", "postgresql://"])
def test_addresses_that_lead_nowhere(address: str) -> None:
    with pytest.raises(StoreError):
        Chronicle.open(address)


def test_a_locked_chronicle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "LOCK_SECONDS", 0.2)
    path = tmp_path / "a.db"
    with Chronicle.open(path) as chronicle:
        chronicle.add_reading(made("a"))
        holder = sqlite3.connect(path, isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="another program writes to it"):
            chronicle.add_reading(made("b", "متنی دیگر درباره دیدار"))
        assert len(list(chronicle.stories())) == 1
        holder.rollback()
        assert chronicle.add_reading(made("b", "متنی دیگر درباره دیدار")).became == "added"


def test_a_locked_chronicle_of_postgresql(postgresql: Callable[[], str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "LOCK_SECONDS", 0.2)
    where = postgresql()
    with Chronicle.open(where) as chronicle, Chronicle.open(where) as other:
        chronicle.add_reading(made("a"))
        with other._database.writes(), pytest.raises(StoreError, match="another program writes to it"):
            chronicle.add_reading(made("b", "متنی دیگر درباره دیدار"))
        assert len(list(chronicle.stories())) == 1
        assert chronicle.add_reading(made("b", "متنی دیگر درباره دیدار")).became == "added"


def test_a_chronicle_in_memory() -> None:
    with Chronicle.open("sqlite:///:memory:") as chronicle:
        assert chronicle.stats().documents == 0


def test_more_readers_at_once_than_connections(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "LOCK_SECONDS", 0.2)
    with Chronicle.open(tmp_path / "a.db") as chronicle, ExitStack() as readers:

        def all_at_once() -> None:
            for _ in range(100):
                readers.enter_context(chronicle._database.reads())

        with pytest.raises(StoreError, match="too many ask at once; try again"):
            all_at_once()
        readers.pop_all().close()
        assert chronicle.stats().documents == 0


def test_a_chronicle_that_may_not_be_written(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everything")
    path = tmp_path / "a.db"
    Chronicle.open(path).close()
    path.chmod(0o400)
    with Chronicle.open(path) as chronicle, pytest.raises(StoreError, match="may not be written"):
        chronicle.add_reading(made("a"))


def test_a_full_disk_loses_nothing_that_was_there(tmp_path: Path) -> None:
    """SQLite's own bound on the size of a file stands for the disk: the error is the same."""
    path = tmp_path / "a.db"
    with Chronicle.open(path) as chronicle:
        chronicle.add_reading(made("a"))
        with chronicle._database._engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 8}")
        with pytest.raises(StoreError, match="the disk is full"):
            _fill(chronicle)
        kept = len(list(chronicle.documents()))
        assert 1 <= kept < 50
    with Chronicle.open(path) as chronicle:
        assert len(list(chronicle.documents())) == kept
        assert chronicle.add_reading(made("c", "متنی که پس از آن آمد")).became == "added"


def _fill(chronicle: Chronicle) -> None:
    for number in range(50):
        chronicle.add_reading(made(f"b{number}", f"متن {number} " * 900))


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_two_writers_and_a_reader(address: Callable[[str, Path], str], kind: str, tmp_path: Path) -> None:
    """Each waits for the other; what both leave is what one alone would have left, to the byte."""
    path, alone = address(kind, tmp_path), tmp_path / "alone.db"
    failures: list[BaseException] = []

    def write(name: str) -> None:
        try:
            with Chronicle.open(path) as chronicle:
                for number in range(15):
                    chronicle.add_reading(_meeting(name, number))
        except BaseException as error:
            failures.append(error)

    writers = [threading.Thread(target=write, args=(name,)) for name in ("x", "y")]
    for writer in writers:
        writer.start()
    seen = 0
    while any(writer.is_alive() for writer in writers):
        with Chronicle.open(path) as chronicle:
            now = len(list(chronicle.search()))
        assert now >= seen
        seen = now
    assert failures == []
    with Chronicle.open(path) as chronicle, Chronicle.open(alone) as other:
        for name in ("x", "y"):
            for number in range(15):
                other.add_reading(_meeting(name, number))
        assert len(list(chronicle.documents())) == 30
        assert _exported(chronicle) == _exported(other)


def _meeting(name: str, number: int) -> Reading:
    return made(f"{name}{number}", f"دیدار {number} در {name}")


def _exported(chronicle: Chronicle) -> bytes:
    file = io.BytesIO()
    export(chronicle.search(), "plover-jsonl", file)
    return file.getvalue()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_after_much_was_added_the_database_knows_its_tables(
    address: Callable[[str, Path], str], kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has statistics of all tables that searches look into, and no byte of what is exported hangs on them."""

    def read(document: Document) -> Reading:
        return made(document.id, document.text, day=f"2023-09-{int(document.id) % 28 + 1:02}")

    monkeypatch.setattr("gahnama.store.chronicle._work", read)
    texts = [Document(str(number), f"دیدار {number} در شهر {number * 7}") for number in range(engine.MANY)]
    with Chronicle.open(address(kind, tmp_path)) as chronicle, Chronicle.open(tmp_path / "other.db") as other:
        assert {one.became for one in chronicle.add(texts) if isinstance(one, Added)} == {"added"}
        with chronicle._database.reads() as connection:
            known = set(connection.exec_driver_sql(STATISTICS[kind]).scalars())
        assert {"shown", "parties", "events", "readings"} <= known
        for text in texts:
            other.add_reading(read(text))
        assert _exported(chronicle) == _exported(other)


STATISTICS = {"sqlite": "SELECT tbl FROM sqlite_stat1", "postgresql": "SELECT tablename FROM pg_stats"}


ADD = """
import sys, json
from gahnama.store import Chronicle
from gahnama.records import story_dict
with Chronicle.open(sys.argv[1]) as chronicle:
    for added in chronicle.add([sys.argv[2]]):
        print(added.became, flush=True)
"""


@pytest.mark.parametrize("after", range(5))
def test_a_kill_at_any_moment_loses_at_most_the_document_in_hand(tmp_path: Path, root: Path, after: int) -> None:
    articles = root / "evaluation" / "articles.jsonl"
    path = tmp_path / "a.db"
    command = [sys.executable, "-c", ADD, str(path), str(articles)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for _ in range(2 * after + 1):
            process.stdout.readline()
        process.kill()
    with Chronicle.open(path) as chronicle:
        assert len(list(chronicle.documents())) >= 2 * after + 1
        list(chronicle.add([articles]))
        resumed = _told(chronicle)
    with Chronicle.open(tmp_path / "b.db") as undisturbed:
        list(undisturbed.add([articles]))
        assert _told(undisturbed) == resumed


def _told(chronicle: Chronicle) -> str:
    from gahnama.records import story_dict

    return repr([story_dict(story, chronicle.joins(story.id)) for story in chronicle.stories()])
