"""A browser walks through every page: Debian's Chromium driven by Playwright. Run by ``make browser``.

Needs: pip install --editable '.[browser]', Chromium, and the third-party files (``python tools/vendor.py --tests``).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from gahnama.records import Query
from gahnama.store import Chronicle
from gahnama.web.site import STATIC

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
AXE = STATIC / "vendor" / "axe.min.js"
pytestmark = pytest.mark.skipif(
    not (Path(CHROMIUM).exists() and AXE.exists()),
    reason="no Chromium or no axe-core: make browser fetches what it needs",
)
sync_api = pytest.importorskip("playwright.sync_api", reason="no playwright: pip install --editable '.[browser]'")
PAGES = ("stories", "found", "story", "article", "timeline", "map", "network", "actor", "review", "add", "about")


@pytest.fixture(scope="module")
def copy(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("browser") / "chronicle.db"
    shutil.copy(filled, path)
    return path


@pytest.fixture(scope="module")
def address(copy: Path) -> Iterator[str]:
    """Where a process of its own serves the chronicle: what the first line of its output says."""
    command = [sys.executable, "-m", "gahnama.cli", "serve", "--chronicle", str(copy), "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    yield process.stdout.readline().strip().rstrip("/")
    process.terminate()
    process.wait()
    process.stdout.close()


@pytest.fixture(scope="module")
def paths(copy: Path) -> dict[str, str]:
    with Chronicle.open(copy) as opened:
        line = opened.browser.lines(Query(), "reports").items[0]
    return {
        "stories": "/stories", "found": "/stories?type=CONSULT", "story": f"/stories/{line.story}",
        "article": f"/articles/{line.key}", "timeline": "/timeline", "map": "/map", "network": "/network",
        "actor": "/actors?key=IRN", "review": "/review", "add": "/add", "about": "/about",
    }  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    """A page that fails the test on any error in it and on any request to elsewhere."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, base_url=address, reduced_motion="reduce")
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("console", lambda told: wrong.append(told.text) if told.type in ("error", "warning") else None)
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("request", lambda asked: None if asked.url.startswith(f"{address}/") else wrong.append(asked.url))
    opened.on("response", lambda answer: wrong.append(answer.url) if answer.status >= 400 else None)
    yield opened
    context.close()
    assert wrong == []


def visit(page: Any, path: str, lang: str = "fa") -> None:
    page.goto(f"{path}{'&' if '?' in path else '?'}lang={lang}")
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("lang", ["fa", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_each_page_is_whole_accessible_and_fits(page: Any, paths: dict[str, str], name: str, lang: str) -> None:
    for width, scheme in ((1920, "light"), (360, "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        visit(page, paths[name], lang)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"wider than {width} px"
        assert page.evaluate("getComputedStyle(document.body).direction") == ("rtl" if lang == "fa" else "ltr")
        brand, tongue = (page.locator(one).bounding_box() for one in (".brand", ".tongue"))
        assert (brand["x"] > tongue["x"]) == (lang == "fa"), "the page begins on the side where its language begins"
        assert page.evaluate("document.fonts.check('16px Vazirmatn')")
        assert serious(page) == [], f"{width} {scheme}"


def serious(page: Any) -> list[str]:
    """What axe finds that is serious or critical. It is run in a world of its own, which the page's policy allows."""
    session = page.context.new_cdp_session(page)
    frame = session.send("Page.getFrameTree")["frameTree"]["frame"]["id"]
    world = session.send("Page.createIsolatedWorld", {"frameId": frame})["executionContextId"]
    asked = {"contextId": world, "awaitPromise": True, "returnByValue": True}
    session.send("Runtime.evaluate", asked | {"expression": AXE.read_text(encoding="utf-8") + ";0"})
    found = session.send("Runtime.evaluate", asked | {"expression": "axe.run()"})["result"]["value"]
    session.detach()
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:200]} {one['nodes'][0].get('failureSummary', '')}"
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
    ]


def test_the_facets_come_and_lead_to_filtered_lists(page: Any) -> None:
    visit(page, "/stories")
    page.locator("#facets a", has_text="گفت‌وگو").first.click()
    page.wait_for_url("**/stories?type=CONSULT")
    assert page.locator(".line").count() >= 1
    assert page.locator(".line .kind .q1").count() == page.locator(".line").count()


def test_an_article_shows_the_event_of_what_has_the_focus(page: Any, paths: dict[str, str]) -> None:
    visit(page, paths["article"])
    mention = page.locator(".s[role=button]").first
    mention.focus()
    shown = page.locator(".card.on")
    assert shown.count() >= 1
    assert "consult-didar" in page.locator(".cards").inner_text()
    assert page.locator(".s.on").count() >= 2
    page.keyboard.press("Shift+Tab")
    assert page.locator(".card.on").count() == 0
    mention.hover()
    assert page.locator(".card.on").count() >= 1


def test_the_timeline_zooms_turns_its_calendar_and_lists_what_is_chosen(page: Any) -> None:
    visit(page, "/timeline")
    page.wait_for_selector("#timeline[data-ready]")
    assert page.locator("#timeline path.mark").count() == 8
    persian = page.locator("#timeline .axis text").all_text_contents()
    page.select_option("#calendar", "gregorian")
    assert page.locator("#timeline .axis text").all_text_contents() != persian
    for lanes in ("actor", "dyad", "all"):
        page.select_option("#lanes", lanes)
        assert page.locator("#timeline path.mark").count() == 8
    page.click("#zoom-all")
    page.focus("#timeline")
    for key in ("+", "+", "ArrowLeft", "ArrowRight", "-"):
        page.keyboard.press(key)
    page.keyboard.press("Enter")
    page.wait_for_url("**from=*")
    page.click("#zoom-all")
    page.check("#brush")
    box = page.locator("#timeline").bounding_box()
    page.mouse.move(box["x"] + 5, box["y"] + 150)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 5, box["y"] + 150, steps=5)
    with page.expect_response("**/stories?*from=*"):
        page.mouse.up()
    sync_api.expect(page.locator("#lines .line")).not_to_have_count(0)


