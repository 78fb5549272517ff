"""Joins the mentions of one deed within an article. Yields Deed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from gahnama.events.antecedents import Who
from gahnama.events.find import Trigger
from gahnama.learned import Linear
from gahnama.model import Place, Source, Span, Time
from gahnama.text.likeness import Likeness
from gahnama.text.parse import Text

_WEAK = ("none", "publication")
_STEPS = range(45, 100, 5)  # percent
_LIKE = (0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.7)
_REACH = 6  # words either side of a trigger


@dataclass(slots=True)
class Deed:
    """One deed in the making; triggers in text order."""

    type: str
    triggers: list[Trigger]
    spans: list[Span]
    actors: list[Who]
    recipients: list[Who]
    modes: list[str]
    time: Time
    own_time: bool
    aux: tuple[str, ...]
    sources: list[Source]
    place: Place | None = None
    confidence: float = 0.5
    marks: list[str] = field(default_factory=list)
    sentence: int = 0
    paragraph: int = 0
    title: bool = False


def deed_traits(deed: Deed) -> list[str]:
    """What tells how sure a joined deed is: the steps that its best telling reaches, how often and where it is told."""
    steps = [f"reaches={step}" for step in _STEPS if deed.confidence >= step / 100]
    return [
        *steps,
        f"type={deed.type}",
        f"told={min(len(deed.triggers), 3)}",
        f"title={deed.title}",
        f"actors={bool(deed.actors)}",
        f"recipients={bool(deed.recipients)}",
    ]


def join(
    deeds: Sequence[Deed], model: Linear | None, text: Text, likeness: Likeness, either: frozenset[str]
) -> list[Deed]:
    """The deeds with those that tell the same thing put together, in the order of their first mention.

    Each deed goes to the earlier group that it fits best, if the model says that it is more likely the same than not;
    the fit to a group is the mean over its members. Without a model: the same type, agreeing participants and dates.
    ``either``: the types of which either side may be told as the doer.
    """
    groups: list[list[Deed]] = []
    for deed in deeds:
        best, fit = None, 0.0
        for group in groups:
            if group[0].type != deed.type or any(_contradict(member, deed) for member in group):
                continue
            if model is None:
                score = 1.0 if _same(group[0], deed, either) else 0.0
            else:
                score = sum(model.score(pair_features(member, deed, text, likeness)) for member in group)
                score /= len(group)
            if score > fit:
                best, fit = group, score
        if best is None:
            groups.append([deed])
        else:
            best.append(deed)
    joined = []
    for group in groups:
        whole = group[0]
        for part in group[1:]:
            _absorb(whole, part)
        joined.append(whole)
    return joined


def _contradict(one: Deed, other: Deed) -> bool:
    """Whether two tellings have days of their own that exclude one another."""
    if not (one.own_time and other.own_time):
        return False
    a, b = one.time, other.time
    if a.earliest is None or a.latest is None or b.earliest is None or b.latest is None:
        return False
    return a.latest < b.earliest or b.latest < a.earliest


def pair_features(one: Deed, other: Deed, text: Text, likeness: Likeness) -> list[str]:
    """What tells whether two tellings, ``one`` the earlier, are of the same deed."""
    a, b = one.triggers[0], other.triggers[0]
    apart = other.sentence - one.sentence
    near = "0" if apart == 0 else "1" if apart == 1 else "2-3" if apart <= 3 else "4+"
    where = f"{'title' if one.title else min(one.paragraph, 2)}>{'title' if other.title else min(other.paragraph, 3)}"
    actors, recipients = _relation(one.actors, other.actors), _relation(one.recipients, other.recipients)
    everyone = _relation([*one.actors, *one.recipients], [*other.actors, *other.recipients])
    dates = _date_relation(one, other)
    named = f"{bool({who.key for who in one.actors} & {who.key for who in other.actors})}"
    before = text.words[b.first - 1].key if b.first else ""
    return [
        f"type={one.type}",
        f"near={near}",
        f"near={near}/{one.type}",
        f"where={where}",
        f"where={where}/{actors}/{recipients}",
        f"same-entry={a.entry.id == b.entry.id}",
        f"same-entry={a.entry.id == b.entry.id}/{near}",
        f"kinds={a.kind}>{b.kind}",
        f"kinds={a.kind}>{b.kind}/{near}",
        f"actors={actors}",
        f"recipients={recipients}",
        f"roles={actors}/{recipients}",
        f"everyone={everyone}",
        f"everyone={everyone}/{one.type}",
        f"dates={dates}",
        f"dates={dates}/{where}",
        f"named={named}",
        f"aux={sorted(set(one.aux) ^ set(other.aux))}",
        f"same-clause={a.clause == b.clause}/{a.kind}>{b.kind}",
        f"same-group={a.group is not None and a.group is b.group}",
        f"this={before}" if b.kind != "verb" else "this=-",
        *_reached("sentences", likeness.sentences(one.sentence, other.sentence)),
        *_reached("around", likeness.stretches(_around(a), _around(b))),
    ]


def _around(trigger: Trigger) -> tuple[int, int]:
    return trigger.first - _REACH, trigger.last + _REACH


def _reached(name: str, likeness: float) -> list[str]:
    return [f"{name}-alike={step}" for step in _LIKE if likeness >= step]


def _relation(one: Sequence[Who], other: Sequence[Who]) -> str:
    a, b = _codes(one), _codes(other)
    if not a and not b:
        return "none"
    if not a or not b:
        return "one"
    if a == b:
        return "same"
    if a < b or b < a:
        return "part"
    return "cross" if a & b else "apart"


def _date_relation(one: Deed, other: Deed) -> str:
    if not one.own_time and not other.own_time:
        return "weak" if one.time.edtf == other.time.edtf else "weak-apart"
    if not one.own_time or not other.own_time:
        return "one" if one.time.edtf == other.time.edtf else "one-apart"
    return "same" if one.time.edtf == other.time.edtf else "apart"


def _codes(people: Sequence[Who]) -> set[str]:
    return {who.code for who in people}


def _agree(one: Sequence[Who], other: Sequence[Who]) -> bool:
    """Whether two lists of participants can be the same ones, one of them perhaps less complete."""
    a, b = _codes(one), _codes(other)
    return a <= b or b <= a


def _same(one: Deed, other: Deed, either: frozenset[str]) -> bool:
    if one.type != other.type or set(one.aux) - {"historical"} != set(other.aux) - {"historical"}:
        return False
    apart = not (_agree(one.actors, other.actors) and _agree(one.recipients, other.recipients))
    if apart and not (
        one.type in either and _agree([*one.actors, *one.recipients], [*other.actors, *other.recipients])
    ):
        return False
    if (
        not one.actors
        and not one.recipients
        and not other.title
        and other.triggers[0].entry.id != one.triggers[0].entry.id
    ):
        return False
    return _dates_agree(one.time, other.time)


def _dates_agree(one: Time, other: Time) -> bool:
    if one.basis in _WEAK or other.basis in _WEAK:
        if {one.basis, other.basis} & {"publication"} and "none" not in (one.basis, other.basis):
            weak, strong = (one, other) if one.basis == "publication" else (other, one)
            if strong.basis == "publication" or strong.latest is None or weak.earliest is None:
                return True
            return abs((weak.earliest - strong.latest).days) <= 7
        return True
    return one.edtf == other.edtf


def _absorb(whole: Deed, part: Deed) -> None:
    whole.triggers.extend(part.triggers)
    whole.spans.extend(part.spans)
    for role in ("actors", "recipients"):
        mine, theirs = getattr(whole, role), getattr(part, role)
        if _codes(theirs) > _codes(mine) or (_codes(theirs) == _codes(mine) and _named(theirs) > _named(mine)):
            setattr(whole, role, theirs)
    told = part.own_time and (not whole.own_time or (whole.time.by_name and not part.time.by_name))
    if told or (whole.time.basis == "none" and part.time.basis != "none"):
        whole.time, whole.own_time = part.time, part.own_time
    whole.modes.extend(mode for mode in part.modes if mode not in whole.modes)
    whole.sources = whole.sources or part.sources
    whole.confidence = max(whole.confidence, part.confidence)
    whole.marks.extend(part.marks)


def _named(people: Sequence[Who]) -> int:
    return sum(who.shown.name is not None for who in people)
