"""The application: pages, changes, files, and what an error looks like. Yields an ASGI application."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import version
from typing import TYPE_CHECKING

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from gahnama.errors import GahnamaError, InputError
from gahnama.web import changes, pages, sheets
from gahnama.web.adding import Waiting
from gahnama.web.guard import Guard, TooLarge
from gahnama.web.site import STATIC, Site

if TYPE_CHECKING:
    from starlette.types import ASGIApp


def create(site: Site, hosts: Iterable[str]) -> ASGIApp:
    """The application of a site. ``hosts``: what the Host of a request may say, in small letters, with the port."""
    app = FastAPI(
        title="Gahnama",
        version=version("gahnama"),
        description="The chronicle of the news as JSON. Changes need the token that the pages carry.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json",
        redirect_slashes=False,
    )
    app.state.site = site
    app.state.waiting = Waiting()
    for router in (sheets.router, pages.router):
        app.include_router(router, responses={400: {"description": "The question can't be asked so."}})
    if not site.read_only:
        app.include_router(
            changes.router,
            responses={
                400: {"description": "The change can't be made so."},
                403: {"description": "The request did not come from our page."},
                404: {"description": "There is no such thing."},
            },
        )
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for kind, handler in ((GahnamaError, _refused), (HTTPException, _http), (RequestValidationError, _unfit),
                          (TooLarge, _too_large), (Exception, _failed)):  # fmt: skip
        app.add_exception_handler(kind, handler)  # type: ignore[arg-type]
    return Guard(app, hosts, site.read_only)


def _refused(request: Request, error: GahnamaError) -> Response:
    missing = isinstance(error, InputError) and "there is no such" in str(error)
    return _answer(request, 404 if missing else 400 if isinstance(error, InputError) else 503, str(error))


def _http(request: Request, error: HTTPException) -> Response:
    site: Site = request.app.state.site
    told = {403: "forged", 404: "not-found", 413: "too-large"}.get(error.status_code)
    if told is None or _for_programs(request):
        return _answer(request, error.status_code, str(error.detail))
    return site.page(request, "error.html", error.status_code, reason=None, told=told)


def _unfit(request: Request, error: RequestValidationError) -> Response:
    reasons = [f"{one['loc'][-1] if one['loc'] else 'request'}: {one['msg']}" for one in error.errors()]
    return _answer(request, 422, "; ".join(reasons))


def _too_large(request: Request, error: TooLarge) -> Response:
    return _answer(request, 413, "too large")


def _failed(request: Request, error: Exception) -> Response:
    """The server's log has the error; the page says no more than that."""
    if _for_programs(request):
        return _answer(request, 500, "something is wrong in the program; its log says what")
    site: Site = request.app.state.site
    return site.page(request, "error.html", 500, reason=None, told="internal")


def _answer(request: Request, status: int, reason: str) -> Response:
    if _for_programs(request):
        return JSONResponse({"detail": reason}, status)
    site: Site = request.app.state.site
    return site.page(request, "error.html", status, reason=reason, told=None)


def _for_programs(request: Request) -> bool:
    """Whether a program asks: by the address, or by what it accepts."""
    return request.url.path.endswith((".json", ".csv")) or "application/json" in request.headers.get("accept", "")
