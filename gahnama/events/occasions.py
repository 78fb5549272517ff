"""What the learned part looks at to choose the time of a deed: named features of a time, of publication, of neither."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gahnama.events.dating import Dated, Found
from gahnama.events.find import Trigger
from gahnama.events.frame import Frame
from gahnama.events.join import Deed
from gahnama.model import Time
from gahnama.text.clauses import Clause
from gahnama.times.expressions import TimeExpression

_GAPS = (0, 1, 3, 6, 12, 25)
"""Bounds of the distances, in words, that are told apart."""
_AGES = (-1, 0, 1, 7, 30, 366, 3660)
"""Bounds of the days before publication that are told apart."""
_LENGTHS = (1, 7, 31, 366)
"""Bounds of the lengths of a time, in days, that are told apart."""
_HOPS = 4
_EARLY = 2
_NEWS_DAYS = 7


@dataclass(frozen=True, slots=True)
class Telling:
    """One trigger of a deed with the time that the rule gives it."""

    trigger: Trigger
    found: Found


@dataclass(frozen=True, slots=True)
class Occasion:
    """A deed whose time is chosen. ``traits``: what tells of the deed itself, whatever its time; ``speech``: whether
    deeds of its type are done by saying them."""

    deed: Deed
    tellings: tuple[Telling, ...]
    traits: tuple[str, ...]
    speech: bool


def occasion(frame: Frame, deed: Deed, tellings: Sequence[Telling], speech: bool) -> Occasion:
    """A deed with the traits by which it is news, background, or of a time of its own."""
    text = frame.text
    first = tellings[0].trigger
    kind = first.kind
    clause = text.clauses[first.clause]
    sentence = text.sentences[clause.sentence]
    where = "title" if sentence.title else f"p{min(sentence.paragraph, 4)}"
    down = 4 * sentence.paragraph // max(text.sentences[-1].paragraph, 1)
    early = any(text.sentences[text.sentence_of[one.trigger.first]].paragraph <= _EARLY for one in tellings)
    group = first.group or clause.verb
    tense = group.main.tense if group is not None else "none"
    ways = "+".join(sorted({one.found.way for one in tellings}))
    told = min(len(tellings), 3)
    above = list(_above(clause))
    said = any(below.relation == "content" for below in [clause, *above][:-1])
    opener = text.words[clause.opener].key if clause.opener is not None else ""
    traits = (
        "",
        f"type={deed.type}",
        f"kind={kind}",
        f"kind={kind}/{deed.type}",
        f"entry={first.entry.id}",
        f"tense={tense}/{kind}",
        f"tense={tense}/{kind}/{clause.relation}",
        f"tense={tense}/{deed.type}",
        f"aux={'+'.join(deed.aux)}",
        f"where={where}/{kind}",
        f"where={where}/{speech}",
        f"down={down}/{kind}",
        f"early={early}/{told}",
        f"early={early}/{kind}/{speech}",
        f"relation={clause.relation}/{kind}",
        f"said={said}/{speech}/{kind}",
        f"depth={len(above)}/{kind}",
        f"opener={opener}/{kind}",
        f"ways={ways}",
        f"ways={ways}/{kind}",
        f"ways={ways}/{speech}",
        f"told={told}",
        f"actors={_standing(frame, deed)}/{speech}",
        f"recipients={bool(deed.recipients)}/{kind}",
        f"quoted={any(quote.first <= first.first <= quote.last for quote in text.quotations)}/{speech}",
        f"marker={_marker(frame, first)}/{kind}",
        f"passive={first.passive}",
        f"sources={min(len(deed.sources), 2)}",
        f"published={frame.document.published is not None}",
        f"paragraphs={min(text.sentences[-1].paragraph // 4, 5)}/{kind}/{speech}",
    )
    return Occasion(deed, tuple(tellings), traits, speech)


def timeless_features(one: Occasion, name: str) -> list[str]:
    """The features of having no time of the text: ``name`` is ``none`` or ``publication``."""
    return [f"{name}:{trait}" for trait in one.traits]


def time_features(frame: Frame, dated: Dated, one: Occasion, number: int) -> list[str]:
    """The features of the time expression ``number`` of the article as the time of a deed."""
    text = frame.text
    expression, time = frame.times[number], dated.times[number]
    at = text.sentence_of[expression.first]
    sentence = text.sentences[at]
    nearest = min(one.tellings, key=lambda telling: _distance(frame, telling.trigger, expression))
    trigger = nearest.trigger
    apart = at - text.sentence_of[trigger.first]
    own = text.clause_of[expression.first] == trigger.clause
    beside = sentence.paragraph == text.sentences[text.sentence_of[trigger.first]].paragraph
    age = _age(time, dated)
    if apart:
        scope = "paragraph" if beside else "news" if _is_news(time, dated) else "far"
    else:
        scope = "own" if own else "sentence"
    side = "after" if expression.first > trigger.first else "before"
    relation = f"{_relation(frame, trigger, expression, apart, beside)}-{side}"
    gap = expression.first - trigger.last - 1 if side == "after" else trigger.first - expression.last - 1
    near = sum(gap > bound for bound in _GAPS)
    kind, speech, type_ = trigger.kind, one.speech, one.deed.type
    ruled = [telling.found.way for telling in one.tellings if telling.found.time.edtf == time.edtf]
    rule = ruled[0] if ruled else "no"
    others = [other for other in frame.triggers_of.get(at, ()) if other.core != trigger.core]
    low, high = sorted((expression.first, trigger.first))
    between = min(sum(low < other.first < high for other in others), 2)
    nearer = any(abs(other.first - expression.first) < high - low for other in others)
    length = _length(time)
    return [
        "time",
        f"relation={relation}",
        f"relation={relation}/{kind}",
        f"relation={relation}/{kind}/{speech}",
        f"relation={relation}/{age}",
        f"relation={relation}/{type_}",
        f"relation={relation}/{expression.kind}",
        f"near={relation}/{near}/{kind}",
        f"rule={rule}",
        f"rule={rule}/{len(ruled) == len(one.tellings)}",
        f"rule={rule}/{kind}/{speech}",
        f"rule={rule}/{age}",
        f"rule={rule}/{relation}",
        f"rule={rule}/{expression.kind}/{time.granularity}",
        f"age={age}/{scope}",
        f"age={age}/{speech}/{scope}",
        f"length={length}/{scope}",
        f"length={length}/{type_}",
        f"pattern={expression.pattern}",
        f"basis={time.basis}/{scope}",
        f"grain={time.granularity}/{scope}",
        f"grain={time.granularity}/{type_}",
        f"between={between}/{relation}",
        f"nearer={nearer}/{relation}",
        f"at={min(expression.first - sentence.first, 4)}/{scope}",
        f"attributive={expression.attributive}/{relation}",
        f"aux={'+'.join(one.deed.aux)}/{age}",
        *(f"{scope}:{trait}" for trait in one.traits),
    ]


def _above(clause: Clause) -> Iterator[Clause]:
    """The clauses around a clause, the nearest first."""
    for _ in range(_HOPS):
        if clause.parent is None:
            return
        clause = clause.parent
        yield clause


def _distance(frame: Frame, trigger: Trigger, expression: TimeExpression) -> tuple[int, bool, int]:
    text = frame.text
    return (
        abs(text.sentence_of[trigger.first] - text.sentence_of[expression.first]),
        text.clause_of[expression.first] != trigger.clause,
        abs(trigger.first - expression.first),
    )


def _relation(frame: Frame, trigger: Trigger, expression: TimeExpression, apart: int, beside: bool) -> str:
    """Where an expression stands as seen from a trigger ``apart`` sentences before it, in its paragraph or not."""
    text = frame.text
    if apart:
        title = text.sentences[text.sentence_of[expression.first]].title
        return f"paragraph{min(abs(apart), 3)}" if beside else "title" if title else "elsewhere"
    target = text.clause_of[expression.first]
    if target == trigger.clause:
        return "own"
    hops = [clause.index for clause in _above(text.clauses[trigger.clause])]
    return f"up{hops.index(target) + 1}" if target in hops else "sentence"


def _standing(frame: Frame, deed: Deed) -> str:
    """Whether the title names the country of one of the doers."""
    if not deed.actors:
        return "none"
    titled = {who.code for mention in frame.title_mentions() for who in frame.following.who(mention)[:1]}
    return "title" if any(who.code in titled for who in deed.actors) else "other"


def _marker(frame: Frame, trigger: Trigger) -> str:
    """What governs the noun phrase that a trigger stands in."""
    for slot in frame.slots[trigger.clause]:
        if slot.first <= trigger.first <= slot.last:
            return "object" if slot.object else slot.marker or "bare"
    return "none"


def _length(time: Time) -> str:
    if time.earliest is None or time.latest is None:
        return "open"
    return str(sum((time.latest - time.earliest).days >= bound for bound in _LENGTHS))


def _age(time: Time, dated: Dated) -> str:
    """How long before publication a time ends."""
    if time.latest is None:
        return "open"
    if dated.published is None:
        return "unknown"
    return str(sum((dated.published - time.latest).days > bound for bound in _AGES))


def _is_news(time: Time, dated: Dated) -> bool:
    """Whether it is one of the days right before publication, or that day."""
    return (
        dated.published is not None
        and time.earliest is not None
        and time.earliest == time.latest
        and 0 <= (dated.published - time.earliest).days <= _NEWS_DAYS
    )
