"""Words of a normal text: what is written apart but belongs together is joined, what is glued is cut.

Yields Word. Stage 1.
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass

from gahnama.language import TextRules


@dataclass(frozen=True, slots=True)
class Word:
    """One word or punctuation mark: ``start`` (inclusive) and ``end`` (exclusive) count characters of the normal text.

    ``form`` is what stands there; ``key`` is the form without spaces and half-spaces, which is what matching looks at;
    ``stems`` are the keys that are left when endings are taken off, the likeliest first.
    """

    index: int
    start: int
    end: int
    form: str
    key: str
    stems: tuple[str, ...]
    punctuation: bool

    @property
    def stem(self) -> str:
        """The likeliest stem; the key of a word that has no ending."""
        return self.stems[0] if self.stems else self.key


class Splitter:
    """Cuts normal text into words by the rules of a language."""

    def __init__(self, rules: TextRules, verb_forms: Container[str], prefixes: tuple[str, ...]) -> None:
        self._rules = rules
        self._verb_forms = verb_forms
        self._prefixes = frozenset(prefixes)
        self._pattern = re.compile(rf"\d+|[^\W\d_]+(?:{rules.joiner}+[^\W\d_]+)*|[^\w\s{rules.joiner}]|_")
        self._suffixes = frozenset(rules.compact(suffix) for suffix in rules.suffixes)
        self._endings = tuple(rules.compact(ending) for ending in rules.endings)
        self._plurals = {rules.compact(key): rules.compact(value) for key, value in rules.plurals.items()}
        self._stems: dict[str, tuple[str, ...]] = {}

    def words(self, text: str) -> list[Word]:
        """The words of ``text`` (a normal form), in order; white space is in none of them."""
        pieces: list[tuple[int, int]] = []
        joiner = self._rules.joiner
        for match in self._pattern.finditer(text):
            start, end = match.span()
            form = match.group()
            while joiner in form:
                head, _, rest = form.partition(joiner)
                rest = rest.lstrip(joiner)
                if head not in self._rules.detach or form.replace(joiner, "") in self._verb_forms:
                    break
                pieces.append((start, start + len(head)))
                start = end - len(rest)
                form = rest
            pieces.append((start, end))
        words: list[Word] = []
        index = 0
        while index < len(pieces):
            start, end = pieces[index]
            key = text[start:end].replace(joiner, "")
            if key in self._prefixes and index + 1 < len(pieces) and self._apart(text, end, pieces[index + 1][0]):
                joined = key + text[slice(*pieces[index + 1])].replace(joiner, "")
                if joined in self._verb_forms:
                    index += 1
                    end, key = pieces[index][1], joined
            while index + 1 < len(pieces) and text[start].isalpha() and self._apart(text, end, pieces[index + 1][0]):
                suffix = text[slice(*pieces[index + 1])].replace(joiner, "")
                if suffix not in self._suffixes:
                    break
                index += 1
                end, key = pieces[index][1], key + suffix
            form = text[start:end]
            mark = not (form[0].isalnum())
            words.append(Word(len(words), start, end, form, key, () if mark else self.stems(key), mark))
            index += 1
        return words

    def stems(self, key: str) -> tuple[str, ...]:
        """The keys that ``key`` may be an inflected form of, without itself; empty when no ending comes off."""
        known = self._stems.get(key)
        if known is None:
            found = [self._plurals[key]] if key in self._plurals else []
            for ending in self._endings:
                if key.endswith(ending) and len(key) - len(ending) >= self._rules.shortest_stem:
                    stem = key[: -len(ending)]
                    found.append(stem)
                    if stem in self._plurals:
                        found.append(self._plurals[stem])
            known = self._stems[key] = tuple(dict.fromkeys(found))
        return known

    @staticmethod
    def _apart(text: str, end: int, start: int) -> bool:
        """Whether nothing but one space or joiners lies between two pieces."""
        between = text[end:start]
        return "\n" not in between and len(between) <= 2
