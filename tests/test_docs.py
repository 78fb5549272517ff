"""The README and the docs run: every shell and Python snippet, and every link to a file of the project."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
import typer

import gahnama
from gahnama.cli import app
from gahnama.examples import cases, failure
from gahnama.language import FOLDER, load_language
from gahnama.ontology import load_ontology
from gahnama.reader import Reader
from gahnama.store import Chronicle
from gahnama.time_examples import found_times, time_examples, time_failure

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "evaluation").rglob("*.md")])
SNIPPET = re.compile(r"^```(\w+)( no-run)?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)")


def snippets() -> list[object]:
    """Every snippet with its page and line; the Python ones of a page build on one another and are one case."""
    found = []
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        python = ""
        for match in SNIPPET.finditer(text):
            language, no_run, code = match.groups()
            line = text.count("\n", 0, match.start()) + 1
            if language == "python":
                python += code
            elif language == "sh" and not no_run:
                found.append(pytest.param("sh", code, id=f"{page.relative_to(ROOT)}:{line}"))
        if python:
            found.append(pytest.param("python", python, id=f"{page.relative_to(ROOT)}:python"))
    return found


@pytest.mark.parametrize(("language", "code"), snippets())
def test_snippet_runs(language: str, code: str, tmp_path: Path) -> None:
    for name in ("examples", "evaluation"):
        (tmp_path / name).symlink_to(ROOT / name)
    if language == "sh":
        code = "".join(line for line in code.splitlines(keepends=True) if "activate" not in line)
        command = ["sh", "-euc", code]
    else:
        command = [sys.executable, "-W", "error", "-c", code]
    environment = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout or list(tmp_path.glob("*.jsonl"))


def test_the_page_s_docs_lead_from_nothing_to_gold(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "web.md").read_text(encoding="utf-8")
    bring, take = (
        next(code for _, _, code in SNIPPET.findall(text[text.index(f"## {number}. ") :])) for number in (2, 5)
    )
    environment = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    run = partial(subprocess.run, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    run(["sh", "-euc", bring])
    with Chronicle.open(tmp_path / "mine.db", create=False) as chronicle:
        events = [report.event.id for report in chronicle.search()]
        for event in events:
            chronicle.review(event, "right", "tester")
    run(["sh", "-euc", take + "gahnama read mine.jsonl --format jsonl -o readings.jsonl\n"])
    told = run(["gahnama", "score", "gold.json", "readings.jsonl"]).stdout
    assert json.loads(told)["gold events"] == len(events) > 3
    assert json.loads(told)["record"]["f1"] == 1.0


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page.name} leads to {target}, which is not there"


def test_the_two_commands_of_the_readme_are_there() -> None:
    readme, makefile = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "Makefile"))
    for target in re.findall(r"^    make (\w+)$", readme, re.MULTILINE):
        assert f"\n{target}:" in makefile
    assert "make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_every_command_and_option_is_documented() -> None:
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    group = typer.main.get_command(app)
    for name, command in group.commands.items():  # type: ignore[attr-defined]
        assert f"## `gahnama {name}" in page
        for option in {opt for parameter in command.params for opt in parameter.opts if opt.startswith("--")}:
            assert option in page or option == "--output", f"{name} {option} is not in docs/cli.md"


def test_the_event_of_the_readme_is_what_comes_out() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (sentence,) = re.findall(r"^> (.*)$", readme, re.MULTILINE)
    (row,) = re.findall(r"^\| (\d.*) \|$", readme, re.MULTILINE)
    (event,) = gahnama.read(sentence).events
    (actor,), (recipient,) = event.actors, event.recipients
    told = [
        event.time.edtf,
        f"{event.type} / {event.modes[0]}",
        *(f"{who.name} ({who.code} {who.sector})" for who in (actor, recipient)),
        sentence[event.mentions[0].start : event.mentions[0].end],
    ]
    assert row.split(" | ") == told


def test_the_entry_of_the_docs_works(tmp_path: Path) -> None:
    """What docs/add-a-predicate.md adds loads, and its examples hold."""
    page = (ROOT / "docs" / "add-a-predicate.md").read_text(encoding="utf-8")
    (entry,) = re.findall(r"^```yaml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    shutil.copytree(FOLDER / "fa", tmp_path / "fa")
    with (tmp_path / "fa" / "events" / "accuse.yaml").open("a", encoding="utf-8") as file:
        file.write(f"\n{entry}")
    language = load_language("fa", tmp_path)
    reader = Reader(language, load_ontology())
    own = [case for case in cases(language) if f"id: {case.entry.id}\n" in entry]
    assert len(own) == 2
    assert [failure(case, reader) for case in own] == [None, None]


def test_the_time_of_the_docs_works(tmp_path: Path) -> None:
    """What docs/add-a-time.md adds makes a time of what was none, and its example holds."""
    page = (ROOT / "docs" / "add-a-time.md").read_text(encoding="utf-8")
    word, row, example = re.findall(r"^```yaml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    folder = tmp_path / "fa"
    shutil.copytree(FOLDER / "fa", folder)
    examples = tmp_path / "own.yaml"
    examples.write_text(example, encoding="utf-8")
    (own,) = time_examples(examples)
    assert found_times(own, Reader(load_language("fa"), load_ontology())) == []
    source = (folder / "times.yaml").read_text(encoding="utf-8")
    for head, added in (("\nclasses:\n", word), ("\n  period:\n", row)):
        assert source.count(head) == 1
        source = source.replace(head, head + added)
    (folder / "times.yaml").write_text(source, encoding="utf-8")
    with (folder / "times-examples.yaml").open("a", encoding="utf-8") as file:
        file.write(example)
    after = Reader(load_language("fa", tmp_path), load_ontology())
    assert time_failure(own, after) is None
    failures = [time_failure(one, after) for one in time_examples(folder / "times-examples.yaml")]
    assert len(failures) > 500
    assert set(failures) == {None}
