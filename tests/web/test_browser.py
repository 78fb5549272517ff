"""A browser walks through every page, and does what a person would do there.

Three chronicles: one made by hand, one of the project's own articles, and one of articles that are not part of it (the
folder that GAHNAMA_DATA names; skipped where there is none).
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from gahnama.settings import data_folder
from gahnama.store import Chronicle
from gahnama.web.process import serving
from tests.web.browsing import CHROMIUM, SETTLED, copied, demand_browser, opened, paths_of, serious, visit
from tests.web.conftest import TEXT, reading

CHRONICLES = ("own", "corpus")
PLACE = """(places) => {
  const field = document.getElementById("whole");
  const twin = document.createElement("div");
  const look = getComputedStyle(field);
  for (const name of ["direction", "font", "lineHeight", "padding", "border", "width", "boxSizing", "wordSpacing"])
    twin.style[name] = look[name];
  const box = field.getBoundingClientRect();
  Object.assign(twin.style, { position: "absolute", whiteSpace: "pre-wrap", overflowWrap: "break-word",
    left: `${box.left + scrollX}px`, top: `${box.top + scrollY}px` });
  twin.textContent = field.value;
  document.body.append(twin);
  const found = places.map((place) => {
    const range = document.createRange();
    range.setStart(twin.firstChild, place);
    range.setEnd(twin.firstChild, place);
    const at = range.getBoundingClientRect();
    return [at.left, at.top + at.height / 2];
  });
  twin.remove();
  return found;
}"""
"""Where letters of the text field stand: a field can't be asked, a twin of it can."""
ARTICLES = 40
"""Of each outlet of the corpus."""
PAGES = (
    "stories", "found", "story", "article", "timeline", "map", "network", "named", "actor", "review", "mend", "add",
    "about",
)  # fmt: skip


@pytest.fixture(scope="module")
def playwright() -> Any:
    """Playwright's module."""
    return demand_browser()


