"""Verb groups: «خواهد کرد», «شده بود», «کشته شد» as one verb with its tense, polarity and voice. Yields VerbGroup."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gahnama.language import VerbForm, Verbs
from gahnama.text.words import Word

_FINITE = ("past", "imperfect", "perfect", "pluperfect", "present", "subjunctive", "future")
_NOUNLIKE = ("past", "subjunctive")
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


def verb_groups(words: Sequence[Word], verbs: Verbs, adpositions: frozenset[str] = frozenset()) -> list[VerbGroup]:
    """The verb groups of ``words``, left to right, the longest first.

    ``adpositions``: keys behind which a word is a noun even if it has the form of a finite verb («برای خرید»).
    """
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
                ranked = _ranked(found)
                behind = index > 0 and words[index - 1].key in adpositions
                if not (behind and last == index and ranked[0].tense in _NOUNLIKE and _goes_on(words, last)):
                    group = VerbGroup(index, last, ranked)
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
    """The readings that news can mean, likeliest first.

    Finite ones before participles and infinitives, a plain verb before the negation of another («نشست» is «نشستن»), the
    commoner verb, as verbs.yaml lists them, before the rarer; no second person beside a third.
    """
    order = {tense: rank for rank, tense in enumerate((*_FINITE, "participle", "infinitive"))}
    verbs = {verb: rank for rank, verb in enumerate(dict.fromkeys(form.verb for form in readings))}
    third = any(form.person == 3 for form in readings)
    kept = [form for form in readings if not (third and form.person == 2)]
    plain = {form.tense for form in kept if not form.negated}

    def rank(form: VerbForm) -> tuple[bool, bool, int, int, bool]:
        return (
            form.tense not in _FINITE,
            form.negated and bool(plain),
            verbs[form.verb],
            order.get(form.tense, 99),
            form.person != 3,
        )

    return tuple(sorted(kept, key=rank))
