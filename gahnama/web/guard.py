"""What every request passes through: whose it is, how large it is, and what the answer forbids the browser.

A page of another site may make this browser send requests here, so a request is taken only when its Host is one of ours
(against rebinding of names), and a change only from our own pages (Origin, Sec-Fetch-Site, and a token in them).
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_REQUEST = 20_000_000
"""Bytes of one request: a few hundred articles."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
SAFE = ("GET", "HEAD")


class TooLarge(Exception):
    """A request's body goes on beyond ``LARGEST_REQUEST``."""


class Guard:
    """ASGI middleware around the whole application. ``hosts``: what Host may say, in small letters, with the port."""

    def __init__(self, app: ASGIApp, hosts: Iterable[str], read_only: bool) -> None:
        self._app = app
        self._hosts = frozenset(hosts)
        self._read_only = read_only

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuses what is not ours; lets the rest through, with the headers."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        begun = False

        async def sent(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                answer = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    answer[name] = value
                answer.setdefault("cache-control", "no-cache")
            await send(message)

        refused = self._refused(scope, headers)
        if refused is not None:
            await refused(scope, receive, sent)
            return
        taken = 0

        async def received() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > LARGEST_REQUEST:
                raise TooLarge
            return message

        try:
            await self._app(scope, received, sent)
        except TooLarge:
            if not begun:
                await _answer(413, "too large")(scope, receive, sent)

    def _refused(self, scope: Scope, headers: Headers) -> PlainTextResponse | None:
        host = headers.get("host", "").lower()
        if host not in self._hosts or len(headers.getlist("host")) != 1:
            return _answer(421, "this server does not answer to that name; use the address that gahnama serve printed")
        length = headers.get("content-length", "0")
        if not (length.isascii() and length.isdigit()) or int(length[:12]) > LARGEST_REQUEST:
            return _answer(413, f"more than {LARGEST_REQUEST // 1_000_000} MB; send less at a time")
        if scope["method"] in SAFE:
            return None
        if scope["method"] != "POST":
            return _answer(405, "not allowed", {"allow": "GET, HEAD, POST"})
        if self._read_only:
            return _answer(403, "this chronicle is open for reading only")
        origin, site = headers.get("origin"), headers.get("sec-fetch-site", "same-origin")
        if site != "same-origin" or (origin is not None and origin.lower() != f"http://{host}"):
            return _answer(403, "the request comes from another site")
        return None


def same_token(one: str, other: str) -> bool:
    """Whether two tokens are the same, in a time that says nothing of where they differ."""
    return hmac.compare_digest(one.encode("utf-8", "surrogatepass"), other.encode("utf-8", "surrogatepass"))


def _answer(status: int, reason: str, headers: dict[str, str] | None = None) -> PlainTextResponse:
    return PlainTextResponse(f"{reason}\n", status, headers)
