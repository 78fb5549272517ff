"""The choices of places, fitted as one softmax for each deed, and of sources for training. Yields Choice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from standoff import gold

from gahnama.events.frame import Frame
from gahnama.events.join import Deed
from gahnama.events.places import likeliest
from gahnama.events.read import Candidate, EventReader
from gahnama.learned import Linear
from gahnama.model import Document, Reading, Span
from gahnama.reader import reader_for
from gahnama.score import pairs

RARE = 16
"""A feature seen fewer times in training is left out, of places."""
PENALTY = 15.0
"""Weight of the squares of the weights, of places."""
LEAST = 0.02
"""A weight nearer to nothing is left out, of places."""


@dataclass(frozen=True)
class Choice:
    """One choice of a place or time: the features of each option, the first of them none, and which of them are right.

    ``identities``: of the place or time that each option is, "" for none; ``told``: whether the coder has one;
    ``read``: whether the deed is one that is read, and not only put together for training; ``sited``: of places, those
    that tell best where it was."""

    article: str
    options: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]
    identities: tuple[str, ...]
    told: bool
    read: bool = True
    sited: tuple[bool, ...] = ()


def choices(
    readings: Iterable[dict[str, Any]],
    texts: dict[str, dict[str, Any]],
    document: Callable[[dict[str, Any], dict[str, Any]], Document],
) -> list[Choice]:
    """The choices of a place for coded events: of the deed of their type that is read, else of all of their tellings.

    ``document``: the document of a coded article and its text.
    """
    made: list[Choice] = []
    reader = reader_for("fa")
    for coded in gold(readings, texts):
        frame, dated = reader.frame(document(coded, texts[coded["id"]]))
        deeds = reader.events.deeds(frame, dated)
        groups = reader.events.candidates(frame, dated)
        for event in coded["events"]:
            spans = [(quote["start"], quote["end"]) for quote in event["mentions"]]
            read = taken(deeds, event["type"], spans)
            deed = read or told_deed(frame, reader.events, groups, event["type"], spans)
            if deed is None or deed.type != event["type"]:
                continue
            stands = [(first, last) for first, last in event["place"]["spans"]] if event["place"] else []
            options = reader.events.place_options(frame, deed)
            places = [option.place for option in options]
            hits = [
                place is not None and _touches([frame.text.span(place.first, place.last)], stands) for place in places
            ]
            made.append(
                Choice(
                    coded["id"],
                    tuple(tuple(option.features) for option in options),
                    tuple(hit or (place is None and not any(hits)) for hit, place in zip(hits, places, strict=True)),
                    tuple(option.identity for option in options),
                    bool(stands),
                    read is not None,
                    tuple(option.sited for option in options),
                )
            )
    return made


def taken(deeds: list[Deed], kind: str, spans: Sequence[tuple[int, int]]) -> Deed | None:
    """Takes out of ``deeds`` the first one of a type that meets an event coded at ``spans`` (start and end)."""
    read = next((one for one in deeds if one.type == kind and _touches(one.spans, spans)), None)
    if read is not None:
        deeds.remove(read)
    return read


def told_deed(
    frame: Frame,
    events: EventReader,
    groups: Sequence[Sequence[Candidate]],
    kind: str,
    spans: Sequence[tuple[int, int]],
) -> Deed | None:
    """One deed of all triggers that meet an event coded at ``spans``: those of its type, else any."""
    met: list[tuple[Candidate, bool]] = []
    for group in groups:
        if _touches([frame.text.span(group[0].trigger.first, group[0].trigger.last)], spans):
            same = [candidate for candidate in group if events.type_of(candidate) == kind]
            met.append(((same or group)[0], bool(same)))
    typed = [candidate for candidate, same in met if same] or [candidate for candidate, _ in met]
    if not typed:
        return None
    deed = events.deed(frame, typed[0])
    deed.triggers.extend(candidate.trigger for candidate in typed[1:])
    return deed


def tellers(
    readings: Iterable[dict[str, Any]],
    texts: dict[str, dict[str, Any]],
    document: Callable[[dict[str, Any], dict[str, Any]], Document],
) -> list[tuple[str, tuple[str, ...], bool]]:
    """Everyone who may be a source of a coded event: of the deed that is read as it, else of all of its tellings: the
    article, the features, whether the coder says so."""
    made = []
    reader = reader_for("fa")
    for coded in gold(readings, texts):
        source = document(coded, texts[coded["id"]])
        frame, dated = reader.frame(source)
        deeds = reader.events.deeds(frame, dated)
        groups = reader.events.candidates(frame, dated)
        events = Reading(source, tuple(reader.events.event(frame, deed) for deed in deeds)).to_dict()["events"]
        of = {id(event): deed for event, deed in zip(events, deeds, strict=True)}
        read = {id(event): of[id(mine)] for event, mine in pairs(coded["events"], events, typed=True)}
        for event in coded["events"]:
            spans = [(quote["start"], quote["end"]) for quote in event["mentions"]]
            deed = read.get(id(event)) or told_deed(frame, reader.events, groups, event["type"], spans)
            if deed is None or deed.type != event["type"]:
                continue
            stands = [(first, last) for quote in event["source"] for first, last in quote["spans"]]
            made.extend(
                (coded["id"], tuple(option.features), _touches([option.source.span], stands))
                for option in reader.events.source_options(frame, deed)
            )
    return made


def _touches(spans: Iterable[Span], others: Sequence[tuple[int, int]]) -> bool:
    return any(span.start < last and first < span.end for span in spans for first, last in others)


def fit(cases: Sequence[Choice], penalty: float = PENALTY, rare: int = RARE, least: float = LEAST) -> dict[str, float]:
    """Feature weights of a conditional logit, which makes the right options of each choice as likely as can be.

    ``penalty``: weight of the squares of the weights; ``rare``: a feature seen fewer times is left out; ``least``: a
    weight nearer to nothing too."""
    seen = Counter(feature for case in cases for option in case.options for feature in set(option))
    names = sorted(feature for feature, count in seen.items() if count >= rare)
    column = {name: number for number, name in enumerate(names)}
    options = [option for case in cases for option in case.options]
    cells = [
        (row, column[name]) for row, option in enumerate(options) for name in sorted(set(option)) if name in column
    ]
    matrix = csr_matrix(
        (numpy.ones(len(cells)), ([row for row, _ in cells], [at for _, at in cells])), (len(options), len(names))
    )
    group = numpy.array([number for number, case in enumerate(cases) for _ in case.options])
    right = numpy.array([hit for case in cases for hit in case.right])

    def normal(scores: Any) -> tuple[Any, Any]:
        """For each group the logarithm of the sum of the powers, and the share of each row in it."""
        highest = numpy.full(len(cases), -numpy.inf)
        numpy.maximum.at(highest, group, scores)
        powers = numpy.exp(scores - highest[group])
        sums = numpy.bincount(group, powers, len(cases))
        return highest + numpy.log(sums), powers / sums[group]

    def loss(weights: Any) -> tuple[float, Any]:
        scores = matrix @ weights
        everything, shares = normal(scores)
        good, wanted = normal(numpy.where(right, scores, -1e6))
        pull = penalty * weights
        return float((everything - good).sum() + pull @ weights / 2), matrix.T @ (shares - wanted) + pull

    found = minimize(loss, numpy.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 200}).x
    weights = {name: round(float(weight), 3) for name, weight in zip(names, found, strict=True)}
    return {name: weight for name, weight in weights.items() if weight and abs(weight) >= least}


def report(cases: Sequence[Choice], fold: Callable[[str], int], folds: int) -> None:
    """Cross-validated F1 of the places, at several probabilities from which one is told."""
    found: list[tuple[float, bool]] = []
    for number in range(folds):
        model = Linear(fit([case for case in cases if fold(case.article) != number]))
        found.extend(_chosen(model, case) for case in cases if case.read and fold(case.article) == number)
    true = sum(case.told for case in cases if case.read)
    print(f"place: {len(found)} deeds, {true} with a place")
    for threshold in (0.2, 0.25, 0.3, 0.4):
        said = [right for probability, right in found if probability >= threshold]
        print(
            f"  at {threshold}: said {len(said)}, right {sum(said)}, F1 {2 * sum(said) / (len(said) + true or 1):.3f}"
        )


def _chosen(model: Linear, case: Choice) -> tuple[float, bool]:
    """The probability of the likeliest place of a deed, and whether the mention taken is the coder's."""
    number, share = likeliest([model.score(option) for option in case.options], case.identities, case.sited)
    return share, bool(number) and case.right[number]
