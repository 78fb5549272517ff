"""Files of every kind as documents; every kind of bad input is named with its reason and a remedy, the rest is read."""

from __future__ import annotations

import gzip
import io
import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from gahnama import settings
from gahnama.intake import LeftOut, documents
from gahnama.model import Document

TEXT = "وزیران خارجه ایران و عراق روز شنبه در بغداد دیدار کردند و درباره امنیت مرزهای دو کشور گفت‌وگو کردند."
ARABIC = (
    "أعلنت وزارة الخارجية الروسية يوم الثلاثاء أن الوزير سيرغي لافروف أجرى مكالمة هاتفية مع نظيره التركي، وبحث معه "
    "الأوضاع في سوريا وليبيا، وأكد الجانبان ضرورة وقف إطلاق النار."
)
PAGE = f"""<!DOCTYPE html><html lang="fa"><head><meta charset="utf-8"><title>دیدار دو وزیر در بغداد</title>
<meta property="og:title" content="دیدار دو وزیر در بغداد">
<meta property="article:published_time" content="2020-10-16T08:00:00Z">
</head><body><nav><a href="/">خانه</a> <a href="/sport">ورزش</a></nav><article><h1>دیدار دو وزیر در بغداد</h1>
<p>{TEXT}</p><p>به گفته سخنگوی وزارت خارجه عراق، دور بعدی این گفت‌وگوها ماه آینده در تهران برگزار خواهد شد و
هیئت‌های کارشناسی دو طرف در آن شرکت خواهند کرد.</p></article><footer>همه حقوق محفوظ است</footer></body></html>"""


def one(path: Path | str, **options: object) -> Document | LeftOut:
    (found,) = documents([path], **options)  # type: ignore[arg-type]
    return found


def read_file(folder: Path, name: str, content: bytes | str) -> Document | LeftOut:
    path = folder / name
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return one(path)


def read_well(folder: Path, name: str, content: bytes | str) -> Document:
    found = read_file(folder, name, content)
    assert isinstance(found, Document), str(found)
    return found


def refused(folder: Path, name: str, content: bytes | str) -> str:
    """The message about a bad file; it has to name the file."""
    found = read_file(folder, name, content)
    assert isinstance(found, LeftOut), found
    assert str(folder / name) in str(found)
    return str(found)


# --- what can be read


def test_text(tmp_path: Path) -> None:
    document = read_well(tmp_path, "a.txt", TEXT)
    assert document.text == TEXT
    assert (document.language, document.published, document.title) == ("fa", None, None)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_marks(tmp_path: Path, encoding: str) -> None:
    assert read_well(tmp_path, "a.txt", TEXT.encode(encoding)).text == TEXT


def test_windows_1256(tmp_path: Path) -> None:
    old = TEXT.replace("ی", "ي")
    assert read_well(tmp_path, "a.txt", old.encode("windows-1256")).text == old


def test_right_to_left_marks_stay(tmp_path: Path) -> None:
    marked = f"\u200f{TEXT[:20]}\u202b{TEXT[20:]}\u202c"
    assert read_well(tmp_path, "a.txt", marked).text == marked


def test_a_page(tmp_path: Path) -> None:
    document = read_well(tmp_path, "a.html", PAGE)
    assert document.text.startswith("دیدار دو وزیر در بغداد\n")
    assert TEXT in document.text
    assert "ورزش" not in document.text
    assert (document.published, document.title) == (date(2020, 10, 16), "دیدار دو وزیر در بغداد")


@pytest.mark.parametrize("joiner", ["&zwnj;", "&#8204;", "&#x200C;"])
def test_half_spaces_of_a_page_stay(tmp_path: Path, joiner: str) -> None:
    assert TEXT in read_well(tmp_path, "a.html", PAGE.replace("\u200c", joiner)).text


def test_a_page_that_says_it_is_in_windows_1256(tmp_path: Path) -> None:
    raw = PAGE.replace("utf-8", "windows-1256").replace("ی", "ي").encode("windows-1256")
    assert "وزيران خارجه" in read_well(tmp_path, "a.html", raw).text


def test_a_page_is_known_by_its_beginning(tmp_path: Path) -> None:
    assert "<p>" not in read_well(tmp_path, "saved", PAGE).text


def test_tag_soup(tmp_path: Path) -> None:
    soup = f"<html><body><div><p>{TEXT}<p>{TEXT} به گزارش خبرگزاری‌ها، این گفت‌وگوها ادامه دارد<b>.</div></p></table>"
    assert TEXT in read_well(tmp_path, "a.html", soup).text


