"""Every page, in both languages, and as JSON and CSV."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from gahnama.datafile import load_yaml
from gahnama.model import STANCES, TOLLS
from gahnama.ontology import load_ontology
from gahnama.records import Query
from gahnama.store import Chronicle
from gahnama.stories.weights import load_weights
from gahnama.web import site as site_module
from gahnama.web import texts
from gahnama.web.highlight import pieces
from gahnama.web.layout import layout
from tests.web.conftest import SCRIPT, TEXT

PAGES = (
    "/stories",
    "/timeline",
    "/map",
    "/network",
    "/network?level=name",
    "/actors?key=IRN",
    "/review",
    "/add",
    "/about",
)
JSON = ("/stories.json", "/facets.json", "/timeline.json", "/map.json", "/network.json", "/actors.json?key=IRN",
        "/review.json", "/decisions.json", "/add.json", "/about.json", "/openapi.json")  # fmt: skip
EVENTS = {"/stories.csv": 8, "/stories.csv?type=ACCUSE": 4, "/timeline.csv": 8, "/map.csv?place=IRN": 4,
          "/review.csv": 8, "/review.csv?type=CONSULT": 4}  # fmt: skip
"""Lists of events, and how many they have."""
TABLES = {
    "/facets.csv": ("facet,value,events", "type,ACCUSE,4"),
    "/network.csv?lang=en": ("one,one_name,other,other_name,class,deeds", "IRN,Iran,ARM,Armenia,cooperation,4"),
    "/actors.csv?key=ARM&lang=en": ("actor,partner,partner_name,year,cooperation,conflict", "ARM,IRN,Iran,2021,1,0"),
    "/decisions.csv": ("number,kind,events,others,author,at,note", ""),
}
MESSAGES = Path(texts.__file__).parent / "messages"


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_persian_from_right_to_left(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert '<html lang="fa" dir="rtl">' in answer.text
    assert answer.text.count("<h1") == 1


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_english_too_and_stay_so(client: TestClient, path: str) -> None:
    answer = client.get(f"{path}{'&' if '?' in path else '?'}lang=en")
    assert '<html lang="en" dir="ltr">' in answer.text
    links = re.findall(r'href="(/(?:stories|timeline|map|network|actors|review|add|about)[^".]*)"', answer.text)
    kept = [link for link in links if "lang=en" in link]
    assert len(links) - len(kept) == 1, "all links but the one to the other language keep the language"


@pytest.mark.parametrize("path", JSON)
def test_json(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.json() is not None


def test_the_words_of_the_languages_have_the_same_keys() -> None:
    one, other = (dict(load_yaml(MESSAGES / f"{code}.yaml")) for code in texts.LANGUAGES)
    assert [dict(told.pop("reasons")) != {} for told in (one, other)] == [True, False], "English needs no translation"

    def keys(told: object, path: str = "") -> set[str]:
        if not isinstance(told, dict):
            return {path}
        return {inner for key, value in told.items() for inner in keys(value, f"{path}/{key}")}

    assert keys(one) == keys(other)
    for key, message in one["words"].items():
        assert set(re.findall(r"{\w+}", message)) == set(re.findall(r"{\w+}", other["words"][key])), key


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("the day of publication, 2023-09-26", "روز انتشار، ۴ مهر ۱۴۰۲"),
        ("the last Friday up to publication", "واپسین جمعه تا انتشار"),
        ("solar-hijri 1402-07-05", "۱۴۰۲/۰۷/۰۵ خورشیدی"),
        ("from gregorian year 1998 to gregorian year 1999", "از سال ۱۹۹۸ میلادی تا سال ۱۹۹۹ میلادی"),
        ("2023-09-28 is a Thursday, not the weekday told; the date was taken",
         "۶ مهر ۱۴۰۲ پنج‌شنبه است، نه روزی که در متن آمده؛ تاریخ پایه گرفته شد"),
        ("the days that are in all of 2023-09-26 (relative), ../2023-09-30 (explicit)",
         "روزهایی که در همهٔ این‌هاست: ۴ مهر ۱۴۰۲ (نسبت به انتشار)، تا ۸ مهر ۱۴۰۲ (تاریخ در متن)"),
        ("something that nobody foresaw", None),
    ],
)  # fmt: skip
def test_reasons_of_dates_are_told_in_persian_as_far_as_there_are_words(told: str, said: str | None) -> None:
    assert texts.texts("fa").reason(told) == said
    assert texts.texts("en").reason(told) == told


def test_every_mode_context_and_basis_has_a_name() -> None:
    plover = load_ontology().plover
    for said in map(texts.texts, texts.LANGUAGES):
        assert {mode for modes in plover.modes.values() for mode in modes} == set(said.modes)
        assert set(plover.contexts) == set(said.contexts)
        assert set(STANCES) == set(said.stances)
        assert set(plover.sectors) == set(said.sectors)
        assert all(said(kind) for kind in TOLLS)


def test_every_field_and_level_of_a_comparison_has_a_name_in_persian() -> None:
    said = texts.texts("fa")
    for field, levels in load_weights().probabilities.items():
        assert [told for told in (field, *levels) if said.agreement(told) == told] == []


def test_a_story_stands_with_its_accounts(client: TestClient, story: str) -> None:
    page = client.get(f"/stories/{story}").text
    assert "Outlet D" in page
    assert "همتای ارمنی" in page
    told = client.get(f"/stories/{story}.json").json()
    assert told["id"] == story
    assert told["reports"]


def test_english_pages_name_those_whom_the_ontology_knows_in_english(client: TestClient, chronicle: Chronicle) -> None:
    key = chronicle.document("a").key
    english, persian = (client.get(f"/articles/{key}?lang={lang}").text for lang in ("en", "fa"))
    assert '<bdi title="وزیر خارجه ایران">Iran</bdi>' in english
    assert "<bdi>Tehran</bdi>" in english
    assert "<bdi>همتای ارمنی</bdi>" in english, "the ontology does not know him"
    assert "<bdi>وزیر خارجه ایران</bdi>" in persian


def test_a_story_has_all_that_its_reports_say(client: TestClient, chronicle: Chronicle) -> None:
    evil = chronicle.browser.events_of(chronicle.document(SCRIPT).key)[-1]
    page = client.get(f"/stories/{evil.story}").text
    said = texts.texts("fa")
    for name in ("agenda", "terms", "casualties", "namings", "contexts", "sources", "joins"):
        assert f">{said(name)}" in page, name
    told = client.get(f"/stories/{evil.story}.json").json()
    assert [one["value"] for one in told["agenda"]] == [SCRIPT]
    assert [one["value"] for one in told["contexts"]] == ["military"]
    assert f"{said.bases['explicit']}" in page


def test_an_article_tells_denials_contexts_intensity_and_stances(client: TestClient, chronicle: Chronicle) -> None:
    key = chronicle.document("a").key
    meeting, attack = (report.event for report in chronicle.browser.events_of(key))
    page = client.get(f"/articles/{key}").text
    said = texts.texts("fa")
    assert re.search(rf"<dt>{said('denies')}</dt><dd><a href=\"#{meeting.id}\">", page)
    assert re.search(rf"<dt>{said('denied-by')}</dt><dd><a href=\"#{attack.id}\">", page)
    assert said.contexts["military"] in page
    assert said.signed(-2.0) in page, "PLOVER's score of a disapproval"
    assert f'<span class="stance">{said.stances["claims"]}</span>' in page
    assert client.get(f"/articles/{key}.json").json()["attributions"][0]["stance"] == "claims"


def test_an_article_has_its_spans_marked(client: TestClient, key: str) -> None:
    page = client.get(f"/articles/{key}").text
    assert re.search(r'class="s [^"]*r-place[^"]*"[^>]*>تهران</span>', page)
    assert page.count('role="button"') == 2, "each deed can be reached by the keyboard"
    told = client.get(f"/articles/{key}.json").json()
    assert told["text"] == TEXT
    assert [event["type"] for event in told["events"]] == ["CONSULT", "ACCUSE"]


def test_pieces_are_the_text_again_and_overlaps_keep_all_marks(chronicle: Chronicle, key: str) -> None:
    events = [report.event for report in chronicle.browser.events_of(key)]
    made = pieces(TEXT, events)
    assert "".join(piece.text for piece in made) == TEXT
    both = next(piece for piece in made if piece.text == "همتای ارمنی")
    assert set(both.roles) == {"mention", "actor", "recipient"}
    assert "".join(piece.text for piece in pieces(TEXT, events, 5, 30)) == TEXT[5:30]


def test_filters_are_in_the_address(client: TestClient) -> None:
    found = client.get("/stories.json", params={"type": "CONSULT", "from": "1402-07-01", "to": "1402-07-30"}).json()
    assert {item["date"] for item in found["items"]} == {"2023-09-26"}
    page = client.get("/stories", params={"type": "CONSULT", "q": "دیدار"}).text
    assert '<option value="CONSULT" selected>' in page
    assert 'value="دیدار"' in page


@pytest.mark.parametrize("sort", ["newest", "oldest", "added", "reports"])
@pytest.mark.parametrize("size", [1, 2, 5])
def test_paging_by_key_gives_every_story_once(chronicle: Chronicle, sort: str, size: int) -> None:
    seen: list[str] = []
    after = None
    while True:
        page = chronicle.browser.lines(Query(), sort, after, size)
        seen += [line.story for line in page.items]
        assert len(page.items) == size or page.after is None
        if page.after is None:
            break
        after = page.after
    assert sorted(seen) == sorted(story.id for story in chronicle.stories())


def test_days_decide_the_order(chronicle: Chronicle) -> None:
    days = [line.event.time.earliest for line in chronicle.browser.lines(Query(), "oldest").items]
    assert days == sorted(days)
    newest = [line.event.time.earliest for line in chronicle.browser.lines(Query(), "newest").items]
    assert newest == sorted(newest, reverse=True)


def test_facets_count_what_is_found(client: TestClient) -> None:
    told = client.get("/facets.json", params={"type": "ACCUSE"}).json()
    assert told["events"] == 4
    assert told["counts"]["type"] == {"ACCUSE": 4}
    assert told["counts"]["dyad"] == {"ARM:IRN": 4}


def rows(client: TestClient, path: str) -> list[dict[str, str]]:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert re.fullmatch(r'attachment; filename="[a-z]+\.csv"', answer.headers["content-disposition"])
    return list(csv.DictReader(io.StringIO(answer.text)))


@pytest.mark.parametrize(("path", "count"), EVENTS.items())
def test_lists_of_events_are_csv_filtered_as_the_page_is(client: TestClient, path: str, count: int) -> None:
    told = rows(client, path)
    assert len(told) == count
    assert {row["type"] for row in told} <= {"CONSULT", "ACCUSE"}


@pytest.mark.parametrize(("path", "lines"), TABLES.items())
def test_other_lists_are_csv_too(client: TestClient, path: str, lines: tuple[str, str]) -> None:
    rows(client, path)
    head, *told = client.get(path).text.splitlines()
    assert head == lines[0]
    assert lines[1] in told or not lines[1] == told == []


def test_the_queue_as_csv_is_in_the_order_of_the_queue(client: TestClient) -> None:
    queue = [item["id"] for item in client.get("/review.json").json()["items"]]
    assert [row["event"] for row in rows(client, "/review.csv")] == queue


def test_a_story_and_an_article_are_csv(client: TestClient, story: str, key: str, chronicle: Chronicle) -> None:
    reports = chronicle.story(story).reports
    assert [row["event"] for row in rows(client, f"/stories/{story}.csv")] == [one.event.id for one in reports]
    assert [row["type"] for row in rows(client, f"/articles/{key}.csv")] == ["CONSULT", "ACCUSE"]
    for path in ("/stories/s0.csv", "/articles/0.csv"):
        assert client.get(path).status_code == 404


def test_no_cell_is_a_formula(client: TestClient) -> None:
    told = client.get("/network.csv", params={"level": "name"}).text + client.get("/stories.csv").text
    cells = [cell for row in csv.reader(io.StringIO(told)) for cell in row]
    assert SCRIPT in " ".join(cells)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]


def test_pages_with_lists_lead_to_their_csv(client: TestClient, story: str, key: str) -> None:
    for path in ("/stories", "/timeline", "/map", "/network", "/actors?key=IRN", "/review", f"/stories/{story}",
                 f"/articles/{key}"):  # fmt: skip
        page = client.get(path).text
        (link,) = re.findall(rf'href="({path.partition("?")[0]}\.csv[^"]*)"', page)
        assert client.get(link).status_code == 200


def test_a_decision_of_the_codebook_is_told_by_its_name_and_rule(client: TestClient, key: str) -> None:
    page = client.get(f"/articles/{key}?lang=en").text
    assert "decision:refusal-of-talks" not in page
    assert "<b>refusal of talks</b>: Who says that" in page
    assert "consult-didar</code>" in page
    assert site_module.ruled("decision:nowhere", "fa") is None
    assert site_module.ruled("decision:refusal-of-talks", "../fa") is None


def test_the_timeline_has_open_ends(client: TestClient) -> None:
    told = client.get("/timeline.json").json()
    assert len(told["marks"]) == 8
    assert {mark[3] for mark in told["marks"] if mark[1] == "ACCUSE"} == {None}
    assert told["more"] is False


def test_the_map_tells_how_many_have_no_place(client: TestClient) -> None:
    told = client.get("/map.json").json()
    assert [spot[2:] for spot in told["spots"]] == [[35.69, 51.42, "city", None]]
    assert told["unplaced"] == 4


def test_the_network_is_the_same_each_time() -> None:
    knots, ties = list("abcdef"), {("a", "b"): 3.0, ("b", "c"): 1.0}
    widths = dict.fromkeys(knots, 0.2)
    where = layout(knots, ties, widths)
    assert where == layout(knots, dict(reversed(ties.items())), widths)
    assert all(0 <= value <= 1 for point in where.values() for value in point)
    near, far = (abs(complex(*where["a"]) - complex(*where[other])) for other in ("b", "f"))
    assert near < far


def test_no_label_of_a_network_lies_on_another() -> None:
    knots = [f"knot {number}" for number in range(30)]
    ties = {(knots[0], knot): 1.0 for knot in knots[1:]}
    where = list(layout(knots, ties, dict.fromkeys(knots, 0.12)).values())
    for one, (x, y) in enumerate(where):
        for left, top in where[:one]:
            assert abs(x - left) > 0.119 or abs(y - top) > 0.084


def test_an_actor_has_partners_and_years(client: TestClient) -> None:
    told = client.get("/actors.json", params={"key": "ARM", "lang": "en"}).json()
    assert told["partners"][0]["key"] == "IRN"
    assert {row["year"] for row in told["years"]} >= {2023, 2024}


def test_what_is_not_there(client: TestClient) -> None:
    for path in ("/nowhere", "/stories/s0", "/articles/0", "/events/e0", "/static/../app.py"):
        assert client.get(path).status_code == 404, path
        assert client.get(path + ".json").status_code == 404, path


@pytest.mark.parametrize(
    ("name", "value"),
    [("from", "abc"), ("from", "1402-13-01"), ("confidence", "2"), ("dyad", "x"), ("status", "x"), ("review", "x"),
     ("after", "x"), ("sort", "x"), ("q", "«»")],
)  # fmt: skip
def test_a_filter_that_cannot_be_asked_says_why(client: TestClient, name: str, value: str) -> None:
    answer = client.get("/stories.json", params={name: value})
    assert answer.status_code == 400
    assert answer.json()["detail"]
    assert client.get("/stories", params={name: value}).status_code == 400
