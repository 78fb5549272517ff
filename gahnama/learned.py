"""Small linear models over named features, kept as text: P = 1 / (1 + e^-(Σ weights)).

They are trained by ``evaluation/train.py`` and read here with nothing but the standard library.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gahnama.errors import LanguageDataError


@dataclass(frozen=True)
class Linear:
    """A logistic model; a feature that it does not know weighs nothing."""

    weights: dict[str, float]

    def score(self, features: Iterable[str]) -> float:
        """The sum of the weights of ``features``, the bias among them."""
        weights = self.weights
        return weights.get("bias", 0.0) + sum(weights.get(feature, 0.0) for feature in features)

    def spread(self, features: Iterable[str]) -> float:
        """The bias and the weights of distinct ``features``, divided by the root of their number, so that a long text
        weighs as much as a short one; the bias alone for none."""
        distinct = set(features)
        share = math.fsum(self.weights.get(feature, 0.0) for feature in distinct) / math.sqrt(max(len(distinct), 1))
        return self.weights.get("bias", 0.0) + share

    def probability(self, features: Iterable[str]) -> float:
        """Between 0 and 1."""
        return logistic(self.score(features))


def logistic(score: float) -> float:
    """The probability of a score."""
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))


def shares(scores: Sequence[float]) -> list[float]:
    """What is the probability of each of several options, exactly one of which is right (the softmax of the scores)."""
    highest = max(scores, default=0.0)
    powers = [math.exp(score - highest) for score in scores]
    return [power / sum(powers) for power in powers]


@cache
def load_models(path: Path) -> dict[str, Linear]:
    """The models of a language by name; none where the language has no file of them."""
    if not path.exists():
        return {}
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return {
            name: Linear({feature: float(weight) for feature, weight in weights.items()})
            for name, weights in data.items()
        }
    except (ValueError, AttributeError) as error:
        raise LanguageDataError(
            f"{path}: not a file of models: {error}; rebuild it with evaluation/train.py"
        ) from error
