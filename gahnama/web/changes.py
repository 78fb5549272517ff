"""What changes a chronicle from the page: review, mending, joining, splitting, undoing, adding. All by POST.

Every request carries the token of our pages, as the header ``X-Gahnama-Token`` or the form's field ``token``.
"""

from __future__ import annotations

import re
from typing import Annotated, Any

from fastapi import APIRouter, Depends, File, Form, Header, HTTPException, Request, Response, UploadFile
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, RedirectResponse

from gahnama.errors import InputError
from gahnama.intake.dates import parse_day
from gahnama.records import REVIEWS, Decision, report_dict
from gahnama.store import Chronicle
from gahnama.web import deciding, plain
from gahnama.web.adding import MOST_FILES, Pending, Waiting, pasted, read_file, read_text
from gahnama.web.filters import LONGEST, address
from gahnama.web.guard import same_token
from gahnama.web.highlight import ROLES, pieces, stances
from gahnama.web.mending import FIELDS, mended, missed
from gahnama.web.site import Author, Site, TheSite

_NOTE = 2_000
Short = Annotated[str, Form(max_length=LONGEST)]
Note = Annotated[str, Form(max_length=_NOTE)]


async def from_our_page(
    request: Request, site: TheSite, x_gahnama_token: Annotated[str, Header(max_length=LONGEST)] = ""
) -> None:
    """Refuses a change that does not carry the token of our pages."""
    token = x_gahnama_token or str((await request.form()).get("token", ""))
    if not same_token(token, site.token):
        raise HTTPException(403, "forged")


router = APIRouter(dependencies=[Depends(from_our_page)])


@router.post("/events/{event}/review", tags=["changes"])
def review(
    request: Request, site: TheSite, author: Author, event: str,
    verdict: Annotated[str, Form(pattern="^(right|wrong|none)$")], note: Note = "", after: Short = "",
) -> Response:  # fmt: skip
    """Says that an event is right or wrong, or takes back what was said."""
    site.chronicle.review(event, verdict, author, _clean(note))
    return _done(request, site, author, event, _queue(after))


_FORM = {
    "type": "object",
    "properties": {name: {"type": "string", "description": told} for name, told in FIELDS.items()},
    "additionalProperties": {"type": "string"},
}
_DESCRIBED = {"requestBody": {"content": {"application/x-www-form-urlencoded": {"schema": _FORM}}}}


@router.post("/events/{event}/mend", tags=["changes"], openapi_extra=_DESCRIBED)
async def mend(request: Request, site: TheSite, author: Author, event: str) -> Response:
    """Says what an event should be, field by field; a field that is not sent stays."""
    form = await _form(request)

    def work() -> Response:
        report = site.chronicle.browser.report(event)
        changed = mended(report.event, report.document, form)
        site.chronicle.mend(changed, author, _clean(form.get("note", ""))[:_NOTE])
        return _done(request, site, author, event, _queue(form.get("after", "")[:LONGEST]))

    return await run_in_threadpool(work)


@router.post("/articles/{key}/events", tags=["changes"], openapi_extra=_DESCRIBED)
async def add_event(request: Request, site: TheSite, author: Author, key: str) -> Response:
    """Adds an event that the reading of an article missed. `type` and `mentions` have to be there."""
    form = await _form(request)

    def work() -> Response:
        document = site.chronicle.document(key)
        note = _clean(form.get("note", ""))[:_NOTE]
        made = site.chronicle.add_event(document.key, missed(document.document, form), author, note)
        return _done(request, site, author, made.event.id, f"/articles/{document.key}", made.event.id)

    return await run_in_threadpool(work)


@router.post("/stories/{identifier}/join", tags=["changes"])
def join(request: Request, site: TheSite, author: Author, identifier: str, other: Short, note: Note = "") -> Response:
    """Puts two stories together; the other one by its id, or by the address of its page."""
    named = re.split("[?#]", other.strip())[0].rstrip("/").rpartition("/")[2]
    made = site.chronicle.join(identifier, named, author, _clean(note))
    return _done(request, site, author, identifier.removeprefix("s"), f"/stories/{made.id}")


@router.post("/stories/{identifier}/split", tags=["changes"])
def split(
    request: Request, site: TheSite, author: Author, identifier: str,
    event: Annotated[list[str], Form(max_length=MOST_FILES)], note: Note = "",
) -> Response:  # fmt: skip
    """Takes events out of a story, with the copies of their texts."""
    story = site.chronicle.story(identifier)
    apart = {copy.event for report in story.reports if report.event.id in event for copy in report.copies}
    site.chronicle.split(identifier, sorted({*event, *apart}), author, _clean(note))
    return _done(request, site, author, event[0], f"/stories/{event[0]}")


