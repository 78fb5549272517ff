"""Trains the learned parts from coded articles and writes them into the language folder.

    python evaluation/train.py [STANDOFF.json …] [--documents PATH …] [-o MODELS.json] [--folds 5]

Without arguments: the coded articles of ``evaluation/standoff`` that are not for measuring (``more``, ``coded``), with
the texts of the folder that ``GAHNAMA_DATA`` names. Prints cross-validated figures (folds are whole articles); with
``-o`` it also writes the models trained on all of them. Needs the extra ``train`` (scikit-learn).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import choices
import date_choices
from sections import section_kinds, sections_of
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from standoff import at_hand, documents

from gahnama.events.features import vocabulary
from gahnama.events.frame import Frame
from gahnama.events.join import Deed, deed_traits, pair_features
from gahnama.events.read import Candidate, EventReader
from gahnama.language import load_language
from gahnama.learned import Linear, logistic
from gahnama.model import Document, Reading
from gahnama.reader import reader_for
from gahnama.score import pairs
from gahnama.settings import data_folder
from gahnama.text.parse import Parser

STANDOFF = Path(__file__).parent / "standoff"
FEW = 5
"""Articles that have a stem, from which its rarity is told by itself."""


@dataclass(frozen=True)
class Row:
    """One training case: the article it is from, its features, whether it is right."""

    article: str
    features: tuple[str, ...]
    right: bool


@dataclass(frozen=True)
class Recipe:
    """How a model is fitted.

    ``strength``: the inverse of the regularisation; ``rare``: a feature seen fewer times is left out; ``spread``: the
    features of a case share its weight, as ``Linear.spread`` reads them.
    """

    strength: float = 0.1
    rare: int = 2
    spread: bool = False

    def value(self, features: int) -> float:
        """What each of a case's distinct ``features`` counts."""
        return 1.0 / math.sqrt(features) if self.spread else 1.0

    def probability(self, model: Linear, row: Row) -> float:
        """What the model says of a case."""
        return logistic(model.spread(row.features) if self.spread else model.score(row.features))


RECIPES = {
    "accept": Recipe(strength=0.05),
    "join": Recipe(strength=0.05),
    "article": Recipe(strength=3.0, rare=4, spread=True),
    "confidence": Recipe(strength=0.3),
    "source": Recipe(strength=0.1),
}


def meets(gold: dict[str, Any], start: int, end: int) -> bool:
    """Whether the characters start–end meet a mention of a coded event."""
    return any(first < end and start < last for first, last in gold["mentions"])


def document(reading: dict[str, Any], text: dict[str, Any]) -> Document:
    """The document of a coded article, published when the coder took it to be."""
    day = date.fromisoformat(reading["published"]) if reading["published"] else None
    return Document(reading["id"], text["text"], text.get("title"), day, text.get("outlet"), "fa", text.get("url"))


def rarity(texts: dict[str, dict[str, Any]], unseen: set[str]) -> dict[str, float]:
    """By stem, the logarithm of how many articles there are for each that has it; "bias" for those of fewer than FEW.

    ``unseen``: the ids of those that are for measuring, which are left out.
    """
    parser = Parser(load_language("fa"))
    seen = [name for name in sorted(texts) if name not in unseen]
    having = Counter(stem for name in seen for stem in vocabulary(parser.parse(texts[name]["text"])))
    rare = {stem: round(math.log(len(seen) / count), 2) for stem, count in sorted(having.items()) if count >= FEW}
    return {**rare, "bias": round(math.log(len(seen) / (FEW - 1)), 2)}


def rows(readings: Iterable[dict[str, Any]], texts: dict[str, dict[str, Any]]) -> dict[str, list[Row]]:
    """The cases of coded articles by model; articles whose very text is not at hand are left out."""
    made: dict[str, list[Row]] = {"accept": [], "join": []}
    reader = reader_for("fa")
    for reading in at_hand(readings, texts):
        frame, dated = reader.frame(document(reading, texts[reading["id"]]))
        groups = reader.events.candidates(frame, dated)
        for candidate in (candidate for group in groups for candidate in group):
            span = frame.text.span(candidate.trigger.first, candidate.trigger.last)
            kind = reader.events.type_of(candidate)
            right = any(gold["type"] == kind and meets(gold, span.start, span.end) for gold in reading["events"])
            made["accept"].append(Row(reading["id"], tuple(candidate.features), right))
        made["join"].extend(_pairs(reading, frame, reader.events, groups))
    return made


