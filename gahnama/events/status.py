"""The auxiliary modes of a deed by verb form and modal words: future, hypothetical, negated. Dates give historical."""

from __future__ import annotations

from collections.abc import Sequence

from gahnama.events.find import Trigger
from gahnama.language import Language
from gahnama.text.clauses import Clause
from gahnama.text.parse import Text
from gahnama.text.phrasebook import Phrasebook
from gahnama.text.saying import VerbPhrases
from gahnama.text.words import Splitter, Word

_MODAL_REACH = 4
_ADJECTIVE_REACH = 3


class StatusReader:
    """Reads the status of triggers from their clauses."""

    def __init__(self, language: Language, speech: frozenset[str], binding: frozenset[str], splitter: Splitter) -> None:
        """``speech``: the types of deeds that are done by saying them; a future verb does not put them off.

        ``binding``: those of them that hold though they come with a condition: what depends on it is their content.
        """
        self._speech = speech
        self._binding = binding
        compact = language.text.compact
        modality = language.modality

        def book(words: Sequence[str]) -> Phrasebook[str]:
            return Phrasebook(((compact(word), word) for word in words), inflect=False)

        self._future = book(modality.future)
        self._hypothetical = book(modality.hypothetical)
        self._obligation = book(modality.obligation)
        self._possible_before = book(modality.possible_before)
        self._possible_behind = book(modality.possible_behind)
        self._negators = language.markers.negators
        self._support = VerbPhrases(language.markers.support, language, splitter)

    def aux(self, text: Text, trigger: Trigger) -> tuple[str, ...]:
        """The auxiliary modes that grammar alone gives, in PLOVER's order."""
        clause = text.clauses[trigger.clause]
        words = [text.words[index] for index in clause.words]
        found: list[str] = []
        if trigger.kind == "noun":
            before = text.words[trigger.first - 1].key if trigger.first else ""
            if before in self._negators:
                found.append("negated")
            found.extend(self._of_noun(text, clause, trigger, words))
        elif trigger.kind == "fixed":
            if clause.verb is not None and trigger.last + 2 >= clause.verb.first and clause.verb.main.tense == "future":
                found.append("future")
        elif trigger.group is not None:
            if trigger.group.main.negated and not trigger.negative:
                found.append("negated")
            if trigger.kind == "verb":
                found.extend(self._of_tense(trigger, words, text, clause))
        if trigger.kind == "verb":
            kind, group = trigger.entry.type, trigger.group
            done = ["future"] if kind in self._speech else []
            if kind in self._binding and group is not None and group.main.tense != "subjunctive":
                done.append("hypothetical")
            found = [mode for mode in found if mode not in done]
        return tuple(mode for mode in ("future", "hypothetical", "negated") if mode in found)

    def obliged(self, text: Text, trigger: Trigger) -> bool:
        """Whether the clause says that the deed must or should be done."""
        words = [text.words[index] for index in text.clauses[trigger.clause].words]
        return bool(self._obligation.find(words))

    def _of_noun(self, text: Text, clause: Clause, trigger: Trigger, words: Sequence[Word]) -> list[str]:
        """What the verb of a noun's clause and the words next to the noun make of it, its negation by a word aside."""
        found: list[str] = []
        verb = clause.verb
        if verb is not None and self._supported(text, clause, trigger):
            found = self._of_verb(clause, words)
        elif verb is not None and verb.main.tense == "future" and trigger.entry.type not in self._speech:
            found = ["future"]
        elif self._near(text, clause, trigger, self._hypothetical):
            found = ["hypothetical"]
        if self._only_possible(text, clause, trigger):
            found = ["hypothetical", *(mode for mode in found if mode == "negated")]
        return found

    def _only_possible(self, text: Text, clause: Clause, trigger: Trigger) -> bool:
        """Whether the noun is called possible («حمله احتمالی»), or any of its kind is meant («هرگونه حمله»)."""
        own = set(clause.words)
        behind: list[Word] = []
        for word in text.words[trigger.last + 1 : trigger.last + 1 + _ADJECTIVE_REACH]:
            if word.index not in own or word.punctuation or word.key in text.coordinators:
                break
            behind.append(word)
        if self._possible_behind.find(behind):
            return True
        before = text.words[max(0, trigger.first - _MODAL_REACH) : trigger.first]
        return any(match.last == len(before) - 1 for match in self._possible_before.find(before))

    def _supported(self, text: Text, clause: Clause, trigger: Trigger) -> bool:
        """Whether a noun's verb carries its status: right behind it, or one that only says that it happens."""
        verb = clause.verb
        if verb is None or verb.main.tense == "infinitive" or verb.first < trigger.last:
            return False
        return verb.first - trigger.last <= _MODAL_REACH or self._support.matches(text.words, verb)

    def _of_verb(self, clause: Clause, words: Sequence[Word]) -> list[str]:
        assert clause.verb is not None
        found = []
        if clause.verb.main.negated:
            found.append("negated")
        if clause.verb.main.tense == "future" or self._future.find(words):
            found.append("future")
        elif self._hypothetical.find(words):
            found.append("hypothetical")
        return found

    def _of_tense(self, trigger: Trigger, words: Sequence[Word], text: Text, clause: Clause) -> list[str]:
        assert trigger.group is not None
        tense = trigger.group.main.tense
        around = list(words)
        if clause.parent is not None and clause.relation == "content" and clause.parent.verb is not None:
            around = [text.words[index] for index in clause.parent.words] + around
        if self._hypothetical.find(words):
            return ["hypothetical"]
        if tense == "future":
            return ["future"]
        if tense == "subjunctive":
            if self._future.find(around):
                return ["future"]
            if self._hypothetical.find(around):
                return ["hypothetical"]
        if tense in ("present", "subjunctive") and self._future.find(words):
            return ["future"]
        return []

    def _near(self, text: Text, clause: Clause, trigger: Trigger, book: Phrasebook[str]) -> bool:
        """Whether one of the words stands within a few words before the trigger in its clause."""
        before = [text.words[index] for index in clause.words if trigger.first - _MODAL_REACH <= index < trigger.first]
        return bool(book.find(before))
