"""The pages to look at, each also as JSON."""

from __future__ import annotations

import re
from importlib.metadata import version
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from gahnama.language import languages
from gahnama.model import Span
from gahnama.ontology import load_ontology
from gahnama.records import REVIEWS, STATUSES, Report, report_dict, story_dict
from gahnama.store.browse import SORTS
from gahnama.web import kept, plain
from gahnama.web.adding import MOST_FILES, SUFFIXES
from gahnama.web.filters import LONGEST, Filters, address, asked_for
from gahnama.web.guard import LARGEST_REQUEST
from gahnama.web.highlight import ROLES, pieces, stances
from gahnama.web.mending import BLANK
from gahnama.web.site import Site, TheSite, said_in
from gahnama.web.texts import Texts

PAGE = 30
router = APIRouter()
Filtered = Annotated[Filters, Depends(asked_for)]
Said = Annotated[Texts, Depends(said_in)]
Sort = Annotated[str, Query(max_length=20)]
After = Annotated[str, Query(max_length=100)]
Key = Annotated[str, Query(max_length=LONGEST)]
Level = Annotated[str, Query(pattern="^(|country|name)$")]


@router.get("/", include_in_schema=False)
def home(request: Request) -> RedirectResponse:
    """To the stories."""
    return RedirectResponse(address("/stories", dict(request.query_params)))


# --- stories


@router.get("/stories", response_class=HTMLResponse, include_in_schema=False)
def stories(
    request: Request, site: TheSite, filters: Filtered, said: Said, sort: Sort = SORTS[0], after: After = ""
) -> HTMLResponse:
    """The list of stories."""
    page = site.chronicle.browser.lines(filters.query, sort, after or None, PAGE)
    part = "_lines.html" if request.headers.get("hx-target") == "lines" else "stories.html"
    return site.page(request, part, lines=page, filters=filters, sort=sort, sorts=SORTS, after=after, **_choices())


@router.get("/stories.json", tags=["stories"], response_model=dict[str, Any])
def stories_json(site: TheSite, filters: Filtered, sort: Sort = SORTS[0], after: After = "") -> Response:
    """A page of stories; `after` of the answer is what the next page is asked for with."""
    return plain.answer(plain.lines(site.chronicle.browser.lines(filters.query, sort, after or None, PAGE)))


@router.get("/facets", response_class=HTMLResponse, include_in_schema=False)
def facets(request: Request, site: TheSite, filters: Filtered, said: Said) -> HTMLResponse:
    """Counts beside the list."""
    return site.page(request, "_facets.html", facets=kept.facets(site, filters), filters=filters)


@router.get("/facets.json", tags=["stories"])
def facets_json(site: TheSite, filters: Filtered) -> dict[str, Any]:
    """How much is found, and how it is spread."""
    return plain.facets(kept.facets(site, filters))


@router.get("/stories/{identifier}.json", tags=["stories"])
def story_json(site: TheSite, identifier: str) -> dict[str, Any]:
    """A story: each field's values with who gives them, the reports, why they are one story."""
    return story_dict(site.chronicle.story(identifier), site.chronicle.joins(identifier))


@router.get("/stories/{identifier}", response_class=HTMLResponse, include_in_schema=False)
def story(request: Request, site: TheSite, identifier: str, said: Said) -> HTMLResponse:
    """A story: its accounts side by side."""
    found = site.chronicle.story(identifier)
    number = {
        event: place
        for place, report in enumerate(found.reports, 1)
        for event in (report.event.id, *(copy.event for copy in report.copies))
    }
    decisions = _about(site, set(number))
    return site.page(
        request,
        "story.html",
        story=found,
        stances={report.event.id: _stances(site, report) for report in found.reports},
        number=number,
        joins=site.chronicle.joins(identifier),
        joined=_joined(decisions),
        **_trail(site, decisions),
    )


# --- articles


@router.get("/articles/{key}.json", tags=["articles"])
def article_json(site: TheSite, key: str) -> dict[str, Any]:
    """A document and its events as they are shown; offsets are code points into `text`."""
    stored = site.chronicle.document(key)
    return {
        "key": stored.key,
        "text": stored.document.text,
        "names": list(stored.names),
        "version": stored.version,
        "copies": list(stored.copies),
        "events": [report_dict(report) for report in site.chronicle.browser.events_of(stored.key)],
        "attributions": site.chronicle.reading(stored.key).to_dict()["attributions"] if stored.version else [],
    }


