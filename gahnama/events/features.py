"""What the learned parts look at: named features of a trigger in its article, computed from what the rules found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from gahnama.actors.find import Mention
from gahnama.events.find import Trigger
from gahnama.events.frame import Frame
from gahnama.model import Time

if TYPE_CHECKING:
    from gahnama.events.roles import Roles

_NEAR = 3


def deed_features(
    frame: Frame, trigger: Trigger, roles: Roles, aux: Sequence[str], contained: str, time: Time, sources: int, says: bool
) -> list[str]:
    """The features by which a trigger is accepted as a deed of the article."""
    text = frame.text
    entry = trigger.entry
    clause = text.clauses[trigger.clause]
    sentence = text.sentences[clause.sentence]
    kind = f"{entry.type}/{trigger.kind}"
    place = "title" if sentence.title else f"p{min(sentence.paragraph, 3)}"
    found = [
        f"type={entry.type}",
        f"kind={kind}",
        f"entry={entry.id}",
        f"entry={entry.id}/{trigger.kind}",
        f"place={place}",
        f"place={place}/{trigger.kind}",
        f"relation={clause.relation}/{trigger.kind}",
        f"contained={contained}",
        f"contained={contained}/{entry.type}",
        f"aux={'+'.join(aux)}/{trigger.kind}",
        f"actors={min(len(roles.actors), 2)}/{kind}",
        f"recipients={min(len(roles.recipients), 2)}/{kind}",
        f"roles={bool(roles.actors)}{bool(roles.recipients)}/{entry.type}",
        f"time={time.basis}/{trigger.kind}",
        f"sources={min(sources, 2)}",
        f"says={says}/{trigger.kind}",
        f"passive={trigger.passive}",
        f"missing={'+'.join(role for role in entry.needs_roles if not getattr(roles, role))}/{trigger.kind}",
        *(f"mark={mark}/{trigger.kind}" for mark in roles.marks),
    ]
    if roles.actors:
        found.append(f"actor={roles.actors[0].mention.kind}/{trigger.kind}")
        found.append(f"actor-unknown={roles.actors[0].code == 'UNK'}")
    if roles.recipients:
        found.append(f"recipient={roles.recipients[0].mention.kind}/{trigger.kind}")
    if trigger.group is not None:
        found.append(f"tense={trigger.group.main.tense}")
        found.append(f"tense={trigger.group.main.tense}/{entry.type}")
        found.append(f"person={trigger.group.main.person}")
    elif clause.verb is not None:
        found.append(f"clause-verb={clause.verb.main.verb}/{clause.verb.main.tense}")
        found.append(f"clause-tense={clause.verb.main.tense}/{entry.type}")
        found.append(f"to-verb={min(max(clause.verb.first - trigger.last, 0), 6)}")
    else:
        found.append("clause-verb=none")
    if trigger.kind != "verb":
        before = text.words[trigger.first - 1] if trigger.first else None
        after = text.words[trigger.last + 1] if trigger.last + 1 < len(text.words) else None
        found.append(f"before={before.key if before is not None else '^'}")
        found.append(f"after={after.key if after is not None else '$'}")
        found.append(f"plural={text.words[trigger.last].key != _base(trigger, frame)}")
        found.append(f"then-mention={trigger.last + 1 in frame.by_first}")
    rivals = [other for other in frame.triggers if other.clause == trigger.clause and other.core != trigger.core]
    found.append(f"rivals={min(len({other.core for other in rivals}), 3)}/{trigger.kind}")
    if any(other.entry.type == entry.type for other in rivals):
        found.append(f"same-type-near/{trigger.kind}")
    for other in rivals:
        if other.kind == "verb":
            found.append(f"beside-verb={other.entry.type}/{entry.type}/{trigger.kind}")
    if any(quotation.first <= trigger.first <= quotation.last for quotation in text.quotations):
        found.append(f"quoted/{trigger.kind}")
    if any(other.entry.type == entry.type and other.first < trigger.first for other in frame.triggers):
        found.append(f"again/{entry.type}")
    return found


def _base(trigger: Trigger, frame: Frame) -> str:
    """The shortest stem of the trigger's last word, or the word itself."""
    word = frame.text.words[trigger.last]
    return word.stems[0] if word.stems else word.key


