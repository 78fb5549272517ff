"""Finds known phrases in words, whatever their spaces and half-spaces. Yields Match."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from gahnama.text.words import Word

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """Words ``first`` to ``last`` (both inclusive) are a known phrase; ``inflected``: its last word has an ending."""

    first: int
    last: int
    things: tuple[T, ...]
    inflected: bool = False


class Phrasebook(Generic[T]):
    """Phrases by compact key (no spaces, no half-spaces), each with the things that it may mean."""

    def __init__(
        self,
        phrases: Iterable[tuple[str, T]],
        inflect: bool = True,
        endings: frozenset[str] | None = None,
        joints: str = "",
        plural_heads: bool = False,
    ) -> None:
        """``inflect``: the last word may bear an ending; ``endings``: one of these, or a letter after ``joints``.

        ``plural_heads``: so may the first one of several («حمله‌های هوایی»).
        """
        self._plural_heads = plural_heads
        book: dict[str, list[T]] = {}
        for key, thing in phrases:
            if key and thing not in book.setdefault(key, []):
                book[key].append(thing)
        self._book = {key: tuple(things) for key, things in book.items()}
        self._openings = {key[:length] for key in self._book for length in range(1, len(key) + 1)}
        self._longest = max((len(key) for key in self._book), default=0)
        self._inflect = inflect
        self._endings = endings
        self._joints = joints

    def __contains__(self, key: str) -> bool:
        return key in self._book

    def get(self, key: str) -> tuple[T, ...]:
        """The things of one key; empty when it is not in the book."""
        return self._book.get(key, ())

    def at(self, words: Sequence[Word], first: int, stop: int | None = None) -> Match[T] | None:
        """The longest phrase that begins at word ``first`` and ends before word ``stop``."""
        word = words[first]
        heads = (word.key, *(word.stems if self._plural_heads else ()))
        opens = any(head in self._openings for head in heads)
        if not opens and not (self._inflect and any(stem in self._book for stem in word.stems)):
            return None
        found = [match for match in (self._along(words, first, stop, head) for head in heads) if match is not None]
        return max(found, key=lambda match: match.last, default=None)

    def _along(self, words: Sequence[Word], first: int, stop: int | None, head: str) -> Match[T] | None:
        """The longest phrase that begins at word ``first``, which counts as ``head``: by itself it has to be it."""
        best: Match[T] | None = None
        before = ""
        for last in range(first, min(len(words) if stop is None else stop, first + 12)):
            word = words[last]
            whole = last > first or head == word.key
            joined = before + (word.key if last > first else head)
            if len(before) > self._longest:
                break
            things = self._book.get(joined) if whole else None
            if things:
                best = Match(first, last, things)
            elif self._inflect and whole:
                for stem in word.stems:
                    if not self._bears(word.key, stem):
                        continue
                    things = self._book.get(before + stem)
                    if things:
                        best = Match(first, last, things, True)
                        break
            if joined not in self._openings:
                break
            before = joined
        return best

    def _bears(self, key: str, stem: str) -> bool:
        """Whether the ending that ``key`` adds to ``stem`` is one that these phrases take."""
        if self._endings is None or not key.startswith(stem):
            return True
        ending = key[len(stem) :]
        return ending in self._endings or (len(ending) == 1 and stem[-1] in self._joints)

    def find(self, words: Sequence[Word], first: int = 0, stop: int | None = None) -> list[Match[T]]:
        """All phrases in words[first:stop], left to right, the longest first, none overlapping another."""
        found: list[Match[T]] = []
        end = len(words) if stop is None else stop
        while first < end:
            match = self.at(words, first, end)
            if match is None:
                first += 1
            else:
                found.append(match)
                first = match.last + 1
        return found
