"""Searches: words however they are typed, participants, places, days, in any combination."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gahnama.errors import InputError
from gahnama.language import text_rules
from gahnama.records import Query
from gahnama.store import Chronicle, search
from gahnama.store.folding import shadow, sought
from tests.store.conftest import made

RULES = text_rules("fa")


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def filled(
    tmp_path_factory: pytest.TempPathFactory,
    address: Callable[[str, Path], str],
    request: pytest.FixtureRequest,
) -> Iterator[Chronicle]:
    with Chronicle.open(address(request.param, tmp_path_factory.mktemp("search"))) as opened:
        opened.add_reading(
            made("talks", "مذاکره‌ها درباره قره‌باغ آغاز شد", place="tehran", modes=("phone",), outlet="One")
        )
        opened.add_reading(
            made(
                "raid",
                "حملهٔ هوايی به شهر",
                kind="ASSAULT",
                actors="AZE",
                recipients="ARM",
                day="2020-09-27",
                outlet="Two",
            )
        )
        opened.add_reading(
            made(
                "war",
                "جنگ شش هفته طول کشيد",
                kind="ASSAULT",
                actors="ARM",
                recipients="AZE",
                day="2020-07-01/2020-11-10",
            )
        )
        opened.add_reading(
            made(
                "plan",
                "قرار است دیدار کنند",
                kind="AGREE",
                day=None,
                aux=("future",),
                who="sergey-lavrov",
                actors="RUS",
            )
        )
        yield opened


FOUND = [
    (Query(), "war raid talks plan"),
    (Query(words="قره‌باغ"), "talks"),
    (Query(words="قره باغ"), "talks"),
    (Query(words="قرهباغ"), "talks"),
    (Query(words="مذاکره ها"), "talks"),
    (Query(words="هوایی"), "raid"),
    (Query(words="حمله هوایی"), "raid"),
    (Query(words="حمله دیدار"), ""),
    (Query(actor="ARM"), "war talks"),
    (Query(recipient="ARM"), "raid"),
    (Query(actor="sergey-lavrov"), "plan"),
    (Query(dyad=("ARM", "AZE")), "war raid"),
    (Query(dyad=("AZE", "ARM")), "war raid"),
    (Query(dyad=("ARM", "IRN")), "talks"),
    (Query(dyad=("IRN", "ARM"), first=date(2020, 1, 1)), "talks"),
    (Query(dyad=("ARM", "IRN"), type="ASSAULT"), ""),
    (Query(dyad=("sergey-lavrov", "RUS")), "plan"),
    (Query(dyad=("sergey-lavrov", "AZE")), ""),
    (Query(type="ASSAULT"), "war raid"),
    (Query(type="assault", actor="AZE"), "raid"),
    (Query(mode="phone"), "talks"),
    (Query(place="tehran"), "talks"),
    (Query(place="IRN"), "talks"),
    (Query(first=date(2020, 9, 27), last=date(2020, 9, 27)), "war raid"),
    (Query(first=date(2020, 9, 28)), "war talks"),
    (Query(last=date(2020, 9, 26)), "war"),
    (Query(status="future"), "plan"),
    (Query(status="happened"), "war raid talks"),
    (Query(status="negated"), ""),
    (Query(outlet="Two"), "raid"),
    (Query(confidence=0.9), ""),
    (Query(confidence=0.8), "war raid talks plan"),
    (Query(review="none", type="AGREE"), "plan"),
    (Query(limit=2), "war raid"),
    (Query(words="جنگ", actor="ARM", type="ASSAULT", first=date(2020, 1, 1), status="happened"), "war"),
]


@pytest.mark.parametrize(("query", "found"), FOUND)
def test_found(filled: Chronicle, query: Query, found: str) -> None:
    assert [report.document.id for report in filled.search(query)] == found.split()


@pytest.mark.parametrize(("few", "listed"), [(0, 0), (0, 100), (1, 100), (2, 0)])
def test_what_is_rare_changes_the_way_and_not_what_is_found(
    filled: Chronicle, monkeypatch: pytest.MonkeyPatch, few: int, listed: int
) -> None:
    monkeypatch.setattr(search, "RARE", few)
    monkeypatch.setattr(search, "SOME", listed)
    for query, found in FOUND:
        ids = [report.document.id for report in filled.search(query)]
        assert ids == found.split(), query
        if query.limit is None:
            assert len(filled.browser.lines(query).items) == len(ids), query


@pytest.mark.parametrize(
    ("query", "message"),
    [
        (Query(status="done"), "is no status; there are happened"),
        (Query(review="good"), "is no review"),
        (Query(words="!!"), "holds no word"),
        (Query(first=date(2021, 1, 1), last=date(2020, 1, 1)), "swap them"),
    ],
)
def test_what_can_not_be_asked(filled: Chronicle, query: Query, message: str) -> None:
    with pytest.raises(InputError, match=message):
        list(filled.search(query))


@pytest.mark.parametrize("hostile", ['"', "a OR", "NEAR(", "*", "'; DROP TABLE words", "a:b", "\\", "(", "|&!"])
def test_words_are_no_commands(filled: Chronicle, hostile: str) -> None:
    if any(character.isalnum() for character in hostile):
        assert list(filled.search(Query(words=hostile))) == []
    else:
        with pytest.raises(InputError, match="holds no word"):
            list(filled.search(Query(words=hostile)))
    assert list(filled.search(Query(actor=hostile))) == []


@pytest.mark.parametrize("size", [1, 2, 9])
def test_pages_hold_short_and_long_events_in_one_order(filled: Chronicle, size: int) -> None:
    query = Query(first=date(2020, 1, 1), last=date(2030, 1, 1))
    found = [report.story for report in filled.search(query)]
    for sort, order in (("oldest", found), ("newest", found[::-1])):
        told, after = [], None
        while True:
            page = filled.browser.lines(query, sort, after, size)
            told += [line.story for line in page.items]
            after = page.after
            if after is None:
                break
        assert told == order


def test_dyads_count_whom_a_search_finds(filled: Chronicle) -> None:
    counted = dict(filled.browser.facets(Query()).counts["dyad"])
    assert counted["ARM:AZE"] == 2
    for dyad, number in counted.items():
        one, other = dyad.split(":")
        assert len(list(filled.search(Query(dyad=(one, other))))) == number


def test_stories_are_found_by_any_of_their_events(chronicle: Chronicle) -> None:
    text = "وزیران خارجه ایران و ارمنستان درباره گذرگاه مرزی در ایروان گفت‌وگو کردند."
    chronicle.add_reading(made("a", text, outlet="One"))
    chronicle.add_reading(
        made(
            "b",
            "دو وزیر خارجه در ایروان نشستند و گفت‌وگو درباره گذرگاه مرزی را پی گرفتند.",
            outlet="Two",
            actors="ARM IRN",
        )
    )
    (story,) = chronicle.stories(Query(outlet="Two"))
    assert len(story.reports) == 2


@given(st.text(alphabet="قره باغمیخواهد\u200cها‌", max_size=30))
def test_every_text_is_found_by_itself(text: str) -> None:
    index = set(shadow(text, RULES).split())
    for ways in sought(text, RULES):
        assert any(set(way) <= index for way in ways)
