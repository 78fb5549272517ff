"""Words as Persian readers fold them: one letter however it is typed, split and joined at the half-space. Yields str.

The databases' own word indexes fold nothing in Arabic script; what they get is the shadow text made here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gahnama.language import TextRules

_LONGEST = 5


def shadow(text: str, rules: TextRules) -> str:
    """The words to index: each by its parts and joined, affixes that stand apart joined too. Once each, sorted."""
    found: set[str] = set()
    before = ""
    for word in _words(text, rules):
        parts = word.split(rules.joiner)
        joined = "".join(parts)
        found.update((*parts, joined))
        if before in rules.prefixes or joined in rules.suffixes:
            found.add(before + joined)
        before = joined
    return " ".join(sorted(found - {""}))


def sought(query: str, rules: TextRules) -> list[list[list[str]]]:
    """What a query asks for: all of these; of each, one of the ways in which readers write it; of that, all words.

    A word with a half-space is found joined and apart; words that stand side by side are found joined as well.
    """
    words = list(_words(query, rules))
    parts = [part for word in words for part in word.split(rules.joiner) if part]
    if not parts:
        return []
    if len(parts) <= _LONGEST:
        return [list(_ways(parts))]
    pairs = [
        [[part], *([[part + after]] if after else [])] for part, after in zip(parts, [*parts[1:], ""], strict=True)
    ]
    return [_either(pair, before) for pair, before in zip(pairs, ["", *parts[:-1]], strict=True)]


def _either(ways: list[list[str]], before: str) -> list[list[str]]:
    """The ways of a word, joined to the one before as well."""
    return [*ways, [before + ways[0][0]]] if before else ways


def _ways(parts: list[str]) -> Iterator[list[str]]:
    """Every way of writing neighbours together or apart."""
    if len(parts) == 1:
        yield parts
        return
    for rest in _ways(parts[1:]):
        yield [parts[0], *rest]
        yield [parts[0] + rest[0], *rest[1:]]


def _words(text: str, rules: TextRules) -> list[str]:
    """The words of the normal form, half-spaces in them, in the case that search tables use."""
    pattern = rf"\w+(?:{rules.joiner}+\w+)*"
    return [re.sub(f"{rules.joiner}+", rules.joiner, word) for word in re.findall(pattern, rules.normal(text).lower())]
