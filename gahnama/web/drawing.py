"""What the drawings show, as plain values: timeline, map, network, an actor's years. Yields dictionaries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any

from gahnama.records import Query
from gahnama.store import Chronicle
from gahnama.store.browse import Mark, Party
from gahnama.web.layout import layout
from gahnama.web.site import quad
from gahnama.web.texts import Texts

LARGEST_DRAWING = 20_000
"""Marks that one drawing takes; a page says when there are more."""
LARGEST_NETWORK = 30
MOST_TIES = 110
"""Knots and ties of a network: the busiest; a page says how many are left out."""
_PARTNERS = 12
_YEARS = 40
"""Columns of the charts of an actor's partners."""
_KNOT_WIDTH, _LETTER_WIDTH = 0.03, 0.0105
"""Of a network's picture: the room that a knot takes, and each letter of its label."""


def timeline(chronicle: Chronicle, query: Query, said: Texts) -> dict[str, Any]:
    """Marks with days: ``[event, type, first, last, status, actor, recipient, review]``, days as ordinals or null."""
    marks, more = _some(chronicle, query)
    codes: dict[str, int] = {}
    rows = []
    undated = 0
    for mark in marks:
        if mark.first is None and mark.last is None:
            undated += 1
            continue
        who, whom = (codes.setdefault(_first(some), len(codes)) for some in (mark.actors, mark.recipients))
        rows.append([mark.event, mark.type, mark.first, mark.last, _status(mark), who, whom, mark.review])
    return {
        "marks": rows,
        "codes": list(codes),
        "labels": [said.label(code) if code else "" for code in codes],
        "types": {name: [said.types[name], quad(name)] for name in said.types},
        "undated": undated,
        "more": more,
    }


def places(chronicle: Chronicle, query: Query, said: Texts) -> dict[str, Any]:
    """Spots ``[key, name, latitude, longitude, kind, radius]`` and marks ``[event, spot, quad, first, last]``."""
    marks, more = _some(chronicle, query)
    spots: dict[tuple[Any, ...], int] = {}
    rows = []
    unplaced = 0
    for mark in marks:
        spot = mark.place
        if spot is None or spot.latitude is None or spot.longitude is None:
            unplaced += 1
            continue
        key = spot.id or spot.name
        name = said.label(spot.id) if spot.id and said.label(spot.id) != spot.id else spot.name
        place = (key, name, round(spot.latitude, 4), round(spot.longitude, 4), spot.resolution or "", spot.radius)
        rows.append([mark.event, spots.setdefault(place, len(spots)), quad(mark.type), mark.first, mark.last])
    return {"spots": [list(spot) for spot in spots], "marks": rows, "unplaced": unplaced, "more": more}


def network(chronicle: Chronicle, query: Query, said: Texts, named: bool = False) -> dict[str, Any]:
    """The busiest countries (``named``: participants), what they did to each other, and positions from 0 to 1."""
    labels: dict[str, str] = {}
    ties: Counter[tuple[str, str, bool]] = Counter()
    degree: Counter[str] = Counter()
    for mark in chronicle.browser.marks(query):
        for one, other in _pairs(mark, named, labels, said):
            ties[one, other, quad(mark.type) > 2] += 1
            degree.update((one, other))
    knots = [key for key, _ in sorted(degree.items(), key=lambda row: (-row[1], row[0]))[:LARGEST_NETWORK]]
    inside = {row: number for row, number in ties.items() if row[0] in knots and row[1] in knots}
    strongest = sorted(inside.items(), key=lambda row: (-row[1], row[0]))[:MOST_TIES]
    pulls: Counter[tuple[str, str]] = Counter()
    for (one, other, _), number in inside.items():
        pulls[min(one, other), max(one, other)] += number
    where = layout(knots, pulls, {key: _KNOT_WIDTH + _LETTER_WIDTH * len(labels[key]) for key in knots})
    return {
        "knots": [
            {"key": key, "label": labels[key], "deeds": degree[key], "x": where[key][0], "y": where[key][1]}
            for key in knots
        ],
        "ties": [
            {"one": one, "other": other, "conflict": conflict, "deeds": number}
            for (one, other, conflict), number in strongest
        ],
        "left_out": {"knots": len(degree) - len(knots), "ties": len(ties) - len(strongest)},
    }


