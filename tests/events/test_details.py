"""Every case of details-examples.yaml: tolls, contents, mediators, names, denials, contexts, with their quotes."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import pytest

from gahnama.datafile import load_yaml
from gahnama.language import FOLDER, load_language
from gahnama.model import Document, Event, Reading
from gahnama.ontology import load_ontology
from gahnama.reader import Reader

EXAMPLES: list[Any] = load_yaml(FOLDER / "fa" / "details-examples.yaml")
SPANS = ("agenda", "terms")


@cache
def reader() -> Reader:
    """The rules alone: what is read beside a deed must not hang on what the learned parts take for one."""
    return Reader(load_language("fa"), load_ontology(), learned=False)


def read(text: str) -> Reading:
    return reader().read(Document("a", text, published=date(2024, 6, 1)))


def tolls(event: Event, document: Document) -> list[dict[str, Any]]:
    """The tolls in the form of the file."""
    found = []
    for toll in event.casualties:
        told: dict[str, Any] = {"kind": toll.kind, "lowest": str(toll.lowest), "quote": document.quote(toll.span)}
        told["highest"] = None if toll.highest is None else str(toll.highest)
        if toll.sources:
            told["by"] = [source.name for source in toll.sources]
        found.append(told)
    return found


def test_there_are_enough_examples() -> None:
    assert len(EXAMPLES) >= 60
    fields = ("casualties", "agenda", "terms", "mediators", "namings", "denies", "contexts")
    for field in fields:
        told = [example for example in EXAMPLES if field in example]
        assert len(told) >= 3, field
        assert any(example[field] for example in told), field


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"details-examples.yaml:{example.line}")
def test_example(example: Any) -> None:
    reading = read(example["text"])
    document = reading.document
    types = {event.id: event.type for event in reading.events}
    event = next((event for event in reading.events if event.type == example["type"]), None)
    assert event is not None, sorted(types.values())
    if "casualties" in example:
        expected = [{str(key): value for key, value in toll.items()} for toll in example["casualties"]]
        assert [toll for one in reading.events for toll in tolls(one, document)] == expected
    for field in SPANS:
        if field in example:
            assert [document.quote(span) for span in getattr(event, field)] == list(example[field])
    if "mediators" in example:
        assert [who.name for who in event.mediators] == list(example["mediators"])
    if "namings" in example:
        named = [
            {"quote": document.quote(naming.span), "by": naming.by.name if naming.by else None}
            for naming in event.namings
        ]
        assert named == [dict(naming) for naming in example["namings"]]
    if "denies" in example:
        assert [types[denied] for denied in event.denies] == list(example["denies"])
    if "contexts" in example:
        assert set(example["contexts"]) <= set(event.contexts)
    if "intensity" in example:
        assert event.intensity == float(example["intensity"])


def attributions(text: str) -> list[tuple[str, list[str], str]]:
    reading = read(text)
    return [
        (reading.document.quote(one.cue), [source.name for source in one.sources], one.stance)
        for one in reading.attributions
    ]


@pytest.mark.parametrize(
    ("text", "cue", "sources", "stance"),
    [
        ("وزارت دفاع ایران اعلام کرد که ارتش عراق به مرز حمله کرد.", "کرد", ["وزارت دفاع ایران"], "says"),
        ("طالبان مدعی شد که به کابل حمله کرده است.", "شد", ["طالبان"], "claims"),
        ("به ادعای ارتش اسرائیل، این حمله در غزه انجام شد.", "به ادعای", ["ارتش اسرائیل"], "claims"),
        ("به گفته منابع آگاه، ترکیه به عراق نیرو فرستاد.", "به گفته", ["منابع آگاه"], "says"),
        ("شاهدان عینی گفتند که ارتش به مردم تیراندازی کرد.", "گفتند", ["شاهدان عینی"], "says"),
    ],
)
def test_attributions(text: str, cue: str, sources: list[str], stance: str) -> None:
    assert (cue, sources, stance) in attributions(text)


def test_an_attribution_covers_what_is_said() -> None:
    text = "طالبان مدعی شد که به کابل حمله کرده است. این شهر آرام است."
    (one,) = read(text).attributions
    assert "حمله کرده است" in text[one.span.start : one.span.end]
    assert "آرام" not in text[one.span.start : one.span.end]


def test_the_outlets_own_voice_is_no_attribution() -> None:
    assert attributions("ارتش ترکیه به عفرین حمله کرد.") == []


@pytest.mark.parametrize(
    "text", ["", "۱۲", "دست‌کم", "بین", "کشته", "۱۲ کشته", "طالبان سه نفر را کشتند", "۱۲ و", "هزار و"]
)
def test_a_text_may_end_anywhere(text: str) -> None:
    assert read(text).document.text == text
