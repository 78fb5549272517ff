"""The event stage on one screen: triggers → roles, sources, time, status, place → joined events."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from gahnama.events.attribution import Speeches, SpeechReader, sources
from gahnama.events.dates import DateOption, choose_date, date_options
from gahnama.events.dating import Dated, Dater, Found, Kinds, historical
from gahnama.events.decisions import Decider, decided
from gahnama.events.details import DetailReader
from gahnama.events.features import Article, deed_features, describe, vocabulary
from gahnama.events.find import Trigger
from gahnama.events.frame import Frame
from gahnama.events.join import Deed, deed_traits, join
from gahnama.events.open_roles import OpenRoles
from gahnama.events.places import Option, PlaceChooser
from gahnama.events.roles import RoleFiller, Roles
from gahnama.events.status import StatusReader
from gahnama.events.tellers import Option as SourceOption
from gahnama.events.tellers import Tellers
from gahnama.language import Decision, Language
from gahnama.learned import Linear, load_models
from gahnama.model import Event, Source, Span, Time
from gahnama.ontology import Ontology
from gahnama.text.likeness import Likeness
from gahnama.text.parse import Text
from gahnama.text.phrasebook import Phrasebook
from gahnama.text.words import Splitter

THRESHOLD = 0.4
"""Probability from which a trigger is a deed of an article that is plainly about politics."""
SURE = 0.85
"""The same in an article that is not about politics."""
PLAINLY_POLITICS, ABOUT_POLITICS = 0.3, -0.9
"""Scores from which an article is plainly about politics, and about politics at all."""
DOUBT = 0.15
"""What is asked more in between, for each unit of the score that lacks."""
_SHORTEST = 20  # distinct words of a text of which it can be told
_LONGEST_MENTION = 14
"""Words of a quote but one; a half of them on the left of a noun, unless a phrase goes on."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a trigger is by the rules; ``trigger`` and ``aux`` are as the ``decision`` has them, if it is an event."""

    trigger: Trigger
    roles: Roles
    aux: tuple[str, ...]
    found: Found
    decision: Decision | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reading of a trigger: everything that is known of it before it is accepted or not."""

    trigger: Trigger
    roles: Roles
    aux: tuple[str, ...]
    time: Time
    own_time: bool
    sources: list[Source]
    contained: str
    features: list[str]
    confidence: float


class EventReader:
    """Reads the events of articles of one language."""

    def __init__(self, language: Language, ontology: Ontology, splitter: Splitter, learned: bool = True) -> None:
        self._ontology = ontology
        self._traits = ontology.plover.traits
        self._places = PlaceChooser(ontology.plover)
        self._roles = RoleFiller(language, ontology)
        self._open_roles = OpenRoles(ontology.plover)
        self._status = StatusReader(language, ontology.plover.speech, self._traits["content-of-noun"], splitter)
        self._decider = Decider(language)
        self._settled = frozenset(decision.mark for decision in language.decisions if decision.aux is not None)
        self._speech = SpeechReader(language, ontology, splitter)
        self._details = DetailReader(language, ontology.plover, self._speech, splitter)
        self.attributions = self._speech.attributions
        self.use(load_models(language.path / "models.json") if learned else {})
        compact = language.text.compact
        self._circumstances = frozenset(compact(word) for word in language.markers.circumstances)
        self._mode_cues = {
            kind: Phrasebook((compact(cue), mode) for mode, words in cues.items() for cue in words)
            for kind, cues in language.mode_cues.items()
        }

    def use(self, models: Mapping[str, Linear]) -> None:
        """Puts learned parts in place; without one the rules alone decide."""
        self._models = models

    def read(self, frame: Frame, dated: Dated) -> list[Event]:
        """The events of one article in the order of their first mention."""
        deeds = self.deeds(frame, dated)
        events: dict[str, Event] = {}
        stage, tellers = self._places.stage(frame), self.tellers(frame)
        for deed in deeds:
            # before its sources are chosen: the choice of places has learned from those of the rule
            deed.place = self._places.choose(frame, deed, stage, self._models.get("place"))
            deed.sources = tellers.choose(deed, deed.type in self._ontology.plover.speech, self._models.get("source"))
            event = self.event(frame, deed)
            number = 2
            while event.id in events:
                event = replace(event, id=f"{event.id[:16]}-{number}")
                number += 1
            events[event.id] = event
        return self._details.completed(frame, deeds, list(events.values()))

    def deeds(self, frame: Frame, dated: Dated) -> list[Deed]:
        """The deeds of one article, joined and complete but for their places, in the order of first mention."""
        deeds = []
        least = self._least(frame.text)
        for candidates in self.candidates(frame, dated):
            best = max(
                candidates, key=lambda candidate: (candidate.confidence, _merit(candidate.trigger, candidate.roles))
            )
            if best.confidence >= least:
                deeds.append(self.deed(frame, best))
        likeness, either = self.likeness(frame.text), self._traits["either"]
        joined = join(deeds, self._models.get("join"), frame.text, likeness, either)
        dater = self._dater(frame, dated)
        for position, deed in enumerate(joined):
            self._date(frame, dated, dater, deed)
            self._open_roles.fill(frame, deed, joined[:position])
        self._open_roles.blame(joined)
        return joined

    def _date(self, frame: Frame, dated: Dated, dater: Dater, deed: Deed) -> None:
        """Gives a joined deed the likeliest time, unless it has one of its own; by its time it is history or not."""
        model = self._models.get("date")
        if model is not None and not deed.own_time:
            deed.time = choose_date(self._dates(frame, dated, dater, deed), deed.time, model)
        if deed.time.edtf is not None and deed.aux in ((), ("historical",)) and self._settled.isdisjoint(deed.marks):
            deed.aux = ("historical",) if historical(deed.time, dated.published) else ()

    def _dater(self, frame: Frame, dated: Dated) -> Dater:
        plover = self._ontology.plover
        kinds = Kinds(plover.lasting, plover.speech, frozenset(plover.planned.values()))
        return Dater(frame, dated, self._ontology.happenings, kinds)

    def date_options(self, frame: Frame, dated: Dated, deed: Deed) -> list[DateOption]:
        """What the time of a joined deed may be."""
        return self._dates(frame, dated, self._dater(frame, dated), deed)

    def _dates(self, frame: Frame, dated: Dated, dater: Dater, deed: Deed) -> list[DateOption]:
        return date_options(frame, dated, dater, deed, deed.type in self._ontology.plover.speech)

    def likeness(self, text: Text) -> Likeness:
        """How the stretches of a text are compared: by the rarity of words that was learned, all alike without it."""
        learned = self._models.get("rarity")
        return Likeness(text, learned.weights if learned is not None else {})

    def tellers(self, frame: Frame) -> Tellers:
        """All who tell something in an article."""
        return Tellers(frame, self._speech)

    def source_options(self, frame: Frame, deed: Deed) -> list[SourceOption]:
        """Who the sources of a deed may be."""
        return self.tellers(frame).options(deed, deed.type in self._ontology.plover.speech)

    def place_options(self, frame: Frame, deed: Deed) -> list[Option]:
        """What the place of a deed may be."""
        return self._places.options(frame, deed, self._places.stage(frame))

    def _least(self, text: Text) -> float:
        """The probability from which a trigger is a deed of an article: the more, the less it is about politics; a very
        short text counts as plainly so."""
        judge = self._models.get("article")
        if judge is None:
            return THRESHOLD
        words = vocabulary(text)
        if len(words) < _SHORTEST:
            return THRESHOLD
        score = judge.spread(words)
        return THRESHOLD + DOUBT * max(0.0, PLAINLY_POLITICS - score) if score >= ABOUT_POLITICS else SURE

    def candidates(self, frame: Frame, dated: Dated) -> list[list[Candidate]]:
        """All that the article might tell, the readings of the same words together, in text order."""
        rulings = zip(frame.triggers, self.rulings(frame, dated), strict=True)
        events = [(told, ruling) for told, ruling in rulings if ruling.decision is None or ruling.decision.outcome]
        containers = [told for told, _ in events if told.entry.type in self._traits["content"]]
        article = describe(frame)
        groups: dict[tuple[int, ...], list[Candidate]] = {}
        speeches = self._speech.speeches(frame)
        for _, ruling in events:
            candidate = self._candidate(frame, ruling, speeches, containers, article)
            groups.setdefault(ruling.trigger.core, []).append(candidate)
        return [groups[core] for core in sorted(groups)]

    def rulings(self, frame: Frame, dated: Dated) -> list[Ruling]:
        """What every trigger of the article is: its roles, status and time, and the decision that it falls under."""
        speeches = self._speech.speeches(frame)
        dater = self._dater(frame, dated)
        return [self._ruling(frame, trigger, speeches, dater, dated) for trigger in frame.triggers]

    def _ruling(self, frame: Frame, trigger: Trigger, speeches: Speeches, dater: Dater, dated: Dated) -> Ruling:
        speakers = speeches.speakers(trigger.clause)
        roles = self._roles.fill(frame, trigger, speakers, speeches.last_speakers(trigger.clause))
        aux = self._status.aux(frame.text, trigger)
        decision = self._decider.decide(frame, trigger, roles, aux)
        if decision is not None:
            aux = decided(decision, trigger, aux)[1]
        found = dater.time(trigger, aux)
        if found.way == "known":  # what history knows has happened
            aux, decision = (), None
        if self._comes(trigger, found, dated):
            aux = ("future", *(mode for mode in aux if mode == "negated"))
            decision = self._decider.decide(frame, trigger, roles, aux)
        if decision is not None and decision.outcome:
            trigger, aux = decided(decision, trigger, aux)
            roles = replace(roles, marks=(*roles.marks, decision.mark))
        settled = decision is not None and decision.aux is not None
        if historical(found.time, dated.published) and not aux and not settled:
            aux = ("historical",)
        return Ruling(trigger, roles, aux, found, decision)

    def _candidate(
        self, frame: Frame, ruling: Ruling, speeches: Speeches, containers: Sequence[Trigger], article: Article
    ) -> Candidate:
        text = frame.text
        trigger, roles, aux, time = ruling.trigger, ruling.roles, ruling.aux, ruling.found.time
        clause = text.clauses[trigger.clause]
        contained = self._contained(text, trigger, containers)
        told_by = sources(frame, speeches.chains.get(clause.index, ()), {who.key for who in roles.actors})
        features = deed_features(
            frame, trigger, roles, aux, contained, time, len(told_by), self._speech.says(frame, clause), article
        )
        features.append(f"obliged={self._status.obliged(text, trigger)}/{trigger.entry.type}/{trigger.kind}")
        judge = self._models.get("accept")
        if judge is None:
            filled = all(getattr(roles, role) for role in trigger.entry.needs_roles)
            confidence = 0.5 if (roles.actors or roles.recipients) and filled and not contained else 0.0
        else:
            confidence = judge.probability(features)
        return Candidate(trigger, roles, aux, time, ruling.found.own, told_by, contained, features, confidence)

    def _comes(self, trigger: Trigger, found: Found, dated: Dated) -> bool:
        """Whether a deed has a time of its own that lies after publication."""
        published, first = dated.published, found.time.earliest
        return (
            found.own
            and published is not None
            and first is not None
            and first > published
            and trigger.entry.type not in self._ontology.plover.speech
        )

    def _contained(self, text: Text, trigger: Trigger, containers: Sequence[Trigger]) -> str:
        """The type of the demand, threat, promise or refusal that the deed may be the content of; "" if it is free."""
        for container in containers:
            if container.core == trigger.core:
                continue
            if container.clause == trigger.clause:
                circumstance = trigger.first > 0 and text.words[trigger.first - 1].key in self._circumstances
                if container.kind == "verb" and trigger.kind == "noun" and circumstance:
                    continue
                if container.kind == "verb" and trigger.kind != "verb" and trigger.last < container.first:
                    return f"{container.entry.type}-verb"
                if container.kind == "fixed" and trigger.kind == "verb" and container.last < trigger.first:
                    return f"{container.entry.type}-modal"
                if container.kind != "verb" and trigger.kind != "verb" and 0 < trigger.first - container.last <= 6:
                    return f"{container.entry.type}-noun"
            elif container.kind != "noun" or container.entry.type in self._traits["content-of-noun"]:
                clause = text.clauses[trigger.clause]
                depth = 0
                while clause.parent is not None and depth < 6:
                    relation, clause = clause.relation, clause.parent
                    depth += 1
                    if clause.index == container.clause and relation == "content":
                        return f"{container.entry.type}-clause"
                    if relation not in ("content", "coordinate", "adverbial"):
                        break
        return ""

    def type_of(self, candidate: Candidate) -> str:
        """The PLOVER type of a candidate: what is only planned is coded as the promise of it."""
        kind = candidate.trigger.entry.type
        return self._ontology.plover.planned.get(kind, kind) if "future" in candidate.aux else kind

    def deed(self, frame: Frame, candidate: Candidate) -> Deed:
        """The candidate as a deed of its own, before joining."""
        text = frame.text
        trigger = candidate.trigger
        clause = text.clauses[trigger.clause]
        sentence = text.sentences[clause.sentence]
        kind = self.type_of(candidate)
        words = [text.words[index] for index in clause.words]
        modes = list(trigger.entry.modes)
        if not modes and kind in self._mode_cues:
            modes = [match.things[0] for match in self._mode_cues[kind].find(words)][:1]
        if kind != trigger.entry.type:
            modes = []
        return Deed(
            type=kind,
            triggers=[trigger],
            spans=[self._span(frame, trigger)],
            actors=list(candidate.roles.actors),
            recipients=list(candidate.roles.recipients),
            modes=modes,
            time=candidate.time,
            own_time=candidate.own_time,
            aux=candidate.aux,
            sources=candidate.sources,
            confidence=candidate.confidence,
            marks=list(candidate.roles.marks),
            sentence=sentence.index,
            paragraph=sentence.paragraph,
            title=sentence.title,
        )

    @staticmethod
    def _span(frame: Frame, trigger: Trigger) -> Span:
        """The stretch to quote: the deed's words with what stands near them in its clause, cut where a phrase begins
        or ends."""
        text = frame.text
        clause = text.clauses[trigger.clause]
        names = {index for one in frame.by_first.values() for index in range(one.first, one.last + 1)}  # «پ.ک.ک»
        own = {index for index in clause.words if index in names or not text.words[index].punctuation}
        first, last = trigger.first, trigger.last
        if trigger.kind == "verb":
            while last - first < _LONGEST_MENTION and first - 1 in own:
                first -= 1
            if first - 1 in own:
                starts = [start for start, _ in frame.phrases(clause) if first <= start < trigger.first]
                first = min(starts, default=first)
        else:
            while last - first < _LONGEST_MENTION // 2 and last + 1 in own:
                last += 1
            if last + 1 in own:
                ends = {end for _, end in frame.phrases(clause) if trigger.last < end < first + _LONGEST_MENTION}
                behind = [end for end in ends if end >= last]
                last = min(behind) if behind else max(ends, default=last)
        return text.span(first, last)

    def event(self, frame: Frame, deed: Deed) -> Event:
        """The deed as an event of the model; its confidence is the chance that a coder codes it with this type."""
        judge = self._models.get("confidence")
        confidence = judge.probability(deed_traits(deed)) if judge is not None else deed.confidence
        follow = frame.following
        spans = tuple(dict.fromkeys(deed.spans))
        digest = hashlib.sha256(
            "\n".join([frame.document.text, deed.type, *(f"{span.start}-{span.end}" for span in spans[:1])]).encode(
                "utf-8", "surrogatepass"
            )
        )
        entries = dict.fromkeys(trigger.entry.id for trigger in deed.triggers)
        return Event(
            id=digest.hexdigest()[:16],
            type=deed.type,
            modes=tuple(mode for mode in deed.modes if mode in self._ontology.plover.modes[deed.type]),
            mentions=spans,
            actors=tuple(follow.participant(who) for who in deed.actors),
            recipients=tuple(follow.participant(who) for who in deed.recipients),
            time=deed.time,
            place=deed.place,
            aux=deed.aux,
            sources=tuple(deed.sources),
            entries=(*entries, *dict.fromkeys(deed.marks)),
            confidence=round(confidence, 3),
        )


def _merit(trigger: Trigger, roles: Roles) -> tuple[int, int, int, str]:
    """How well an entry fits its words: conditions met, roles filled."""
    conditions = len(trigger.entry.needs) > 0
    return (
        int(conditions) + len(trigger.entry.needs_roles),
        int(bool(roles.actors)) + int(bool(roles.recipients)),
        trigger.kind == "verb",
        trigger.entry.id,
    )
