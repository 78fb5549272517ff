"""Pictures of every page of a chronicle, to be looked at: both languages, narrow and wide, light and dark.

    python tools/screenshots.py --chronicle chronicle.db --into FOLDER

Needs Debian's Chromium (or CHROMIUM=path) and: pip install --editable '.[browser]'. The pictures show the texts of the
chronicle: don't publish those of articles that aren't yours.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from gahnama.records import Query
from gahnama.store import Chronicle

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
WIDTHS = (360, 1920)


@contextmanager
def served(chronicle: Path) -> Iterator[str]:
    """The address at which the chronicle is served."""
    command = [sys.executable, "-m", "gahnama.cli", "serve", "--chronicle", str(chronicle), "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield process.stdout.readline().strip().rstrip("/")
    finally:
        process.terminate()
        process.wait()


def pages(chronicle: Path) -> dict[str, str]:
    """Every page by a name for its picture."""
    with Chronicle.open(chronicle, create=False) as opened:
        first = opened.browser.lines(Query(), "reports", size=1).items[0]
        actor = opened.browser.facets(Query()).counts["actor"][0][0]
    return {
        "stories": "/stories",
        "found": "/stories?type=ASSAULT&sort=oldest",
        "story": f"/stories/{first.story}",
        "article": f"/articles/{first.key}",
        "timeline": "/timeline",
        "map": "/map",
        "network": "/network",
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
                    page.goto(f"{address}{path}{'&' if '?' in path else '?'}lang={lang}")
                    page.wait_for_load_state("networkidle")
                    page.screenshot(path=into / f"{name}-{lang}-{width}-{scheme}.png", full_page=True)
            page.close()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--chronicle", type=Path, required=True)
    parser.add_argument("--into", type=Path, required=True)
    given = parser.parse_args()
    given.into.mkdir(parents=True, exist_ok=True)
    with served(given.chronicle) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        take(browser, address, pages(given.chronicle), given.into)
        browser.close()
    print(f"{len(list(given.into.glob('*.png')))} pictures in {given.into}")


if __name__ == "__main__":
    main()
