"""Participants in sentences: what is found, how far it reaches, whose it is."""

from __future__ import annotations

from datetime import date

import pytest

from gahnama.language import load_language
from gahnama.model import Document
from gahnama.ontology import load_ontology
from gahnama.reader import Reader

Found = dict[str, tuple[str, str]]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(load_language("fa"), load_ontology(), learned=False)


def found(reader: Reader, text: str, published: date | None = date(2015, 5, 1)) -> Found:
    """Every participant of a text that stands for someone, by its words: code and sector."""
    frame = reader.frame(Document(id="test", text=text, published=published))[0]
    return {
        frame.text.form(mention.first, mention.last): (who.code, who.sector)
        for mention in frame.mentions
        for who in frame.following.who(mention)[:1]
    }


def names(reader: Reader, text: str) -> set[str]:
    """The personal names found in a text."""
    frame = reader.frame(Document(id="test", text=text, published=date(2015, 5, 1)))[0]
    return {frame.text.form(*mention.name) for mention in frame.mentions if mention.name is not None}


@pytest.mark.parametrize(
    ("text", "words", "code", "sector"),
    [
        ("در انفجار بازار بغداد ۱۴ نفر کشته شدند.", "14 نفر", "IRQ", "CVL"),
        ("در حمله به روستایی در سوریه سی کشته بر جای ماند.", "سی کشته", "SYR", "CVL"),
        ("نظامیان اسرائیل سه فلسطینی را بازداشت کردند.", "سه فلسطینی", "PSE", "CVL"),
        ("پلیس عراق گفت هفت تن از سربازان آمریکایی زخمی شدند.", "هفت تن از سربازان آمریکایی", "USA", "MIL"),
    ],
)
def test_numbers_of_people_are_participants(reader: Reader, text: str, words: str, code: str, sector: str) -> None:
    assert found(reader, text)[words] == (code, sector)


def test_a_load_of_so_many_tons_is_nobody(reader: Reader) -> None:
    assert "20 تن" not in found(reader, "کشتی ایران ۲۰ تن گندم به سوریه برد.")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("علیرضا فرهمندپور در جمع مردم سخن گفت.", "علیرضا فرهمندپور"),
        ("علیرضا فرهمندپور ظهر امروز در جمع مردم سخن گفت.", "علیرضا فرهمندپور"),
        ("به گفته کتایون رجبی این تصمیم نادرست است.", "کتایون رجبی"),
        ("«راب لودبروک» سخنگوی پنتاگون این خبر را رد کرد.", "راب لودبروک"),
        ("در این دیدار یوسف نیک‌سرشت، سفیر ایران، از بغداد تشکر کرد.", "یوسف نیک‌سرشت"),
        ("به گزارش خبرگزاری فارس از جاسک، پیروز نجفی امروز سخن گفت.", "پیروز نجفی"),
        ("به گزارش خبرگزاری فارس، کیاشا دلنواز ظهر امروز سخن گفت.", "کیاشا دلنواز"),
    ],
)
def test_unknown_people_are_found_by_their_given_names(reader: Reader, text: str, name: str) -> None:
    assert name in names(reader, text)


@pytest.mark.parametrize(
    "text",
    [
        "دنیای فوتبال از این تصمیم استقبال کرد.",
        "علی رغم این هشدار، نشست برگزار شد.",
        "فرماندار بر سر زمین کشاورزان رفت.",
        "سخنران از قیام امام حسین (ع) یاد کرد.",
        "سخنگوی دولت «هشدار» داد.",
        "به گزارش خبرگزاری فارس، افزایش قیمت‌ها امروز آغاز شد.",
        "به گزارش روزنامه «واشنگتن پست» قیمت‌ها بالا رفت.",
        "دانشگاه امام خمینی جشن گرفت.",
        "استقبال گرم نخست‌وزیر عراق از هیئت ایران ادامه یافت.",
    ],
)
def test_everyday_words_are_no_names(reader: Reader, text: str) -> None:
    assert names(reader, text) == set()


def test_a_surname_alone_is_the_one_named_in_full_before(reader: Reader) -> None:
    frame, *_ = reader.frame(
        Document(
            id="test", text="علیرضا فرهمندپور، سفیر ایران در بغداد، گفت. فرهمندپور سپس به نجف رفت.", published=None
        )
    )
    last = frame.mentions[-2 if frame.mentions[-1].kind == "place" else -1]
    assert frame.following.who(last)[0].shown.name == frame.mentions[0].name


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("مردم عراق به کارشناسان تهرانی خوشامد گفتند.", "کارشناسان تهرانی", "IRN"),
        ("روسیه گفت نیروهای غربی باید خارج شوند.", "نیروهای غربی", "UNK"),
        ("ترکیه از وزیران خارجه ۲۵ کشور اروپایی دعوت کرد.", "وزیران خارجه 25 کشور اروپایی", "EUR"),
        ("روسیه از کشورهای دیگر خواست صبر کنند.", "کشورهای", "UNK"),
        ("عراق گفت افراد ناشناس به کاروان حمله کردند.", "افراد ناشناس", "UNK"),
        ("روسیه گفت مسلمانان خشمگین هستند.", "مسلمانان", "ISM"),
        ("روسیه از نمایندگان برخی از کشورهای اسلامی دعوت کرد.", "نمایندگان برخی از کشورهای اسلامی", "UNK"),
        ("به گفته روسیه مسلمانان هند تظاهرات کردند.", "مسلمانان هند", "IND"),
        ("استاندار آذربایجان غربی به ارمنستان سفر کرد.", "استاندار آذربایجان غربی", "IRN"),
    ],
)
def test_whose_a_crowd_or_title_is(reader: Reader, text: str, words: str, code: str) -> None:
    assert found(reader, text)[words][0] == code


