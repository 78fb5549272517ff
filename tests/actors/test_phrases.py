"""The grammar of titles and descriptions: phrase by phrase, who is found and as whom."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from gahnama.datafile import load_yaml
from gahnama.language import load_language
from gahnama.model import Document
from gahnama.ontology import load_ontology
from gahnama.reader import Reader

PHRASES = load_yaml(Path(__file__).parent / "phrases.yaml")


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(load_language("fa"), load_ontology(), learned=False)


@pytest.mark.parametrize("phrase", [pytest.param(row, id=f"line {row.line}") for row in PHRASES])
def test_phrase(reader: Reader, phrase: Any) -> None:
    document = Document(id="test", text=phrase["text"], published=date(2015, 5, 1))
    frame, _ = reader.frame(document)
    found = {
        (document.quote(frame.text.span(mention.first, mention.last)), who.code, who.sector)
        for mention in frame.mentions
        for who in frame.following.who(mention)
    }
    wanted = {tuple(row) for row in phrase.get("found") or ()}
    assert wanted or phrase.get("not")
    assert wanted <= found, found
    assert not {words for words, _, _ in found} & set(phrase.get("not") or ()), found
