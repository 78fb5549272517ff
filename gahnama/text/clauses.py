"""Sentences and clauses. A clause ends with its verb; «که» opens one inside another. Yields Sentence, Clause.

The linking is a stack: a verb closes the innermost open clause; what follows belongs to the clause around it as long as
that one still waits for its verb. docs/decisions/0003-no-tagger-clauses-by-verbs.md says why.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from gahnama.language import Markers, TextRules
from gahnama.text.phrasebook import Phrasebook
from gahnama.text.saying import VerbPhrases
from gahnama.text.verbs import VerbGroup
from gahnama.text.words import Word


@dataclass(slots=True)
class Clause:
    """``words``: indices of its own words, without those of clauses inside it. ``relation`` to ``parent``:

    ``root``, ``content`` (what is said, after «که» or a colon behind a closed clause), ``relative`` («که» inside an
    open clause), ``adverbial``, ``coordinate`` (a sibling that can lack a subject: ``parent`` is the clause before it).
    ``openers``: how many of its first words only open it («وقتی», «در حالی که»).
    """

    index: int
    sentence: int
    relation: str
    parent: Clause | None = None
    words: list[int] = field(default_factory=list)
    verb: VerbGroup | None = None
    verbs: list[VerbGroup] = field(default_factory=list)
    opener: int | None = None
    openers: int = 0


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words ``first`` to ``last`` (both inclusive); ``paragraph`` counts lines of the text that hold words, from 0."""

    index: int
    first: int
    last: int
    paragraph: int
    title: bool


def sentences(text: str, words: Sequence[Word], rules: TextRules) -> list[Sentence]:
    """The sentences of a normal text. The first line is the title when another line follows it."""
    found: list[Sentence] = []
    first = 0
    paragraph = 0
    breaks = "\n" in text
    for index, word in enumerate(words):
        last = index + 1 == len(words)
        newline = not last and "\n" in text[word.end : words[index + 1].start]
        ends = newline or last
        if not ends and word.form in rules.sentence_ends:
            before = words[index - 1] if index else None
            after = words[index + 1]
            glued = after.start == word.end
            short = before is not None and before.end == word.start and len(before.key) == 1 and before.form.isalpha()
            digits = before is not None and before.form.isdecimal() and glued and after.form.isdigit()
            closing = any(after.form == mark for _, mark in (*rules.quotes, *rules.brackets))
            ends = not (short or digits or closing or (glued and after.form in rules.sentence_ends))
        elif not ends and index > first and words[index - 1].form in rules.sentence_ends:
            after = words[index + 1]
            closed = any(word.form == mark for _, mark in (*rules.quotes, *rules.brackets))
            ends = closed and not after.punctuation and after.key not in rules.continuing
        if ends:
            found.append(Sentence(len(found), first, index, paragraph, paragraph == 0 and breaks))
            first = index + 1
            if newline:
                paragraph += 1
    return found


