"""Scores which events were joined into stories against the story gold, beside the one-a-day key.

    python evaluation/stories/score.py [--clusters CLUSTERS.json] [--readings READINGS.jsonl] [--errors]

CLUSTERS.json has the form of ``stories.json``: {cluster: [[article id, event number], …]}, numbers from 1 in the order
of the events of ``articles.json`` or, with ``--readings``, of that file (``gahnama read … --format jsonl``). An event
in no cluster stands alone. Without ``--clusters`` only the key is scored: one story for each (date, codes of the
actors, codes of the recipients, type).

An event of a reading counts as the gold event that it is paired with as ``gahnama score`` pairs them: mentions that
overlap, the same type, one to one. For readings there are two figures: ``paired``, over the events that have a partner
on both sides, tells the joining alone; ``all``, over every event, counts a gold event without a partner as found in
nothing and an event too many as right in nothing. Pairwise figures count pairs of events in one story; B³ (Bagga and
Baldwin 1998) averages, over the events, the share of an event's cluster that is of its story, and of its story that is
in its cluster.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import comb
from pathlib import Path

from gahnama.datafile import load_yaml
from gahnama.errors import GahnamaError, GoldError
from gahnama.score import Fields, Figures, load, pairs

HERE = Path(__file__).parent
Item = tuple[str, int]
"""An event: the id of its article and its number there, from 1."""


@dataclass(frozen=True, slots=True)
class Gold:
    """``readings``: the coded articles; ``story``: the story of every event; ``half``: the half of every article."""

    readings: Sequence[Fields]
    story: Mapping[Item, str]
    half: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Joined:
    """How well events were joined: ``events`` of each side that counted, and the figures."""

    gold: int
    mine: int
    pairwise: Figures
    b_cubed: Figures


def numbered(readings: Iterable[Fields]) -> dict[Item, Fields]:
    """Every event of the readings by article and number."""
    return {(one["id"], number): event for one in readings for number, event in enumerate(one["events"], 1)}


def load_gold(folder: Path = HERE) -> Gold:
    """The story gold. Raises GoldError where an event is in no story or in two, or a story in two halves."""
    readings = json.loads((folder / "articles.json").read_text(encoding="utf-8"))
    story = load_clusters(folder / "stories.json", numbered(readings))
    families = {family: half for half, names in load_yaml(folder / "halves.yaml").items() for family in names}
    half = {}
    for reading in readings:
        family = reading["id"].rpartition("-")[0]
        if family not in families:
            raise GoldError(f"{folder / 'halves.yaml'}: the family {family!r} is in no half; put it into one")
        half[reading["id"]] = families[family]
    for event in numbered(readings):
        if event not in story:
            raise GoldError(f"{folder / 'stories.json'}: event {event[1]} of {event[0]} is in no story; give it one")
    seen: dict[str, str] = {}
    for (article, _), name in story.items():
        if seen.setdefault(name, half[article]) != half[article]:
            raise GoldError(f"{folder / 'stories.json'}: the story {name!r} stands in both halves; split it by family")
    return Gold(readings, story, half)


def load_clusters(path: Path, events: Mapping[Item, Fields]) -> dict[Item, str]:
    """The cluster of every event that a file names. Raises GoldError for one named twice or unknown."""
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        listed = [(name, (article, number)) for name, members in rows.items() for article, number in members]
    except (OSError, UnicodeDecodeError, ValueError, TypeError, AttributeError) as error:
        raise GoldError(f"{path}: expected {{cluster: [[article id, event number], …]}} ({error})") from None
    cluster: dict[Item, str] = {}
    for name, item in listed:
        if item not in events:
            raise GoldError(f"{path}: {name!r} names event {item[1]} of {item[0]}, which the readings don't have")
        if item in cluster:
            raise GoldError(f"{path}: event {item[1]} of {item[0]} is in {cluster[item]!r} and in {name!r}; keep one")
        cluster[item] = name
    return cluster


def one_a_day(events: Mapping[Item, Fields]) -> dict[Item, Hashable]:
    """The baseline: the cluster of every event by its date, the codes of both roles, and its type."""
    return {
        item: (event.get("date"), _codes(event.get("actors", ())), _codes(event.get("recipients", ())), event["type"])
        for item, event in events.items()
    }


def partners(gold: Sequence[Fields], readings: Mapping[str, Sequence[Fields]]) -> dict[Item, Item]:
    """The gold event of every event of the readings that is paired with one."""
    found: dict[Item, Item] = {}
    for reading in gold:
        name, golds, mines = reading["id"], reading["events"], readings.get(reading["id"], ())
        number = {id(event): place for events in (golds, mines) for place, event in enumerate(events, 1)}
        for one, other in pairs(golds, mines, typed=True):
            found[name, number[id(other)]] = (name, number[id(one)])
    return found


def joined(story: Mapping[Item, str], cluster: Mapping[Item, Hashable], partner: Mapping[Item, Item]) -> Joined:
    """The figures of ``cluster`` (of the events read) against ``story`` (of the gold events)."""
    stories, clusters = Counter(story.values()), Counter(cluster.values())
    both = Counter(
        (cluster[item], story[partner[item]]) for item in cluster if item in partner and partner[item] in story
    )
    pairwise = Figures.of(
        sum(comb(count, 2) for count in both.values()),
        sum(comb(count, 2) for count in clusters.values()),
        sum(comb(count, 2) for count in stories.values()),
    )
    precision = sum(count * count / clusters[one] for (one, _), count in both.items()) / (len(cluster) or 1)
    recall = sum(count * count / stories[other] for (_, other), count in both.items()) / (len(story) or 1)
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return Joined(len(story), len(cluster), pairwise, Figures(round(precision, 4), round(recall, 4), round(f1, 4)))


def compared(
    gold: Gold, cluster: Mapping[Item, Hashable], partner: Mapping[Item, Item], half: str | None
) -> dict[str, Joined]:
    """The figures over ``paired`` and over ``all`` events of the articles of one half, or of both (None)."""
    story = {item: name for item, name in gold.story.items() if half in (None, gold.half[item[0]])}
    mine = {item: name for item, name in cluster.items() if half in (None, gold.half.get(item[0]))}
    pairable = {item: name for item, name in mine.items() if item in partner}
    met = {partner[item] for item in pairable}
    return {
        "paired": joined({item: name for item, name in story.items() if item in met}, pairable, partner),
        "all": joined(story, mine, partner),
    }


def alone(events: Iterable[Item], cluster: Mapping[Item, str]) -> dict[Item, Hashable]:
    """The clusters, with one for each event that is in none."""
    return {item: cluster.get(item, item) for item in events}


def errors(gold: Gold, cluster: Mapping[Item, Hashable], partner: Mapping[Item, Item]) -> Iterator[str]:
    """Each open story that was split, and each cluster that mixes open stories."""
    split: defaultdict[str, defaultdict[Hashable, list[Item]]] = defaultdict(lambda: defaultdict(list))
    mixed: defaultdict[Hashable, defaultdict[str, list[Item]]] = defaultdict(lambda: defaultdict(list))
    for item, name in cluster.items():
        if item in partner and gold.half[item[0]] == "open":
            split[gold.story[partner[item]]][name].append(partner[item])
            mixed[name][gold.story[partner[item]]].append(partner[item])
    for story, parts in split.items():
        if len(parts) > 1:
            yield f"split {story}: " + " | ".join(_listed(part) for part in parts.values())
    for stories in mixed.values():
        if len(stories) > 1:
            yield "mixed " + " | ".join(f"{story}: {_listed(part)}" for story, part in stories.items())


def table(gold: Gold, rows: Mapping[str, Mapping[Item, Hashable]], partner: Mapping[Item, Item]) -> Iterator[str]:
    """A line for each half, way of joining and scope; tabs between the columns."""
    yield "half\tjoined by\tover\tgold\tread\tpairs P\tR\tF1\tB³ P\tR\tF1"
    for half in ("open", "kept", None):
        for name, cluster in rows.items():
            for scope, found in compared(gold, cluster, partner, half).items():
                figures = [*found.pairwise.to_dict().values(), *found.b_cubed.to_dict().values()]
                counts = (half or "both", name, scope, str(found.gold), str(found.mine))
                yield "\t".join([*counts, *(f"{one:.4f}" for one in figures)])


def _codes(participants: Iterable[Fields]) -> tuple[str, ...]:
    return tuple(sorted({str(participant.get("code")) for participant in participants}))


def _listed(items: Iterable[Item]) -> str:
    return ", ".join(f"{article}#{number}" for article, number in items)


def main() -> int:
    """The command; returns its exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clusters", type=Path, help="the clusters to score")
    parser.add_argument("--readings", type=Path, help="readings that the clusters are of; else the gold events")
    parser.add_argument("--errors", action="store_true", help="also print what was split and mixed in the open half")
    options = parser.parse_args()
    try:
        gold = load_gold()
        events = numbered(gold.readings)
        partner = {item: item for item in events}
        if options.readings:
            readings = load(HERE / "articles.json", options.readings)[1]
            events = numbered({"id": name, "events": found} for name, found in readings.items())
            partner = partners(gold.readings, readings)
        rows: dict[str, Mapping[Item, Hashable]] = {}
        if options.clusters:
            rows["clusters"] = alone(events, load_clusters(options.clusters, events))
        rows["one a day"] = one_a_day(events)
    except GahnamaError as error:
        print(error, file=sys.stderr)
        return 1
    print("\n".join(table(gold, rows, partner)))
    if options.errors:
        print("\n".join(errors(gold, next(iter(rows.values())), partner)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
