"""The common row: CAMEO codes, labels, dyads, sentences."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from gahnama.export.cameo import cameo, cameo_name, codes
from gahnama.export.labels import office_label, participant_label, place_label
from gahnama.export.polecat import cow_numbers
from gahnama.export.rows import COLUMNS, leads, number, pairs, row, score, sentence_number, told, tolls
from gahnama.model import Document, Participant, Place, Span
from gahnama.ontology import load_ontology
from gahnama.settings import ACTORS
from tests.export.conftest import bare, full

PLOVER = load_ontology().plover
MODES = [(type_, mode) for type_, modes in PLOVER.modes.items() for mode in (None, *modes)]
BACK = {row.code: (row.type, row.mode) for row in codes()}


def test_the_row_has_the_columns() -> None:
    assert list(row(full())) == list(row(bare())) == [column.name for column in COLUMNS]


@pytest.mark.parametrize(("type_", "mode"), MODES)
def test_a_cameo_code_of_more_than_two_digits_comes_back_as_type_and_mode(type_: str, mode: str | None) -> None:
    code = cameo(type_, (mode,) if mode else ())
    if len(code) > 2:
        assert BACK[code] == (type_, mode)
    else:
        assert type_ in {one for row_code, (one, _) in BACK.items() if row_code.startswith(code)}
    assert cameo_name(code)


@pytest.mark.parametrize(
    ("type_", "modes", "code"),
    [
        ("CONSULT", (), "040"),
        ("CONSULT", ("phone",), "041"),
        ("CONSULT", ("visit",), "04"),  # 042 to make one, 043 to host one
        ("RETREAT", ("ceasefire",), "0871"),
        ("RETREAT", ("withdraw",), "08"),  # 0872 is the easing of a blockade only
        ("ASSAULT", (), "18"),  # 180, 190
        ("ASSAULT", ("firearms",), "193"),
        ("ASSAULT", ("heavy-weapons",), "19"),  # 194, 195
        ("ASSAULT", ("firearms", "suicide-attack"), "18"),
        ("ACCUSE", ("disapprove",), "110"),
        ("ACCUSE", ("investigate",), "090"),
        ("ASSAULT", ("suicide-attack",), "183"),
    ],
)
def test_cameo(type_: str, modes: tuple[str, ...], code: str) -> None:
    assert cameo(type_, modes) == code


def test_the_modes_of_the_table_that_plover_2_does_not_have_are_known() -> None:
    unknown = {(one.type, one.mode) for one in codes() if one.mode and one.mode not in PLOVER.modes[one.type]}
    assert unknown == {
        ("THREATEN", "ban"), ("THREATEN", "political"), ("RETREAT", "return"), ("RETREAT", "ease"), ("COERCE", "ban"),
        ("ASSAULT", "assassinate"), ("ASSAULT", "seize"), ("ASSAULT", "massacre"), ("ASSAULT", "cleansing"),
        ("ASSAULT", "pro_autocracy"),
    }  # fmt: skip


def test_the_table_is_the_published_one(shared: Path) -> None:
    path = shared / "CAMEO2PLOVER-2021.txt"
    if not path.is_file():
        pytest.skip("the published table is not in the data folder")
    rows = re.findall(r"^(\d+):\s*([A-Z]+)\s*,\s*([\w-]*)", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert {code: (type_, mode or None) for code, type_, mode in rows} == BACK


def test_cow_numbers_are_of_countries_and_each_of_one_state() -> None:
    found = cow_numbers()
    assert set(found) <= set(load_ontology().things)
    went_on = {"SUN", "YUG"}
    numbers = [number for code, number in found.items() if code not in went_on]
    assert len(set(numbers)) == len(numbers)
    assert all(number.isdigit() for number in numbers)


def who(**given: str | None) -> Participant:
    return replace(full().event.actors[0], id=None, role=None, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "label"),
    [
        ({"id": "eu"}, "European Union"),
        ({"role": "وزیر خارجه", "code": "TUR"}, "foreign minister, Turkey"),
        ({"role": "ارتش‌های", "code": "IND", "sector": "MIL"}, "army, India"),
        ({"role": "prime minister", "code": "IND"}, "prime minister, India"),
        ({"code": "ARM", "sector": "CVL"}, "Armenia (CVL)"),
        ({"code": "UNK", "sector": "REB"}, "UNK (REB)"),
        ({"id": "nobody-we-know", "code": "ARM"}, "Armenia (GOV)"),
    ],
)
def test_participants_have_english_labels(given: dict[str, str], label: str) -> None:
    assert participant_label(replace(who(), **given), "fa") == label  # type: ignore[arg-type]


def test_people_of_the_users_own_have_their_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(
        "people:\n- {id: somebody-new, en: Somebody New, basis: own, names: [فلان فلانی],"
        " offices: [{code: IRN, sector: GOV, office: mayor, from: 2020, to: null}]}\n",
        encoding="utf-8",
    )
    monkeypatch.setenv(ACTORS, str(path))
    assert participant_label(replace(who(), id="somebody-new"), "fa") == "Somebody New"


def test_titles_of_an_unknown_language_have_no_label() -> None:
    assert office_label(replace(who(), role="Außenminister"), "de") is None


@pytest.mark.parametrize(
    ("identifier", "label"), [("kabul", "Kabul"), ("IRQ", "Iraq"), ("atlantis", None), (None, None)]
)
def test_places_have_english_labels(identifier: str | None, label: str | None) -> None:
    assert place_label(Place(Span(0, 1), "x", id=identifier)) == label


def test_dyads() -> None:
    event = full().event
    one, two = event.actors
    (other,) = event.recipients
    assert list(pairs(event)) == [(one, other), (two, other)]
    assert list(pairs(replace(event, recipients=()))) == [(one, two)]
    assert list(pairs(replace(event, actors=(one,), recipients=()))) == [(one, None)]
    assert list(pairs(replace(event, actors=()))) == [(None, other)]
    assert list(pairs(replace(event, actors=(), recipients=()))) == [(None, None)]
    assert list(pairs(replace(event, actors=(one, two, other), recipients=()))) == [
        (one, two), (one, other), (two, other),
    ]  # fmt: skip


def test_numbers_of_ids_are_stable() -> None:
    assert number("e0123456789abcde") == 1104919823936350546
    assert number("e0123456789abcde") != number("e0123456789abcde", 1)


@pytest.mark.parametrize(("words", "sentence"), [("عنوان", 1), ("یک", 2), ("دو", 3), ("سه", 4), ("چهار", 5)])
def test_sentences_are_counted(words: str, sentence: int) -> None:
    text = "عنوان\n\nجمله یک ۳.۵ است. جمله دو؟ «جمله سه.»\n چهار."
    report = replace(bare(), document=Document("x", text))
    assert sentence_number(report, Span(text.index(words), text.index(words) + 1)) == sentence


@pytest.mark.parametrize(("words", "leading"), [("عنوان", True), ("نخست", True), ("دوم", False)])
def test_the_title_and_the_first_paragraph_lead(words: str, leading: bool) -> None:
    text = "عنوان\n\nبند نخست.\nبند دوم."
    at = Span(text.index(words), text.index(words) + 1)
    report = replace(bare(), document=Document("x", text), event=replace(bare().event, mentions=(at,)))
    assert leads(report) is leading


def test_casualties() -> None:
    (toll,) = full().event.casualties
    several = (toll, replace(toll, highest=3), replace(toll, kind="captured", lowest=20, highest=None))
    assert tolls(replace(full().event, casualties=several)) == ["killed 3-5", "killed 3", "captured 20+"]


def test_scores_are_those_of_plover() -> None:
    assert score(full().event) == 4  # multilateral
    assert score(bare().event) == -9


@pytest.mark.parametrize(
    ("value", "text"), [(None, ""), (True, "true"), (["a;b", "c"], "a,b; c"), (0.5, "0.5"), ([], "")]
)
def test_values_as_text(value: object, text: str) -> None:
    assert told(value) == text
