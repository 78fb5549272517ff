"""Fits the weights of the story scorer to the open half of the story gold, and writes the stories that it makes.

    python evaluation/fit_stories.py [--others PATH …]     what the fields of compared pairs come to, and the figures
    python evaluation/fit_stories.py … --write             gahnama/stories/weights.yaml with the fitted weights
    python evaluation/fit_stories.py --clusters CLUSTERS.json [--readings READINGS.jsonl]
                                                           the stories of all articles, for stories/score.py

The pairs are those of the gold events and, beside them, of the events that Gahnama reads in the same articles, each
with the story of the gold event that it is paired with. m and u are the shares of the levels among pairs of one story
and of several, from every pair that is compared at all, with ``PULL`` pairs of the judged shares added. The gold is
dense with happenings that look alike; ``--others`` names articles of everyday news, whose compared pairs are all but
never of one happening: those that are were found by reading (``joins.json``). Of these articles every second day is
taken, and the other days are left for the figure. Pairs of one deed of history are not counted: its name decides.

``link`` is the best of ``LINKS`` by the sum of pairwise and B³ F1 over both kinds of gold events, among those with a
pairwise precision of at least ``PRECISE`` on each, where every family of articles is joined by the weights that the
other families give, and with no more than ``WRONG`` of the pairs of everyday news joined wrongly; where there are none,
nothing is written. ``unlike``, ``rival`` and ``rival_days`` stay as judged. The kept half plays no part.
"""

from __future__ import annotations

import argparse
import json
import sys
from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from datetime import date
from functools import cached_property
from itertools import combinations, product
from math import comb
from pathlib import Path
from typing import Any

from joins import Judged, Side

from gahnama.batch import as_reading
from gahnama.datafile import load_yaml
from gahnama.intake import LeftOut, documents
from gahnama.model import Document, Event, Participant, Place, Reading, Source, Span, Time
from gahnama.records import Join
from gahnama.score import pairs as paired
from gahnama.stories.cluster import cluster
from gahnama.stories.compare import comparable, compare
from gahnama.stories.tellings import Telling, telling
from gahnama.stories.weights import BOUNDS, FILE, LEVELS, Weights, load_weights

PULL = 30.0
"""Pairs of the judged shares that are added to those counted."""
PRECISE = (0.95, 0.92)
"""Least pairwise precision on gold events and on events as they are read: above 0.90, which is what the kept half is to
reach, since the fields were made with the errors of the open half in view."""
WRONG = 0.002
"""The share of the compared pairs of everyday news that may be joined and aren't one happening."""
ORDERED = ("type", "days", "place", "words", "topic")
"""Fields of which a closer level may not weigh less: where counts are few they say so now and then."""
KNOWN = ("happening",)
"""Fields whose shares stay as judged: the gold tells of no deed of history."""
JUDGED = Path(__file__).parent / "judged-weights.yaml"
LINKS = (-1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0)
Item = tuple[str, int]


HISTORY = ("happening", "same")
Levels = tuple[tuple[str, str], ...]
"""Field and level of a comparison, for each field."""


@dataclass(frozen=True)
class Set:
    """Tellings by item, and the gold story of each that has one."""

    tellings: Mapping[Item, Telling]
    story: Mapping[Item, str]

    @cached_property
    def compared(self) -> dict[tuple[Item, Item], Levels]:
        """What the pairs come to that are compared at all; which these are, and what, depends on no weight."""
        judged, found = load_weights(JUDGED), {}
        for a, b in combinations(sorted(self.tellings), 2):
            left, right = self.tellings[a], self.tellings[b]
            if comparable(left, right, judged):
                found[a, b] = tuple((one.field, one.level) for one in compare(left, right, judged).fields)
        return found

    def part(self, inside: Callable[[Item], bool]) -> Set:
        """The set of some of the items."""
        made = Set(
            {item: told for item, told in self.tellings.items() if inside(item)},
            {item: name for item, name in self.story.items() if inside(item)},
        )
        made.__dict__["compared"] = {pair: levels for pair, levels in self.compared.items() if all(map(inside, pair))}
        return made