def _pairs(
    reading: dict[str, Any], frame: Frame, events: EventReader, groups: Sequence[Sequence[Candidate]]
) -> list[Row]:
    """Pairs of candidates of one type that each meet a coded event of it: right where it is the same one."""
    matched: list[tuple[Deed, int]] = []
    for candidate in (candidate for group in groups for candidate in group):
        span = frame.text.span(candidate.trigger.first, candidate.trigger.last)
        kind = events.type_of(candidate)
        for number, gold in enumerate(reading["events"]):
            if gold["type"] == kind and meets(gold, span.start, span.end):
                matched.append((events.deed(frame, candidate), number))
                break
    likeness = events.likeness(frame.text)
    return [
        Row(reading["id"], tuple(pair_features(one, other, frame.text, likeness)), first == second)
        for place, (one, first) in enumerate(matched)
        for other, second in matched[place + 1 :]
        if one.type == other.type and one.triggers[0].core != other.triggers[0].core
    ]


def about(texts: dict[str, dict[str, Any]], readings: Sequence[dict[str, Any]], unseen: set[str]) -> list[Row]:
    """Whether articles are of the kind that tells political deeds: as coded, else by the section that they stood in.

    ``unseen``: the ids of those that are for measuring, which are left out.
    """
    kinds = section_kinds()
    coded = {reading["id"]: bool(reading["events"]) for reading in readings}
    parser = Parser(load_language("fa"))
    made = []
    for name, text in sorted(texts.items()):
        kind = next((kinds[section] for section in sections_of(text) if section in kinds), None)
        known = coded.get(name, None if kind is None else kind == "politics")
        if known is not None and name not in unseen:
            made.append(Row(name, tuple(sorted(vocabulary(parser.parse(text["text"])))), known))
    return made


def without(cases: dict[str, list[Row]], folds: int) -> list[dict[str, Linear]]:
    """By fold the models of all cases but those of its articles."""
    made = []
    for fold in range(folds):
        others = {name: [row for row in rows if fold_of(row.article, folds) != fold] for name, rows in cases.items()}
        made.append({name: Linear(fit(rows, RECIPES[name])) for name, rows in others.items()})
    return made


def unseen_by(
    models: Sequence[dict[str, Linear]], more: dict[str, Linear], readings: Iterable[dict[str, Any]]
) -> Iterator[list[dict[str, Any]]]:
    """The readings of each fold, while the reader has the models that have not seen them, and ``more``."""
    kept = list(readings)
    for fold, fitted in enumerate(models):
        reader_for("fa").events.use({**fitted, **more})
        yield [reading for reading in kept if fold_of(reading["id"], len(models)) == fold]


def told(
    readings: Sequence[dict[str, Any]],
    texts: dict[str, dict[str, Any]],
    models: Sequence[dict[str, Linear]],
    rare: Linear,
) -> list[Row]:
    """The deeds that models which have not seen an article find in it: right where a coder coded it with this type."""
    reader = reader_for("fa")
    made = []
    for mine in unseen_by(models, {"rarity": rare}, at_hand(readings, texts)):
        for reading in mine:
            source = document(reading, texts[reading["id"]])
            frame, dated = reader.frame(source)
            deeds = reader.events.deeds(frame, dated)
            events = Reading(source, tuple(reader.events.event(frame, deed) for deed in deeds)).to_dict()["events"]
            paired = [id(event) for _, event in pairs(reading["events"], events, typed=True)]
            made.extend(
                Row(reading["id"], tuple(deed_traits(deed)), id(event) in paired)
                for deed, event in zip(deeds, events, strict=True)
            )
    return made


def reliability(scored: Iterable[tuple[float, bool]]) -> list[tuple[float, float, int]]:
    """By tenths of the confidence given: its mean, the share that is right, and how many."""
    tenths: dict[int, list[tuple[float, bool]]] = {}
    for probability, right in scored:
        tenths.setdefault(min(int(probability * 10), 9), []).append((probability, right))
    return [
        (sum(p for p, _ in pairs) / len(pairs), sum(right for _, right in pairs) / len(pairs), len(pairs))
        for _, pairs in sorted(tenths.items())
    ]


def fit(cases: Sequence[Row], recipe: Recipe) -> dict[str, float]:
    """Feature weights of a logistic regression, rare features left out; "bias" among them."""
    seen = Counter(feature for row in cases for feature in set(row.features))
    kept = [
        {feature: recipe.value(len(set(row.features))) for feature in row.features if seen[feature] >= recipe.rare}
        for row in cases
    ]
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(kept)
    matrix.indices, matrix.indptr = (
        matrix.indices.astype("int32"),
        matrix.indptr.astype("int32"),
    )  # what liblinear takes
    model = LogisticRegression(C=recipe.strength, max_iter=2000, solver="liblinear", random_state=0)
    model.fit(matrix, [row.right for row in cases])
    weights = {
        name: round(float(weight), 4)
        for name, weight in zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True)
    }
    weights["bias"] = round(float(model.intercept_[0]), 4)
    return {name: weight for name, weight in sorted(weights.items()) if abs(weight) >= 0.0005}


