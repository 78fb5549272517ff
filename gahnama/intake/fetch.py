"""Fetches pages and feeds from the web, only when asked to: public addresses alone, robots respected. Yields bytes.

The address of a host is looked up once, judged, and connected to as it was judged, at every redirect anew: a name that
answers differently the second time (DNS rebinding) gains nothing.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import SplitResult, urljoin, urlsplit

from gahnama.errors import InputError
from gahnama.settings import LARGEST_INPUT

AGENT = "gahnama"
SECONDS = 20.0
"""Seconds for one connection or answer, and three times as much for a whole page."""
REDIRECTS = 5
PAUSE = 1.0
"""Seconds between two pages of one host."""
_PORTS = {"http": 80, "https": 443}
_ROBOTS = 500_000
_CHUNK = 65_536
_MOVED = (301, 302, 303, 307, 308)

Resolve = Callable[[str, int], list[str]]


def is_address(text: str) -> bool:
    """Whether a text is an address on the web."""
    return text.lower().startswith(("http://", "https://"))


def resolved(host: str, port: int) -> list[str]:
    """The IP addresses of a host."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise InputError(f"the host {host} is not found ({error}); check the address") from None
    return list(dict.fromkeys(str(row[4][0]) for row in found))


def public(address: str) -> bool:
    """Whether an IP address is of the public internet: no private, local, link-local, multicast or reserved one."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    return ip.is_global and not ip.is_multicast and (mapped is None or (mapped.is_global and not mapped.is_multicast))


@dataclass
class Fetcher:
    """Fetches, one page of a host at a time. Tests give ``resolve`` and ``allowed``: their host is not public."""

    resolve: Resolve = resolved
    allowed: Callable[[str], bool] = public
    pause: float = PAUSE
    _robots: dict[str, object] = field(default_factory=dict)
    _last: dict[str, float] = field(default_factory=dict)

    def fetch(self, url: str) -> tuple[bytes, str]:
        """The body behind an address, and the address at the end of its redirects. Raises InputError.

        No more than ``LARGEST_INPUT`` bytes, ``REDIRECTS`` redirects, and three times ``SECONDS``.
        """
        status, body, url = self._followed(url, LARGEST_INPUT, self._check)
        if status != http.client.OK:
            raise InputError(f"answers with {status} ({http.client.responses.get(status, 'unknown')}); try again later")
        return body, url

    def _followed(self, url: str, largest: int, check: Callable[[SplitResult], None]) -> tuple[int, bytes, str]:
        """Status, body and address at the end of the redirects, each of which is checked before it is fetched."""
        for _ in range(REDIRECTS + 1):
            parts = _parts(url)
            check(parts)
            status, headers, body = self._get(parts, largest)
            if status not in _MOVED or not headers.get("location"):
                return status, body, url
            url = urljoin(url, headers["location"])
        raise InputError(f"redirects more than {REDIRECTS} times; check the address")

    def _check(self, parts: SplitResult) -> None:
        if not self._may(parts):
            raise InputError("its robots.txt asks not to be read by programs; save the page by hand")

    def _may(self, parts: SplitResult) -> bool:
        """Whether the host's robots.txt lets this program read the path; one that can't be had forbids nothing."""
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._robots:
            try:
                from protego import Protego
            except ModuleNotFoundError:
                raise InputError("to read from the web: pip install 'gahnama[web-intake]'") from None
            status, body, _ = self._followed(f"{site}/robots.txt", _ROBOTS, lambda _: None)
            rules = body.decode("utf-8", "replace") if status == http.client.OK else ""
            closed = status in (http.client.UNAUTHORIZED, http.client.FORBIDDEN)
            self._robots[site] = Protego.parse("User-agent: *\nDisallow: /" if closed else rules)
        return bool(self._robots[site].can_fetch(parts.geturl(), AGENT))  # type: ignore[attr-defined]

    def _get(self, parts: SplitResult, largest: int) -> tuple[int, dict[str, str], bytes]:
        host, port = parts.hostname or "", parts.port or _PORTS[parts.scheme]
        addresses = self.resolve(host, port)
        if not addresses or not all(self.allowed(address) for address in addresses):
            raise InputError(f"the host {host} is not on the public internet; save the page and add the file")
        self._wait(host)
        end = time.monotonic() + 3 * SECONDS
        connection = _connection(parts.scheme, host, port, addresses[0])
        try:
            target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            connection.request("GET", target, headers={"User-Agent": AGENT, "Accept-Encoding": "identity"})
            answer = connection.getresponse()
            body = bytearray()
            while chunk := answer.read(_CHUNK):
                body += chunk
                if len(body) > largest:
                    raise InputError(f"is larger than {largest // 1_000_000} MB, too large for one page")
                if time.monotonic() > end:
                    raise InputError(f"took longer than {3 * SECONDS:.0f} s; try again later")
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, bytes(body)
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise InputError(f"can't be fetched ({str(error) or type(error).__name__}); try again later") from None
        finally:
            connection.close()

    def _wait(self, host: str) -> None:
        now = time.monotonic()
        rest = self._last.get(host, now - self.pause) + self.pause - now
        if rest > 0:
            time.sleep(rest)
        self._last[host] = time.monotonic()


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise InputError(f"is no address ({error}); check it") from None
    if parts.scheme not in _PORTS or not parts.hostname or parts.username is not None:
        raise InputError("is no address that can be read; give http:// or https:// and a host, without a password")
    if port is not None and port < 1:
        raise InputError("has no port that can be read; check it")
    return parts


def _connection(scheme: str, host: str, port: int, address: str) -> http.client.HTTPConnection:
    """A connection that goes to ``address`` and speaks to ``host``: the name is not looked up again."""
    made: http.client.HTTPConnection
    if scheme == "https":
        made = http.client.HTTPSConnection(host, port, timeout=SECONDS, context=ssl.create_default_context())
    else:
        made = http.client.HTTPConnection(host, port, timeout=SECONDS)
    made._create_connection = partial(_connect, address)  # type: ignore[attr-defined]
    return made


def _connect(address: str, asked: tuple[str, int], timeout: float, _: object = None) -> socket.socket:
    return socket.create_connection((address, asked[1]), timeout)
