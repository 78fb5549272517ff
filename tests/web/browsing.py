"""A browser over chronicles that are served by a process of their own: Debian's Chromium, driven by Playwright."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from gahnama.records import Query
from gahnama.store import Chronicle
from gahnama.web.site import STATIC

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
AXE = STATIC / "vendor" / "axe.min.js"
SETTLED = """() => document.fonts.status === "loaded"
  && (!document.querySelector("#timeline, #map") || document.querySelector(".drawing[data-ready]"))
  && (!document.querySelector("#facets") || document.querySelector("#facets .found"))
  && !document.querySelector(".htmx-request, .htmx-settling")"""
"""Whether a page has fetched and drawn all that it fetches and draws."""


def demand_browser() -> Any:
    """Playwright's module; without Chromium or axe-core the test is skipped, or fails where CI is set."""
    say: Callable[[str], Any] = pytest.fail if os.environ.get("CI") else pytest.skip
    if not Path(CHROMIUM).exists():
        say(f"no Chromium at {CHROMIUM}: sh tools/install-chromium.sh, or apt install chromium")
    if not AXE.exists():
        say("no axe-core: python tools/vendor.py --tests")
    try:
        from playwright import sync_api
    except ModuleNotFoundError:
        say("no Playwright: pip install --editable '.[browser]'")
    return sync_api


@contextmanager
def opened(browser: Any, address: str, **options: Any) -> Iterator[Any]:
    """A page that fails on any error in it, any answer that is one, and any request to elsewhere."""
    context = browser.new_context(base_url=address, reduced_motion="reduce", **options)
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda told: wrong.append(told.text) if told.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda asked: None if asked.url.startswith(f"{address}/") else wrong.append(asked.url))
    page.on("response", lambda answer: wrong.append(answer.url) if answer.status >= 400 else None)
    yield page
    context.close()
    assert wrong == [], wrong


def visit(page: Any, path: str, lang: str = "fa") -> None:
    """Goes to a page in a language, and waits until it is whole."""
    name, mark, rest = path.partition("#")
    page.goto(f"{name}{'&' if '?' in name else '?'}lang={lang}{mark}{rest}")
    page.wait_for_function(SETTLED)


def serious(page: Any) -> list[str]:
    """What axe finds that is serious or critical. It is run in a world of its own, which the page's policy allows."""
    session = page.context.new_cdp_session(page)
    frame = session.send("Page.getFrameTree")["frameTree"]["frame"]["id"]
    world = session.send("Page.createIsolatedWorld", {"frameId": frame})["executionContextId"]
    asked = {"contextId": world, "awaitPromise": True, "returnByValue": True}
    session.send("Runtime.evaluate", asked | {"expression": AXE.read_text(encoding="utf-8") + ";0"})
    found = session.send("Runtime.evaluate", asked | {"expression": 'axe.run({resultTypes: ["violations"]})'})
    session.detach()
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:200]} {one['nodes'][0].get('failureSummary', '')}"
        for one in found["result"]["value"]["violations"]
        if one["impact"] in ("serious", "critical")
    ]


def paths_of(chronicle: Path) -> dict[str, str]:
    """Every page by its name: the story with the most reports, the article with the most events."""
    with Chronicle.open(chronicle, create=False) as found:
        line = found.browser.lines(Query(), "reports").items[0]
        events = {one.key: found.browser.events_of(one.key) for one in found.documents()}
        article = max(events, key=lambda key: len(events[key]))
        actor = found.browser.facets(Query()).counts["actor"][0][0]
    return {
        "stories": "/stories", "found": f"/stories?type={line.event.type}&sort=oldest",
        "story": f"/stories/{line.story}",
        "article": f"/articles/{article}#{events[article][0].event.id}", "timeline": "/timeline", "map": "/map",
        "network": "/network", "named": "/network?level=name", "actor": f"/actors?key={actor}", "review": "/review",
        "mend": "/review", "add": "/add", "about": "/about",
    }  # fmt: skip


def copied(chronicle: Path, folder: Path) -> Path:
    """A copy that a test may change."""
    return Path(shutil.copy(chronicle, folder / "chronicle.db"))
