"""Feeds, WARC archives, Word files, and the web: what is read, and what is refused."""

from __future__ import annotations

import gzip
import io
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from gahnama.errors import InputError
from gahnama.intake import LeftOut, documents
from gahnama.intake import fetch as fetching
from gahnama.intake.fetch import Fetcher, public
from gahnama.model import Document

STORY = "وزیر خارجه ایران روز شنبه در تهران با همتای عراقی خود درباره مرز دو کشور دیدار و گفت‌وگو کرد. "
PAGE = f"<html><head><title>دیدار دو وزیر</title></head><body><article><p>{STORY * 4}</p></article></body></html>"
FEED = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>خبرگزاری نمونه</title>
<item><title>یک</title><link>{base}/one</link><pubDate>Fri, 16 Oct 2020 08:00:00 GMT</pubDate></item>
<item><title>دو</title><link>{base}/two</link><description>{text}</description></item></channel></rss>"""


@dataclass
class Site:
    """A web server of our own: what it answers by path."""

    pages: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    port: int = 0

    def url(self, path: str) -> str:
        return f"http://news.example:{self.port}{path}"

    def put(self, path: str, text: str, status: int = 200, **headers: str) -> None:
        self.pages[path] = (status, headers, text.encode())

    def fetcher(self) -> Fetcher:
        return Fetcher(lambda host, port: ["127.0.0.1"], lambda address: True, pause=0)


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.asked.append(self.path)
            status, headers, body = made.pages.get(self.path, (404, {}, b""))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield made
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_page_from_the_web(site: Site) -> None:
    site.put("/a", PAGE)
    (document,) = documents([site.url("/a")], fetcher=site.fetcher())
    assert isinstance(document, Document)
    assert document.url == document.id == site.url("/a")
    assert document.text.startswith("دیدار دو وزیر\nوزیر خارجه ایران")
    assert site.asked == ["/robots.txt", "/a"]


def test_nothing_is_fetched_unless_asked_for(site: Site) -> None:
    site.put("/a", PAGE)
    (left,) = documents([site.url("/a")])
    assert isinstance(left, LeftOut)
    assert "--fetch" in left.reason
    assert site.asked == []


def test_a_feed_with_its_articles(site: Site) -> None:
    site.put("/feed", FEED.format(base=site.url(""), text=STORY * 3))
    site.put("/one", PAGE)
    one, two = documents([site.url("/feed")], fetcher=site.fetcher())
    assert isinstance(one, Document)
    assert (one.outlet, str(one.published), one.url) == ("خبرگزاری نمونه", "2020-10-16", site.url("/one"))
    assert isinstance(two, LeftOut)
    assert "404" in two.reason


def test_a_feed_in_a_file_gives_what_it_carries(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(FEED.format(base="https://news.example", text=STORY * 3), encoding="utf-8")
    one, two = documents([path])
    assert isinstance(one, LeftOut)
    assert "--fetch" in one.reason
    assert isinstance(two, Document)
    assert (two.title, two.outlet, two.url) == ("دو", "خبرگزاری نمونه", "https://news.example/two")


@pytest.mark.parametrize("content", ["<rss><channel><title>x</title>", "<feed></feed>", "<rss version='2.0'>\0\1"])
def test_a_malformed_feed(tmp_path: Path, content: str) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(content)
    (left,) = documents([path])
    assert isinstance(left, LeftOut)
    assert "feed without articles" in left.reason


def test_robots_are_respected(site: Site) -> None:
    site.put("/robots.txt", "User-agent: *\nDisallow: /private")
    site.put("/private/a", PAGE)
    site.put("/a", PAGE)
    left, document = documents([site.url("/private/a"), site.url("/a")], fetcher=site.fetcher())
    assert isinstance(left, LeftOut)
    assert "robots.txt" in left.reason
    assert isinstance(document, Document)
    assert site.asked == ["/robots.txt", "/a"]


def test_redirects_are_followed_and_end(site: Site) -> None:
    site.put("/old", "", 301, Location="/new")
    site.put("/new", PAGE)
    site.put("/round", "", 302, Location="/round")
    document, left = documents([site.url("/old"), site.url("/round")], fetcher=site.fetcher())
    assert isinstance(document, Document)
    assert document.url == site.url("/new")
    assert isinstance(left, LeftOut)
    assert "redirects more than" in left.reason


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254", "0.0.0.0", "::1", "fe80::1%eth0",
     "fd00::1", "::ffff:127.0.0.1", "224.0.0.1", "100.64.0.1", "2002:7f00:1::"],
)  # fmt: skip
def test_addresses_that_are_not_public(address: str) -> None:
    assert not public(address)
    with pytest.raises(InputError, match="not on the public internet"):
        Fetcher(lambda host, port: [address]).fetch("http://news.example/")


def test_public_addresses() -> None:
    assert public("93.184.216.34")
    assert public("2606:2800:220:1::1")


def test_a_redirect_to_a_private_host_is_not_followed(site: Site) -> None:
    site.put("/a", "", 302, Location=f"http://inside.example:{site.port}/secret")
    asked: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["10.0.0.1" if host == "inside.example" else "127.0.0.1"]

    fetcher = Fetcher(resolve, lambda address: address == "127.0.0.1", pause=0)
    with pytest.raises(InputError, match=r"inside\.example is not on the public internet"):
        fetcher.fetch(site.url("/a"))
    assert "/secret" not in site.asked


def test_a_name_that_changes_its_address_is_judged_by_the_one_connected_to(site: Site) -> None:
    """DNS rebinding: each connection goes to the address that was judged, and the name is not looked up again."""
    site.put("/a", PAGE)
    answers = iter(["127.0.0.1", "10.0.0.1"])
    fetcher = Fetcher(lambda host, port: [next(answers)], lambda address: address == "127.0.0.1", pause=0)
    with pytest.raises(InputError, match="not on the public internet"):
        fetcher.fetch(site.url("/a"))
    assert site.asked == ["/robots.txt"]


def test_a_host_with_one_private_address_among_its_public_ones(site: Site) -> None:
    with pytest.raises(InputError, match="not on the public internet"):
        Fetcher(lambda host, port: ["93.184.216.34", "127.0.0.1"]).fetch("https://news.example/")


def test_a_page_that_is_too_large(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "LARGEST_INPUT", 1000)
    site.put("/a", PAGE * 9)
    with pytest.raises(InputError, match="too large"):
        site.fetcher().fetch(site.url("/a"))


@pytest.mark.parametrize(
    "url", ["ftp://news.example/", "http://", "http://a:b@news.example/", "http://[::1", "http://x:0/"]
)
def test_what_is_no_address(url: str) -> None:
    with pytest.raises(InputError):
        Fetcher(lambda host, port: ["127.0.0.1"], lambda address: True).fetch(url)


def warc(count: int) -> bytes:
    """An archive of ``count`` pages, each record gzipped."""
    made = b""
    for number in range(count):
        http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + PAGE.encode()
        head = (
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-00000000000"
            f"{number}>\r\nWARC-Target-URI: https://news.example/{number}\r\nWARC-Date: 2020-10-16T00:00:00Z\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
        )
        made += gzip.compress(head.encode() + http + b"\r\n\r\n", mtime=0)
    return made


def test_an_archive(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(warc(3))
    found = list(documents([path]))
    assert [document.url for document in found if isinstance(document, Document)] == [
        f"https://news.example/{number}" for number in range(3)
    ]
    plain = tmp_path / "b.warc"
    plain.write_bytes(gzip.decompress(warc(3)))
    assert len(list(documents([plain]))) == 3


@pytest.mark.parametrize("packed", [True, False])
def test_an_archive_cut_in_the_middle(tmp_path: Path, packed: bool) -> None:
    path = tmp_path / ("a.warc.gz" if packed else "a.warc")
    whole = warc(3) if packed else gzip.decompress(warc(3))
    path.write_bytes(whole[: len(whole) - len(whole) // 6])
    *found, left = documents([path])
    assert len(found) == 2
    assert all(isinstance(document, Document) for document in found)
    assert isinstance(left, LeftOut)
    assert left.place == str(path)
    assert "fetch it again" in left.reason


def test_what_is_no_archive(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.write_text("no archive")
    (left,) = documents([path])
    assert isinstance(left, LeftOut)


def docx(*paragraphs: str, name: str = "word/document.xml") -> bytes:
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    xml = f'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>'
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(name, xml)
    return packed.getvalue()


def test_a_word_file(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(docx("دیدار دو وزیر", STORY, ""))
    (document,) = documents([path])
    assert isinstance(document, Document)
    assert document.text == f"دیدار دو وزیر\n{STORY.strip()}"
    assert (document.title, document.language) == ("دیدار دو وزیر", "fa")


BOMB = '<!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>'


@pytest.mark.parametrize("content", [b"PK no zip", docx("x", name="other.xml"), docx(), docx("</w:t")])
def test_broken_word_files(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(content)
    (left,) = documents([path])
    assert isinstance(left, LeftOut)


def test_a_word_file_with_a_bomb(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", BOMB)
    (left,) = documents([path])
    assert isinstance(left, LeftOut)
    assert "is no Word file" in left.reason
