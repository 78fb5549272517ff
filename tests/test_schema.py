"""The schema file is what the model gives, and real readings fit it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import jsonschema
import pytest

import gahnama
from gahnama import schema


def test_the_file_is_what_the_model_gives(root: Path) -> None:
    written = (root / "docs" / "reading.schema.json").read_text(encoding="utf-8")
    assert written == schema.text(), "docs/reading.schema.json is out of date; run: make schema"


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema.schema())


@pytest.mark.parametrize("published", [None, date(2023, 9, 27)])
def test_a_real_reading_fits(root: Path, published: date | None) -> None:
    text = (root / "examples" / "telephone-call.txt").read_text(encoding="utf-8")
    reading = gahnama.read(text, published=published)
    assert reading.events
    jsonschema.validate(json.loads(reading.to_json()), schema.schema())


def test_every_field_may_be_filled() -> None:
    """A reading in which nothing is empty fits too, so that the schema knows every field of the model."""
    span = gahnama.Span(0, 4)
    time = gahnama.Time(
        date(2020, 1, 1), None, "2020-01-01/..", "explicit", (span,), gahnama.Time(edtf="2020"), "day", "a", "b"
    )
    who = gahnama.Participant(span, "a", "IRN", "GOV", "minister", "someone")
    source = gahnama.Source(span, "a", "outlet", "IRN")
    place = gahnama.Place(span, "a", "IRN", "tehran", "112931", 35.7, 51.4, "city")
    event = gahnama.Event(
        "e", "CONSULT", ("phone",), (span,), (who,), (who,), (who,), time,
        place, ("future",), (source,), (span,), (span,),
        (gahnama.Toll("killed", 1, 2, span, (source,)), gahnama.Toll("missing", 20, None, span)),
        (gahnama.Naming(span, who), gahnama.Naming(span)), ("consult-x",), 0.5, ("f",), ("military",), -9.5,
    )  # fmt: skip
    reading = gahnama.Reading(
        gahnama.Document("d", "text", "text", None, "outlet", "fa", "https://example.org"), (event,), (span,), (time,),
        (who,), (gahnama.Place(span, "a"), place), (gahnama.Attribution(span, (source,), span, "claims"),),
        date(2020, 1, 1), True, "gahnama",
    )  # fmt: skip
    jsonschema.validate(json.loads(reading.to_json()), schema.schema())
