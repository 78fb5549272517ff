"""The decisions of the codebook on borderline deeds, as a language's ``events/decisions.yaml`` names them.

A trigger is decided by the first decision about its entry or type whose conditions hold; that may confirm its type,
change it, set its status, or say that it is no event.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gahnama.events.find import Trigger, with_content
from gahnama.events.frame import Frame
from gahnama.events.roles import Roles
from gahnama.language import Decision, Language
from gahnama.model import AUX_MODES
from gahnama.text.clauses import Clause
from gahnama.text.phrasebook import Phrasebook

_BEFORE, _AFTER = 4, 9
"""Words before and behind a trigger that are near it."""


class Decider:
    """Applies the decisions of a language."""

    def __init__(self, language: Language) -> None:
        """The language's entries say to which triggers a decision by type can apply."""
        compact = language.text.compact

        def book(words: Sequence[str]) -> Phrasebook[str] | None:
            return Phrasebook((compact(word), word) for word in words) if words else None

        self._words = {one.id: (book(one.needs), book(one.unless), book(one.near)) for one in language.decisions}
        self._about: dict[str, tuple[Decision, ...]] = {
            entry.id: tuple(one for one in language.decisions if entry.id in one.entries or entry.type in one.types)
            for entry in language.entries
        }

    def decide(self, frame: Frame, trigger: Trigger, roles: Roles, aux: Sequence[str]) -> Decision | None:
        """The decision that a trigger falls under; None: its entry alone says what it is."""
        return next(
            (one for one in self._about[trigger.entry.id] if self._holds(one, frame, trigger, roles, aux)), None
        )

    def _holds(self, one: Decision, frame: Frame, trigger: Trigger, roles: Roles, aux: Sequence[str]) -> bool:
        """Whether all conditions of a decision are met; the cheap ones are looked at first."""
        clause = frame.text.clauses[trigger.clause]
        group = trigger.group or clause.verb
        tense = group.main.tense if group is not None else ""
        actors = {who.key for who in roles.actors}
        return (
            (not one.kinds or trigger.kind in one.kinds)
            and (not one.tenses or tense in one.tenses)
            and (not one.status or any(mode in one.status for mode in aux))
            and one.passive in (None, trigger.passive)
            and (one.sides is None or (len(actors) > 1) == (one.sides == "several"))
            and (not one.actors or any(who.sector in one.actors for who in roles.actors))
            and (not one.recipients or any(who.sector in one.recipients for who in roles.recipients))
            and self._worded(one, frame, trigger, clause)
            and (one.acts is None or one.acts == _who_acts(frame, clause, actors))
            and (not one.beside or _stands_beside(one, frame, trigger))
        )

    def _worded(self, one: Decision, frame: Frame, trigger: Trigger, clause: Clause) -> bool:
        """Whether the words hold what the decision needs, and nothing that forbids it."""
        needs, unless, near = self._words[one.id]
        text = frame.text
        if needs is not None or unless is not None:
            said = with_content(text, clause)
            if (needs is not None and not needs.find(said)) or (unless is not None and unless.find(said)):
                return False
        if near is None:
            return True
        around = [
            text.words[index] for index in clause.words if trigger.first - _BEFORE <= index <= trigger.last + _AFTER
        ]
        return bool(near.find(around))


def decided(decision: Decision, trigger: Trigger, aux: tuple[str, ...]) -> tuple[Trigger, tuple[str, ...]]:
    """A trigger and its status as a decision for an event has them."""
    modes = decision.modes
    if modes is None:
        modes = trigger.entry.modes if decision.outcome == trigger.entry.type else ()
    entry = replace(trigger.entry, type=decision.outcome, modes=modes)
    if decision.aux is not None:  # what is said not to be done stays so
        aux = tuple(mode for mode in AUX_MODES if mode in decision.aux or (mode == "negated" and mode in aux))
    return replace(trigger, entry=entry), aux


def _who_acts(frame: Frame, clause: Clause, actors: set[str]) -> str:
    """Who is to do what a clause says («پیشنهاد کرد که …»): ``own``, ``others``, "" where it says nothing."""
    for other in frame.text.clauses[clause.index + 1 :]:
        if other.sentence != clause.sentence:
            break
        if other.parent is clause and other.relation == "content" and other.verb is not None:
            doers = {who.key for mention in frame.subjects[other.index] for who in frame.following.who(mention)}
            own = other.verb.main.person == 1 or not doers or bool(doers & actors)
            return "own" if own else "others"
    return ""


def _stands_beside(one: Decision, frame: Frame, trigger: Trigger) -> bool:
    """Whether another trigger of the sentence is one of those that the decision names."""
    sentence = frame.text.clauses[trigger.clause].sentence
    return any(
        other.core != trigger.core
        and (other.entry.id in one.beside or other.entry.type in one.beside)
        and frame.text.clauses[other.clause].sentence == sentence
        for other in frame.triggers
    )
