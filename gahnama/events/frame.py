"""One article laid out for the event stage: slots and subjects of its clauses, what was found in it. Yields Frame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gahnama.actors.find import Mention
from gahnama.events.find import Trigger
from gahnama.events.following import Following, own_subject
from gahnama.events.slots import Slot, SlotCutter
from gahnama.model import Document
from gahnama.places.find import PlaceMention
from gahnama.text.clauses import Clause
from gahnama.text.parse import Text
from gahnama.times.expressions import TimeExpression

if TYPE_CHECKING:
    from gahnama.events.attribution import Speeches

_SEATED = ("title", "person", "organisation")


@dataclass
class Frame:
    """Everything known of an article before roles are filled; word indices throughout."""

    document: Document
    text: Text
    mentions: list[Mention]
    media: list[Mention]
    places: list[PlaceMention]
    times: list[TimeExpression]
    triggers: list[Trigger]
    following: Following
    cutter: SlotCutter
    slots: dict[int, list[Slot]] = field(default_factory=dict)
    subjects: dict[int, tuple[Mention, ...]] = field(default_factory=dict)
    by_first: dict[int, Mention] = field(default_factory=dict)
    inherited: dict[int, tuple[Mention, ...]] = field(default_factory=dict)
    by_sentence: dict[int, list[Mention]] = field(default_factory=dict)
    triggers_of: dict[int, list[Trigger]] = field(default_factory=dict)
    speeches: Speeches | None = None

    def lay_out(self) -> None:
        """Cuts every clause into slots and finds its own subject."""
        text = self.text
        self.by_first = {mention.first: mention for mention in self.mentions}
        for mention in self.by_first.values():
            self.by_sentence.setdefault(text.sentence_of[mention.first], []).append(mention)
        for trigger in self.triggers:
            self.triggers_of.setdefault(text.sentence_of[trigger.first], []).append(trigger)
        breaks_by_clause: dict[int, list[tuple[int, int]]] = {}
        for expression in self.times:
            breaks_by_clause.setdefault(text.clause_of[expression.first], []).append(
                (expression.first, expression.last)
            )
        cores: dict[int, list[tuple[int, ...]]] = {}
        for trigger in self.triggers:
            if trigger.kind == "verb":
                cores.setdefault(trigger.clause, []).append(trigger.core)
                breaks_by_clause.setdefault(trigger.clause, []).extend((index, index) for index in trigger.core)
        for clause in text.clauses:
            verbs = frozenset(
                index
                for group in clause.verbs
                if group.finite or group is clause.verb
                for index in range(group.first, group.last + 1)
            )
            breaks = breaks_by_clause.get(clause.index, ())
            words = clause.words[clause.openers :]
            self.slots[clause.index] = self.cutter.slots(text, words, self.by_first, breaks, verbs)
            self.subjects[clause.index] = own_subject(_outside(self.slots[clause.index], cores.get(clause.index, ())))
        self.following.settle(text.clauses, self.subjects)
        speaker: tuple[Mention, ...] = ()
        for clause in text.clauses:
            subject = self.subject(clause)
            if clause.relation == "root" and self.subjects[clause.index]:
                speaker = self.subjects[clause.index]
            self.inherited[clause.index] = subject or speaker

    def sentence_mentions(self, sentence: int) -> list[Mention]:
        """The mentions of one sentence, in order."""
        return self.by_sentence.get(sentence, [])

    def phrases(self, clause: Clause) -> list[tuple[int, int]]:
        """First and last word of the noun phrases, participants and times of a clause; they may lie in one another."""
        slots = [(slot.start, slot.last) for slot in self.slots[clause.index]]
        people = [(index, self.by_first[index].last) for index in clause.words if index in self.by_first]
        own = set(clause.words)
        return [*slots, *people, *((time.first, time.last) for time in self.times if time.first in own)]

    def title_mentions(self) -> list[Mention]:
        """The participants of the title, in order: what the article is about."""
        return (
            [m for m in self.sentence_mentions(0) if m.kind not in ("pronoun", "place")] if self.text.sentences else []
        )

    def subject(self, clause: Clause, depth: int = 0) -> tuple[Mention, ...]:
        """The subject of a clause: its own, what a relative clause hangs on, or that of the clause it goes with."""
        own = self.subjects.get(clause.index, ())
        if own or clause.parent is None or depth > 6:
            return own
        if clause.relation == "relative" and clause.opener is not None:
            before = [mention for mention in self.mentions if mention.last < clause.opener <= mention.last + 3]
            return (self._seated(before[-1]),) if before else ()
        return self.subject(clause.parent, depth + 1)

    def _seated(self, mention: Mention) -> Mention:
        """Who is at the place that a mention names: the ambassador of «سفیر ژاپن در ایران»; else the mention."""
        ahead = mention.first - 1
        if ahead < 0 or self.text.words[ahead].key not in self.cutter.within:
            return mention
        return next((one for one in self.mentions if one.last == ahead - 1 and one.kind in _SEATED), mention)


def _outside(slots: Sequence[Slot], cores: Sequence[tuple[int, ...]]) -> list[Slot]:
    """The slots of a clause that lie in none of its verb phrases: what parts a phrase from its verb, as in «خواستار
    خروج ارتش شد», is no subject. ``cores``: the words of those phrases."""
    return [slot for slot in slots if not any(core[0] < slot.first <= core[-1] for core in cores)]
