"""Joins the mentions of one deed within an article. Yields Deed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from gahnama.events.find import Trigger
from gahnama.events.following import Who
from gahnama.model import Place, Source, Span, Time

_WEAK = ("none", "publication")


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
    aux: tuple[str, ...]
    sources: list[Source]
    place: Place | None
    marks: list[str] = field(default_factory=list)
    sentence: int = 0
    paragraph: int = 0
    title: bool = False


def join(deeds: Sequence[Deed]) -> list[Deed]:
    """The deeds with those that tell the same thing put together, in the order of their first mention."""
    joined: list[Deed] = []
    for deed in deeds:
        partner = next((other for other in joined if _same(other, deed)), None)
        if partner is None:
            joined.append(deed)
        else:
            _absorb(partner, deed)
    return joined


def _codes(people: Sequence[Who]) -> set[str]:
    return {who.code for who in people}


def _agree(one: Sequence[Who], other: Sequence[Who]) -> bool:
    """Whether two lists of participants can be the same ones, one of them perhaps less complete."""
    a, b = _codes(one), _codes(other)
    return a <= b or b <= a


def _same(one: Deed, other: Deed) -> bool:
    if one.type != other.type or set(one.aux) - {"historical"} != set(other.aux) - {"historical"}:
        return False
    if not (_agree(one.actors, other.actors) and _agree(one.recipients, other.recipients)):
        if not (one.type in ("CONSULT", "AGREE", "COOPERATE") and _agree([*one.actors, *one.recipients], [*other.actors, *other.recipients])):
            return False
    if not one.actors and not one.recipients and not other.title and other.triggers[0].entry.id != one.triggers[0].entry.id:
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
        if _codes(theirs) > _codes(mine):
            setattr(whole, role, theirs)
        elif _codes(theirs) == _codes(mine) and _named(theirs) > _named(mine):
            setattr(whole, role, theirs)
    if whole.time.basis in _WEAK and part.time.basis not in _WEAK or whole.time.basis == "none" and part.time.basis == "publication":
        whole.time = part.time
    whole.modes.extend(mode for mode in part.modes if mode not in whole.modes)
    whole.sources = whole.sources or part.sources
    whole.place = whole.place or part.place
    whole.marks.extend(part.marks)


def _named(people: Sequence[Who]) -> int:
    return sum(who.shown.name is not None for who in people)
