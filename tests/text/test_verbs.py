"""Verb groups: which words are one verb, and what it says."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from gahnama.language import Language, VerbForm
from gahnama.text.parse import Text
from gahnama.text.verbs import VerbGroup

Parse = Callable[[str], Text]


def groups(text: Text) -> list[tuple[str, VerbGroup]]:
    return [(text.form(group.first, group.last), group) for group in text.groups]


@pytest.mark.parametrize(
    ("sentence", "words", "verb", "tense"),
    [
        ("سفیر فردا سخنرانی خواهد کرد.", "خواهد کرد", "کردن", "future"),
        ("سفیران فردا سخنرانی خواهند کرد.", "خواهند کرد", "کردن", "future"),
        ("پیمان پیش از آن امضا شده بود.", "شده بود", "شدن", "pluperfect"),
        ("سفیر به شهر رفته است.", "رفته است", "رفتن", "perfect"),
        ("سفیران به شهر رفته‌اند.", "رفته‌اند", "رفتن", "perfect"),
        ("سفیران به شهر رفته اند.", "رفته اند", "رفتن", "perfect"),
        ("سفیر به شهر می‌رفت.", "می‌رفت", "رفتن", "imperfect"),
        ("سفیر به شهر می رود.", "می رود", "رفتن", "present"),
        ("شاید سفیر به شهر برود.", "برود", "رفتن", "subjunctive"),
        ("شاید سفیر به شهر رفته باشد.", "رفته باشد", "رفتن", "subjunctive"),
        ("طرف‌ها به توافق رسیدند.", "رسیدند", "رسیدن", "past"),
        ("آنان او را به شهادت رساندند.", "رساندند", "رساندن", "past"),
        ("سفیر نامه را در دست دارد.", "دارد", "داشتن", "present"),
        ("سفیر دیروز بازگشت.", "بازگشت", "بازگشتن", "past"),
        ("سفیر فردا باز می‌گردد.", "باز می‌گردد", "بازگشتن", "present"),
    ],
)
def test_a_group_and_its_tense(parse: Parse, sentence: str, words: str, verb: str, tense: str) -> None:
    form, group = groups(parse(sentence))[-1]
    assert form == words
    assert (group.main.verb, group.main.tense) == (verb, tense)
    assert (group.main.negated, group.main.passive) == (False, False)
    assert group.finite


@pytest.mark.parametrize(
    ("sentence", "words", "tense"),
    [
        ("سفیر این خبر را رد نکرد.", "نکرد", "past"),
        ("سفیر این خبر را رد نمی‌کند.", "نمی‌کند", "present"),
        ("سفیر این خبر را رد نمی کند.", "نمی کند", "present"),
        ("سفیر این خبر را رد نخواهد کرد.", "نخواهد کرد", "future"),
        ("سفیر این خبر را رد نکرده است.", "نکرده است", "perfect"),
        ("سفیر این خبر را رد نکرده بود.", "نکرده بود", "pluperfect"),
        ("شاید سفیر این خبر را رد نکند.", "نکند", "subjunctive"),
    ],
)
def test_negation(parse: Parse, sentence: str, words: str, tense: str) -> None:
    form, group = groups(parse(sentence))[-1]
    assert form == words
    assert (group.main.verb, group.main.tense, group.main.negated) == ("کردن", tense, True)


@pytest.mark.parametrize(
    ("sentence", "words", "tense", "negated"),
    [
        ("دو سرباز در مرز کشته شدند.", "کشته شدند", "past", False),
        ("دو سرباز در مرز کشته شده بودند.", "کشته شده بودند", "pluperfect", False),
        ("دو سرباز در مرز کشته شده‌اند.", "کشته شده‌اند", "perfect", False),
        ("دو سرباز در مرز کشته می‌شوند.", "کشته می‌شوند", "present", False),
        ("دو سرباز در مرز کشته خواهند شد.", "کشته خواهند شد", "future", False),
        ("هیچ سربازی در مرز کشته نشد.", "کشته نشد", "past", True),
    ],
)
def test_passive(parse: Parse, sentence: str, words: str, tense: str, negated: bool) -> None:
    form, group = groups(parse(sentence))[-1]
    assert form == words
    assert (group.main.verb, group.main.tense) == ("کشتن", tense)
    assert group.main.passive
    assert group.main.negated is negated


@pytest.mark.parametrize(
    ("form", "verb", "negated"),
    [
        ("نینداخت", "انداختن", True),
        ("نیفتاد", "افتادن", True),
        ("نیامد", "آمدن", True),
        ("بیفتد", "افتادن", False),
        ("بیاید", "آمدن", False),
        ("بایستد", "ایستادن", False),
    ],
)
def test_letters_that_meet_at_a_prefix(persian: Language, form: str, verb: str, negated: bool) -> None:
    assert (verb, negated) in {(one.verb, one.negated) for one in persian.verbs.forms[form]}


def test_person_and_number(parse: Parse) -> None:
    sentences = ("ما این را رد می‌کنیم.", "من این را رد می‌کنم.", "او این را رد می‌کند.", "آنان این را رد می‌کنند.")
    mains = [groups(parse(sentence))[-1][1].main for sentence in sentences]
    assert [(main.person, main.plural) for main in mains] == [(1, True), (1, False), (3, False), (3, True)]


def test_a_participle_and_an_infinitive_are_not_finite(parse: Parse) -> None:
    (_, done), (_, went) = groups(parse("سفیر نامه را امضا کرده و رفت."))
    assert done.participle
    assert not done.finite
    assert went.finite
    (_, infinitive), _ = groups(parse("امضا کردن نامه دشوار بود."))
    assert infinitive.main.tense == "infinitive"
    assert not infinitive.finite
    assert not infinitive.participle


@pytest.mark.parametrize(
    "sentence",
    ["مردم شهر شادمان بودند.", "نشست سران آغاز شد.", "ساخت پل آغاز شد.", "شکست آنان تلخ بود.", "بازداشت او تایید شد."],
)
def test_a_homograph_that_goes_on_is_a_noun(parse: Parse, sentence: str) -> None:
    text = parse(sentence)
    assert text.groups
    assert text.groups[0].first > 1


@pytest.mark.parametrize(("sentence", "verb"), [("گروه پل را ساخت.", "ساختن"), ("سرباز سکوت را شکست.", "شکستن")])
def test_a_homograph_at_the_end_is_a_verb(parse: Parse, sentence: str, verb: str) -> None:
    assert groups(parse(sentence))[-1][1].main.verb == verb


@pytest.mark.parametrize(("sentence", "verb"), [("سفیر کنار او نشست.", "نشستن"), ("سفیر به او نگریست.", "نگریستن")])
def test_a_stem_in_n_is_not_read_as_a_negation(parse: Parse, sentence: str, verb: str) -> None:
    main = groups(parse(sentence))[-1][1].main
    assert (main.verb, main.negated) == (verb, False)


def test_a_group_does_not_reach_over_a_mark(parse: Parse) -> None:
    assert [form for form, _ in groups(parse("او خواهد، کرد و برد."))] == ["خواهد", "کرد", "برد"]


def test_groups_do_not_overlap(parse: Parse) -> None:
    found = parse("سفیر گفته بود که خواهد رفت و نامه را نخواهد داد و کشته نشده است.").groups
    assert all(one.last < other.first for one, other in pairwise(found))


def test_every_infinitive_has_forms(persian: Language) -> None:
    verbs = persian.verbs
    known = {form.verb for forms in verbs.forms.values() for form in forms}
    assert set(verbs.infinitives.values()) <= known
    assert VerbForm("کردن", "past", False, 3, True) in verbs.forms["کردند"]
    assert all(light in verbs.infinitives.values() for light in verbs.passives)
