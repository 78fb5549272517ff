"""The commands, as a user types them: output, exit codes, messages."""

from __future__ import annotations

import fcntl
import io
import json
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from unittest.mock import patch

import pytest
from rich.cells import cell_len

from gahnama import batch, cli, terminal
from gahnama.intake import LeftOut
from gahnama.language import load_language
from gahnama.model import Document
from gahnama.show import END_ISOLATE, ISOLATE_RTL, AsTable, is_rtl, wrapped

SENTENCE = "وزیر خارجه ترکیه حمله موشکی به اربیل را محکوم کرد"
EXAMPLE = Path(__file__).parent.parent / "examples" / "telephone-call.txt"


@dataclass(frozen=True)
class Done:
    """What a command gave."""

    returncode: int
    stdout: str
    stderr: str


def gahnama(*arguments: object, stdin: str = "", code: int = 0, process: bool = False) -> Done:
    """Runs a command, in this process unless it has to start others; there is never a traceback."""
    done = (_in_a_process if process else _here)([*map(str, arguments)], stdin)
    assert "Traceback" not in done.stderr
    assert done.returncode == code, done.stderr
    return done


def _here(arguments: list[str], stdin: str) -> Done:
    given = io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8")
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    with patch.multiple(sys, argv=["gahnama", *arguments], stdin=given, stdout=out, stderr=err):
        try:
            cli.main()
            code = 0
        except SystemExit as ended:
            code = int(ended.code or 0)
    texts = []
    for stream in (out, err):
        stream.flush()
        texts.append(stream.buffer.getvalue().decode("utf-8"))  # type: ignore[attr-defined]
    return Done(code, *texts)


def _in_a_process(arguments: list[str], stdin: str) -> Done:
    command = [sys.executable, "-m", "gahnama.cli", *arguments]
    done = subprocess.run(command, input=stdin, capture_output=True, encoding="utf-8", check=False)
    return Done(done.returncode, done.stdout, done.stderr)


def lines(path: Path, count: int) -> Path:
    """A file of JSON lines with ``count`` articles."""
    rows = (
        {"id": f"a{n}", "text": f"{SENTENCE}\n{SENTENCE} و بند {n}", "published": "2020-10-16"} for n in range(count)
    )
    path.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows), encoding="utf-8")
    return path


# --- read


def test_jsonl_is_a_reading_a_line(tmp_path: Path) -> None:
    done = gahnama("read", lines(tmp_path / "a.jsonl", 3), "--format", "jsonl")
    readings = [json.loads(line) for line in done.stdout.splitlines()]
    assert [reading["id"] for reading in readings] == ["a0", "a1", "a2"]
    assert all(reading["events"] for reading in readings)


def test_json_is_one_array(tmp_path: Path) -> None:
    done = gahnama("read", lines(tmp_path / "a.jsonl", 2), "--format", "json")
    assert [reading["id"] for reading in json.loads(done.stdout)] == ["a0", "a1"]
    assert json.loads(gahnama("read", tmp_path / "none", "--format", "json", code=1).stdout) == []


def test_offsets_are_into_the_text_as_received(tmp_path: Path) -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    (reading,) = json.loads(gahnama("read", EXAMPLE, "--format", "json").stdout)
    for event in reading["events"]:
        for mention in event["mentions"]:
            assert text[mention["start"] : mention["end"]] == mention["text"]


def test_any_number_of_jobs_gives_the_same_bytes(tmp_path: Path) -> None:
    source = lines(tmp_path / "a.jsonl", 20)
    source.write_text(source.read_text(encoding="utf-8") + "{broken\n", encoding="utf-8")
    for form in ("jsonl", "table"):
        for jobs in (1, 2):
            out = tmp_path / f"{form}{jobs}"
            command = ("read", source, "--format", form, "--jobs", jobs, "-o", out)
            assert ":21:" in gahnama(*command, code=1, process=jobs > 1).stderr
        assert (tmp_path / f"{form}1").read_bytes() == (tmp_path / f"{form}2").read_bytes()


def test_standard_input() -> None:
    assert "ACCUSE" in gahnama("read", "-", stdin=SENTENCE).stdout


@pytest.mark.parametrize("day", ["2020-10-16", "1399-07-25", "۱۳۹۹/۷/۲۵"])
def test_published_in_both_calendars(day: str) -> None:
    (reading,) = json.loads(gahnama("read", "-", "--published", day, "--format", "json", stdin=SENTENCE).stdout)
    assert reading["published"] == "2020-10-16"
    assert reading["published_inferred"] is False


