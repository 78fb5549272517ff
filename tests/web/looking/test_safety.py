"""What hostile texts, addresses and pages of other sites try."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from gahnama.records import Query
from gahnama.store import Chronicle
from gahnama.web import guard
from gahnama.web.app import create
from gahnama.web.site import Site
from tests.web.conftest import BASE, SCRIPT, TEXT
from tests.web.dangers import Dangers

FILTERS = ("q", "actor", "recipient", "dyad", "type", "mode", "place", "from", "to", "status", "outlet", "confidence",
           "review", "sort", "after")  # fmt: skip
SQL = (
    "' OR 1=1 --",
    '" OR ""="',
    "'; DROP TABLE documents; --",
    "1) UNION SELECT text FROM documents --",
    "%",
    "x:' OR '1'='1",
)


def paths(chronicle: Chronicle) -> list[str]:
    evil = chronicle.document(SCRIPT)
    stories = [f"/stories/{line.story}" for line in chronicle.browser.lines(Query()).items]
    event = chronicle.browser.events_of(evil.key)[0].event.id
    return [
        *stories, f"/articles/{evil.key}", "/stories", "/facets", "/timeline", "/map", "/network",
        "/network?level=name",
        f"/actors?key={SCRIPT}", f"/review?event={event}", "/review", "/add", "/about", f"/stories?q={SCRIPT}",
        f"/stories?outlet={SCRIPT}", f"/stories?sort={SCRIPT}", f"/{SCRIPT}", f"/stories/{SCRIPT}",
        f"/stories?from={SCRIPT}",
        f"/stories?lang={SCRIPT}", '/stories?q="onmouseover="alert(1)', f"/articles/{SCRIPT}",
    ]  # fmt: skip


@pytest.mark.parametrize("lang", ["", "en"])
def test_no_page_runs_what_a_text_or_an_address_says(client: TestClient, chronicle: Chronicle, lang: str) -> None:
    for path in paths(chronicle):
        answer = client.get(path + (f"{'&' if '?' in path else '?'}lang={lang}" if lang else ""))
        assert answer.headers["content-type"].startswith("text/html"), path
        assert SCRIPT not in answer.text, path
        assert Dangers(answer.text).found == [], path


def test_an_address_of_a_document_is_a_link_only_if_it_leads_to_the_web(
    client: TestClient, chronicle: Chronicle
) -> None:
    assert 'href="https://example.org/a"' in client.get(f"/articles/{chronicle.document('a').key}").text
    assert "javascript:" not in client.get(f"/articles/{chronicle.document(SCRIPT).key}").text


@pytest.mark.parametrize(
    "path", ["/stories", "/stories.json", "/nowhere", "/static/gahnama.css", "/openapi.json", "/add"]
)
def test_every_answer_says_what_the_browser_must_not_do(client: TestClient, path: str) -> None:
    answer = client.get(path)
    for name, value in guard.HEADERS.items():
        assert answer.headers[name] == value
    assert "unsafe" not in answer.headers["content-security-policy"]


def test_an_error_in_the_program_is_a_page_that_tells_nothing_of_it(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gahnama.web.kept.stats", lambda site: 1 // 0)
    client = TestClient(create(site, {"testserver"}), base_url=BASE, raise_server_exceptions=False)
    for path, kind in (("/about", "text/html"), ("/about.json", "application/json")):
        answer = client.get(path)
        assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (500, kind)
        assert "Division" not in answer.text
        assert answer.headers["content-security-policy"] == guard.POLICY


def test_pages_hold_nothing_that_the_policy_would_stop(client: TestClient) -> None:
    for path in ("/stories", "/timeline", "/map", "/network", "/review", "/add", "/about"):
        page = client.get(path).text
        assert not re.search(r"<style|<script(?![^>]*\ssrc=)|\sstyle=|\son\w+=", page), path


@pytest.mark.parametrize(
    "host", ["evil.example", "testserver.evil.example", "testserver:81", "", "127.0.0.1", "testserver@evil.example"]
)
def test_names_that_are_not_ours_are_not_answered(client: TestClient, host: str) -> None:
    for path in ("/stories", "/stories.json", "/static/gahnama.css"):
        assert client.get(path, headers={"host": host}).status_code == 421


CHANGES = ("/events/{event}/review", "/events/{event}/mend", "/articles/a/events", "/stories/s{event}/join",
           "/stories/s{event}/split", "/decisions/1/undo", "/add", "/add/x/keep", "/add/x/drop")  # fmt: skip
FORMS = {"verdict": "wrong", "other": "x", "event": "x", "text": "x"}


@pytest.mark.parametrize("path", CHANGES)
def test_nothing_changes_without_our_token(client: TestClient, chronicle: Chronicle, site: Site, path: str) -> None:
    event = next(iter(chronicle.search())).event.id
    address = path.format(event=event)
    for headers, form in (
        ({}, FORMS),
        ({"x-gahnama-token": "wrong"}, FORMS),
        ({}, FORMS | {"token": "wrong"}),
        ({"x-gahnama-token": site.token, "origin": "https://evil.example"}, FORMS),
        ({"x-gahnama-token": site.token, "origin": "null"}, FORMS),
        ({"x-gahnama-token": site.token, "sec-fetch-site": "cross-site"}, FORMS),
        ({"x-gahnama-token": site.token, "sec-fetch-site": "same-site"}, FORMS),
    ):
        assert client.post(address, data=form, headers=headers).status_code == 403
    assert list(chronicle.decisions()) == []


def test_only_get_head_and_post(client: TestClient) -> None:
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"):
        assert client.request(method, "/stories").status_code == 405
    assert client.get("/events/e0/review").status_code in (404, 405)


def test_a_chronicle_for_reading_is_only_read(chronicle: Chronicle) -> None:
    site = Site(chronicle, read_only=True)
    reader = TestClient(create(site, {"testserver"}), base_url="http://testserver", follow_redirects=False)
    assert reader.post("/add", data={"token": site.token, "text": "x"}).status_code == 403
    for path in ("/stories", "/review", "/add", "/stories/" + next(iter(chronicle.stories())).id):
        page = reader.get(path)
        assert page.status_code == 200
        assert 'method="post"' not in page.text
        assert site.token not in page.text


SHEETS = ("/stories.csv", "/timeline.csv", "/map.csv", "/network.csv", "/facets.csv", "/review.csv")


@pytest.mark.parametrize("name", FILTERS)
def test_sql_in_a_filter_is_only_text(client: TestClient, chronicle: Chronicle, name: str) -> None:
    lists = ("/stories.json", "/facets.json", "/timeline.json", "/map.json", "/network.json", "/review.json")
    for path, value in ((path, value) for path in (*lists, *SHEETS) for value in SQL):
        answer = client.get(path, params={name: value})
        assert answer.status_code in (200, 400, 422), path
        if answer.status_code == 200 and path == "/stories.json" and name not in ("sort", "after", "q"):
            assert answer.json()["items"] == []
    assert chronicle.stats().documents == 4


@pytest.mark.parametrize(
    "path", ["/actors.json?key=", "/actors.csv?key=", "/actors?key=", "/network.json?level=", "/review?event="]
)
def test_sql_in_what_is_no_filter_is_only_text_too(client: TestClient, chronicle: Chronicle, path: str) -> None:
    for value in SQL:
        answer = client.get(path + quote(value))
        assert answer.status_code in (200, 404, 422), value
        assert TEXT[:20] not in answer.text
    assert chronicle.stats().documents == 4


@pytest.mark.parametrize(
    "path",
    ["/static/../site.py", "/static/%2e%2e/site.py", "/static/..%2fsite.py", "/static//etc/passwd",
     "/static/vendor/../../site.py",
     "/articles/..%2f..%2fetc%2fpasswd", "/static/%5c..%5csite.py", "/static/%00"],
)  # fmt: skip
def test_no_path_leads_out(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code in (400, 404)
    assert "root:" not in answer.text
    assert "Chronicle" not in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example",
        "//evil.example/",
        "/?next=//evil.example",
        "/stories/?next=https://evil.example",
        "/%2f%2fevil.example",
    ],
)
def test_nothing_sends_the_browser_elsewhere(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert not re.match(r"(https?:)?//", answer.headers.get("location", "/"))


def test_what_is_too_large_is_refused_before_it_is_read(
    client: TestClient, token: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "LARGEST_REQUEST", 10_000)
    assert client.post("/add", data={"text": "x" * 20_000}, headers=token).status_code == 413
    for length in ("-1", "x", "99999999999999999999"):
        assert client.post("/add", content=b"x", headers=token | {"content-length": length}).status_code == 413

    files = [("files", ("large.txt", b"x" * 20_000))]
    assert client.post("/add", files=files, headers=token).status_code == 413

    def endless() -> object:
        for _ in range(100):
            yield b"text=" + b"x" * 1000

    form = {"content-type": "application/x-www-form-urlencoded"}
    assert client.post("/add", content=endless(), headers=token | form).status_code in (400, 413)  # type: ignore[arg-type]