@router.get("/articles/{key}", response_class=HTMLResponse, include_in_schema=False)
def article(request: Request, site: TheSite, key: str, said: Said) -> HTMLResponse:
    """An article, its spans marked."""
    stored = site.chronicle.document(key)
    reports = site.chronicle.browser.events_of(stored.key)
    events = [report.event for report in reports]
    by_id = {event.id: event for event in events}
    attributions = site.chronicle.reading(stored.key).attributions if reports else ()
    return site.page(
        request,
        "article.html",
        stored=stored,
        document=stored.document,
        reports=reports,
        events=events,
        by_id=by_id,
        stances={event.id: stances(event, attributions) for event in events},
        reviews={report.event.id: report.review for report in reports},
        stories={report.event.id: report.story for report in reports},
        pieces=pieces(stored.document.text, events),
        roles=ROLES,
        adding=stored.version is not None and not site.read_only,
        blank=BLANK,
        returns=_returns(stored.document.text),
        codes=_countries(said) | said.codes,
        **_trail(site, _about(site, site.chronicle.browser.ids(stored.key))),
    )


@router.get("/events/{event}", include_in_schema=False)
def event(request: Request, site: TheSite, event: str) -> RedirectResponse:
    """To an event in its article."""
    report = site.chronicle.browser.report(event)
    return RedirectResponse(f"{address(f'/articles/{report.key}', dict(request.query_params))}#{report.event.id}")


# --- drawings


@router.get("/timeline", response_class=HTMLResponse, include_in_schema=False)
def timeline(request: Request, site: TheSite, filters: Filtered, said: Said) -> HTMLResponse:
    """The timeline; its list comes behind it."""
    return _drawn(request, site, filters, "timeline.html")


@router.get("/timeline.json", tags=["drawings"], response_model=dict[str, Any])
def timeline_json(site: TheSite, filters: Filtered, said: Said) -> Response:
    """Marks of a timeline: event, type, first and last day as ordinals or null, status, doer, to whom, review."""
    return plain.answer(kept.timeline(site, filters, said))


@router.get("/map", response_class=HTMLResponse, include_in_schema=False)
def map_(request: Request, site: TheSite, filters: Filtered, said: Said) -> HTMLResponse:
    """The map."""
    return _drawn(request, site, filters, "map.html")


@router.get("/map.json", tags=["drawings"])
def map_json(site: TheSite, filters: Filtered, said: Said) -> dict[str, Any]:
    """Marks of a map: spots, and events at them."""
    return kept.places(site, filters, said)


@router.get("/countries.json", include_in_schema=False)
def countries_json(said: Said) -> dict[str, str]:
    """The names of countries by their codes, to label a map with."""
    return _countries(said)


@router.get("/network", response_class=HTMLResponse, include_in_schema=False)
def network(request: Request, site: TheSite, filters: Filtered, said: Said, level: Level = "") -> HTMLResponse:
    """Who does what to whom."""
    return site.page(
        request,
        "network.html",
        net=kept.network(site, filters, said, level),
        filters=filters,
        level=level,
        **_choices(),
    )


@router.get("/network.json", tags=["drawings"])
def network_json(site: TheSite, filters: Filtered, said: Said, level: Level = "") -> dict[str, Any]:
    """The same: knots with positions from 0 to 1, and ties."""
    return kept.network(site, filters, said, level)


@router.get("/actors.json", tags=["actors"])
def actor_json(site: TheSite, said: Said, key: Key) -> dict[str, Any]:
    """An actor by a country's code, an id or a name: partners, roles and deeds by year."""
    return kept.actor(site, key, said)


@router.get("/actors", response_class=HTMLResponse, include_in_schema=False)
def actor(request: Request, site: TheSite, said: Said, key: Key) -> HTMLResponse:
    """An actor."""
    found = actor_json(site, said, key)
    page = site.chronicle.browser.lines(Filters(actor=key).query, size=10)
    return site.page(request, "actor.html", actor=found, lines=page)


# --- review


@router.get("/review", response_class=HTMLResponse, include_in_schema=False)
def review(
    request: Request, site: TheSite, filters: Filtered, said: Said, after: After = "", event: Key = ""
) -> HTMLResponse:
    """The queue, the most uncertain events first; or one event by its id."""
    if event:
        reports = [site.chronicle.browser.report(event)]
        behind: str | None = site.chronicle.browser.behind(reports[0])
    else:
        reports, behind = site.chronicle.browser.queue(filters.query, after or None)
    report = reports[0] if reports else None
    return site.page(
        request,
        "review.html",
        report=report,
        around=_around(report) if report else (),
        stances=_stances(site, report) if report else {},
        returns=_returns(report.document.text) if report else (),
        codes=_countries(said) | said.codes,
        behind=behind,
        after=after,
        filters=filters,
        **_trail(site, _newest(site, 20)),
        roles=ROLES,
    )


