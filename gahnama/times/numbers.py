"""Numbers in words and digits: «بیست و هفتم» 27th, «هزار و نهصد و بیست و سه» 1923, 21."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product


@dataclass(frozen=True, slots=True)
class Number:
    """A number that ends before unit ``end``; ``digits`` is how many digits it is written with, 0 for words."""

    end: int
    value: int
    ordinal: bool
    digits: int


@dataclass(frozen=True, slots=True)
class NumberLexicon:
    """Number words of a language. Keys are words without spaces and half-spaces.

    ``below_1000`` and ``ordinals`` hold every spelling of 0–999 in one key; ``thousand`` multiplies what stands before
    it; ``joiner`` links («و»); ``endings`` make an ordinal of digits («21م»).
    """

    below_1000: Mapping[str, int]
    ordinals: Mapping[str, int]
    thousand: frozenset[str]
    joiner: frozenset[str]
    endings: frozenset[str]
    prefixes: frozenset[str] = field(default=frozenset(), repr=False)

    def starts(self, key: str) -> bool:
        """Whether a number can begin with this word."""
        return key.isdecimal() or key in self.prefixes or key in self.thousand

    def match(self, keys: Sequence[str], position: int) -> Number | None:
        """The longest number that begins at ``position``, None where there is none."""
        key = keys[position]
        if key.isdecimal():
            if len(key) > 9:
                return None
            end, ordinal = position + 1, False
            if end < len(keys) and keys[end] in self.endings:
                end, ordinal = end + 1, True
            return Number(end, int(key), ordinal, len(key))
        head = self._below(keys, position)
        if head is None and key not in self.thousand:
            return None
        if head is not None and head.ordinal:
            return head
        value, end = (head.value, head.end) if head is not None else (1, position)
        if end < len(keys) and keys[end] in self.thousand:
            value, end = value * 1000, end + 1
            if end + 1 < len(keys) and keys[end] in self.joiner:
                tail = self._below(keys, end + 1)
                if tail is not None:
                    return Number(tail.end, value + tail.value, tail.ordinal, 0)
            return Number(end, value, False, 0)
        return head

    def _below(self, keys: Sequence[str], position: int) -> Number | None:
        best: Number | None = None
        text = ""
        for index in range(position, min(position + 7, len(keys))):
            text += keys[index]
            if text in self.ordinals:
                best = Number(index + 1, self.ordinals[text], True, 0)
            elif text in self.below_1000:
                best = Number(index + 1, self.below_1000[text], False, 0)
            elif text not in self.prefixes:
                break
        return best


def build(data: Mapping[str, object]) -> NumberLexicon:
    """A number lexicon from ``numbers.yaml``: ``units tens hundreds`` (number → spellings), ``joiner thousand``,
    ``ordinal-endings`` (glued to the last word) and ``ordinals`` (irregular ones, number → spellings)."""

    def table(name: str) -> dict[int, list[str]]:
        part = data[name]
        if not isinstance(part, Mapping):
            raise ValueError(f"{name}: expected numbers with lists of their spellings")
        return {int(number): [_key(word) for word in words] for number, words in part.items()}

    def listed(name: str) -> list[str]:
        part = data[name]
        if not isinstance(part, Sequence) or isinstance(part, str):
            raise ValueError(f"{name}: expected a list of words")
        return [_key(word) for word in part]

    units, tens, hundreds = table("units"), table("tens"), table("hundreds")
    endings, joiners, irregular = listed("ordinal-endings"), listed("joiner"), table("ordinals")
    cardinals: dict[str, int] = {}
    ordinals: dict[str, int] = {}

    def last_words(number: int) -> tuple[list[str], list[str]]:
        """Cardinal and ordinal spellings of a number that is one word."""
        words = {**units, **tens, **hundreds}[number]
        regular = [] if number in irregular else [word + ending for word, ending in product(words, endings)]
        return words, regular + irregular.get(number, [])

    def add(prefix: list[str], number: int, value: int) -> None:
        words, ordinal_words = last_words(number)
        for start, word in product(prefix, words):
            cardinals.setdefault(start + word, value)
        for start, word in product(prefix, ordinal_words):
            ordinals.setdefault(start + word, value)

    for hundred in (0, *sorted(hundreds)):
        prefix = [word + joiner for word, joiner in product(hundreds[hundred], joiners)] if hundred else [""]
        if hundred:
            add([""], hundred, hundred)
        for number in (*sorted(units), *sorted(tens)):
            add(prefix, number, hundred + number)
            if number in tens:
                inner = [a + b + c for a, b, c in product(prefix, tens[number], joiners)]
                for unit in range(1, 10):
                    add(inner, unit, hundred + number + unit)
    for value, words in irregular.items():
        for word in words:
            ordinals[word] = value
    standalone = data.get("first-words", [])
    if isinstance(standalone, Sequence) and not isinstance(standalone, str):
        for word in standalone:
            ordinals[_key(word)] = 1
    prefixes = {key[:length] for key in (*cardinals, *ordinals) for length in range(1, len(key) + 1)}
    return NumberLexicon(
        cardinals,
        ordinals,
        frozenset(listed("thousand")),
        frozenset(joiners),
        frozenset(listed("digit-endings")),
        prefixes=frozenset(prefixes),
    )


def _key(word: object) -> str:
    return str(word).replace(" ", "").replace("\u200c", "")
