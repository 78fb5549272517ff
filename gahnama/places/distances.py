"""Reads how far and to which side of a place something lies. Yields Distance."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gahnama.language import Language
from gahnama.text.phrasebook import Phrasebook
from gahnama.text.words import Word

EARTH = 6371.0
"""Kilometres from the middle to the surface."""
FARTHEST = 2000.0
"""Kilometres; what is farther is no place told by its distance from another."""
_QUARTER = 90.0


@dataclass(frozen=True, slots=True)
class Distance:
    """``kilometres`` from a place, towards ``bearing`` (degrees clockwise from north; None: to no side that is told).

    ``start``: the first word that says so.
    """

    kilometres: float
    bearing: float | None
    start: int

    def point(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Where that is from a place at these degrees, on a sphere; there, where no side is told."""
        if self.bearing is None:
            return latitude, longitude
        arc, towards, north = self.kilometres / EARTH, math.radians(self.bearing), math.radians(latitude)
        up = math.asin(math.sin(north) * math.cos(arc) + math.cos(north) * math.sin(arc) * math.cos(towards))
        along = math.atan2(
            math.sin(towards) * math.sin(arc) * math.cos(north), math.cos(arc) - math.sin(north) * math.sin(up)
        )
        east = (longitude + math.degrees(along) + 540) % 360 - 180
        return round(math.degrees(up), 4), round(east, 4)

    @property
    def radius(self) -> float:
        """Kilometres within which it lies of that point: half the sector that the side stands for, a quarter of the
        horizon for one of four sides and an eighth for those between; the whole distance where no side is told."""
        if self.bearing is None:
            return self.kilometres
        half = 45.0 if self.bearing % _QUARTER == 0 else 22.5
        return round(2 * self.kilometres * math.sin(math.radians(half) / 2), 1)


class DistanceReader:
    """Reads the distances of a language in front of toponyms."""

    def __init__(self, language: Language) -> None:
        compact = language.text.compact
        self._units = {compact(unit): kilometres for unit, kilometres in language.distances.units.items()}
        sides = [(compact(side), bearing) for side, bearing in language.distances.directions.items()]
        self._sides = Phrasebook(sides, inflect=False)
        self._between = frozenset(compact(word) for word in language.distances.between)
        self._numbers = dict(_numbers(language))
        self._joiner = compact(language.numbers["joiner"])

    def before(self, words: Sequence[Word], first: int) -> Distance | None:
        """The distance that ends right before word ``first``."""
        at = first - 1
        while at >= 0 and words[at].key in self._between:
            at -= 1
        bearing, at = self._side(words, at)
        while at >= 0 and words[at].key in self._between:
            at -= 1
        unit = self._units.get(words[at].key) if at > 0 else None
        if unit is None:
            return None
        number, start = self._number(words, at - 1)
        kilometres = number * unit
        return Distance(kilometres, bearing, start) if 0 < kilometres <= FARTHEST else None

    def _side(self, words: Sequence[Word], last: int) -> tuple[float | None, int]:
        """The bearing told by the words that end at ``last``, of two words or one, and the word before them."""
        for first in (last - 1, last):
            match = self._sides.at(words, first, last + 1) if first >= 0 else None
            if match is not None and match.last == last:
                return match.things[0], first - 1
        return None, last

    def _number(self, words: Sequence[Word], last: int) -> tuple[float, int]:
        """The number whose words end at ``last``, 0 where there is none, and its first word."""
        total, first = 0.0, last + 1
        while last >= 0:
            value = float(words[last].form) if words[last].form.isdecimal() else self._numbers.get(words[last].key)
            if value is None:
                break
            total, first = total + value, last
            if words[last].form.isdecimal() or last < 2 or words[last - 1].key != self._joiner:
                break
            last -= 2
        return total, first


def _numbers(language: Language) -> Iterator[tuple[str, float]]:
    """The number words of a language that stand for one number by themselves."""
    for group in ("units", "tens", "hundreds"):
        for value, names in language.numbers[group].items():
            for name in names:
                yield language.text.compact(name), float(value)
