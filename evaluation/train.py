"""Trains the learned parts from coded articles and writes them into a language folder.

    python evaluation/train.py GOLD.json DOCUMENTS.jsonl [GOLD.json DOCUMENTS.jsonl …] [-o MODELS.json] [--folds 5]

Prints cross-validated figures (folds are whole articles) before it writes. Needs the ``dev`` extra (scikit-learn).
"""

from __future__ import annotations

import argparse
import calendar
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from gahnama.actors.find import Mention
from gahnama.events.dating import Dated, Dater
from gahnama.events.features import status_features
from gahnama.events.frame import Frame
from gahnama.events.join import Deed, pair_features
from gahnama.events.read import Candidate, EventReader, nearest_speakers
from gahnama.learned import Linear
from gahnama.model import Document
from gahnama.ontology import load_ontology
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
            item["id"], item["text"], item.get("title"), day, item.get("outlet"), item.get("language") or "fa", item.get("url")
        )
    return found


def days(edtf: str) -> tuple[str, str]:
    """First and last day of an EDTF date or interval, as text; an open end is empty."""
    first, _, last = re.sub(r"[~?%]", "", edtf).partition("/")
    last = last or first

    def bound(part: str, end: bool) -> str:
        if part == "..":
            return ""
        numbers = [int(number) for number in part.split("-")]
        year, month = numbers[0], numbers[1] if len(numbers) > 1 else (12 if end else 1)
        day = numbers[2] if len(numbers) > 2 else (calendar.monthrange(year, month)[1] if end else 1)
        return f"{year:04}-{month:02}-{day:02}"

    return bound(first, False), bound(last, True)


def touches(candidate: Candidate, start: int, end: int, gold: dict[str, Any]) -> bool:
    """Whether the characters start–end meet a mention of a gold event."""
    return any(mention["start"] < end and start < mention["end"] for mention in gold["mentions"])


def rows(gold_path: Path, document_path: Path, stage: str) -> dict[str, list[Row]]:
    """The cases of one gold file for the models of a stage: ``roles`` first, since the others look at what it chose."""
    by_id = documents(document_path)
    made: dict[str, list[Row]] = {"actors": [], "recipients": []} if stage == "roles" else {"time": []} if stage == "time" else {"future": [], "hypothetical": []} if stage == "status" else {"accept": [], "join": []}
    for reading in json.loads(gold_path.read_text(encoding="utf-8")):
        document = by_id[reading["id"]]
        reader = reader_for(document.language)
        frame, dated, media = reader.frame(document)
        if stage == "roles":
            for role, cases in _roles(reading, frame, reader.events, media).items():
                made[role].extend(cases)
            continue
        if stage == "time":
            made["time"].extend(_times(reading, frame, reader.events, dated, media))
            continue
        if stage == "status":
            for name, cases in _status(reading, frame, reader.events, dated, media).items():
                made[name].extend(cases)
            continue
        for candidates in reader.events.candidates(frame, dated, media):
            for candidate in candidates:
                trigger = candidate.trigger
                span = frame.text.span(trigger.first, trigger.last)
                kind = reader.events.type_of(candidate)
                right = any(
                    gold["type"] == kind and touches(candidate, span.start, span.end, gold) for gold in reading["events"]
                )
                made["accept"].append(Row(document.id, tuple(candidate.features), right))
        made["join"].extend(_pairs(reading, frame, reader.events, dated, media))
    return made


def _roles(reading: dict[str, Any], frame: Frame, events: EventReader, media: Sequence[Mention]) -> dict[str, list[Row]]:
    """The role cases of one article: for each trigger of a gold event every mention that may fill a role of it."""
    made: dict[str, list[Row]] = {"actors": [], "recipients": []}
    speeches = events.speeches(frame, media)
    for trigger in frame.triggers:
        span = frame.text.span(trigger.first, trigger.last)
        gold = next(
            (g for g in reading["events"] if g["type"] == trigger.entry.type and any(m["start"] < span.end and span.start < m["end"] for m in g["mentions"])),
            None,
        )
        if gold is None:
            continue
        for option in events.roles.options(frame, trigger, nearest_speakers(speeches.get(trigger.clause, []))):
            shown = [frame.following.participant(who) for who in frame.following.who(option.mention)]
            here = frame.text.span(option.mention.first, option.mention.last)
            for role, cases in made.items():
                right = any(
                    known["code"] == who.code
                    and any(start < spot.end and spot.start < end for start, end in known["spans"] for spot in (who.span, here))
                    for known in gold[role]
                    for who in shown
                )
                if not right and option.role == role:
                    right = any(known["code"] == who.code for known in gold[role] for who in shown)
                cases.append(Row(reading["id"], option.features, right))
    return made


