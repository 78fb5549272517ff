"""Looks through a page for what a browser would run."""

from __future__ import annotations

import re
from html.parser import HTMLParser


class Dangers(HTMLParser):
    """Everything in a page that a browser would run or fetch from elsewhere."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "script" and not (given.get("src") or "").startswith("/static/"):
            self.found.append(f"script {given}")
        for name, value in attrs:
            if name.startswith("on") or name == "style":
                self.found.append(f"{tag} {name}={value}")
            if name in ("href", "src", "action") and re.match(r"\s*(javascript|data|vbscript):", value or "", re.I):
                self.found.append(f"{tag} {name}={value}")
            if name in ("src", "action") and re.match(r"\s*(https?:)?//", value or ""):
                self.found.append(f"{tag} {name}={value}")
