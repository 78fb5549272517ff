"""Stage 1 on one screen: a document's text as words, verb groups, sentences and clauses. Yields Text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gahnama.language import Language
from gahnama.model import Span
from gahnama.text.clauses import Clause, ClauseSplitter, Sentence, sentences
from gahnama.text.normal import Normal, normalise
from gahnama.text.quotes import Quotation, quotations, titles
from gahnama.text.saying import VerbPhrases
from gahnama.text.verbs import VerbGroup, verb_groups
from gahnama.text.words import Splitter, Word


@dataclass(frozen=True)
class Text:
    """Everything that the text stage knows of a document; word indices are into ``words``.

    ``titles``: those of ``quotations`` that are titles of works.
    """

    normal: Normal
    words: list[Word]
    groups: list[VerbGroup]
    sentences: list[Sentence]
    clauses: list[Clause]
    quotations: list[Quotation]
    titles: list[Quotation]
    sentence_of: list[int]
    clause_of: list[int]
    coordinators: frozenset[str]
    commas: frozenset[str]
    quote_marks: frozenset[str]

    def span(self, first: int, last: int) -> Span:
        """The original characters of words ``first`` to ``last``, both inclusive."""
        return self.normal.original_span(self.words[first].start, self.words[last].end)

    def form(self, first: int, last: int) -> str:
        """The normal form of words ``first`` to ``last``, both inclusive."""
        return self.normal.form[self.words[first].start : self.words[last].end]


class Parser:
    """Parses documents of one language."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._splitter = Splitter(language.text, language.verbs.forms, language.text.prefixes)
        self._coordinators = frozenset(language.text.compact(word) for word in language.markers.coordinators)
        self._quotes = frozenset(mark for pair in language.text.quotes for mark in pair)
        self._works = frozenset(language.text.compact(word) for word in language.titles.works)
        markers = language.markers
        self._clauses = ClauseSplitter(
            markers,
            language.text,
            VerbPhrases([*language.attribution.says, *markers.speaking], language, self._splitter),
            VerbPhrases(markers.modals, language, self._splitter),
        )
        self._adpositions = frozenset(
            language.text.compact(word) for word in markers.adpositions if " " not in word
        ) - frozenset(language.text.compact(word) for word in (*markers.purposes, *markers.adverbials))

    @property
    def splitter(self) -> Splitter:
        """The word splitter, for stages that compile their own phrases."""
        return self._splitter

    def parse(self, text: str) -> Text:
        """The Text of an article as received."""
        rules = self._language.text
        normal = normalise(text, rules.fold)
        words = self._splitter.words(normal.form)
        groups = verb_groups(words, self._language.verbs, self._adpositions)
        cut = sentences(normal.form, words, rules)
        clauses: list[Clause] = []
        by_sentence = _by_sentence(groups, cut)
        for sentence in cut:
            clauses.extend(self._clauses.clauses(words, sentence, by_sentence[sentence.index], len(clauses)))
        sentence_of = [0] * len(words)
        for sentence in cut:
            for index in range(sentence.first, sentence.last + 1):
                sentence_of[index] = sentence.index
        clauses = _renumbered(clauses)
        clause_of = [0] * len(words)
        for clause in clauses:
            for index in clause.words:
                clause_of[index] = clause.index
        quoted = quotations(words, rules)
        return Text(
            normal,
            words,
            groups,
            cut,
            clauses,
            quoted,
            titles(words, quoted, self._works),
            sentence_of,
            clause_of,
            self._coordinators,
            rules.commas,
            self._quotes,
        )


def runs(indices: Sequence[int]) -> list[tuple[int, int]]:
    """The runs of neighbouring indices (ascending) as first and last, both inclusive."""
    found: list[tuple[int, int]] = []
    for index in indices:
        if found and index <= found[-1][1] + 1:
            found[-1] = (found[-1][0], index)
        else:
            found.append((index, index))
    return found


def _by_sentence(groups: Sequence[VerbGroup], cut: Sequence[Sentence]) -> list[list[VerbGroup]]:
    found: list[list[VerbGroup]] = [[] for _ in cut]
    position = 0
    for group in groups:
        while cut[position].last < group.first:
            position += 1
        if group.last <= cut[position].last:
            found[position].append(group)
    return found


def _renumbered(clauses: list[Clause]) -> list[Clause]:
    for index, clause in enumerate(clauses):
        clause.index = index
    return clauses
