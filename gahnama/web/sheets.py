"""The pages that list something, as CSV: what the page shows, filtered as it is."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import chain, islice
from typing import Any

from fastapi import APIRouter
from fastapi.responses import StreamingResponse

from gahnama.export import export
from gahnama.export.cells import plain, unformula
from gahnama.records import Report
from gahnama.web import kept
from gahnama.web.pages import Filtered, Key, Level, Said
from gahnama.web.site import Site, TheSite

_CHUNK = 500
router = APIRouter(default_response_class=StreamingResponse)


@router.get("/stories.csv", tags=["stories"])
def stories(site: TheSite, filters: Filtered) -> StreamingResponse:
    """All events that are found, by their days."""
    return _events("stories", site.chronicle.search(filters.query))


@router.get("/timeline.csv", tags=["drawings"])
def timeline(site: TheSite, filters: Filtered) -> StreamingResponse:
    """The events of a timeline and those without a day, by their days."""
    return _events("timeline", site.chronicle.search(filters.query))


@router.get("/map.csv", tags=["drawings"])
def map_(site: TheSite, filters: Filtered) -> StreamingResponse:
    """The events of a map and those without a place, by their days."""
    return _events("map", site.chronicle.search(filters.query))


@router.get("/stories/{identifier}.csv", tags=["stories"])
def story(site: TheSite, identifier: str) -> StreamingResponse:
    """The reports of a story."""
    return _events("story", site.chronicle.story(identifier).reports)


@router.get("/articles/{key}.csv", tags=["articles"])
def article(site: TheSite, key: str) -> StreamingResponse:
    """The events of an article, in the order of its text."""
    return _events("article", site.chronicle.browser.events_of(site.chronicle.document(key).key))


@router.get("/review.csv", tags=["review"])
def review(site: TheSite, filters: Filtered) -> StreamingResponse:
    """The whole queue: all unreviewed events, the most uncertain first."""
    return _events("review", _queue(site, filters))


@router.get("/decisions.csv", tags=["review"])
def decisions(site: TheSite) -> StreamingResponse:
    """All decisions, the oldest first."""
    head = ("number", "kind", "events", "others", "author", "at", "note")
    rows = (
        (one.number, one.kind, "; ".join(one.events), "; ".join(one.others), one.author, one.at, one.note)
        for one in site.chronicle.decisions()
    )
    return _table("decisions", head, rows)


@router.get("/facets.csv", tags=["stories"])
def facets(site: TheSite, filters: Filtered) -> StreamingResponse:
    """The counts beside the list of stories."""
    counts = kept.facets(site, filters).counts
    rows = ((name, value, number) for name, some in counts.items() for value, number in some)
    return _table("facets", ("facet", "value", "events"), rows)


@router.get("/network.csv", tags=["drawings"])
def network(site: TheSite, filters: Filtered, said: Said, level: Level = "") -> StreamingResponse:
    """The dyads of a network: who did how much to whom."""
    drawn = kept.network(site, filters, said, level)
    labels = {knot["key"]: knot["label"] for knot in drawn["knots"]}
    rows = (
        (tie["one"], labels[tie["one"]], tie["other"], labels[tie["other"]],
         "conflict" if tie["conflict"] else "cooperation", tie["deeds"])
        for tie in drawn["ties"]
    )  # fmt: skip
    return _table("network", ("one", "one_name", "other", "other_name", "class", "deeds"), rows)


@router.get("/actors.csv", tags=["actors"])
def actor(site: TheSite, said: Said, key: Key) -> StreamingResponse:
    """The partners of an actor year by year; year 0: those of no year."""
    found = kept.actor(site, key, said)
    rows = (
        (found["key"], one["key"], one["label"], year["year"], year["cooperation"], year["conflict"])
        for one in found["partners"]
        for year in one["years"]
    )
    return _table("actor", ("actor", "partner", "partner_name", "year", "cooperation", "conflict"), rows)


def _queue(site: Site, filters: Filtered) -> Iterator[Report]:
    behind: str | None = None
    while True:
        reports, behind = site.chronicle.browser.queue(filters.query, behind, _CHUNK)
        yield from reports
        if behind is None:
            return


def _events(name: str, reports: Iterable[Report]) -> StreamingResponse:
    """Reports as ``gahnama export --format csv`` writes them."""
    rest = iter(reports)
    first = list(islice(rest, 1))  # a question that can't be asked is refused before the answer begins
    return _answer(name, _written(chain(first, rest)))


def _written(rest: Iterator[Report]) -> Iterator[str]:
    first = True
    while (some := list(islice(rest, _CHUNK))) or first:
        file = BytesIO()
        export(some, "csv", file)
        told = file.getvalue().decode("utf-8")
        yield told if first else told.partition("\n")[2]
        first = False


def _table(name: str, head: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> StreamingResponse:
    """A head line and rows; text such that no spreadsheet runs it."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(head)
    writer.writerows([unformula(plain(one)) if isinstance(one, str) else one for one in row] for row in rows)
    return _answer(name, iter([file.getvalue()]))


def _answer(name: str, told: Iterator[str]) -> StreamingResponse:
    return StreamingResponse(
        told,
        media_type="text/csv; charset=utf-8",
        headers={"content-disposition": f'attachment; filename="{name}.csv"'},
    )
