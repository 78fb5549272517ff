"""Fills the roles of joined deeds that no frame gave, from what stands around and from other deeds. Yields Deeds."""

from __future__ import annotations

from collections.abc import Sequence

from gahnama.actors.find import Mention
from gahnama.events.frame import Frame
from gahnama.events.join import Deed
from gahnama.events.roles import NEAR, behind_adposition
from gahnama.ontology import Plover

_DOER = "doer"
_PLACES = ("country", "government", "place")


class OpenRoles:
    """Completes the deeds of an article; each role that it fills adds a mark to its deed."""

    def __init__(self, plover: Plover) -> None:
        self._plover = plover
        self._traits = plover.traits
        self._forceful = plover.material_conflict - plover.traits["many"]

    def fill(self, frame: Frame, deed: Deed, before: Sequence[Deed]) -> None:
        """Fills roles that such deeds always have and no frame gave; gives a lone party of a mutual deed another.

        ``before``: the deeds told before it.
        """
        for role in self._plover.expects.get(deed.type, ()):
            if not getattr(deed, role):
                mentions = self._around(frame, deed, role, before)
                if role == "recipients":
                    mentions = self._besides_doers(frame, deed, mentions)
                if deed.type in self._traits["many"]:
                    mentions = [mention for mention in mentions if mention.plural]
                self._add(frame, deed, role, mentions)
        if deed.type in self._traits["strikes"] and not deed.recipients:
            self._add(frame, deed, "recipients", self._of_others(frame, deed, self._scene(frame, deed)))
        everybody = [*deed.actors, *deed.recipients]
        subject = frame.inherited.get(deed.triggers[0].clause, ())
        if deed.type in self._plover.mutual and len({who.code for who in everybody}) == 1:
            self._add(frame, deed, "actors", subject)
        elif deed.type in self._traits["either"] and len(everybody) == 1 and behind_adposition("actors", deed.marks):
            others = [*subject, *self._around(frame, deed, "actors", before)]
            self._add(frame, deed, "actors", self._of_others(frame, deed, others))

    def blame(self, deeds: Sequence[Deed]) -> None:
        """Gives an accusation the doer of the deed that its clause names, where the frame gave its victim or nobody.

        «حمله به غزه را محکوم کرد» blames whom the article tells to have made the attack.
        """
        for deed in deeds:
            if deed.type in self._traits["blame"]:
                doers = next((other.actors for other in deeds if self._blames(deed, other)), None)
                if doers is not None:
                    deed.recipients = list(doers)
                    deed.marks.append(f"recipients:{_DOER}")

    def _blames(self, deed: Deed, other: Deed) -> bool:
        """Whether an accusation is for another deed, as a noun of its clause tells, and doesn't have its doer yet."""
        clauses = {trigger.clause for trigger in deed.triggers}
        named = any(trigger.clause in clauses and trigger.kind != "verb" for trigger in other.triggers)
        if other.type not in self._forceful or not other.actors or not named:
            return False
        doers, victims = ({who.code for who in people} for people in (other.actors, other.recipients))
        blamed = {who.code for who in deed.recipients}
        if doers == blamed or not doers.isdisjoint(who.code for who in deed.actors):
            return False
        return blamed <= victims or f"recipients:{NEAR}" in deed.marks

    @staticmethod
    def _around(frame: Frame, deed: Deed, role: str, before: Sequence[Deed]) -> list[Mention]:
        """Where an open role is looked for: in the clause, in the rest of its sentence, then in the title. Where the
        object only points back («این اقدام را محکوم کرد»), first among the doers of the deed told right before, then in
        the deeds of its kind told before, and in the title."""
        text, clause = frame.text, deed.triggers[0].clause
        near = [mention for mention in frame.sentence_mentions(deed.sentence) if mention.kind != "place"]
        near.sort(key=lambda mention: text.clause_of[mention.first] != clause)
        if role == "recipients" and any(slot.object and not slot.mentions for slot in frame.slots[clause]):
            last = before[-1] if before and 0 <= deed.sentence - before[-1].sentence <= 1 else None
            doers = [who.mention for who in last.actors] if last is not None else []
            told = [who.mention for other in reversed(before) if other.type == deed.type for who in other.recipients]
            return [*doers, *told, *frame.title_mentions(), *near]
        return [*near, *frame.title_mentions()]

    @staticmethod
    def _scene(frame: Frame, deed: Deed) -> list[Mention]:
        """The towns and countries where a deed happens, as its clause tells: «در بغداد بمب‌گذاری شد»; of a noun those
        behind it alone («بمب‌گذاری در بغداد»), since what stands before may tell where somebody spoke of it."""
        trigger = deed.triggers[0]
        within = [slot for slot in frame.slots[trigger.clause] if slot.marker in frame.cutter.within and slot.mentions]
        of_it = [slot.mentions[0] for slot in within if trigger.kind == "verb" or slot.first > trigger.last]
        return [mention for mention in of_it if mention.kind in _PLACES and mention.code]

    @staticmethod
    def _besides_doers(frame: Frame, deed: Deed, mentions: Sequence[Mention]) -> list[Mention]:
        """The mentions but those in the noun phrase of a doer: nothing is done to the body that he is a member of."""
        doers = {who.mention.first for who in deed.actors}
        slots = frame.slots[deed.triggers[0].clause]
        phrases = [slot for slot in slots if any(slot.first <= first <= slot.last for first in doers)]
        return [
            mention
            for mention in mentions
            if mention.first in doers or not any(slot.first <= mention.first <= slot.last for slot in phrases)
        ]

    @staticmethod
    def _of_others(frame: Frame, deed: Deed, mentions: Sequence[Mention]) -> list[Mention]:
        """The mentions of those who are of another state or body than the doers."""
        codes = {who.code for who in deed.actors}
        return [
            mention for mention in mentions if codes.isdisjoint(who.code for who in frame.following.who(mention)[:1])
        ]

    @staticmethod
    def _add(frame: Frame, deed: Deed, role: str, mentions: Sequence[Mention]) -> None:
        """Adds the first of the mentions that has no part in the deed and doesn't tell of it to a role."""
        keys = {who.key for who in (*deed.actors, *deed.recipients)}
        tellers = {source.name for source in deed.sources}
        for mention in mentions:
            for who in frame.following.who(mention)[:1]:
                if who.key not in keys and frame.following.participant(who).name not in tellers:
                    getattr(deed, role).append(who)
                    deed.marks.append(f"{role}:{NEAR}")
                    return
