"""What the learned part looks at to choose the place of a deed: named features of a toponym and of having no place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gahnama.actors.find import Mention
from gahnama.events.find import Trigger
from gahnama.events.frame import Frame
from gahnama.events.join import Deed
from gahnama.places.find import PlaceMention

_NEAR = (0, 2, 5, 10, 20)
"""Bounds of the distances, in words, that are told apart."""
_ELSEWHERE = 9
_BESIDE = 5
"""Words within which a second toponym tells the same place more exactly."""


_BEFORE = 3
"""Words before a toponym that are looked at themselves."""
_MANY = 4
_HEADING = 3
"""Paragraphs told apart at the head of an article."""
_MOST = 8
_EDGE = "^"
_MARK = "."


@dataclass(frozen=True, slots=True)
class Standing:
    """A toponym where it stands in its article, whatever the deed.

    ``first``: the first word of its phrase, or of an anaphor of it; ``behind``: the kind of adposition that governs it,
    ``in``, ``to`` or ``other``; ``before``: the keys of the words before it, the nearest first; ``after``: that of the
    word behind it; ``verb``, ``relation``: those of its clause; ``own``, ``subject``, ``around``: the
    keys of those who are the clause's own subject, its subject from elsewhere too, and of all in its sentence;
    ``triggers``: those of its clause; ``paragraph``: that of its sentence; ``held``: whether a phrase behind an
    adposition of place is the toponym (``whole``) or holds it behind other words (``part``: «در ورزشگاه آزادی تهران»),
    else ``no``.
    """

    place: PlaceMention
    first: int
    sentence: int
    behind: str
    before: tuple[str, ...]
    after: str
    verb: str
    relation: str
    own: frozenset[str]
    subject: frozenset[str]
    around: frozenset[str]
    triggers: tuple[Trigger, ...]
    paragraph: int
    held: str


def standing(frame: Frame, place: PlaceMention, first: int) -> Standing:
    """A toponym, whose phrase (or an anaphor of it) begins at word ``first``, where it stands."""
    text = frame.text
    clause = text.clauses[text.clause_of[first]]
    sentence = text.sentences[clause.sentence]
    before = list(_keys(frame, range(first - 1, sentence.first - 1, -1), _BEFORE))
    after = next(_keys(frame, range(place.last + 1, sentence.last + 1), 1), _EDGE)
    lead = text.words[first - 1].key if first else ""
    return Standing(
        place,
        first,
        clause.sentence,
        "in" if lead in frame.cutter.within else "to" if lead in frame.cutter.locatives else "other",
        (*before, *([_EDGE] * (_BEFORE - len(before)))),
        after,
        clause.verb.main.verb if clause.verb is not None else "none",
        clause.relation,
        _who(frame, frame.subjects.get(clause.index, ())),
        _who(frame, frame.inherited.get(clause.index, ())),
        _who(frame, frame.sentence_mentions(clause.sentence)),
        tuple(trigger for trigger in frame.triggers_of.get(clause.sentence, ()) if trigger.clause == clause.index),
        sentence.paragraph,
        _held(frame, clause.index, first),
    )


def _held(frame: Frame, clause: int, first: int) -> str:
    """How a phrase behind an adposition of place holds what begins at word ``first``; see Standing."""
    slot = next((slot for slot in frame.slots[clause] if slot.first <= first <= slot.last), None)
    if slot is None or slot.first == 0 or frame.text.words[slot.first - 1].key not in frame.cutter.within:
        return "no"
    return "whole" if slot.first == first else "part"


def _keys(frame: Frame, indices: Iterable[int], most: int) -> Iterator[str]:
    """The keys of words in the order of the indices, quotation marks left out, other marks all alike."""
    for index in indices:
        word = frame.text.words[index]
        if word.form not in frame.text.quote_marks:
            if not most:
                return
            most -= 1
            yield _MARK if word.punctuation else word.key


def _who(frame: Frame, mentions: Iterable[Mention]) -> frozenset[str]:
    return frozenset(who.key for mention in mentions for who in frame.following.who(mention))


@dataclass(frozen=True, slots=True)
class Scenes:
    """``ruled``: the places that the rule gives to the triggers of an article, with the first words of these; ``own``:
    those of one deed's triggers; ``named``: how often the article names each place; ``last``: the place that stands
    behind an adposition of place last before the deed; ``speech``: whether deeds of its type are done by speaking;
    ``home``: the country of the outlets."""

    ruled: list[tuple[int, str]]
    own: list[str]
    named: Counter[str]
    last: str | None
    speech: bool
    home: str | None

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


def place_features(frame: Frame, deed: Deed, stands: Standing, scenes: Scenes, how: frozenset[str]) -> list[str]:
    """The features of a toponym as the place of a deed.

    ``how``: how such deeds are told to have a place (``places`` of ``plover.yaml``).
    """
    text, place, first = frame.text, stands.place, stands.first
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
        *_worded(deed, stands, scenes),
        *_peopled(deed, stands, scenes, way),
        *_told(deed, stands, scenes),
    ]


def _worded(deed: Deed, stands: Standing, scenes: Scenes) -> Iterator[str]:
    """The words around a toponym."""
    one, two, three = stands.before
    behind, speech = stands.behind, scenes.speech
    yield f"word={one}/{speech}"
    yield f"word2={two}/{speech}"
    yield f"words={two}/{one}"
    yield f"word2={two}/{behind}/{stands.place.resolution}"
    yield f"word3={three}/{behind}"
    yield f"after={stands.after}"
    yield f"verb={stands.verb}/{behind}"
    yield f"verb={stands.verb}/{behind}/{speech}"
    yield f"entry={deed.triggers[0].entry.id}/{behind}"
    yield f"modes={'+'.join(deed.modes)}/{behind}"


def _peopled(deed: Deed, stands: Standing, scenes: Scenes, way: str) -> Iterator[str]:
    """Whether the deed's doers are told of where a toponym stands, and whether it is of their country."""
    place, behind, speech = stands.place, stands.behind, scenes.speech
    doers = {who.key for who in deed.actors}
    if not doers:
        told = "no-doer"
    elif doers & stands.own:
        told = "own"
    elif doers & stands.subject:
        told = "subject"
    else:
        told = "other" if stands.own else "around" if doers & stands.around else "none"
    yield f"doer={told}/{speech}"
    yield f"doer={told}/{behind}/{speech}"
    yield f"doer={told}/{_side(deed, stands)}/{behind}/{speech}"
    yield f"doer={told}/{way}"
    sides = (("doers", deed.actors), ("others", deed.recipients))
    whose = next((side for side, those in sides if any(who.code == place.country for who in those)), "none")
    kind = place.resolution
    yield f"home={place.country == scenes.home}/{speech}"
    yield f"whose={whose}/{speech}/{kind}"
    yield f"whose={whose}/{behind}/{speech}"
    yield f"whose={whose}/{deed.type}/{kind}"


