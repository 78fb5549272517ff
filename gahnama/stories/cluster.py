"""Puts tellings into stories: from the heaviest join down, as long as nothing in a story contradicts the rest of it.

The result depends on the tellings, their joins and the decisions alone, not on the order in which any of them came.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate

from gahnama.records import Join
from gahnama.stories.compare import SLACK, contradict
from gahnama.stories.tellings import Telling
from gahnama.stories.weights import Weights

_NEVER = 1 << 40
_LEAST = float("-inf")


@dataclass(frozen=True, slots=True)
class Tie:
    """What a person decided about two events: ``together`` or not; of two ties the one with the higher number holds."""

    left: str
    right: str
    together: bool
    number: int


def cluster(
    tellings: Mapping[str, Telling], joins: Iterable[Join], ties: Iterable[Tie], weights: Weights
) -> list[tuple[str, ...]]:
    """The stories: ids of tellings, in each by publication and id, ordered by their first.

    People's decisions come first, the latest before the others; they may join what the constraints keep apart. Then
    joins count for nothing where one of the two fits another telling about as well: first those of a telling that
    knows its day only loosely and fits two of days that exclude one another, none better by ``weights.rival_days``
    bits; then those of one that fits two events of one document, none better by ``weights.rival``. Last, two groups
    are put together if none of their members contradict one another (days that exclude one another, one document, a
    decision) and the mean weight of all pairs across is at least ``weights.link``; a pair without a join weighs
    ``weights.unlike``.
    """
    apart: set[tuple[str, str]] = set()
    together: list[Tie] = []
    latest: dict[tuple[str, str], Tie] = {}
    for tie in ties:
        pair = _pair(tie.left, tie.right)
        if pair not in latest or latest[pair].number < tie.number:
            latest[pair] = tie
    for pair, tie in latest.items():
        if tie.together:
            together.append(tie)
        else:
            apart.add(pair)
    weighed: dict[tuple[str, str], float] = {}
    for join in joins:
        pair = _pair(join.left, join.right)
        weighed[pair] = max(join.weight, weighed.get(pair, join.weight))
    for rivalry in (_of_days, _of_documents):
        fitting = {pair: weight for pair, weight in weighed.items() if weight >= weights.link}
        for pair in rivalry(tellings, fitting, weights):
            del weighed[pair]
    groups = {identifier: [identifier] for identifier in tellings}

    def across(one: list[str], other: list[str]) -> list[tuple[str, str]]:
        return [_pair(a, b) for a in one for b in other]

    def put_together(one: list[str], other: list[str]) -> None:
        whole = [*one, *other]
        for identifier in whole:
            groups[identifier] = whole

    for tie in sorted(together, key=lambda tie: (-tie.number, _pair(tie.left, tie.right))):
        if tie.left not in groups or tie.right not in groups:
            continue
        one, other = groups[tie.left], groups[tie.right]
        if one is not other and not any(pair in apart for pair in across(one, other)):
            put_together(one, other)
    for pair in sorted(weighed, key=lambda pair: (-weighed[pair], pair)):
        one, other = groups[pair[0]], groups[pair[1]]
        if one is other or weighed[pair] < weights.link:
            continue
        pairs = across(one, other)
        if any(cross in apart or _exclude(tellings[cross[0]], tellings[cross[1]]) for cross in pairs):
            continue
        if sum(weighed.get(cross, weights.unlike) for cross in pairs) >= weights.link * len(pairs):
            put_together(one, other)
    stories = {id(group): _ordered(group, tellings) for group in groups.values()}
    return sorted(stories.values(), key=lambda story: _order(tellings[story[0]]))


def _partners(fitting: Mapping[tuple[str, str], float]) -> dict[str, list[tuple[str, float]]]:
    """The tellings that each one fits, and how much."""
    found: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
    for (one, other), weight in fitting.items():
        found[one].append((other, weight))
        found[other].append((one, weight))
    return found


def _of_documents(
    tellings: Mapping[str, Telling], fitting: Mapping[tuple[str, str], float], weights: Weights
) -> set[tuple[str, str]]:
    """The pairs of which one fits another event of the other's document about as well."""
    found: set[tuple[str, str]] = set()
    for identifier, partners in _partners(fitting).items():
        documents: defaultdict[str, list[tuple[float, str]]] = defaultdict(list)
        for other, weight in partners:
            documents[tellings[other].document].append((weight, other))
        for some in documents.values():
            best, *rest = sorted(some, reverse=True)
            clear = not rest or best[0] >= rest[0][0] + weights.rival
            found |= {_pair(identifier, other) for _, other in (rest if clear else some)}
    return found


def _of_days(
    tellings: Mapping[str, Telling], fitting: Mapping[tuple[str, str], float], weights: Weights
) -> set[tuple[str, str]]:
    """The pairs of which one knows its day only loosely and fits another about as well, of days that the other's
    exclude."""
    found: set[tuple[str, str]] = set()
    for identifier, partners in _partners(fitting).items():
        if tellings[identifier].width > SLACK:
            days = _Days(tellings, partners)
            for other, weight in partners:
                if weight < days.best_apart(tellings[other]) + weights.rival_days:
                    found.add(_pair(identifier, other))
    return found


class _Days:
    """The heaviest of some partners before and after a day; partners without a day play no part."""

    def __init__(self, tellings: Mapping[str, Telling], found: Iterable[tuple[str, float]]) -> None:
        ends = [(told.first, told.last, weight) for other, weight in found for told in (tellings[other],)]
        begun = sorted((first, weight) for first, _, weight in ends if first is not None)
        ended = sorted((last, weight) for _, last, weight in ends if last is not None)
        self._firsts, self._lasts = [day for day, _ in begun], [day for day, _ in ended]
        self._from = list(accumulate((weight for _, weight in reversed(begun)), max, initial=_LEAST))[::-1]
        self._until = list(accumulate((weight for _, weight in ended), max, initial=_LEAST))

    def best_apart(self, one: Telling) -> float:
        """The weight of the heaviest whose days exclude those of ``one``; minus infinity for none."""
        if one.first is None or one.last is None:
            return _LEAST
        before = self._until[bisect_left(self._lasts, one.first - SLACK)]
        after = self._from[bisect_right(self._firsts, one.last + SLACK)]
        return max(before, after)


def _exclude(one: Telling, other: Telling) -> bool:
    return one.document == other.document or contradict(one, other)


def _ordered(group: Iterable[str], tellings: Mapping[str, Telling]) -> tuple[str, ...]:
    return tuple(sorted(group, key=lambda identifier: _order(tellings[identifier])))


def _order(one: Telling) -> tuple[int, str]:
    return one.published if one.published is not None else _NEVER, one.id


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)
