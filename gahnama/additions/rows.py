"""One person or organisation on its way into a file of additions: checked, then written as YAML. Yields Addition."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from gahnama.additions.load import GROUPS
from gahnama.errors import InputError
from gahnama.language import Language
from gahnama.ontology import Ontology, parse_day

_HEAD = (
    "# People and organisations read beside those of Gahnama: gahnama read … --actors THIS-FILE (docs/data-files.md).\n"
)


@dataclass(frozen=True, slots=True)
class Held:
    """An office of a person, or what an organisation was in some years; the dates as written, None where open."""

    code: str
    sector: str
    office: str | None = None
    first: str | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True)
class Addition:
    """``where`` names the row that it comes from; ``periods`` in the order in which they began."""

    kind: str
    id: str
    en: str
    names: tuple[str, ...]
    basis: str
    where: str
    short: tuple[str, ...] = ()
    periods: tuple[Held, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that can't be taken: where, why, and what to do."""

    where: str
    reason: str

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}"


@dataclass(slots=True)
class Import:
    """What an import came to."""

    taken: list[Addition] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


class RowError(InputError):
    """A row can't be taken; the message says why and what to do."""


def check(addition: Addition, ontology: Ontology) -> None:
    """Raises RowError where a value is none that the reader knows."""
    if not (addition.names or addition.short):
        raise RowError("has no Persian name; give at least one")
    for held in addition.periods:
        if held.code not in ontology.codes:
            raise RowError(
                f"{held.code!r} is no code; give an ISO 3166 alpha-3 code such as IRN, or one of "
                f"{', '.join(ontology.plover.codes)}"
            )
        if held.sector not in ontology.plover.sectors:
            raise RowError(f"{held.sector!r} is no sector; give one of {', '.join(ontology.plover.sectors)}")
        days = []
        for what, told in (("from", held.first), ("to", held.last)):
            try:
                days.append(parse_day(told, end=what == "to") if told else None)
            except ValueError:
                raise RowError(f"{what} is {told!r}; give a year, YYYY-MM or YYYY-MM-DD, or leave it empty") from None
        if days[0] and days[1] and days[0] > days[1]:
            raise RowError(f"from {held.first} lies after to {held.last}; swap or correct them")


def merged(additions: Iterable[Addition], language: Language, ontology: Ontology) -> Iterator[Addition]:
    """The additions with the id of the one of the package that bears the same full name, if exactly one does."""
    known: dict[tuple[str, str], set[str]] = {}
    for group, kind in GROUPS.items():
        for names in language.names[group]:
            for name in names.names:
                known.setdefault((kind, language.text.compact(name)), set()).add(names.id)
    for addition in additions:
        found = {one for name in addition.names for one in known.get((addition.kind, language.text.compact(name)), ())}
        if len(found) == 1 and addition.id not in ontology.things:
            (same,) = found
            yield replace(addition, id=same, en=ontology.things[same].en)
        else:
            yield addition


def as_yaml(additions: Iterable[Addition]) -> str:
    """The file that ``load_additions`` reads: the same additions give the same bytes."""
    listed = list(additions)
    lines = [_HEAD]
    for group, kind in GROUPS.items():
        rows = [addition for addition in listed if addition.kind == kind]
        if rows:
            lines.append(f"{group}:\n")
        for addition in rows:
            lines.append(f"- id: {_quoted(addition.id)}\n  en: {_quoted(addition.en)}\n")
            for key, names in (("names", addition.names), ("short", addition.short)):
                if names:
                    lines.append(f"  {key}: [{', '.join(_quoted(name) for name in names)}]\n")
            lines += _periods(addition)
            lines.append(f"  basis: {_quoted(addition.basis)}\n")
    return "".join(lines)


def _periods(addition: Addition) -> Iterator[str]:
    if addition.kind == "organisation" and addition.periods:
        latest = addition.periods[-1]
        yield f"  code: {latest.code}\n  sector: {latest.sector}\n"
        if len(addition.periods) == 1 and not (latest.first or latest.last):
            return
    if addition.periods:
        yield "  offices:\n" if addition.kind == "person" else "  periods:\n"
    for held in addition.periods:
        fields = [f"code: {held.code}", f"sector: {held.sector}"]
        fields += [f"office: {_quoted(held.office)}"] if held.office else []
        fields += [f"from: {held.first or 'null'}", f"to: {held.last or 'null'}"]
        yield f"  - {{{', '.join(fields)}}}\n"


def _quoted(text: str) -> str:
    """The text as a scalar of YAML, whatever it holds; JSON's escapes are YAML's."""
    return json.dumps(text, ensure_ascii=False)
