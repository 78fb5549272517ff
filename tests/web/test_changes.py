"""Review, mending, joining, splitting, undoing and adding from the page."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from gahnama.batch import as_reading
from gahnama.intake import LeftOut
from gahnama.model import Document, Event, Span, Time
from gahnama.store import Chronicle
from gahnama.web.adding import MOST, Waiting
from gahnama.web.mending import mended
from gahnama.web.site import Site
from tests.web.conftest import SCRIPT, TEXT
from tests.web.dangers import Dangers

ARTICLE = (Path(__file__).parent.parent.parent / "examples" / "telephone-call.txt").read_text(encoding="utf-8")


@pytest.fixture
def event(chronicle: Chronicle, key: str) -> str:
    """The meeting in document ``a``."""
    return chronicle.browser.events_of(key)[0].event.id


def test_a_form_of_the_page_reviews_and_goes_on(
    client: TestClient, chronicle: Chronicle, site: Site, event: str
) -> None:
    done = client.post(
        f"/events/{event}/review?lang=en", data={"token": site.token, "verdict": "wrong", "after": "1.0.e"}
    )
    assert (done.status_code, done.headers["location"]) == (303, "/review?after=1.0.e&lang=en")
    (decision,) = chronicle.decisions()
    assert (decision.kind, decision.events, decision.author) == ("wrong", (event,), "tester")


def test_the_queue_begins_with_the_most_uncertain_and_leaves_out_what_is_decided(
    client: TestClient, token: dict[str, str]
) -> None:
    first = client.get("/review.json").json()["items"]
    doubts = [abs(item["confidence"] - 0.5) for item in first]
    assert doubts == sorted(doubts)
    client.post(f"/events/{first[0]['id']}/review", data={"verdict": "right"}, headers=token)
    assert [item["id"] for item in client.get("/review.json").json()["items"]] == [item["id"] for item in first[1:]]


def test_undo_gives_back_what_held_before_and_keeps_the_trail(
    client: TestClient, chronicle: Chronicle, token: dict[str, str], event: str
) -> None:
    for verdict in ("right", "wrong"):
        client.post(f"/events/{event}/review", data={"verdict": verdict}, headers=token)
    assert client.post("/decisions/1/undo", headers=token).status_code == 400, "a later one stands on it"
    assert client.post("/decisions/2/undo", headers=token).json()["kind"] == "right"
    assert chronicle.browser.report(event).review == "right"
    assert [one.kind for one in chronicle.decisions()] == ["right", "wrong", "right"]
    assert client.post("/decisions/99/undo", headers=token).status_code == 404


def test_the_answer_tells_what_its_author_decided(
    client: TestClient, chronicle: Chronicle, token: dict[str, str], event: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = chronicle.review
    (other, *_) = (one.event.id for one in chronicle.search() if one.event.id != event)

    def beside_another(*args: str) -> None:
        said(*args)
        for one in (event, other):
            said(one, "wrong", "another")

    monkeypatch.setattr(type(chronicle), "review", lambda _, *args: beside_another(*args))
    told = client.post(f"/events/{event}/review", data={"verdict": "right"}, headers=token).json()
    assert (told["kind"], told["author"], told["events"]) == ("right", "tester", [event])


def test_mending_changes_the_fields_that_are_sent(
    client: TestClient, chronicle: Chronicle, token: dict[str, str], event: str
) -> None:
    before = chronicle.browser.report(event)
    place = before.document.text.index("همتای")
    form = {
        "type": "AGREE", "modes": "", "date": "1402/07/05", "calendar": "", "aux": "1", "aux-future": "on",
        "recipients": "1", "recipients-0-start": str(place), "recipients-0-end": str(place + 12),
        "recipients-0-code": "arm", "recipients-0-sector": "GOV", "note": "because",
    }  # fmt: skip
    assert client.post(f"/events/{event}/mend", data=form, headers=token).json()["kind"] == "mended"
    report = chronicle.browser.report(event)
    assert (report.review, report.event.type, report.event.time.edtf, report.event.aux) == (
        "mended",
        "AGREE",
        "2023-09-27",
        ("future",),
    )
    assert [(one.code, one.span) for one in report.event.recipients] == [("ARM", Span(place, place + 12))]
    assert report.event.actors == before.event.actors
    assert client.post("/decisions/1/undo", headers=token).status_code == 200
    assert chronicle.browser.report(event).event == before.event


def test_modes_are_ticked_and_those_of_other_types_are_not_taken(
    client: TestClient, chronicle: Chronicle, token: dict[str, str], event: str
) -> None:
    form = {"type": "ASSAULT", "modes": "", "mode-drone": "on", "mode-aerial": "on", "mode-visit": "on"}
    assert client.post(f"/events/{event}/mend", data=form, headers=token).status_code == 200
    assert chronicle.browser.report(event).event.modes == ("aerial", "drone")


@pytest.mark.parametrize(
    ("told", "calendar", "first", "last"),
    [
        ("2024-01", "", "2024-01-01", "2024-01-31"),
        ("2024-01-10/2024-01-12", "", "2024-01-10", "2024-01-12"),
        ("2024-01-10/..", "", "2024-01-10", "None"),
        ("1402/07/05", "", "2023-09-27", "2023-09-27"),
        ("۱۴۰۲-۰۷", "solar-hijri", "2023-09-23", "2023-10-22"),
        ("1445-03", "lunar-hijri", "2023-09-16", "2023-10-15"),
        ("", "", "None", "None"),
    ],
)
def test_a_date_is_mended_in_any_calendar(
    client: TestClient, chronicle: Chronicle, token: dict[str, str], event: str,
    told: str, calendar: str, first: str, last: str,
) -> None:  # fmt: skip
    form = {"date": told, "calendar": calendar}
    assert client.post(f"/events/{event}/mend", data=form, headers=token).status_code == 200
    time = chronicle.browser.report(event).event.time
    assert (str(time.earliest), str(time.latest)) == (first, last)


def test_days_known_by_a_name_stay_unless_the_reviewer_says_that_the_text_gives_them() -> None:
    days = (date(1967, 6, 5), date(1967, 6, 10))
    known = Event("e", "ASSAULT", (), (Span(0, 3),), time=Time(*days, "1967-06-05/1967-06-10", "known"))
    document = Document("x", "جنگ شش‌روزه")
    assert mended(known, document, {"date": ""}).time == known.time
    told = mended(known, document, {"date": "1967-06-05/1967-06-10"}).time
    assert (told.given, told.basis) == ("1967-06-05/1967-06-10", "explicit")


def test_a_story_is_named_by_its_id_or_its_address(
    client: TestClient, chronicle: Chronicle, token: dict[str, str]
) -> None:
    one, other = (chronicle.browser.events_of(chronicle.document(name).key)[0] for name in "ad")
    for named in (f"http://127.0.0.1:8765/stories/{other.story}?lang=en#x", f"/stories/{other.story}/", other.story):
        answer = client.post(f"/stories/{one.story}/join", data={"other": f" {named} "}, headers=token)
        assert answer.json()["kind"] == "join", named
        number = list(chronicle.decisions())[-1].number
        assert client.post(f"/decisions/{number}/undo", headers=token).status_code == 200
    for named in ("http://[", "?", "//"):
        assert client.post(f"/stories/{one.story}/join", data={"other": named}, headers=token).status_code == 404


MISSED = {"type": "AID", "mentions-0-start": "3", "mentions-0-end": "9"}


def test_a_missed_event_is_added_and_taken_back(
    client: TestClient, chronicle: Chronicle, site: Site, token: dict[str, str], key: str
) -> None:
    place = TEXT.index("تهران")
    form = MISSED | {
        "date": "1402/07/05", "aux": "1", "aux-future": "on", "actors": "1", "actors-0-start": "0",
        "actors-0-end": "4", "actors-0-code": "irn", "actors-0-sector": "GOV", "sources": "1", "sources-0-start": "0",
        "sources-0-end": "4", "place": "1", "place-start": str(place), "place-end": str(place + 5),
        "place-country": "IRN", "note": "overlooked",
    }  # fmt: skip
    told = client.post(f"/articles/{key}/events", data=form, headers=token).json()
    assert (told["kind"], told["author"], told["note"], told["event"]["review"]) == (
        "added", "tester", "overlooked", "added",
    )  # fmt: skip
    (event,) = (one.event for one in chronicle.browser.events_of(key) if one.review == "added")
    assert (event.id, event.type, event.mentions) == (told["events"][0], "AID", (Span(3, 9),))
    assert (event.time.edtf, event.aux, event.confidence) == ("2023-09-27", ("future",), 1.0)
    assert [(one.code, one.sector, one.span) for one in event.actors] == [("IRN", "GOV", Span(0, 4))]
    assert [one.span for one in event.sources] == [Span(0, 4)]
    assert event.place is not None
    assert (event.place.name, event.place.country) == ("تهران", "IRN")
    page = client.get(f"/articles/{key}?lang=en").text
    assert f'id="{event.id}"' in page
    assert ">added</span>" in page
    assert client.post(f"/decisions/{told['number']}/undo", headers=token).json()["kind"] == "none"
    assert not chronicle.browser.there([event.id])
    page = client.get(f"/articles/{key}?lang=en").text
    assert f'id="{event.id}"' not in page
    assert f"/events/{event.id}" not in page
    assert "overlooked" in page, "the trail keeps what was taken back"
    assert f"/events/{event.id}" not in client.get("/review").text, "the trail leads to nothing that is gone"
    again = client.post(f"/decisions/{told['number'] + 1}/undo", headers=token).json()
    assert (again["kind"], again["events"]) == ("added", [event.id])
    assert chronicle.browser.there([event.id])
    done = client.post(f"/decisions/{again['number']}/undo", data={"token": site.token})
    assert (done.status_code, done.headers["location"]) == (303, "/review")


def test_after_adding_the_page_goes_to_the_event(
    client: TestClient, chronicle: Chronicle, site: Site, key: str
) -> None:
    done = client.post(f"/articles/{key}/events?lang=en", data=MISSED | {"token": site.token})
    (event,) = (one.event.id for one in chronicle.browser.events_of(key) if one.review == "added")
    assert (done.status_code, done.headers["location"]) == (303, f"/articles/{key}?lang=en#{event}")


@pytest.mark.parametrize(
    ("changed", "said"),
    [({"type": ""}, "type:"), ({"mentions-0-start": ""}, "mentions:"), ({"mentions-0-end": "99999"}, "mentions-0:"),
     ({"date": "1402-13-40"}, ""), ({"modes": "aerial"}, "modes:")],
)  # fmt: skip
def test_what_is_no_event_is_not_added(
    client: TestClient, chronicle: Chronicle, token: dict[str, str], key: str, changed: dict[str, str], said: str
) -> None:
    answer = client.post(f"/articles/{key}/events", data=MISSED | changed, headers=token)
    assert answer.status_code == 400
    assert answer.json()["detail"].startswith(said)
    assert list(chronicle.decisions()) == []


def test_the_form_of_an_event_is_described(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    for path in ("/articles/{key}/events", "/events/{event}/mend"):
        (form,) = paths[path]["post"]["requestBody"]["content"].values()
        assert {"type", "mentions", "actors", "date", "aux", "sources", "place"} <= form["schema"]["properties"].keys()


def test_what_waits_is_kept_once_whoever_asks(tmp_path: Path) -> None:
    waiting = Waiting()
    told = as_reading(Document("a", ARTICLE, None, None, None, "fa", None))
    pending = waiting.put([told, LeftOut("b", "is empty")])
    assert waiting.take(f"../{pending.key}") is None
    assert waiting.take(pending.key) == pending
    assert waiting.take(pending.key) is None
    keys = [waiting.put([told]).key for _ in range(MOST + 1)]
    assert waiting.take(keys[0]) is None
    assert waiting.take(keys[1]) is not None


@pytest.mark.parametrize(
    "form",
    [{"type": "X"}, {"modes": "aerial"}, {"date": "1402-13-40"}, {"date": "../.."}, {"calendar": "x", "date": "1402"},
     {"actors": "1", "actors-0-start": "x", "actors-0-end": "3"},
     {"actors": "1", "actors-0-start": "5", "actors-0-end": "3"},
     {"actors": "1", "actors-0-start": "0", "actors-0-end": "99999"}, {"mentions": "1"},
     {"actors": "1", "actors-0-start": "0", "actors-0-end": "3", "actors-0-code": "<>!"},
     {"actors": "1", "actors-0-start": "0", "actors-0-end": "3", "actors-0-code": "IRN", "actors-0-sector": "x"},
     {"place": "1", "place-start": "0", "place-end": "4", "place-country": "12"}],
)  # fmt: skip
def test_a_mend_that_makes_no_event_says_which_field(
    client: TestClient, chronicle: Chronicle, token: dict[str, str], event: str, form: dict[str, str]
) -> None:
    answer = client.post(f"/events/{event}/mend", data=form, headers=token)
    assert answer.status_code == 400
    assert answer.json()["detail"]
    assert list(chronicle.decisions()) == []


def test_stories_are_joined_split_and_both_taken_back(
    client: TestClient, chronicle: Chronicle, token: dict[str, str]
) -> None:
    one, other = (
        next(report.event.id for report in chronicle.browser.events_of(chronicle.document(name).key)) for name in "ad"
    )
    size = len(chronicle.story(one).reports)
    assert client.post(f"/stories/{one}/join", data={"other": other}, headers=token).json()["kind"] == "join"
    joined = chronicle.story(one)
    assert {one, other} <= {report.event.id for report in joined.reports} | {
        copy.event for report in joined.reports for copy in report.copies
    }
    assert client.post("/decisions/1/undo", headers=token).json()["kind"] == "split"
    assert len(chronicle.story(one).reports) == size
    client.post(f"/stories/{one}/join", data={"other": other}, headers=token)
    whole = chronicle.story(one)
    assert client.post(f"/stories/{one}/split", data={"event": [other]}, headers=token).json()["kind"] == "split"
    assert chronicle.story(other).id != chronicle.story(one).id
    number = list(chronicle.decisions())[-1].number
    assert client.post(f"/decisions/{number}/undo", headers=token).json()["kind"] == "join"
    assert chronicle.story(one).id == whole.id


def test_a_pasted_text_is_read_and_kept_only_when_told_to(
    client: TestClient, chronicle: Chronicle, token: dict[str, str], site: Site
) -> None:
    form = {"text": ARTICLE, "title": "تماس تلفنی", "published": "1402-07-05", "outlet": "خودم"}
    page = client.post("/add", data=form | {"token": site.token})
    assert page.status_code == 200
    assert 'class="s ' in page.text
    assert chronicle.stats().documents == 4, "nothing is kept yet"
    told = client.post("/add", data=form, headers=token).json()
    assert told["readings"][0]["events"]
    kept = client.post(f"/add/{told['key']}/keep", headers=token).json()
    assert kept[0]["became"] == "added"
    assert chronicle.stats().documents == 5
    assert client.post(f"/add/{told['key']}/keep", headers=token).status_code == 404
    assert client.get(f"/articles/{kept[0]['key']}").status_code == 200


def test_files_are_read_whatever_their_names_say(client: TestClient, token: dict[str, str]) -> None:
    files = [
        ("files", ("../../../etc/passwd", ARTICLE.encode())),
        ("files", ("a.jsonl", b'{"id": "x", "text": "%s"}\nno json' % ARTICLE.replace("\n", " ").encode())),
        ("files", ("binary.txt", bytes(range(256)) * 9)),
    ]
    told = client.post("/add", files=files, headers=token).json()
    assert [reading["id"] for reading in told["readings"]] == ["passwd", "x"]
    assert len(told["left_out"]) == 2
    assert all("/tmp" not in one for one in told["left_out"])
    assert client.post(f"/add/{told['key']}/drop", headers=token).status_code == 303


@pytest.mark.parametrize(
    "form", [{}, {"text": " "}, {"text": "x", "published": "gestern"}, {"text": "This is English. " * 20}]
)
def test_what_cannot_be_read_says_why(client: TestClient, token: dict[str, str], form: dict[str, str]) -> None:
    answer = client.post("/add", data=form, headers=token)
    assert answer.status_code == 400
    assert answer.json()["detail"]


def test_decisions_with_script_in_them_are_shown_as_text(
    client: TestClient, chronicle: Chronicle, site: Site, token: dict[str, str]
) -> None:
    site.author = SCRIPT
    event = next(iter(chronicle.search())).event.id
    done = client.post(f"/events/{event}/review", data={"verdict": "right", "note": SCRIPT}, headers=token)
    assert done.status_code == 200
    page = client.get("/review").text
    assert "&lt;script&gt;" in page
    assert Dangers(page).found == []


def test_changes_send_to_our_own_pages(client: TestClient, chronicle: Chronicle, site: Site) -> None:
    event = next(iter(chronicle.search())).event.id
    for after in ("//evil.example", "https://evil.example", "\r\nlocation: x"):
        done = client.post(f"/events/{event}/review", data={"token": site.token, "verdict": "right", "after": after})
        assert done.status_code == 303
        assert re.match(r"/review(\?|$)", done.headers["location"])
