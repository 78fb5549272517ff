"""What an export drops, by name and with counts: the parts of a report, and which of them a format leaves out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from gahnama.export.labels import office_label, place_label
from gahnama.model import Event, Participant
from gahnama.records import Report


def _people(event: Event) -> tuple[Participant, ...]:
    return event.actors + event.recipients


def _further(values: Sequence[Any]) -> int:
    return max(0, len(values) - 1)


PARTS: dict[str, Callable[[Report], int]] = {
    "story": lambda report: 1,
    "event id": lambda report: 1,
    "modes after the first": lambda report: _further(report.event.modes),
    "quote": lambda report: 1,
    "offsets": lambda report: 1,
    "mentions after the first": lambda report: _further(report.event.mentions),
    "EDTF": lambda report: report.event.time.edtf is not None,
    "last day": lambda report: report.event.time.latest not in (report.event.time.earliest, None),
    "date basis": lambda report: report.event.time.edtf is not None,
    "reasons of the date": lambda report: bool(report.event.time.spans or report.event.time.explanation),
    "notes on the date": lambda report: bool(report.event.time.note),
    "names in the article's language": lambda report: len(_people(report.event)),
    "ids of participants": lambda report: sum(who.id is not None for who in _people(report.event)),
    "sectors": lambda report: len(_people(report.event)),
    "offices": lambda report: sum(
        office_label(who, report.document.language) is not None for who in _people(report.event)
    ),
    "offices in the article's language": lambda report: sum(who.role is not None for who in _people(report.event)),
    "offsets of participants": lambda report: len(_people(report.event)),
    "mediators": lambda report: len(report.event.mediators),
    "place": lambda report: report.event.place is not None,
    "place in the article's language": lambda report: report.event.place is not None,
    "country of the place": lambda report: bool(report.event.place and report.event.place.country),
    "kind of the place": lambda report: bool(report.event.place and report.event.place.resolution),
    "id of the place": lambda report: bool(report.event.place and place_label(report.event.place)),
    "GeoNames id": lambda report: bool(report.event.place and report.event.place.geonames),
    "coordinates": lambda report: bool(report.event.place and report.event.place.latitude is not None),
    "precision of coordinates": lambda report: bool(report.event.place and report.event.place.approximate),
    "offsets of the place": lambda report: report.event.place is not None,
    "status": lambda report: len(report.event.aux),
    "contexts": lambda report: len(report.event.contexts),
    "denials": lambda report: len(report.event.denies),
    "sources": lambda report: len(report.event.sources),
    "kinds and offsets of sources": lambda report: len(report.event.sources),
    "agenda": lambda report: len(report.event.agenda),
    "terms": lambda report: len(report.event.terms),
    "casualties": lambda report: len(report.event.casualties),
    "sources of casualties": lambda report: sum(len(toll.sources) for toll in report.event.casualties),
    "offsets of agenda, terms and casualties": lambda report: (
        len(report.event.agenda) + len(report.event.terms) + len(report.event.casualties)
    ),
    "namings": lambda report: len(report.event.namings),
    "entries": lambda report: len(report.event.entries),
    "confidence": lambda report: 1,
    "document": lambda report: 1,
    "document hash": lambda report: 1,
    "title": lambda report: report.document.title is not None,
    "outlet": lambda report: report.document.outlet is not None,
    "address": lambda report: report.document.url is not None,
    "day of publication": lambda report: report.document.published is not None,
    "inferred day of publication": lambda report: report.published_inferred,
    "language": lambda report: 1,
    "copies": lambda report: len(report.copies),
    "program version": lambda report: 1,
    "review": lambda report: report.review != "none",
}
"""How many of each part a report has. Text of the article beside the quotes is in no export, its hash is."""


UNDONE = frozenset(("future", "hypothetical", "negated"))
"""Auxiliary modes of deeds that are not done."""


class Losses:
    """Counts what one export drops: ``counts`` by name, in a fixed order, once the export is written."""

    def __init__(self, drops: frozenset[str]) -> None:
        self._drops = drops
        self._counts: Counter[str] = Counter()

    def watch(self, reports: Iterable[Report]) -> Iterator[Report]:
        """The reports, what the format drops of each counted as it passes.

        A format that can't say that a deed is not done, or was reviewed as wrong, doesn't get it as if it were done.
        """
        counted = [(name, PARTS[name]) for name in self._drops]
        for report in reports:
            if "status" in self._drops and not UNDONE.isdisjoint(report.event.aux):
                self.add(f"whole events ({', '.join(sorted(UNDONE))})")
                continue
            if "review" in self._drops and report.review == "wrong":
                self.add("whole events (reviewed as wrong)")
                continue
            for name, count in counted:
                if number := count(report):
                    self._counts[name] += int(number)
            yield report

    def add(self, name: str) -> None:
        """One more of something that is no part of a report: a whole event, a place in a graph."""
        self._counts[name] += 1

    def take(self, counts: Mapping[str, int]) -> None:
        """Counts what another process dropped."""
        self._counts.update(counts)

    @property
    def counts(self) -> dict[str, int]:
        """What was dropped so far, and how much: parts in the order of ``PARTS``, then the rest by name."""
        order = [*PARTS, *sorted(set(self._counts) - set(PARTS))]
        return {name: self._counts[name] for name in order if self._counts[name]}

    def told(self) -> str:
        """The counts as a sentence; empty when nothing was dropped."""
        return ", ".join(f"{name} {count}" for name, count in self.counts.items())
