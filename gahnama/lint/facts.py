"""Checks ontology/: ids, codes, bases, dates in order, offices that exclude each other. Yields Finding."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from gahnama.datafile import Map, Record
from gahnama.lint.findings import DataFile, Finding, texts
from gahnama.ontology import KINDS, read_day

_BASES = ("general knowledge, read twice",)
_READ = "read:"
_FORMER = "former "
_PRIVATE = "ELI"


@dataclass(frozen=True, slots=True)
class Tenure:
    """One office of one person, with the days on which it was held whichever way its dates are read.

    A year says that the office began or ended on some day of it: ``surely_from`` is the last such day, ``surely_to``
    the first one, so that two who hand over in one year don't hold the office together. None: open at that end.
    """

    person: str
    office: str
    code: str
    sector: str
    surely_from: date | None
    surely_to: date | None
    row: Map

    def meets(self, other: Tenure) -> bool:
        """Whether there surely is a day on which both are held."""
        first = max((day for day in (self.surely_from, other.surely_from) if day), default=None)
        last = min((day for day in (self.surely_to, other.surely_to) if day), default=None)
        empty = any(one.surely_from and one.surely_to and one.surely_from > one.surely_to for one in (self, other))
        return not empty and (first is None or last is None or first <= last)


@dataclass(frozen=True, slots=True)
class Exclusive:
    """``exclusive.yaml``: what can't be at one time."""

    singular: frozenset[str]
    incompatible: tuple[frozenset[str], ...]
    rivals: tuple[Tenure, ...]

    def contested(self, one: Tenure, other: Tenure) -> bool:
        """Whether the country had rival governments while both were in office."""
        same = (rival for rival in self.rivals if (rival.code, rival.office) == (one.code, one.office))
        return any(rival.meets(one) and rival.meets(other) for rival in same)


def facts(folder: Path) -> Iterator[Finding]:
    """All that does not hold in the ontology of ``folder``."""
    base = folder.parent
    files = {name: DataFile(folder / f"{name}.yaml", base) for name in (*KINDS.values(), "places")}
    plover = DataFile(folder / "plover.yaml", base).root
    countries = {str(row["id"]) for row in files["countries"].rows if row.get("id")}
    special, sectors = ({str(text) for text in texts(plover, key)} for key in ("codes", "sectors"))
    for name, file in files.items():
        yield from _ids(file)
        yield from _bases(file)
        yield from _codes(file, countries if name == "places" else countries | special, sectors)
    for name in ("organisations", "people"):
        yield from _order(files[name])
    yield from _shared_ids([files[name] for name in KINDS.values()])
    yield from offices(files["people"], _exclusive(folder / "exclusive.yaml", base))
    yield from _unheld(DataFile(folder / "offices.yaml", base), files["people"])


def _ids(file: DataFile) -> Iterator[Finding]:
    seen: dict[str, Map] = {}
    for row in file.rows:
        identifier = str(row.get("id"))
        if identifier in seen:
            yield file.finding(row, f"the id {identifier!r} is taken by line {seen[identifier].line}; choose another")
        seen.setdefault(identifier, row)


def _shared_ids(files: list[DataFile]) -> Iterator[Finding]:
    """Countries, organisations, media and people are told apart by id alone."""
    seen: dict[str, str] = {}
    for file in files:
        for row in file.rows:
            owner = seen.setdefault(str(row.get("id")), file.name)
            if owner != file.name:
                yield file.finding(row, f"the id {row.get('id')!r} stands in {owner} too; choose another")


def _bases(file: DataFile) -> Iterator[Finding]:
    for row in file.rows:
        basis = str(row.get("basis"))
        if basis not in _BASES and not (basis.startswith(_READ) and len(basis) > len(_READ)):
            yield file.finding(
                row, f"{row.get('id')}: the basis is {basis!r}; say {_BASES[0]!r}, or {_READ}NAME of what was read"
            )


def _codes(file: DataFile, codes: set[str], sectors: set[str]) -> Iterator[Finding]:
    for row in file.rows:
        periods = [period for key in ("offices", "periods") for period in row.get(key) or ()]
        for node in [row.get("country"), *(one.get("code") for one in (row, *periods))]:
            if node is not None and node not in codes:
                yield file.finding(
                    node, f"{row.get('id')}: {node!r} is no country of countries.yaml and no code of plover.yaml"
                )
        for node in (one.get("sector") for one in (row, *periods)):
            if node is not None and node not in sectors:
                yield file.finding(node, f"{row.get('id')}: {node!r} is no sector of plover.yaml")


