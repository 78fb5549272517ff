"""Scores readings against gold readings: how many events were found, typed and got right whole. Yields Score.

An event of a reading and one of the gold can pair when at least half of the reading's mentions touch one of the gold's
(a mention longer than 300 characters touches nothing). Pairs are one to one, as many as can be, the likeliest first.

- found: paired, whatever the type;
- typed: paired, and of the same type;
- record: typed, and the codes of actors and recipients, the date and the status (aux) are all right.

All figures are micro averages over the events of all articles. An article without a reading
counts as one without events.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gahnama.errors import GoldError
from gahnama.times.edtf import days

Fields = Mapping[str, Any]
"""An event or participant as it stands in the JSON of gold and readings."""

LONGEST_MENTION = 300
LONGEST_QUOTE = 100
_MAKE = "make it with: gahnama read … --format jsonl -o FILE"
_GOLD = 'expected a JSON list of objects with "id" and "events", as in evaluation/articles.json'
_GOLD_KEYS = frozenset(
    ("type", "mode", "mentions", "actors", "recipients", "date", "date_basis", "aux", "source", "place")
)
_KEYS = frozenset(("type", "mentions"))


@dataclass(frozen=True, slots=True)
class Figures:
    """Precision, recall and F1, rounded to four places."""

    precision: float
    recall: float
    f1: float

    @classmethod
    def of(cls, right: int, said: int, true: int) -> Figures:
        """From counts: what was right, what was said, what is true; 0 where nothing was said or is true."""
        precision = right / said if said else 0.0
        recall = right / true if true else 0.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return cls(round(precision, 4), round(recall, 4), round(f1, 4))

    def to_dict(self) -> dict[str, float]:
        """As the report gives it."""
        return {"precision": self.precision, "recall": self.recall, "f1": self.f1}


@dataclass(frozen=True, slots=True)
class Score:
    """``report``: figures over all articles; ``articles``: counts for each; ``errors``: missed, too many, not right."""

    report: dict[str, Any]
    articles: dict[str, dict[str, int]]
    errors: list[str]


def load(gold: Path, readings: Path) -> tuple[list[Fields], dict[str, list[Fields]]]:
    """The gold readings (a JSON list) and the events of the readings (JSON lines) by article. Raises GoldError."""
    golds = _json(_text(gold, _GOLD))
    if not isinstance(golds, list):
        raise GoldError(f"{gold}: is no JSON list; {_GOLD}")
    for number, one in enumerate(golds, 1):
        if not _is_reading(one, _GOLD_KEYS):
            raise GoldError(f"{gold}: reading {number} is none, or has an event that lacks a field; {_GOLD}")
        for event in one["events"]:
            _check_date(gold, event["date"])
    mine: dict[str, list[Fields]] = {}
    for number, line in enumerate(_text(readings, _MAKE).split("\n"), 1):
        if not line.strip():
            continue
        reading = _json(line)
        if not _is_reading(reading, _KEYS):
            raise GoldError(f"{readings}:{number}: is no reading; {_MAKE}")
        if reading["id"] in mine:
            raise GoldError(f"{readings}:{number}: a second reading of {reading['id']!r}; keep one of them")
        mine[reading["id"]] = reading["events"]
    if not mine:
        raise GoldError(f"{readings}: holds no reading; {_MAKE}")
    return golds, mine


def _text(path: Path, remedy: str) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise GoldError(f"{path}: there is no such file; check the name") from None
    except OSError as error:
        raise GoldError(f"{path}: can't be read ({error.strerror}); {remedy}") from None
    except UnicodeDecodeError as error:
        raise GoldError(f"{path}: byte {error.start} is not UTF-8; {remedy}") from None


def _check_date(gold: Path, told: str | None) -> None:
    try:
        days(told)
    except ValueError:
        raise GoldError(f"{gold}: {told!r} is no date; write EDTF, such as 2020-10-16 or 2020-09/2020-10") from None


def _json(text: str) -> Any:
    """The value that a text tells in JSON, None where it is no JSON."""
    try:
        return json.loads(text)
    except (json.JSONDecodeError, RecursionError):
        return None


def _is_reading(value: Any, keys: frozenset[str]) -> bool:
    """Whether a value is a reading whose events have all of ``keys``, each field in its form."""
    return (
        isinstance(value, dict)
        and isinstance(value.get("id"), str)
        and isinstance(value.get("events"), list)
        and all(isinstance(event, dict) and keys <= event.keys() for event in value["events"])
        and all(_fits(key, field) for event in value["events"] for key, field in event.items() if key in _GOLD_KEYS)
    )


def _fits(key: str, value: Any) -> bool:
    if key in ("type", "date_basis"):
        return isinstance(value, str)
    if key == "date":
        return value is None or isinstance(value, str)
    if key == "place":
        return value is None or _placed(value)
    if not isinstance(value, list):
        return False
    if key in ("actors", "recipients"):
        return all(isinstance(one, dict) and _placed({"start": 0, "end": 0} | one) for one in value)
    return all(isinstance(one, str) if key in ("aux", "mode") else _placed(one) for one in value)


def _placed(thing: Any) -> bool:
    """Whether a thing has the two offsets of its place in the article."""
    ends = [thing.get("start"), thing.get("end")] if isinstance(thing, dict) else thing
    return isinstance(ends, list) and len(ends) == 2 and all(isinstance(end, int) for end in ends)


def score(golds: Sequence[Fields], readings: Mapping[str, Sequence[Fields]]) -> Score:
    """The figures of ``readings`` (events by article) against ``golds`` (readings with ``id`` and ``events``)."""
    count: Counter[str] = Counter()
    by_type: defaultdict[str, Counter[str]] = defaultdict(Counter)
    articles: dict[str, dict[str, int]] = {}
    errors: list[str] = []
    for gold_reading in golds:
        name, gold, mine = gold_reading["id"], gold_reading["events"], readings.get(gold_reading["id"], [])
        typed = pairs(gold, mine, typed=True)
        whole = sum(right(one, other) for one, other in typed)
        count.update(
            gold=len(gold), mine=len(mine), found=len(pairs(gold, mine, typed=False)), typed=len(typed), record=whole
        )
        articles[name] = {"gold": len(gold), "mine": len(mine), "typed": len(typed), "record": whole}
        for event in gold:
            by_type[event["type"]]["gold"] += 1
        for event in mine:
            by_type[event["type"]]["mine"] += 1
        for one, other in typed:
            by_type[one["type"]]["typed"] += 1
            count.update(_fields(one, other))
        errors.extend(f"{name} {error}" for error in _errors(gold, mine, typed))
    return Score(_report(len(golds), count, by_type), articles, errors)


def pairs(gold: Sequence[Fields], mine: Sequence[Fields], typed: bool) -> list[tuple[Fields, Fields]]:
    """One-to-one pairs of events, as many as can be, the likeliest first; ``typed``: only of equal types."""
    ranked = sorted(
        (-_likeness(one, other), i, j)
        for i, one in enumerate(gold)
        for j, other in enumerate(mine)
        if meets(one, other) and (not typed or one["type"] == other["type"])
    )
    choices: defaultdict[int, list[int]] = defaultdict(list)
    for _, i, j in ranked:
        choices[i].append(j)
    owner: dict[int, int] = {}

    def place(i: int, seen: set[int]) -> bool:
        """Finds a partner for gold event ``i``, moving others to their next choice where that makes room."""
        for j in choices[i]:
            if j not in seen:
                seen.add(j)
                if j not in owner or place(owner[j], seen):
                    owner[j] = i
                    return True
        return False

    for i in dict.fromkeys(i for _, i, _ in ranked):
        place(i, set())
    return [(gold[i], mine[j]) for j, i in sorted(owner.items(), key=lambda item: item[1])]


def meets(gold: Fields, mine: Fields) -> bool:
    """Whether at least half of the reading's mentions touch one of the gold's."""
    touching = sum(
        any(_touch(_span(one), _span(other)) for one in gold["mentions"])
        for other in mine["mentions"]
        if _length(_span(other)) <= LONGEST_MENTION
    )
    return touching > 0 and 2 * touching >= len(mine["mentions"])


def right(gold: Fields, mine: Fields) -> bool:
    """Whether the whole record is right: type, codes of both roles, date, status."""
    return (
        gold["type"] == mine["type"]
        and set(_codes(gold["actors"])) == set(_codes(mine.get("actors", [])))
        and set(_codes(gold["recipients"])) == set(_codes(mine.get("recipients", [])))
        and same_date(gold, mine)
        and set(gold["aux"]) == set(mine.get("aux", []))
    )


def same_date(gold: Fields, mine: Fields) -> bool:
    """Whether first and last day are the same; a day by publication may be one off either way."""
    wanted = days(gold["date"])
    try:
        told = days(mine.get("date"))
    except ValueError:
        return False
    if wanted is None or told is None:
        return wanted is told
    if gold["date_basis"] == "publication" and wanted[0] == wanted[1] and told[0] == told[1]:
        return abs((wanted[0] - told[0]).days) <= 1
    return wanted == told


def _likeness(gold: Fields, mine: Fields) -> int:
    return int(
        4 * right(gold, mine)
        + 2 * (gold["type"] == mine["type"])
        + same_date(gold, mine)
        + _hits(gold["actors"], mine.get("actors", []))
        + _hits(gold["recipients"], mine.get("recipients", []))
    )


def _span(thing: Any) -> tuple[int, int]:
    return (thing["start"], thing["end"]) if isinstance(thing, dict) else (thing[0], thing[1])


def _length(span: tuple[int, int]) -> int:
    return span[1] - span[0]


def _touch(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _stands(gold: Any, mine: Any) -> bool:
    """Whether a span of the reading touches the gold's quote, wherever in the article that quote stands."""
    if _length(_span(mine)) > LONGEST_QUOTE:
        return False
    places = gold.get("spans") or [_span(gold)]
    return any(_touch(_span(place), _span(mine)) for place in places)


