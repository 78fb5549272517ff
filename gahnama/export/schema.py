"""The JSON Schema of PLOVER JSON lines, made from the model and the ontology.

``python -m gahnama.export.schema docs/plover-jsonl.schema.json`` writes it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from gahnama import schema as reading
from gahnama.model import AUX_MODES
from gahnama.ontology import load_ontology
from gahnama.records import REVIEWS

_TEXT = {"type": "string"}
_TEXT_OR_NULL = {"type": ["string", "null"]}
_DAY = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_DAY_OR_NULL = {"anyOf": [_DAY, {"type": "null"}]}
_COUNT = {"type": "integer", "minimum": 0}


def schema() -> dict[str, Any]:
    """The schema of one line, as JSON values."""
    whole = reading.schema()
    event: dict[str, Any] = whole["$defs"]["event"]["properties"]
    sectors = {"enum": [*load_ontology().plover.sectors]}
    entity = _object(
        {"code": _TEXT, "sector": sectors, "entity_text": _about("as the article names it"),
         "identifier_id": _about("the ontology's id"), "identifier_text": _about("in English"), "office": _TEXT},
        ("code", "sector", "entity_text", "identifier_text"),
    )  # fmt: skip
    location = _object(
        {"extracted_place": _about("as the article names it"), "resolved_place": _about("in English"),
         "geonameid": _TEXT, "lat": {"type": "number"}, "lon": {"type": "number"}, "city": _TEXT, "province": _TEXT,
         "country": _TEXT, "country_code": _TEXT,
         "resolution": {"enum": [5, 4, 2, 1], "description": "5 sub-city, 4 city, 2 province, 1 country"}},
        ("extracted_place",),
    )  # fmt: skip
    properties = {
        "id": _TEXT,
        "date": {**_DAY_OR_NULL, "description": "the first day that it can have been, else the last"},
        "enddate": {**_DAY, "description": "the last day, where it is another"},
        "actor": _list({"$ref": "#/$defs/entity"}),
        "recipient": _list({"$ref": "#/$defs/entity"}),
        "event": event["type"],
        "mode": event["mode"],
        "context": _list({"enum": [*event["contexts"]["items"]["enum"], *AUX_MODES]}),
        "quad_code": {"enum": [1, 2, 3, 4]},
        "event_scale": {"type": "number", "minimum": -10, "maximum": 10},
        "has_event": {"const": True},
        "event_loc": {"$ref": "#/$defs/location"},
        "event_text": _about("the first mention, as it stands in the article"),
        "size": {**_object({"dead": _COUNT, "injured": _COUNT, "arrested": _COUNT}, ()), "description": "the lowest"},
        "link": _TEXT,
        "text": _about("as event_text"),
        "text_info": _object({"start": _COUNT, "end": _COUNT}, ("start", "end")),
        "cite_info": _object(
            dict.fromkeys(
                ("citation", "url", "title", "language", "publication", "coder", "codebook", "version"), _TEXT
            ),
            ("citation", "language", "coder", "codebook", "version"),
        ),
        "gahnama": _own(event),
    }  # fmt: skip
    optional = ("enddate", "event_loc", "size", "link")
    return {
        "$schema": whole["$schema"],
        "title": "An event of Gahnama as a PLOVER record",
        "description": "Offsets are Unicode code points into the article's text. Under gahnama stands what PLOVER "
        "has no field for. Made by: python -m gahnama.export.schema",
        **_object(properties, tuple(name for name in properties if name not in optional)),
        "$defs": {**whole["$defs"], "entity": entity, "location": location},
    }  # fmt: skip


def _own(event: dict[str, Any]) -> dict[str, Any]:
    copy = {
        "event": _TEXT, "document_key": _TEXT, "document": _TEXT, "outlet": _TEXT_OR_NULL, "published": _DAY_OR_NULL,
        "url": _TEXT_OR_NULL,
    }  # fmt: skip
    own = {
        "story": _TEXT,
        **event,
        "document": _TEXT,
        "document_key": _about("what the chronicle knows the document by"),
        "sha256": {**_about("of the article's text in UTF-8"), "pattern": "^[0-9a-f]{64}$"},
        "title": _TEXT_OR_NULL,
        "outlet": _TEXT_OR_NULL,
        "outlets": _list(_TEXT),
        "url": _TEXT_OR_NULL,
        "published": _DAY_OR_NULL,
        "version": _about("program and language data"),
        "review": {"enum": [*REVIEWS]},
        "copies": _list(_object(copy, tuple(copy))),
        "first_day": _DAY_OR_NULL,
        "last_day": _DAY_OR_NULL,
        "language": _TEXT,
        "reference_day": {**_DAY_OR_NULL, "description": "the day that dates were counted from"},
        "reference_inferred": {"type": "boolean"},
    }
    return _object(own, tuple(own))


def _about(told: str) -> dict[str, Any]:
    return {**_TEXT, "description": told}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _object(properties: dict[str, Any], required: tuple[str, ...]) -> dict[str, Any]:
    return {
        "type": "object", "properties": properties, "required": [*required], "additionalProperties": False,
    }  # fmt: skip


def text() -> str:
    """The schema file's text."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(text(), encoding="utf-8")