@dataclass(frozen=True, slots=True)
class Tally:
    """Of how many joined pairs how many are right, of how many true ones; over how many events the two B³ sums are."""

    right: int = 0
    joined: int = 0
    true: int = 0
    events: int = 0
    precise: float = 0.0
    found: float = 0.0

    def __add__(self, other: Tally) -> Tally:
        return Tally(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))

    @property
    def precision(self) -> float:
        """The pairwise precision; 1 where nothing is joined."""
        return self.right / self.joined if self.joined else 1.0

    def figures(self) -> list[float]:
        """Precision, recall and F1: pairwise, then B³."""
        rows = [(self.precision, self.right / self.true), (self.precise / self.events, self.found / self.events)]
        return [figure for p, r in rows for figure in (p, r, 2 * p * r / (p + r) if p + r else 0.0)]


def gold_set(folder: Path, half: str | None, readings: Mapping[str, Reading]) -> Set:
    """The gold events as tellings; participants and places have the ids that the readings give their words."""
    made: dict[Item, Telling] = {}
    golds, texts = _gold(folder), _texts(folder)
    for gold in golds:
        document = texts[gold["id"]]
        events = [_event(one, number, readings[gold["id"]]) for number, one in enumerate(gold["events"], 1)]
        reading = Reading(document, tuple(events), _sentences(document.text), published=document.published)
        for number, event in enumerate(events, 1):
            made[gold["id"], number] = telling(event, f"{gold['id']}#{number:03}", gold["id"], reading)
    return _of_half(Set(made, _stories(folder)), folder, half)


def read_set(folder: Path, half: str | None, readings: Mapping[str, Reading]) -> Set:
    """The events that Gahnama reads as tellings, with the stories of the gold events that they are paired with."""
    made: dict[Item, Telling] = {}
    story: dict[Item, str] = {}
    stories = _stories(folder)
    for gold in _gold(folder):
        name, reading = gold["id"], readings[gold["id"]]
        plain = reading.to_dict()["events"]
        for number, event in enumerate(reading.events, 1):
            made[name, number] = telling(event, f"{name}#{number:03}", name, reading)
        place = {id(event): number for events in (gold["events"], plain) for number, event in enumerate(events, 1)}
        for one, other in paired(gold["events"], plain, typed=True):
            story[name, place[id(other)]] = stories[name, place[id(one)]]
    return _of_half(Set(made, story), folder, half)


def counted(sets: Iterable[Set]) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str]], int, int]:
    """How often compared pairs come to each level: pairs of one story, of several; and how many of each there are.
    Pairs of one deed of history are left out."""
    same: Counter[tuple[str, str]] = Counter()
    other: Counter[tuple[str, str]] = Counter()
    totals = [0, 0]
    for one in sets:
        for (a, b), levels in one.compared.items():
            if a in one.story and b in one.story and HISTORY not in levels:
                alike = one.story[a] == one.story[b]
                totals[not alike] += 1
                (same if alike else other).update(levels)
    return same, other, totals[0], totals[1]


def everyday(paths: Sequence[str], judged: Judged) -> Set:
    """The events of everyday news of one half; each is a story of its own, but for pairs that were judged to be one."""
    made: dict[Item, Telling] = {}
    sides: dict[str, list[tuple[Item, Side]]] = {}
    for document in documents(paths):
        if isinstance(document, LeftOut) or not of_the_fit(document):
            continue
        reading = as_reading(document)
        if isinstance(reading, LeftOut):
            continue
        name, sha256 = reading.document.id, reading.to_dict()["sha256"]
        if sha256 in sides:
            continue
        sides[sha256] = []
        for number, event in enumerate(reading.events, 1):
            made[name, number] = telling(event, f"{name}#{number:03}", name, reading)
            sides[sha256].append(((name, number), Side.of(sha256, event)))
    story = {item: f"{item[0]}#{item[1]}" for item in made}
    for row in judged.rows:
        if row["same"]:
            two = [sides.get(sha256, []) for sha256 in row["sha256"]]
            for (one, left), (other, right) in product(*two):
                if judged.row(left, right) is row:
                    old, new = sorted((story[one], story[other]), reverse=True)
                    story |= {item: new for item, name in story.items() if name == old}
    return Set(made, story)


