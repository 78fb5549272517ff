"""Roles that no frame gave, completed from what stands around a deed."""

from __future__ import annotations

import pytest

from gahnama.language import load_language
from gahnama.model import Document
from gahnama.ontology import load_ontology
from gahnama.reader import Reader


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(load_language("fa"), load_ontology(), learned=False)


@pytest.mark.parametrize(
    ("text", "accused"),
    [
        ("ترکیه به سوریه حمله کرد. ایران این اقدام را محکوم کرد.", ["TUR"]),
        ("روسیه به گرجستان حمله کرد. فرانسه این را محکوم کرد و از ارمنستان گفت.", ["RUS"]),
    ],
)
def test_who_condemns_this_condemns_the_doer_of_the_deed_told_right_before(
    reader: Reader, text: str, accused: list[str]
) -> None:
    events = reader.read(Document(id="test", text=text)).events
    (condemned,) = [event for event in events if event.type == "ACCUSE"]
    assert [who.code for who in condemned.recipients] == accused
