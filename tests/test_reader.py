"""The whole line: the same bytes each time, offsets that hold, and no text that brings it down."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gahnama.intake import documents
from gahnama.language import load_language
from gahnama.model import Document, Reading, Span
from gahnama.ontology import load_ontology
from gahnama.reader import Reader, read, reader_for

ROOT = Path(__file__).parent.parent
PUBLISHED = date(2024, 6, 12)
NEWS = (
    "دیدار وزیران خارجه ایران و روسیه\n"
    "به گزارش خبرگزاری تاس، وزیر خارجه روسيه روز سه‌شنبه ۲۲ خــرداد ۱۴۰۳ در تهران با همتای ايرانی خود دیدار كرد.\n"
    "وی گفت: «مسکو حمله سال ۲۰۱۴ به اوکراین را محکوم نمی‌کند.» &nbsp; قرار است طرف‌ها فردا پیمان را امضا کنند.\n"
)


def articles() -> list[str]:
    """The example article and the project's own."""
    rows = (ROOT / "evaluation" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    return [
        (ROOT / "examples" / "telephone-call.txt").read_text(encoding="utf-8"),
        *(json.loads(row)["text"] for row in rows),
    ]


def spans(thing: Any) -> Iterator[Span]:
    """Every span anywhere in a reading."""
    if isinstance(thing, Span):
        yield thing
    elif isinstance(thing, tuple | list):
        for part in thing:
            yield from spans(part)
    elif hasattr(thing, "__dataclass_fields__") and not isinstance(thing, Document):
        for name in thing.__dataclass_fields__:
            yield from spans(getattr(thing, name))


def hold(reading: Reading) -> None:
    """Every span lies inside the text and holds something; the reading can be written out."""
    text = reading.document.text
    for span in spans(reading):
        assert 0 <= span.start < span.end <= len(text)
    for one, other in zip(reading.sentences, reading.sentences[1:], strict=False):
        assert one.end <= other.start
    told = json.loads(reading.to_json())
    for event in told["events"]:
        assert event["mentions"]
        for mention in event["mentions"]:
            assert text[mention["start"] : mention["end"]] == mention["text"]


def test_a_reading_says_what_it_found() -> None:
    reading = read(NEWS, PUBLISHED)
    hold(reading)
    assert reading.document.text == NEWS
    assert reading.published == PUBLISHED
    assert not reading.published_inferred
    assert len(reading.sentences) >= 3
    assert {"IRN", "RUS"} <= {who.code for who in reading.participants}
    assert "2024-06-11" in {time.edtf for time in reading.times}
    assert [place.name for place in reading.places if place.name == "تهران"]
    assert "CONSULT" in {event.type for event in reading.events}


@pytest.mark.parametrize("number", range(len(articles())))
def test_offsets_hold_in_the_articles_of_the_project(number: int) -> None:
    reading = read(articles()[number])
    hold(reading)
    assert reading.events


@pytest.mark.parametrize("text", articles())
def test_times_alone_are_those_of_the_reading(text: str) -> None:
    document = Document("a", text, published=PUBLISHED, language="fa")
    assert reader_for("fa").times(document) == read(document).times


def test_two_readings_are_the_same_bytes() -> None:
    one, other = reader_for("fa"), Reader(load_language("fa"), load_ontology())
    for text in (NEWS, articles()[0]):
        document = Document("a", text, published=PUBLISHED)
        assert one.read(document).to_json() == other.read(document).to_json() == one.read(document).to_json()


def test_another_article_in_between_changes_nothing() -> None:
    reader = reader_for("fa")
    document = Document("a", NEWS, published=PUBLISHED)
    before = reader.read(document).to_json()
    for text in articles()[:2]:
        reader.read(Document("b", text))
    assert reader.read(document).to_json() == before


def test_processes_with_other_hash_seeds_give_the_same_bytes(tmp_path: Path) -> None:
    path = tmp_path / "articles.json"
    path.write_text(json.dumps([NEWS, *articles()[:3]]), encoding="utf-8")
    code = (
        "import json, sys\nfrom gahnama.reader import read\n"
        "for text in json.loads(open(sys.argv[1], encoding='utf-8').read()):\n"
        "    sys.stdout.buffer.write(read(text).to_json().encode() + b'\\n')\n"
    )
    running = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(path)],
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=ROOT,
        )
        for seed in ("0", "20240612")
    ]
    one, other = (process.communicate(timeout=120)[0] for process in running)
    assert [process.returncode for process in running] == [0, 0]
    assert one.count(b"\n") == 4
    assert one == other


@pytest.mark.parametrize("text", ["", " ", "\n", "\n\n \t\r\n", "\u200c\u200f\u200b\ufeff", "\u00a0\u3000", "ــــ"])
def test_a_text_of_nothing_but_space(text: str) -> None:
    reading = read(text, PUBLISHED)
    hold(reading)
    assert reading.events == reading.sentences == reading.times == reading.participants == reading.places == ()