def of_the_fit(document: Document) -> bool:
    """Whether an article of everyday news is of the half that weights are set on: by its day, so that all that tell
    of one day's news are of one half."""
    return document.published is None or document.published.toordinal() % 2 == 0


def shares(sets: Iterable[Set], judged: Weights) -> Weights:
    """The weights that the pairs of the sets give."""
    same, other, ones, others = counted(sets)
    found = {}
    for field, levels in LEVELS.items():
        if field in KNOWN:
            found[field] = judged.probabilities[field]
            continue
        found[field] = {
            level: (
                round((same[field, level] + PULL * judged.probabilities[field][level][0]) / (ones + PULL), 4),
                round((other[field, level] + PULL * judged.probabilities[field][level][1]) / (others + PULL), 4),
            )
            for level in levels
        }
    found |= {field: in_order(found[field]) for field in ORDERED}
    return replace(judged, prior=round(ones / (ones + others), 4), probabilities=found)


def fitted(sets: Sequence[Set], everyday_: Set, judged: Weights) -> tuple[Weights, list[Tally]]:
    """The weights that the pairs give, with the best ``link``; and what they come to on each set, its
    families joined by the weights of the others, and on everyday news."""
    whole = shares([*sets, everyday_], judged)
    families = sorted({family(item) for one in sets for item in one.tellings})
    held_out = {}
    for name in families:
        rest = [one.part(lambda item, name=name: family(item) != name) for one in sets]  # type: ignore[misc]
        held_out[name] = shares([*rest, everyday_], judged)
    parts = [{name: one.part(lambda item, name=name: family(item) == name) for name in families} for one in sets]  # type: ignore[misc]
    ranked = []
    for link in LINKS:
        tallies = [
            sum((tally(part[name], replace(held_out[name], link=link)) for name in families), Tally()) for part in parts
        ]
        tallies.append(tally(everyday_, replace(whole, link=link), history=False))
        reached = enough(tallies, everyday_)
        ranked.append((reached, sum(sum(one.figures()[2::3]) for one in tallies[:2]), link, tallies))
    *_, link, tallies = max(ranked, key=lambda row: row[:-1])
    return replace(whole, link=link), tallies


def enough(tallies: Sequence[Tally], everyday_: Set) -> bool:
    """Whether what ``fitted`` gives is as precise as asked: on gold events, on those read, and on everyday news."""
    *golds, news = tallies
    precise = all(one.precision >= least for one, least in zip(golds, PRECISE, strict=True))
    return precise and news.joined - news.right <= WRONG * len(everyday_.compared)


def family(item: Item) -> str:
    """The family of an article of the story gold: its id without the number."""
    return item[0].rpartition("-")[0]