def test_the_map_shows_places_and_its_slider_hides_days(page: Any) -> None:
    visit(page, "/map")
    page.wait_for_selector("#map[data-ready]")
    assert page.locator("#map .cluster").count() == 1
    assert page.locator("#map .disputed").get_attribute("d")
    assert "ایران" in page.locator("#map .country").all_text_contents()
    page.locator("#first").fill("1000")
    sync_api.expect(page.locator("#map .count")).not_to_have_text("۴")
    page.locator("#first").fill("0")
    sync_api.expect(page.locator("#map .count")).to_have_text("۴")
    with page.expect_response("**/stories?*place=tehran*"):
        page.locator("#map [role=button]").press("Enter")


def test_review_by_single_keys_mending_by_selection_and_undo(page: Any, copy: Path) -> None:
    def kinds() -> list[str]:
        with Chronicle.open(copy) as opened:
            return [one.kind for one in opened.decisions()]

    visit(page, "/review")
    first = page.get_attribute("#queue", "data-event")
    with page.expect_navigation():
        page.keyboard.press("r")
    assert page.get_attribute("#queue", "data-event") != first
    with page.expect_navigation():
        page.keyboard.press("u")
    assert page.get_attribute("#queue", "data-event") == first
    assert kinds() == ["right", "none"]
    with page.expect_navigation():
        page.keyboard.press("s")
    second = page.get_attribute("#queue", "data-event")
    assert second != first
    with page.expect_navigation():
        page.keyboard.press("w")
    visit(page, f"/review?event={first}")
    page.keyboard.press("m")
    page.evaluate("document.getElementById('whole').setSelectionRange(0, 0)")
    for _ in range(5):
        page.keyboard.press("Shift+ArrowLeft")  # to the left is onwards in a text from right to left
    chosen = page.locator("#whole").evaluate("one => one.value.slice(one.selectionStart, one.selectionEnd)")
    assert len(chosen) == 5
    row = page.locator("[data-row^=recipients]").last
    row.locator(".take").click()
    assert chosen in page.locator("[data-row^=recipients] output").all_text_contents()
    page.fill("[name=date]", "1402/07/05")
    with page.expect_navigation():
        page.click("#mend button.primary")
    assert kinds() == ["right", "none", "wrong", "mended"]
    with Chronicle.open(copy) as opened:
        report = opened.browser.report(first)
    assert report.event.time.edtf == "2023-09-27"
    assert chosen in [report.document.quote(one.span) for one in report.event.recipients]


def test_a_text_is_added_from_the_page(page: Any, root: Path, copy: Path) -> None:
    visit(page, "/add")
    page.fill("[name=text]", (root / "examples" / "telephone-call.txt").read_text(encoding="utf-8"))
    page.fill("[name=published]", "1402-07-05")
    with page.expect_navigation():
        page.click("#add button.primary")
    assert page.locator(".card").count() >= 3
    with page.expect_navigation():
        page.click("#keep")
    assert "/articles/" in page.url
    assert page.locator(".card").count() >= 3
