"""How many: numbers in digits and words, with what widens them («دست‌کم», «بین … و …», «ده‌ها»). Yields Quantity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gahnama.language import Language, Vague
from gahnama.text.phrasebook import Phrasebook
from gahnama.text.words import Word
from gahnama.times import numbers

_GROUP = 3
_LONGEST = 14  # words of the longest number with what widens it
_TENTH = 10


@dataclass(frozen=True, slots=True)
class Quantity:
    """Words ``first`` to ``last`` (both inclusive) say ``lowest`` to ``highest``, both inclusive; None: open.

    ``people``: they count people by themselves («عده‌ای»).
    """

    first: int
    last: int
    lowest: int
    highest: int | None
    people: bool = False


class QuantityReader:
    """Reads quantities by the number words of a language."""

    def __init__(self, language: Language) -> None:
        compact = language.text.compact
        told = language.details.quantities
        self._numbers = numbers.build(language.numbers)
        self._grouping = told.grouping
        self._scales = {compact(name): scale for scale, names in told.scales.items() for name in names}
        self._joiner, self._between = (frozenset(map(compact, words)) for words in (told.joiner, told.between))
        self._to = frozenset(map(compact, told.to))
        bounds = (("least", told.at_least), ("most", told.at_most), ("about", told.about))
        self._bounds = Phrasebook(((compact(word), kind) for kind, words in bounds for word in words), inflect=False)
        self._vague: Phrasebook[Vague] = Phrasebook(
            ((compact(name), vague) for vague in told.vague for name in vague.names), inflect=False
        )

    def find(self, words: Sequence[Word], first: int, stop: int) -> list[Quantity]:
        """The quantities in words[first:stop], left to right."""
        found = []
        while first < stop:
            quantity = self.at(words, first, stop)
            if quantity is None:
                first += 1
            else:
                found.append(quantity)
                first = quantity.last + 1
        return found

    def at(self, words: Sequence[Word], first: int, stop: int) -> Quantity | None:
        """The quantity that begins at a word and ends before word ``stop``."""
        stop = min(stop, first + _LONGEST)
        bound = self._bounds.at(words, first, stop)
        if bound is not None:
            inner = self.at(words, bound.last + 1, stop) if bound.last + 1 < stop else None
            return self._bounded(bound.things[0], inner, first) if inner is not None else None
        if words[first].key in self._between:
            return self._range(words, first + 1, stop, self._to | self._joiner, first) if first + 1 < stop else None
        vague = self._vague.at(words, first, stop)
        if vague is not None:
            told = vague.things[0]
            return Quantity(first, vague.last, told.lowest, told.highest, told.people)
        whole = self._range(words, first, stop, self._to, first)
        if whole is not None:
            return whole
        number = self._number(words, first, stop)
        return Quantity(first, number[1], number[0], number[0]) if number is not None else None

    @staticmethod
    def _bounded(kind: str, inner: Quantity, first: int) -> Quantity:
        """A quantity under «at least», «at most» or «about»: a tenth either side."""
        lowest, highest = inner.lowest, inner.highest
        if kind == "least":
            highest = None
        elif kind == "most":
            lowest = 0
        elif highest is not None:
            lowest, highest = lowest - lowest // _TENTH, highest + highest // _TENTH
        return Quantity(first, inner.last, lowest, highest)

    def _range(
        self, words: Sequence[Word], first: int, stop: int, links: frozenset[str], start: int
    ) -> Quantity | None:
        """«۳ تا ۵»: two numbers, the lower first, with a word between them that links the ends of a range."""
        one = self._number(words, first, stop)
        if one is None or one[1] + 2 >= stop or words[one[1] + 1].key not in links:
            return None
        other = self._number(words, one[1] + 2, stop)
        if other is None or other[0] <= one[0]:
            return None
        return Quantity(start, other[1], one[0], other[0])

    def _number(self, words: Sequence[Word], first: int, stop: int) -> tuple[int, int] | None:
        """The cardinal number that begins at a word, and its last word: «۲ هزار و ۵۰۰», «۳,۴۲۵», «هزار و صد»."""
        total, last, scale = 0, -1, 0
        while True:
            part = self._part(words, first, stop)
            if part is None:
                break
            value, last, below = part
            if scale and value >= scale:
                return None
            total += value
            scale = below
            if scale == 0 or last + 2 >= stop or words[last + 1].key not in self._joiner:
                break
            first = last + 2
        return (total, last) if last >= 0 else None

    def _part(self, words: Sequence[Word], first: int, stop: int) -> tuple[int, int, int] | None:
        """A number below a scale and the scale word behind it: its value, its last word, the scale (0 without one)."""
        word = words[first]
        scale = self._scales.get(word.key)
        if scale is not None:
            return scale, first, scale
        if word.form.isdecimal():
            value, last = self._digits(words, first, stop)
        else:
            if not self._numbers.starts(word.key):
                return self._glued(word, first)
            keys = [one.key for one in words[first : min(stop, first + _LONGEST)]]
            match = self._numbers.match(keys, 0)
            if match is not None and not match.ordinal:
                value, last = match.value, first + match.end - 1
            else:
                return self._glued(word, first)
        if last + 1 < stop and words[last + 1].key in self._scales:
            scale = self._scales[words[last + 1].key]
            return value * scale, last + 1, scale
        return value, last, 0

    def _glued(self, word: Word, index: int) -> tuple[int, int, int] | None:
        """A number and its scale in one word: «یک‌هزار»."""
        for name, scale in self._scales.items():
            if word.key.endswith(name):
                match = self._numbers.match([word.key.removesuffix(name)], 0)
                if match is not None and not match.ordinal:
                    return match.value * scale, index, scale
        return None

    def _digits(self, words: Sequence[Word], first: int, stop: int) -> tuple[int, int]:
        """Digits, with groups of three behind marks that touch them on both sides."""
        digits, last = words[first].form, first
        while (
            last + 2 < stop
            and words[last + 1].form in self._grouping
            and len(words[last + 2].form) == _GROUP
            and words[last + 2].form.isdecimal()
            and words[last].end == words[last + 1].start
            and words[last + 1].end == words[last + 2].start
        ):
            last += 2
            digits += words[last].form
        return int(digits[:18]), last