def test_lines(tmp_path: Path) -> None:
    rows = [
        {
            "id": "a",
            "text": TEXT,
            "published": "2020-10-16",
            "title": "t",
            "outlet": "o",
            "url": "https://example.org/1",
        },
        {"id": 7, "text": TEXT, "date": "1399-07-25"},
        {"text": TEXT, "published": None, "more": {"is": "passed over"}},
    ]
    path = tmp_path / "a.jsonl"
    path.write_text("\n\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    found = list(documents([path]))
    assert [document.id for document in found if isinstance(document, Document)] == ["a", "7", f"{path}:5"]
    assert [document.published for document in found if isinstance(document, Document)] == [date(2020, 10, 16)] * 2 + [
        None
    ]
    assert isinstance(found[0], Document)
    assert (found[0].title, found[0].outlet, found[0].url) == ("t", "o", "https://example.org/1")


def test_gzipped_lines(tmp_path: Path) -> None:
    assert read_well(tmp_path, "a.jsonl.gz", gzip.compress(json.dumps({"id": "a", "text": TEXT}).encode())).id == "a"


@pytest.mark.parametrize("raw", [TEXT, json.dumps({"id": "a", "text": TEXT}), PAGE], ids=["text", "lines", "page"])
def test_standard_input(monkeypatch: pytest.MonkeyPatch, raw: str) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(raw.encode())))
    document = one("-")
    assert isinstance(document, Document)
    assert TEXT in document.text


