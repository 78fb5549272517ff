"""JSON-LD 1.1: events with their participants, places, quotes (Web Annotation) and articles (schema.org).

The context stands in the file, so that nothing is fetched to read it. Names and quotes carry the language of the
article, labels are English. Addresses of articles are literals: they are text from outside, not names of things.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import IO, Any
from urllib.parse import quote

from gahnama.export.cameo import cameo
from gahnama.export.cells import day, safe
from gahnama.export.labels import office_label, participant_label, place_label
from gahnama.export.losses import Losses
from gahnama.export.rows import quad, score
from gahnama.model import Document, Event, Naming, Participant, Place, Source, Span, Time
from gahnama.records import Copy, Report

DROPS: frozenset[str] = frozenset()
VOCABULARY = "urn:gahnama:vocabulary:"
_DATE = {"@type": "xsd:date"}
CONTEXT: dict[str, Any] = {
    "@version": 1.1,
    "@vocab": VOCABULARY,
    "schema": "https://schema.org/",
    "oa": "http://www.w3.org/ns/oa#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "label": "rdfs:label",
    "name": "schema:name",
    "edtf": {"@id": "edtf", "@type": "http://id.loc.gov/datatypes/edtf"},
    "firstDay": {"@id": "schema:startDate", **_DATE},
    "lastDay": {"@id": "schema:endDate", **_DATE},
    "published": {"@id": "schema:datePublished", **_DATE},
    "referenceDay": _DATE,
    "sources": {"@container": "@list"},
    "exact": "oa:exact",
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
    "latitude": {"@id": "schema:latitude", "@type": "xsd:double"},
    "radius": {"@type": "xsd:double"},
    "longitude": {"@id": "schema:longitude", "@type": "xsd:double"},
    "score": {"@type": "xsd:double"},
    "confidence": {"@type": "xsd:double"},
    "sameAs": {"@id": "schema:sameAs", "@type": "@id"},
    "headline": "schema:headline",
    "publisher": "schema:publisher",
    "language": "schema:inLanguage",
    "address": {"@id": "schema:url", "@type": "xsd:anyURI"},
    "identifier": "schema:identifier",
}
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


def write(reports: Iterable[Report], file: IO[bytes], losses: Losses) -> None:
    """Writes a line an event, in one graph."""
    file.write(b'{"@context": ' + _json(CONTEXT) + b',\n"@graph": [')
    between = b"\n"
    for report in reports:
        file.write(between + _json(_Node(report.document).event(report)))
        between = b",\n"
    file.write(b"\n]}\n")


class _Node:
    """Makes the nodes of one article's event."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def event(self, report: Report) -> dict[str, Any]:
        event = report.event
        return _filled({
            "@id": _name("event", event.id),
            "@type": ["schema:Event", event.type],
            "story": _node("story", report.story),
            "mode": list(event.modes),
            "quad": quad(event),
            "score": score(event),
            "cameo": cameo(event.type, event.modes),
            **self._days(event.time),
            "actor": [self._participant(who) for who in event.actors],
            "recipient": [self._participant(who) for who in event.recipients],
            "mediator": [self._participant(who) for who in event.mediators],
            "place": self._place(event.place) if event.place else None,
            "status": list(event.aux),
            "context": list(event.contexts),
            "denies": [_node("event", one) for one in event.denies],
            "sources": [self._source(source) for source in event.sources],
            "mention": [self._stretch(span) for span in event.mentions],
            "agenda": [self._stretch(span) for span in event.agenda],
            "terms": [self._stretch(span) for span in event.terms],
            "casualties": self._tolls(event),
            "naming": [self._naming(naming) for naming in event.namings],
            "entry": list(event.entries),
            "confidence": event.confidence,
            "article": self._article(report),
            "referenceDay": day(report.published),
            "referenceInferred": report.published_inferred,
            "copy": [self._copy(copy) for copy in report.copies],
            "version": report.version,
            "review": report.review,
        })  # fmt: skip

    def _days(self, time: Time) -> dict[str, Any]:
        return {
            "edtf": time.edtf,
            "firstDay": day(time.earliest),
            "lastDay": day(time.latest),
            "dateBasis": time.basis,
            "dateGranularity": time.granularity,
            "dateAnchor": time.anchor.edtf if time.anchor else None,
            "dateReason": time.explanation,
            "dateNote": time.note,
            "dateWords": [self._stretch(span) for span in time.spans],
        }

    def _participant(self, who: Participant) -> dict[str, Any]:
        return _filled({
            "who": _node("participant", who.id) if who.id else None,
            "label": _english(participant_label(who, self._document.language)),
            "name": self._said(who.name),
            "code": who.code,
            "sector": who.sector,
            "office": [_english(office_label(who, self._document.language)), self._said(who.role)],
            **self._stretch(who.span),
        })  # fmt: skip

    def _place(self, place: Place) -> dict[str, Any]:
        return _filled({
            "where": _node("place", place.id) if place.id else None,
            "label": _english(place_label(place)),
            "name": self._said(place.name),
            "country": place.country,
            "kind": place.resolution,
            "latitude": place.latitude,
            "longitude": place.longitude,
            "approximate": place.approximate,
            "radius": place.radius,
            "sameAs": f"https://sws.geonames.org/{quote(place.geonames, safe='')}/" if place.geonames else None,
            **self._stretch(place.span),
        })  # fmt: skip

    def _source(self, source: Source) -> dict[str, Any]:
        return _filled({
            "name": self._said(source.name), "kind": source.kind, "code": source.code, **self._stretch(source.span)
        })  # fmt: skip

    def _tolls(self, event: Event) -> list[dict[str, Any]]:
        return [
            _filled(
                {
                    "kind": toll.kind,
                    "lowest": toll.lowest,
                    "highest": toll.highest,
                    "sources": [self._source(source) for source in toll.sources],
                    **self._stretch(toll.span),
                }
            )
            for toll in event.casualties
        ]

    def _naming(self, naming: Naming) -> dict[str, Any]:
        by = self._participant(naming.by) if naming.by else None
        return _filled({"by": by, **self._stretch(naming.span)})

    def _stretch(self, span: Span) -> dict[str, Any]:
        return {"exact": self._said(self._document.quote(span)), "start": span.start, "end": span.end}

    def _article(self, report: Report) -> dict[str, Any]:
        document = self._document
        return _filled({
            "@id": _name("document", report.key),
            "@type": "schema:NewsArticle",
            "identifier": document.id,
            "sha256": report.sha256,
            "headline": self._said(document.title),
            "publisher": document.outlet,
            "published": day(document.published),
            "language": document.language,
            "address": document.url,
        })  # fmt: skip

    def _copy(self, copy: Copy) -> dict[str, Any]:
        article = {
            "@id": _name("document", copy.key),
            "@type": "schema:NewsArticle",
            "identifier": copy.name,
            "publisher": copy.outlet,
            "published": day(copy.published),
            "address": copy.url,
        }
        return {"@id": _name("event", copy.event), "article": _filled(article)}

    def _said(self, text: str | None) -> dict[str, str] | str | None:
        """Text of the article, in its language."""
        if not text or not _LANGUAGE.fullmatch(self._document.language):
            return text
        return {"@value": text, "@language": self._document.language}


def _english(text: str | None) -> dict[str, str] | None:
    return {"@value": text, "@language": "en"} if text else None


def _name(kind: str, identifier: str) -> str:
    return f"urn:gahnama:{kind}:{quote(identifier, safe='')}"


def _node(kind: str, identifier: str) -> dict[str, str]:
    return {"@id": _name(kind, identifier)}


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    """The values without those that say nothing."""
    made = {name: [one for one in value if one] if isinstance(value, list) else value for name, value in values.items()}
    return {name: value for name, value in made.items() if value not in (None, "", [])}


def _json(value: Any) -> bytes:
    return json.dumps(safe(value), ensure_ascii=False).encode()
