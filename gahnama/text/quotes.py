"""Quotations: the stretches between paired quotation marks. Yields Quotation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gahnama.language import TextRules
from gahnama.text.words import Word


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
