"""The learned parts: small linear models, read from a file."""

from __future__ import annotations

import json
import math
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gahnama.errors import LanguageDataError
from gahnama.events.features import vocabulary
from gahnama.events.join import deed_traits, pair_features
from gahnama.intake import documents
from gahnama.language import FOLDER
from gahnama.learned import Linear, load_models
from gahnama.model import Document
from gahnama.reader import reader_for

NAMES = st.sampled_from(["a", "b", "c", "bias"])


def test_the_score_is_the_sum_of_the_weights_and_the_bias() -> None:
    model = Linear({"bias": -1.0, "a": 2.0, "b": 0.5})
    assert model.score([]) == -1.0
    assert model.score(["a", "b"]) == 1.5
    assert model.score(["a", "unheard of"]) == 1.0
    assert Linear({}).score(["a"]) == 0.0


def test_the_probability_is_the_logistic_of_the_score() -> None:
    assert Linear({}).probability([]) == 0.5
    assert Linear({"a": 1.0}).probability(["a"]) == pytest.approx(1 / (1 + math.exp(-1)))
    assert Linear({"a": 1.0}).probability(["a"]) + Linear({"a": -1.0}).probability(["a"]) == pytest.approx(1)


def test_a_long_text_weighs_as_a_short_one() -> None:
    model = Linear({"bias": -1.0, "a": 2.0, "b": 2.0})
    assert model.spread([]) == -1.0
    assert model.spread(["a"]) == model.spread(["a", "a"]) == 1.0
    assert model.spread(["a", "b"]) == pytest.approx(-1 + 4 / math.sqrt(2))
    assert model.spread(["a", "x", "y", "z"]) == 0.0


DEED = "وزیر خارجه ایران با همتای عراقی خود در بغداد دیدار کرد."
LONG = f"{DEED}\n{' '.join(f'واژه{number}' for number in range(70))}"


def events_told(text: str, accept: float, article: float) -> int:
    """How many events are read where acceptance and the judge of articles give every text these scores."""
    reader = reader_for("fa")
    models = load_models(FOLDER / "fa" / "models.json")
    reader.events.use(models | {"accept": Linear({"bias": accept}), "article": Linear({"bias": article})})
    try:
        return len(reader.read(Document("x", text)).events)
    finally:
        reader.events.use(models)


def test_an_article_that_is_not_about_politics_tells_only_what_is_sure() -> None:
    assert events_told(LONG, accept=0.6, article=9.0) == 1
    assert events_told(LONG, accept=0.6, article=-9.0) == 0
    assert events_told(LONG, accept=2.0, article=-9.0) == 1
    assert events_told(DEED, accept=0.6, article=-9.0) == 1, "too short to tell"


@pytest.mark.parametrize(("article", "told"), [(9.0, 1), (0.3, 1), (0.0, 1), (-0.5, 0), (-0.9, 0)])
def test_the_less_an_article_is_about_politics_the_surer_a_deed_must_be(article: float, told: int) -> None:
    assert events_told(LONG, accept=0.0, article=article) == told


@given(st.dictionaries(NAMES, st.floats(allow_nan=False, allow_infinity=False)), st.lists(NAMES))
def test_a_probability_lies_between_none_and_one(weights: dict[str, float], features: list[str]) -> None:
    assert 0.0 <= Linear(weights).probability(features) <= 1.0


@given(st.lists(st.sampled_from(["a", "b"])))
def test_more_of_what_speaks_for_it_makes_it_likelier(features: list[str]) -> None:
    model = Linear({"a": 1.0, "b": 0.5})
    assert model.probability([*features, "a"]) >= model.probability(features)


def test_models_are_read_by_name(tmp_path: Path) -> None:
    path = tmp_path / "models.json"
    path.write_text(json.dumps({"accept": {"bias": 1, "واژه": "-0.5"}, "join": {}}), encoding="utf-8")
    models = load_models(path)
    assert set(models) == {"accept", "join"}
    assert models["accept"].score(["واژه"]) == 0.5


def test_a_language_without_models_has_none(tmp_path: Path) -> None:
    assert load_models(tmp_path / "models.json") == {}


@pytest.mark.parametrize("text", ["", "{", "[]", '{"accept": []}', '{"accept": {"a": "much"}}', '{"accept": 1}'])
def test_a_file_that_holds_no_models(tmp_path: Path, text: str) -> None:
    path = tmp_path / "models.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LanguageDataError, match=r"models\.json: not a file of models: .*; rebuild it with"):
        load_models(path)


def family(feature: str) -> str:
    """What a feature is about: its name without its value."""
    return re.split("[=:/]", feature)[0]


def test_the_shipped_models_are_finite_and_know_the_features_of_today(root: Path) -> None:
    """A feature that is renamed would lose its weights without a word."""
    models = load_models(FOLDER / "fa" / "models.json")
    reader = reader_for("fa")
    seen: dict[str, set[str]] = {name: set() for name in ("accept", "join", "confidence", "place", "date", "source")}
    for document in documents([root / "evaluation" / "articles.jsonl"]):
        assert isinstance(document, Document)
        frame, dated = reader.frame(document)
        candidates = [each for same in reader.events.candidates(frame, dated) for each in same]
        seen["accept"] |= {family(feature) for candidate in candidates for feature in candidate.features}
        deeds = [reader.events.deed(frame, candidate) for candidate in candidates]
        likeness = reader.events.likeness(frame.text)
        pairs = ((one, other) for place, other in enumerate(deeds) for one in deeds[:place])
        seen["confidence"] |= {family(trait) for deed in deeds for trait in deed_traits(deed)}
        options = [option for deed in deeds for option in reader.events.place_options(frame, deed)]
        tellers = [teller for deed in deeds for teller in reader.events.source_options(frame, deed)]
        seen["source"] |= {family(feature) for teller in tellers for feature in teller.features}
        seen["place"] |= {family(feature) for option in options for feature in option.features}
        dates = [option for deed in deeds for option in reader.events.date_options(frame, dated, deed)]
        seen["date"] |= {family(feature) for option in dates for feature in option.features}
        seen["join"] |= {
            family(feature) for one, other in pairs for feature in pair_features(one, other, frame.text, likeness)
        }
    words = vocabulary(frame.text)
    assert set(models) == {*seen, "article", "rarity"}
    assert all(math.isfinite(weight) for model in models.values() for weight in model.weights.values())
    assert len(words & models["rarity"].weights.keys()) > len(words) / 3
    assert len(words & models["article"].weights.keys()) > len(words) / 3
    for name in seen:
        model = models[name]
        assert {family(feature) for feature in model.weights} - {"bias"} == seen[name]
