"""Predicate entries compiled for matching: phrases by their verb, nouns, frozen words, and what is no event.

Yields nothing by itself: ``find`` uses it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gahnama.errors import LanguageDataError
from gahnama.language import Entry, Language, NoEvent
from gahnama.text.phrasebook import Phrasebook
from gahnama.text.words import Splitter, Word


@dataclass(frozen=True, slots=True)
class Predicate:
    """One way to write an entry: the words before the verb (compact keys), whether the verb makes it passive, and
    whether it is told by a negated verb («اجازه ندادن»)."""

    entry: Entry
    before: tuple[str, ...]
    passive: bool
    negated: bool


class PredicateLexicon:
    """All entries of a language."""

    def __init__(self, language: Language, splitter: Splitter) -> None:
        self._splitter = splitter
        self._compact = language.text.compact
        self.object = self._compact(language.markers.object)
        self.bridging = frozenset(language.markers.bridging)
        self._verbs: dict[str, dict[str, list[Predicate]]] = {}
        nouns: list[tuple[str, Entry]] = []
        fixed: list[tuple[str, Entry]] = []
        derived: list[tuple[str, Predicate]] = []
        for entry in language.entries:
            for form in entry.forms:
                if entry.kind == "noun":
                    nouns.append((self._compact(form), entry))
                elif entry.kind == "fixed":
                    fixed.append((self._compact(form), entry))
                else:
                    verb, before, negated = self._split(form, entry, language)
                    self._add(verb, Predicate(entry, before, False, negated))
                    for passive in language.verbs.passives.get(verb, ()):
                        derived.append((passive, Predicate(entry, before, True, negated)))
        explicit = {(verb, key) for verb, ways in self._verbs.items() for key in ways}
        for verb, predicate in derived:
            if predicate.before and (verb, "".join(predicate.before)) not in explicit:
                self._add(verb, predicate)
        parted: dict[tuple[str, str], list[Predicate]] = {}
        for verb, ways in self._verbs.items():
            for predicates in ways.values():
                for predicate in predicates:
                    if len(predicate.before) > 1:
                        parted.setdefault((verb, predicate.before[-1]), []).append(predicate)
        self._parted = {key: tuple(found) for key, found in parted.items()}
        self.nouns = Phrasebook(nouns, plural_heads=True)
        self.fixed = Phrasebook(fixed)
        self.masks: Phrasebook[NoEvent] = Phrasebook(
            ((self._compact(mask.phrase), mask) for mask in language.no_events if mask.phrase), plural_heads=True
        )
        self._none: dict[str, dict[str, NoEvent]] = {}
        for mask in language.no_events:
            for form in mask.verbs:
                verb, before, _ = self._split(form, mask, language)
                key = "".join(before)
                self._none.setdefault(verb, {}).setdefault(key, mask)
                for voice in language.verbs.passives.get(verb, ()) if before else ():
                    if key not in self._verbs.get(voice, {}):
                        self._none.setdefault(voice, {}).setdefault(key, mask)
        self._conditions: dict[str, tuple[Phrasebook[str] | None, Phrasebook[str] | None]] = {}
        for entry in language.entries:
            self._conditions[entry.id] = (self._book(entry.unless), self._book(entry.needs))

    def predicates(self, verb: str) -> dict[str, list[Predicate]]:
        """What can stand before a verb, by compact key; "" is the verb by itself."""
        return self._verbs.get(verb, {})

    def no_event(self, verb: str, before: Sequence[Word]) -> tuple[int, NoEvent] | None:
        """How many of the words that end right before a verb are with it no event, and why; None: nothing says so."""
        ways = self._none.get(verb)
        if ways is None:
            return None
        found = (0, ways[""]) if "" in ways else None
        key = ""
        for count, word in enumerate(reversed(before), 1):
            if word.punctuation:
                break
            keys = (word.key, *word.stems) if count == 1 else (word.key + key,)
            key = word.key + key
            reason = next((ways[way] for way in keys if way in ways), None)
            if reason is not None:
                found = (count, reason)
        return found

    def parted(self, verb: str, last: str) -> tuple[Predicate, ...]:
        """The predicates of a verb with two words or more before it, the last of which is ``last``."""
        return self._parted.get((verb, last), ())

    def allowed(self, entry: Entry, clause: Sequence[Word]) -> bool:
        """Whether the clause holds what the entry needs and nothing that forbids it."""
        unless, needs = self._conditions[entry.id]
        if unless is not None and unless.find(clause):
            return False
        return needs is None or bool(needs.find(clause))

    def _book(self, phrases: tuple[str, ...]) -> Phrasebook[str] | None:
        return Phrasebook((self._compact(phrase), phrase) for phrase in phrases) if phrases else None

    def _add(self, verb: str, predicate: Predicate) -> None:
        self._verbs.setdefault(verb, {}).setdefault("".join(predicate.before), []).append(predicate)

    def _split(self, form: str, row: Entry | NoEvent, language: Language) -> tuple[str, tuple[str, ...], bool]:
        """The infinitive that a phrase ends in, the compact keys of the words before it, whether it is negated."""
        words = [word.key for word in self._splitter.words(language.text.normal(form))]
        for first in range(max(0, len(words) - 3), len(words)):
            found = language.verbs.forms.get("".join(words[first:]), ())
            for verb_form in sorted(found, key=lambda form: form.negated):
                if verb_form.tense == "infinitive" and verb_form.passive:
                    raise LanguageDataError(
                        f"{row.path}:{row.line}: {form!r} is a passive, which is found by itself; write the active"
                    )
                if verb_form.tense == "infinitive":
                    return verb_form.verb, tuple(words[:first]), verb_form.negated
        what, instead = (f"entry {row.id}", "noun or fixed") if isinstance(row, Entry) else ("no event", "phrase")
        raise LanguageDataError(
            f"{row.path}:{row.line}: {what}: the phrase {form!r} ends in no infinitive of verbs.yaml; "
            f"add the verb there, or use {instead}"
        )
