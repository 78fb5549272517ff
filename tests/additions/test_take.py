"""Tables and Wikidata extracts become additions; every row that can't is named with its remedy."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from gahnama.additions.load import load_additions
from gahnama.additions.rows import Held, Import, as_yaml
from gahnama.additions.take import take
from gahnama.errors import InputError
from gahnama.language import load_language
from gahnama.ontology import load_ontology

HEAD = "kind,en,names,code,sector,office,from,to\n"
GOOD = "person,Arvand Keshtkar,آروند کشتکار,AZE,GOV,minister of foreign affairs,2019,2021-04\n"


def taken(folder: Path, name: str, text: str) -> Import:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return take(path, load_language("fa"), load_ontology())


def refusals(found: Import) -> list[str]:
    return [str(refused) for refused in found.refused]


def test_rows_of_one_id_are_offices_of_one_person(tmp_path: Path) -> None:
    text = HEAD + "person,Arvand Keshtkar,کشتکار آروند|آروند کشتکار,AZE,ELI,,2022,\n" + GOOD
    (person,) = taken(tmp_path, "a.csv", text).taken
    assert (person.id, person.basis) == ("arvand-keshtkar", "read:a.csv")
    assert person.names == ("کشتکار آروند", "آروند کشتکار")
    assert person.periods == (
        Held("AZE", "GOV", "minister of foreign affairs", "2019", "2021-04"),
        Held("AZE", "ELI", None, "2022", None),
    )


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_tables_of_spreadsheets_with_a_byte_order_mark(tmp_path: Path, delimiter: str) -> None:
    found = taken(tmp_path, "a.csv", "\ufeff" + (HEAD + GOOD).replace(",", delimiter))
    assert [one.id for one in found.taken] == ["arvand-keshtkar"]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("person,A B,آ ب,XXX,GOV,,,", "'XXX' is no code; give an ISO 3166 alpha-3 code"),
        ("person,A B,آ ب,IRN,ARMY,,,", "'ARMY' is no sector; give one of GOV, MIL"),
        ("person,A B,,IRN,GOV,,,", "has no Persian name; give at least one"),
        ("person,A B,آ ب,IRN,GOV,x,2020-13,", "from is '2020-13'; give a year, YYYY-MM or YYYY-MM-DD"),
        ("person,A B,آ ب,IRN,GOV,x,2020,2019", "from 2020 lies after to 2019; swap or correct them"),
        ("king,A B,آ ب,IRN,GOV,x,,", "kind is 'king'; give person or organisation"),
        ("person,,آ ب,IRN,GOV,x,,", "en is empty; fill it in"),
        ("person,ا,آ ب,IRN,GOV,x,,", "no id can be made from 'ا'; give one in the column id"),
        ("person,A B,آ ب,IRN", "has 4 cells, not 8; quote cells that hold ','"),
    ],
)
def test_a_row_that_is_refused(tmp_path: Path, row: str, reason: str) -> None:
    found = taken(tmp_path, "a.csv", HEAD + GOOD + row + "\n")
    assert len(found.taken) == 1
    (refused,) = refusals(found)
    assert refused.startswith(f"a.csv: row 3: {reason}")


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("a.csv", "kind,en,names,code\n", "row 1 has no column 'sector'; the columns are kind, en, names"),
        ("a.csv", HEAD.replace("office", "job"), "row 1 has an unknown column 'job'"),
        ("a.csv", 'kind,en\n"a', "is no CSV"),
        ("a.json", "[{]", "is no JSON"),
        ("a.json", "{}", "is no array"),
        ("a.xlsx", "", "name it .csv, .tsv, .json, .jsonl, .ndjson"),
    ],
)
def test_a_file_that_is_refused(tmp_path: Path, name: str, text: str, reason: str) -> None:
    with pytest.raises(InputError) as caught:
        taken(tmp_path, name, text)
    assert reason in str(caught.value)


def test_who_is_known_by_the_full_name_is_extended(tmp_path: Path) -> None:
    row = "person,S. Lavrov,سرگئی لاوروف|سرگه لاوروف,RUS,GOV,chess player,1950,1951\n"
    (person,) = taken(tmp_path, "a.csv", HEAD + row).taken
    assert person.id == "sergey-lavrov"


def item(*items: str) -> list[Any]:
    return [{"mainsnak": {"datavalue": {"value": {"id": one}}}} for one in items]


def day(time: str, precision: int) -> dict[str, Any]:
    return {"datavalue": {"value": {"time": time, "precision": precision}}}


def entity(identifier: str, fa: str | None, en: str, about: str = "", **claims: Any) -> dict[str, Any]:
    labels = {"en": {"value": en}} | ({"fa": {"value": fa}} if fa else {})
    return {"id": identifier, "labels": labels, "descriptions": {"en": {"value": about}}, "claims": claims}


TAJIK = load_ontology().things["TJK"].wikidata[0]


def test_a_person_of_wikidata(tmp_path: Path) -> None:
    held = {
        **item("Q11")[0],
        "qualifiers": {"P580": [day("+2016-03-00T00:00:00Z", 10)], "P582": [day("+2020-11-21T00:00:00Z", 11)]},
    }
    decade = {**item("Q12")[0], "qualifiers": {"P580": [day("+1990-00-00T00:00:00Z", 8)]}}
    person = entity("Q1", "مهرداد آرام‌کیش (سیاستمدار)", "Mehrdad", P31=item("Q5"), P27=item(TAJIK), P39=[held, decade])
    person["aliases"] = {"fa": [{"value": "آرام‌کیش"}]}
    lines = [person, entity("Q11", None, "Minister of Energy"), entity("Q12", None, "member of parliament")]
    found = taken(tmp_path, "a.jsonl", "[\n" + ",\n".join(json.dumps(line) for line in lines) + "\n]\n")
    assert refusals(found) == []
    (one,) = found.taken
    assert (one.kind, one.id, one.names, one.short) == (
        "person",
        "wikidata-q1",
        ("مهرداد آرام‌کیش",),
        ("آرام‌کیش",),
    )
    assert one.periods == (
        Held("TJK", "LEG", "member of parliament", None, None),
        Held("TJK", "GOV", "Minister of Energy", "2016-03", "2020-11-21"),
    )


@pytest.mark.parametrize(
    ("claims", "about", "sector"),
    [
        ({"P102": item("Q7")}, "", "PTY"),
        ({}, "Tajik judge", "JUD"),
        ({}, "Tajik poet", "CVL"),
        ({"P39": item("Q8")}, "", "GOV"),
    ],
)
def test_people_without_a_labelled_position(tmp_path: Path, claims: Any, about: str, sector: str) -> None:
    person = entity("Q1", "مهرداد آرام‌کیش", "Mehrdad", about, P31=item("Q5"), P27=item(TAJIK), **claims)
    (one,) = taken(tmp_path, "a.json", json.dumps([person])).taken
    assert [held.sector for held in one.periods] == [sector]


def test_an_organisation_of_wikidata_in_a_country_of_the_extract(tmp_path: Path) -> None:
    country = entity("Q999999955", "سرزمین", "Land", P298=[{"mainsnak": {"datavalue": {"value": "TJK"}}}])
    body = entity("Q2", "جبهه دو رود", "Front", "armed group", P31=item("Q9"), P17=item("Q999999955"))
    body["claims"]["P571"] = [{"mainsnak": day("+1998-00-00T00:00:00Z", 9)}]
    (one,) = taken(tmp_path, "a.json", json.dumps([country, body])).taken
    assert (one.kind, one.names, one.periods) == ("organisation", ("جبهه دو رود",), (Held("TJK", "REB", None, "1998"),))


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "row 1: is no JSON"),
        ("[]", "row 1: is no entity"),
        (json.dumps(entity("Q1", None, "A", P31=item("Q5"))), "Q1 has no label or alias in 'fa'"),
        (json.dumps(entity("Q1", "آ ب", "A", P31=item("Q5"))), "Q1: has no P27 (country); add it"),
        (json.dumps(entity("Q1", "آ ب", "A", P31=item("Q5"), P27=item("Q0"))), "P27 is Q0, no country known"),
        (json.dumps(entity("Q1", "آ ب", "A", P17=item(TAJIK))), "tell a sector; add the entities of its classes"),
        (json.dumps(entity("person", "آ ب", "A")), "the id is 'person'; expected an item such as Q42"),
        (json.dumps({"id": "Q1", "labels": 5, "claims": {"P31": "x", "P27": [1]}}), "Q1 has no label or alias"),
    ],
)
def test_an_entity_that_is_refused(tmp_path: Path, line: str, reason: str) -> None:
    found = taken(tmp_path, "a.jsonl", line + "\n")
    assert found.taken == []
    assert any(reason in refused for refused in refusals(found)), refusals(found)


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    text = HEAD + GOOD + 'organisation,"Guard: ""#1""",گارد \\ شمال,GEO,REB,,2001,\n'
    found = taken(tmp_path, "a.csv", text)
    written = tmp_path / "a.yaml"
    written.write_text(as_yaml(found.taken), encoding="utf-8")
    added = load_additions(written, load_ontology())
    assert added.things["guard-1"].en == 'Guard: "#1"'
    assert added.things["guard-1"].at(None) == ("GEO", "REB")
    assert added.names["organisations"][0].names == ("گارد \\ شمال",)
    assert added.things["arvand-keshtkar"].periods[0].office == "minister of foreign affairs"
    assert as_yaml(found.taken) == as_yaml(taken(tmp_path, "a.csv", text).taken)
