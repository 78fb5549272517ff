"""Commands used wrongly, or broken off: one clear line that names the place and the remedy, and nothing left behind."""

from __future__ import annotations

import getpass
import json
import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from gahnama import __version__
from tests.test_cli import EXAMPLE, SENTENCE, gahnama, lines

SECRET = "s3cret"
COMMAND = (sys.executable, "-m", "gahnama.cli")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A working directory with a file of every wrong kind."""
    (tmp_path / "folder").mkdir()
    for kind in ("txt", "jsonl", "json", "yaml", "csv", "db"):
        (tmp_path / f"binary.{kind}").write_bytes(bytes(range(256)) * 40)
        (tmp_path / f"latin.{kind}").write_bytes("Le ministère a été consulté\n".encode("latin-1") * 5)
    (tmp_path / "empty.json").write_bytes(b"")
    (tmp_path / "keys.jsonl").write_text('{"texts": "x"}\n', encoding="utf-8")
    (tmp_path / "list.json").write_text("[1, 2]", encoding="utf-8")
    (tmp_path / "good.txt").write_text(SENTENCE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GAHNAMA_ACTORS", raising=False)
    yield tmp_path
    os.environ.pop("GAHNAMA_ACTORS", None)  # --actors sets it


@pytest.fixture
def filled(here: Path) -> Path:
    gahnama("add", "good.txt", "--chronicle", "c.db")
    return here / "c.db"


GOLD = EXAMPLE.parent.parent / "evaluation" / "articles.json"
PEOPLE = EXAMPLE.parent / "people.csv"


@pytest.mark.parametrize(
    ("command", "code", "said"),
    [
        ("read no.txt", 1, "no.txt: there is no such file"),
        ("read folder", 1, "folder: is an empty directory"),
        ("read binary.txt", 1, "binary.txt: is binary"),
        ("read latin.txt", 1, "latin.txt: byte 9 is neither UTF-8 nor windows-1256"),
        ("read keys.jsonl", 1, 'keys.jsonl:1: has no "text"'),
        ("read good.txt --language xx", 1, "is in the language 'xx'; Gahnama reads fa"),
        ("read good.txt --format xml", 2, "Invalid value for '--format': 'xml' is not one of 'table', 'json', 'jsonl'"),
        ("read good.txt --actors no.yaml", 2, "gahnama: no.yaml: there is no such file"),
        ("read good.txt --actors latin.yaml", 2, "gahnama: latin.yaml: byte 9 is not UTF-8"),
        ("read good.txt -o folder", 2, "folder is a directory"),
        ("read good.txt -o no/x.json", 2, "mkdir -p"),
        ("times no.jsonl", 2, "no.jsonl: there is no such file"),
        ("times folder", 2, "folder: is a directory"),
        ("times latin.txt", 1, "latin.txt: byte 9"),
        ("try good.txt", 2, "to read a file: gahnama read good.txt"),
        ("check ../fa", 2, "no language '../fa': there is fa"),
        ("check ..", 2, "no language '..': there is fa"),
        ("score no.json good.txt", 2, "no.json: there is no such file; check the name"),
        ("score folder good.txt", 2, "folder: can't be read (Is a directory)"),
        ("score latin.json good.txt", 2, "latin.json: byte 9 is not UTF-8"),
        ("score empty.json good.txt", 2, "empty.json: is no JSON list"),
        ("score list.json good.txt", 2, "list.json: reading 1 is none"),
        (f"score {GOLD} no.jsonl", 2, "no.jsonl: there is no such file; check the name"),
        (f"score {GOLD} keys.jsonl", 2, "keys.jsonl:1: is no reading"),
        ("actors import no.csv -o x.yaml", 2, "no.csv: can't be read"),
        ("actors import latin.csv -o x.yaml", 2, "latin.csv: byte 9 is not UTF-8"),
        ("actors import list.json -o x.yaml", 1, "list.json: entity 1: is no entity"),
        (f"actors import {PEOPLE} -o no/x.yaml", 2, "mkdir -p"),
        ("add no.txt --chronicle n.db", 1, "no.txt: there is no such file"),
        ("add folder binary.txt latin.txt --chronicle n.db", 1, "3 were left out"),
        ("add keys.jsonl --chronicle n.db", 1, 'keys.jsonl:1: has no "text"'),
        ("add --chronicle n.db", 2, "name what to add"),
        ("add --again --chronicle n.db", 2, "there is no chronicle"),
        ("add good.txt --chronicle no/n.db", 2, "mkdir -p"),
        ("add good.txt --chronicle folder", 2, "folder: is a directory"),
        ("add good.txt --chronicle binary.db", 2, "binary.db: is no chronicle"),
        ("add good.txt --chronicle sqlite://", 2, "names no file"),
        ("search --chronicle n.db", 2, "n.db: there is no chronicle"),
        ("search --chronicle latin.db", 2, "latin.db: is no chronicle"),
        ("search --format xml", 2, "Invalid value for '--format': 'xml' is not one of"),
        ("search --limit -1", 2, "Invalid value for '--limit'"),
        ("show e1 --chronicle n.db", 2, "n.db: there is no chronicle"),
        ("stats --chronicle folder", 2, "folder: is a directory"),
        ("join a b --chronicle n.db", 2, "n.db: there is no chronicle"),
        ("split a b --chronicle n.db", 2, "n.db: there is no chronicle"),
        ("export --format foo --chronicle n.db", 2, "Invalid value for '--format': 'foo' is not one of 'plover-jsonl'"),
        ("export --format csv --chronicle n.db -o x.csv", 2, "n.db: there is no chronicle"),
    ],
)
def test_one_clear_message_and_nothing_left_behind(here: Path, command: str, code: int, said: str) -> None:
    before = {path.name: path.stat().st_size for path in here.iterdir()}
    done = gahnama(*command.split(), code=code)
    assert said in done.stderr
    assert str(here) not in done.stderr, "a place is named as it was given"
    assert {path.name: path.stat().st_size for path in here.iterdir()} == before


def test_an_empty_name_is_no_directory(here: Path) -> None:
    assert "'': there is no such file" in gahnama("read", "", code=1).stderr
    assert "no language '': there is fa" in gahnama("check", "", code=2).stderr


def test_what_can_be_added_is_added_beside_what_can_not(here: Path) -> None:
    done = gahnama("add", "no.txt", "good.txt", "binary.txt", "--chronicle", "n.db", code=1)
    assert "n.db: 1 added; now 1 documents" in done.stdout
    assert "2 were left out" in done.stderr
    again = gahnama("add", "no.txt", "--chronicle", "n.db", code=1)
    assert again.stdout == ""


@pytest.mark.parametrize(
    ("event", "said"),
    [
        ("5", "reading 1 is none"),
        ('{"type": "AID"}', "lacks a field"),
        (
            '{"type": "AID", "mode": [], "mentions": ["x"], "actors": [], "recipients": [], "date": null, '
            '"date_basis": "none", "aux": [], "source": [], "place": null}',
            "lacks a field",
        ),
        (
            '{"type": "AID", "mode": [], "mentions": [[0, 5]], "actors": [{"code": "IRN"}], "recipients": [], '
            '"date": "soon", "date_basis": "none", "aux": [], "source": [], "place": null}',
            "'soon' is no date",
        ),
    ],
    ids=["number", "fields", "mention", "date"],
)
def test_gold_of_another_form(here: Path, event: str, said: str) -> None:
    (here / "gold.json").write_text(f'[{{"id": "a", "events": [{event}]}}]', encoding="utf-8")
    (here / "r.jsonl").write_text('{"id": "a", "events": []}\n', encoding="utf-8")
    assert said in gahnama("score", "gold.json", "r.jsonl", code=2).stderr


def test_readings_of_another_form(here: Path) -> None:
    (here / "gold.json").write_text('[{"id": "a", "events": []}]', encoding="utf-8")
    for event in ("5", '{"type": "AID"}', '{"type": "AID", "mentions": "x"}', '{"type": 1, "mentions": []}'):
        (here / "r.jsonl").write_text(f'{{"id": "a", "events": [{event}]}}\n', encoding="utf-8")
        assert "r.jsonl:1: is no reading" in gahnama("score", "gold.json", "r.jsonl", code=2).stderr


def test_the_version() -> None:
    assert gahnama("--version").stdout == f"gahnama {__version__}\n"


# --- passwords


@pytest.mark.parametrize(
    "address",
    [
        f"postgresql://u:{SECRET}@127.0.0.1:1/c",
        f"postgresql://u@127.0.0.1:1/c?password={SECRET}",
        f"postgresql+pg8000://u:{SECRET}@127.0.0.1:1/c",
        f"postgresql://u:{SECRET}@host:port/c",
        f"postgresql://u:{SECRET}@[::1/c",
        f"mysql://u:{SECRET}@host/c",
    ],
)
def test_no_password_and_no_driver_is_told(here: Path, address: str) -> None:
    for command in (["stats"], ["add", "good.txt"], ["export", "--format", "csv"]):
        done = gahnama(*command, "--chronicle", address, code=2)
        told = done.stdout + done.stderr
        assert SECRET not in told
        assert "psycopg" not in told
        assert "pg8000" not in told
        assert len(done.stderr.splitlines()) == 1


def test_who_decides_has_to_be_known(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise KeyError("getpwuid(): uid not found: 4711")

    monkeypatch.setattr(getpass, "getuser", nobody)
    assert "--author NAME" in gahnama("join", "a", "b", "--chronicle", filled, code=2).stderr


# --- where the output goes


@pytest.mark.parametrize(
    "command",
    ["search", "search --format json", "export --format gexf", "stats --format json"],
)
def test_a_pipe_that_is_closed_says_nothing(filled: Path, command: str) -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [*COMMAND, *command.split(), "--chronicle", str(filled)],
        stdout=write,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(write)
    assert done.stderr == ""
    assert done.returncode == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("command", ["read good.txt", "stats --chronicle c.db", "export --format csv --chronicle c.db"])
def test_output_that_can_not_be_written(filled: Path, command: str) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*COMMAND, *command.split()], stdout=full, stderr=subprocess.PIPE, text=True, cwd=filled.parent, check=False
        )
    assert "gahnama: the output can't be written (No space left on device), and is not whole" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.returncode == 1


def test_streams_that_are_closed(here: Path) -> None:
    command = " ".join(COMMAND)
    done = subprocess.run(f"{command} read - <&-", shell=True, capture_output=True, text=True, check=False)
    assert "stdin: is empty" in done.stderr
    done = subprocess.run(
        f"{command} read good.txt >&-", shell=True, stderr=subprocess.PIPE, text=True, cwd=here, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_no_binary_into_a_terminal(filled: Path) -> None:
    parent, child = pty.openpty()
    command = [*COMMAND, "export", "--format", "parquet", "--chronicle", str(filled)]
    done = subprocess.run(command, stdout=child, stderr=subprocess.PIPE, text=True, check=False)
    os.close(child)
    os.close(parent)
    assert "-o FILE" in done.stderr
    assert done.returncode == 2


# --- breaking off


@pytest.mark.parametrize(
    ("jobs", "by", "code"),
    [(1, signal.SIGINT, 130), (2, signal.SIGINT, 130), (1, signal.SIGTERM, 143), (2, signal.SIGTERM, 143)],
)
def test_a_command_that_is_broken_off_leaves_nothing_behind(
    tmp_path: Path, jobs: int, by: signal.Signals, code: int
) -> None:
    source = lines(tmp_path / "a.jsonl", 4000)
    command = [*COMMAND, "read", str(source), "--format", "jsonl", "-o", str(tmp_path / "out"), "--jobs", str(jobs)]
    with _interruptible(command) as process:
        _wait(lambda: any(path.name.endswith(".part") and path.stat().st_size for path in tmp_path.iterdir()))
        if by == signal.SIGINT:
            os.killpg(process.pid, by)  # as a terminal does: to every process of the command
        else:
            process.send_signal(by)
        _, told = process.communicate(timeout=60)
    assert (process.returncode, told) == (code, "")
    assert [path.name for path in tmp_path.iterdir()] == ["a.jsonl"]
    _wait(lambda: not _living(process.pid))


def test_the_processes_of_a_command_end_with_it(tmp_path: Path) -> None:
    source = lines(tmp_path / "a.jsonl", 4000)
    command = [*COMMAND, "read", str(source), "--format", "jsonl", "-o", str(tmp_path / "out"), "--jobs", "2"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True) as process:
        _wait(lambda: any(path.name.endswith(".part") and path.stat().st_size for path in tmp_path.iterdir()))
        process.kill()
    _wait(lambda: not _living(process.pid))


def _interruptible(command: list[str]) -> subprocess.Popen[str]:
    """The command in a session of its own, as a terminal starts it: a test run in the background ignores interrupts."""
    return subprocess.Popen(
        command,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


def _wait(until: Callable[[], bool], seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not until():
        assert time.monotonic() < end, "it did not come to that"
        time.sleep(0.1)


def _living(group: int) -> list[str]:
    """The processes of a group that run still."""
    found = subprocess.run(["ps", "-e", "-o", "pgid=,stat="], capture_output=True, text=True, check=True).stdout
    rows = (row.split() for row in found.splitlines())
    return [state for pgid, state in rows if int(pgid) == group and not state.startswith("Z")]


def test_an_add_that_is_broken_off_goes_on(tmp_path: Path) -> None:
    source, path = EXAMPLE.parent.parent / "evaluation" / "articles.jsonl", tmp_path / "c.db"
    command = [*COMMAND, "add", str(source), "--chronicle", str(path)]
    with _interruptible(command) as process:
        _wait(lambda: (tmp_path / "c.db-wal").exists())
        os.killpg(process.pid, signal.SIGINT)
        _, told = process.communicate(timeout=60)
    assert told == ""
    # all may have been done by then, and Python be on its way out, which an interrupt ends by the signal itself
    assert process.returncode in (130, 0, -signal.SIGINT)
    gahnama("add", source, "--chronicle", path)
    assert json.loads(gahnama("stats", "--chronicle", path, "--format", "json").stdout)["documents"] == 12
