"""Lists the verb groups of a corpus, how frequent each is, and what the language data decide about it.

    python evaluation/coverage.py [PATH …] [--least 4] [--all] [--counts FILE]
    python evaluation/coverage.py --counted [--all]

Reads the articles of the folder that ``GAHNAMA_DATA`` names, or of ``PATH``; with ``--counted`` no articles, but
``verb-groups.tsv``, what was counted last. A verb group is a verb with the word right before it, and the adposition
before that («محکوم کردن», «به تصویب رسیدن»); passives count as they stand. Prints what is undecided from ``--least``
occurrences on, the most frequent first; with ``--all`` everything, with the entries or the reason. ``--counts`` writes
such a list: phrases and counts, no sentences.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from standoff import documents

from gahnama.events.lexicon import PredicateLexicon
from gahnama.language import Language, load_language
from gahnama.settings import data_folder
from gahnama.text.parse import Parser, Text
from gahnama.text.words import Splitter

COUNTS = Path(__file__).parent / "verb-groups.tsv"
LEAST = 4


def verb_phrases(text: Text, language: Language) -> Iterator[tuple[str, str]]:
    """The words before each verb of a text («به تصویب»; empty where they are none of its own), and its infinitive."""
    markers = language.markers
    skipped = text.coordinators | {language.text.compact(word) for word in (markers.object, *markers.openers)}
    adpositions = {language.text.compact(word) for word in markers.adpositions}
    verbal = {index for group in text.groups for index in range(group.first, group.last + 1)}
    for clause in text.clauses:
        for group in clause.verbs:
            first = group.first
            for taken in (group.first - 1, group.first - 2):
                if (
                    taken < 0
                    or text.clause_of[taken] != clause.index
                    or text.words[taken].punctuation
                    or taken in verbal
                ):
                    break
                key = text.words[taken].key
                if key in skipped or (taken == group.first - 2 and key not in adpositions):
                    break
                first = taken
            yield text.form(first, group.first - 1) if first < group.first else "", group.main.verb


def count(texts: Iterable[str], language: Language) -> dict[str, int]:
    """How often each verb group stands in ``texts``, the most frequent first; its spellings count together."""
    parser = Parser(language)
    counts: Counter[tuple[str, str]] = Counter()
    forms: dict[tuple[str, str], Counter[str]] = {}
    for text in texts:
        for before, verb in verb_phrases(parser.parse(text), language):
            key = language.text.compact(before), verb
            counts[key] += 1
            forms.setdefault(key, Counter())[f"{before} {verb}".strip()] += 1
    ranked = sorted(counts, key=lambda key: (-counts[key], key))
    return {max(sorted(forms[key]), key=forms[key].__getitem__): counts[key] for key in ranked}


class Decisions:
    """What the data of a language say of verb phrases."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._splitter: Splitter = Parser(language).splitter
        self._lexicon = PredicateLexicon(language, self._splitter)
        passives = language.verbs.passives
        self._light = {*passives, *(verb for verbs in passives.values() for verb in verbs)}

    def of(self, phrase: str) -> str | None:
        """The entries that a phrase («محکوم کردن») may fire, or why it is no event; None: undecided."""
        words = self._splitter.words(self._language.text.normal(phrase))
        for first in range(len(words)):
            verb = self._language.verbs.infinitives.get("".join(word.key for word in words[first:]))
            if verb is not None:
                break
        else:
            return None
        before = words[:first]
        ways = self._lexicon.predicates(verb)
        keys = [""]
        if before:
            keys += [before[-1].key, *before[-1].stems, "".join(word.key for word in before)]
        entries = {predicate.entry.id for key in keys for predicate in ways.get(key, ())}
        if before:
            entries.update(predicate.entry.id for predicate in self._lexicon.parted(verb, before[-1].key))
        if entries:
            return " ".join(sorted(entries))
        said = self._lexicon.no_event(verb, before)
        if said is None or (before and said[0] == 0 and verb in self._light):
            return None
        return said[1].reason


def read_counts(path: Path) -> dict[str, int]:
    """The phrases of a list that ``--counts`` wrote, and how often each was counted."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return {phrase: int(number) for phrase, number in rows}


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--counted", action="store_true")
    parser.add_argument("--counts", type=Path, metavar="FILE")
    parser.add_argument("--least", type=int, default=LEAST)
    parser.add_argument("--all", action="store_true")
    options = parser.parse_args()
    language = load_language("fa")
    if options.counted:
        counts = read_counts(COUNTS)
    else:
        folder = data_folder()
        paths = options.paths or ([folder] if folder is not None else [])
        texts = {str(document["text"]) for document in documents(paths) if "text" in document}
        if not texts:
            print("no articles: name a folder of them as PATH or by GAHNAMA_DATA", file=sys.stderr)
            return 1
        counted = count(sorted(texts), language)
        counts = {phrase: number for phrase, number in counted.items() if number >= options.least}
    if options.counts:
        rows = "".join(f"{phrase}\t{number}\n" for phrase, number in counts.items())
        options.counts.write_text(rows, encoding="utf-8")
    decisions = Decisions(language)
    undecided = 0
    for phrase, number in counts.items():
        decided = decisions.of(phrase)
        undecided += decided is None
        if options.all or decided is None:
            print(f"{number}\t{phrase}\t{decided or '-'}")
    print(f"{len(counts)} verb groups, {undecided} of them undecided", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