@pytest.mark.parametrize("day", ["1404-07-31", "2023-02-30", "soon", (date.today() + timedelta(days=9)).isoformat()])
def test_an_impossible_published_is_wrong_use(day: str) -> None:
    done = gahnama("read", "-", "--published", day, stdin=SENTENCE, code=2)
    assert done.stdout == ""
    assert done.stderr.startswith("gahnama: --published")
    assert len(done.stderr.splitlines()) == 1


def test_a_batch_goes_on_and_tells_what_was_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SENTENCE, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "c.txt").write_bytes(b"\0\1\2")
    (tmp_path / "d.txt").write_text(SENTENCE, encoding="utf-8")
    done = gahnama("read", tmp_path, "--format", "jsonl", code=1)
    assert len(done.stdout.splitlines()) == 2
    told = done.stderr.splitlines()
    assert told[0] == "gahnama: 2 were left out:"
    assert told[1].startswith(f"  {tmp_path}/b.txt: is empty")
    assert told[2].startswith(f"  {tmp_path}/c.txt: is binary")


def test_output_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    out = tmp_path / "r.jsonl"
    out.write_text("old", encoding="utf-8")
    gahnama("read", EXAMPLE, "--published", "2000-99-99", "-o", out, code=2)
    assert out.read_text(encoding="utf-8") == "old"
    gahnama("read", EXAMPLE, "--format", "jsonl", "-o", out)
    assert json.loads(out.read_text(encoding="utf-8"))["events"]
    assert [path.name for path in tmp_path.iterdir()] == ["r.jsonl"]


