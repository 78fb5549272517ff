"""The data model of a chronicle: what several documents together tell. Imports only the model.

A chronicle holds documents, and of each the newest reading. Every event of a reading is a *report*; the reports of one
happening are a *story*. Nothing that reports say differently is evened out: for each field a story lists the values
that are given, each with the reports that give it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, TypeVar

from gahnama.model import Document, Event, Naming, Participant, Place, Source, Span, Time, Toll, event_dict

T = TypeVar("T")

REVIEWS = ("none", "right", "wrong", "mended", "added")
"""What a person has said of an event; ``none``: nobody has; ``added``: that the reading missed it."""

STATUSES = ("happened", "historical", "future", "hypothetical", "negated")
"""What a search can ask for: PLOVER's auxiliary modes, and ``happened`` for events without one."""


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document of a chronicle.

    ``key``: sha256 of what was received (text, title, day, outlet, address), 32 hexadecimal digits. ``names``: the ids
    under which it came in, sorted; ``document.id`` is the first of them. ``version``: the program and language data
    of its newest reading, None while it is unread (its language has no folder). ``copies``: the keys of the documents
    that carry nearly the same text, without its own, sorted.
    """

    key: str
    document: Document
    names: tuple[str, ...]
    version: str | None
    copies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Copy:
    """Another document that carries the text of a report, and the event in it that is the same telling."""

    event: str
    key: str
    name: str
    outlet: str | None
    published: date | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Report:
    """One telling of a happening: an event as one text tells it, with the text.

    ``event.id`` is the chronicle's id of the event: stable over readings. All spans are into ``document.text``;
    ``sha256`` is that of the text. ``published`` is the day that dates were resolved against (``published_inferred``:
    worked out from the text), ``document.published`` what the outlet says. ``copies``: the other documents that carry
    this text (wire copies), which count as one report together with it. ``review`` is one of ``REVIEWS``; an event
    that was mended is shown as mended.
    """

    event: Event
    document: Document
    key: str
    story: str
    sha256: str
    version: str
    published: date | None
    published_inferred: bool
    copies: tuple[Copy, ...] = ()
    review: str = "none"

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets that carry the text, sorted, each once; none is named where none is known."""
        named = {self.document.outlet, *(copy.outlet for copy in self.copies)}
        return tuple(sorted(name for name in named if name))

    @property
    def quote(self) -> str:
        """The first mention of the event, exactly as it stands in the text."""
        return self.document.quote(self.event.mentions[0])

    @property
    def givers(self) -> tuple[str, ...]:
        """Who gives this telling: the chain of sources, nearest to the deed first, then the outlets.

        Where no outlet is known the document stands for it, by its id.
        """
        return (*(source.name for source in self.event.sources), *(self.outlets or (self.document.id,)))


@dataclass(frozen=True, slots=True)
class Told(Generic[T]):
    """One value of a field, and the reports that give it, as places in ``Story.reports``, ascending.

    Spans inside the value belong to the document of the first of these reports.
    """

    value: T
    reports: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """One happening: the reports of it, and for each field the values that they give, with who gives them.

    ``id`` is ``s`` and the id of the story's first report (the first published; of several the one with the smallest
    event id); any report's event id finds the story too, so an old id never leads nowhere. ``reports``: in the order
    of publication. ``time``: the days on which all reports agree; ``time.explanation`` says why. The values of a field
    are in the order of how many reports give them, most first; a report that says nothing of a field is in none of its
    values. ``statuses`` are those of ``STATUSES``, one value a combination.
    """

    id: str
    reports: tuple[Report, ...]
    time: Time
    types: tuple[Told[str], ...]
    modes: tuple[Told[str], ...] = ()
    dates: tuple[Told[Time], ...] = ()
    actors: tuple[Told[Participant], ...] = ()
    recipients: tuple[Told[Participant], ...] = ()
    mediators: tuple[Told[Participant], ...] = ()
    places: tuple[Told[Place], ...] = ()
    statuses: tuple[Told[tuple[str, ...]], ...] = ()
    sources: tuple[Told[tuple[Source, ...]], ...] = ()
    casualties: tuple[Told[Toll], ...] = ()
    namings: tuple[Told[Naming], ...] = ()
    agenda: tuple[Told[Span], ...] = ()
    terms: tuple[Told[Span], ...] = ()
    contexts: tuple[Told[str], ...] = ()

    def quote(self, told: Told[Any], span: Span) -> str:
        """The words of a span inside a value: they stand in the text of the first report that gives it."""
        return self.reports[told.reports[0]].document.quote(span)

    def givers(self, told: Told[Any]) -> tuple[str, ...]:
        """Who gives a value: the sources and outlets of its reports, each once, in the order of the reports."""
        return tuple(dict.fromkeys(name for place in told.reports for name in self.reports[place].givers))

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets that carry it, sorted, each once."""
        return tuple(sorted({outlet for report in self.reports for outlet in report.outlets}))


@dataclass(frozen=True, slots=True)
class Agreement:
    """What the comparison of one field of two reports came to: the level and its weight in bits (log2 m/u)."""

    field: str
    level: str
    weight: float


@dataclass(frozen=True, slots=True)
class Join:
    """Why two reports are of one story.

    ``left`` and ``right`` are event ids. ``weight``: bits for their being the same happening, the sum of those of
    ``fields`` and of the prior. ``by``: ``scorer``, ``copies`` (two texts that are nearly the same), or the author of
    a decision.
    """

    left: str
    right: str
    weight: float
    by: str = "scorer"
    fields: tuple[Agreement, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided; decisions are kept for ever, and of two about the same thing the later one holds.

    ``kind``: ``join`` and ``split`` (of ``events`` and ``others``: event ids), ``right``, ``wrong``, ``mended``,
    ``added`` (an event that the reading missed) and ``none`` (back to unreviewed, or to missing) of the one event in
    ``events``. ``mended``: the event as it should be; of a verdict on one that is shown as it was mended or added, that
    event. An event is shown as the last of these decisions holds it; where that holds none, as it was read. ``at``:
    UTC, ISO 8601.
    """

    number: int
    kind: str
    events: tuple[str, ...]
    others: tuple[str, ...]
    author: str
    at: str
    note: str = ""
    mended: Event | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """What a search asks for; everything that is given has to hold.

    ``words``: every word, folded as Persian readers fold, in the sentences of the event or the title of its article.
    ``actor``, ``recipient`` and the two of ``dyad``: a country code, an id of the ontology, or a name; a dyad either
    way round, or both of them doers of a deed that is done to nobody. ``type`` and ``mode``: PLOVER's. ``place``: a
    country code, an id or a name. ``first`` and ``last``: days, both inclusive; the event may lie between them.
    ``status``: one of ``STATUSES``. ``outlet``: its name. ``confidence``: the least. ``review``: one of ``REVIEWS``.
    ``limit``: None for all.
    """

    words: str = ""
    actor: str | None = None
    recipient: str | None = None
    dyad: tuple[str, str] | None = None
    type: str | None = None
    mode: str | None = None
    place: str | None = None
    first: date | None = None
    last: date | None = None
    status: str | None = None
    outlet: str | None = None
    confidence: float | None = None
    review: str | None = None
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Stats:
    """How much a chronicle holds. ``documents`` counts all, ``unread`` those in languages that nothing can read."""

    documents: int
    unread: int
    copies: int
    events: int
    stories: int
    joined: int
    decisions: int
    first: date | None
    last: date | None
    types: dict[str, int] = field(default_factory=dict)
    outlets: dict[str, int] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)


