"""How far and to which side of a place something lies."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gahnama.model import Place
from gahnama.places.distances import EARTH, FARTHEST, Distance
from gahnama.reader import read

SHUSHA = (39.7601, 46.7499)


def place(text: str) -> Place:
    """The only place of a text."""
    (found,) = read(text).places
    return found


def apart(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The great-circle distance in kilometres."""
    up, other_up = math.radians(one[0]), math.radians(other[0])
    half = math.sin((up - other_up) / 2) ** 2
    half += math.cos(up) * math.cos(other_up) * math.sin(math.radians(one[1] - other[1]) / 2) ** 2
    return 2 * EARTH * math.asin(math.sqrt(half))


@given(st.floats(1, FARTHEST), st.floats(0, 359), st.floats(-60, 60), st.floats(-180, 180))
def test_the_point_lies_as_far_off_as_told(
    kilometres: float, bearing: float, latitude: float, longitude: float
) -> None:
    found = Distance(kilometres, bearing, 0).point(latitude, longitude)
    assert -90 <= found[0] <= 90
    assert -180 <= found[1] <= 180
    assert apart((latitude, longitude), found) == pytest.approx(kilometres, abs=0.02)


@pytest.mark.parametrize(
    ("text", "kilometres", "north", "east", "radius"),
    [
        ("در ۱۰۰ کیلومتری شمال شرق شوشا انفجاری رخ داد.", 100, 1, 1, 39.0),
        ("در صد کیلومتری شمال‌شرقی شوشا انفجاری رخ داد.", 100, 1, 1, 39.0),
        ("در بیست و پنج کیلومتری جنوب شهر شوشا انفجاری رخ داد.", 25, -1, 0, 19.1),
        ("در فاصله ۴۰ کیلومتری از غرب شوشا انفجاری رخ داد.", 40, 0, -1, 30.6),
    ],
)
def test_a_distance_and_a_side_make_a_point(text: str, kilometres: float, north: int, east: int, radius: float) -> None:
    found = place(text)
    assert found.latitude is not None
    assert found.longitude is not None
    assert apart(SHUSHA, (found.latitude, found.longitude)) == pytest.approx(kilometres, abs=0.1)
    assert [round(found.latitude - SHUSHA[0], 1) * north >= 0, (found.longitude - SHUSHA[1]) * east >= 0] == [
        True,
        True,
    ]
    assert found.approximate
    assert found.radius == radius


def test_a_distance_without_a_side_is_a_circle() -> None:
    found = place("در ۵ کیلومتری شوشا انفجاری رخ داد.")
    assert (found.latitude, found.longitude) == SHUSHA
    assert found.radius == 5


@pytest.mark.parametrize(
    "text",
    [
        "در شوشا انفجاری رخ داد.",
        "در شمال شرق شوشا انفجاری رخ داد.",
        "۱۰۰ نفر در شوشا ماندند.",
        "در ۰ کیلومتری شوشا انفجاری رخ داد.",
        "در ۹۰۰۰۰ کیلومتری شوشا انفجاری رخ داد.",
    ],
)
def test_what_is_no_distance_leaves_the_point_where_it_is(text: str) -> None:
    found = place(text)
    assert (found.latitude, found.longitude) == SHUSHA
    assert not found.approximate
    assert found.radius is None


def test_rounded_coordinates_are_told() -> None:
    found = place("در سیبری باران بارید.")
    assert found.approximate
    assert found.radius == 40
