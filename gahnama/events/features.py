"""What the learned parts look at: named features of a trigger in its article, computed from what the rules found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gahnama.events.find import Trigger
from gahnama.events.frame import Frame
from gahnama.events.roles import Roles
from gahnama.model import Time
from gahnama.text.parse import Text

_POLITICAL = frozenset(("GOV", "MIL", "LEG", "JUD", "COP", "SPY", "PRM", "PTY", "REB", "UAF", "OPP", "PRE"))


@dataclass(frozen=True, slots=True)
class Article:
    """What kind of article it is.

    ``traits``: how many countries and political participants it names, and whom its title names; ``title_words``: the
    keys of the words of the title, none where the text has none.
    """

    traits: tuple[str, ...]
    title_words: tuple[str, ...]


def describe(frame: Frame) -> Article:
    """The kind of an article that is laid out."""
    home = frame.following.home
    whos = [who for mention in frame.mentions if mention.kind != "pronoun" for who in frame.following.who(mention)[:1]]
    foreign = {who.code for who in whos if who.code not in (home, "UNK")}
    political = sum(who.sector in _POLITICAL for who in whos)
    density = political / max(len(frame.text.sentences), 1)
    title = [who for mention in frame.title_mentions() for who in frame.following.who(mention)[:1]]
    named = "nobody" if not title else "foreign" if any(who.code != home for who in title) else "home"
    first = frame.text.sentences[0] if frame.text.sentences else None
    keys = [word.key for word in frame.text.words[first.first : first.last + 1]] if first and first.title else []
    return Article(
        (
            f"countries={min(len(foreign), 4)}",
            f"political={sum(density > bound for bound in (0.0, 0.5, 1.0, 2.0))}",
            f"title={named}",
        ),
        tuple(dict.fromkeys(key for key in keys if len(key) > 2)),
    )


def vocabulary(text: Text) -> set[str]:
    """The distinct words of a text, by their shortest stems: what it is about."""
    return {word.stem for word in text.words if not word.punctuation}


def deed_features(
    frame: Frame,
    trigger: Trigger,
    roles: Roles,
    aux: Sequence[str],
    contained: str,
    time: Time,
    sources: int,
    says: bool,
    article: Article,
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
        f"spoke-before={'actors:last-speaker' in roles.marks}/{bool(roles.recipients)}/{entry.type}",
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
        found.append(f"plural={text.words[trigger.last].key != text.words[trigger.last].stem}")
        found.append(f"then-mention={trigger.last + 1 in frame.by_first}")
        holder = next((s for s in frame.slots[clause.index] if s.first <= trigger.first <= s.last), None)
        if holder is None:
            found.append("holder=none")
        else:
            marker = "object" if holder.object else holder.marker or "bare"
            found.append(f"holder={marker}/{holder.first == trigger.first}")
            found.append(f"holder={marker}/{entry.type}")
    found.extend(f"{trait}/{entry.type}" for trait in article.traits)
    found.extend(f"{trait}/{trigger.kind}" for trait in article.traits)
    found.extend(f"title-word={word}" for word in article.title_words)
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
