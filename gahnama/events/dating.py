"""Gives each deed its own date: which expression of the text it belongs to, else what the codebook takes by default."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from operator import itemgetter

from gahnama.events.find import Trigger
from gahnama.events.frame import Frame
from gahnama.language import Language
from gahnama.model import KNOWN, Time
from gahnama.ontology import Happening
from gahnama.text.clauses import Clause
from gahnama.times.edtf import write
from gahnama.times.publication import reference
from gahnama.times.resolve import Context, lean, resolve

_HISTORY = timedelta(days=30)
_LEAD_SENTENCES = 7
_LEAD_DAYS = 7
_BODY = 4  # paragraphs, the title counted, before what is only told to explain
_HOPS = 5
_STORY_REACH = 2
_STORY_AGE = timedelta(days=7)
_PAST = ("past", "imperfect", "perfect", "pluperfect", "participle")


@dataclass(frozen=True, slots=True)
class Dated:
    """The resolved times of an article, in the order of its expressions."""

    times: tuple[Time, ...]
    published: date | None
    inferred: bool


def contexts(frame: Frame) -> list[Context]:
    """What surrounds each time expression: sentence, paragraph, tense of its clause."""
    text = frame.text
    found = []
    for expression in frame.times:
        clause = text.clauses[text.clause_of[expression.first]]
        sentence = text.sentences[clause.sentence]
        found.append(
            Context(
                sentence=sentence.index,
                paragraph=sentence.paragraph,
                tense=tense(clause),
                title=sentence.title,
            )
        )
    return found


def tense(clause: Clause) -> str | None:
    """Whether the clause tells of the past, the present or the future; None without a verb."""
    verb = clause.verb
    if verb is None:
        return None
    if verb.main.tense in _PAST:
        return "past"
    if verb.main.tense == "subjunctive":
        return None
    return "future" if verb.main.tense == "future" else "present"


def resolve_times(frame: Frame, language: Language) -> Dated:
    """All time expressions of the article, resolved against its day of publication (inferred when it is missing)."""
    around = contexts(frame)
    document = frame.document
    known = reference(frame.times, around, document.published, document.url, language.calendar)
    resolved = resolve(frame.times, around, known)
    for number, expression in enumerate(frame.times):
        after_event = expression.value is not None and expression.value.anchor == "event"
        told = next((time for time in reversed(resolved[:number]) if time.edtf is not None), None)
        if resolved[number].edtf is None and after_event and told is not None:
            resolved[number] = lean(expression, told, known)
    inferred = known.published is not None and document.published is None
    return Dated(tuple(_in_original(time, frame) for time in resolved), known.published, inferred)


def _in_original(time: Time, frame: Frame) -> Time:
    """The time with its spans counted in the text as received."""
    spans = tuple(frame.text.normal.original_span(span.start, span.end) for span in time.spans)
    return replace(time, spans=spans, anchor=_in_original(time.anchor, frame) if time.anchor else None)


@dataclass(frozen=True, slots=True)
class Found:
    """The time of a deed and the way it was found: known, own, around, story, lead, publication or none."""

    time: Time
    way: str

    @property
    def own(self) -> bool:
        """Whether the time stands with the deed itself, not borrowed from the news or from publication."""
        return self.way in ("known", "own", "around", "story")


@dataclass(frozen=True, slots=True)
class Kinds:
    """Types of deeds by how they lie in time.

    ``lasting``: they go on, so that one told in a story has no end; ``speech``: they are done by saying them;
    ``plans``: what is planned is coded as one of these, so that they may lie in the future.
    """

    lasting: frozenset[str] = frozenset()
    speech: frozenset[str] = frozenset()
    plans: frozenset[str] = frozenset()


class Dater:
    """Attaches times to triggers."""

    def __init__(
        self,
        frame: Frame,
        dated: Dated,
        happenings: Mapping[str, Happening],
        kinds: Kinds = Kinds(),
    ) -> None:
        self._happenings = happenings
        self._kinds = kinds
        self._frame = frame
        self._dated = dated
        self._by_clause: dict[int, list[int]] = {}
        self._vague: set[int] = set()
        for number, expression in enumerate(frame.times):
            if expression.kind == "vague":
                self._vague.add(frame.text.clause_of[expression.first])
            elif self.tells(number):
                self._by_clause.setdefault(frame.text.clause_of[expression.first], []).append(number)
        self._lead = self._find_lead()

    def tells(self, number: int) -> bool:
        """Whether the time expression ``number`` of the article has days and is no mere duration."""
        return self._dated.times[number].edtf is not None and self._frame.times[number].kind != "duration"

    def time(self, trigger: Trigger, aux: tuple[str, ...]) -> Found:
        """The time of one deed: an expression of its own clause, of a clause around it, else the day of the news."""
        known = self._known(trigger)
        if known is not None:
            return Found(known, "known")
        own = [number for number in self._by_clause.get(trigger.clause, ()) if self._fits(trigger, number, aux)]
        if own:
            return Found(self._dated.times[min(own, key=lambda number: self._distance(trigger, number))], "own")
        verb = self._frame.text.clauses[trigger.clause].verb
        tense = verb.main.tense if verb is not None else None
        around = self._around(trigger, aux)
        if around is not None:
            time = self._dated.times[around]
            # What has come about by the time of speaking was done on that day, or before a longer time.
            done_before = tense == "perfect" and time.earliest != time.latest
            return Found(Time(), "none") if done_before else Found(time, "around")
        if "future" in aux or "hypothetical" in aux or tense == "pluperfect" or trigger.clause in self._vague:
            return Found(Time(), "none")
        story = self._story(trigger)
        if story is not None:
            # A story is told in the past: what has come about since, or still goes on, is no step of it.
            if tense in ("perfect", "present"):
                return Found(Time(), "none")
            return Found(self._from_there(trigger, self._dated.times[story]), "story")
        if self._lead is not None:
            return Found(self._dated.times[self._lead], "lead")
        if self._aside(trigger):
            return Found(Time(), "none")
        published = self.publication()
        return Found(published, "publication") if published is not None else Found(Time(), "none")

    def _aside(self, trigger: Trigger) -> bool:
        """Whether a noun far down in the article only alludes to a deed: background whose day nothing tells."""
        text = self._frame.text
        paragraph = text.sentences[text.clauses[trigger.clause].sentence].paragraph
        return trigger.kind == "noun" and paragraph >= _BODY

    def _known(self, trigger: Trigger) -> Time | None:
        """The time of a deed that its name tells, or one of its clause that it shares days with, best one within. None
        where the happening lies after publication: another deed is meant then."""
        happening = self._happenings.get(trigger.entry.happening or "")
        published = self._dated.published
        if happening is None or (published is not None and happening.first > published):
            return None
        own = [self._dated.times[number] for number in self._by_clause.get(trigger.clause, ())]
        shared = [
            (first < happening.first or last > happening.last, time)
            for time in own
            if (first := time.earliest) is not None and (last := time.latest) is not None
            if first <= happening.last and happening.first <= last
        ]
        if shared:
            return min(shared, key=itemgetter(0))[1]
        return Time(
            earliest=happening.first,
            latest=happening.last,
            edtf=write(happening.first, happening.last),
            basis=KNOWN,
            spans=(self._frame.text.span(trigger.first, trigger.last),),
            granularity="day" if happening.first == happening.last else "period",
            explanation=f"{happening.en}: known by its name",
        )

    def publication(self) -> Time | None:
        """The day of publication as the time of news; None where it is unknown."""
        published = self._dated.published
        if published is None:
            return None
        return Time(
            earliest=published,
            latest=published,
            edtf=published.isoformat(),
            basis="publication",
            granularity="day",
            explanation="news without a time word: the day of publication",
        )

    def _fits(self, trigger: Trigger, number: int, aux: tuple[str, ...]) -> bool:
        """Whether a time can be that of a deed: one done by a verb of saying it lies in no day to come."""
        latest, published = self._dated.times[number].latest, self._dated.published
        spoken = trigger.entry.type in self._kinds.speech - self._kinds.plans
        if trigger.kind == "noun" or not spoken or aux not in ((), ("negated",)):
            return True
        return latest is None or published is None or latest <= published

    def _around(self, trigger: Trigger, aux: tuple[str, ...]) -> int | None:
        """The first expression of the nearest clause around the deed's own, if the deed can be of that time.

        A noun of saying has none: a demand that somebody talks of is not of the day of that talk.
        """
        if trigger.kind == "noun" and trigger.entry.type in self._kinds.speech:
            return None
        clause = self._frame.text.clauses[trigger.clause].parent
        for _ in range(_HOPS):
            if clause is None:
                return None
            if clause.index in self._by_clause:
                first = self._by_clause[clause.index][0]
                return first if self._fits(trigger, first, aux) else None
            clause = clause.parent
        return None

    def _story(self, trigger: Trigger) -> int | None:
        """The time that a story of the past is at: the last one told right before, in the same paragraph."""
        published = self._dated.published
        sentences = self._frame.text.sentences
        here = self._frame.text.clauses[trigger.clause].sentence
        for sentence in range(here - 1, max(-1, here - 1 - _STORY_REACH), -1):
            if published is None or sentences[sentence].paragraph != sentences[here].paragraph:
                return None
            numbers = [
                n for c in self._frame.text.clauses if c.sentence == sentence for n in self._by_clause.get(c.index, ())
            ]
            if numbers:
                latest = self._dated.times[numbers[-1]].latest
                return numbers[-1] if latest is not None and published - latest > _STORY_AGE else None
        return None

    def _from_there(self, trigger: Trigger, time: Time) -> Time:
        """The time that a story is at, as that of a deed told next: of one that goes on only its beginning."""
        if trigger.entry.type not in self._kinds.lasting or trigger.kind != "verb" or time.earliest is None:
            return time
        return replace(
            time,
            latest=None,
            edtf=write(time.earliest, None),
            basis="anaphoric",
            anchor=time,
            granularity="period",
            explanation=f"from {time.edtf} on, where the story is",
        )

    def _find_lead(self) -> int | None:
        """The day of the news itself: the first day-long time near publication in the first sentences."""
        published = self._dated.published
        if published is None:
            return None
        for number, expression in enumerate(self._frame.times):
            time = self._dated.times[number]
            if expression.value is not None and expression.value.now is not None:
                continue
            if self._frame.text.sentence_of[expression.first] > _LEAD_SENTENCES:
                break
            if (
                time.earliest is not None
                and time.earliest == time.latest
                and 0 <= (published - time.earliest).days <= _LEAD_DAYS
            ):
                return number
        return None

    def _distance(self, trigger: Trigger, number: int) -> int:
        expression = self._frame.times[number]
        if expression.first > trigger.last:
            return (expression.first - trigger.last) * (1 if trigger.kind == "noun" else 2)
        return trigger.first - expression.last


def historical(time: Time, published: date | None) -> bool:
    """Whether a deed is background by its date: over 30 days before publication."""
    if time.latest is None or published is None:
        return False
    return published - time.latest > _HISTORY
