"""Toponyms, and which of them is the place of a deed."""

from __future__ import annotations

from datetime import date

import pytest

from gahnama.language import load_language
from gahnama.model import Document
from gahnama.ontology import load_ontology
from gahnama.reader import Reader


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(load_language("fa"), load_ontology(), learned=False)


def place(reader: Reader, text: str, kind: str) -> str | None:
    """The place of the first event of a type."""
    events = reader.read(Document(id="test", text=text, published=date(2015, 5, 1))).events
    event = next(event for event in events if event.type == kind)
    return event.place.name if event.place else None


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("ارتش سوریه در شمال حلب به شورشیان حمله کرد.", "ASSAULT", "حلب"),
        ("وزیر خارجه روسیه به دمشق سفر کرد.", "CONSULT", "دمشق"),
        ("پلیس عراق به موصل رسید و در این شهر به شورشیان حمله کرد.", "ASSAULT", "موصل"),
    ],
)
def test_where_it_happened(reader: Reader, text: str, kind: str, name: str) -> None:
    assert place(reader, text, kind) == name


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("سفیر سوریه در بغداد از آمریکا انتقاد کرد.", "ACCUSE"),
        ("ایران از دخالت آمریکا در عراق انتقاد کرد.", "ACCUSE"),
        ("فرانسه از ارسال سلاح به سوریه انتقاد کرد.", "ACCUSE"),
    ],
)
def test_a_country_spoken_about_is_no_place(reader: Reader, text: str, kind: str) -> None:
    assert place(reader, text, kind) is None


def test_a_name_of_two_towns_means_the_one_in_the_country_of_the_article(reader: Reader) -> None:
    frame = reader.frame(Document(id="test", text="ارتش لبنان وارد طرابلس شد. لبنان آرام است.", published=None))[0]
    assert {found.country for found in frame.places} == {"LBN"}