def in_order(shares: dict[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """The shares with neighbours put together until no closer level weighs less than the one behind it."""
    groups: list[tuple[list[str], float, float]] = []
    for level, (m, u) in shares.items():
        groups.append(([level], m, u))
        while len(groups) > 1 and groups[-2][1] * groups[-1][2] < groups[-1][1] * groups[-2][2]:
            last = groups.pop()
            before = groups.pop()
            groups.append((before[0] + last[0], before[1] + last[1], before[2] + last[2]))
    return {
        level: (round(m / len(levels), 4), round(u / len(levels), 4)) for levels, m, u in groups for level in levels
    }


def stories(one: Set, weights: Weights) -> dict[Item, int]:
    """The story of every item, as the scorer makes them."""
    items = {told.id: item for item, told in one.tellings.items()}
    joins = []
    for (a, b), levels in one.compared.items():
        weight = weights.prior_bits + sum(weights.bits(*level) for level in levels)
        if weight >= weights.link:
            joins.append(Join(one.tellings[a].id, one.tellings[b].id, weight))
    made = cluster({told.id: told for told in one.tellings.values()}, joins, (), weights)
    return {items[identifier]: number for number, story in enumerate(made) for identifier in story}


def tally(one: Set, weights: Weights, history: bool = True) -> Tally:
    """How well the items that have a story are joined; ``history``: whether with those that are a deed of history."""
    counting = [item for item in one.story if history or one.tellings[item].happening is None]
    made = stories(one, weights)
    mine, gold = Counter(made[item] for item in counting), Counter(one.story[item] for item in counting)
    both = Counter((made[item], one.story[item]) for item in counting)
    right, joined, true = (sum(comb(n, 2) for n in counts.values()) for counts in (both, mine, gold))
    precise = sum(n * n / mine[a] for (a, _), n in both.items())
    found = sum(n * n / gold[b] for (_, b), n in both.items())
    return Tally(right, joined, true, len(counting), precise, found)


def written(weights: Weights) -> str:
    """weights.yaml with these numbers; its comments and families as they stand."""
    old = FILE.read_text(encoding="utf-8")
    head, families = old[: old.index("prior:")], old[old.index("# Types that outlets") :]
    lines = [f"prior: {weights.prior}", *(f"{bound}: {getattr(weights, bound)}" for bound in BOUNDS), "fields:"]
    for field, levels in weights.probabilities.items():
        lines += [f"- field: {field}", "  levels:"]
        lines += [f"  - {{level: {level}, m: {m}, u: {u}}}" for level, (m, u) in levels.items()]
    return head + "\n".join(lines) + "\n" + families


def _gold(folder: Path) -> list[dict[str, Any]]:
    return list(json.loads((folder / "articles.json").read_text(encoding="utf-8")))


def _texts(folder: Path) -> dict[str, Document]:
    found = documents([folder / "articles.jsonl"])
    return {one.id: one for one in found if not isinstance(one, LeftOut)}


def _stories(folder: Path) -> dict[Item, str]:
    rows = json.loads((folder / "stories.json").read_text(encoding="utf-8"))
    return {(article, number): name for name, members in rows.items() for article, number in members}


def _of_half(one: Set, folder: Path, half: str | None) -> Set:
    if half is None:
        return one
    families = set(load_yaml(folder / "halves.yaml")[half])
    return one.part(lambda item: family(item) in families)


def _event(gold: dict[str, Any], number: int, reading: Reading) -> Event:
    """A gold event in the model."""
    first, last = _bounds(gold["date"] or "")
    return Event(
        id=str(number),
        type=gold["type"],
        modes=tuple(gold["mode"]),
        mentions=tuple(_span(one) for one in gold["mentions"]),
        actors=tuple(_participant(one, reading) for one in gold["actors"]),
        recipients=tuple(_participant(one, reading) for one in gold["recipients"]),
        time=Time(
            first,
            last,
            gold["date"],
            gold["date_basis"] or "none",
            tuple(_span(one) for one in gold["date_text"] or ()),
        ),
        place=_place(gold, reading),
        aux=tuple(gold["aux"]),
        sources=tuple(Source(_span(one), one["text"], "participant") for one in gold["source"]),
    )


def _bounds(edtf: str) -> tuple[date | None, date | None]:
    """First and last day of an EDTF date of the gold: a day, a month, a year, or an interval of them."""
    begins, _, ends = edtf.replace("~", "").partition("/")
    return _day(begins, first=True), _day(ends or begins, first=False)


def _day(told: str, first: bool) -> date | None:
    if told in ("", ".."):
        return None
    year, month, day = (*map(int, told.split("-")), 0, 0)[:3]
    if day:
        return date(year, month, day)
    month = month or (1 if first else 12)
    return date(year, month, 1 if first else monthrange(year, month)[1])


def _participant(one: dict[str, Any], reading: Reading) -> Participant:
    span, code = _span(one), one["code"]
    ids = [who.id for who in reading.participants if who.span.overlaps(span) and who.code == code]
    return Participant(span, one["text"], code, one["sector"], id=next(iter(ids), None))


def _place(gold: dict[str, Any], reading: Reading) -> Place | None:
    """The place as the reading knows it; one that it doesn't know has a country alone."""
    if not gold["place"]:
        return None
    span, country = _span(gold["place"]), gold.get("place_country")
    known = (replace(one, country=country or one.country) for one in reading.places if one.span.overlaps(span))
    return next(known, Place(span, gold["place"]["text"], country, country))


def _span(one: dict[str, Any]) -> Span:
    return Span(one["start"], one["end"])


def _sentences(text: str) -> tuple[Span, ...]:
    """Stretches that end in a full stop or a line's end: near enough to sentences for the words around a mention."""
    found, start = [], 0
    for place, character in enumerate(text):
        if character in ".!؟\n" and place > start:
            found.append(Span(start, place + 1))
            start = place + 1
    return (*found, Span(start, len(text))) if start < len(text) else tuple(found)


def main() -> int:
    """The command; returns its exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=Path(__file__).parent / "stories", help="the story gold")
    parser.add_argument("--others", nargs="+", default=[], help="articles of everyday news")
    parser.add_argument("--write", action="store_true", help="write the fitted weights into the package")
    parser.add_argument("--clusters", type=Path, help="write the stories that the shipped weights make")
    parser.add_argument("--readings", type=Path, help="with --clusters: of what Gahnama reads, which is written here")
    options = parser.parse_args()
    found = (as_reading(document) for document in _texts(options.gold).values())
    readings = {one.document.id: one for one in found if not isinstance(one, LeftOut)}
    if options.clusters:
        if options.readings:
            lines = "".join(f"{one.to_json()}\n" for one in readings.values())
            options.readings.write_text(lines, encoding="utf-8")
        one = read_set(options.gold, None, readings) if options.readings else gold_set(options.gold, None, readings)
        rows: dict[str, list[Item]] = {}
        for item, number in stories(one, load_weights()).items():
            rows.setdefault(f"story-{number}", []).append(item)
        options.clusters.write_text(json.dumps(rows, indent=0), encoding="utf-8")
        return 0
    judged = load_weights(JUDGED)
    sets = [gold_set(options.gold, "open", readings), read_set(options.gold, "open", readings)]
    others = everyday(options.others, Judged.load())
    weights, reached = fitted(sets, others, judged)
    for field, levels in weights.probabilities.items():
        for level in levels:
            print(f"{field:14}{level:22}{judged.bits(field, level):+6.1f} → {weights.bits(field, level):+6.1f}")
    print(f"prior {weights.prior}  link {weights.link}  unlike {weights.unlike}")
    for name, used in (("judged", judged), ("fitted", weights)):
        for kind, one in zip(("gold", "read"), sets, strict=True):
            print(f"{name:8} {kind} events, open half:", *(f"{f:.3f}" for f in tally(one, used).figures()))
    for kind, held_out in zip(("gold", "read"), reached, strict=False):
        print(f"held out {kind} events, open half:", *(f"{f:.3f}" for f in held_out.figures()))
    news = reached[-1]
    print(
        f"everyday news without deeds of history: {news.right} of {news.joined} joins right, of {len(others.compared)}"
    )
    if not enough(reached, others):
        told = f"a precision of {PRECISE[0]} and {PRECISE[1]} with {WRONG:.1%} of everyday news joined wrongly"
        print(f"nothing written: no link of {LINKS} reaches {told}", file=sys.stderr)
        return 1
    if options.write:
        FILE.write_text(written(weights), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