def _order(file: DataFile) -> Iterator[Finding]:
    """From before to, and the periods of a thing by their beginning: of two that overlap, the later listed counts."""
    for row in file.rows:
        record = Record(row, Path(file.name), str(row.get("id")))
        first, last = read_day(record, "from", end=False), read_day(record, "to", end=True)
        if first and last and first > last:
            yield file.finding(row, f"{row.get('id')}: from lies after to; swap or correct them")
        before: date | None = None
        for period in row.get("offices") or row.get("periods") or ():
            begin = read_day(Record(period, Path(file.name), str(row.get("id"))), "from", end=False)
            if before and begin and begin < before:
                yield file.finding(period, f"{row.get('id')}: stands behind a later period; list them as they began")
            before = begin or before


def _unheld(file: DataFile, people: DataFile) -> Iterator[Finding]:
    """Offices that a title can name and nobody holds; «spokesman» stands for all offices that begin so."""
    held = {str(period.get("office")) for row in people.rows for period in row.get("offices") or ()}
    for row in file.rows:
        for office in texts(row, "offices"):
            if not any(name == office or name.startswith(f"{office} ") for name in held):
                yield file.finding(office, f"nobody in {people.name} is {office!r}; mend it or take it out")


def offices(people: DataFile, rules: Exclusive) -> Iterator[Finding]:
    """Two holders of one singular office of a country, and two offices that nobody holds together."""
    held: dict[tuple[str, str], list[Tenure]] = defaultdict(list)
    for row in people.rows:
        own = [_tenure(row, period, people.name) for period in row.get("offices") or ()]
        for place, tenure in enumerate(own):
            for other in own[:place]:
                reason = _incompatible(tenure, other, rules)
                if reason and tenure.meets(other):
                    yield people.finding(
                        tenure.row, f"{tenure.person}: {tenure.office} beside {other.office}: {reason}; mend the dates"
                    )
            if tenure.office in rules.singular:
                held[tenure.code, tenure.office].append(tenure)
    for (code, office), tenures in held.items():
        for place, tenure in enumerate(tenures):
            for other in tenures[:place]:
                if other.person != tenure.person and tenure.meets(other) and not rules.contested(tenure, other):
                    yield people.finding(
                        tenure.row,
                        f"{tenure.person} is {office} of {code} at a time when {other.person} is "
                        f"(line {other.row.line}); mend the dates",
                    )


def _incompatible(one: Tenure, other: Tenure, rules: Exclusive) -> str:
    """Why one person can't hold two offices together; empty where that can be."""
    if one.office == other.office and one.code == other.code:
        return "the same office twice"
    if _FORMER + one.office == other.office or _FORMER + other.office == one.office:
        return "held and no longer held" if one.code == other.code else ""
    if one.code != other.code and one.office in rules.singular and other.office in rules.singular:
        return "offices of two countries"
    if _PRIVATE in (one.sector, other.sector) and one.sector != other.sector:
        return "in office and out of it"
    if one.code == other.code and any({one.office, other.office} <= group for group in rules.incompatible):
        return "nobody holds both"
    return ""


def _tenure(row: Map, period: Map, file: str) -> Tenure:
    record = Record(period, Path(file), str(row.get("id")))
    return Tenure(
        person=str(row.get("id")),
        office=str(period.get("office") or ""),
        code=str(period.get("code")),
        sector=str(period.get("sector")),
        surely_from=read_day(record, "from", end=True),
        surely_to=read_day(record, "to", end=False),
        row=period,
    )


def _exclusive(path: Path, base: Path) -> Exclusive:
    root = DataFile(path, base).root
    record = Record(root, path, "exclusive")
    rivals = []
    for item in record.records("rivals", "rival governments"):
        item.text("reason")
        first, last = read_day(item, "from", end=False), read_day(item, "to", end=True)
        rivals.append(Tenure("", str(item.text("office")), str(item.text("code")), "", first, last, item.node))
        item.done()
    groups = []
    for item in record.records("incompatible", "offices"):
        groups.append(frozenset(str(office) for office in item.texts("offices", required=True)))
        item.done()
    singular = frozenset(str(office) for office in record.texts("singular", required=True))
    record.done()
    return Exclusive(singular, tuple(groups), tuple(rivals))
