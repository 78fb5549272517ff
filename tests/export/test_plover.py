"""PLOVER JSON lines hold everything and fit their schema."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pandas as pd
import pytest

from gahnama.export import schema
from gahnama.export.plover_jsonl import record
from gahnama.model import Span, Time
from gahnama.records import Report, report_dict
from tests.export.conftest import HOSTILE, bare, full, hostile, several, written


def lines(reports: list[Report]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written("plover-jsonl", reports).split(b"\n")[:-1]]


def test_the_schema_file_is_what_the_model_gives(root: Path) -> None:
    path = root / "docs" / "plover-jsonl.schema.json"
    assert path.read_text(encoding="utf-8") == schema.text(), "out of date; run: make schema"
    jsonschema.Draft202012Validator.check_schema(schema.schema())


@pytest.mark.parametrize("report", several(), ids=lambda report: report.event.id)
def test_every_line_fits_the_schema(report: Report) -> None:
    (line,) = lines([report])
    jsonschema.validate(line, schema.schema())


def test_the_required_fields_of_plover_are_there() -> None:
    (line,) = lines([bare()])
    assert (line["id"], line["date"], line["actor"], line["event"]) == (bare().event.id, None, [], "ASSAULT")


def test_a_full_record() -> None:
    (line,) = lines([full()])
    own = line.pop("gahnama")
    assert line == {
        "id": "e0123456789abcde", "date": "2023-09-26", "enddate": "2023-09-28",
        "actor": [
            {"code": "IRN", "sector": "GOV", "entity_text": "وزیر خارجه ایران",
             "identifier_text": "foreign minister, Iran", "office": "foreign minister"},
            {"code": "IRN", "sector": "GOV", "entity_text": "ایران", "identifier_id": "IRN", "identifier_text": "Iran"},
        ],
        "recipient": [
            {"code": "ARM", "sector": "MIL", "entity_text": "ارمنستان", "identifier_id": "ARM",
             "identifier_text": "Armenia", "office": "army"},
        ],
        "event": "CONSULT", "mode": ["third-party", "multilateral"], "quad_code": 1,
        "context": ["diplomatic", "territory", "historical"],
        "event_scale": 4.0, "has_event": True,
        "event_loc": {"extracted_place": "تهران", "resolved_place": "Tehran", "geonameid": "112931", "lat": 35.69439,
                      "lon": 51.42151, "city": "Tehran", "country": "Iran", "country_code": "IRN", "resolution": 4},
        "event_text": "گفت‌وگو کرد", "size": {"dead": 3}, "link": "https://example.org/news?a=1&b=2",
        "text": "گفت‌وگو کرد", "text_info": {"start": 102, "end": 113},
        "cite_info": {"citation": "news-1", "url": "https://example.org/news?a=1&b=2",
                      "title": "دیدار وزیران در تهران", "language": "fa", "publication": "خبرنامه",
                      "coder": "gahnama", "codebook": "PLOVER 2.0", "version": "gahnama 0 fa:1"},
    }  # fmt: skip
    assert own | {"copies": report_dict(full())["copies"]} == report_dict(full()) | {
        "first_day": "2023-09-26", "last_day": "2023-09-28", "language": "fa", "reference_day": "2023-09-27",
        "reference_inferred": True,
    }  # fmt: skip
    assert own["copies"][0]["published"] == "2023-09-28"


def test_text_comes_back_as_it_was() -> None:
    (line,) = lines([hostile()])
    assert line["event_text"] == line["cite_info"]["title"] == HOSTILE


def test_a_half_character_comes_back_too() -> None:
    report = replace(bare(), document=replace(bare().document, title="\ud83d"))
    (line,) = lines([report])
    assert line["cite_info"]["title"] == "\ud83d"


@pytest.mark.parametrize(
    ("earliest", "latest", "days"),
    [
        (date(2020, 1, 1), date(2020, 1, 1), ("2020-01-01", None)),
        (date(2020, 1, 1), None, ("2020-01-01", None)),
        (None, date(2020, 1, 1), ("2020-01-01", None)),
        (date(2020, 1, 1), date(2020, 12, 31), ("2020-01-01", "2020-12-31")),
        (None, None, (None, None)),
    ],
)
def test_days(earliest: date | None, latest: date | None, days: tuple[str | None, str | None]) -> None:
    found = record(replace(bare(), event=replace(bare().event, time=Time(earliest, latest, "x"))))
    assert (found["date"], found.get("enddate")) == days


def test_pandas_reads_it(reports: list[Report], tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_bytes(written("plover-jsonl", reports))
    table = pd.read_json(tmp_path / "x.jsonl", lines=True)
    assert list(table["id"]) == [report.event.id for report in reports]


def test_offsets_lead_to_the_quote() -> None:
    (line,) = lines([full()])
    at = Span(**line["text_info"])
    assert full().document.quote(at) == line["text"]
