"""When, by the learned part: of the times of the article the likeliest, if it is clearly likelier than that by rule."""

from __future__ import annotations

import math
from datetime import date

import pytest

from gahnama.events.dates import CLEARLY, DateOption, choose_date
from gahnama.language import load_language
from gahnama.learned import Linear
from gahnama.model import Document, Time
from gahnama.reader import Reader

PUBLISHED = date(2024, 6, 12)
NONE = Time()
FIRST = Time(date(2024, 6, 1), date(2024, 6, 1), "2024-06-01", "relative")
AGAIN = Time(date(2024, 6, 1), date(2024, 6, 1), "2024-06-01", "explicit")
OTHER = Time(date(2024, 6, 3), date(2024, 6, 3), "2024-06-03", "relative")


def options(*times: Time) -> list[DateOption]:
    """An option of one feature for each time: its number."""
    return [DateOption(time, [str(number)]) for number, time in enumerate(times)]


def weighed(*likely: float) -> Linear:
    """A model that finds the options as likely as given, in proportion."""
    return Linear({str(number): math.log(one) for number, one in enumerate(likely)})


def test_the_likeliest_is_taken() -> None:
    assert choose_date(options(NONE, FIRST, OTHER), FIRST, weighed(1, 1, 5)) == OTHER
    assert choose_date(options(NONE, FIRST, OTHER), FIRST, weighed(5, 1, 1)) == NONE


def test_that_by_rule_stays_unless_another_is_clearly_likelier() -> None:
    assert choose_date(options(NONE, FIRST), FIRST, weighed(CLEARLY * 0.99, 1)) == FIRST
    assert choose_date(options(NONE, FIRST), FIRST, weighed(CLEARLY * 1.01, 1)) == NONE


def test_what_means_the_same_days_counts_together_and_the_likeliest_of_it_is_taken() -> None:
    assert choose_date(options(NONE, FIRST, AGAIN), NONE, weighed(2, 2, 3)) == AGAIN
    assert choose_date(options(NONE, FIRST), NONE, weighed(2, 3)) == NONE


def test_one_by_rule_that_is_no_option_gives_way() -> None:
    assert choose_date(options(NONE, FIRST), OTHER, weighed(1, 2)) == FIRST


def laid(lab, text: str, published: date | None = PUBLISHED) -> list[DateOption]:
    """The options of the first deed of a text."""
    frame, dated = lab.laid(text, published)
    deed = lab.reader.events.deeds(frame, dated)[0]
    return lab.reader.events.date_options(frame, dated, deed)


def test_the_options_are_none_publication_and_the_times_of_the_article(lab) -> None:
    text = "روسیه به اوکراین حمله کرد.\nباران در سال ۲۰۱۵ سه روز بارید."
    assert [option.time.edtf for option in laid(lab, text)] == [None, "2024-06-12", "2015"]
    assert [option.time.edtf for option in laid(lab, text, None)] == [None, "2015"]


@pytest.mark.parametrize(
    ("text", "feature"),
    [
        ("دیروز باران بارید. روسیه به اوکراین حمله کرد.", "relation=paragraph1-before"),
        ("دیروز باران بارید.\nروسیه به اوکراین حمله کرد.\nبرف بارید.", "relation=title-before"),
        ("باران\nدیروز باران بارید.\nروسیه به اوکراین حمله کرد.", "relation=elsewhere-before"),
        ("روسیه دیروز به اوکراین حمله کرد.", "relation=own-before"),
        ("ترکیه دیروز گفت که روسیه به اوکراین حمله کرد.", "relation=up1-before"),
        ("روسیه دیروز به اوکراین حمله کرد.", "rule=own"),
        ("دیروز باران بارید. روسیه به اوکراین حمله کرد.", "rule=lead"),
        ("روسیه در سال ۲۰۱۵ به اوکراین حمله کرد.", "length=3/own"),
        ("روسیه دیروز به اوکراین حمله کرد.", "own:kind=verb/ASSAULT"),
    ],
)
def test_what_is_looked_at_of_a_time(lab, text: str, feature: str) -> None:
    (time,) = [option for option in laid(lab, text) if option.time.spans]
    assert feature in time.features


def test_what_is_looked_at_of_having_none(lab) -> None:
    none, published = laid(lab, "ترکیه گفت که روسیه به اوکراین حمله کرده بود.")
    assert "none:tense=pluperfect/verb/content" in none.features
    assert [feature.replace("none:", "publication:") for feature in none.features] == published.features


@pytest.fixture(scope="module")
def undating(small, ontology) -> Reader:
    """The engine with a learned part that dates nothing."""
    reader = Reader(small, ontology, learned=False)
    reader.events.use({"date": Linear({"none:": 5.0})})
    return reader


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("روسیه به اوکراین حمله کرد.", None),
        ("دیروز باران بارید. روسیه به اوکراین حمله کرد.", None),
        ("روسیه دیروز به اوکراین حمله کرد.", "2024-06-11"),
    ],
)
def test_only_a_deed_without_a_time_beside_it_is_dated_by_the_learned_part(undating, text: str, edtf) -> None:
    (event,) = undating.read(Document("test", text, published=PUBLISHED)).events
    assert event.time.edtf == edtf


def test_what_gets_an_old_time_is_historical(small, ontology) -> None:
    reader = Reader(small, ontology, learned=False)
    reader.events.use({"date": Linear({"length=3/far": 5.0})})
    text = "باران\nدر سال ۲۰۱۵ باران بارید.\nروسیه به اوکراین حمله کرد."
    (event,) = reader.read(Document("test", text, published=PUBLISHED)).events
    assert (event.time.edtf, event.aux) == ("2015", ("historical",))


@pytest.mark.parametrize(
    ("deed", "aux"),
    [
        ("جنگنده‌های عربستان ده‌ها یمنی را کشتند.", ("historical",)),
        ("از آغاز حملات عربستان به یمن هزاران غیرنظامی کشته شده‌اند.", ()),
    ],
)
def test_a_running_total_is_never_historical_whatever_its_time(ontology, deed: str, aux: tuple[str, ...]) -> None:
    reader = Reader(load_language("fa"), ontology, learned=False)
    reader.events.use({"date": Linear({"length=3/far": 5.0})})
    text = f"باران\nدر سال ۲۰۱۵ باران بارید.\n{deed}"
    found = reader.read(Document("test", text, published=PUBLISHED)).events
    assert ("2015", aux) in {(event.time.edtf, event.aux) for event in found}
