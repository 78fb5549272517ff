"""Verb groups: «خواهد کرد», «شده بود», «کشته شد» as one verb with its tense, polarity and voice. Yields VerbGroup."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gahnama.language import VerbForm, Verbs
from gahnama.text.words import Word

_FINITE = ("past", "imperfect", "perfect", "pluperfect", "present", "subjunctive", "future")
_LONGEST = 4


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """Words ``first`` to ``last`` (both inclusive) are one verb; ``readings``: all that it may be, likeliest first."""

    first: int
    last: int
    readings: tuple[VerbForm, ...]

    @property
    def main(self) -> VerbForm:
        """The likeliest reading."""
        return self.readings[0]

    @property
    def finite(self) -> bool:
        """Whether it can close a clause: not an infinitive, and a participle only where a finite verb is left out."""
        return self.main.tense in _FINITE

    @property
    def participle(self) -> bool:
        """Whether it is a bare participle («انتقاد کرده و …»)."""
        return self.main.tense == "participle"


def verb_groups(words: Sequence[Word], verbs: Verbs) -> list[VerbGroup]:
    """The verb groups of ``words``, left to right, the longest first."""
    forms = verbs.forms
    groups: list[VerbGroup] = []
    index = 0
    while index < len(words):
        group = None
        key = ""
        for last in range(index, min(len(words), index + _LONGEST)):
            if words[last].punctuation:
                break
            key += words[last].key
            found = forms.get(key)
            if found and not (key in verbs.homographs and _goes_on(words, last)):
                group = VerbGroup(index, last, _ranked(found))
        if group is None:
            index += 1
        else:
            groups.append(group)
            index = group.last + 1
    return groups


def _goes_on(words: Sequence[Word], last: int) -> bool:
    """Whether another word follows without a mark between: a noun's place, not that of a verb that ends its clause."""
    return last + 1 < len(words) and not words[last + 1].punctuation


def _ranked(readings: tuple[VerbForm, ...]) -> tuple[VerbForm, ...]:
    """Finite readings before participles, those before infinitives; then the commoner verb, as verbs.yaml lists them;
    third person first: news are told in it."""
    order = {tense: rank for rank, tense in enumerate((*_FINITE, "participle", "infinitive"))}
    verbs = {verb: rank for rank, verb in enumerate(dict.fromkeys(form.verb for form in readings))}
    return tuple(
        sorted(
            readings,
            key=lambda form: (form.tense not in _FINITE, verbs[form.verb], order.get(form.tense, 99), form.person != 3),
        )
    )
