"""A text cut at the ends of all marked spans, so that overlapping ones can be shown; who answers for what.

Yields Piece.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from gahnama.model import Attribution, Event, Span

ROLES = ("mention", "actor", "recipient", "mediator", "time", "place", "source", "agenda", "term", "toll", "naming")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch with the same marks throughout: ``marks`` are pairs of event id and role. ``begins``: the events whose
    first mention begins here."""

    text: str
    start: int
    marks: tuple[tuple[str, str], ...] = ()
    begins: tuple[str, ...] = ()

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles, each once, the deed's own words last."""
        found = {role for _, role in self.marks}
        return tuple(role for role in reversed(ROLES) if role in found)

    @property
    def events(self) -> tuple[str, ...]:
        """The events, each once."""
        return tuple(dict.fromkeys(event for event, _ in self.marks))


def spans(event: Event) -> Iterable[tuple[str, Span]]:
    """Every span of an event, with its role."""
    yield from (("mention", span) for span in event.mentions)
    yield from (("actor", one.span) for one in event.actors)
    yield from (("recipient", one.span) for one in event.recipients)
    yield from (("mediator", one.span) for one in event.mediators)
    yield from (("time", span) for span in event.time.spans)
    if event.place:
        yield "place", event.place.span
    yield from (("source", one.span) for one in event.sources)
    yield from (("agenda", span) for span in event.agenda)
    yield from (("term", span) for span in event.terms)
    yield from (("toll", one.span) for one in event.casualties)
    yield from (("naming", one.span) for one in event.namings)


def pieces(text: str, events: Sequence[Event], start: int = 0, end: int | None = None) -> list[Piece]:
    """The text from ``start`` to ``end`` in pieces; joined they are it again."""
    end = len(text) if end is None else end
    marked = [
        (max(span.start, start), min(span.end, end), event.id, role) for event in events for role, span in spans(event)
    ]
    marked = [row for row in marked if row[0] < row[1]]
    cuts = sorted({start, end, *(row[0] for row in marked), *(row[1] for row in marked)})
    firsts: dict[int, list[str]] = {}
    for event in events:
        firsts.setdefault(event.mentions[0].start, []).append(event.id)
    opened: dict[int, list[tuple[int, str, str]]] = {}
    for first, last, identifier, role in marked:
        opened.setdefault(first, []).append((last, identifier, role))
    made = []
    active: list[tuple[int, str, str]] = []
    for left, right in pairwise(cuts):
        active = [row for row in active if row[0] > left] + opened.get(left, [])
        marks = tuple(dict.fromkeys((event, role) for _, event, role in active))
        made.append(Piece(text[left:right], left, marks, tuple(firsts.get(left, ()))))
    return made


def stances(event: Event, attributions: Iterable[Attribution]) -> dict[Span, str]:
    """How the sources of an event stand to what they say, by their spans: of the attributions that hold its words."""
    return {
        source.span: one.stance
        for one in attributions
        if any(one.span.overlaps(mention) for mention in event.mentions)
        for source in one.sources
    }
