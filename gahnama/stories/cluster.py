"""Puts tellings into stories: from the heaviest join down, as long as nothing in a story contradicts the rest of it.

The result depends on the tellings, their joins and the decisions alone, not on the order in which any of them came.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gahnama.records import Join
from gahnama.stories.compare import contradict
from gahnama.stories.tellings import Telling

_NEVER = 1 << 40


@dataclass(frozen=True, slots=True)
class Tie:
    """What a person decided about two events: ``together`` or not; of two ties the one with the higher number holds."""

    left: str
    right: str
    together: bool
    number: int


def cluster(
    tellings: Mapping[str, Telling], joins: Iterable[Join], ties: Iterable[Tie], link: float, unlike: float
) -> list[tuple[str, ...]]:
    """The stories: ids of tellings, in each by publication and id, ordered by their first.

    People's decisions come first, the latest before the others; they may join what the constraints keep apart. Then
    two groups are put together if none of their members contradict one another (days that exclude one another, one
    document, a decision) and the mean weight of all pairs across is at least ``link``; a pair without a join weighs
    ``unlike``.
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
    weights: dict[tuple[str, str], float] = {}
    for join in joins:
        pair = _pair(join.left, join.right)
        weights[pair] = max(join.weight, weights.get(pair, join.weight))
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
    for pair in sorted(weights, key=lambda pair: (-weights[pair], pair)):
        one, other = groups[pair[0]], groups[pair[1]]
        if one is other or weights[pair] < link:
            continue
        pairs = across(one, other)
        if any(cross in apart or _exclude(tellings[cross[0]], tellings[cross[1]]) for cross in pairs):
            continue
        if sum(weights.get(cross, unlike) for cross in pairs) >= link * len(pairs):
            put_together(one, other)
    stories = {id(group): _ordered(group, tellings) for group in groups.values()}
    return sorted(stories.values(), key=lambda story: _order(tellings[story[0]]))


def _exclude(one: Telling, other: Telling) -> bool:
    return one.document == other.document or contradict(one, other)


def _ordered(group: Iterable[str], tellings: Mapping[str, Telling]) -> tuple[str, ...]:
    return tuple(sorted(group, key=lambda identifier: _order(tellings[identifier])))


def _order(one: Telling) -> tuple[int, str]:
    return one.published if one.published is not None else _NEVER, one.id


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)
