"""GeoJSON, GEXF, iCalendar, JSON-LD and Atom, read back with geojson, networkx, icalendar, rdflib and feedparser."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date, timedelta
from xml.etree import ElementTree

import feedparser
import geojson
import icalendar
import networkx as nx
import pytest
import rdflib
from rdflib.namespace import RDF, RDFS, XSD

from gahnama.export.jsonld import VOCABULARY
from gahnama.model import Time
from gahnama.records import Report
from tests.export.conftest import HOSTILE, bare, full, hostile, written

SAFE = HOSTILE.translate(dict.fromkeys([0, 0xB, 0x1B], "\ufffd"))
SAFE_XML = SAFE.replace("\ufffe", "\ufffd")
SCHEMA = rdflib.Namespace("https://schema.org/")
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
OWN = rdflib.Namespace(VOCABULARY)


def test_geojson_is_valid(reports: list[Report]) -> None:
    found = geojson.loads(written("geojson", reports))
    assert found.is_valid, found.errors()
    assert len(found.features) == len(reports)
    first, second, third, *_ = found.features
    assert first.geometry.coordinates == [51.42151, 35.69439]
    assert first.properties["place_en"] == "Tehran"
    assert first.properties["edtf"] == "2023-09-26/2023-09-28"
    assert first.properties["first_day"] == "2023-09-26"
    assert second.geometry is None
    assert third.properties["quote"] == SAFE
    assert found["dropped"]["namings"] == 2 + 1


def test_geojson_of_nothing_is_valid() -> None:
    assert geojson.loads(written("geojson", [])).is_valid


def test_gexf_reads_back_in_networkx(reports: list[Report]) -> None:
    graph = nx.read_gexf(io.BytesIO(written("gexf", reports)))
    assert graph.nodes["ARM"]["label"] == "Armenia"
    assert graph.nodes["ARM"]["names"] == "ارمنستان"
    (edge,) = graph.get_edge_data("IRN", "ARM").values()
    assert edge["label"] == "CONSULT"
    assert (edge["start"], edge["end"]) == ("2023-09-26", "2023-09-28")
    assert (edge["quote_start"], edge["quote_end"]) == (full().event.mentions[0].start, full().event.mentions[0].end)
    assert edge["quote"] == full().quote
    assert edge["sha256"] == full().sha256
    assert edge["review"] == "right"
    assert edge["mutual"] is False
    battle = next(data for *_, data in graph.edges(data=True) if data["event"] == "e4444444444444444")
    assert battle["mutual"] is True
    assert {data["quote"] for *_, data in graph.edges(data=True)} == {full().quote, SAFE_XML}


def test_gexf_tells_days_and_what_it_dropped() -> None:
    root = ElementTree.fromstring(written("gexf", [full(), bare()]))
    space = {"g": "http://www.gexf.net/1.2draft"}
    edge = root.find(".//g:edge", space)
    assert edge is not None
    assert (edge.get("start"), edge.get("end")) == ("2023-09-26", "2023-09-28")
    description = root.findtext(".//g:description", "", space)
    assert "namings 1" in description
    assert "whole events (without two sides) 1" in description


def test_ics_reads_back(reports: list[Report]) -> None:
    raw = written("ics", reports)
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert b"\n" not in raw.replace(b"\r\n", b"")
    calendar = icalendar.Calendar.from_ical(raw)
    first, third, battle = calendar.walk("VEVENT")
    assert first.errors == third.errors == battle.errors == []
    assert first["uid"] == f"{full().event.id}@gahnama"
    assert first.decoded("dtstart") == date(2023, 9, 26)
    assert first.decoded("dtend") == date(2023, 9, 28) + timedelta(1)
    assert first["summary"] == "CONSULT (third-party, multilateral): foreign minister, Iran, Iran → Armenia; historical"
    assert first["location"] == "Tehran / تهران"
    assert first["x-gahnama-edtf"] == "2023-09-26/2023-09-28"
    assert first["x-gahnama-sha256"] == full().sha256
    assert "whole events (without a day) 2" in calendar["description"]
    assert third["description"] == SAFE.replace("\r", "").replace("\t", " ")
    assert "url" not in third


@pytest.mark.parametrize(
    ("earliest", "latest", "days"),
    [
        (date(2020, 1, 1), None, (date(2020, 1, 1), date(2020, 1, 2))),
        (None, date(2020, 1, 1), (date(2020, 1, 1), date(2020, 1, 2))),
        (date(622, 3, 22), date.max, (date(622, 3, 22), None)),
    ],
)
def test_ics_of_open_days(earliest: date | None, latest: date | None, days: tuple[date, date | None]) -> None:
    report = replace(bare(), event=replace(bare().event, time=Time(earliest, latest, "x", "explicit")))
    (event,) = icalendar.Calendar.from_ical(written("ics", [report])).walk("VEVENT")
    assert (event.decoded("dtstart"), event.decoded("dtend", None)) == days


@pytest.mark.parametrize(
    ("aux", "review", "status"),
    [("historical", "none", "CONFIRMED"), ("future", "none", "TENTATIVE"), ("negated", "none", "CANCELLED"),
     ("historical", "wrong", "CANCELLED")],
)  # fmt: skip
def test_ics_status(aux: str, review: str, status: str) -> None:
    report = replace(full(), event=replace(full().event, aux=(aux,)), review=review)
    (event,) = icalendar.Calendar.from_ical(written("ics", [report])).walk("VEVENT")
    assert event["status"] == status


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # inside of rdflib
def test_jsonld_reads_back_in_rdflib(reports: list[Report]) -> None:
    graph = rdflib.Graph().parse(data=written("jsonld", reports), format="json-ld")
    event = rdflib.URIRef(f"urn:gahnama:event:{full().event.id}")
    assert set(graph.objects(event, RDF.type)) == {SCHEMA.Event, OWN.CONSULT}
    assert graph.value(event, SCHEMA.startDate) == rdflib.Literal("2023-09-26", datatype=XSD.date)
    assert graph.value(event, OWN.edtf) == rdflib.Literal(
        "2023-09-26/2023-09-28", datatype=rdflib.URIRef("http://id.loc.gov/datatypes/edtf")
    )
    recipient = graph.value(event, OWN.recipient)
    assert graph.value(recipient, OWN.who) == rdflib.URIRef("urn:gahnama:participant:ARM")
    assert graph.value(recipient, RDFS.label) == rdflib.Literal("Armenia", lang="en")
    assert graph.value(recipient, SCHEMA.name) == rdflib.Literal("ارمنستان", lang="fa")
    mention = next(one for one in graph.objects(event, OWN.mention) if graph.value(one, OA.start) is not None)
    start, end = (graph.value(mention, name).toPython() for name in (OA.start, OA.end))  # type: ignore[union-attr]
    assert full().document.text[start:end] == str(graph.value(mention, OA.exact))
    article = graph.value(event, OWN.article)
    assert graph.value(article, SCHEMA.url) == rdflib.Literal(full().document.url, datatype=XSD.anyURI)
    bad = graph.value(rdflib.URIRef("urn:gahnama:event:e2222222222222222"), OWN.mention)
    assert str(graph.value(bad, OA.exact)) == SAFE


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # inside of rdflib
def test_jsonld_needs_no_network_and_names_nothing_by_outside_text(reports: list[Report]) -> None:
    graph = rdflib.Graph().parse(data=written("jsonld", reports), format="json-ld")
    assert rdflib.Graph().parse(data=graph.serialize(format="nt"), format="nt").isomorphic(graph)
    assert isinstance(json.loads(written("jsonld", reports))["@context"], dict)
    assert not [node for node in graph.all_nodes() if isinstance(node, rdflib.URIRef) and "script" in node]


def test_atom_reads_back_in_feedparser(reports: list[Report]) -> None:
    feed = feedparser.parse(io.BytesIO(written("atom", reports)))
    assert not feed.bozo, feed.bozo_exception
    assert feed.version == "atom10"
    assert feed.feed.updated == "2023-09-27T00:00:00Z"
    assert "namings 3" in feed.feed.subtitle
    first, _, third, *_ = feed.entries
    assert first.id == f"urn:gahnama:event:{full().event.id}"
    assert first.link == full().document.url
    assert [tag.term for tag in first.tags] == ["CONSULT", "third-party", "multilateral", "historical"]
    assert first.summary == full().quote
    assert full().sha256 in first.content[0].value
    assert third.get("links", []) == []


def test_html_in_an_atom_feed_stays_text() -> None:
    root = ElementTree.fromstring(written("atom", [hostile()]))
    space = {"a": "http://www.w3.org/2005/Atom"}
    summary = root.find(".//a:summary", space)
    assert summary is not None
    assert summary.get("type", "text") == "text"
    assert summary.text == SAFE_XML
    html = root.findtext(".//a:content", "", space)
    assert "<script>" not in html
    assert "&lt;script&gt;alert(&#x27;1&#x27;)&lt;/script&gt;" in html


def test_atom_entries_have_what_rfc_4287_asks_for(reports: list[Report]) -> None:
    root = ElementTree.fromstring(written("atom", reports))
    space = "{http://www.w3.org/2005/Atom}"
    for node in (root, *root.findall(f"{space}entry")):
        for name in ("id", "title", "updated"):
            assert len(node.findall(f"{space}{name}")) == 1
    assert len({entry.findtext(f"{space}id") for entry in root.findall(f"{space}entry")}) == len(reports)
