"""Gold readings: the articles of which a person has decided every event, as ``gahnama score`` takes them.

What was found right, mended or added is the truth of its article; what was found wrong is left out. An article with an
event that nobody has decided is no gold: what is right and not there yet would count against a reading that finds it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from typing import IO, Any

from gahnama.export.losses import Losses
from gahnama.model import Document, Participant, Span, Time
from gahnama.records import Report

DROPS = frozenset(
    ("story", "notes on the date", "names in the article's language", "ids of participants", "offices",
     "offices in the article's language", "mediators", "place", "place in the article's language", "kind of the place",
     "id of the place", "GeoNames id", "coordinates", "precision of coordinates", "contexts", "denials", "sources",
     "agenda", "terms", "casualties", "sources of casualties", "offsets of agenda, terms and casualties", "namings",
     "entries", "confidence", "title", "outlet", "inferred day of publication", "language", "copies",
     "program version")
)  # fmt: skip
"""The parts of a report that gold readings don't hold; of names and places they hold the words of the article."""


def write(reports: Iterable[Report], file: IO[bytes], losses: Losses) -> None:
    """Writes a JSON list of readings, by the names of the articles; all decided ones are held in memory meanwhile."""
    articles: dict[str, list[Report]] = {}
    for report in reports:
        articles.setdefault(report.key, []).append(report)
    decided = []
    for some in articles.values():
        if any(report.review == "none" for report in some):
            losses.add("whole articles (with undecided events)")
        else:
            decided.append(some)
    names = Counter(some[0].document.id for some in decided)
    made = []
    for some in sorted(decided, key=lambda some: some[0].document.id):
        if names[some[0].document.id] > 1:
            losses.add("whole articles (several of one name)")
        else:
            made.append(_reading(some, losses))
    told = json.dumps(made, ensure_ascii=False, indent=1)
    file.write(told.encode("utf-8", "backslashreplace") + b"\n")


def _reading(reports: list[Report], losses: Losses) -> dict[str, Any]:
    first = reports[0]
    document = first.document
    right = [report for report in reports if report.review != "wrong"]
    for report in right:
        if report.event.time.by_name:
            losses.add("days that no text tells (known by the deed's name)")
    return {
        "id": document.id,
        "date": document.published.isoformat() if document.published else None,
        "url": document.url,
        "sha256": first.sha256,
        "events": [_event(one) for one in sorted(right, key=lambda one: (one.event.mentions[0], one.event.id))],
    }


def _event(report: Report) -> dict[str, Any]:
    event, document = report.event, report.document
    time = Time() if event.time.by_name else event.time  # the codebook dates by the text alone
    place = event.place
    return {
        "id": event.id,
        "review": report.review,
        "type": event.type,
        "mode": list(event.modes),
        "mentions": [_quote(span, document) for span in event.mentions],
        "actors": [_participant(who, document) for who in event.actors],
        "recipients": [_participant(who, document) for who in event.recipients],
        "date": time.edtf,
        "days": [day.isoformat() if day else None for day in (time.earliest, time.latest)],
        "date_basis": time.basis,
        "date_text": [_quote(span, document) for span in time.spans],
        "aux": list(event.aux),
        "source": [_anywhere(source.span, document) for source in event.sources],
        "place": _anywhere(place.span, document) if place else None,
        "place_country": place.country if place else None,
    }


def _quote(span: Span, document: Document) -> dict[str, Any]:
    return {"text": document.quote(span), "start": span.start, "end": span.end}


def _anywhere(span: Span, document: Document) -> dict[str, Any]:
    """A quote with every place of the article where it stands, its own the first."""
    quote = document.quote(span)
    places = [[span.start, span.end]]
    at = document.text.find(quote)
    while quote and at >= 0:
        if at != span.start:
            places.append([at, at + len(quote)])
        at = document.text.find(quote, at + len(quote))
    return _quote(span, document) | {"spans": places}


def _participant(who: Participant, document: Document) -> dict[str, Any]:
    return _anywhere(who.span, document) | {"code": who.code, "sector": who.sector}
