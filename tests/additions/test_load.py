"""A user's own people and organisations are read beside those of the package."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from gahnama.additions.load import extended, load_additions
from gahnama.errors import InputError, LanguageDataError
from gahnama.explain import explain
from gahnama.language import load_language
from gahnama.model import Document
from gahnama.ontology import load_ontology
from gahnama.reader import read
from gahnama.settings import ACTORS

FILE = """\
people:
- id: arvand-keshtkar
  en: Arvand Keshtkar
  names: [آروند کشتکار]
  offices:
  - {code: AZE, sector: GOV, office: minister of foreign affairs, from: 2019, to: 2021}
  - {code: AZE, sector: ELI, office: former minister of foreign affairs, from: 2022, to: null}
  basis: read:people.csv
organisations:
- {id: northern-guard, en: Northern Guard, names: [گارد شمال], code: GEO, sector: REB, basis: read:people.csv}
"""
TEXT = "آروند کشتکار با گارد شمال مذاکره کرد."


@pytest.fixture
def actors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of additions that the environment names."""
    path = tmp_path / "own.yaml"
    path.write_text(FILE, encoding="utf-8")
    monkeypatch.setenv(ACTORS, str(path))
    return path


@pytest.mark.parametrize(("year", "sector"), [(2020, "GOV"), (2023, "ELI")])
def test_they_take_part_in_reading(actors: Path, year: int, sector: str) -> None:
    (event,) = read(TEXT, date(year, 6, 1)).events
    assert {(who.id, who.code, who.sector) for who in event.actors} == {
        ("arvand-keshtkar", "AZE", sector),
        ("northern-guard", "GEO", "REB"),
    }


def test_the_explanation_names_the_fact(actors: Path) -> None:
    why = {one.participant.id: one.why for one in explain(Document(id="a", text=TEXT, language="fa")).found}
    assert why["arvand-keshtkar"] == "person arvand-keshtkar (read:people.csv)"
    assert why["northern-guard"] == "organisation northern-guard (read:people.csv)"


def test_a_folder_of_files_and_none(actors: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ACTORS, str(actors.parent))
    assert len(read(TEXT).events[0].actors) == 2
    monkeypatch.delenv(ACTORS)
    assert "northern-guard" not in {who.id for who in read(TEXT).participants}


def test_an_id_of_the_package_is_extended(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(
        "people:\n- id: sergey-lavrov\n  en: x\n  names: [سرگه لاوروف]\n"
        "  offices: [{code: RUS, sector: CVL, from: 2090, to: null}]\n  basis: read:x\n",
        encoding="utf-8",
    )
    language, ontology = extended(load_language("fa"), load_ontology(), load_additions(path, load_ontology()))
    lavrov = ontology.things["sergey-lavrov"]
    assert lavrov.en == "Sergey Lavrov"
    assert (lavrov.at(date(2010, 1, 1)), lavrov.at(date(2091, 1, 1))) == (("RUS", "GOV"), ("RUS", "CVL"))
    assert sum(names.id == "sergey-lavrov" for names in language.names["people"]) == 2


@pytest.mark.parametrize(
    ("old", "new", "line", "problem"),
    [
        ("code: GEO", "code: GGG", 10, "'GGG' is no code"),
        ("sector: REB", "sector: RRR", 10, "'RRR' is no sector"),
        ("id: northern-guard", "id: IRN", 10, "the id 'IRN' is a country of the package"),
        ("id: northern-guard", "id: arvand-keshtkar", 10, "is taken by a row before"),
        ("names: [گارد شمال], ", "", 10, "has no name; add a list of names"),
        ("code: GEO, ", "", 10, "has no code; add one"),
        ("from: 2019", "from: 19x", 6, "from is '19x'; expected a year"),
        ("basis: read:people.csv}", "basis: x, colour: red}", 10, "unknown key 'colour'"),
    ],
)
def test_a_file_that_is_refused(actors: Path, old: str, new: str, line: int, problem: str) -> None:
    assert old in FILE
    actors.write_text(FILE.replace(old, new), encoding="utf-8")
    with pytest.raises(LanguageDataError) as caught:
        load_additions(actors, load_ontology())
    assert str(caught.value).startswith(f"{actors}:{line}: ")
    assert problem in str(caught.value)


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"there is no such file.*gahnama actors import makes one"):
        load_additions(tmp_path / "none.yaml", load_ontology())