def test_a_directory_in_the_order_of_its_names(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("c.txt", "b/a.txt", "a.txt", ".hidden.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    found = list(documents([tmp_path]))
    names = [str(Path(one.id).relative_to(tmp_path)) for one in found if isinstance(one, Document)]
    assert names == ["a.txt", "c.txt", "b/a.txt"]
    assert [str(one) for one in found if isinstance(one, LeftOut)] == [
        f"{tmp_path}/picture.png: is none of .txt, .html, .htm, .xhtml, .jsonl, .ndjson, .jsonl.gz, .ndjson.gz, "
        ".docx, .rss, .atom, .xml, .warc, .warc.gz; "
        "name it by itself to read it as text"
    ]


def test_the_given_day_is_for_documents_without_one(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(
        "\n".join(json.dumps({"text": TEXT, "date": day}) for day in ("2020-10-16", None)), encoding="utf-8"
    )
    found = documents([path], date(2021, 1, 1))
    days = [document.published for document in found if isinstance(document, Document)]
    assert days == [date(2020, 10, 16), date(2021, 1, 1)]


# --- what can't


def test_no_such_file(tmp_path: Path) -> None:
    assert str(one(tmp_path / "a.txt")) == f"{tmp_path}/a.txt: there is no such file; check the name"


def test_broken_utf8(tmp_path: Path) -> None:
    raw = TEXT.encode()
    message = refused(tmp_path, "a.txt", raw[:41] + b"\xff" + raw[42:])
    assert "breaks its UTF-8" in message
    assert "iconv" in message


def test_text_cut_in_the_middle_of_a_letter(tmp_path: Path) -> None:
    whole = TEXT.rstrip(".").encode()
    assert "breaks its UTF-8" in refused(tmp_path, "a.txt", whole[:-1])


def test_another_encoding(tmp_path: Path) -> None:
    raw = "Le ministère des affaires étrangères a été consulté".encode("latin-1")
    assert "neither UTF-8 nor windows-1256" in refused(tmp_path, "a.txt", raw)


def test_an_encoding_that_looks_like_windows_1256(tmp_path: Path) -> None:
    raw = ("Внешнеполитические ведомства обсудили положение на границе. " * 3).encode("koi8-r")
    assert "as it seems" in refused(tmp_path, "a.txt", raw)


@pytest.mark.parametrize("content", [b"", b" \n\t", b"\xef\xbb\xbf"], ids=["nothing", "white", "mark"])
def test_empty(tmp_path: Path, content: bytes) -> None:
    assert "check that" in refused(tmp_path, "a.txt", content)


@pytest.mark.parametrize("content", [json.dumps([{"text": TEXT}]), json.dumps({"text": TEXT}, indent=1)])
def test_json_that_is_not_json_lines(tmp_path: Path, content: str) -> None:
    found = read_file(tmp_path, "articles.json", content)
    assert isinstance(found, LeftOut)
    assert "jq -c" in found.reason


def test_a_text_in_brackets_is_text(tmp_path: Path) -> None:
    assert isinstance(read_file(tmp_path, "a.txt", f"[{TEXT}]"), Document)


def test_short_text_without_a_letter_of_the_language(tmp_path: Path) -> None:
    found = read_file(tmp_path, "a.txt", "Two ministers met in Baghdad.")
    assert isinstance(found, LeftOut)
    assert "--language fa" in found.reason
    assert isinstance(read_file(tmp_path, "b.txt", "دو وزیر دیدار کردند."), Document)


def test_empty_lines(tmp_path: Path) -> None:
    assert "is empty" in refused(tmp_path, "a.jsonl", b"")


def test_an_empty_directory(tmp_path: Path) -> None:
    assert "empty directory" in str(one(tmp_path))


def test_no_letters(tmp_path: Path) -> None:
    assert "holds no text" in refused(tmp_path, "a.txt", "۱۲۳ – ۴۵۶ ...")


@pytest.mark.parametrize(
    "content", [b"\x7fELF\x02\x01\x01\0\0\0\0", b"%PDF-1.7\n\x01\x02\x03\x04\x05\x06" * 9], ids=["zeros", "controls"]
)
def test_binary(tmp_path: Path, content: bytes) -> None:
    assert "is binary" in refused(tmp_path, "a.txt", content)


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.jsonl"])
def test_too_large(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gahnama.intake.LARGEST_INPUT", 2_000)
    found = read_file(tmp_path, name, TEXT * 20)
    assert isinstance(found, LeftOut)
    assert "too large for one article" in found.reason


def test_the_bound_is_as_told() -> None:
    assert settings.LARGEST_INPUT == 50_000_000


def test_a_line_too_long_leaves_the_next_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gahnama.intake.LARGEST_INPUT", 2_000)
    rows = [json.dumps({"id": name, "text": text}) for name, text in (("a", TEXT * 50), ("b", TEXT))]
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(rows), encoding="utf-8")
    first, second = documents([path])
    assert isinstance(first, LeftOut)
    assert isinstance(second, Document)
    assert second.id == "b"


@pytest.mark.parametrize(
    ("text", "language"), [(ARABIC, "ar"), ("The ministers met in Baghdad on Saturday. " * 4, "en")]
)
def test_a_language_without_a_folder(tmp_path: Path, text: str, language: str) -> None:
    message = refused(tmp_path, "a.txt", text)
    assert f"'{language}'" in message
    assert "--language fa" in message
    assert isinstance(one(tmp_path / "a.txt", language="fa"), Document)


def test_a_language_told_by_the_line(tmp_path: Path) -> None:
    assert "'xx'" in refused(tmp_path, "a.jsonl", json.dumps({"text": TEXT, "language": "xx"}))


def test_a_page_without_an_article(tmp_path: Path) -> None:
    assert "no article text" in refused(tmp_path, "a.html", "<html><body><nav></nav></body></html>")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ('{"text": "', "is not JSON"),
        ('["a"]', "an array, not an object"),
        ("3", "a bare value"),
        ('{"id": "a"}', 'has no "text"'),
        ('{"text": 3}', "should be a text, got int"),
        ('{"text": "\\ud83d سلام"}', "half a character"),
        ('{"text": "سلام", "date": "1404-13-01"}', "no day of the calendar"),
        ('{"text": "سلام", "published": "مهر"}', "is no date"),
        ("[" * 100_000, "nested too deeply"),
    ],
    ids=["cut", "array", "value", "no-text", "number", "surrogate", "no-day", "no-date", "deep"],
)
def test_bad_lines(tmp_path: Path, row: str, said: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f"{row}\n{json.dumps({'text': TEXT})}\n", encoding="utf-8")
    first, second = documents([path])
    assert isinstance(first, LeftOut)
    assert first.place == f"{path}:1"
    assert said in first.reason
    assert isinstance(second, Document)


def test_a_future_day(tmp_path: Path) -> None:
    day = (date.today() + timedelta(days=3)).isoformat()
    assert "lies in the future" in refused(tmp_path, "a.jsonl", json.dumps({"text": TEXT, "date": day}))


def test_a_broken_gzip_file(tmp_path: Path) -> None:
    assert "no whole gzip file" in str(read_file(tmp_path, "a.jsonl.gz", gzip.compress(b"{}" * 5000)[:-9]))


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")

    def denied(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", denied)
    assert "chmod" in str(one(path))