def _told(deed: Deed, stands: Standing, scenes: Scenes) -> Iterator[str]:
    """What else is told where a toponym stands, and where that is as seen from the deed."""
    place, behind, speech = stands.place, stands.behind, scenes.speech
    side, kind, aux = _side(deed, stands), place.resolution, "+".join(deed.aux)
    cores = {own.core for own in deed.triggers}
    if any(trigger.core in cores for trigger in stands.triggers):
        beside = "own"
    elif any(trigger.entry.type == deed.type for trigger in stands.triggers):
        beside = "same"
    else:
        beside = "others" if stands.triggers else "none"
    yield f"beside={beside}/{behind}"
    yield f"beside={beside}/{behind}/{speech}/{side}"
    yield f"beside={beside}/{kind}"
    yield f"relation={stands.relation}/{behind}"
    last = "none" if scenes.last is None else "this" if scenes.last == place.identity else "other"
    yield f"last={last}/{speech}/{side}"
    yield f"last={last}/{behind}/{side}"
    yield f"kind={kind}/{deed.type}"
    yield f"kind={kind}/{behind}/{side}/{speech}"
    yield f"aux={aux}/{side}/{behind}"
    yield f"aux={aux}/{kind}"
    yield f"aux={aux}/{side}"
    apart = min(max(deed.paragraph - stands.paragraph, -1), _MANY)
    yield f"apart={apart}/{stands.held != 'no'}/{speech}"
    yield f"apart={apart}/{min(stands.paragraph, _HEADING)}/{speech}"


def _side(deed: Deed, stands: Standing) -> str:
    """Whether a toponym stands in the sentence of a deed's first telling, before or after it."""
    return "same" if stands.sentence == deed.sentence else "before" if stands.sentence < deed.sentence else "after"


def nowhere_features(deed: Deed, scenes: Scenes) -> list[str]:
    """The features of a deed's having no place."""
    kind, speech = deed.triggers[0].kind, scenes.speech
    return [
        "nowhere",
        f"nowhere={deed.type}",
        f"nowhere-aux={'+'.join(deed.aux)}",
        f"nowhere-kind={kind}",
        f"nowhere-kind={kind}/{deed.type}",
        f"nowhere-modes={'+'.join(sorted(deed.modes))}/{deed.type}",
        f"nowhere-title={deed.title}/{speech}",
        f"nowhere-paragraph={min(deed.paragraph, _MANY)}/{speech}",
        f"nowhere-tellings={min(len(deed.triggers), _MANY)}",
        f"nowhere-ruled={bool(scenes.own)}/{speech}",
        f"nowhere-places={min(len(scenes.named), _MOST)}",
        f"nowhere-time={deed.own_time}",
        f"nowhere-source={bool(deed.sources)}/{speech}",
        f"nowhere-roles={min(len(deed.actors), 2)}{min(len(deed.recipients), 2)}/{speech}",
        *(f"nowhere-entry={entry}" for entry in dict.fromkeys(trigger.entry.id for trigger in deed.triggers)),
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