class ClauseSplitter:
    """Cuts sentences into clauses by the function words of a language."""

    def __init__(self, markers: Markers, rules: TextRules, sayings: VerbPhrases, modals: VerbPhrases) -> None:
        """``sayings``: verbs behind which what is said needs no «که»; ``modals``: those that only head another."""
        compact = rules.compact
        self._sayings = sayings
        self._modals = modals
        self._openers = Phrasebook(((compact(opener), "opener") for opener in markers.openers), inflect=False)
        self._purposes = frozenset(compact(word) for word in markers.purposes)
        self._adverbials = Phrasebook(((compact(word), "adverbial") for word in markers.adverbials), inflect=False)
        self._coordinators = frozenset(compact(word) for word in markers.coordinators)
        self._commas = rules.commas
        self._colons = rules.colons
        self._quotes = dict(rules.quotes)

    def clauses(
        self, words: Sequence[Word], sentence: Sentence, groups: Sequence[VerbGroup], start: int
    ) -> list[Clause]:
        """The clauses of one sentence in order of opening, numbered from ``start``; ``groups``: its verb groups."""
        made: list[Clause] = []
        waiting: list[Clause] = []
        quoting: list[tuple[str, Clause | None]] = []

        def open_clause(relation: str, parent: Clause | None, opener: int | None = None) -> Clause:
            clause = Clause(start + len(made), sentence.index, relation, parent, opener=opener)
            made.append(clause)
            return clause

        by_first = {group.first: group for group in groups}
        closers = [group.first for group in groups if self._closes(group, words, sentence)]
        closers = self._without_modals(closers, by_first, words)
        current = open_clause("root", None)
        index = sentence.first
        while index <= sentence.last:
            group = by_first.get(index)
            if group is not None:
                current.words.extend(range(group.first, group.last + 1))
                current.verbs.append(group)
                index = group.last + 1
                if group.first in closers:
                    closers.remove(group.first)
                    current.verb = group
                    following = by_first[closers[0]].main.tense if closers else ""
                    current = self._after_verb(
                        words, sentence, index, current, waiting, len(closers), following, open_clause
                    )
                continue
            word = words[index]
            opener = self._openers.at(words, index, sentence.last + 1)
            adverbial = self._adverbials.at(words, index, sentence.last + 1)
            if adverbial is not None and (opener is None or adverbial.last > opener.last) and closers:
                if current.words or current.verb:
                    if current.verb is None:
                        waiting.append(current)
                    current = open_clause("adverbial", current, index)
                else:
                    current.relation = "adverbial"
                    outer = open_clause("root", None)
                    waiting.append(outer)
                    current.parent = outer
                current.words.extend(range(index, adverbial.last + 1))
                current.openers = len(current.words)
                index = adverbial.last + 1
                continue
            if word.key in self._purposes and current.verb is not None and closers:
                current = open_clause("content", current, index)
            if opener is not None and closers:
                relation = "relative"
                if current.verb is not None or not current.words:
                    relation = "content"
                else:
                    waiting.append(current)
                current = open_clause(relation, current, index)
                current.words.extend(range(index, opener.last + 1))
                current.openers = len(current.words)
                index = opener.last + 1
                continue
            if word.form in self._colons and closers and current.words:
                current.words.append(index)
                current = open_clause("content", current)
                index += 1
                continue
            if quoting and word.form == quoting[-1][0]:
                _, speaking = quoting.pop()
                after = words[index + 1] if index < sentence.last else None
                current.words.append(index)
                index += 1
                if speaking is not None and closers and after is not None and after.key in self._coordinators:
                    current = open_clause("coordinate", speaking)
                continue
            if word.form in self._quotes:
                said = current.relation == "content" and len(current.words) <= current.openers
                quoting.append((self._quotes[word.form], current.parent if said else None))
            current.words.append(index)
            index += 1
        return [clause for clause in made if clause.words]

    def _closes(self, group: VerbGroup, words: Sequence[Word], sentence: Sentence) -> bool:
        if group.finite:
            return True
        after = words[group.last + 1] if group.last < sentence.last else None
        return (
            group.participle and after is not None and (after.key in self._coordinators or after.form in self._commas)
        )

    def _without_modals(self, closers: list[int], groups: dict[int, VerbGroup], words: Sequence[Word]) -> list[int]:
        """The closing verbs without those that are but the head of the next one: «ممکن است … حمله کند»."""
        kept = []
        for place, first in enumerate(closers):
            later = groups[closers[place + 1]] if place + 1 < len(closers) else None
            opens = later is not None and later.main.tense in ("subjunctive", "past", "participle")
            if not (
                opens and self._modals.matches(words, groups[first]) and not self._parted(words, groups[first].last)
            ):
                kept.append(first)
        return kept

    def _parted(self, words: Sequence[Word], last: int) -> bool:
        """Whether a clause opener or a coordinator follows a verb."""
        after = words[last + 1] if last + 1 < len(words) else None
        return after is None or after.key in self._coordinators or self._openers.at(words, last + 1) is not None

    def _after_verb(
        self,
        words: Sequence[Word],
        sentence: Sentence,
        index: int,
        closed: Clause,
        waiting: list[Clause],
        left: int,
        following: str,
        open_clause: Callable[[str, Clause | None], Clause],
    ) -> Clause:
        """The clause that the words after a verb belong to; ``following``: the tense of the next closing verb."""
        after = words[index] if index <= sentence.last else None
        coordinated = after is not None and after.key in self._coordinators
        if (
            after is not None
            and left
            and (
                after.form in self._colons
                or after.key in self._purposes
                or self._openers.at(words, index, sentence.last + 1)
            )
        ):
            return closed
        if waiting and not (coordinated and left > len(waiting)):
            return waiting.pop()
        if left == 0:
            return closed
        parted = coordinated or (after is not None and after.form in self._commas)
        said = closed.verb is not None and not coordinated and self._sayings.matches(words, closed.verb)
        said = said or (following == "subjunctive" and not parted)
        return open_clause("content" if said else "coordinate", closed)
