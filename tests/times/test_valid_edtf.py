"""Every value that the engine gives is EDTF to an independent validator, and means the same days to it."""

from __future__ import annotations

import json
import warnings
from datetime import date
from pathlib import Path

import pytest

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # the validator is written for an older pyparsing
    from edtf import parse_edtf

from gahnama.model import Document, Time
from gahnama.reader import reader_for
from gahnama.time_examples import time_examples
from tests.times.conftest import FOLDER

EVALUATION = Path(__file__).parents[2] / "evaluation"


@pytest.fixture(scope="module")
def given() -> dict[str, Time]:
    """The values of both sets of expressions and of the project's own articles, each once."""
    reader = reader_for("fa")
    documents = [
        Document("example", example.text, published=example.published, language="fa")
        for file in (FOLDER / "times-examples.yaml", EVALUATION / "times-second.yaml")
        for example in time_examples(file)
    ]
    for row in (EVALUATION / "articles.jsonl").read_text(encoding="utf-8").splitlines():
        told = json.loads(row)
        published = date.fromisoformat(told["date"]) if told["date"] else None
        documents.append(Document(told["id"], told["text"], published=published, language="fa"))
    return {time.edtf: time for document in documents for time in reader.times(document) if time.edtf is not None}


@pytest.mark.filterwarnings("ignore")
def test_every_value_is_valid_and_means_the_same_days(given: dict[str, Time]) -> None:
    assert len(given) > 300
    for written, time in given.items():
        parsed = parse_edtf(written)
        if "~" in written:
            continue  # the validator widens what is approximate by its own measure
        lower, upper = parsed.lower_strict(), parsed.upper_strict()
        if time.earliest is not None:
            assert date(*lower[:3]) == time.earliest, written
        if time.latest is not None:
            assert date(*upper[:3]) == time.latest, written
