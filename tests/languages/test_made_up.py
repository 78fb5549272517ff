"""Nothing of a language hides in the code: a made-up one is read as well as Persian.

The made-up language is Persian in cipher: every letter of its data is replaced by one of another script, in the same
order. An article in cipher has to give the reading of the plain article, in cipher: a Persian word in the code, or a
range of Persian letters, would be missed there.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from gahnama.examples import cases, failure
from gahnama.language import FOLDER, Language, load_language
from gahnama.model import Document
from gahnama.ontology import load_ontology
from gahnama.reader import Reader, reader_for

ROOT = Path(__file__).parent.parent.parent
PLAIN = [chr(code) for code in range(0x0620, 0x0700) if chr(code).isalpha()]
SECRET = [chr(code) for code in range(0x1200, 0x1400) if chr(code).isalpha()]
CIPHER = str.maketrans(dict(zip(PLAIN, SECRET, strict=False)))


@pytest.fixture(scope="module")
def language(tmp_path_factory: pytest.TempPathFactory) -> Language:
    """The made-up language; its folder is made for the test."""
    folder = tmp_path_factory.mktemp("languages")
    for source in sorted((FOLDER / "fa").rglob("*")):
        if source.suffix in (".yaml", ".json", ".tsv"):
            target = folder / "xx" / source.relative_to(FOLDER / "fa")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(source.read_text(encoding="utf-8").translate(CIPHER), encoding="utf-8")
    return load_language("xx", folder)


@pytest.fixture(scope="module")
def reader(language: Language) -> Reader:
    """The reader of the made-up language."""
    return Reader(language, load_ontology(), learned=False)


def comparable(reading: Any) -> Any:
    """The events of a reading, numbered where their ids are hashes of the text; ids of participants and places stay."""
    events = reading.to_dict()["events"]
    number = {event["id"]: place for place, event in enumerate(events)}
    return [
        {**event, "id": number[event["id"]], "denies": [number[denied] for denied in event["denies"]]}
        for event in events
    ]


def articles() -> list[str]:
    """The example article and two of the project's own."""
    lines = (ROOT / "evaluation" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    return [
        (ROOT / "examples" / "telephone-call.txt").read_text(encoding="utf-8"),
        *(json.loads(line)["text"] for line in (lines[1], lines[3])),
    ]


def test_the_cipher_covers_the_letters() -> None:
    assert len(SECRET) >= len(PLAIN)
    assert not any(
        "\u0620" <= letter <= "\u06ff" for text in articles() for letter in text.translate(CIPHER) if letter.isalpha()
    )


@pytest.mark.parametrize("number", range(3))
def test_an_article_in_cipher_gives_its_reading_in_cipher(reader: Reader, number: int) -> None:
    text = articles()[number]
    plain = comparable(Reader(load_language("fa"), load_ontology(), learned=False).read(Document("a", text)))
    secret = comparable(reader.read(Document("a", text.translate(CIPHER))))
    assert plain
    assert json.loads(json.dumps(plain, ensure_ascii=False).translate(CIPHER)) == secret


def test_its_examples_hold_as_the_plain_ones(reader: Reader, language: Language) -> None:
    """A handful of entries: each example of the made-up language holds or fails as the Persian one does."""
    plain_cases = [case for case in cases(load_language("fa")) if case.entry.type == "CONSULT"][:20]
    secret_cases = [case for case in cases(language) if case.entry.type == "CONSULT"][:20]
    for plain, secret in zip(plain_cases, secret_cases, strict=True):
        assert plain.entry.id == secret.entry.id
        assert (failure(plain, reader_for("fa")) is None) == (failure(secret, reader) is None)
