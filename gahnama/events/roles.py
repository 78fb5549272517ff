"""Fills the roles of a trigger from the slots that its entry names. Yields Roles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gahnama.actors.find import Mention
from gahnama.events.antecedents import Who, is_one
from gahnama.events.find import Trigger
from gahnama.events.frame import Frame
from gahnama.events.slots import Slot
from gahnama.language import Language
from gahnama.ontology import Ontology
from gahnama.text.clauses import Clause

_FARTHEST_OF = 5
_STATES = ("country", "government")
_OF_A_VERB = ("verb", "fixed")
NEAR = "near"
"""In a mark: the role was open, and is filled from what stands around."""
_SUBJECT, _OBJECT, _OF, _PARTIES = "subject", "object", "of", "parties"
_NO_ADPOSITIONS = frozenset((_SUBJECT, _OBJECT, _OF, _PARTIES, "speaker", "last-speaker", NEAR))
"""What may stand in a mark of a role beside adpositions."""


@dataclass(frozen=True, slots=True)
class Roles:
    """Who did it to whom; ``marks`` says which slot gave each role (for explanations)."""

    actors: tuple[Who, ...]
    recipients: tuple[Who, ...]
    marks: tuple[str, ...]


def behind_adposition(role: str, marks: Sequence[str]) -> bool:
    """Whether adpositions alone gave a role, as the marks of ``Roles`` tell."""
    given = [mark.partition(":")[2] for mark in marks if mark.startswith(role + ":")]
    return bool(given) and _NO_ADPOSITIONS.isdisjoint(given)


class RoleFiller:
    """Reads role frames against the layout of an article."""

    def __init__(self, language: Language, ontology: Ontology) -> None:
        self._happenings = ontology.happenings
        self._forceful = ontology.plover.material_conflict
        self._said = ontology.plover.speech
        self._many = ontology.plover.traits["many"]
        self._blaming = ontology.plover.traits["blame"]
        compact = language.text.compact
        markers = language.markers
        self._agents = frozenset(compact(word) for word in markers.passive_agents)
        self._control = frozenset(compact(word) for word in markers.control)
        self._coordinators = frozenset(compact(word) for word in markers.coordinators)
        self._compact = compact

    def fill(
        self, frame: Frame, trigger: Trigger, speakers: tuple[Mention, ...], before: tuple[Mention, ...] = ()
    ) -> Roles:
        """The participants of one trigger; ``speakers``: who says what its clause tells; ``before``: who spoke last."""
        places = {role: [self._compact(place) for place in where] for role, where in trigger.entry.roles.items()}
        available = self._available(frame, trigger)
        clause = frame.text.clauses[trigger.clause]
        first_person = clause.verb is not None and clause.verb.main.person == 1
        if (speakers or before) and first_person and trigger.kind in _OF_A_VERB and not trigger.passive:
            available[_SUBJECT] = list(speakers or before)
        found: dict[str, list[Mention]] = {"actors": [], "recipients": []}
        marks: list[str] = []
        if "actors" not in places and (speakers or before):
            found["actors"].extend(speakers or before)
            marks.append("actors:speaker" if speakers else "actors:last-speaker")
        for role, chosen in found.items():
            for place in places.get(role, ()):
                for mention in available.get(place, ()):
                    if mention in found["actors"] or mention in found["recipients"]:
                        continue
                    if role == "recipients" or mention.kind != "place":
                        chosen.append(mention)
                        marks.append(f"{role}:{place}")
        if trigger.entry.type in self._many and trigger.kind != "verb":
            found["actors"] = [one for one in found["actors"] if not is_one(one) or one.first > trigger.first]
        who = {role: self._settled(frame, mentions) for role, mentions in found.items()}
        happening = self._happenings.get(trigger.entry.happening or "")
        if happening is not None:
            given = (*who["actors"], *who["recipients"])
            for role, codes in (("actors", happening.actors), ("recipients", happening.recipients)):
                who[role] = self._known(frame, trigger, codes, given) if codes else who[role]
        if trigger.entry.type in self._said and "actors:" + _SUBJECT in marks:
            who["actors"] = self._in_person(frame, who["actors"], speakers)
        actor_keys = {person.key for person in who["actors"]}
        recipients = tuple(person for person in who["recipients"] if person.key not in actor_keys)
        return Roles(who["actors"], recipients, tuple(dict.fromkeys(marks)))

    @staticmethod
    def _in_person(frame: Frame, actors: tuple[Who, ...], speakers: Sequence[Mention]) -> tuple[Who, ...]:
        """The doers of what is said, the speaker in the place of his country: «… گفت ایران آماده است …»."""
        if len(actors) != 1 or actors[0].mention.kind not in _STATES:
            return actors
        saying = [who for mention in speakers for who in frame.following.who(mention)]
        own = [who for who in saying if who.code == actors[0].code and who.mention.kind not in _STATES]
        return (own[0],) if own else actors

    def _settled(self, frame: Frame, mentions: list[Mention]) -> tuple[Who, ...]:
        settled: dict[str, Who] = {}
        for mention in mentions:
            for who in frame.following.who(mention):
                settled.setdefault(who.key, who)
        return tuple(settled.values())

    def _known(self, frame: Frame, trigger: Trigger, codes: Sequence[str], given: Sequence[Who]) -> tuple[Who, ...]:
        """Those of the codes whom the name, the frame or the sentence names; if none, whom the text named last."""
        near = frame.sentence_mentions(frame.text.sentence_of[trigger.first])
        inside = [mention for mention in near if trigger.first <= mention.first <= trigger.last]
        before = [mention for mention in reversed(frame.mentions) if mention.first < trigger.first]
        if trigger.entry.type in self._many:
            near, before = [[one for one in mentions if not is_one(one)] for mentions in (near, before)]
        for mentions in ((*inside, *(who.mention for who in given), *near), before):
            named = [who for mention in mentions if mention.kind != "place" for who in frame.following.who(mention)]
            found = [next((who for who in named if who.code == code), None) for code in codes]
            if any(found):
                return tuple(who for who in found if who is not None)
        return ()

    def _available(self, frame: Frame, trigger: Trigger) -> dict[str, list[Mention]]:
        """The mentions by place; frozen words have both frames, that of their clause and what stands behind them."""
        if trigger.kind == "verb":
            return self._verbal(frame, trigger)
        available = self._nominal(frame, trigger)
        if trigger.kind == "fixed":
            for place, mentions in self._verbal(frame, trigger).items():
                available.setdefault(place, mentions)
        return available

    def _verbal(self, frame: Frame, trigger: Trigger) -> dict[str, list[Mention]]:
        """The mentions that each place of a verb's frame holds."""
        clause = frame.text.clauses[trigger.clause]
        available: dict[str, list[Mention]] = {}
        first = trigger.core[0]
        subject = list(frame.inherited[clause.index])
        marked = any(slot.object and slot.mentions for slot in frame.slots[clause.index])
        for slot in frame.slots[clause.index]:
            if slot.object:
                available.setdefault(_OBJECT, []).extend(slot.mentions)
            elif slot.marker:
                available.setdefault(slot.marker, []).extend(slot.mentions)
            elif not marked and slot.mentions and slot.mentions[0] not in subject and slot.last < first:
                available.setdefault(_OBJECT, []).extend(slot.mentions)
            inside = len(trigger.core) > 1 and trigger.core[0] < slot.first <= trigger.core[-1]
            if inside and slot.mentions and not slot.marker and _OF not in available:
                available[_OF] = list(slot.mentions)
        if trigger.passive:
            agents = [mention for key in self._agents for mention in available.get(key, ())]
            available[_OBJECT] = list(frame.subjects.get(clause.index, ())) or self._relative_subject(frame, clause)
            subject = agents
        available[_SUBJECT] = subject
        return available

    @staticmethod
    def _relative_subject(frame: Frame, clause: Clause) -> list[Mention]:
        return list(frame.subject(clause)) if clause.relation in ("relative", "coordinate") else []

    def _nominal(self, frame: Frame, trigger: Trigger) -> dict[str, list[Mention]]:
        """The mentions that each place of a noun's frame holds: its ezafe, the adpositions behind it, and, where the
        clause controls it, the subject."""
        text = frame.text
        clause = text.clauses[trigger.clause]
        available: dict[str, list[Mention]] = {}
        behind = [index for index in clause.words if index > trigger.last]
        stop = len(behind)
        verbs = {index for group in clause.verbs if group.finite for index in range(group.first, group.last + 1)}
        for position, index in enumerate(behind):
            if index in verbs or (
                text.words[index].punctuation and text.words[index].form not in text.commas | text.quote_marks
            ):
                stop = position
                break
        slots = frame.cutter.slots(
            text,
            behind[:stop],
            frame.by_first,
            [(expression.first, expression.last) for expression in frame.times],
        )
        if slots and not slots[0].marker and slots[0].first - trigger.last <= _FARTHEST_OF and slots[0].mentions:
            lead = slots[0].mentions[0]
            between = [text.words[index] for index in range(trigger.last + 1, lead.first)]
            if not any(
                (word.punctuation and word.form in text.commas) or word.key in self._coordinators for word in between
            ) and (lead.first - trigger.last <= _FARTHEST_OF):
                available[_OF] = list(slots[0].mentions)
        own = [mention for mention in frame.subjects.get(clause.index, ()) if mention.first < trigger.first]
        sides = [who.mention for who in frame.following.sides(clause.words[0])]
        available[_PARTIES] = own or sides
        inside = [m for m in frame.mentions if trigger.first < m.first <= trigger.last < m.last]
        if inside:
            available[_OF] = inside
        if trigger.kind == "infinitive" and _OF in available:
            available[_OBJECT] = available[_OF]
        for slot in slots:
            if slot.marker:
                available.setdefault(slot.marker, []).extend(slot.mentions)
        holder = self._holder(frame.slots[clause.index], trigger)
        if _OF not in available or trigger.kind == "infinitive":
            near = trigger.kind == "infinitive" or trigger.entry.type not in self._forceful
            # whose clause only goes with that of another has seldom done the attack that it names
            lent = near or bool(frame.subjects[clause.index])
            controlled = holder is not None and (
                (holder.object and not self._tells(frame, trigger))
                or (lent and holder.marker in self._control)
                or (lent and not holder.marker and holder.last + 1 in verbs)
            )
            if controlled and clause.verb is not None and not clause.verb.main.passive:
                available[_SUBJECT] = [
                    mention
                    for mention in frame.inherited[clause.index]
                    if not trigger.first <= mention.first <= trigger.last
                ]
        blamed = self._blamed(frame, trigger, holder) if holder is not None and _OF not in available else []
        if blamed:
            available[_SUBJECT] = blamed
        if holder is not None and holder.marker and holder.marker not in available:
            ahead = [mention for mention in holder.mentions if mention.last < trigger.first]
            if ahead:
                available[holder.marker] = ahead
        if holder is not None and clause.verb is not None:
            for slot in frame.slots[clause.index]:
                if slot.marker and slot.last < trigger.first and slot.marker not in available and slot is not holder:
                    available[slot.marker] = list(slot.mentions)
        return available

    @staticmethod
    def _tells(frame: Frame, trigger: Trigger) -> bool:
        """Whether the verb of a noun's clause tells another deed: who condemns an attack has not made it."""
        return any(
            other.kind == "verb" and other.clause == trigger.clause and other.entry.type != trigger.entry.type
            for other in frame.triggers
        )

    def _blamed(self, frame: Frame, trigger: Trigger, holder: Slot) -> list[Mention]:
        """Whom a verb of accusing in the clause has for its object, before what he is accused of: he has done it."""
        accusing = any(
            other.kind == "verb" and other.clause == trigger.clause and other.entry.type in self._blaming
            for other in frame.triggers
        )
        if not accusing or holder.marker not in self._control:
            return []
        objects = [slot for slot in frame.slots[trigger.clause] if slot.object and slot.last < holder.start]
        return list(objects[-1].mentions) if objects else []

    @staticmethod
    def _holder(slots: list[Slot], trigger: Trigger) -> Slot | None:
        """The slot that a noun stands in."""
        return next((slot for slot in slots if slot.first <= trigger.first <= slot.last), None)