def actor(chronicle: Chronicle, key: str, said: Texts) -> dict[str, Any]:
    """An actor's names and roles, partners with their years, deeds by year; by a code, an id or a name."""
    done = list(chronicle.browser.marks(Query(actor=key)))
    suffered = list(chronicle.browser.marks(Query(recipient=key)))
    names: Counter[str] = Counter()
    roles: dict[tuple[str, str], Counter[int]] = {}
    partners: dict[str, Counter[tuple[int, bool]]] = {}
    labels: dict[str, str] = {}
    years: dict[str, Counter[int]] = {"actor": Counter(), "recipient": Counter()}
    for role, marks in (("actor", done), ("recipient", suffered)):
        for mark in marks:
            year = _year(mark, said)
            years[role][year] += 1
            mine = mark.actors if role == "actor" else mark.recipients
            for one in mine:
                if key in (one.code, one.id, one.name):
                    names[one.name] += 1
                    roles.setdefault((one.code, one.sector), Counter())[year] += 1
            for other in dict.fromkeys(_others(mark, role, key, labels, said)):
                partners.setdefault(other, Counter())[year, quad(mark.type) > 2] += 1
    ranked = sorted(partners.items(), key=lambda row: (-row[1].total(), row[0]))[:_PARTNERS]
    told = sorted({year for _, counted in ranked for year, _ in counted if year})
    # one axis for all partners: every year between, as long as these are few, else those in which something happened
    spread = list(range(told[0], told[-1] + 1)) if told and told[-1] - told[0] < _YEARS else told[-_YEARS:]
    return {
        "key": key,
        "label": said.label(key),
        "names": [name for name, _ in sorted(names.items(), key=lambda row: (-row[1], row[0]))[:8]],
        "as_actor": len(done),
        "as_recipient": len(suffered),
        "years": [
            {"year": year, "actor": years["actor"][year], "recipient": years["recipient"][year]}
            for year in sorted({*years["actor"], *years["recipient"]})
        ],
        "spread": spread,
        "roles": [
            {"code": code, "sector": sector, "years": {str(year): number for year, number in sorted(counted.items())}}
            for (code, sector), counted in sorted(roles.items(), key=lambda row: (-row[1].total(), row[0]))[:20]
        ],
        "partners": [
            {
                "key": other,
                "label": labels[other],
                "cooperation": sum(number for (_, conflict), number in counted.items() if not conflict),
                "conflict": sum(number for (_, conflict), number in counted.items() if conflict),
                "years": [
                    {"year": year, "cooperation": counted[year, False], "conflict": counted[year, True]}
                    for year in sorted({year for year, _ in counted})
                ],
            }
            for other, counted in ranked
        ],
    }


def _some(chronicle: Chronicle, query: Query) -> tuple[list[Mark], bool]:
    marks = list(islice(chronicle.browser.marks(query), LARGEST_DRAWING + 1))
    return marks[:LARGEST_DRAWING], len(marks) > LARGEST_DRAWING


def _first(some: tuple[Party, ...]) -> str:
    return next((one.code if one.code != "UNK" else one.name for one in some), "")


def _status(mark: Mark) -> str:
    return mark.status[0] if mark.status else "happened"


def _year(mark: Mark, said: Texts) -> int:
    """The year in which a mark begins; 0 for one that has none."""
    day = mark.first or mark.last
    return said.year(date.fromordinal(day)) if day else 0


def _knot(one: Party, named: bool, labels: dict[str, str], said: Texts) -> str | None:
    if not named:
        key = one.code
        if key == "UNK":
            return None
    else:
        key = one.key
    labels.setdefault(key, said.label(key) if said.label(key) != key else one.name if named else key)
    return key


def _pairs(mark: Mark, named: bool, labels: dict[str, str], said: Texts) -> Iterator[tuple[str, str]]:
    doers, others = (_knots(some, named, labels, said) for some in (mark.actors, mark.recipients))
    if others:
        yield from ((one, other) for one in doers for other in others if one != other)
    else:
        yield from ((one, other) for place, one in enumerate(doers) for other in doers[place + 1 :])


def _knots(some: Iterable[Party], named: bool, labels: dict[str, str], said: Texts) -> list[str]:
    return list(dict.fromkeys(key for one in some if (key := _knot(one, named, labels, said))))


def _others(mark: Mark, role: str, key: str, labels: dict[str, str], said: Texts) -> Iterator[str]:
    """Whom an actor deals with in a deed: the other side, or, of a deed done to nobody, those who did it with it."""
    across = mark.recipients if role == "actor" else mark.actors
    beside = mark.actors if role == "actor" and not mark.recipients else ()
    for one in (*across, *beside):
        other = _knot(one, False, labels, said)
        if other and key not in (one.code, one.id, one.name):
            yield other