def test_a_title_ends_where_another_noun_phrase_begins(reader: Reader) -> None:
    assert "دبیر شورای عالی امنیت ملی" in found(reader, "دبیر شورای عالی امنیت ملی حضور سازمان ملل را خواستار شد.")
    assert found(reader, "نیروهای مورد حمایت ایران به حلب رفتند.").keys() >= {"نیروهای", "ایران"}


def test_an_honorific_does_not_outdo_the_office_that_is_known(reader: Reader) -> None:
    assert found(reader, "آیت‌الله خامنه‌ای از مردم دعوت کرد.")["آیت‌الله خامنه‌ای"] == ("IRN", "GOV")


def test_an_adjective_gives_its_sector_to_officials_only(reader: Reader) -> None:
    seen = found(reader, "مقامات قضایی عراق با پارلمان عراق مخالفت کردند و معترضان مسلح عراق گریختند.")
    assert seen["مقامات قضایی عراق"] == ("IRQ", "JUD")
    assert seen["معترضان مسلح عراق"] == ("IRQ", "CVL")


def listed(reader: Reader, text: str) -> set[str]:
    """The participants that a reading lists."""
    return {who.name for who in reader.read(Document(id="test", text=text, published=date(2015, 5, 1))).participants}


@pytest.mark.parametrize(
    ("text", "name", "is_listed"),
    [
        ("خانواده‌ها در عراق به مدرسه می‌روند.", "خانواده‌ها", False),
        ("خانواده‌های عراقی به مدرسه می‌روند.", "خانواده‌های عراقی", True),
        ("ارتش ترکیه خانواده‌ها را بازداشت کرد.", "خانواده‌ها", True),
        ("فرش ایرانی در جهان مشهور است.", "ایرانی", False),
        ("هوای تهران پاک است.", "تهران", False),
        ("استان تهران بزرگ است.", "تهران", False),
        ("سیاست‌های تهران روشن است.", "تهران", True),
        ("معترضان باز می‌گردند.", "معترضان", False),
        ("مخالفان باز می‌گردند.", "مخالفان", True),
    ],
)
def test_who_is_listed(reader: Reader, text: str, name: str, is_listed: bool) -> None:
    assert (name in listed(reader, text)) == is_listed


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("روحانی به عراق رفت.", None),
        ("حسن روحانی به عراق رفت. روحانی سپس بازگشت.", "IRN"),
    ],
)
def test_a_surname_that_is_a_word_too_needs_the_full_name(reader: Reader, text: str, code: str | None) -> None:
    frame, _ = reader.frame(Document(id="test", text=text, published=date(2015, 5, 1)))
    people = [
        mention for mention in frame.mentions if mention.thing is not None and mention.thing.id == "hassan-rouhani"
    ]
    assert len(people) == (2 if code else 0)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("روح الله فرهمندپور آمد.", "روح الله فرهمندپور"),
        ("محمد نیازی که آمده بود سخن گفت.", "محمد نیازی"),
        ("کریم عزیززاده آمد.", "کریم عزیززاده"),
        ("نادر گلستانی نماینده مجلس ایران آمد.", "نادر گلستانی"),
        ("علیرضا فرهمند شریفی نیز آمد.", "علیرضا فرهمند شریفی"),
    ],
)
def test_names_of_more_kinds_are_found(reader: Reader, text: str, name: str) -> None:
    assert name in names(reader, text)


@pytest.mark.parametrize("text", ["کتابی به نام باران آمد.", "امید مردم بیشتر شد.", "رحمت خداوند بر همه باد."])
def test_words_that_are_names_too_are_none_by_themselves(reader: Reader, text: str) -> None:
    assert names(reader, text) == set()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("این دو موضوع مهم را بررسی کردیم.", "این دو"),
        ("در غرب کابل باران آمد.", "غرب"),
        ("ما آمدیم.", "ما"),
        ("ایران در مکان ۷۹ جهان است.", "79 جهان"),
    ],
)
def test_words_of_people_that_mean_something_else_are_no_mention(reader: Reader, text: str, words: str) -> None:
    assert words not in found(reader, text)


def test_those_of_the_world_are_of_no_country(reader: Reader) -> None:
    assert found(reader, "مردم جهان این را از ایران خواستند.")["مردم جهان"][0] == "UNK"