def fold_of(article: str, folds: int) -> int:
    """The fold of an article: by the sha256 of its id, the same everywhere."""
    return int(hashlib.sha256(article.encode()).hexdigest(), 16) % folds


def cross_validated(cases: Sequence[Row], recipe: Recipe, folds: int) -> list[tuple[float, bool]]:
    """The probability that each case gets from a model that has not seen its article, and whether it is right."""
    scored: list[tuple[float, bool]] = []
    for fold in range(folds):
        model = Linear(fit([row for row in cases if fold_of(row.article, folds) != fold], recipe))
        scored.extend(
            (recipe.probability(model, row), row.right) for row in cases if fold_of(row.article, folds) == fold
        )
    return scored


def figures(scored: Iterable[tuple[float, bool]], threshold: float) -> tuple[float, float, float]:
    """Precision, recall and F1 of taking what reaches the threshold."""
    pairs = list(scored)
    taken = [right for probability, right in pairs if probability >= threshold]
    true = sum(right for _, right in pairs)
    precision = sum(taken) / len(taken) if taken else 0.0
    recall = sum(taken) / true if true else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def main() -> int:
    """The command; 1 where there are no texts to train on."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("readings", nargs="*", type=Path, default=[STANDOFF / "more.json", STANDOFF / "coded.json"])
    parser.add_argument("--documents", nargs="+", type=Path)
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    options = parser.parse_args()
    folder = data_folder()
    sources = options.documents or ([folder] if folder is not None else [])
    texts = {text["id"]: text for text in documents(sources) if "text" in text}
    readings = [reading for path in options.readings for reading in json.loads(path.read_text(encoding="utf-8"))]
    unseen = {reading["id"] for reading in json.loads((STANDOFF / "dev.json").read_text(encoding="utf-8"))}
    events = reader_for("fa").events
    models = {"rarity": rarity(texts, unseen) if texts else {}}
    events.use({"rarity": Linear(models["rarity"])})
    cases = rows(readings, texts)
    if not cases["accept"]:
        print(
            "no coded article has its text here: name a folder of them with --documents or GAHNAMA_DATA",
            file=sys.stderr,
        )
        return 1
    cases["article"] = about(texts, readings, unseen)
    others, rare = without(cases, options.folds), Linear(models["rarity"])
    cases["confidence"] = told(readings, texts, others, rare)
    models |= {name: fit(mine, RECIPES[name]) for name, mine in cases.items()}
    events.use({name: Linear(weights) for name, weights in models.items()})
    dated = date_choices.choices(readings, texts, document)
    models["date"] = date_choices.fit(dated)
    cases["source"], chosen = [], []
    for mine in unseen_by(others, {"rarity": rare, "date": Linear(models["date"])}, readings):
        cases["source"].extend(Row(*case) for case in choices.tellers(mine, texts, document))
        chosen.extend(choices.choices(mine, texts, document))
    models["source"] = fit(cases["source"], RECIPES["source"])
    models["place"] = choices.fit(chosen)
    for name, mine in cases.items():
        _report(name, mine, RECIPES[name], options.folds)
    choices.report(chosen, lambda article: fold_of(article, options.folds), options.folds)
    date_choices.report(dated, lambda article: fold_of(article, options.folds), options.folds)
    if options.output:
        text = json.dumps(models, ensure_ascii=False, indent=0, sort_keys=True)
        options.output.write_text(text + "\n", encoding="utf-8")
        print(f"wrote {options.output.name}: {sum(map(len, models.values()))} weights")
    return 0


def _report(name: str, cases: Sequence[Row], recipe: Recipe, folds: int) -> None:
    scored = cross_validated(cases, recipe, folds)
    print(f"{name}: {len(cases)} cases, {sum(row.right for row in cases)} right")
    for threshold in (0.3, 0.4, 0.5, 0.6):
        precision, recall, f1 = figures(scored, threshold)
        print(f"  at {threshold}: precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}")
    if name == "confidence":
        for mean, share, count in reliability(scored):
            print(f"  said {mean:.2f}: right {share:.2f} of {count}")


if __name__ == "__main__":
    sys.exit(main())
