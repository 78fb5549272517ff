"""Sixty toponyms of conflict news, from the text to a point on the map."""

from __future__ import annotations

import math
from pathlib import Path

import yaml

from gahnama.model import Document, Place
from gahnama.reader import read

NEAR = 25.0
"""Kilometres."""
ENOUGH = 57


def _kilometres(place: Place, lat: float, lon: float) -> float:
    """The great-circle distance on a sphere of 6371 km."""
    assert place.latitude is not None
    assert place.longitude is not None
    one, other = math.radians(place.latitude), math.radians(lat)
    across = math.radians(place.longitude - lon)
    half = math.sin((one - other) / 2) ** 2 + math.cos(one) * math.cos(other) * math.sin(across / 2) ** 2
    return 2 * 6371 * math.asin(math.sqrt(half))


def _resolved(row: dict[str, str]) -> bool:
    """Whether the reading has the country and a point near the true one for the words of the name."""
    text = row["text"]
    first = text.index(row["name"])
    last = first + len(row["name"])
    return any(
        place.latitude is not None
        and place.span.start < last
        and first < place.span.end
        and place.country == row["country"]
        and _kilometres(place, float(row["lat"]), float(row["lon"])) <= NEAR
        for place in read(Document(id="toponym", text=text)).places
    )


def test_toponyms_of_conflict_news_are_put_on_the_map() -> None:
    rows = yaml.load(Path(__file__).with_name("toponyms.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    assert len(rows) == 60
    missed = [row["name"] for row in rows if not _resolved(row)]
    assert len(rows) - len(missed) >= ENOUGH, f"not within {NEAR} km: {missed}"
