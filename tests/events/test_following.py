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


def shown(reader: Reader, text: str, words: str) -> str:
    """The name that is shown for the first one whom a mention stands for."""
    frame = reader.frame(Document(id="test", text=text, published=date(2015, 5, 1)))[0]
    return frame.following.participant(who(reader, text, words)[0]).name


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


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("نرگس فرهمندپور گفت: علیرضا کریمی‌زاده باید برود. وی افزود: این خواست مردم است.", "نرگس فرهمندپور"),
        ("نرگس فرهمندپور به تهران آمد و علیرضا کریمی‌زاده را دید. وی سپس رفت.", "نرگس فرهمندپور"),
    ],
)
def test_he_at_the_head_of_a_sentence_is_whom_the_article_tells_of(reader: Reader, text: str, name: str) -> None:
    assert shown(reader, text, "وی") == name


def test_he_within_what_somebody_says_is_another(reader: Reader) -> None:
    text = "نرگس فرهمندپور گفت: علیرضا کریمی‌زاده آمد و سفر او خوب بود."
    assert shown(reader, text, "او") == "علیرضا کریمی‌زاده"


def test_a_body_is_no_antecedent_of_he(reader: Reader) -> None:
    text = "نرگس فرهمندپور آمد. سپاه بیانیه داد. وی رفت."
    assert shown(reader, text, "وی") == "نرگس فرهمندپور"


HEADING = """افتتاح دو پل
استاندار یزد گفت: دو پل افتتاح شد.
به گزارش خبرنگار ما از یزد، علیرضا فرهمندپور، صبح امروز افزود: پل سوم هم می‌آید.
استاندار یزد رفت."""


def test_a_title_of_the_heading_bears_the_name_of_the_lead(reader: Reader) -> None:
    assert shown(reader, HEADING, "استاندار یزد") == "علیرضا فرهمندپور"
    (bearer,) = who(reader, HEADING, "علیرضا فرهمندپور")
    assert (bearer.code, bearer.sector) == ("IRN", "GOV")


def test_a_person_of_another_office_does_not_bear_the_title_of_the_heading(reader: Reader) -> None:
    text = HEADING.replace("علیرضا فرهمندپور،", "علیرضا فرهمندپور فرماندار مهریز")
    assert shown(reader, text, "استاندار یزد") == "استاندار یزد"


def test_the_name_of_the_outlet_before_a_heading_tells_nothing(reader: Reader) -> None:
    text = HEADING.replace("استاندار یزد گفت", "خبرگزاری فارس: استاندار یزد گفت")
    assert shown(reader, text, "استاندار یزد") == "علیرضا فرهمندپور"


LOCAL = """نرگس فرهمندپور: دو پل می‌سازیم
به گزارش خبرنگار ما از یزد، نرگس فرهمندپور صبح امروز گفت: دو پل می‌سازیم.
وی افزود: پل سوم هم می‌آید.
عضو شورای شهر یزد{} گفت: کار خوب است."""


def test_another_title_of_whom_the_article_tells_is_his_too(reader: Reader) -> None:
    assert shown(reader, LOCAL.format(""), "عضو شورای شهر یزد") == "نرگس فرهمندپور"
    assert shown(reader, LOCAL.format(" نیز"), "عضو شورای شهر یزد") == "عضو شورای شهر یزد"


def test_an_apposition_without_a_country_tells_the_holder(reader: Reader) -> None:
    text = "مهرداد فرهمندپور رئیس مجلس شورای اسلامی سخن گفت. رئیس مجلس شورای اسلامی رفت."
    assert shown(reader, text, "رئیس مجلس شورای اسلامی") == "مهرداد فرهمندپور"


def test_an_article_without_a_day_takes_whoever_held_the_office(reader: Reader) -> None:
    text = "جان کری آمد. وزیر خارجه آمریکا سخن گفت."
    assert who(reader, text, "وزیر خارجه آمریکا", None)[0].id == "john-kerry"


def test_a_surname_is_that_of_the_one_named_in_full(reader: Reader) -> None:
    text = "سید احمد خاتمی در نماز جمعه سخن گفت. خاتمی رفت."
    assert who(reader, text, "خاتمی")[0].id == "ahmad-khatami"


def test_a_body_is_shown_by_the_fullest_mention_that_holds_its_words(reader: Reader) -> None:
    text = "سپاه پاسداران بیانیه داد. سپاه گفت رزمایش برگزار می‌شود."
    assert shown(reader, text, "سپاه") == "سپاه پاسداران"
    assert shown(reader, "اروپا بیانیه داد. اروپا رفت.", "اروپا") == "اروپا"


def test_who_once_led_another_state_belongs_to_his_own(reader: Reader) -> None:
    text = "میخائیل گورباچف رهبر سابق اتحاد جماهیر شوروی سخن گفت."
    assert who(reader, text, "میخائیل گورباچف رهبر سابق اتحاد جماهیر شوروی")[0].code == "RUS"


def test_several_whom_this_points_to_are_no_single_person(reader: Reader) -> None:
    text = "نرگس فرهمندپور آمد. نمایندگان عراق و نمایندگان ترکیه رفتند. این نمایندگان خندیدند."
    assert {one.code for one in who(reader, text, "این نمایندگان")} <= {"IRQ", "TUR"}
    assert who(reader, text, "این نمایندگان")


