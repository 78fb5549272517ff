"""Trains the learned parts from coded articles and writes them into a language folder.

    python evaluation/train.py GOLD.json DOCUMENTS.jsonl [GOLD.json DOCUMENTS.jsonl …] [-o MODELS.json] [--folds 5]

Prints cross-validated figures (folds are whole articles) before it writes. Needs the ``dev`` extra (scikit-learn).
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from gahnama.actors.find import Mention
from gahnama.events.dating import Dated
from gahnama.events.frame import Frame
from gahnama.events.join import Deed, pair_features
from gahnama.events.read import Candidate, EventReader
from gahnama.learned import Linear
from gahnama.model import Document
from gahnama.reader import reader_for

RARE = 2
"""A feature seen fewer times in training is left out."""


@dataclass(frozen=True)
class Row:
    """One training case: the article it is from, its features, whether it is right."""

    article: str
    features: tuple[str, ...]
    right: bool


def documents(path: Path) -> dict[str, Document]:
    """The documents of a JSON-lines file by id."""
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        day = date.fromisoformat(item["date"]) if item.get("date") else None
        found[item["id"]] = Document(
            item["id"],
            item["text"],
            item.get("title"),
            day,
            item.get("outlet"),
            item.get("language") or "fa",
            item.get("url"),
        )
    return found


def touches(candidate: Candidate, start: int, end: int, gold: dict[str, Any]) -> bool:
    """Whether the characters start–end meet a mention of a gold event."""
    return any(mention["start"] < end and start < mention["end"] for mention in gold["mentions"])


def rows(gold_path: Path, document_path: Path) -> dict[str, list[Row]]:
    """The cases of one gold file by model."""
    by_id = documents(document_path)
    made: dict[str, list[Row]] = {"accept": [], "join": []}
    for reading in json.loads(gold_path.read_text(encoding="utf-8")):
        document = by_id[reading["id"]]
        reader = reader_for(document.language)
        frame, dated, media = reader.frame(document)
        for candidates in reader.events.candidates(frame, dated, media):
            for candidate in candidates:
                trigger = candidate.trigger
                span = frame.text.span(trigger.first, trigger.last)
                kind = reader.events.type_of(candidate)
                right = any(
                    gold["type"] == kind and touches(candidate, span.start, span.end, gold)
                    for gold in reading["events"]
                )
                made["accept"].append(Row(document.id, tuple(candidate.features), right))
        made["join"].extend(_pairs(reading, frame, reader.events, dated, media))
    return made


def _pairs(
    reading: dict[str, Any], frame: Frame, events: EventReader, dated: Dated, media: Sequence[Mention]
) -> list[Row]:
    """Pairs of candidates of one type that each meet a gold event of it: right where it is the same one."""
    matched: list[tuple[Deed, int]] = []
    for candidates in events.candidates(frame, dated, media):
        for candidate in candidates:
            span = frame.text.span(candidate.trigger.first, candidate.trigger.last)
            kind = events.type_of(candidate)
            for number, gold in enumerate(reading["events"]):
                if gold["type"] == kind and touches(candidate, span.start, span.end, gold):
                    matched.append((events.deed(frame, candidate), number))
                    break
    return [
        Row(reading["id"], tuple(pair_features(one, other, frame.text)), first == second)
        for place, (one, first) in enumerate(matched)
        for other, second in matched[place + 1 :]
        if one.type == other.type and one.triggers[0].core != other.triggers[0].core
    ]


def fit(cases: Sequence[Row], strength: float) -> dict[str, float]:
    """Feature weights of a logistic regression, rare features left out; "bias" among them."""
    seen = Counter(feature for row in cases for feature in set(row.features))
    kept = [{feature: 1.0 for feature in row.features if seen[feature] >= RARE} for row in cases]
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(kept)
    matrix.indices, matrix.indptr = (
        matrix.indices.astype("int32"),
        matrix.indptr.astype("int32"),
    )  # what liblinear takes
    model = LogisticRegression(C=strength, max_iter=2000, solver="liblinear", random_state=0)
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


def cross_validated(cases: Sequence[Row], strength: float, folds: int) -> list[tuple[float, bool]]:
    """The probability that each case gets from a model that has not seen its article, and whether it is right."""
    scored: list[tuple[float, bool]] = []
    for fold in range(folds):
        model = Linear(fit([row for row in cases if fold_of(row.article, folds) != fold], strength))
        scored.extend(
            (model.probability(row.features), row.right) for row in cases if fold_of(row.article, folds) == fold
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


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--strength", type=float, default=0.1)
    options = parser.parse_args()
    cases: dict[str, list[Row]] = {}
    for gold, texts in zip(options.files[::2], options.files[1::2], strict=True):
        for name, mine in rows(gold, texts).items():
            cases.setdefault(name, []).extend(mine)
    for name, mine in cases.items():
        _report(name, mine, options.strength, options.folds)
    if options.output:
        models = {name: fit(mine, options.strength) for name, mine in cases.items()}
        text = json.dumps(models, ensure_ascii=False, indent=0, sort_keys=True)
        options.output.write_text(text + "\n", encoding="utf-8")
        print(f"wrote {options.output.name}: {sum(map(len, models.values()))} weights")


def _report(name: str, cases: Sequence[Row], strength: float, folds: int) -> None:
    scored = cross_validated(cases, strength, folds)
    print(f"{name}: {len(cases)} cases, {sum(row.right for row in cases)} right")
    for threshold in (0.3, 0.4, 0.5, 0.6):
        precision, recall, f1 = figures(scored, threshold)
        print(f"  at {threshold}: precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}")


if __name__ == "__main__":
    main()
