"""The JSON Schema of a reading, made from the model. ``python -m gahnama.schema docs/reading.schema.json`` writes it.

The form is that of ``Reading.to_dict``; it follows the dataclasses field for field, and tests hold the two together.
"""

from __future__ import annotations

import json
import sys
from dataclasses import fields
from pathlib import Path
from typing import Any, get_args, get_type_hints

from gahnama import model
from gahnama.ontology import load_ontology

_DAY = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_OFFSET = {"type": "integer", "minimum": 0}
_SPAN = {
    "start": {**_OFFSET, "description": "code point, inclusive"},
    "end": {**_OFFSET, "description": "code point, exclusive"},
}
_BASES = ("explicit", "relative", "anaphoric", "publication", "known", "none")


def schema() -> dict[str, Any]:
    """The schema, as JSON values."""
    plover = load_ontology().plover
    definitions = {
        "span": _object(_SPAN),
        "time": _object({
            **_plain(model.Time, "spans", "anchor", "earliest", "latest"),
            "earliest": _or_null(_DAY), "latest": _or_null(_DAY), "basis": {"enum": list(_BASES)},
            "spans": _list(_ref("span")), "anchor": _TEXT_OR_NULL,
        }),
        "participant": _object({**_SPAN, **_plain(model.Participant, "span"), "sector": {"enum": [*plover.sectors]}}),
        "place": _object({**_SPAN, **_plain(model.Place, "span")}),
        "source": _object({
            **_SPAN, **_plain(model.Source, "span"), "kind": {"enum": ["participant", "outlet", "unnamed"]},
        }),
        "toll": _object({
            **_SPAN, **_plain(model.Toll, "span", "sources"), "kind": {"enum": list(model.TOLLS)},
            "source": _list(_ref("source")),
        }),
        "naming": _object({**_SPAN, "by": _or_null(_ref("participant"))}),
        "mention": _object({**_SPAN, "text": {"type": "string"}}),
        "attribution": _object({
            **_SPAN, "sources": _list(_ref("source")), "cue": _ref("span"),
            "stance": {"enum": list(model.STANCES)},
        }),
        "event": _object({
            "id": {"type": "string"},
            "type": {"enum": [*plover.modes]},
            "mode": _list({"enum": sorted({mode for modes in plover.modes.values() for mode in modes})}),
            "mentions": {**_list(_ref("mention")), "minItems": 1},
            **{role: _list(_ref("participant")) for role in ("actors", "recipients", "mediators")},
            "date": {
                **_TEXT_OR_NULL,
                "description": "EDTF (ISO 8601-2), Gregorian; null where only `time` knows it",
            },
            "time": _ref("time"),
            "place": _or_null(_ref("place")),
            "aux": _list({"enum": list(model.AUX_MODES)}),
            "source": _list(_ref("source")),
            "agenda": _list(_ref("span")),
            "terms": _list(_ref("span")),
            "casualties": _list(_ref("toll")),
            "namings": _list(_ref("naming")),
            "denies": {**_list({"type": "string"}), "description": "ids of the events that a REJECT denies"},
            "contexts": _list({"enum": list(plover.contexts)}),
            "intensity": {"type": "number", "minimum": -10, "maximum": 10},
            "entries": _list({"type": "string"}),
            "confidence": {"type": "number", "minimum": 0, "maximum": 1},
        }),
    }  # fmt: skip
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A reading of one news article by Gahnama",
        "description": "Offsets are Unicode code points into the text as received. Made by: python -m gahnama.schema",
        **_object({
            **_plain(model.Document, "text", "published"),
            "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$", "description": "of the text in UTF-8"},
            "published": _or_null(_DAY),
            "published_inferred": {"type": "boolean"},
            "program": {"type": "string"},
            "events": _list(_ref("event")),
            "sentences": _list({"type": "array", "prefixItems": [_OFFSET, _OFFSET], "minItems": 2, "maxItems": 2}),
            "times": _list(_ref("time")),
            "participants": _list(_ref("participant")),
            "places": _list(_ref("place")),
            "attributions": _list(_ref("attribution")),
        }),
        "$defs": definitions,
    }  # fmt: skip


_NAMES = {str: "string", int: "integer", float: "number", bool: "boolean", type(None): "null"}
_TEXT_OR_NULL: dict[str, Any] = {"type": ["string", "null"]}


def _plain(shape: type, *left_out: str) -> dict[str, Any]:
    """The fields of a dataclass that hold texts, numbers or truth values, with their types."""
    hints = get_type_hints(shape)
    found: dict[str, Any] = {}
    for field in fields(shape):
        if field.name not in left_out:
            kinds = [_NAMES[kind] for kind in get_args(hints[field.name]) or (hints[field.name],)]
            found[field.name] = {"type": kinds[0] if len(kinds) == 1 else kinds}
    return found


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": [*properties], "additionalProperties": False}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _or_null(kind: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [kind, {"type": "null"}]}


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{name}"}


def text() -> str:
    """The schema file's text."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(text(), encoding="utf-8")
