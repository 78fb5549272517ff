"""What stands beside a deed: contents, tolls, mediators, names, denials, contexts, intensity. Completes events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gahnama.events.antecedents import Who
from gahnama.events.attribution import SpeechReader
from gahnama.events.casualties import Tolled, TollReader
from gahnama.events.contents import ContentReader
from gahnama.events.contexts import ContextReader
from gahnama.events.find import Trigger
from gahnama.events.frame import Frame
from gahnama.events.join import Deed
from gahnama.events.namings import NamingReader
from gahnama.language import Language
from gahnama.model import Event, Naming, Toll
from gahnama.ontology import Plover
from gahnama.text.phrasebook import Phrasebook
from gahnama.text.words import Splitter

_THIRD_PARTY = "third-party"
_REACH = 2  # sentences between a deed and a toll of it in another paragraph
_UNREAL = frozenset(("future", "hypothetical", "negated"))
_NEAR = 3  # words between a phrase of mediation and the mediator


class DetailReader:
    """Completes the events of an article from its deeds, one for each event and in the same order."""

    def __init__(self, language: Language, plover: Plover, speech: SpeechReader, splitter: Splitter) -> None:
        self._plover = plover
        self._speech = speech
        self._contents = ContentReader(language, plover, splitter)
        self._tolls = TollReader(language, splitter)
        self._names = NamingReader(language, plover, splitter)
        self._contexts = ContextReader(language, plover)
        self._pointing = frozenset(language.text.compact(word) for word in language.details.pointing)
        self._mediation = Phrasebook(
            ((language.text.compact(phrase), phrase) for phrase in language.details.mediation), inflect=False
        )

    def completed(self, frame: Frame, deeds: Sequence[Deed], events: Sequence[Event]) -> list[Event]:
        """The events with their details."""
        text, follow = frame.text, frame.following
        casualties = self._casualties(frame, deeds)
        namings: dict[int, list[Naming]] = {}
        for named in self._names.namings(frame, deeds):
            by = follow.participant(named.by) if named.by is not None else None
            namings.setdefault(named.deed, []).append(Naming(text.span(named.first, named.last), by))
        found = []
        for number, (deed, event) in enumerate(zip(deeds, events, strict=True)):
            denied = self._names.denied(frame, deeds, number)
            agenda = self._contents.agenda(frame, deed)
            found.append(
                replace(
                    event,
                    mediators=tuple(follow.participant(who) for who in self._mediators(frame, deed)),
                    agenda=tuple(text.span(*stretch) for stretch in agenda),
                    terms=tuple(text.span(*stretch) for stretch in self._contents.terms(frame, deed)),
                    casualties=tuple(casualties.get(number, ())),
                    namings=tuple(namings.get(number, ())),
                    denies=(events[denied].id,) if denied is not None else (),
                    contexts=self._contexts.contexts(frame, deed),
                    intensity=self._plover.intensity(event.type, event.modes),
                )
            )
        return found

    def _mediators(self, frame: Frame, deed: Deed) -> list[Who]:
        """Who mediates: named behind a phrase of mediation, or the doer of a mediation."""
        text = frame.text
        found: dict[str, Who] = {}
        for trigger in deed.triggers:
            clause = text.clauses[trigger.clause]
            for index in clause.words:
                match = self._mediation.at(text.words, index, clause.words[-1] + 1)
                if match is None:
                    continue
                behind = [slot for slot in frame.slots[clause.index] if slot.last > match.last][:1]
                mentions = behind[0].mentions if behind else ()
                for mention in mentions if mentions and 0 < mentions[0].first - match.last <= _NEAR else ():
                    found.update({who.key: who for who in frame.following.who(mention)})
            if _THIRD_PARTY in trigger.entry.modes and trigger.kind == "verb":
                doers = [who for mention in frame.inherited[clause.index] for who in frame.following.who(mention)]
                found.update({who.key: who for who in doers if who.key in {actor.key for actor in deed.actors}})
        return list(found.values())

    def _casualties(self, frame: Frame, deeds: Sequence[Deed]) -> dict[int, list[Toll]]:
        """The tolls of each deed; the same number is kept once for those who give it."""
        if not any(deed.type in self._plover.tolls for deed in deeds):
            return {}
        found: dict[int, list[Toll]] = {}
        for tolled in self._tolls.tolls(frame):
            number = self._deed_of(frame, tolled, deeds)
            if number is None:
                continue
            clause = frame.text.clauses[frame.text.clause_of[tolled.first]]
            span = frame.text.span(tolled.first, tolled.last)
            tellers = tuple(one for one in self._speech.tellers(frame, clause) if not one.span.overlaps(span))
            toll = Toll(tolled.kind, tolled.quantity.lowest, tolled.quantity.highest, span, tellers)
            known = found.setdefault(number, [])
            if not any(_same(toll, other) for other in known):
                known.append(toll)
        return found

    def _deed_of(self, frame: Frame, tolled: Tolled, deeds: Sequence[Deed]) -> int | None:
        """The deed of a type with such tolls that one belongs to: told by the same words, in the same clause, in the
        same sentence, else before in the paragraph, or a sentence or two back where the toll's sentence points there
        («در این حمله»). Deeds that did not happen have tolls of their own words only."""
        text = frame.text
        sentence = text.sentences[text.sentence_of[tolled.cue.first]]
        points = any(
            text.words[index].key in self._pointing
            for index in range(sentence.first, min(tolled.cue.last, sentence.last))
        )
        types = [kind for kind, tolls in self._plover.tolls.items() if tolled.kind in tolls]

        def rank(trigger: Trigger) -> tuple[int, int] | None:
            away = abs(trigger.first - tolled.cue.first)
            if set(trigger.core) & set(range(tolled.first, max(tolled.last, tolled.cue.last) + 1)):
                return 0, away
            told = text.sentences[text.sentence_of[trigger.first]]
            if told.index == sentence.index:
                return (1 if trigger.clause == text.clause_of[tolled.cue.first] else 2), away
            back = sentence.index - told.index
            near = back > 0 and (told.paragraph == sentence.paragraph or (points and back <= _REACH))
            return (3, away) if near else None

        ranked = [
            (*place, types.index(deed.type), number)
            for number, deed in enumerate(deeds)
            if deed.type in types
            for trigger in deed.triggers
            if (place := rank(trigger)) is not None and (place[0] == 0 or not _UNREAL & set(deed.aux))
        ]
        return min(ranked)[-1] if ranked else None


def _same(one: Toll, other: Toll) -> bool:
    """Whether two tolls say the same, the later one by nobody new."""
    return (one.kind, one.lowest, one.highest) == (other.kind, other.lowest, other.highest) and (
        not one.sources or one.sources == other.sources
    )
