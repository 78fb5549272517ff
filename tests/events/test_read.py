"""Roles that no frame gave, completed from what stands around a deed."""

from __future__ import annotations

import pytest

from gahnama.language import load_language
from gahnama.model import Document
from gahnama.ontology import load_ontology
from gahnama.reader import Reader
from tests.events.conftest import Lab


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(load_language("fa"), load_ontology(), learned=False)


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
    events = reader.read(Document(id="test", text=text)).events
    (condemned,) = [event for event in events if event.type == "ACCUSE"]
    assert [who.code for who in condemned.recipients] == accused


@pytest.mark.parametrize(
    ("text", "name", "quote"),
    [
        ("ایران حمله به سفارت را محکوم کرد.", "condemn", "ایران حمله به سفارت را محکوم کرد"),
        (
            "سخنگوی ارشد وزارت امور خارجه جمهوری اسلامی ایران با انتشار بیانیه مفصل دیگری در سامانه رسمی این وزارتخانه "
            "حمله ارتش ترکیه به روستاهای مرزی شمال عراق را محکوم کرد.",
            "condemn",
            "این وزارتخانه حمله ارتش ترکیه به روستاهای مرزی شمال عراق را محکوم کرد",
        ),
        (
            "حمله ارتش ترکیه به مواضع نیروهای مسلح محلی شهرستان مرزی سیدکان عراق از نگاه بغداد ادامه دارد.",
            "attack",
            "حمله ارتش ترکیه به مواضع نیروهای مسلح محلی شهرستان مرزی سیدکان عراق",
        ),
        ("ایران مواضع پ.ک.ک را محکوم کرد.", "condemn", "ایران مواضع پ.ک.ک را محکوم کرد"),
    ],
)
def test_a_quote_begins_and_ends_with_a_phrase(lab: Lab, text: str, name: str, quote: str) -> None:
    (mention,) = lab.event(text, name).mentions
    assert text[mention.start : mention.end] == quote


def test_an_open_role_is_looked_for_in_the_clause_first(reader: Reader) -> None:
    text = "ایران که همسایه ترکیه است، در برابر عراق انتقاد کرد."
    (blamed,) = reader.read(Document(id="test", text=text)).events
    assert [who.code for who in blamed.recipients] == ["IRQ"]