def _times(reading: dict[str, Any], frame: Frame, events: EventReader, dated: Dated, media: Sequence[Mention]) -> list[Row]:
    """The time cases of one article: for each trigger of a gold event every time that it may have."""
    made: list[Row] = []
    speeches = events.speeches(frame, media)
    dater = Dater(frame, dated, None)
    for trigger in frame.triggers:
        span = frame.text.span(trigger.first, trigger.last)
        aux = events.status.aux(frame.text, trigger)
        for gold in reading["events"]:
            if gold["type"] != trigger.entry.type or not any(m["start"] < span.end and span.start < m["end"] for m in gold["mentions"]):
                continue
            for option in dater.options(trigger, aux, bool(speeches.get(trigger.clause))):
                right = same_date(gold, option.time.edtf)
                made.append(Row(reading["id"], option.features, right))
            break
    return made


def _status(reading: dict[str, Any], frame: Frame, events: EventReader, dated: Dated, media: Sequence[Mention]) -> dict[str, list[Row]]:
    """The status cases of one article: for each trigger of a gold event whether that is future, hypothetical."""
    made: dict[str, list[Row]] = {"future": [], "hypothetical": []}
    planned = load_ontology().plover.planned
    speeches = events.speeches(frame, media)
    dater = Dater(frame, dated, events.model("time"))
    for trigger in frame.triggers:
        span = frame.text.span(trigger.first, trigger.last)
        aux = events.status.aux(frame.text, trigger)
        option = dater.time(trigger, aux, bool(speeches.get(trigger.clause)))
        if events._comes(trigger, option, dated):
            aux = tuple(mode for mode in ("future", *aux) if mode != "hypothetical")
        features = tuple(status_features(frame, trigger, aux, dater.age(option.time), events.contained(frame, trigger)))
        for gold in reading["events"]:
            if not any(m["start"] < span.end and span.start < m["end"] for m in gold["mentions"]):
                continue
            kind = trigger.entry.type
            if gold["type"] == kind or ("future" in gold["aux"] and planned.get(kind) == gold["type"]):
                for name, cases in made.items():
                    cases.append(Row(reading["id"], features, name in gold["aux"]))
                break
    return made


def same_date(gold: dict[str, Any], edtf: str | None) -> bool:
    """Whether a date is the gold's, by the days that it covers."""
    if gold["date"] is None or edtf is None:
        return gold["date"] is None and edtf is None
    mine, theirs = days(edtf), days(gold["date"])
    if gold["date_basis"] == "publication" and mine[0] == mine[1] and theirs[0] == theirs[1]:
        return abs((date.fromisoformat(mine[0]) - date.fromisoformat(theirs[0])).days) <= 1
    return mine == theirs


def _pairs(reading: dict[str, Any], frame: Frame, events: EventReader, dated: Dated, media: Sequence[Mention]) -> list[Row]:
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
    matrix.indices, matrix.indptr = matrix.indices.astype("int32"), matrix.indptr.astype("int32")  # what liblinear takes
    model = LogisticRegression(C=strength, max_iter=2000, solver="liblinear", random_state=0)
    model.fit(matrix, [row.right for row in cases])
    weights = {name: round(float(weight), 4) for name, weight in zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True)}
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
        scored.extend((model.probability(row.features), row.right) for row in cases if fold_of(row.article, folds) == fold)
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
    parser.add_argument("--strength", type=float, default=0.3)
    options = parser.parse_args()
    models: dict[str, dict[str, float]] = {}
    for stage in ("roles", "time", "status", "deeds"):
        cases: dict[str, list[Row]] = {}
        for gold, texts in zip(options.files[::2], options.files[1::2], strict=True):
            for name, mine in rows(gold, texts, stage).items():
                cases.setdefault(name, []).extend(mine)
        for name, mine in cases.items():
            _report(name, mine, options.strength, options.folds)
            models[name] = fit(mine, options.strength)
        reader_for("fa").events.use({name: Linear(weights) for name, weights in models.items()})
    if options.output:
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
