"""How much two stretches of a text speak of the same. Stage 1."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cached_property

from gahnama.text.parse import Text


class Likeness:
    """Compares stretches of one text by the words that they share, the rare ones counting most."""

    def __init__(self, text: Text, rarity: Mapping[str, float]) -> None:
        """``rarity``: by stem, the logarithm of how many articles there are for each that has it; ``bias`` is what a
        stem counts that is not listed, 1 where nothing is said."""
        self._text = text
        self._rarity = rarity
        self._unseen = rarity.get("bias", 1.0)
        self._lengths: dict[tuple[int, int], float] = {}
        self._stems: dict[tuple[int, int], frozenset[str]] = {}

    @cached_property
    def _weights(self) -> dict[str, float]:
        """The square of what each stem of the text counts."""
        stems = {word.stem for word in self._text.words}
        return {stem: self._rarity.get(stem, self._unseen) ** 2 for stem in stems}

    def sentences(self, one: int, other: int) -> float:
        """The likeness of two sentences, by their indexes."""
        first, second = self._text.sentences[one], self._text.sentences[other]
        return self.stretches((first.first, first.last), (second.first, second.last))

    def stretches(self, one: tuple[int, int], other: tuple[int, int]) -> float:
        """The cosine of two stretches of words, first and last inclusive: 0 where they share none, 1 where they have
        the same ones. What lies outside of the text is left out."""
        shared = self._words(one) & self._words(other)
        if not shared:
            return 0.0
        return self._weigh(shared) / (self._length(one) * self._length(other))

    def _words(self, stretch: tuple[int, int]) -> frozenset[str]:
        if stretch not in self._stems:
            words = self._text.words[max(stretch[0], 0) : stretch[1] + 1]
            self._stems[stretch] = frozenset(word.stem for word in words if not word.punctuation)
        return self._stems[stretch]

    def _length(self, stretch: tuple[int, int]) -> float:
        if stretch not in self._lengths:
            self._lengths[stretch] = math.sqrt(self._weigh(self._words(stretch)))
        return self._lengths[stretch]

    def _weigh(self, stems: frozenset[str]) -> float:
        return math.fsum(self._weights[stem] for stem in stems)