def test_output_is_not_touched_when_the_work_breaks_off(tmp_path: Path) -> None:
    def work() -> None:
        with terminal.written(tmp_path / "r.jsonl") as file:
            file.write("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        work()
    assert list(tmp_path.iterdir()) == []


def test_output_may_be_a_device() -> None:
    done = gahnama("read", "-", "--format", "jsonl", "-o", "/dev/stdout", stdin=SENTENCE, process=True)
    assert json.loads(done.stdout)["events"]


def test_output_into_nowhere_is_wrong_use(tmp_path: Path) -> None:
    assert "mkdir -p" in gahnama("read", EXAMPLE, "-o", tmp_path / "no" / "r.jsonl", code=2).stderr
    assert "is a directory" in gahnama("read", EXAMPLE, "-o", tmp_path, code=2).stderr


def test_a_defect_of_the_engine_leaves_one_article_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> None:
        raise IndexError("list index out of range")

    monkeypatch.setattr(batch, "read", broken)
    monkeypatch.setattr(batch, "reader_for", broken)
    found = list(batch.each(batch.as_line, [Document("a", SENTENCE)]))
    assert isinstance(found[0], LeftOut)
    assert "a: the reader failed on it (IndexError" in str(found[0])
    assert "the reader failed on it (IndexError" in gahnama("times", SENTENCE, code=1).stderr


def test_an_impossible_day_in_the_text_does_no_harm() -> None:
    done = gahnama(
        "read", "-", "--published", "2023-11-01", "--format", "jsonl", stdin=f"{SENTENCE} در روز ۳۱ مهر ۱۴۰۲."
    )
    assert json.loads(done.stdout)["events"]


def test_a_closed_pipe_is_no_failure_to_shout_about(tmp_path: Path) -> None:
    source = lines(tmp_path / "a.jsonl", 60)
    command = f"{sys.executable} -m gahnama.cli read {source} --format json | head -c 10"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert done.stdout == '[\n{\n  "id"'
    assert done.stderr == ""


@pytest.mark.parametrize(
    "arguments", [["read"], ["read", "a", "--format", "xml"], ["read", "a", "--jobs", "0"], ["nonsense"]]
)
def test_wrong_use_exits_with_2(arguments: list[str]) -> None:
    gahnama(*arguments, code=2)


@pytest.mark.parametrize(
    "command", ["read", "try", "times", "check", "score", "add", "search", "show", "stats", "join", "split"]
)
def test_every_help_has_an_example(command: str) -> None:
    assert f"gahnama {command}" in gahnama(command, "--help").stdout.partition("Example")[2]


# --- tables


def in_a_terminal(width: int, *arguments: object) -> str:
    """What a command shows in a terminal window of ``width`` columns."""
    parent, child = pty.openpty()
    fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", 50, width, 0, 0))
    environment = {key: value for key, value in os.environ.items() if key not in ("COLUMNS", "NO_COLOR")} | {
        "TERM": "xterm"
    }
    command = [sys.executable, "-m", "gahnama.cli", *map(str, arguments)]
    with subprocess.Popen(command, stdin=child, stdout=child, stderr=subprocess.DEVNULL, env=environment) as process:
        os.close(child)
        shown = b""
        while True:
            try:
                piece = os.read(parent, 65536)
            except OSError:
                break
            if not piece:
                break
            shown += piece
        os.close(parent)
    assert process.returncode == 0
    return shown.decode("utf-8")


@pytest.mark.parametrize("width", [60, 80, 100, 140, 200])
def test_no_line_of_a_table_is_wider_than_the_window(width: int) -> None:
    shown = AsTable(width, terminal=True)(Document("a", EXAMPLE.read_text(encoding="utf-8")))
    assert isinstance(shown, str)
    assert "CONSULT" in shown
    for line in re.sub(r"\x1b\[[0-9;]*m", "", shown).splitlines():
        if "published" not in line:
            assert cell_len(line) <= width


def test_cells_are_isolated_in_a_terminal_and_nowhere_else() -> None:
    shown = in_a_terminal(120, "read", EXAMPLE)
    assert shown.count(ISOLATE_RTL) == shown.count(END_ISOLATE) > 5
    for line in shown.splitlines():
        assert line.count(ISOLATE_RTL) == line.count(END_ISOLATE), "an isolate must close on its own line"
        outside = "".join(piece.partition(END_ISOLATE)[2] for piece in line.split(ISOLATE_RTL)[1:])
        assert not is_rtl(outside)
    assert ISOLATE_RTL not in gahnama("read", EXAMPLE).stdout


def test_a_table_comes_in_the_order_of_the_days() -> None:
    shown = gahnama("read", EXAMPLE).stdout
    assert shown.index("1988-02-20") < shown.index("2020") < shown.index("2023-09-19")
    assert "(inferred)" in shown


def test_a_text_can_not_move_the_cursor() -> None:
    shown = gahnama("try", f"{SENTENCE[:17]}\x1b[2J{SENTENCE[17:]}").stdout
    assert "\x1b" not in shown


@pytest.mark.parametrize("width", [1, 5, 9, 40])
def test_wrapping_keeps_every_letter(width: int) -> None:
    text = "2020-09-21/2020-09-30 وزیر امور خارجه جمهوری‌آذربایجان heavy-weapons"
    found = wrapped(text, width)
    assert all(cell_len(line) <= width for line in found)
    assert "".join(found).replace(" ", "") == text.replace(" ", "")


# --- try, times, check, score


def test_try_shows_what_fired_with_file_and_line() -> None:
    shown = gahnama("try", f"{SENTENCE} و بر اثر حمله قلبی درگذشت").stdout
    assert "fa/events/accuse.yaml:" in shown
    assert "accuse-mahkum-kardan" in shown
    assert "an illness" in shown
    assert "fa/events/none" in shown
    assert "actors:subject" in shown


def test_the_chronicle_of_the_example() -> None:
    events = json.loads(gahnama("read", EXAMPLE, "--format", "jsonl").stdout)["events"]
    told = [
        (
            event["date"],
            event["type"],
            {who["code"] for who in event["actors"]},
            {who["code"] for who in event["recipients"]},
        )
        for event in events
    ]
    assert ("2023-09-26", "CONSULT", {"IRN", "ARM"}, set()) in told
    assert ("2023-09-26", "REQUEST", {"IRN"}, {"AZE"}) in told
    assert ("1988-02-20", "REQUEST", {"AZE"}, {"AZE"}) in told  # of the region, which would do what is demanded
    assert ("1994-05", "SUPPORT", {"AZE", "ARM"}, set()) in told
    assert ("2020-11", "MOBILIZE", {"RUS"}, {"AZE"}) in told
    assert ("2023-09-19", "ASSAULT", {"AZE"}, {"AZE"}) in told
    assert sum(kind == "CONSULT" for _, kind, *_ in told) == 1


def test_who_condemns_a_deed_has_not_done_it() -> None:
    (condemned, event) = json.loads(gahnama("read", "-", "--format", "jsonl", stdin=SENTENCE).stdout)["events"]
    assert (event["type"], [who["code"] for who in event["actors"]]) == ("ACCUSE", ["TUR"])
    assert (condemned["type"], condemned["actors"]) == ("ASSAULT", [])
    assert [who["code"] for who in condemned["recipients"]] == ["IRQ"]


def test_articles_of_one_id_are_both_read_and_told(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"id": "a", "text": SENTENCE}) + "\n" + json.dumps({"id": "a", "text": SENTENCE}) + "\n")
    done = gahnama("read", path, "--format", "jsonl")
    assert len(done.stdout.splitlines()) == 2
    assert "more than one article (a)" in done.stderr


