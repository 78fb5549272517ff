"""Additions from an extract of a Wikidata JSON dump: entities as a JSON array, or one a line. Yields Addition.

Read of an entity: labels and aliases in the language and in English, the English description, and of its claims P31
(what it is), P27 and P17 (whose it is), P39 (positions held, with P580 and P582, their first and last day), P102 (its
party), P571 and P576 (first and last day of a body). Countries are known by their items in ``countries.yaml``, or by
P298 where the extract holds them. An entity that only stands for a position, class or country of another is none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from gahnama.additions.rows import Addition, Held, RowError
from gahnama.datafile import Record, load_yaml
from gahnama.errors import InputError
from gahnama.ontology import FOLDER, Ontology

_HUMAN = "Q5"
_ITEM = re.compile(r"Q[1-9][0-9]*")
_TIME = re.compile(r"\+(\d{4})-(\d{2})-(\d{2})T")
_DAY, _MONTH, _YEAR = 11, 10, 9
"""Wikidata's precisions of a time that say at least the year."""
_REFERENCES = ("P31", "P39", "P27", "P17", "P102")

Entity = dict[str, Any]
Placed = tuple[str, Entity | RowError]


@dataclass(frozen=True, slots=True)
class Sectors:
    """``wikidata.yaml``: words of English descriptions, in order, and the sectors that they tell."""

    rules: tuple[tuple[str, tuple[str, ...]], ...]

    def of(self, *told: str | None) -> str | None:
        """The sector of the first text that tells one."""
        for text in filter(None, told):
            low = f" {text.lower()}"
            for sector, words in self.rules:
                if any(f" {word}" in low for word in words):
                    return sector
        return None


def additions(text: str, name: str, language: str, ontology: Ontology) -> Iterator[Addition | tuple[str, RowError]]:
    """The people and bodies of an extract; what can't be taken as where and RowError.

    ``name``: the name of the file; ``language``: the code of the names to take. Raises InputError for what is no JSON.
    """
    placed = list(_entities(text, name))
    entities = {str(entity.get("id")): entity for _, entity in placed if not isinstance(entity, RowError)}
    referred = {item for entity in entities.values() for claim in _REFERENCES for item in _items(entity, claim)}
    reader = _Reader(entities, language, ontology, f"read:{name}")
    for where, entity in placed:
        if isinstance(entity, RowError):
            yield where, entity
        elif str(entity.get("id")) not in referred and not _values(entity, "P298"):
            try:
                yield reader.addition(entity, where)
            except RowError as error:
                yield where, error


class _Reader:
    """Makes additions of the entities of one extract."""

    def __init__(self, entities: dict[str, Entity], language: str, ontology: Ontology, basis: str) -> None:
        self._entities, self._language, self._basis = entities, language, basis
        self._countries = {item: thing.id for thing in ontology.things.values() for item in thing.wikidata}
        for identifier, entity in entities.items():
            for code in _values(entity, "P298"):
                self._countries.setdefault(identifier, str(code))
        path = FOLDER / "wikidata.yaml"
        record = Record(load_yaml(path), path, "wikidata")
        self._positions, self._classes = (_sectors(record, key) for key in ("positions", "classes"))
        record.done()

    def addition(self, entity: Entity, where: str) -> Addition:
        """The addition that an entity describes. Raises RowError."""
        identifier = str(entity.get("id"))
        if not _ITEM.fullmatch(identifier):
            raise RowError(f"the id is {identifier!r}; expected an item such as Q42")
        human = _HUMAN in _items(entity, "P31")
        names = [re.sub(r"\s*\([^)]*\)$", "", name) for name in _labels(entity, self._language)]
        if not names:
            raise RowError(f"{identifier} has no label or alias in {self._language!r}; add one, or take the entity out")
        whole = tuple(dict.fromkeys(name for name in names if " " in name or not human))
        return Addition(
            kind="person" if human else "organisation",
            id=f"wikidata-{identifier.lower()}",
            en=next(iter(_labels(entity, "en")), identifier),
            names=whole,
            short=tuple(dict.fromkeys(name for name in names if name not in whole)),
            periods=tuple(self._held(entity, identifier) if human else self._body(entity, identifier)),
            basis=self._basis,
            where=where,
        )

    def _held(self, entity: Entity, identifier: str) -> list[Held]:
        """The positions of a person by their beginning; without one, what the party or the description tells."""
        code = self._code(entity, "P27", identifier)
        found = []
        for claim in _claims(entity, "P39"):
            for position in _ids(claim.get("mainsnak")):
                held = self._entities.get(position, {})
                office = next(iter(_labels(held, "en")), None)
                sector = self._positions.of(office, _text(held, "descriptions"), _text(entity, "descriptions")) or "GOV"
                first, last = (_qualified(claim, qualifier) for qualifier in ("P580", "P582"))
                found.append(Held(code, sector, office, first, last))
        if not found:
            sector = "PTY" if _claims(entity, "P102") else self._positions.of(_text(entity, "descriptions")) or "CVL"
            found.append(Held(code, sector))
        return sorted(found, key=lambda held: held.first or "")

    def _body(self, entity: Entity, identifier: str) -> list[Held]:
        code = self._code(entity, "P17", identifier)
        classes = [self._entities.get(item, {}) for item in _items(entity, "P31")]
        labels = [next(iter(_labels(one, "en")), None) for one in classes]
        sector = self._classes.of(*labels, _text(entity, "descriptions"))
        if sector is None:
            raise RowError(
                f"{identifier}: neither its English description nor the labels of its classes (P31) tell a sector; "
                "add the entities of its classes to the file, or give it in a CSV table"
            )
        first, last = (next((_day(value) for value in _values(entity, claim)), None) for claim in ("P571", "P576"))
        return [Held(code, sector, None, first, last)]

    def _code(self, entity: Entity, claim: str, identifier: str) -> str:
        items = _items(entity, claim)
        code = next((self._countries[item] for item in items if item in self._countries), None)
        if code is None:
            told = f"{claim} is {', '.join(items)}, no country known" if items else f"has no {claim} (country)"
            raise RowError(
                f"{identifier}: {told}; add it, with the entity of that country and its P298, "
                "or give the code in a CSV table"
            )
        return code


