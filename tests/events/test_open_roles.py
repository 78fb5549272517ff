"""Roles that no frame gave, completed from what stands around a deed and from other deeds."""

from __future__ import annotations

import pytest

from gahnama.language import load_language
from gahnama.model import Document, Event
from gahnama.ontology import load_ontology
from gahnama.reader import Reader


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(load_language("fa"), load_ontology(), learned=False)


def one(reader: Reader, text: str, kind: str) -> Event:
    """The one event of a type that a text has."""
    (event,) = [event for event in reader.read(Document(id="test", text=text)).events if event.type == kind]
    return event


def recipients(reader: Reader, text: str, kind: str) -> list[str]:
    """The countries and bodies to whom the one event of a type is done."""
    return [who.code for who in one(reader, text, kind).recipients]


@pytest.mark.parametrize(
    ("text", "accused"),
    [
        ("ترکیه به سوریه حمله کرد. ایران این اقدام را محکوم کرد.", ["TUR"]),
        ("روسیه به گرجستان حمله کرد. فرانسه این را محکوم کرد و از ارمنستان گفت.", ["RUS"]),
    ],
)
def test_who_condemns_this_condemns_the_doer_of_the_deed_told_right_before(
    reader: Reader, text: str, accused: list[str]
) -> None:
    assert recipients(reader, text, "ACCUSE") == accused


def test_an_open_role_is_looked_for_in_the_clause_first(reader: Reader) -> None:
    text = "ایران که همسایه ترکیه است، در برابر عراق انتقاد کرد."
    assert recipients(reader, text, "ACCUSE") == ["IRQ"]


def test_who_condemns_a_deed_by_its_victim_blames_whom_the_article_tells_to_have_done_it(reader: Reader) -> None:
    text = "ارتش ترکیه به سوریه حمله کرد. هوا سرد بود. هوا گرم شد. ایران کشتار مردم سوریه را محکوم کرد."
    condemned = one(reader, text, "ACCUSE")
    assert [who.code for who in condemned.recipients] == ["TUR"]
    assert "recipients:doer" in condemned.entries


def test_a_deed_whose_doer_nobody_names_leaves_the_accusation_as_it_is(reader: Reader) -> None:
    text = "ایران کشتار مردم سوریه را محکوم کرد."
    assert recipients(reader, text, "ACCUSE") == ["SYR"]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("ایران بیانیه داد. توافق با روسیه درباره نفت حاصل شد.", ["RUS", "IRN"]),
        ("توافق روسیه با روسیه حاصل شد. ایران خبر نداشت.", ["RUS"]),
    ],
)
def test_who_has_agreed_with_somebody_is_named_elsewhere(reader: Reader, text: str, parties: list[str]) -> None:
    assert [who.code for who in one(reader, text, "AGREE").actors] == parties


@pytest.mark.parametrize(
    ("text", "hit"),
    [
        ("بمب‌گذاری در بغداد سه کشته بر جا گذاشت.", ["IRQ"]),
        ("داعش در کابل حمله کرد.", ["AFG"]),
        ("وزیر خارجه ترکیه در بغداد از حمله خبر داد.", []),
        ("داعش در خلیج فارس حمله کرد.", []),
        ("طالبان در بغداد دست به حمله زد.", ["IRQ"]),
        ("طالبان در کابل دست به حمله زد.", []),  # their own country
    ],
)
def test_an_attack_without_a_victim_has_hit_its_scene_not_where_it_is_spoken_of_nor_the_doer_s_own_country(
    reader: Reader, text: str, hit: list[str]
) -> None:
    assert recipients(reader, text, "ASSAULT") == hit


def test_nothing_is_done_to_the_body_that_a_doer_is_a_member_of(reader: Reader) -> None:
    text = "کریم رضایی عضو شورای مرکزی حزب موتلفه ابراز مخالفت کرد."
    assert one(reader, text, "REJECT").recipients == ()
