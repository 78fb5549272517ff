"""The normal form of a text, with a map back to every character of the original.

Everything downstream matches on the normal form and reports offsets into the text as received.
"""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass

from gahnama.model import Span

_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});")


@dataclass(frozen=True, slots=True)
class Normal:
    """``form`` is the normal text; its character i stands for original[starts[i]:ends[i]], which is never empty."""

    original: str
    form: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def original_span(self, start: int, end: int) -> Span:
        """The original code points of form[start:end]; the stretch has to hold at least one character."""
        if not 0 <= start < end <= len(self.form):
            raise ValueError(f"no stretch {start}:{end} in a normal form of {len(self.form)} characters")
        return Span(self.starts[start], self.ends[end - 1])

    def normal_span(self, span: Span) -> tuple[int, int]:
        """The characters of the normal form that come from ``span`` of the original (may be empty)."""
        return bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)


def normalise(text: str, fold: Mapping[str, str]) -> Normal:
    """The normal form of ``text``: each character through ``fold`` (to nothing: dropped), HTML entities decoded."""
    if "&" not in text:
        return _fold(text, fold)
    pieces: list[tuple[str, int, int]] = []
    last = 0
    for entity in _ENTITY.finditer(text):
        pieces.extend((text[i], i, i + 1) for i in range(last, entity.start()))
        decoded = html.unescape(entity.group())
        if decoded == entity.group():
            pieces.extend((text[i], i, i + 1) for i in range(entity.start(), entity.end()))
        else:
            pieces.extend((character, entity.start(), entity.end()) for character in decoded)
        last = entity.end()
    pieces.extend((text[i], i, i + 1) for i in range(last, len(text)))
    form: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for character, start, end in pieces:
        for folded in fold.get(character, character):
            form.append(folded)
            starts.append(start)
            ends.append(end)
    return Normal(text, "".join(form), tuple(starts), tuple(ends))


def _fold(text: str, fold: Mapping[str, str]) -> Normal:
    form: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for index, character in enumerate(text):
        folded = fold.get(character, character)
        if len(folded) == 1:
            form.append(folded)
            starts.append(index)
            ends.append(index + 1)
        elif not folded:
            if ends and ends[-1] == index and unicodedata.category(character) == "Mn":
                ends[-1] = index + 1  # a dropped vowel sign belongs to the letter that bears it
        else:
            for one in folded:
                form.append(one)
                starts.append(index)
                ends.append(index + 1)
    return Normal(text, "".join(form), tuple(starts), tuple(ends))
