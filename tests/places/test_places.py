"""Toponyms, and which of them is the place of a deed."""

from __future__ import annotations

from datetime import date

import pytest

from gahnama.language import load_language
from gahnama.model import Document
from gahnama.ontology import load_ontology
from gahnama.reader import Reader, read


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


def named(text: str) -> list[tuple[str, str | None]]:
    """The places of a text: as they stand there, with the country."""
    return [(text[place.span.start : place.span.end], place.country) for place in read(text).places]


def test_a_name_of_two_towns_means_the_larger_one_without_a_country() -> None:
    assert named("بمبی در طرابلس منفجر شد.") == [("طرابلس", "LBY")]


def test_a_demonym_tells_the_country_too() -> None:
    assert named("نظامیان لبنانی وارد طرابلس شدند.")[-1] == ("طرابلس", "LBN")


@pytest.mark.parametrize("text", ["بمبی در «شوشا» منفجر شد.", 'بمبی در شهر "شوشا" منفجر شد.'])
def test_quotation_marks_part_no_name_from_what_stands_before(text: str) -> None:
    assert named(text) == [("شوشا", "AZE")]
    assert place_of(text) == "شوشا"


def place_of(text: str) -> str | None:
    """The place of the first event of a text, by rule or by the learned part."""
    event = read(text).events[0]
    return text[event.place.span.start : event.place.span.end] if event.place else None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("مردم در شهر فرمهین ماندند.", True),
        ("مردم در فرمهین ماندند.", False),
        ("مردم در این شهر فرمهین ماندند.", False),
    ],
)
def test_a_small_town_needs_a_word_for_its_kind(text: str, found: bool) -> None:
    assert named(text) == ([("فرمهین", "IRN")] if found else [])


@pytest.mark.parametrize(("country", "found"), [("یمن", True), ("شیلی", False)])
def test_a_small_town_abroad_needs_its_country(country: str, found: bool) -> None:
    assert (("ماویه", "YEM") in named(f"ارتش {country} وارد شهر ماویه شد.")) is found


def test_words_are_not_run_together_into_a_town() -> None:
    assert named("در شهر تولید و توسعه کم شد.") == []


def test_a_quoted_name_that_no_gazetteer_has_is_a_place_without_a_point() -> None:
    (found,) = read("چند نفر در روستای «ناکجای سفلا» ماندند.").places
    assert found.name == "ناکجای سفلا"
    assert found.resolution == "unknown"
    assert (found.country, found.id, found.latitude, found.longitude) == (None, None, None, None)


@pytest.mark.parametrize("text", ["راهپیمایی روز قدس برگزار شد.", "فرمانده نیروی قدس سخن گفت."])
def test_a_toponym_in_the_name_of_something_else_is_no_place(text: str) -> None:
    assert named(text) == []