def _codes(participants: Sequence[Fields]) -> Counter[str | None]:
    return Counter(participant.get("code") for participant in participants)


def _hits(gold: Sequence[Fields], mine: Sequence[Fields]) -> int:
    return (_codes(gold) & _codes(mine)).total()


def _named(gold: Sequence[Fields], mine: Sequence[Fields]) -> int:
    """How many participants pair, one to one, by code and by quote."""
    left = [one for one in mine if "start" in one]
    count = 0
    for wanted in gold:
        found = next((one for one in left if wanted["code"] == one.get("code") and _stands(wanted, one)), None)
        if found is not None:
            left.remove(found)
            count += 1
    return count


def _fields(gold: Fields, mine: Fields) -> Counter[str]:
    """The counts of one typed pair, field by field."""
    count: Counter[str] = Counter()
    for role in ("actors", "recipients"):
        told = mine.get(role, [])
        count[f"{role}_gold"] = len(gold[role])
        count[f"{role}_mine"] = len(told)
        count[f"{role}_code"] = _hits(gold[role], told)
        count[f"{role}_named"] = _named(gold[role], told)
    date_right = same_date(gold, mine)
    count["date"] = date_right
    if gold["date_basis"] not in ("publication", "none"):
        count["dated"], count["dated_right"] = 1, date_right
    count["aux"] = set(gold["aux"]) == set(mine.get("aux", []))
    count["mode"] = set(gold["mode"]) == set(mine.get("mode", []))
    sources = mine.get("source", [])
    count["source_gold"], count["source_mine"] = len(gold["source"]), len(sources)
    met = sum(any(_stands(wanted, source) for source in sources) for wanted in gold["source"])
    count["source"] = min(len(sources), met)
    place = mine.get("place")
    count["place_gold"], count["place_mine"] = bool(gold["place"]), bool(place)
    count["place"] = bool(gold["place"] and place) and _stands(gold["place"], place)
    return count


