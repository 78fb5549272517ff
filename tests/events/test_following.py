"""Whom pronouns and titles without an owner stand for."""

from __future__ import annotations

from datetime import date

import pytest

from gahnama.events.antecedents import Who
from gahnama.language import load_language
from gahnama.model import Document
from gahnama.ontology import load_ontology
from gahnama.reader import Reader


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(load_language("fa"), load_ontology(), learned=False)


def who(reader: Reader, text: str, words: str, published: date | None = date(2015, 5, 1)) -> tuple[Who, ...]:
    """Whom a mention stands for."""
    frame = reader.frame(Document(id="test", text=text, published=published))[0]
    mention = next(one for one in frame.mentions if frame.text.form(one.first, one.last) == words)
    return frame.following.who(mention)


def test_a_title_of_this_country_belongs_to_the_country_named_last(reader: Reader) -> None:
    text = "ایران و ایران و ایران بیانیه دادند. ترکیه پاسخ داد. وزیر خارجه این کشور سکوت کرد."
    assert [one.code for one in who(reader, text, "وزیر خارجه این کشور")] == ["TUR"]


def test_a_title_of_this_body_belongs_to_the_body_named_last(reader: Reader) -> None:
    text = "آژانس بین‌المللی انرژی اتمی از ایران خواست صبر کند. مدیرکل این آژانس سکوت کرد."
    assert [one.code for one in who(reader, text, "مدیرکل این آژانس")] == ["IGO"]


def test_ministers_of_both_countries_are_two(reader: Reader) -> None:
    text = "ایران و عراق بیانیه دادند. وزیران خارجه دو کشور دیدار کردند."
    assert {one.code for one in who(reader, text, "وزیران خارجه دو کشور")} == {"IRN", "IRQ"}


def test_two_countries_named_at_once_need_no_antecedent(reader: Reader) -> None:
    text = "روسیه و چین بیانیه دادند. دو کشور ایران و عراق پاسخ دادند."
    frame = reader.frame(Document(id="test", text=text, published=None))[0]
    assert [mention.kind for mention in frame.mentions] == ["country"] * 4


def test_a_crowd_without_an_owner_is_of_the_country_that_the_article_is_about(reader: Reader) -> None:
    text = "تظاهرات در لبنان\nمعترضان در بیروت و صیدا و صور تجمع کردند. سفیر فرانسه این را شنید."
    assert who(reader, text, "معترضان")[0].code == "LBN"


def test_a_person_of_whom_nothing_is_told_is_of_the_town_named_before(reader: Reader) -> None:
    text = "به گزارش خبرنگار ما از شهرکرد، علیرضا فرهمندپور از آمریکا و آمریکا و آمریکا انتقاد کرد. فرهمندپور رفت."
    assert who(reader, text, "علیرضا فرهمندپور")[0].code == "IRN"
    assert who(reader, text, "فرهمندپور")[0].code == "IRN"


def test_a_shared_surname_means_the_one_in_office_on_the_day(reader: Reader) -> None:
    text = "بوش از سوریه انتقاد کرد."
    assert who(reader, text, "بوش", published=date(2005, 3, 1))[0].id == "george-w-bush"
    assert who(reader, text, "بوش", published=date(1991, 3, 1))[0].id == "george-h-w-bush"


def test_without_a_date_a_person_is_taken_as_of_the_last_office(reader: Reader) -> None:
    assert who(reader, "حسن روحانی هشدار داد.", "حسن روحانی", published=None)[0].sector == "GOV"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("رئیس‌جمهور فرانسه معترضان لبنانی را دید. آنها سکوت کردند.", ["LBN"]),
        ("وزیر خارجه فرانسه و وزیر خارجه ایران آمدند. آنها سکوت کردند.", ["FRA", "IRN"]),
        ("وزیر خارجه فرانسه و وزیر خارجه ایران آمدند. معترضان لبنانی رفتند. آنها سکوت کردند.", ["LBN"]),
    ],
)
def test_they_are_the_people_named_together_last(reader: Reader, text: str, codes: list[str]) -> None:
    assert [one.code for one in who(reader, text, "آنها")] == codes
