"""Which tellings are compared, what a comparison weighs, and how stories come of it."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import gahnama
from gahnama.errors import LanguageDataError
from gahnama.language import text_rules
from gahnama.model import Document, Span
from gahnama.records import Join
from gahnama.stories import copies
from gahnama.stories.cluster import Tie, cluster
from gahnama.stories.compare import comparable, compare, contradict
from gahnama.stories.tellings import Telling, telling
from gahnama.stories.weights import FILE, LEVELS, load_weights

WEIGHTS = load_weights()
TALKS = Telling(
    "a", "A", 738790, "CONSULT", (), 738789, 738789, False, False, ("ARM", "IRN"), (), (), None, None, ("x", "y", "z"),
    (),
)  # fmt: skip


def other(**changes: object) -> Telling:
    """The talks as another document tells them."""
    return replace(TALKS, **{"id": "b", "document": "B"} | changes)  # type: ignore[arg-type]


def level(field: str, one: Telling, two: Telling) -> str:
    return {found.field: found.level for found in compare(one, two, WEIGHTS).fields}[field]


@pytest.mark.parametrize(
    ("changes", "compared"),
    [
        ({}, True),
        ({"document": "A"}, False),
        ({"type": "ASSAULT"}, False),
        ({"type": "AGREE"}, True),
        ({"actors": ("TUR",)}, False),
        ({"actors": ("TUR", "IRN")}, True),
        ({"first": 738787, "last": 738787}, False),
        ({"first": 738788, "last": 738788}, True),
        ({"first": 738789, "last": 738789 + 200}, False),
        ({"first": None, "last": None}, True),
        ({"first": None, "last": None, "published": None}, False),
        ({"first": None, "last": None, "published": 738790 + 60}, False),
        ({"first": 738000, "last": 739000}, False),
        ({"first": 738000, "last": 739000, "named": ("n",)}, False),
        ({"first": 738770, "last": 738800, "lasting": True}, False),
        ({"published": 738788, "first": 738788, "last": 738788}, False),
        ({"published": 738788, "first": 738788, "last": 738788, "aux": ("future",)}, True),
        ({"published": 738791, "first": 738791, "last": 738791}, False),
        ({"published": 738790, "first": 738790, "last": 738790}, True),
    ],
)
def test_what_is_compared(changes: dict[str, object], compared: bool) -> None:
    assert comparable(TALKS, other(**changes), WEIGHTS) is compared
    assert comparable(other(**changes), TALKS, WEIGHTS) is compared


def test_no_article_tells_what_was_done_after_it() -> None:
    early = replace(TALKS, published=738789)
    late = other(published=738791, first=738790, last=738790)
    assert contradict(early, late)
    assert contradict(late, early)
    assert not contradict(early, replace(late, weak=True))
    assert not contradict(replace(early, aux=("hypothetical",)), late)


def test_one_deed_of_history_is_compared_whoever_takes_part() -> None:
    war = replace(TALKS, first=723000, last=726000, actors=("IRQ",), happening="The War")
    assert comparable(war, replace(war, id="b", document="B", actors=()), WEIGHTS)
    assert not comparable(war, replace(war, id="b", document="B", actors=(), happening="Another War"), WEIGHTS)


def test_a_deed_of_history_outweighs_what_else_differs() -> None:
    war = replace(TALKS, first=723000, last=726000, actors=("IRQ",), happening="The War", words=("x",), topic=("y",))
    again = replace(war, id="b", document="B", actors=("IRN",), words=("v",), topic=("w",), place="p", country="IRN")
    assert compare(war, again, WEIGHTS).weight > WEIGHTS.link
    assert compare(war, replace(again, happening=None), WEIGHTS).weight < WEIGHTS.link


def test_one_country_on_one_day_is_not_enough() -> None:
    home = replace(TALKS, type="REQUEST", actors=("IRN",), words=("x", "y"), topic=("k", "l", "m"), weak=True)
    same_day = replace(home, id="b", document="B", words=("v",), topic=("n", "o", "p"), doers=("minister",))
    assert compare(home, same_day, WEIGHTS).weight < WEIGHTS.link - 3


def test_a_lasting_deed_is_no_deed_of_a_day() -> None:
    war = other(first=738700, last=738800, lasting=True)
    assert contradict(TALKS, war)
    assert not contradict(war, replace(war, first=738705))
    assert contradict(war, replace(war, first=738790, last=738900))


@pytest.mark.parametrize(
    ("field", "one", "two", "told"),
    [
        ("type", {"modes": ("phone",)}, {"modes": ("phone", "visit")}, "same type and mode"),
        ("type", {}, {}, "same type"),
        ("type", {"modes": ("phone",)}, {"modes": ("visit",)}, "other modes"),
        ("type", {"modes": ("phone",)}, {}, "same type"),
        ("type", {}, {"type": "AGREE"}, "same family"),
        ("happening", {}, {}, "unknown"),
        ("happening", {"happening": "a"}, {}, "unknown"),
        ("happening", {"happening": "a"}, {"happening": "a"}, "same"),
        ("happening", {"happening": "a"}, {"happening": "b"}, "another"),
        ("days", {}, {}, "same day"),
        ("days", {}, {"weak": True}, "same day and untold"),
        ("days", {}, {"first": 738790, "last": 738790}, "a day apart"),
        ("days", {"weak": True}, {"first": 738790, "last": 738790}, "a day apart and untold"),
        ("days", {}, {"first": 738785}, "within a week"),
        ("days", {}, {"first": 738750}, "within two months"),
        ("days", {}, {"first": 730000}, "within years"),
        ("days", {}, {"first": None, "last": None}, "unknown"),
        ("participants", {}, {"actors": ("ARM",), "recipients": ("IRN",)}, "same on both sides"),
        ("participants", {}, {"actors": ("ARM", "IRN", "RUS")}, "some on both sides"),
        ("participants", {}, {"actors": ("ARM", "RUS")}, "some in common"),
        ("participants", {"actors": ("IRN",)}, {"actors": ("IRN",)}, "one country alone"),
        ("participants", {}, {"actors": ()}, "unknown"),
        ("named", {"named": ("n", "o")}, {"named": ("n", "o")}, "several in common"),
        ("named", {"named": ("n",)}, {"named": ("n", "o")}, "one in common"),
        ("named", {"named": ("n",)}, {"named": ("o",)}, "others"),
        ("named", {}, {"named": ("o",)}, "unknown"),
        ("place", {"place": "p", "country": "IRN"}, {"place": "p", "country": "IRN"}, "same place"),
        ("place", {"place": "p", "country": "IRN"}, {"country": "IRN"}, "same country"),
        ("place", {"place": "p", "country": "IRN"}, {"place": "q", "country": "IRN"}, "another place"),
        ("place", {"country": "ARM"}, {"country": "IRN"}, "another country"),
        ("place", {}, {"country": "IRN"}, "unknown"),
        ("place", {"place": "p", "country": "IRN"}, {"country": "ARM"}, "another country"),
        (
            "place",
            {"place": "p", "country": "IRN", "latitude": 38.0, "longitude": 46.3},
            {"place": "q", "country": "ARM", "latitude": 38.9, "longitude": 46.0},
            "near place",
        ),
        (
            "place",
            {"place": "p", "country": "IRN", "latitude": 38.0, "longitude": 46.3},
            {"place": "q", "country": "IRN", "latitude": 39.1, "longitude": 46.3},
            "another place",
        ),
        ("doers", {}, {"doers": ("x",)}, "unknown"),
        ("doers", {"doers": ("x", "y")}, {"doers": ("x", "y")}, "same"),
        ("doers", {"doers": ("x", "y")}, {"doers": ("y",)}, "in common"),
        ("doers", {"doers": ("x",)}, {"doers": ("y",)}, "others"),
        ("doers", {"doers": ("x", "y", "z")}, {"doers": ("x", "v", "w")}, "others"),
        ("doers", {"doers": ("x", "y")}, {"doers": ("x", "y"), "actors": ("RUS",)}, "others"),
        ("doers", {"doers": ("x", "y")}, {"doers": ("x", "y"), "actors": ("IRN",)}, "same"),
        ("topic", {}, {"topic": ("x", "y", "z")}, "unknown"),
        ("topic", {"topic": ("x", "y", "z")}, {"topic": ("u", "v", "w")}, "none"),
        ("topic", {"topic": ("x", "y", "z")}, {"topic": ("x", "y", "z")}, "most"),
        ("topic", {"topic": ("x", "y", "z")}, {"topic": ("x", "v", "w")}, "some"),
        ("words", {}, {}, "most"),
        ("words", {}, {"words": ("x", "y", *"abcdefgh")}, "many"),
        ("words", {}, {"words": ("x",)}, "some"),
        ("words", {}, {"words": ("a",)}, "none"),
        ("status", {}, {}, "same"),
        ("status", {}, {"aux": ("future",)}, "planned and done"),
        ("status", {"aux": ("negated",)}, {}, "told and denied"),
        ("status", {"aux": ("negated",)}, {"aux": ("future",)}, "other"),
    ],
)
def test_levels(field: str, one: dict[str, object], two: dict[str, object], told: str) -> None:
    left, right = replace(TALKS, **one), other(**two)  # type: ignore[arg-type]
    assert level(field, left, right) == told
    assert compare(left, right, WEIGHTS) == compare(right, left, WEIGHTS)


@pytest.mark.parametrize(
    ("one", "two", "told"),
    [
        (("AZE", "ARM"), ("AZE", "ARM"), "same on both sides"),
        (("AZE", "ARM IRN"), ("AZE TUR", "ARM"), "some on both sides"),
        (("AZE", "ARM"), ("AZE", ""), "same doers"),
        (("", "ARM"), ("AZE", "ARM"), "same recipients"),
        (("AZE", "ARM"), ("ARM", "AZE"), "sides swapped"),
        (("AZE", "ARM"), ("AZE", "IRN"), "some in common"),
        (("AZE", "ARM"), ("IRN", "USA"), "none in common"),
    ],
)
def test_sides_of_a_deed(one: tuple[str, str], two: tuple[str, str], told: str) -> None:
    pair = [
        other(type="ASSAULT", actors=tuple(actors.split()), recipients=tuple(recipients.split()))
        for actors, recipients in (one, two)
    ]
    assert level("participants", *pair) == told


def test_marches_in_two_towns_are_two_and_speakers_differ() -> None:
    march = replace(TALKS, type="PROTEST", actors=("IRN",), place="p", country="IRN", doers=("x",))
    assert level("place", march, replace(march, id="b", document="B", place="q")) == "another scene"
    speech = replace(TALKS, type="ACCUSE", doers=("x",))
    assert level("doers", speech, replace(speech, id="b", document="B", doers=("y",))) == "other speakers"
    assert level("doers", speech, replace(speech, id="b", document="B", doers=("x", "y"))) == "in common"


def test_a_weight_is_the_sum_of_its_fields() -> None:
    join = compare(TALKS, other(), WEIGHTS)
    assert join.weight == pytest.approx(WEIGHTS.prior_bits + sum(field.weight for field in join.fields))
    assert [field.field for field in join.fields] == list(LEVELS)


def several() -> dict[str, Telling]:
    """Tellings of which some contradict others."""
    made = {}
    for number in range(12):
        day = 738789 + number % 5
        made[f"t{number:02}"] = replace(TALKS, id=f"t{number:02}", document=f"D{number % 9}", first=day, last=day)
    return made


def stories(tellings: dict[str, Telling], ties: tuple[Tie, ...] = (), seed: int = 0) -> list[tuple[str, ...]]:
    joins = [compare(a, b, WEIGHTS) for a, b in combinations(tellings.values(), 2) if comparable(a, b, WEIGHTS)]
    random.Random(seed).shuffle(joins)
    return cluster(tellings, joins, ties, WEIGHTS)


@pytest.mark.parametrize("seed", range(8))
def test_no_order_plays_a_part(seed: int) -> None:
    tellings = list(several().items())
    random.Random(seed).shuffle(tellings)
    assert stories(dict(tellings), seed=seed) == stories(several())


@given(st.lists(st.integers(0, 6), min_size=2, max_size=9))
def test_no_story_contradicts_itself(days: list[int]) -> None:
    made = {
        f"t{number}": replace(TALKS, id=f"t{number}", document=f"D{number}", first=738789 + day, last=738789 + day)
        for number, day in enumerate(days)
    }
    found = stories(made)
    assert sorted(identifier for story in found for identifier in story) == sorted(made)
    for story in found:
        assert not any(contradict(made[a], made[b]) for a, b in combinations(story, 2))


def test_two_deeds_of_one_document_stay_two() -> None:
    made = {name: replace(TALKS, id=name, document=document) for name, document in (("a", "A"), ("b", "B"), ("c", "A"))}
    joins = [Join("a", "b", 9.0), Join("b", "c", 5.0)]
    assert cluster(made, joins, (), WEIGHTS) == [("a", "b"), ("c",)]


def test_decisions_come_before_everything() -> None:
    made = {"a": TALKS, "b": other(), "c": other(id="c", document="C", first=700000, last=700000)}
    assert stories(made) == [("a", "b"), ("c",)]
    assert stories(made, (Tie("a", "b", False, 1),)) == [("a",), ("b",), ("c",)]
    assert stories(made, (Tie("b", "c", True, 1), Tie("a", "b", False, 2))) == [("a",), ("b", "c")]
    assert stories(made, (Tie("a", "b", False, 1), Tie("b", "a", True, 2))) == [("a", "b"), ("c",)]
    assert stories(made, (Tie("a", "gone", True, 1),)) == [("a", "b"), ("c",)]
    bound = (Tie("a", "b", True, 1), Tie("b", "c", True, 2), Tie("a", "c", False, 3))
    assert stories(made, bound) == [("a",), ("b", "c")]


def test_a_chain_is_not_followed_where_its_ends_do_not_fit() -> None:
    made = {name: replace(TALKS, id=name, document=name) for name in "abc"}
    joins = [Join("a", "b", 3.0), Join("b", "c", 2.9)]
    weights = replace(WEIGHTS, link=1.0, unlike=-4.0)
    assert cluster(made, joins, (), weights) == [("a", "b"), ("c",)]
    assert cluster(made, [*joins, Join("a", "c", -0.5)], (), weights) == [("a", "b", "c")]


RIVALS = replace(WEIGHTS, link=1.0, unlike=-4.0, rival=1.0, rival_days=6.0)


@pytest.mark.parametrize(
    ("first", "second", "made"),
    [
        (4.0, 2.9, [("a", "b"), ("c",)]),
        (2.9, 4.0, [("a", "c"), ("b",)]),
        (4.0, 3.1, [("a",), ("b",), ("c",)]),
        (4.0, 4.0, [("a",), ("b",), ("c",)]),
        (1.5, 0.9, [("a", "b"), ("c",)]),
    ],
)
def test_of_two_events_of_one_article_one_has_to_fit_better(
    first: float, second: float, made: list[tuple[str, ...]]
) -> None:
    tellings = {"a": TALKS, "b": other(), "c": other(id="c")}
    assert cluster(tellings, [Join("a", "b", first), Join("a", "c", second)], (), RIVALS) == made
    assert cluster(tellings, [Join("c", "a", second), Join("b", "a", first)], (), RIVALS) == made


@pytest.mark.parametrize(
    ("first", "second", "made"),
    [
        (4.0, 3.0, [("a",), ("b",), ("c",)]),
        (9.0, 3.0, [("a", "b"), ("c",)]),
        (3.0, 9.0, [("a", "c"), ("b",)]),
        (8.9, 3.0, [("a",), ("b",), ("c",)]),
    ],
)
def test_a_loose_day_that_fits_two_happenings_fits_neither(
    first: float, second: float, made: list[tuple[str, ...]]
) -> None:
    week = replace(TALKS, first=738783, last=738790)
    days = {"b": 738784, "c": 738789}
    tellings = {name: other(id=name, document=name, first=day, last=day) for name, day in days.items()} | {"a": week}
    joins = [Join("a", "b", first), Join("a", "c", second)]
    assert cluster(tellings, joins, (), RIVALS) == made
    precise = {**tellings, "a": replace(week, first=738784, last=738784)}
    assert cluster(precise, joins, (), RIVALS)[0] == ("a", "b")
    near = {**tellings, "c": replace(tellings["c"], first=738785, last=738785)}
    assert ("a",) not in cluster(near, joins, (), RIVALS)
    undated = {**tellings, "c": replace(tellings["c"], first=None, last=None)}
    assert ("a",) not in cluster(undated, joins, (), RIVALS)


def test_what_fits_two_happenings_loosely_is_nobodys_rival() -> None:
    days = {"b": (738784, "B"), "c": (738789, "C"), "d": (738784, "A")}
    tellings = {name: other(id=name, document=key, first=day, last=day) for name, (day, key) in days.items()}
    tellings["a"] = replace(TALKS, first=738783, last=738790)
    joins = [Join("a", "b", 3.0), Join("a", "c", 3.0), Join("d", "b", 3.0)]
    assert ("b", "d") in cluster(tellings, joins, (), RIVALS)


def test_people_decide_between_rivals() -> None:
    tellings = {"a": TALKS, "b": other(), "c": other(id="c")}
    joins = [Join("a", "b", 4.0), Join("a", "c", 4.0)]
    assert cluster(tellings, joins, (Tie("a", "c", True, 1),), RIVALS) == [("a", "c"), ("b",)]


def test_splink_makes_the_same_joins() -> None:
    pytest.importorskip("splink", reason="Splink is not installed: pip install 'gahnama[splink]'")
    from gahnama.stories.at_scale import joins

    chosen = random.Random(7)
    codes, words = ("ARM", "AZE", "IRN", "RUS"), tuple("abcdefghij")

    def some(of: tuple[str, ...], most: int) -> tuple[str, ...]:
        return tuple(sorted(chosen.sample(of, chosen.randint(0, most))))

    made = []
    for number in range(150):
        dated, first = chosen.random() > 0.15, 738789 + chosen.randint(0, 20)
        width = chosen.choice((0, 0, 0, 3, 12, 90))
        made.append(
            Telling(
                f"t{number:03}", f"D{number % 70}", 738800 if chosen.random() > 0.1 else None,
                chosen.choice(("CONSULT", "AGREE", "ASSAULT", "COERCE", "ACCUSE", "PROTEST")),
                some(("phone", "visit"), 1),
                first if dated else None, first + width if dated else None,
                chosen.random() > 0.7, width == 12 and dated,
                some(codes, 2), some(codes, 2), some(("m", "n", "o"), 2), chosen.choice((None, None, "p", "q")),
                chosen.choice((None, "ARM", "IRN")), some(words, 6), some(("future", "negated"), 2),
                some(words, 8), some(words, 3),
                *chosen.choice(((None, None), (38.5, 46.25), (39.0, 46.0), (41.0, 44.0))),
                chosen.choice((None, None, None, "one war", "another war")),
            )
        )  # fmt: skip
    mine = {
        (join.left, join.right): join
        for a, b in combinations(made, 2)
        if comparable(a, b, WEIGHTS) and (join := compare(a, b, WEIGHTS)).weight >= WEIGHTS.link
    }
    theirs = {(join.left, join.right): join for join in joins(made, WEIGHTS)}
    assert len(mine) > 50
    assert mine.keys() == theirs.keys()
    for pair, join in mine.items():
        assert theirs[pair].weight == pytest.approx(join.weight, abs=1e-9)
        assert theirs[pair].fields == join.fields


RULES = text_rules("fa")
TEXT = " ".join(f"واژه{number}" for number in range(120))


def test_copies_are_alike_and_others_are_not() -> None:
    one, same, near, far = (
        copies.sketch(text, RULES)
        for text in (TEXT, TEXT.replace(" ", "  "), TEXT + " و پایان خبر", "متنی دیگر که با آن هیچ ندارد " * 9)
    )
    assert copies.alikeness(one, same) == 1.0
    assert copies.alikeness(one, near) >= copies.ALIKE
    assert set(copies.bands(one)) & set(copies.bands(near))
    assert copies.alikeness(one, far) < 0.2
    assert all(0 <= band < 1 << 63 for band in copies.bands(one))


def test_a_text_of_three_words_is_nobodys_copy() -> None:
    assert copies.sketch("سه واژه تنها", RULES) == b""
    assert copies.bands(b"") == []
    assert copies.alikeness(b"", b"") == 0.0


def test_copies_tell_the_same_in_nearly_the_same_words() -> None:
    def event(name: str, kind: str, start: int, told: str) -> copies.Mention:
        return copies.Mention(name, kind, Span(start, start + 1), frozenset(told.split()))

    mine = [event("a", "REQUEST", 0, "گروه خواستار آزادی شد"), event("b", "REJECT", 9, "رد کرد")]
    theirs = [
        event("c", "REQUEST", 0, "گروه خواستار آزادی شدند"),
        event("d", "REQUEST", 5, "گروه خواستار آزادی شد"),
        event("e", "ACCUSE", 9, "رد کرد"),
    ]
    assert copies.same_tellings(mine, theirs) == [("a", "d")]
    assert copies.same_tellings(theirs, mine) == [("d", "a")]
    assert copies.same_tellings(mine, theirs[:1]) == [("a", "c")]
    twice = [event(name, "REQUEST", place, "خواست") for name, place in (("f", 0), ("g", 9))]
    again = [event(name, "REQUEST", place, "خواست") for name, place in (("h", 9), ("i", 0))]
    assert sorted(copies.same_tellings(twice, again)) == [("f", "i"), ("g", "h")]


def test_sketches_are_the_same_everywhere() -> None:
    """A chronicle outlives the program: what rensa gives may not change under it."""
    import hashlib

    assert hashlib.sha256(copies.sketch(TEXT, RULES)).hexdigest()[:16] == "2505f6f5ae90f02e"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("prior: ", "prior: 7", "share between 0 and 1"),
        ("{level: same day, m: 0", "{level: same dey, m: 0", "expected one of"),
        ("- field: words", "- field: wrods", "expected one of"),
        ("link: ", "lynk: ", "link"),
    ],
)
def test_broken_weights(tmp_path: Path, old: str, new: str, message: str) -> None:
    text = FILE.read_text(encoding="utf-8")
    assert old in text
    broken = tmp_path / "weights.yaml"
    broken.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(LanguageDataError, match=message):
        load_weights(broken)


def told(text: str, title: str | None = None) -> list[Telling]:
    """The tellings of an article of 27 September 2023."""
    reading = gahnama.read(Document("a", text, title, date(2023, 9, 27)))
    return [telling(event, str(number), "A", reading) for number, event in enumerate(reading.events)]


def test_a_telling_knows_topic_doers_and_place() -> None:
    tellings = told("سخنگوی وزارت خارجه فرانسه حمله به سوسنگرد را محکوم کرد.", "بیانیه پاریس درباره سوسنگرد")
    (one,) = (each for each in tellings if each.type == "ACCUSE")
    assert {"بیانیه", "سوسنگرد"} <= set(one.topic)
    assert "سخنگو" in one.doers
    assert not {"فرانسه", "فرانس"} & set(one.doers)
    (talks,) = told("وزیر خارجه ایران در ایروان با همتای ارمنستانی خود دیدار کرد.")
    assert (talks.country, talks.latitude and round(talks.latitude)) == ("ARM", 40)


def test_who_is_only_counted_has_no_name() -> None:
    tellings = told("به گفته پلیس، دست‌کم هفت نفر از معترضان روز دوشنبه در سوسنگرد بازداشت شدند.")
    arrest = next(one for one in tellings if one.type == "COERCE")
    assert arrest.recipients == ("IRN",)
    assert arrest.named == ()
    (crowd,) = told("صدها نفر روز دوشنبه در سوسنگرد تظاهرات کردند.")
    assert (crowd.type, crowd.doers, crowd.named) == ("PROTEST", (), ())


def test_a_deed_of_history_is_known_by_its_name_and_days() -> None:
    (coup,) = told("سخنران گفت آمریکا و انگلیس با کودتای ۲۸ مرداد دولت ایران را سرنگون کردند.")[:1]
    (other_name,) = told("کتابی از کودتای ۲۸ مرداد ۳۲ سخن می‌گوید که آمریکا علیه دولت ایران کرد.")[:1]
    assert coup.happening is not None
    assert coup.happening == other_name.happening
    assert all(one.happening is None for one in told("وزیر خارجه ایران با همتای عراقی خود در بغداد دیدار کرد."))
