"""GeoJSON (RFC 7946): a feature an event, its point where the place has coordinates, the common row as properties."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import IO, Any

from gahnama.export.cells import safe
from gahnama.export.losses import Losses
from gahnama.export.rows import DROPS as DROPS
from gahnama.export.rows import rows
from gahnama.records import Report


def write(reports: Iterable[Report], file: IO[bytes], losses: Losses) -> None:
    """Writes a line a feature; events without coordinates have no geometry. ``dropped`` at the end tells the losses."""
    file.write(b'{"type": "FeatureCollection", "features": [')
    between = b"\n"
    for values in rows(reports):
        file.write(between + _json(_feature(safe(values))))
        between = b",\n"
    file.write(b'\n], "dropped": ' + _json(losses.counts) + b"}\n")


def _feature(values: dict[str, Any]) -> dict[str, Any]:
    point = [values.pop("longitude"), values.pop("latitude")]  # in this order, RFC 7946 section 3.1.1
    placed = None not in point
    return {
        "type": "Feature",
        "id": values["event"],
        "geometry": {"type": "Point", "coordinates": point} if placed else None,
        "properties": values,
    }


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, default=str).encode()
