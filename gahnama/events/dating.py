"""Gives each deed its own date: which expression of the text it belongs to, else what the codebook takes by default."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from gahnama.events.find import Trigger
from gahnama.events.frame import Frame
from gahnama.language import Language
from gahnama.model import Time
from gahnama.text.clauses import Clause
from gahnama.times.publication import reference
from gahnama.times.resolve import Context, resolve

_HISTORY = timedelta(days=30)
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


class Dater:
    """Attaches times to triggers."""

    def __init__(self, frame: Frame, dated: Dated) -> None:
        self._frame = frame
        self._dated = dated
        self._by_clause: dict[int, list[int]] = {}
        for number, expression in enumerate(frame.times):
            self._by_clause.setdefault(frame.text.clause_of[expression.first], []).append(number)

    def time(self, trigger: Trigger, aux: tuple[str, ...], news: bool) -> Time:
        """The time of one deed. ``news``: it is told as the article's own news, so that publication is its default."""
        number = self._own(trigger)
        if number is None:
            number = self._around(trigger)
        if number is not None:
            return self._published_span(number)
        published = self._dated.published
        if published is None or not news or "hypothetical" in aux or "future" in aux:
            return Time()
        return Time(
            earliest=published,
            latest=published,
            edtf=published.isoformat(),
            basis="publication",
            granularity="day",
            explanation="news without a time word: the day of publication",
        )

    def _published_span(self, number: int) -> Time:
        return self._dated.times[number]

    def _usable(self, number: int) -> bool:
        time = self._dated.times[number]
        return time.edtf is not None

    def _own(self, trigger: Trigger) -> int | None:
        """The nearest expression in the deed's own clause."""
        numbers = [number for number in self._by_clause.get(trigger.clause, ()) if self._usable(number)]
        if not numbers:
            return None
        expressions = self._frame.times
        return min(numbers, key=lambda number: (self._distance(trigger, number), expressions[number].first))

    def _distance(self, trigger: Trigger, number: int) -> int:
        expression = self._frame.times[number]
        if expression.first > trigger.last:
            return (expression.first - trigger.last) * (1 if trigger.kind == "noun" else 2)
        return trigger.first - expression.last

    def _around(self, trigger: Trigger) -> int | None:
        """The expression of a clause around the deed's own, as far as one sentence goes."""
        text = self._frame.text
        clause: Clause | None = text.clauses[trigger.clause]
        seen: set[int] = set()
        while clause is not None and clause.index not in seen:
            seen.add(clause.index)
            if clause.index != trigger.clause:
                numbers = [number for number in self._by_clause.get(clause.index, ()) if self._usable(number)]
                if numbers:
                    return numbers[0]
            clause = clause.parent if clause.relation != "relative" else None
        return None


def historical(time: Time, published: date | None, pluperfect: bool) -> bool:
    """Whether a deed is background by its date: over 30 days before publication."""
    if time.latest is None or published is None:
        return False
    return published - time.latest > _HISTORY