@router.get("/review.json", tags=["review"])
def review_json(site: TheSite, filters: Filtered, after: After = "") -> dict[str, Any]:
    """The next unreviewed events, the most uncertain first."""
    reports, behind = site.chronicle.browser.queue(filters.query, after or None, PAGE)
    return {"items": [report_dict(report) for report in reports], "after": behind}


@router.get("/decisions.json", tags=["review"])
def decisions_json(site: TheSite) -> list[dict[str, Any]]:
    """All decisions, the oldest first: nothing is overwritten."""
    return [plain.decision(one) for one in site.chronicle.decisions()]


@router.get("/add", response_class=HTMLResponse, include_in_schema=False)
def add(request: Request, site: TheSite, said: Said) -> HTMLResponse:
    """The form to add with."""
    return site.page(request, "add.html", languages=languages())


@router.get("/add.json", tags=["about"])
def add_json() -> dict[str, Any]:
    """What can be added from the page: languages that are read, kinds of files, bytes and files at a time."""
    return {"languages": languages(), "files": list(SUFFIXES), "bytes": LARGEST_REQUEST, "most_files": MOST_FILES}


# --- about


@router.get("/about", response_class=HTMLResponse, include_in_schema=False)
def about(request: Request, site: TheSite, said: Said) -> HTMLResponse:
    """What this is, what it holds, by which codebook, under which licence."""
    return site.page(request, "about.html", stats=kept.stats(site), version=version("gahnama"))


@router.get("/about.json", tags=["about"])
def about_json(site: TheSite) -> dict[str, Any]:
    """Counts, versions, licences."""
    stats = kept.stats(site)
    return {
        "gahnama": version("gahnama"),
        "documents": stats.documents,
        "events": stats.events,
        "stories": stats.stories,
        "decisions": stats.decisions,
        "first": str(stats.first) if stats.first else None,
        "last": str(stats.last) if stats.last else None,
        "types": stats.types,
        "outlets": stats.outlets,
        "versions": stats.versions,
        "codebook": "PLOVER 2.0, CC BY-SA 4.0",
        "licence": "Apache-2.0",
    }


def _choices() -> dict[str, Any]:
    return {"statuses": STATUSES, "reviews": REVIEWS}


def _drawn(request: Request, site: Site, filters: Filters, name: str) -> HTMLResponse:
    page = site.chronicle.browser.lines(filters.query, size=PAGE)
    return site.page(request, name, filters=filters, lines=page, sort=SORTS[0], sorts=SORTS, after="", **_choices())


def _about(site: Site, events: set[str]) -> list[Any]:
    return [one for one in site.chronicle.decisions() if events & {*one.events, *one.others}]


def _trail(site: Site, decisions: list[Any]) -> dict[str, Any]:
    """What the audit trail shows."""
    return {"decisions": decisions, "there": site.chronicle.browser.there([one.events[0] for one in decisions])}


def _joined(decisions: list[Any]) -> dict[tuple[str, str], int]:
    """For each pair of events that people put together the number of the decision that holds."""
    held: dict[tuple[str, str], int] = {}
    for one in decisions:
        for left, right in ((left, right) for left in one.events for right in one.others):
            pair = (min(left, right), max(left, right))
            if one.kind == "join":
                held[pair] = one.number
            elif one.kind == "split":
                held.pop(pair, None)
    return held


def _newest(site: Site, count: int) -> list[Any]:
    return list(site.chronicle.decisions())[-count:][::-1]


def _countries(said: Texts) -> dict[str, str]:
    return {thing.id: said.label(thing.id) for thing in load_ontology().things.values() if thing.kind == "country"}


def _returns(text: str) -> list[int]:
    """Where lines end with two characters (CR LF), as the text of a browser's field counts, which keeps one of them."""
    return [found.start() - before for before, found in enumerate(re.finditer("\r\n", text))]


def _stances(site: Site, report: Report) -> dict[Span, str]:
    return stances(report.event, site.chronicle.reading(report.key).attributions) if report.event.sources else {}


def _around(report: Report) -> list[Any]:
    """The lines of the text that the event is told in, with one before and behind, in pieces."""
    text, mentions = report.document.text, report.event.mentions
    start = text.rfind("\n", 0, max(0, mentions[0].start - 200)) + 1
    end = text.find("\n", min(len(text), mentions[0].end + 200))
    start, end = max(start, mentions[0].start - 500, 0), len(text) if end < 0 else end
    return pieces(text, [report.event], start, min(end, mentions[0].end + 500))
