"""Gives each deed its own date: which expression of the text it belongs to, else what the codebook takes by default."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from gahnama.events.find import Trigger
from gahnama.events.frame import Frame
from gahnama.language import Language
from gahnama.learned import Linear
from gahnama.model import Time
from gahnama.text.clauses import Clause
from gahnama.times.publication import reference
from gahnama.times.resolve import Context, resolve

_HISTORY = timedelta(days=30)
_LEAD_SENTENCES = 7
_LEAD_DAYS = 7
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
    return "future" if verb.main.tense == "future" else "present"


def resolve_times(frame: Frame, language: Language) -> Dated:
    """All time expressions of the article, resolved against its day of publication, which is inferred when it is missing."""
    around = contexts(frame)
    document = frame.document
    known = reference(frame.times, around, document.published, document.url, language.calendar)
    resolved = resolve(frame.times, around, known)
    inferred = known.published is not None and document.published is None
    return Dated(tuple(_in_original(time, frame) for time in resolved), known.published, inferred)


def _in_original(time: Time, frame: Frame) -> Time:
    """The time with its spans counted in the text as received."""
    spans = tuple(frame.text.normal.original_span(span.start, span.end) for span in time.spans)
    return replace(time, spans=spans, anchor=_in_original(time.anchor, frame) if time.anchor else None)


@dataclass(frozen=True, slots=True)
class TimeOption:
    """A time that may be a deed's: ``way`` says where it was looked for, ``features`` serve the learned choice."""

    time: Time
    way: str
    features: tuple[str, ...]

    @property
    def own(self) -> bool:
        """Whether the time stands with the deed itself, not borrowed from the news or from publication."""
        return self.way.startswith("own") or self.way == "around"


