"""Reads files of people and organisations that a user adds, and joins them to a language and the ontology."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from gahnama.datafile import Record, load_yaml
from gahnama.errors import InputError
from gahnama.language import Language, Names
from gahnama.ontology import Ontology, Thing, thing_of

GROUPS = {"people": "person", "organisations": "organisation"}
"""The lists that a file has, and what each holds."""


@dataclass(frozen=True, slots=True)
class Additions:
    """``things`` by id; ``names``: for each list of a file, the names of its ids."""

    things: dict[str, Thing]
    names: dict[str, tuple[Names, ...]]


def load_additions(path: Path, ontology: Ontology) -> Additions:
    """The additions of a file, or of all ``.yaml`` files of a folder in the order of their names.

    Raises InputError where there is no such file, LanguageDataError with file and line on a bad row.
    """
    if path.is_dir():
        files = sorted(path.glob("*.yaml"))
    elif path.is_file():
        files = [path]
    else:
        raise InputError(f"{path}: there is no such file of people and organisations; gahnama actors import makes one")
    things: dict[str, Thing] = {}
    names: dict[str, list[Names]] = {group: [] for group in GROUPS}
    for file in files:
        record = Record(load_yaml(file), file, "additions")
        for group, kind in GROUPS.items():
            for item in record.records(group, kind):
                thing = thing_of(kind)(item)
                _sound(item, thing, ontology)
                if thing.id in things:
                    raise item.error(f"the id {thing.id!r} is taken by a row before; choose another")
                things[thing.id] = thing
                known = Names(
                    thing.id,
                    item.texts("names"),
                    short=item.texts("short") if kind == "person" else (),
                    demonyms=item.texts("demonyms") if kind == "organisation" else (),
                )
                if not (known.names or known.short):
                    raise item.error("has no name; add a list of names")
                names[group].append(known)
                item.done()
        record.done()
    return Additions(things, {group: tuple(found) for group, found in names.items()})


def extended(language: Language, ontology: Ontology, additions: Additions) -> tuple[Language, Ontology]:
    """The language and the ontology with the additions.

    An id that the package has keeps what the package says of it, and gets the names and, behind its own, the periods.
    """
    things = dict(ontology.things)
    for thing in additions.things.values():
        known = things.get(thing.id)
        things[thing.id] = thing if known is None else replace(known, periods=(*known.periods, *thing.periods))
    names = language.names | {group: (*language.names[group], *found) for group, found in additions.names.items()}
    return replace(language, names=names), replace(ontology, things=things)


def _sound(item: Record, thing: Thing, ontology: Ontology) -> None:
    """Refuses codes and sectors that there are not, and an id that stands for something else."""
    for what, values, allowed in (
        ("code", (thing.code, *(period.code for period in thing.periods)), ontology.codes),
        ("sector", (thing.sector, *(period.sector for period in thing.periods)), frozenset(ontology.plover.sectors)),
    ):
        for value in values:
            if value is not None and value not in allowed:
                raise item.error(f"{value!r} is no {what}; docs/data-files.md says which there are")
    known = ontology.things.get(thing.id)
    if known is not None and known.kind != thing.kind:
        raise item.error(f"the id {thing.id!r} is a {known.kind} of the package; choose another")
    if known is None and not (thing.code or thing.periods):
        raise item.error("has no code; add one, such as IRN")
