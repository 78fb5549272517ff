"""Lists the nouns of a corpus that may name a deed, how frequent each is, and what the language data decide about it.

    python evaluation/coverage_nouns.py [PATH …] [--least 4] [--pairs] [--all]

Reads the articles of the folder that ``GAHNAMA_DATA`` names, or of ``PATH``. A noun may name a deed when it is the
nominal part of a predicate entry («ارسال» of «ارسال کردن»), or when it stands right before a light verb, at least
``LIGHT`` times and in at least one of eight of its occurrences. ``--pairs``: it and the word that follows it in its
clause («حمله هوایی»). Prints what is undecided from ``--least`` occurrences on, the most frequent first: that is in no
entry, in no mask and not in ``coverage-nouns.yaml``; with ``--all`` everything, with the decision. Phrases and counts,
no sentences.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from standoff import documents

from gahnama.datafile import load_yaml
from gahnama.events.lexicon import PredicateLexicon
from gahnama.language import Language, load_language
from gahnama.settings import data_folder
from gahnama.text.parse import Parser, Text

DECISIONS = Path(__file__).parent / "coverage-nouns.yaml"
LEAST = 4
LIGHT = 3
SHARE = 1 / 8


def light_verbs(language: Language) -> frozenset[str]:
    """The verbs that make a passive by another verb: they only lend a noun their form."""
    return frozenset(
        (*language.verbs.passives, *(verb for verbs in language.verbs.passives.values() for verb in verbs))
    )


def nominal_parts(lexicon: PredicateLexicon, verbs: Iterable[str]) -> frozenset[str]:
    """The single words before the verb of predicate entries, by compact key."""
    ways = (predicate for verb in verbs for found in lexicon.predicates(verb).values() for predicate in found)
    return frozenset(predicate.before[0] for predicate in ways if len(predicate.before) == 1 and not predicate.negated)


def counted(texts: Sequence[Text], language: Language, lexicon: PredicateLexicon, pairs: bool) -> Counter[str]:
    """How often each noun that may name a deed stands in the texts; with ``pairs``: it with the word behind it."""
    light = light_verbs(language)
    before: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    for text in texts:
        for clause in text.clauses:
            before.update(text.words[g.first - 1].key for g in clause.verbs if g.first and g.main.verb in light)
        alone.update(word.key for word in text.words)
    parts = nominal_parts(lexicon, language.verbs.infinitives)
    deeds = parts | {key for key, n in before.items() if n >= LIGHT and n >= SHARE * alone[key]}
    counts: Counter[str] = Counter()
    for text in texts:
        verbs = {i for clause in text.clauses for g in clause.verbs for i in range(g.first, g.last + 1)}
        for index, word in enumerate(text.words):
            key = next((key for key in (word.key, *word.stems) if key in deeds), None)
            after = index + 1
            if key is None or index in verbs or after in verbs:
                continue
            if not pairs:
                counts[key] += 1
            elif (
                after < len(text.words)
                and not text.words[after].punctuation
                and text.clause_of[after] == text.clause_of[index]
            ):
                counts[f"{key} {text.words[after].form}"] += 1
    return counts


def decision(phrase: str, language: Language, lexicon: PredicateLexicon, others: dict[str, str]) -> str:
    """The types of the entries of a phrase, or why it is no event; "" where nothing is decided."""
    key = language.text.compact(phrase)
    entries = sorted({entry.type for book in (lexicon.nouns, lexicon.fixed) for entry in book.get(key)})
    masked = [mask.reason for mask in lexicon.masks.get(key)]
    return " ".join(entries) or "; ".join(masked) or others.get(key, "")


def decided(language: Language) -> dict[str, str]:
    """The reason by compact key of the nouns that ``coverage-nouns.yaml`` lists as naming no deed by themselves."""
    return {language.text.compact(noun): reason for reason, nouns in load_yaml(DECISIONS).items() for noun in nouns}


def main() -> int:
    """The command; 1 where there are no texts, or something is undecided."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--least", type=int, default=LEAST)
    parser.add_argument("--pairs", action="store_true")
    parser.add_argument("--all", action="store_true")
    options = parser.parse_args()
    folder = data_folder()
    sources = options.paths or ([folder] if folder is not None else [])
    language = load_language("fa")
    reader = Parser(language)
    texts = {row["text"]: None for row in documents(sources) if "text" in row}
    if not texts:
        print("no texts here: name a file or folder of them, or set GAHNAMA_DATA", file=sys.stderr)
        return 1
    lexicon = PredicateLexicon(language, reader.splitter)
    counts = counted([reader.parse(text) for text in texts], language, lexicon, options.pairs)
    others = decided(language)
    undecided = 0
    for phrase, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        if count < options.least:
            break
        what = decision(phrase, language, lexicon, others)
        if options.pairs and not what:
            what = decision(phrase.split()[0], language, lexicon, others)
        undecided += not what
        if options.all or not what:
            print(f"{count}\t{phrase}\t{what}".rstrip())
    print(f"{undecided} undecided of {sum(n >= options.least for n in counts.values())}", file=sys.stderr)
    return 1 if undecided else 0


if __name__ == "__main__":
    sys.exit(main())
