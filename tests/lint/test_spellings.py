"""Names without a fact, facts without a name and spellings that nothing settles are found, by file and line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from gahnama.language import Language, load_language
from gahnama.lint.spellings import spellings
from gahnama.ontology import FOLDER

PEOPLE = """\
- {id: a, names: [علی رضایی], short: [رضایی]}
- {id: b, names: [حسن رضایی], short: [رضایی]}
"""
AMBIGUOUS = "- rule: the later one\n  between: [short]\n  names: [رضایی]\n"


@pytest.fixture
def language(tmp_path: Path) -> Language:
    """Persian, with a folder of its own that names two people."""
    folder = tmp_path / "languages" / "xx"
    (folder / "actors").mkdir(parents=True)
    write(
        folder,
        "people",
        "- {id: a, names: [علی رضایی], short: [رضایی]}\n- {id: b, names: [حسن رضایی], short: [رضایی]}\n",
    )
    write(folder, "ambiguous", AMBIGUOUS)
    return replace(load_language("fa"), path=folder)


@pytest.fixture
def ontology(tmp_path: Path) -> Path:
    """Facts of these two."""
    folder = tmp_path / "ontology"
    folder.mkdir()
    (folder / "people.yaml").write_text("- {id: a, en: A}\n- {id: b, en: B}\n", encoding="utf-8")
    return folder


def write(folder: Path, name: str, text: str) -> None:
    (folder / "actors" / f"{name}.yaml").write_text(text, encoding="utf-8")


def said(language: Language, ontology: Path) -> list[str]:
    return [str(finding) for finding in spellings(language, ontology)]


def test_the_small_data_and_the_shipped_hold(language: Language, ontology: Path) -> None:
    assert said(language, ontology) == []
    assert said(load_language("fa"), FOLDER) == []


def test_a_spelling_of_two_people_needs_a_rule(language: Language, ontology: Path) -> None:
    write(language.path, "ambiguous", "[]\n")
    (finding,) = said(language, ontology)
    assert finding.startswith("xx/actors/people.yaml:1: 'رضایی' is short a and also short b (xx/actors/people.yaml:2)")
    assert "list it in xx/actors/ambiguous.yaml with the rule" in finding


def test_a_rule_that_settles_nothing_is_taken_out(language: Language, ontology: Path) -> None:
    write(language.path, "ambiguous", AMBIGUOUS.replace("رضایی", "رضایی, حسینی"))
    assert said(language, ontology) == [
        "xx/actors/ambiguous.yaml:3: 'حسینی' is not ambiguous between these; take it out"
    ]


def test_a_rule_is_for_its_kinds_alone(language: Language, ontology: Path) -> None:
    write(language.path, "ambiguous", AMBIGUOUS.replace("[short]", "[short, medium]"))
    assert said(language, ontology) == []
    write(language.path, "ambiguous", AMBIGUOUS.replace("[short]", "[medium]"))
    assert len(said(language, ontology)) == 2


@pytest.mark.parametrize(
    ("row", "line", "problem"),
    [
        ("- {id: c, names: [تقی]}", 3, "the id 'c' is not in ontology/people.yaml"),
        ("- {id: a, names: [تقی]}", 3, "'a' has names above already"),
    ],
)
def test_ids_that_dangle(language: Language, ontology: Path, row: str, line: int, problem: str) -> None:
    path = language.path / "actors" / "people.yaml"
    path.write_text(path.read_text(encoding="utf-8") + row + "\n", encoding="utf-8")
    (finding,) = said(language, ontology)
    assert finding.startswith(f"xx/actors/people.yaml:{line}: {problem}")


def test_a_fact_without_a_name(language: Language, ontology: Path) -> None:
    (ontology / "people.yaml").write_text("- {id: a, en: A}\n- {id: b, en: B}\n- {id: c, en: C}\n", encoding="utf-8")
    assert said(language, ontology) == ["ontology/people.yaml:3: 'c' has no name in xx/actors/people.yaml; add one"]


def test_spaces_and_folded_letters_make_no_second_spelling(language: Language, ontology: Path) -> None:
    write(language.path, "people", "- {id: a, names: [علی رضایی, علي رضايي]}\n- {id: b, names: [حسن رضایی]}\n")
    write(language.path, "ambiguous", "[]\n")
    (finding,) = said(language, ontology)
    assert finding == "xx/actors/people.yaml:1: a: 'علي رضايي' is the same as line 1; keep one"


def test_a_title_that_no_language_has(language: Language, ontology: Path) -> None:
    (ontology / "offices.yaml").write_text("- {title: consul, offices: [consul]}\n", encoding="utf-8")
    (finding,) = said(language, ontology)
    assert finding == "ontology/offices.yaml:1: the title 'consul' is no office of xx/actors/titles.yaml; mend the id"
