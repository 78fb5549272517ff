"""Quotations: the stretches between paired quotation marks. Yields Quotation."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

from gahnama.language import TextRules
from gahnama.text.words import Word

_LONGEST_TITLE = 8


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words ``first`` to ``last`` (both inclusive) stand between quotation marks, the marks not counted."""

    first: int
    last: int


def quotations(words: Sequence[Word], rules: TextRules) -> list[Quotation]:
    """The quotations of a text, outermost first; a mark without its partner is left alone."""
    closing = dict(rules.quotes)
    found: list[Quotation] = []
    stack: list[tuple[str, int]] = []
    for word in words:
        if stack and word.form == stack[-1][0]:
            _, opened = stack.pop()
            if word.index - opened > 1:
                found.append(Quotation(opened + 1, word.index - 1))
        elif word.form in closing:
            stack.append((closing[word.form], word.index))
    return sorted(found, key=lambda quotation: (quotation.first, -quotation.last))


def titles(words: Sequence[Word], quoted: Sequence[Quotation], works: Container[str]) -> list[Quotation]:
    """The quotations that are titles of works: short ones right behind a word of ``works``, or behind two of its words.

    ``works``: compact keys of what works are called («کتاب») or what gives them their title («با عنوان»).
    """
    return [
        one
        for one in quoted
        if one.last - one.first < _LONGEST_TITLE and one.first >= 2 and _called(words, one.first - 2, works)
    ]


def _called(words: Sequence[Word], index: int, works: Container[str]) -> bool:
    """Whether a word, alone or with the one before it, is what works are called."""
    word = words[index]
    keys = [word.key, *word.stems]
    if index:
        keys.append(words[index - 1].key + word.key)
    return any(key in works for key in keys)
