"""What the learned part looks at to choose the place of a deed: named features of a toponym and of having no place."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from gahnama.events.find import Trigger
from gahnama.events.frame import Frame
from gahnama.events.join import Deed
from gahnama.places.find import PlaceMention

_NEAR = (0, 2, 5, 10, 20)
"""Bounds of the distances, in words, that are told apart."""
_ELSEWHERE = 9
_BESIDE = 5
"""Words within which a second toponym tells the same place more exactly."""


@dataclass(frozen=True, slots=True)
class Scenes:
    """``ruled``: the places that the rule gives to the triggers of an article, with the first words of these; ``own``:
    those of one deed's triggers; ``named``: how often the article names each place."""

    ruled: list[tuple[int, str]]
    own: list[str]
    named: Counter[str]

    def relation(self, key: str) -> str:
        """Whether the rule gives the deed this place, another or none."""
        return "none" if not self.own else "this" if key == self.own[0] else "also" if key in self.own else "other"

    def share(self, key: str) -> str:
        """How many of the triggers with a place by rule have this one."""
        if not self.ruled:
            return "no-scene"
        share = sum(one == key for _, one in self.ruled) / len(self.ruled)
        return "none" if not share else "all" if share == 1 else "most" if share > 0.5 else "some"

    def before(self, first: int, key: str) -> str:
        """Whether the last trigger before word ``first`` that has a place by rule has this one."""
        last = next((one for at, one in reversed(self.ruled) if at < first), None)
        return "nothing" if last is None else "this" if last == key else "other"

    def alone(self, key: str) -> str:
        """Whether this is the only place that the article names, the one it names most often, or one of others."""
        if self.named[key] == sum(self.named.values()):
            return "only"
        return "most" if self.named[key] == max(self.named.values()) else "less"


def place_features(
    frame: Frame, deed: Deed, place: PlaceMention, first: int, scenes: Scenes, how: frozenset[str]
) -> list[str]:
    """The features of a toponym, whose phrase (or an anaphor of it) begins at word ``first``, as the place of a deed.

    ``how``: how such deeds are told to have a place (``places`` of ``plover.yaml``).
    """
    text = frame.text
    sentence = text.sentences[text.sentence_of[first]]

    def away(trigger: Trigger) -> tuple[int, int]:
        return abs(text.sentence_of[trigger.first] - sentence.index), abs(trigger.first - first)

    trigger = min(deed.triggers, key=away)
    way = "+".join(sorted(how))
    near, close = _nearness(frame, trigger, place, first)
    governed = _governor(frame, trigger, first)
    inside = _inside(frame, place)
    role = _role(deed, place)
    kind = place.resolution
    rule, share, alone = scenes.relation(place.identity), scenes.share(place.identity), scenes.alone(place.identity)
    where = "title" if sentence.title else f"p{min(sentence.paragraph, 3)}"
    relay = first > sentence.first and any(medium.last in (first - 2, first - 1) for medium in frame.media)
    office = any(mention.last == first - 2 and mention.office for mention in frame.by_first.values())
    return [
        f"rule={rule}",
        f"rule={rule}/{way}",
        f"rule={rule}/{kind}",
        f"scene={share}",
        f"scene={share}/{way}",
        f"before={scenes.before(deed.triggers[0].first, place.identity)}/{way}",
        f"near={near}",
        f"near={near}/{way}",
        f"near={near}/{governed}",
        f"near={near}/{governed}/{way}",
        f"near={near}/{kind}",
        f"near={near}/{inside}",
        f"close={close}/{governed}",
        f"governed={governed}/{office}",
        f"governed={governed}/{deed.type}",
        f"located={kind}",
        f"located={kind}/{way}",
        f"inside={inside}/{governed}",
        f"role={role}",
        f"role={role}/{deed.type}",
        f"role={role}/{governed}",
        f"where={where}",
        f"where={where}/{way}",
        f"relay={relay}/{deed.type}",
        f"alone={alone}/{way}",
        f"alone={alone}/{kind}",
        f"finer={_finer(frame, place)}",
        f"kinded={place.start < place.first}",
    ]


def nowhere_features(deed: Deed) -> list[str]:
    """The features of a deed's having no place."""
    kind = deed.triggers[0].kind
    return [
        "nowhere",
        f"nowhere={deed.type}",
        f"nowhere-aux={'+'.join(deed.aux)}",
        f"nowhere-kind={kind}",
        f"nowhere-kind={kind}/{deed.type}",
    ]


def _nearness(frame: Frame, trigger: Trigger, place: PlaceMention, first: int) -> tuple[str, str]:
    """How far a toponym is from a trigger: in its clause, its sentence or how many off, and in words."""
    text = frame.text
    apart = text.sentence_of[first] - text.sentence_of[trigger.first]
    side = "after" if first > trigger.first else "before"
    if apart:
        return f"{side}-{min(abs(apart), 3)}", f"{_ELSEWHERE}/{side}"
    gap = first - trigger.last - 1 if first > trigger.last else trigger.first - place.last - 1
    same = text.clause_of[first] == trigger.clause
    return f"{'clause' if same else 'sentence'}-{side}", f"{sum(gap > bound for bound in _NEAR)}/{side}"


def _governor(frame: Frame, trigger: Trigger, first: int) -> str:
    """What stands before the phrase: an adposition of place or of direction, the deed, or something else."""
    lead = first - 1
    if lead < frame.text.sentences[frame.text.sentence_of[first]].first:
        return "none"
    key = frame.text.words[lead].key
    if key in frame.cutter.within:
        return "in"
    if key in frame.cutter.locatives:
        return "to"
    return "deed" if lead in trigger.core else "other"


def _inside(frame: Frame, place: PlaceMention) -> str:
    """Whether a toponym is the whole of the mention of a participant, a part of one, or neither."""
    holder = next((m for m in frame.mentions if m.kind != "place" and m.covers(place.first)), None)
    if holder is None:
        return "none"
    return "whole" if (holder.first, holder.last) == (place.first, place.last) else "part"


def _role(deed: Deed, place: PlaceMention) -> str:
    """The role in the deed of the participant that a toponym stands in, else that of its country."""
    for role in ("actors", "recipients"):
        if any(who.mention.covers(place.first) for who in getattr(deed, role)):
            return role
    for role in ("actors", "recipients"):
        if any(who.code == place.country for who in getattr(deed, role)):
            return f"{role}-country"
    return "none"


def _finer(frame: Frame, place: PlaceMention) -> bool:
    """Whether another toponym right beside tells the place more exactly: any beside a country, else one before it."""
    return any(
        other.location is not None
        and 0 < abs(other.first - place.first) <= _BESIDE
        and (place.location is None or other.first < place.first)
        and frame.text.clause_of[other.first] == frame.text.clause_of[place.first]
        for other in frame.places
    )