def status_features(frame: Frame, trigger: Trigger, aux: Sequence[str], age: str, contained: str) -> list[str]:
    """The features by which a deed is taken for future or hypothetical. ``age``: where its time lies from publication."""
    text = frame.text
    clause = text.clauses[trigger.clause]
    kind = "noun" if trigger.kind in ("noun", "infinitive") else trigger.kind
    told = trigger.group.main.tense if trigger.group is not None else "-"
    governing = clause.verb.main.tense if clause.verb is not None else "-"
    above = clause.parent.verb.main.tense if clause.parent is not None and clause.parent.verb is not None else "-"
    found = [
        f"rule={'+'.join(aux)}",
        f"rule={'+'.join(aux)}/{kind}",
        f"rule={'+'.join(aux)}/{trigger.entry.type}",
        f"type={trigger.entry.type}/{kind}",
        f"tense={told}/{kind}",
        f"tense={told}/{trigger.entry.type}",
        f"governing={governing}/{kind}",
        f"governing={governing}/{trigger.entry.type}/{kind}",
        f"above={above}/{kind}",
        f"above={above}/{clause.relation}",
        f"age={age}",
        f"age={age}/{kind}",
        f"age={age}/{trigger.entry.type}",
        f"contained={contained}",
        f"contained={contained}/{kind}",
        f"relation={clause.relation}/{kind}",
        f"title={text.sentences[clause.sentence].title}/{kind}/{told}",
        f"entry={trigger.entry.id}",
    ]
    for index in clause.words:
        if index not in trigger.core and not text.words[index].punctuation:
            found.append(f"word={text.words[index].key}")
    for index in range(max(0, trigger.first - _NEAR), trigger.first):
        found.append(f"near={text.words[index].key}")
    if clause.parent is not None and clause.parent.verb is not None:
        found.append(f"above-verb={clause.parent.verb.main.verb}")
    return found


def role_features(
    frame: Frame,
    trigger: Trigger,
    mention: Mention,
    framed: tuple[str, str],
    where: Sequence[str],
    codes: Mapping[str, set[str]],
) -> list[str]:
    """The features by which a mention is taken for a role. ``framed``: role and place by the entry's frame; ``where``: all
    places that hold it; ``codes``: the codes that the frame gives each role."""
    text = frame.text
    entry = trigger.entry
    kind = "noun" if trigger.kind in ("noun", "infinitive") else trigger.kind
    role, place = framed
    own = text.clause_of[mention.first] == trigger.clause
    if mention.first > trigger.last:
        apart = mention.first - trigger.last
        side = "after"
    else:
        apart = trigger.first - mention.last
        side = "before"
    distance = "in" if apart <= 0 else "1" if apart == 1 else "2-3" if apart <= 3 else "4-8" if apart <= 8 else "9+"
    same_sentence = text.sentence_of[mention.first] == text.sentence_of[trigger.first]
    whos = frame.following.who(mention)
    code = whos[0].code if whos else "UNK"
    found = [
        f"frame={role}",
        f"frame={role}/{entry.type}",
        f"frame={role}/{kind}",
        f"frame={role}:{place}",
        f"frame={role}:{place}/{entry.type}",
        f"frame={role}:{place}/{kind}",
        f"frame={role}/{mention.kind}",
        f"frame={role}/{side}/{distance}",
        f"mention={mention.kind}",
        f"mention={mention.kind}/{entry.type}",
        f"own={own}/{same_sentence}",
        f"own={own}/{kind}/{side}/{distance}",
        f"{side}/{distance}/{entry.type}",
        f"passive={trigger.passive}/{role}",
        f"code-framed={code in codes['actors']}{code in codes['recipients']}/{role}",
        f"codes={min(len(codes['actors']), 2)}{min(len(codes['recipients']), 2)}/{role}",
        f"codes={min(len(codes['actors']), 2)}{min(len(codes['recipients']), 2)}/{role}/{entry.type}",
        f"empty={not whos}",
        f"unknown={code == 'UNK'}",
    ]
    for held in where or ("nowhere",):
        found.append(f"where={held}/{kind}")
        found.append(f"where={held}/{entry.type}")
        found.append(f"where={held}/{entry.type}/{kind}")
        found.append(f"where={held}/{role}")
        found.append(f"where={held}/{mention.kind}")
    slots = frame.slots.get(trigger.clause, ())
    bare_object = any(slot.object and not slot.mentions for slot in slots)
    found.append(f"bare-object={bare_object}/{where[0] if where else ''}/{entry.type}")
    found.append(f"title-trigger={text.sentences[text.sentence_of[trigger.first]].title}/{where[0] if where else ''}")
    marker = _marker(frame, mention)
    found.append(f"marker={marker}/{kind}")
    found.append(f"marker={marker}/{entry.type}")
    between = sum(1 for other in frame.sentence_mentions(text.sentence_of[mention.first]) if _between(other, mention, trigger))
    found.append(f"between={min(between, 3)}/{side}/{kind}")
    return found


def _marker(frame: Frame, mention: Mention) -> str:
    """The adposition of the slot that a mention stands in, "object" for a marked object, "" for a bare one."""
    for slot in frame.slots.get(frame.text.clause_of[mention.first], ()):
        if slot.first <= mention.first <= slot.last:
            return "object" if slot.object else slot.marker
    return "?"


def _between(other: Mention, mention: Mention, trigger: Trigger) -> bool:
    """Whether another mention stands between a mention and the trigger."""
    if mention.first > trigger.last:
        return trigger.last < other.first < mention.first
    return mention.last < other.first < trigger.first