def report_dict(report: Report) -> dict[str, Any]:
    """A report as plain JSON values: the event as in a reading, and where it comes from."""
    document = report.document
    return {
        "story": report.story,
        **event_dict(report.event, document),
        "document": document.id,
        "document_key": report.key,
        "sha256": report.sha256,
        "title": document.title,
        "outlet": document.outlet,
        "outlets": list(report.outlets),
        "url": document.url,
        "published": document.published.isoformat() if document.published else None,
        "version": report.version,
        "review": report.review,
        "copies": [
            {"event": copy.event, "document": copy.name, "outlet": copy.outlet, "url": copy.url}
            for copy in report.copies
        ],
    }


def story_dict(story: Story, joins: tuple[Join, ...] = ()) -> dict[str, Any]:
    """A story as plain JSON values: the merged days, for each field its values with who gives them, the reports."""

    def told(values: tuple[Told[Any], ...], plain: Any) -> list[dict[str, Any]]:
        return [
            {"value": plain(one.value), "reports": list(one.reports), "given_by": list(story.givers(one))}
            for one in values
        ]

    def named(one: Participant | Place) -> dict[str, Any]:
        return {"name": one.name, "id": one.id, **({"code": one.code} if isinstance(one, Participant) else {})}

    return {
        "id": story.id,
        "date": story.time.edtf,
        "earliest": story.time.earliest.isoformat() if story.time.earliest else None,
        "latest": story.time.latest.isoformat() if story.time.latest else None,
        "why": story.time.explanation,
        "note": story.time.note,
        "outlets": list(story.outlets),
        "types": told(story.types, str),
        "modes": told(story.modes, str),
        "dates": told(story.dates, lambda time: time.edtf),
        "actors": told(story.actors, named),
        "recipients": told(story.recipients, named),
        "mediators": told(story.mediators, named),
        "places": told(story.places, named),
        "statuses": told(story.statuses, list),
        "sources": told(story.sources, lambda chain: [source.name for source in chain]),
        "casualties": told(story.casualties, lambda toll: [toll.kind, toll.lowest, toll.highest]),
        "namings": [
            {
                "value": story.quote(one, one.value.span),
                "by": one.value.by.name if one.value.by else None,
                "reports": list(one.reports),
                "given_by": list(story.givers(one)),
            }
            for one in story.namings
        ],
        **{
            name: [
                {
                    "value": story.quote(one, one.value),
                    "reports": list(one.reports),
                    "given_by": list(story.givers(one)),
                }
                for one in getattr(story, name)
            ]
            for name in ("agenda", "terms")
        },
        "contexts": told(story.contexts, str),
        "reports": [report_dict(report) for report in story.reports],
        "joins": [
            {
                "left": join.left,
                "right": join.right,
                "weight": round(join.weight, 3),
                "by": join.by,
                "fields": {field.field: [field.level, round(field.weight, 3)] for field in join.fields},
            }
            for join in joins
        ],
    }
