"""Finds the words that tell a deed. Yields Trigger."""

from __future__ import annotations

from dataclasses import dataclass, replace

from gahnama.events.lexicon import Predicate, PredicateLexicon
from gahnama.language import Entry, NoEvent
from gahnama.text.clauses import Clause
from gahnama.text.parse import Text
from gahnama.text.verbs import VerbGroup
from gahnama.text.words import Word

_LONGEST_BEFORE = 5
_WIDEST_GAP = 9
_WIDEST_BRIDGE = 25


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words ``first`` to ``last`` (both inclusive) tell a deed; ``core``: the words of the entry among them.

    ``kind``: ``verb`` (a finite verb or participle), ``infinitive``, ``noun`` or ``fixed``. ``group``: its verb, of a
    noun None.
    ``negative``: the entry itself is told by a negated verb, so that the negation is none of the deed.
    """

    entry: Entry
    first: int
    last: int
    core: tuple[int, ...]
    kind: str
    clause: int
    group: VerbGroup | None = None
    passive: bool = False
    negative: bool = False


def find(text: Text, lexicon: PredicateLexicon) -> list[Trigger]:
    """The triggers of a text in order; where two claim the same word the longer one stays."""
    masked = [False] * len(text.words)
    for first, last, _ in masks(text, lexicon):
        for index in range(first, last + 1):
            masked[index] = True
    found: list[Trigger] = []
    for clause in text.clauses:
        for group in clause.verbs:
            found.extend(_verbal(text, lexicon, clause, group))
    for kind, book in (("noun", lexicon.nouns), ("fixed", lexicon.fixed)):
        for match in book.find(text.words):
            clause = text.clauses[text.clause_of[match.first]]
            words = [text.words[index] for index in clause.words]
            for entry in match.things:
                if lexicon.allowed(entry, words):
                    found.append(
                        Trigger(
                            entry,
                            match.first,
                            match.last,
                            tuple(range(match.first, match.last + 1)),
                            kind,
                            clause.index,
                        )
                    )
    for title in text.titles:
        masked[title.first : title.last + 1] = [True] * (title.last - title.first + 1)
    found = [trigger for trigger in found if not all(masked[index] for index in trigger.core)]
    return _without_overlaps(found)


def masks(text: Text, lexicon: PredicateLexicon) -> list[tuple[int, int, NoEvent]]:
    """First and last word (both inclusive) of all that is no event, and why."""
    found = [(match.first, match.last, match.things[0]) for match in lexicon.masks.find(text.words)]
    for group in text.groups:
        before = text.words[max(0, group.first - _LONGEST_BEFORE) : group.first]
        said = lexicon.no_event(group.main.verb, before)
        if said is not None and said[0]:
            found.append((group.first - said[0], group.last, said[1]))
    return sorted(found, key=lambda mask: mask[:2])


def _verbal(text: Text, lexicon: PredicateLexicon, clause: Clause, group: VerbGroup) -> list[Trigger]:
    words = text.words
    position = clause.words.index(group.first)
    kind = "infinitive" if group.main.tense == "infinitive" else "verb"
    best: list[tuple[tuple[int, ...], Predicate, bool]] = []
    for verb, passive, negated in dict.fromkeys((form.verb, form.passive, form.negated) for form in group.readings):
        ways = lexicon.predicates(verb)
        if not ways:
            continue
        own = clause.words[:position]
        found = _before(text, lexicon, clause, position, verb)
        if verb in lexicon.bridging and not any(core for core, _ in found):
            found.extend(_bridged(text, own, ways))
        anchors = [core[0] for core, _ in found if core]
        if anchors:
            marked = any(words[index].key == lexicon.object for index in own)
            found.extend(
                (core, replace(predicate, passive=predicate.passive and not marked))
                for core, predicate in _coordinated(text, [index for index in own if index < min(anchors)], ways)
            )
        for core, predicate in found:
            if negated or not predicate.negated:
                best.append((core, predicate, predicate.passive or passive))
    if not best:
        return []
    clause_words = with_content(text, clause)
    best = [way for way in best if lexicon.allowed(way[1].entry, clause_words)]
    longest = max((len(core) for core, _, _ in best), default=0)
    triggers = []
    for core, predicate, passive in best:
        coordinated = bool(core) and core[-1] != group.first - 1
        if len(core) == longest or coordinated:
            whole = tuple(core) + tuple(range(group.first, group.last + 1))
            triggers.append(
                Trigger(
                    predicate.entry, whole[0], group.last, whole, kind, clause.index, group, passive, predicate.negated
                )
            )
    return triggers


def with_content(text: Text, clause: Clause) -> list[Word]:
    """The words of a clause and of what it says («هشدار داد که …»), where conditions of its verb are looked for."""
    indices = list(clause.words)
    for other in text.clauses[clause.index + 1 :]:
        if other.sentence != clause.sentence:
            break
        if other.parent is clause and other.relation == "content":
            indices.extend(other.words)
    return [text.words[index] for index in indices]


def _before(
    text: Text, lexicon: PredicateLexicon, clause: Clause, position: int, verb: str
) -> list[tuple[tuple[int, ...], Predicate]]:
    """The predicates whose words stand before the verb at ``clause.words[position]``: right there, or parted."""
    words = text.words
    ways = lexicon.predicates(verb)
    found: list[tuple[tuple[int, ...], Predicate]] = []
    own = clause.words[:position]
    key = ""
    for predicate in ways.get("", ()):
        found.append(((), predicate))
    for count in range(1, min(_LONGEST_BEFORE, len(own)) + 1):
        first = own[-count]
        if first != clause.words[position] - count:
            break
        if words[first].punctuation:
            if words[first].form not in text.quote_marks:
                break
            continue
        key = words[first].key + key
        keys = [key]
        if count == 1:
            keys += list(words[first].stems)
        for candidate in keys:
            if candidate in ways:
                found.extend((tuple(own[-count:]), predicate) for predicate in ways[candidate])
                break
    if not own:
        return found
    for predicate in lexicon.parted(verb, words[own[-1]].key):
        core = _parted(text, own, predicate.before)
        if core is not None and (core, predicate) not in found:
            found.append((core, predicate))
    return found


def _parted(text: Text, own: list[int], before: tuple[str, ...]) -> tuple[int, ...] | None:
    """The words of a phrase that its ezafe parts, the last one at the verb: «مورد حمایت ایران قرار گرفت»."""
    words = text.words
    head = before[:-1]
    for start in range(len(own) - 1 - len(head), max(-1, len(own) - 1 - len(head) - _WIDEST_GAP), -1):
        piece = own[start : start + len(head)]
        if all(words[index].key == key or key in words[index].stems for index, key in zip(piece, head, strict=True)):
            return (*piece, own[-1])
    return None


def _bridged(text: Text, own: list[int], ways: dict[str, list[Predicate]]) -> list[tuple[tuple[int, ...], Predicate]]:
    """The nominal part nearest to a verb that its ezafe parts from it: «مسئول انفجارها دانست», «خواستار آتش‌بس شد»."""
    for index in reversed(own[-_WIDEST_BRIDGE:]):
        word = text.words[index]
        found: list[tuple[tuple[int, ...], Predicate]] = [
            ((index,), predicate)
            for predicate in ways.get(word.key, ())
            if len(predicate.before) == 1 and not predicate.passive
        ]
        if found:
            return found
    return []


def _coordinated(
    text: Text, own: list[int], ways: dict[str, list[Predicate]]
) -> list[tuple[tuple[int, ...], Predicate]]:
    """Nominal parts that share the verb with a later one: «محکوم و خواستار … شد»."""
    words = text.words
    found: list[tuple[tuple[int, ...], Predicate]] = []
    for place in range(len(own)):
        index = own[place]
        if index + 1 >= len(words):
            continue
        after = words[index + 1]
        if not (after.key in text.coordinators or after.form in text.commas):
            continue
        for predicate in ways.get(words[index].key, ()):
            if len(predicate.before) == 1:
                found.append(((index,), predicate))
    return found


def _without_overlaps(found: list[Trigger]) -> list[Trigger]:
    """The longer trigger wins a word; entries of the same words all stay, for the roles to decide between."""
    chosen: list[Trigger] = []
    owner: dict[int, Trigger] = {}
    ranked = sorted(
        found, key=lambda trigger: (-len(trigger.core), trigger.kind == "noun", trigger.first, trigger.entry.id)
    )
    for trigger in ranked:
        shared = trigger.group.first if trigger.kind == "verb" and trigger.group is not None else None
        claims = [owner[index] for index in trigger.core if index in owner and (shared is None or index < shared)]
        if any(other.core != trigger.core for other in claims):
            continue
        chosen.append(trigger)
        for index in trigger.core:
            owner.setdefault(index, trigger)
    return sorted(chosen, key=lambda trigger: (trigger.first, trigger.last, trigger.entry.id))
