"""Who calls a deed by what name, and who denies it. Both link a telling to a deed told elsewhere. Yields Named."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gahnama.events.antecedents import Who
from gahnama.events.contents import Stretch, object_start
from gahnama.events.find import Trigger
from gahnama.events.frame import Frame
from gahnama.events.join import Deed
from gahnama.events.slots import Slot
from gahnama.language import Language
from gahnama.ontology import Plover
from gahnama.text.clauses import Clause
from gahnama.text.parse import Text
from gahnama.text.phrasebook import Phrasebook
from gahnama.text.saying import VerbPhrases
from gahnama.text.words import Splitter

_LONGEST = 14  # words of a name for a deed
_HEAD = 2  # words before the noun that a phrase is about
_BACK = 3  # sentences between a deed and what points back to it


@dataclass(frozen=True, slots=True)
class Named:
    """Words ``first`` to ``last`` (both inclusive) are what ``by`` calls the deed of index ``deed``."""

    deed: int
    first: int
    last: int
    by: Who | None


class NamingReader:
    """Finds namings and denials by the verbs of a language."""

    def __init__(self, language: Language, plover: Plover, splitter: Splitter) -> None:
        compact = language.text.compact
        self._traits = plover.traits
        details = language.details
        self._naming = VerbPhrases(details.naming, language, splitter)
        self._denying = VerbPhrases(details.denying, language, splitter)
        self._refusing = VerbPhrases(details.refusing, language, splitter)
        self._denials = frozenset(compact(word) for word in details.denials)
        self._deeds: Phrasebook[str] = Phrasebook((compact(word), word) for word in details.deeds)
        self._claims: Phrasebook[str] = Phrasebook((compact(word), word) for word in details.claims)
        self._causes: Phrasebook[str] = Phrasebook((compact(word), word) for word in details.unlike)
        self._pointing = frozenset(compact(word) for word in details.pointing)
        self._object = compact(language.markers.object)

    def namings(self, frame: Frame, deeds: Sequence[Deed]) -> list[Named]:
        """The names that the article's deeds are given, in text order."""
        text = frame.text
        found = []
        for clause in text.clauses:
            if clause.verb is None or clause.verb.main.negated:
                continue
            start = self._naming.start(text.words, clause.verb)
            slots = frame.slots[clause.index]
            place = max((place for place, slot in enumerate(slots) if slot.object), default=None)
            if start is None or place is None:
                continue
            thing = object_start(slots, place, frame.subjects.get(clause.index, ()))
            marker = next((index for index in clause.words if text.words[index].key == self._object), start)
            name = self._name(frame, max(marker, slots[place].last) + 1, start - 1, slots[place + 1 :])
            if thing is None or name is None or self._unlike(text, name[0]):
                continue
            deed = self._meant(frame, deeds, clause, (thing, slots[place].last))
            if deed is not None:
                subject = [who for mention in frame.inherited[clause.index] for who in frame.following.who(mention)]
                found.append(Named(deed, *name, subject[0] if subject else None))
        return found

    def _unlike(self, text: Text, index: int) -> bool:
        """Whether a word says a cause, a sign or an aim, which is no name."""
        return self._causes.at(text.words, index) is not None

    @staticmethod
    def _name(frame: Frame, first: int, last: int, slots: Sequence[Slot]) -> tuple[int, int] | None:
        """What stands between the object and the verb, from ``first`` to ``last``: the quotation in it, else all that
        is left behind phrases of time, place and circumstance."""
        for quotation in frame.text.quotations:
            if first <= quotation.first and quotation.last <= last:
                return quotation.first, quotation.last
        words = frame.text.words
        while first <= last and (
            words[first].punctuation or any(slot.start == first and slot.marker for slot in slots)
        ):
            first = next((slot.last + 1 for slot in slots if slot.start == first and slot.marker), first + 1)
        return (first, last) if first <= last < first + _LONGEST else None

    def _meant(self, frame: Frame, deeds: Sequence[Deed], clause: Clause, thing: Stretch) -> int | None:
        """The deed that a noun phrase means: one told in it, or the last one told before, where it points back."""
        own = clause.verb.first if clause.verb is not None else -1
        words = frame.text.words
        for number, deed in enumerate(deeds):
            for trigger in deed.triggers:
                if thing[0] <= trigger.first <= min(thing[1], thing[0] + _HEAD) and own not in trigger.core:
                    before = range(thing[0], trigger.first)
                    return None if any(self._unlike(frame.text, index) for index in before) else number
        if words[thing[0]].key not in self._pointing:
            return None
        types = {trigger.entry.type for trigger in frame.triggers if thing[0] <= trigger.first <= thing[1]}
        general = thing[0] == thing[1] or self._deeds.at(words, thing[0] + 1, thing[1] + 1) is not None
        if not types and not general:
            return None
        return self._told(frame.text, deeds, thing[0], lambda deed: self._fits(deed, types))

    @staticmethod
    def _told(text: Text, deeds: Sequence[Deed], index: int, fits: Callable[[Deed], bool]) -> int | None:
        """The deed that was told last before a word, a few sentences back at most, of those that fit."""
        best, where = None, -1
        for number, deed in enumerate(deeds):
            if fits(deed):
                for trigger in deed.triggers:
                    if where < trigger.first < index:
                        best, where = number, trigger.first
        near = best is not None and text.sentence_of[index] - text.sentence_of[where] <= _BACK
        return best if near else None

    def denied(self, frame: Frame, deeds: Sequence[Deed], number: int) -> int | None:
        """The deed that deed ``number`` denies: one told in what is denied, else one that the denier is said to have
        done or is accused of."""
        deed = deeds[number]
        text, traits = frame.text, self._traits
        if deed.type not in traits["denial"]:
            return None
        for trigger in deed.triggers:
            clause = text.clauses[trigger.clause]
            told = self._content(frame, clause, trigger)
            general = any(
                self._claims.at(text.words, index, told[1] + 1) is not None for index in range(told[0], told[1] + 1)
            )
            if not self._denies(frame, trigger, general):
                continue
            others = [
                (other, one)
                for other, one in enumerate(deeds)
                if other != number and one.type not in traits["undeniable"]
            ]
            for other, one in others:
                if any(told[0] <= each.first <= told[1] for each in one.triggers):
                    return other
            codes = {who.code for who in deed.actors}
            types = {each.entry.type for each in frame.triggers if told[0] <= each.first <= told[1]}
            types -= traits["denial"]
            for blamed in (True, False) if general and not types else (False, True):  # «این اتهام» is the accusation
                near = [
                    (abs(one.sentence - clause.sentence), other)
                    for other, one in others
                    if codes & {who.code for who in (one.recipients if blamed else one.actors)}
                    and (one.type in traits["blame"] if blamed else self._fits(one, types))
                ]
                if near and (types or general):
                    return min(near)[1]
        return None

    def _fits(self, deed: Deed, types: set[str]) -> bool:
        """Whether a deed is of one of the types; without any, whether it is more than words."""
        return deed.type in types if types else deed.type not in self._traits["words"]

    def _denies(self, frame: Frame, trigger: Trigger, claim: bool) -> bool:
        """Whether a trigger denies; a refusal does so only of a claim."""
        words = frame.text.words
        if trigger.group is None:
            return any(words[index].key in self._denials for index in trigger.core)
        return self._denying.matches(words, trigger.group) or (claim and self._refusing.matches(words, trigger.group))

    @staticmethod
    def _content(frame: Frame, clause: Clause, trigger: Trigger) -> Stretch:
        """The words of what is denied: the object of a verb or the clause behind it, what follows a noun."""
        slots = frame.slots[clause.index]
        for place, slot in enumerate(slots):
            if slot.object:
                first = object_start(slots, place, frame.subjects.get(clause.index, ()))
                return slot.start if first is None else first, slot.last
        later = [child for child in frame.text.clauses[clause.index + 1 :] if child.parent is clause]
        if trigger.kind == "verb" and later:
            return later[0].words[0], later[0].words[-1]
        return trigger.last + 1, max(trigger.last, clause.words[-1])