class Dater:
    """Attaches times to triggers."""

    def __init__(self, frame: Frame, dated: Dated, model: Linear | None) -> None:
        self._frame = frame
        self._dated = dated
        self._model = model
        self._by_clause: dict[int, list[int]] = {}
        for number, expression in enumerate(frame.times):
            if dated.times[number].edtf is not None:
                self._by_clause.setdefault(frame.text.clause_of[expression.first], []).append(number)
        self._lead = self._find_lead()

    def time(self, trigger: Trigger, aux: tuple[str, ...], said: bool) -> TimeOption:
        """The time of one deed. ``said``: its clause is what somebody says."""
        options = self.options(trigger, aux, said)
        model = self._model
        if model is None:
            return options[0]
        return max(options, key=lambda option: model.score(option.features))

    def options(self, trigger: Trigger, aux: tuple[str, ...], said: bool) -> list[TimeOption]:
        """The times that a deed may have, the one that the rules prefer first."""
        ways: list[tuple[str, int | None]] = []
        own = sorted(self._by_clause.get(trigger.clause, ()), key=lambda number: self._distance(trigger, number))
        ways.extend((f"own{min(place, 2)}", number) for place, number in enumerate(own[:3]))
        seen = set(own)
        for way, numbers in self._elsewhere(trigger):
            ways.extend((way, number) for number in numbers if number not in seen)
            seen.update(numbers)
        if self._lead is not None and self._lead not in seen:
            ways.append(("lead", self._lead))
        options = [(way, self._dated.times[number], number) for way, number in ways if number is not None]
        published = self._publication()
        undated = "future" in aux or "hypothetical" in aux
        default = [("none", Time(), None)] if undated or published is None else [("publication", published, None)]
        other = [("publication", published, None)] if undated and published is not None else [("none", Time(), None)]
        ranked: list[tuple[str, Time, int | None]] = [
            *(option for option in options if option[0] in ("own0", "around", "lead") and not (undated and option[0] == "lead")),
            *default,
            *(option for option in options if option[0] not in ("own0", "around", "lead") or (undated and option[0] == "lead")),
            *other,
        ]
        kinds = [way for way, _, _ in ranked]
        kinds.extend(f"before-{self.age(time)}" for way, time, _ in ranked if way == "before")
        return [
            TimeOption(time, way, tuple(self._features(trigger, aux, said, way, time, number, kinds))) for way, time, number in ranked
        ]

    def _publication(self) -> Time | None:
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

    def _elsewhere(self, trigger: Trigger) -> list[tuple[str, list[int]]]:
        """Expressions outside the deed's clause: of the clauses around it, of its sentence, of the sentence before."""
        text = self._frame.text
        clause: Clause | None = text.clauses[trigger.clause]
        around: list[int] = []
        hops = 0
        while clause is not None and hops < 6:
            if clause.index != trigger.clause:
                around.extend(self._by_clause.get(clause.index, ()))
            clause = clause.parent
            hops += 1
        sentence = text.clauses[trigger.clause].sentence
        inside = [n for c in text.clauses if c.sentence == sentence for n in self._by_clause.get(c.index, ())]
        before = [
            n
            for c in text.clauses
            if c.sentence == sentence - 1 and self._same_paragraph(c.sentence, sentence)
            for n in self._by_clause.get(c.index, ())
        ]
        return [("around", around[:1]), ("sentence", inside[:2]), ("before", before[-1:])]

    def _same_paragraph(self, one: int, other: int) -> bool:
        sentences = self._frame.text.sentences
        return sentences[one].paragraph == sentences[other].paragraph

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
            if time.earliest is not None and time.earliest == time.latest and 0 <= (published - time.earliest).days <= _LEAD_DAYS:
                return number
        return None

    def _distance(self, trigger: Trigger, number: int) -> int:
        expression = self._frame.times[number]
        if expression.first > trigger.last:
            return (expression.first - trigger.last) * (1 if trigger.kind == "noun" else 2)
        return trigger.first - expression.last

    def _features(
        self, trigger: Trigger, aux: tuple[str, ...], said: bool, way: str, time: Time, number: int | None, kinds: list[str]
    ) -> list[str]:
        text = self._frame.text
        clause = text.clauses[trigger.clause]
        sentence = text.sentences[clause.sentence]
        kind = trigger.kind
        place = "title" if sentence.title else f"p{min(sentence.paragraph, 3)}"
        told = trigger.group.main.tense if trigger.group is not None else (clause.verb.main.tense if clause.verb else "-")
        has_own = any(known.startswith("own") for known in kinds)
        found = [
            f"way={way}",
            f"way={way}/{kind}",
            f"way={way}/{trigger.entry.type}",
            f"way={way}/{place}",
            f"way={way}/{place}/{kind}",
            f"way={way}/tense={told}",
            f"way={way}/tense={told}/{kind}",
            f"way={way}/said={said}",
            f"way={way}/said={said}/{kind}",
            f"way={way}/relation={clause.relation}",
            f"way={way}/aux={'+'.join(aux)}",
            f"way={way}/has-own={has_own}",
            f"way={way}/has-own={has_own}/{kind}",
            f"way={way}/has-lead={'lead' in kinds}",
            f"way={way}/has-around={'around' in kinds}/{has_own}",
            f"way={way}/before={next((known for known in kinds if known.startswith('before-')), '')}",
            f"way={way}/far={min(sentence.index // 4, 4)}/{kind}",
            f"way={way}/inferred={self._dated.inferred}",
            f"way={way}/entry={trigger.entry.id}",
        ]
        if number is not None:
            expression = self._frame.times[number]
            apart = self._distance(trigger, number)
            near = "in" if apart <= 0 else "1-2" if apart <= 2 else "3-6" if apart <= 6 else "7-14" if apart <= 14 else "15+"
            side = "after" if expression.first > trigger.last else "before"
            found += [
                f"way={way}/{side}/{near}",
                f"way={way}/{side}/{near}/{kind}",
                f"way={way}/kind={expression.kind}",
                f"kind={expression.kind}/{trigger.entry.type}",
                f"way={way}/grain={time.granularity}",
                f"way={way}/basis={time.basis}",
                f"pattern={expression.pattern}",
                f"way={way}/age={self.age(time)}",
            ]
        return found

    def age(self, time: Time) -> str:
        """Where a time lies from publication: future, now (a week), month, year, old; "?" when either is unknown."""
        published = self._dated.published
        if published is None or time.latest is None:
            return "?"
        days = (published - time.latest).days
        return "future" if days < 0 else "now" if days <= 7 else "month" if days <= 31 else "year" if days <= 400 else "old"


def historical(time: Time, published: date | None, pluperfect: bool) -> bool:
    """Whether a deed is background by its date: over 30 days before publication."""
    if time.latest is None or published is None:
        return False
    return published - time.latest > _HISTORY
