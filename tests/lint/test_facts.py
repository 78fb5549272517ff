"""Facts that contradict each other are found, by file and line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from gahnama.lint.facts import facts
from gahnama.ontology import FOLDER

BASIS = "basis: read:atlas"
COUNTRIES = "- {id: IRN, en: Iran, basis: read:iso3166}\n- {id: IRQ, en: Iraq, basis: read:iso3166}\n"
EXCLUSIVE = """\
singular: [president, minister of oil]
incompatible:
- offices: [president, speaker of parliament]
rivals:
- {code: IRQ, office: president, from: 2010, to: 2011, reason: two governments}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small ontology that holds; the tests put one thing wrong."""
    made = tmp_path / "ontology"
    made.mkdir()
    for name in ("organisations", "media", "people", "places", "offices"):
        (made / f"{name}.yaml").write_text("[]\n", encoding="utf-8")
    (made / "countries.yaml").write_text(COUNTRIES, encoding="utf-8")
    (made / "exclusive.yaml").write_text(EXCLUSIVE, encoding="utf-8")
    shutil.copy(FOLDER / "plover.yaml", made)
    return made


def person(name: str, *periods: str) -> str:
    rows = "".join(f"  - {{{period}}}\n" for period in periods)
    return f"- id: {name}\n  en: {name}\n  offices:\n{rows}  {BASIS}\n"


def held(code: str, office: str, first: str, last: str, sector: str = "GOV") -> str:
    return f"code: {code}, sector: {sector}, office: {office}, from: {first}, to: {last}"


def said(folder: Path) -> list[str]:
    return [str(finding) for finding in facts(folder)]


def test_the_small_ontology_and_the_shipped_one_hold(folder: Path) -> None:
    assert said(folder) == []
    assert said(FOLDER) == []


@pytest.mark.parametrize(
    ("file", "row", "line", "problem"),
    [
        ("media", f"- {{id: a, en: A, code: XXX, {BASIS}}}", 1, "'XXX' is no country"),
        ("organisations", f"- {{id: a, en: A, sector: ARMY, {BASIS}}}", 1, "'ARMY' is no sector"),
        ("organisations", f"- {{id: a, en: A, from: 1990, to: 1980, {BASIS}}}", 1, "from lies after to"),
        ("organisations", "- {id: a, en: A, basis: somebody said so}", 1, "the basis is 'somebody said so'"),
        ("organisations", "- {id: a, en: A, basis: 'read:'}", 1, "the basis is 'read:'"),
        ("media", f"- {{id: a, en: A, {BASIS}}}\n- {{id: a, en: B, {BASIS}}}", 2, "the id 'a' is taken by line 1"),
        ("media", f"- {{id: IRN, en: A, {BASIS}}}", 1, "the id 'IRN' stands in ontology/countries.yaml too"),
        ("places", f"- {{id: a, en: A, country: UNO, {BASIS}}}", 1, "'UNO' is no country"),
        ("offices", "- {title: emir, offices: [emir]}", 1, "nobody in ontology/people.yaml is 'emir'"),
    ],
)
def test_a_fact_that_does_not_hold(folder: Path, file: str, row: str, line: int, problem: str) -> None:
    (folder / f"{file}.yaml").write_text(row + "\n", encoding="utf-8")
    (finding,) = said(folder)
    assert finding.startswith(f"ontology/{file}.yaml:{line}: ")
    assert problem in finding


@pytest.mark.parametrize(
    ("people", "line", "problem"),
    [
        (
            [
                person("a", held("IRN", "president", "2000", "2005")),
                person("b", held("IRN", "president", "2003", "2008")),
            ],
            9,
            "b is president of IRN at a time when a is (line 4)",
        ),
        (
            [
                person(
                    "a",
                    held("IRN", "speaker of parliament", "1999", "2005", "LEG"),
                    held("IRN", "president", "2000", "2005"),
                )
            ],
            5,
            "nobody holds both",
        ),
        (
            [person("a", held("IRN", "president", "2000", "2005"), held("IRQ", "minister of oil", "2001", "2003"))],
            5,
            "offices of two countries",
        ),
        (
            [person("a", held("IRN", "president", "2000", "2005"), held("IRN", "former president", "2002", "2005"))],
            5,
            "held and no longer held",
        ),
        (
            [person("a", held("IRN", "senator", "2000", "2005"), held("IRN", "scholar", "2002", "2008", "ELI"))],
            5,
            "in office and out of it",
        ),
        (
            [person("a", held("IRN", "senator", "2000", "2005"), held("IRN", "mayor", "1990", "1995"))],
            5,
            "stands behind a later period",
        ),
    ],
)
def test_offices_that_exclude_each_other(folder: Path, people: list[str], line: int, problem: str) -> None:
    (folder / "people.yaml").write_text("".join(people), encoding="utf-8")
    (finding,) = said(folder)
    assert finding.startswith(f"ontology/people.yaml:{line}: ")
    assert problem in finding


def test_who_hands_over_within_a_year_or_a_month_holds_nothing_together(folder: Path) -> None:
    rows = [
        person("a", held("IRN", "president", "2000", "2005"), held("IRN", "former president", "2005", "2010", "ELI")),
        person("b", held("IRN", "president", "2005", "2008-06")),
        person("c", held("IRN", "president", "2008-06", "null")),
    ]
    (folder / "people.yaml").write_text("".join(rows), encoding="utf-8")
    assert said(folder) == []


def test_rival_governments_each_have_a_holder(folder: Path) -> None:
    rows = [
        person("a", held("IRQ", "president", "2005", "2011")),
        person("b", held("IRQ", "president", "2010-02", "2015")),
    ]
    (folder / "people.yaml").write_text("".join(rows), encoding="utf-8")
    assert said(folder) == []