HOSTILE = {
    "nul and controls": "روسیه\x00 به\x1b[31m ترکیه \x07حمله\x7f کرد.",
    "lone surrogates": "روسیه \ud800به ترکیه\udfff حمله کرد.",
    "directions": "\u202e\u2066روسیه \u202aبه ترکیه حمله کرد.\u2069\u202c",
    "marks only": "«»()[]!؟.,،؛:…-–—" * 50,
    "quotes never closed": "«" * 500 + "روسیه به ترکیه حمله کرد.",
    "quotes inside quotes": "«" * 300 + "روسیه به ترکیه حمله کرد" + "»" * 300,
    "conjunctions": "روسیه گفت " + "که " * 300 + "به ترکیه حمله کرد.",
    "conditions": "اگر " * 300 + "روسیه به ترکیه حمله کرد.",
    "verbs": "کرد " * 500 + ".",
    "colons": "روسیه : " * 200 + "حمله کرد.",
    "and": "ایران و " * 500 + "روسیه به توافق رسیدند.",
    "commas": "ایران، " * 500 + "روسیه به توافق رسیدند.",
    "offices": "وزیر خارجه " * 300 + "ایران آمد.",
    "by report": "به گزارش " * 300 + "خبرگزاری تاس، روسیه به ترکیه حمله کرد.",
    "vowel signs": "رُ" + "َ" * 3000 + "وسیه آمد.",
    "tatweel": "روس" + "ـ" * 3000 + "یه آمد.",
    "half-spaces": "می" + "\u200c" * 3000 + "رود.",
    "entities": "&amp;lt;&zwnj;&#1610;&#x110000;&#99999999;&nbsp" * 100,
    "html": "<p>روسیه <b>به</b> ترکیه <script>x</script>حمله&nbsp;کرد.</p>" * 20,
    "long number": "روسیه " + "۹" * 6000 + " بار به ترکیه حمله کرد.",
    "long year": "روسیه در سال ۹۹۹۹۹۹۹۹۹ به ترکیه حمله کرد.",
    "year nought": "روسیه در سال ۰ و در ۰۰/۰۰/۰۰۰۰ به ترکیه حمله کرد.",
    "days that are none": "روسیه در ۳۱ مهر ۱۴۰۰، ۳۰ اسفند ۱۴۰۰، ۳۱ فوریه ۲۰۲۰ و ۳۲ می به ترکیه حمله کرد.",
    "ages ago": "روسیه ۹۹۹۹۹۹ سال پیش و ۹۹۹۹۹۹۹۹۹ روز بعد به ترکیه حمله کرد.",
    "ends of the calendar": "روسیه در ۱ ژانویه ۱ و ۳۱ دسامبر ۹۹۹۹ و فردای آن به ترکیه حمله کرد.",
    "other scripts": "Россия attaqua 俄罗斯 ܐܪܡܝܐ რუსეთი 😀👩‍👩‍👧 روسیه",
    "raised digits in words": "روسیه ۱۲ km² را گرفت و m³ را داد.",
    "combining": "e\u0301" * 500 + "روسیه آمد.",
    "titles only": "روسیه\n" * 300,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("published", [PUBLISHED, None], ids=["dated", "undated"])
def test_no_text_brings_it_down(text: str, published: date | None) -> None:
    hold(read(text, published))


@pytest.mark.parametrize("published", [date.min, date.max])
def test_neither_does_a_day_at_the_end_of_the_calendar(published: date) -> None:
    hold(read("روسیه دیروز، هفته گذشته، سال آینده و فردا به ترکیه حمله کرد. " + NEWS, published))


@pytest.mark.parametrize("text", ["روسیه ² بار به ترکیه حمله کرد.", "¹ ① ⑴"])
def test_raised_and_circled_digits(text: str) -> None:
    hold(read(text, PUBLISHED))


def test_a_very_long_line() -> None:
    hold(read("روسیه گفت که سفیر ترکیه، نامه را دیروز به وزیر خارجه ایران داد و " * 400, PUBLISHED))
    hold(read("ا" * 300_000, PUBLISHED))
    hold(read("باغ " * 15_000, PUBLISHED))


PIECES = [
    "روسیه", "ایران", "ترکیه", "وزیر خارجه", "رئیس جمهور", "وی", "این کشور", "گفت", "که", "و", "،", ".", ":", "«", "»",
    "\n", "به", "از", "با", "را", "در", "تهران", "روز شنبه", "دیروز", "سال ۲۰۱۴", "۲۱ آذر ۱۳۹۸", "حمله", "کرد", "نکرد",
    "خواهد", "دیدار", "محکوم", "خواستار", "شد", "به گزارش", "خبرگزاری تاس", "اگر", "ممکن است", "كشته", "&nbsp;",
    "\u200c", "\u200f", "َ", "۱۲", "تن",
]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=50).map(" ".join), st.sampled_from([PUBLISHED, None]))
def test_whatever_the_words_offsets_hold(text: str, published: date | None) -> None:
    hold(read(text, published))


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=80))
def test_whatever_the_characters_offsets_hold(text: str) -> None:
    hold(read(text, PUBLISHED))


@pytest.mark.skipif(
    not os.environ.get("GAHNAMA_ALL"),
    reason="GAHNAMA_ALL=1 reads all articles of the data folder; tests/test_corpus.py reads a sample of them",
)
def test_all_articles_of_the_data_folder(shared: Path) -> None:
    sources = sorted((shared / "corpus").glob("*.jsonl.gz"))
    if not sources:
        pytest.skip("the data folder has no corpus to read")
    failed = []
    for document in documents(sources):
        try:
            assert isinstance(document, Document), str(document)
            hold(reader_for("fa").read(document))
        except Exception as error:
            failed.append(f"{getattr(document, 'id', document)}: {error!r}")
    assert not failed, f"{len(failed)} articles, the first: {failed[0]}"
