"""What all pages share: the chronicle, the templates, what was computed before. Yields HTMLResponse."""

from __future__ import annotations

import getpass
import secrets
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Annotated, Any, TypeVar, cast
from urllib.parse import urlsplit

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from gahnama.datafile import load_yaml
from gahnama.language import DECISIONS, FOLDER, languages
from gahnama.model import Document, Event
from gahnama.ontology import load_ontology
from gahnama.records import Query
from gahnama.store import Chronicle
from gahnama.store.browse import SORTS
from gahnama.web.filters import address
from gahnama.web.texts import LANGUAGES, Texts, texts

T = TypeVar("T")
STATIC = Path(__file__).parent / "static"
PAGES = ("stories", "timeline", "map", "network", "review", "add", "about")
_KEPT = 256
_LONGEST_HEADING = 200


@dataclass
class Site:
    """One chronicle as a site. ``author``: who decides what is decided here."""

    chronicle: Chronicle
    read_only: bool = False
    author: str = field(default_factory=getpass.getuser)
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))

    def __post_init__(self) -> None:
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = Lock()
        self._environment = Environment(
            loader=PackageLoader("gahnama.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
            lstrip_blocks=True,
        )  # fmt: skip
        self._environment.globals.update(
            pages=PAGES,
            quad=quad,
            happened=happened,
            plover=load_ontology().plover,
            external=external,
            heading=heading,
            ruled=ruled,
        )

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What ``make`` gives, computed once as long as the chronicle stays as it is."""
        whole = (key, self.chronicle.browser.stamp())
        with self._lock:
            if whole in self._kept:
                self._kept.move_to_end(whole)
                return cast(T, self._kept[whole])
        made = make()
        with self._lock:
            self._kept[whole] = made
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return made

    def warm(self) -> None:
        """Makes what the first questions would wait for: templates, names, the statements of lists."""
        for name in self._environment.list_templates():
            self._environment.get_template(name)
        for code in LANGUAGES:
            texts(code).label("")
        for sort in SORTS:
            self.chronicle.browser.lines(Query(), sort, size=1)

    def page(self, request: Request, name: str, status: int = 200, **values: Any) -> HTMLResponse:
        """A page, or a part of one, in the language that the address asks for."""
        lang = language(request.query_params.get("lang", LANGUAGES[0]))
        said = texts(lang)

        def url(path: str, **parameters: object) -> str:
            told = {key.rstrip("_"): str(value) for key, value in parameters.items() if value not in (None, "")}
            return address(path, told | ({"lang": lang} if lang != LANGUAGES[0] else {}))

        other = next(code for code in LANGUAGES if code != lang)
        here = {key: value for key, value in request.query_params.items() if key != "lang"}
        html = self._environment.get_template(name).render(
            t=said, lang=lang, url=url, site=self, path=request.url.path, here=here,
            elsewhere=address(request.url.path, here | ({"lang": other} if other != LANGUAGES[0] else {})),
            other=texts(other), **values,
        )  # fmt: skip
        return HTMLResponse(html, status)


def language(told: str) -> str:
    """The language of a page; Persian where none that there is was asked for."""
    return told if told in LANGUAGES else LANGUAGES[0]


async def said_in(lang: str = LANGUAGES[0]) -> Texts:
    """The Texts that the address asks for."""
    return texts(language(lang))


async def the_site(request: Request) -> Site:
    """The site of a request."""
    return cast(Site, request.app.state.site)


async def author(request: Request) -> str:
    """Who decides. The one place to ask: signing in would answer here."""
    return (await the_site(request)).author


TheSite = Annotated[Site, Depends(the_site)]
Author = Annotated[str, Depends(author)]


def quad(type_: str) -> int:
    """PLOVER's quad class of a type: 1 and 2 cooperation, 3 and 4 conflict; odd ones verbal, even ones material."""
    return load_ontology().plover.quads.get(type_, 0)


def happened(event: Event) -> tuple[str, ...]:
    """The statuses of an event."""
    return event.aux or ("happened",)


def ruled(entry: str, code: str) -> tuple[str, str] | None:
    """The name of a decision of the codebook and what it says, for an entry of an event that is one."""
    says = _decisions(code).get(entry)
    return (entry.partition(":")[2].replace("-", " "), says) if says else None


@cache
def _decisions(code: str) -> dict[str, str]:
    """What the decisions of a language say, by what events name them; of its data this file alone is read."""
    path = FOLDER / code / "events" / DECISIONS
    if code not in languages() or not path.exists():
        return {}
    return {f"decision:{one['id']}": str(one["says"]) for one in load_yaml(path)}


def heading(document: Document) -> str:
    """What an article is shown under: its title, else its first line where more follow, else its name."""
    first, _, more = document.text.lstrip().partition("\n")
    return document.title or (first.strip() if more.strip() and len(first) <= _LONGEST_HEADING else document.id)


def external(told: str | None) -> str | None:
    """An address that may stand behind a link: of the web, nothing that runs; None for others."""
    if not told:
        return None
    try:
        parts = urlsplit(told.strip())
    except ValueError:
        return None
    return told.strip() if parts.scheme in ("http", "https") and parts.netloc else None