def _report(articles: int, count: Counter[str], by_type: Mapping[str, Counter[str]]) -> dict[str, Any]:
    typed = count["typed"] or 1
    report: dict[str, Any] = {"articles": articles, "gold events": count["gold"], "machine events": count["mine"]}
    for name in ("found", "typed", "record"):
        report[name] = Figures.of(count[name], count["mine"], count["gold"]).to_dict()
    for role in ("actors", "recipients"):
        for how, key in (("code", "code"), ("mention", "named")):
            report[f"{role} by {how}"] = Figures.of(
                count[f"{role}_{key}"], count[f"{role}_mine"], count[f"{role}_gold"]
            ).f1
    report["date"] = round(count["date"] / typed, 4)
    report["date, where the text gives one"] = round(count["dated_right"] / (count["dated"] or 1), 4)
    report["aux"] = round(count["aux"] / typed, 4)
    for name in ("source", "place"):
        report[name] = Figures.of(count[name], count[f"{name}_mine"], count[f"{name}_gold"]).f1
    report["mode"] = round(count["mode"] / typed, 4)
    report["by type"] = {
        name: {key: counts[key] for key in ("gold", "mine", "typed")}
        | {"f1": Figures.of(counts["typed"], counts["mine"], counts["gold"]).f1}
        for name, counts in sorted(by_type.items())
    }
    return report


def _errors(gold: Sequence[Fields], mine: Sequence[Fields], typed: Sequence[tuple[Fields, Fields]]) -> Iterator[str]:
    for event in gold:
        if not any(event is one for one, _ in typed):
            yield f"missed {event['type']}: {_quote(event)}"
    for event in mine:
        if not any(event is other for _, other in typed):
            yield f"too many {event['type']}: {_quote(event)}"
    for one, other in typed:
        if not right(one, other):
            yield f"not right {one['type']}: {_quote(one)}: gold {_told(one)}, machine {_told(other)}"


def _quote(event: Fields) -> str:
    first = event["mentions"][0]
    return str(first.get("text", first)) if isinstance(first, dict) else str(first)


def _told(event: Fields) -> str:
    actors, recipients = (dict(_codes(event.get(role, []))) for role in ("actors", "recipients"))
    return f"{actors} {recipients} {event.get('date')} {event.get('aux', [])}"