@router.post("/decisions/{number}/undo", tags=["changes"])
def undo(request: Request, site: TheSite, author: Author, number: int) -> Response:
    """Takes a decision back, by another one."""
    made = deciding.undo(site.chronicle, number, author)
    about = made.events[0]
    if made.kind in ("join", "split"):
        return _done(request, site, author, about, f"/stories/{about}")
    if site.chronicle.browser.there(made.events):
        return _done(request, site, author, about, "/review", event=about)
    return _done(request, site, author, about, "/review")


@router.post("/add", tags=["changes"])
async def add(
    request: Request, site: TheSite,
    text: Annotated[str, Form()] = "", title: Short = "", outlet: Short = "", url: Note = "",
    published: Short = "", files: Annotated[list[UploadFile] | None, File()] = None,
) -> Response:  # fmt: skip
    """Reads a text or files and shows the readings; nothing is kept before `/add/{key}/keep`."""
    sent = [(one.filename or "", await one.read()) for one in (files or [])[:MOST_FILES] if one.filename]

    def work() -> Response:
        when = parse_day(published) if published.strip() else None
        results: list[Any] = []
        if text.strip():
            told = text.replace("\r\n", "\n")
            results.append(read_text(pasted(told, title or None, when, outlet or None, url or None)))
        for name, raw in sent:
            results += read_file(name, raw, when)
        if not results:
            raise InputError("paste a text or choose a file first")
        pending = _waiting(request).put(results)
        if _wants_json(request):
            return _json(
                {
                    "key": pending.key,
                    "readings": [reading.to_dict() for reading in pending.readings],
                    "left_out": [str(one) for one in pending.left_out],
                }
            )
        return site.page(request, "preview.html", pending=pending, shown=_shown(pending), roles=ROLES)

    return await run_in_threadpool(work)


@router.post("/add/{key}/keep", tags=["changes"])
def keep(request: Request, site: TheSite, key: str) -> Response:
    """Keeps what was read."""
    pending = _waiting(request).take(key)
    if pending is None:
        raise HTTPException(404, "nothing waits under this key; read it again")
    added = [site.chronicle.add_reading(reading) for reading in pending.readings]
    kept = [one for one in added if one.became != "known"]
    if _wants_json(request):
        return _json([{"key": one.key, "became": one.became, "events": one.events} for one in added])
    if len(added) == 1:
        return _to(request, f"/articles/{added[0].key}")
    return site.page(request, "kept.html", added=added, kept=kept)


@router.post("/add/{key}/drop", tags=["changes"])
def drop(request: Request, site: TheSite, key: str) -> Response:
    """Forgets what was read."""
    _waiting(request).take(key)
    return _to(request, "/add")


def _waiting(request: Request) -> Waiting:
    waiting: Waiting = request.app.state.waiting
    return waiting


def _shown(pending: Pending) -> list[Any]:
    return [
        (
            reading,
            pieces(reading.document.text, reading.events),
            {event.id: event for event in reading.events},
            {event.id: stances(event, reading.attributions) for event in reading.events},
        )
        for reading in pending.readings[:MOST_FILES]
    ]


def _queue(after: str) -> str:
    return address("/review", {"after": after} if after else {})


async def _form(request: Request) -> dict[str, str]:
    return {key: value for key, value in (await request.form()).items() if isinstance(value, str)}


def _done(
    request: Request, site: Site, author: str, about: str, path: str, place: str = "", **parameters: str
) -> Response:
    """What ``author`` just decided ``about`` an event, as JSON for programs; for a browser the page to go on with, at a
    place in it."""
    if _wants_json(request):
        return _json(_told(site.chronicle, deciding.last(site.chronicle, about, author)))
    return _to(request, path, place, **parameters)


def _to(request: Request, path: str, place: str = "", **parameters: str) -> Response:
    lang = request.query_params.get("lang")
    parameters = parameters | ({"lang": "en"} if lang == "en" else {})
    joined = address("", parameters).lstrip("?")
    path = f"{path}{'&' if '?' in path else '?'}{joined}" if joined else path
    return RedirectResponse(f"{path}#{place}" if place else path, 303)


def _told(chronicle: Chronicle, decision: Decision) -> dict[str, Any]:
    reviewed = decision.kind in REVIEWS and chronicle.browser.there(decision.events)
    event = chronicle.browser.report(decision.events[0]) if reviewed else None
    return plain.decision(decision) | ({"event": report_dict(event)} if event else {})


def _wants_json(request: Request) -> bool:
    return "application/json" in request.headers.get("accept", "")


def _json(value: Any) -> Response:
    return JSONResponse(value)


def _clean(note: str) -> str:
    return "".join(letter for letter in note if letter.isprintable() or letter == "\n")
