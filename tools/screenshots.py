"""Pictures of every page of a chronicle, to be looked at: both languages, narrow and wide, light and dark.

    python tools/screenshots.py --into FOLDER                             of the project's own articles
    python tools/screenshots.py --into FOLDER --chronicle chronicle.db    of yours

Needs Debian's Chromium (or CHROMIUM=path) and: pip install --editable '.[browser]'. The pictures show the texts of the
chronicle: don't publish those of articles that aren't yours.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from gahnama.records import Query
from gahnama.store import Chronicle
from gahnama.web.process import serving

ROOT = Path(__file__).resolve().parent.parent
OWN = (ROOT / "evaluation" / "articles.jsonl", ROOT / "evaluation" / "stories" / "articles.jsonl")
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
WIDTHS = (360, 1920)


def own(path: Path) -> None:
    """A chronicle of the project's own articles, a few of its events decided."""
    with Chronicle.open(path) as opened:
        for _ in opened.add(OWN):
            pass
        reports = list(opened.search(Query()))
        for place, verdict in ((5, "right"), (9, "wrong"), (12, "right")):
            opened.review(reports[place].event.id, verdict, "Sara")
        stories = [story.id for story in opened.stories(Query(type="CONSULT"))]
        opened.join(stories[0], stories[1], "Sara", "one round of talks")


def pages(chronicle: Path) -> dict[str, str]:
    """Every page by a name for its picture."""
    with Chronicle.open(chronicle, create=False) as opened:
        first = opened.browser.lines(Query(), "reports", size=1).items[0]
        longest = max(opened.documents(), key=lambda one: len(opened.browser.events_of(one.key)))
        joined = next((one for one in opened.decisions() if one.kind == "join"), None)
        actor = opened.browser.facets(Query()).counts["actor"][0][0]
    return {
        "stories": "/stories",
        "found": "/stories?type=ASSAULT&sort=oldest",
        "story": f"/stories/{first.story}",
        **({"joined": f"/stories/{joined.events[0]}"} if joined else {}),
        "article": f"/articles/{longest.key}",
        "missed": f"/articles/{longest.key}#missed",
        "timeline": "/timeline",
        "map": "/map",
        "network": "/network",
        "named": "/network?level=name",
        "actor": f"/actors?key={actor}",
        "review": "/review",
        "add": "/add",
        "about": "/about",
        "error": "/nowhere",
    }


def take(browser: Browser, address: str, paths: dict[str, str], into: Path) -> None:
    """All pictures."""
    for width in WIDTHS:
        for scheme in ("light", "dark"):
            page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
            for lang in ("fa", "en"):
                for name, path in paths.items():
                    page.goto("about:blank")  # else one that differs after # alone is not loaded
                    asked, mark, place = path.partition("#")
                    page.goto(f"{address}{asked}{'&' if '?' in asked else '?'}lang={lang}{mark}{place}")
                    page.wait_for_load_state("networkidle")
                    shoot(page, into / f"{name}-{lang}-{width}-{scheme}.png")
                page.goto(f"{address}/review?lang={lang}")
                page.keyboard.press("m")
                shoot(page, into / f"mend-{lang}-{width}-{scheme}.png")
                page.goto(f"{address}/add?lang={lang}")
                page.fill("[name=text]", (ROOT / "examples" / "telephone-call.txt").read_text(encoding="utf-8"))
                page.click("#add button.primary")
                page.wait_for_selector("#keep")
                shoot(page, into / f"preview-{lang}-{width}-{scheme}.png")
            page.close()


def shoot(page: Page, into: Path) -> None:
    """A picture of the whole page."""
    page.wait_for_load_state("networkidle")
    page.screenshot(path=into, full_page=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--chronicle", type=Path)
    parser.add_argument("--into", type=Path, required=True)
    given = parser.parse_args()
    given.into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        chronicle = given.chronicle or Path(folder, "own.db")
        if given.chronicle is None:
            own(chronicle)
        with serving(chronicle) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            take(browser, address, pages(chronicle), given.into)
            browser.close()
    print(f"{len(list(given.into.glob('*.png')))} pictures in {given.into}")


if __name__ == "__main__":
    main()