def _sectors(record: Record, key: str) -> Sectors:
    rules = []
    for item in record.records(key, key):
        rules.append((str(item.text("sector")), tuple(str(word) for word in item.texts("words", required=True))))
        item.done()
    return Sectors(tuple(rules))


def _entities(text: str, name: str) -> Iterator[Placed]:
    """Every entity with its place: of a ``.json`` file those of the array, else one a line, as in a dump."""
    if name.lower().endswith(".json"):
        try:
            array = json.loads(text)
        except (json.JSONDecodeError, RecursionError) as error:
            raise InputError(
                f"{name}: is no JSON ({error}); write a JSON array, or one entity a line (.jsonl)"
            ) from None
        if not isinstance(array, list):
            raise InputError(f"{name}: is no array; write a JSON array of entities, or one entity a line (.jsonl)")
        yield from ((f"{name}: entity {number}", _entity(node)) for number, node in enumerate(array, 1))
        return
    for number, line in enumerate(text.splitlines(), 1):
        bare = line.strip().rstrip(",")
        if bare and bare not in ("[", "]"):
            where = f"{name}: row {number}"
            try:
                yield where, _entity(json.loads(bare))
            except (json.JSONDecodeError, RecursionError) as error:
                yield where, RowError(f"is no JSON ({error}); write one entity a line")


def _entity(node: Any) -> Entity | RowError:
    if not isinstance(node, dict) or not isinstance(node.get("id"), str):
        return RowError('is no entity; expected an object with "id", "labels" and "claims"')
    return node


def _labels(entity: Entity, language: str) -> list[str]:
    """The label and then the aliases in a language."""
    found = [_text(entity, "labels", language)]
    aliases = _mapping(entity.get("aliases")).get(language)
    found += [_mapping(alias).get("value") for alias in aliases] if isinstance(aliases, list) else []
    return [" ".join(text.split()) for text in found if isinstance(text, str) and text.strip()]


def _text(entity: Entity, key: str, language: str = "en") -> str | None:
    value = _mapping(_mapping(entity.get(key)).get(language)).get("value")
    return value if isinstance(value, str) else None


def _mapping(node: Any) -> dict[str, Any]:
    return node if isinstance(node, dict) else {}


def _claims(entity: Entity, claim: str) -> list[dict[str, Any]]:
    """The statements of a claim, without those that Wikidata has deprecated."""
    found = _mapping(entity.get("claims")).get(claim)
    listed = [_mapping(one) for one in found] if isinstance(found, list) else []
    return [one for one in listed if one.get("rank") != "deprecated"]


def _value(snak: Any) -> Any:
    return _mapping(_mapping(snak).get("datavalue")).get("value")


def _values(entity: Entity, claim: str) -> list[Any]:
    return [value for one in _claims(entity, claim) if (value := _value(one.get("mainsnak"))) is not None]


def _ids(snak: Any) -> list[str]:
    identifier = _mapping(_value(snak)).get("id")
    return [identifier] if isinstance(identifier, str) else []


def _items(entity: Entity, claim: str) -> list[str]:
    return [identifier for one in _claims(entity, claim) for identifier in _ids(one.get("mainsnak"))]


def _qualified(claim: dict[str, Any], qualifier: str) -> str | None:
    """The day of a qualifier, as far as it is told."""
    snaks = _mapping(claim.get("qualifiers")).get(qualifier)
    days = [_day(_value(snak)) for snak in snaks] if isinstance(snaks, list) else []
    return next(filter(None, days), None)


def _day(value: Any) -> str | None:
    """A time of Wikidata as year, month or day; None where not even the year is told."""
    time, precision = _mapping(value).get("time"), _mapping(value).get("precision")
    found = _TIME.match(time) if isinstance(time, str) else None
    if found is None or not isinstance(precision, int) or precision < _YEAR:
        return None
    return "-".join(found.groups()[: {_YEAR: 1, _MONTH: 2}.get(precision, 3)])