def test_a_former_office_finds_who_once_held_it(reader: Reader) -> None:
    text = "جان کری آمد. وزیر خارجه سابق آمریکا سخن گفت."
    assert who(reader, text, "وزیر خارجه سابق آمریکا", date(2019, 5, 1))[0].id == "john-kerry"


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("وزیر خارجه ترکیه به ایران آمد. وزیر خارجه ایتالیا در تهران از موضع کشورش گفت.", "کشورش", "ITA"),
        ("هوگو چاوز گفت: ایران در کنار کشور ما است.", "کشور ما", "VEN"),
        ("معترضان لبنانی از سوریه خواستار کناره‌گیری رئیس‌جمهور کشورشان شدند.", "رئیس‌جمهور کشورشان", "LBN"),
        ("مقام‌های عراق به اردن رفتند. مجلس نمایندگان عراق قانون این کشور را دید.", "این کشور", "IRQ"),
        ("در سقز باران آمد. عراق بیانیه داد. راه این شهر بسته است.", "این شهر", "IRN"),
    ],
)
def test_whose_country_or_town_is_meant(reader: Reader, text: str, words: str, code: str) -> None:
    assert [one.code for one in who(reader, text, words)] == [code]


def test_our_country_is_the_outlets_where_nobody_speaks(reader: Reader) -> None:
    assert [one.code for one in who(reader, "مرزهای کشور ما امن است.", "کشور ما")] == ["IRN"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("معترضان لبنانی سه نامه نوشتند. باران آمد. باد آمد. آن‌ها را دیدیم.", []),
        ("معترضان لبنانی سه نامه نوشتند. باران آن‌ها را تر کرد.", ["LBN"]),
        ("معترضان لبنانی سه نامه نوشتند. باران آمد. آن‌ها رفتند.", ["LBN"]),
    ],
)
def test_they_may_be_things_unless_they_act_or_stand_close(reader: Reader, text: str, codes: list[str]) -> None:
    assert [one.code for one in who(reader, text, "آن‌ها")] == codes


def test_a_bare_noun_is_the_international_body_named_in_full_before(reader: Reader) -> None:
    text = "آژانس بین‌المللی انرژی اتمی از ایران و ایران و ایران گزارش داد. بازرسان آژانس رفتند."
    assert who(reader, text, "بازرسان آژانس")[0].code == "IGO"


@pytest.mark.parametrize(
    ("name", "code"), [("غلامرضا فرهمندپور", "IRN"), ("ولادیمیر گرانوف", "RUS"), ("کتایون فرهمندپور", "IRN")]
)
def test_a_given_name_tells_between_the_countries_of_an_article(reader: Reader, name: str, code: str) -> None:
    text = f"روسیه و ایران گفت‌وگو کردند. روسیه و ایران توافق کردند. {name} نوشت."
    assert who(reader, text, name)[0].code == code


def test_a_body_of_no_country_is_not_whose_somebody_is(reader: Reader) -> None:
    text = "سازمان ملل و سازمان ملل و سازمان ملل گزارش دادند. عراق پاسخ داد. معترضان در عراق تجمع کردند."
    assert who(reader, text, "معترضان")[0].code == "IRQ"


def test_a_sea_is_of_no_country(reader: Reader) -> None:
    assert who(reader, "عراق و عراق و عراق از خاورمیانه سخن گفتند.", "خاورمیانه")[0].code == "UNK"


@pytest.mark.parametrize("words", ["زنان", "مردان"])
def test_the_country_of_the_last_of_a_list_is_that_of_all(reader: Reader, words: str) -> None:
    text = "ایران و ایران و ایران بیانیه دادند. زنان، مردان و کودکان فلسطینی کمک خواستند."
    assert [one.code for one in who(reader, text, words)] == ["PSE"]


@pytest.mark.parametrize(
    ("list_", "first", "code"),
    [
        ("وزیر خارجه و سفیر روسیه", "وزیر خارجه", "IRN"),
        ("وزیر دفاع و فرماندهان عراق", "وزیر دفاع", "IRN"),
        ("زنان و کارشناسان روسیه", "زنان", "IRN"),
    ],
)
def test_an_office_or_people_of_another_kind_share_no_country(
    reader: Reader, list_: str, first: str, code: str
) -> None:
    text = f"ایران و ایران و ایران بیانیه دادند. {list_} گفت‌وگو کردند."
    assert [one.code for one in who(reader, text, first)] == [code]


def test_a_former_prime_minister_is_not_who_holds_the_office(reader: Reader) -> None:
    text = "نخست‌وزیر سابق رژیم صهیونیستی از بنیامین نتانیاهو گفت. ایهود اولمرت زندانی شد."
    assert shown(reader, text, "نخست‌وزیر سابق رژیم صهیونیستی") == "ایهود اولمرت"


def test_a_bare_noun_in_the_title_is_the_international_body_named_in_full_below(reader: Reader) -> None:
    text = "مقامات آژانس به ایران رفتند.\nآژانس بین‌المللی انرژی اتمی بیانیه داد."
    assert [one.code for one in who(reader, text, "مقامات آژانس")] == ["IGO"]
