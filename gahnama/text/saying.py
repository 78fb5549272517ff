"""Verb phrases in text: whether a verb group, with the words before it, is one of a set of phrases."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gahnama.language import Language
from gahnama.text.verbs import VerbGroup
from gahnama.text.words import Splitter, Word

_LONGEST_BEFORE = 3


class VerbPhrases:
    """A set of verb phrases («گفتن», «اعلام کردن») for the question whether a verb group is one of them."""

    def __init__(self, phrases: Iterable[str], language: Language, splitter: Splitter) -> None:
        self._before: dict[str, set[str]] = {}
        for phrase in phrases:
            words = [word.key for word in splitter.words(language.text.normal(phrase))]
            for first in range(max(0, len(words) - 3), len(words)):
                verb = language.verbs.infinitives.get("".join(words[first:]))
                if verb is not None:
                    self._before.setdefault(verb, set()).add("".join(words[:first]))
                    break

    def matches(self, words: Sequence[Word], group: VerbGroup) -> bool:
        """Whether the group, with the words right before it, is one of the phrases in any form."""
        return self.start(words, group) is not None

    def start(self, words: Sequence[Word], group: VerbGroup) -> int | None:
        """The first word of the phrase that the group ends; None where it ends none."""
        for form in group.readings:
            befores = self._before.get(form.verb)
            if befores is None:
                continue
            if "" in befores:
                return group.first
            key = ""
            for index in range(group.first - 1, max(-1, group.first - 1 - _LONGEST_BEFORE), -1):
                key = words[index].key + key
                if key in befores:
                    return index
        return None