def test_times_of_a_file_that_is_not_there() -> None:
    assert "no such file" in gahnama("times", "no-such.jsonl", code=2).stderr


def test_try_says_when_nothing_fires() -> None:
    assert "No entry fired." in gahnama("try", "هوا خوب است").stdout


def test_times_as_a_table() -> None:
    shown = gahnama("times", "روز شنبه ۱۲ مهر ۱۳۹۹").stdout
    assert "2020-10-03" in shown
    assert "explicit" in shown


def test_times_of_lines(tmp_path: Path) -> None:
    source = tmp_path / "a.jsonl"
    text = "آنها دیروز در تهران دیدار کردند."
    source.write_text(json.dumps({"id": "x", "text": text, "published": "2020-10-16"}) + "\n", encoding="utf-8")
    (row,) = (json.loads(line) for line in gahnama("times", source, "--format", "jsonl").stdout.splitlines())
    (time,) = row["times"]
    assert row["id"] == "x"
    assert list(time) == ["start", "end", "text", "edtf", "earliest", "latest", "basis", "explanation"]
    assert text[time["start"] : time["end"]] == time["text"] == "دیروز"
    assert (time["edtf"], time["earliest"], time["latest"], time["basis"]) == ("2020-10-15",) * 3 + ("relative",)


def test_times_tell_of_a_contradiction() -> None:
    done = gahnama("times", "روز سه‌شنبه ۹ نوامبر ۲۰۲۰ جنگ پایان یافت.", "--format", "jsonl")
    (time,) = json.loads(done.stdout)["times"]
    assert time["edtf"] == "2020-11-10"
    assert "2020-11-09 is a Monday, not the weekday told" in time["explanation"]


def test_check_of_a_language_that_is_none() -> None:
    assert "no language 'xx'" in gahnama("check", "xx", code=2).stderr


def test_check_finds_what_no_table_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    language = load_language("fa")
    title = replace(language.titles.titles[0], sector="NOB", code="XXX")
    made = replace(language, entries=(), titles=replace(language.titles, titles=(title,)))
    monkeypatch.setattr("gahnama.check.load_language", lambda code: made)
    said = gahnama("check", "fa", code=1).stdout
    assert f"title {title.id}: 'NOB' is no sector" in said
    assert f"title {title.id}: no country or body of ontology/ has the code 'XXX'" in said


def test_check_finds_a_verb_that_is_an_entry_and_no_event(monkeypatch: pytest.MonkeyPatch) -> None:
    language = load_language("fa")
    entry = next(entry for entry in language.entries if entry.kind == "phrase")
    mask = replace(language.no_events[0], phrase="", verbs=(entry.forms[-1],))
    made = replace(language, entries=(entry,), no_events=(mask,))
    monkeypatch.setattr("gahnama.check.load_language", lambda code: made)
    said = gahnama("check", "fa", code=1).stdout
    assert f"{entry.forms[-1]!r} is no event here, and an entry in {entry.where}; keep one" in said


def test_score_is_of_use(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "r.jsonl"
    gahnama("read", root / "evaluation" / "articles.jsonl", "--format", "jsonl", "-o", out)
    done = gahnama("score", root / "evaluation" / "articles.json", out, "--articles", "--errors")
    assert '"typed": {' in done.stdout
    assert "\neval-01 gold " in done.stdout
    assert " missed " in done.stdout


def test_score_of_what_is_no_reading(tmp_path: Path) -> None:
    (tmp_path / "gold.json").write_text("[]", encoding="utf-8")
    (tmp_path / "r.jsonl").write_text('{"id": 1}\n', encoding="utf-8")
    assert "r.jsonl:1: is no reading" in gahnama("score", tmp_path / "gold.json", tmp_path / "r.jsonl", code=2).stderr
    assert "gold.jsn" in gahnama("score", tmp_path / "gold.jsn", tmp_path / "r.jsonl", code=2).stderr