@pytest.fixture(scope="module")
def browser(playwright: Any) -> Iterator[Any]:
    with playwright.sync_playwright() as running:
        started = running.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def chronicles(filled: Path, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Makes a chronicle by its name, once."""
    made = {"made": filled}

    def chronicle(name: str) -> Path:
        if name not in made:
            folder: Path = tmp_path_factory.mktemp(name)
            sources = [root / "evaluation" / "articles.jsonl"] if name == "own" else [corpus(folder)]
            with Chronicle.open(folder / "chronicle.db") as adding:
                for _ in adding.add(sources):
                    pass
            made[name] = folder / "chronicle.db"
        return made[name]

    return chronicle


def corpus(folder: Path) -> Path:
    """Some articles of each outlet of the corpus, as one file."""
    shared = data_folder()
    files = sorted((shared / "corpus").glob("*.jsonl.gz")) if shared else []
    if not files:
        pytest.skip("no corpus: GAHNAMA_DATA names no folder with corpus/*.jsonl.gz (default: ../shared)")
    with (folder / "some.jsonl").open("w", encoding="utf-8") as some:
        for path in files:
            with gzip.open(path, "rt", encoding="utf-8") as lines:
                some.writelines(islice(lines, ARTICLES))
    return folder / "some.jsonl"


@pytest.fixture(scope="module")
def served(chronicles: Callable[[str], Path]) -> Iterator[Callable[[str], tuple[str, dict[str, str]]]]:
    """Where a chronicle that nobody changes is served, and its pages; by its name."""
    running: dict[str, tuple[str, dict[str, str]]] = {}
    with ExitStack() as stack:

        def at(name: str) -> tuple[str, dict[str, str]]:
            if name not in running:
                path = chronicles(name)
                running[name] = stack.enter_context(serving(path)), paths_of(path)
            return running[name]

        yield at


@pytest.fixture
def copy(filled: Path, tmp_path: Path) -> Path:
    """The chronicle made by hand, to be changed."""
    return copied(filled, tmp_path)


@pytest.fixture
def page(browser: Any, copy: Path) -> Iterator[Any]:
    """A page of a chronicle of its own."""
    with serving(copy) as address, opened(browser, address, viewport={"width": 1280, "height": 900}) as shown:
        yield shown


@pytest.fixture
def looking(browser: Any, served: Any) -> Iterator[Any]:
    """A page of the chronicle made by hand, which must not be changed."""
    with opened(browser, served("made")[0], viewport={"width": 1280, "height": 900}) as shown:
        yield shown


@pytest.fixture
def paths(served: Any) -> dict[str, str]:
    """The pages of the chronicle made by hand."""
    found: dict[str, str] = served("made")[1]
    return found


@pytest.mark.parametrize("lang", ["fa", "en"])
@pytest.mark.parametrize("chronicle", CHRONICLES)
@pytest.mark.parametrize("name", PAGES)
def test_each_page_is_whole_accessible_and_fits(
    browser: Any, served: Any, chronicle: str, name: str, lang: str
) -> None:
    address, paths = served(chronicle)
    schemes = ("light", "dark") if lang == "fa" else ("dark", "light")
    for width, scheme in zip((1920, 360), schemes, strict=True):
        with opened(browser, address, viewport={"width": width, "height": 900}, color_scheme=scheme) as page:
            visit(page, paths[name], lang)
            if name == "mend":
                page.keyboard.press("m")
                assert page.locator("#event-form").is_visible()
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"wider than {width} px"
            assert page.evaluate("getComputedStyle(document.body).direction") == ("rtl" if lang == "fa" else "ltr")
            brand, tongue = (page.locator(one).bounding_box() for one in (".brand", ".tongue"))
            assert (brand["x"] > tongue["x"]) == (lang == "fa"), "the page begins where its language begins"
            assert page.evaluate("document.fonts.check('16px Vazirmatn')")
            assert serious(page) == [], f"{width} {scheme}"


@pytest.mark.parametrize("chronicle", CHRONICLES)
def test_articles_are_reviewed_by_keys_and_undone(
    browser: Any, chronicles: Callable[[str], Path], chronicle: str, tmp_path: Path
) -> None:
    path = copied(chronicles(chronicle), tmp_path)
    with serving(path) as address, opened(browser, address, viewport={"width": 1280, "height": 900}) as page:
        visit(page, "/review")
        first = page.get_attribute("#queue", "data-event")
        for key, goes_on in (("r", True), ("u", False), ("w", True), ("u", False), ("s", True)):
            with page.expect_navigation():
                page.keyboard.press(key)
            assert (page.get_attribute("#queue", "data-event") != first) == goes_on, key
    with Chronicle.open(path) as opened_again:
        assert [one.kind for one in opened_again.decisions()] == ["right", "none", "wrong", "none"]


def test_the_facets_come_and_lead_to_filtered_lists(looking: Any) -> None:
    visit(looking, "/stories")
    looking.locator("#facets a", has_text="گفت‌وگو").first.click()
    looking.wait_for_url("**/stories?type=CONSULT")
    assert looking.locator(".line").count() >= 1
    assert looking.locator(".line .kind .q1").count() == looking.locator(".line").count()


def test_an_article_shows_the_event_of_what_has_the_focus(looking: Any, paths: dict[str, str]) -> None:
    visit(looking, paths["article"])
    mention = looking.locator(".s[role=button]").first
    mention.focus()
    shown = looking.locator(".card.on")
    assert shown.count() >= 1
    assert "consult-didar" in looking.locator(".cards").inner_text()
    assert looking.locator(".s.on").count() >= 2
    looking.keyboard.press("Shift+Tab")
    assert looking.locator(".card.on").count() == 0
    mention.hover()
    assert looking.locator(".card.on").count() >= 1


def test_the_timeline_zooms_turns_its_calendar_and_lists_what_is_chosen(looking: Any, playwright: Any) -> None:
    visit(looking, "/timeline")
    looking.wait_for_selector("#timeline[data-ready]")
    assert looking.locator("#timeline path.mark").count() == 8
    persian = looking.locator("#timeline .axis text").all_text_contents()
    looking.select_option("#calendar", "gregorian")
    assert looking.locator("#timeline .axis text").all_text_contents() != persian
    for lanes in ("actor", "dyad", "all"):
        looking.select_option("#lanes", lanes)
        assert looking.locator("#timeline path.mark").count() == 8
    looking.click("#zoom-all")
    looking.focus("#timeline")
    for key in ("+", "+", "ArrowLeft", "ArrowRight", "-"):
        looking.keyboard.press(key)
    looking.keyboard.press("Enter")
    looking.wait_for_url("**from=*")
    looking.click("#zoom-all")
    looking.check("#brush")
    box = looking.locator("#timeline").bounding_box()
    looking.mouse.move(box["x"] + 5, box["y"] + 150)
    looking.mouse.down()
    looking.mouse.move(box["x"] + box["width"] - 5, box["y"] + 150, steps=5)
    with looking.expect_response("**/stories?*from=*"):
        looking.mouse.up()
    playwright.expect(looking.locator("#lines .line")).not_to_have_count(0)


def test_the_map_shows_places_and_its_slider_hides_days(looking: Any, playwright: Any) -> None:
    visit(looking, "/map")
    looking.wait_for_selector("#map[data-ready]")
    assert looking.locator("#map .cluster").count() == 1
    assert looking.locator("#map .disputed").get_attribute("d")
    assert "ایران" in looking.locator("#map .country").all_text_contents()
    looking.locator("#first").fill("1000")
    playwright.expect(looking.locator("#map .count")).not_to_have_text("۴")
    looking.locator("#first").fill("0")
    playwright.expect(looking.locator("#map .count")).to_have_text("۴")
    with looking.expect_response("**/stories?*place=tehran*"):
        looking.locator("#map [role=button]").press("Enter")


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
        page.click("#event-form button.primary")
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


def test_every_field_is_mended_and_marked_words_are_those_that_are_kept(page: Any, copy: Path) -> None:
    lines = f"پیش‌گفتار.\r\nبند دیگر 🙂.\r\n{TEXT}".replace("\n", "\r\n").replace("\r\r", "\r")
    with Chronicle.open(copy) as opened_first:
        key = opened_first.add_reading(reading("crlf", lines)).key
        meeting = next(one for one in opened_first.browser.events_of(key) if one.event.type == "CONSULT")

    def take(row: str, words: str) -> None:
        page.evaluate(
            """([words]) => {
              const whole = document.getElementById("whole");
              const at = whole.value.indexOf(words);
              whole.setSelectionRange(at, at + words.length);
            }""",
            [words],
        )
        page.locator(row).last.locator(".take").click()

    visit(page, f"/review?event={meeting.event.id}")
    page.keyboard.press("m")
    caret = page.evaluate("document.getElementById('whole').selectionStart")
    assert page.evaluate("document.getElementById('whole').value").index("با همتای ارمنی") == caret - 1, (
        "🙂 counts twice"
    )
    page.select_option("[name=type]", "ASSAULT")
    page.check("[data-modes-of=ASSAULT] [name=mode-drone]")
    page.fill("[name=date]", "1445-03")
    page.select_option("[name=calendar]", "lunar-hijri")
    page.check("[name=aux-hypothetical]")
    page.locator("[data-row=actors-1] .remove").click()
    page.fill("[name=actors-0-code]", "iraq"[:3])
    page.select_option("[name=actors-0-sector]", "MIL")
    for row, words in (("[data-row^=recipients]", "حمله به پل"), ("[data-row^=sources]", "ارتش"),
                       ("[data-row^=mentions]", "۱۲ تن کشته شدند"), ("[data-row^=mediators]", "بند دیگر"),
                       (".span-row:has([name=place-country])", "پل")):  # fmt: skip
        take(row, words)
    page.fill("[name=place-country]", "ARM")
    page.fill("#event-form [name=note]", "seen on the spot")
    with page.expect_navigation():
        page.click("#event-form button.primary")
    with Chronicle.open(copy) as opened_again:
        report = opened_again.browser.report(meeting.event.id)
        (decision,) = opened_again.decisions()
    event, quote = report.event, report.document.quote
    assert (report.review, decision.kind, decision.note) == ("mended", "mended", "seen on the spot")
    assert (event.type, event.modes, event.aux) == ("ASSAULT", ("drone",), ("hypothetical",))
    assert (str(event.time.earliest), str(event.time.latest)) == ("2023-09-16", "2023-10-15")
    assert [(one.code, one.sector, quote(one.span)) for one in event.actors] == [("IRA", "MIL", "وزیر خارجه ایران")]
    assert [quote(one.span) for one in event.recipients] == ["حمله به پل"]
    assert [quote(one.span) for one in event.sources] == ["ارتش"]
    assert [quote(one.span) for one in event.mediators] == ["بند دیگر"]
    assert quote(event.mentions[-1]) == "۱۲ تن کشته شدند"
    assert event.place is not None
    assert (quote(event.place.span), event.place.country) == ("پل", "ARM")
    with page.expect_navigation():
        page.keyboard.press("u")
    with Chronicle.open(copy) as opened_again:
        assert opened_again.browser.report(meeting.event.id).event == meeting.event


@pytest.mark.parametrize("lang", ["fa", "en"])
@pytest.mark.parametrize("hand", ["mouse", "keyboard"])
def test_a_missed_event_is_added_from_the_article(page: Any, copy: Path, lang: str, hand: str) -> None:
    with Chronicle.open(copy) as opened_first:
        key = opened_first.document("a").key
    words = "حمله به پل"

    def mark() -> None:
        """Marks the words in the field of the text: their first letter by a click or the arrow keys, then the rest."""
        at = page.locator("#whole").evaluate("(one, words) => one.value.indexOf(words)", words)
        if hand == "mouse":
            first, last = (page.evaluate(PLACE, [at, at + len(words)])[end] for end in (0, 1))
            page.mouse.move(*first)
            page.mouse.down()
            page.mouse.move(*last, steps=8)
            page.mouse.up()
        else:
            page.locator("#whole").focus()
            page.keyboard.press("Control+Home")
            for end, key in (("selectionStart", "ArrowLeft"), ("selectionEnd", "Shift+ArrowLeft")):
                place = at if end == "selectionStart" else at + len(words)
                while page.locator("#whole").evaluate(f"one => one.{end}") < place:
                    page.keyboard.press(key)  # to the left is onwards in a text from right to left
        chosen = page.locator("#whole").evaluate("one => one.value.slice(one.selectionStart, one.selectionEnd)")
        assert chosen == words

    def take(row: str) -> None:
        button = page.locator(row).last.locator(".take")
        button.click() if hand == "mouse" else button.press("Enter")

    visit(page, f"/articles/{key}", lang)
    page.keyboard.press("n") if hand == "keyboard" else page.click("#key-N")
    assert page.locator("#event-form").is_visible()
    assert page.evaluate("document.activeElement.id") == "whole"
    for row in ("[data-row^=mentions]", "[data-row^=recipients]", ".span-row:has([name=place-country])"):
        mark()
        take(row)
    if hand == "mouse":
        page.select_option("[name=type]", "ASSAULT")
    else:
        page.locator("[name=type]").focus()
        while page.locator("[name=type]").input_value() != "ASSAULT":
            page.keyboard.press("ArrowDown")
    page.check("[data-modes-of=ASSAULT] [name=mode-heavy-weapons]")
    page.fill("[name=date]", "1402/07/04")
    assert serious(page) == []
    with page.expect_navigation():
        page.locator("#event-form button.primary").press("Enter")
    page.wait_for_function(SETTLED)
    with Chronicle.open(copy) as opened_again:
        (report,) = (one for one in opened_again.browser.events_of(key) if one.review == "added")
        assert [one.kind for one in opened_again.decisions()] == ["added"]
    event = report.event
    assert [report.document.quote(span) for span in (*event.mentions, event.recipients[0].span)] == [words, words]
    assert event.place is not None
    assert (event.type, event.modes, event.place.name, event.time.edtf) == (
        "ASSAULT", ("heavy-weapons",), words, "2023-09-26",
    )  # fmt: skip
    assert page.url.endswith(f"#{event.id}")
    assert page.locator(f".card[data-e={event.id}].on").is_visible()
    with page.expect_navigation():
        page.locator("form[action*='/undo'] button").first.press("Enter")
    with Chronicle.open(copy) as opened_again:
        assert not opened_again.browser.there([event.id])


def test_the_queue_leads_to_the_form_of_a_missed_event(looking: Any) -> None:
    visit(looking, "/review")
    with looking.expect_navigation(url="**/articles/*#missed"):
        looking.keyboard.press("n")
    looking.wait_for_function(SETTLED)
    assert looking.locator("#event-form").is_visible()


def test_a_join_is_made_by_address_and_undone_on_the_page(page: Any, copy: Path) -> None:
    with Chronicle.open(copy) as opened_first:
        one, other = (opened_first.browser.events_of(opened_first.document(name).key)[0] for name in "ad")
    reports = len(opened_story(copy, one.event.id))
    visit(page, f"/stories/{one.story}")
    page.fill("[name=other]", f"{page.url.split('/stories/')[0]}/stories/{other.story}?lang=fa")
    with page.expect_navigation():
        page.locator("form[action$='/join'] button").click()
    assert len(opened_story(copy, one.event.id)) > reports
    with page.expect_navigation():
        page.locator("form[action*='/undo']", has_text="برگرداندن پیوند").first.locator("button").click()
    assert len(opened_story(copy, one.event.id)) == reports


def opened_story(path: Path, event: str) -> list[str]:
    """The events of a story."""
    with Chronicle.open(path) as found:
        return [report.event.id for report in found.story(event).reports]


def test_files_are_dropped_read_and_left(page: Any, root: Path, copy: Path) -> None:
    visit(page, "/add")
    text = (root / "examples" / "telephone-call.txt").read_text(encoding="utf-8")
    page.evaluate(
        """([text]) => {
          const moved = new DataTransfer();
          moved.items.add(new File([text], "call.txt", { type: "text/plain" }));
          const dropped = new DragEvent("drop", { dataTransfer: moved, cancelable: true });
          document.getElementById("add").dispatchEvent(dropped);
        }""",
        [text],
    )
    with page.expect_navigation():
        page.click("#add button.primary")
    assert page.locator(".card").count() >= 3
    with page.expect_navigation():
        page.locator("form[action*='/drop'] button").click()
    with Chronicle.open(copy) as opened_again:
        assert opened_again.stats().documents == 4


def test_a_timeline_of_thousands_is_painted_and_leads_to_its_events(looking: Any, served: Any) -> None:
    address, _ = served("made")
    told = looking.request.get(f"{address}/timeline.json").json()
    real = told["marks"][0]
    told["marks"] = [[real[0], real[1], 738000 + place, 738000 + place, *real[4:]] for place in range(5000)]
    looking.route("**/timeline.json*", lambda route: route.fulfill(json=told))
    visit(looking, "/timeline")
    assert looking.locator("#timeline path.mark").count() == 0
    painted = """() => {
      const canvas = document.querySelector("#timeline canvas");
      const points = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
      return points.some((value) => value > 0);
    }"""
    assert looking.evaluate(painted)
    looking.select_option("#lanes", "all")
    box = looking.locator("#timeline").bounding_box()
    looking.mouse.move(box["x"] + box["width"] / 2, box["y"] + 34 + 20 + 6)
    assert looking.locator("#timeline .tip").is_visible()
    with looking.expect_navigation(url="**/articles/*"):
        looking.mouse.down()
        looking.mouse.up()
