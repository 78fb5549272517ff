"""Checks a language's names of the ontology's ids: every id named, every spelling settled. Yields Finding."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gahnama.datafile import Map, Record, Text
from gahnama.language import KINDS_OF_NAMES, Language
from gahnama.lint.findings import DataFile, Finding, texts

_ROLES = {"names": "", "cued": "", "short": "short", "governments": "government", "demonyms": "demonym"}
_ROLES["peoples"] = "people"
_KINDS = {"countries": "country", "organisations": "organisation", "media": "medium", "people": "person"}
_KINDS["places"] = "place"
_TITLES = {"offices": "office", "organs": "organ", "forces": "force", "crowds": "crowd"}
_WORDS = {"modifiers": "modifier", "given_names": "given", "counterpart": "counterpart", "counters": "counter"}
_GROUPS = {"sector_adjectives": "adjective", "honorifics": "honorific", "pronouns": "pronoun"}


@dataclass(frozen=True, slots=True)
class Spelling:
    """One spelling as listed: what it may be (``kind``), of which id, and where it stands."""

    text: Text
    kind: str
    id: str
    file: DataFile

    @property
    def meaning(self) -> tuple[str, str]:
        """What makes two spellings mean the same."""
        return self.kind, self.id


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """A row of ``ambiguous.yaml``: spellings between kinds that a rule settles; ``every``: all of those kinds."""

    between: frozenset[str]
    keys: dict[str, Any]
    every: bool


def spellings(language: Language, ontology: Path) -> Iterator[Finding]:
    """All that does not hold between the names of a language and the ontology of a folder."""
    base = language.path.parent
    files = {
        kind: DataFile(language.path / ("places" if kind == "places" else "actors") / f"{kind}.yaml", base)
        for kind in KINDS_OF_NAMES
    }
    for kind, file in files.items():
        yield from _ids(file, DataFile(ontology / f"{kind}.yaml", ontology.parent))
    listed: dict[str, list[Spelling]] = defaultdict(list)
    titles = DataFile(language.path / "actors" / "titles.yaml", base)
    for spelling in (*(one for kind, file in files.items() for one in _named(kind, file)), *_title_words(titles)):
        key = language.text.compact(spelling.text)
        if not key:
            yield spelling.file.finding(spelling.text, f"{spelling.text!r}: nothing is left of it in the normal form")
        else:
            listed[key].append(spelling)
    offices = {str(row.get("id")) for row in (titles.root or {}).get("offices") or ()}
    named = DataFile(ontology / "offices.yaml", ontology.parent)
    for row in named.rows:
        if row.get("title") not in offices:
            yield named.finding(row, f"the title {row.get('title')!r} is no office of {titles.name}; mend the id")
    yield from _twice(listed)
    yield from _ambiguous(listed, DataFile(language.path / "actors" / "ambiguous.yaml", base), language)


def _ids(names: DataFile, known: DataFile) -> Iterator[Finding]:
    """Names of ids that there are not, ids named twice, ids without a name."""
    ids = {str(row.get("id")): row for row in known.rows}
    seen: set[str] = set()
    for row in names.rows:
        identifier = str(row.get("id"))
        if identifier not in ids:
            yield names.finding(row, f"the id {identifier!r} is not in {known.name}; add the fact there or mend the id")
        elif identifier in seen:
            yield names.finding(row, f"{identifier!r} has names above already; put them into one row")
        elif not any(texts(row, key) for key in _ROLES):
            yield names.finding(row, f"{identifier!r} has no name; add one or take the row out")
        seen.add(identifier)
    for identifier, row in ids.items():
        if identifier not in seen:
            yield known.finding(row, f"{identifier!r} has no name in {names.name}; add one")


def _named(kind: str, file: DataFile) -> Iterator[Spelling]:
    for row in file.rows:
        for key, role in _ROLES.items():
            for text in texts(row, key):
                yield Spelling(text, role or _KINDS[kind], str(row.get("id")), file)


def _title_words(file: DataFile) -> Iterator[Spelling]:
    root = file.root if isinstance(file.root, Map) else Map()
    for key, kind in (_TITLES | _GROUPS).items():
        for row in root.get(key) or ():
            for text in texts(row, "names"):
                yield Spelling(text, kind, f"title {row.get('id')}" if key in _TITLES else kind, file)
    for key, kind in _WORDS.items():
        for text in texts(root, key):
            yield Spelling(text, kind, kind, file)


def _twice(listed: dict[str, list[Spelling]]) -> Iterator[Finding]:
    """A spelling that stands twice with one meaning: spaces, half-spaces and folded letters make no second one."""
    for group in listed.values():
        seen: dict[tuple[str, str], Spelling] = {}
        for spelling in group:
            first = seen.setdefault(spelling.meaning, spelling)
            if first is not spelling:
                yield spelling.file.finding(
                    spelling.text, f"{spelling.id}: {spelling.text!r} is the same as line {first.text.line}; keep one"
                )


def _ambiguous(listed: dict[str, list[Spelling]], file: DataFile, language: Language) -> Iterator[Finding]:
    """Spellings of several meanings that no row settles, and rows that settle nothing."""
    rules = []
    for row in file.rows:
        record = Record(row, Path(file.name), "ambiguous")
        record.text("rule")
        between, every = record.texts("between", required=True), record.flag("every")
        keys = {language.text.compact(name): name for name in record.texts("names")}
        record.done()
        rules.append(Ambiguity(frozenset(str(kind) for kind in between), keys, every))
    settled: set[tuple[int, str]] = set()
    for key, group in listed.items():
        kinds = {spelling.kind for spelling in group}
        if len({spelling.meaning for spelling in group}) == 1 or kinds == {"place"}:
            continue  # which of several places is meant the article tells, by its countries
        found = [
            place for place, rule in enumerate(rules) if kinds <= rule.between and (rule.every or key in rule.keys)
        ]
        settled.update((place, key) for place in found)
        if not found:
            others = ", ".join(f"{one.kind} {one.id} ({one.file.name}:{one.text.line})" for one in group[1:])
            yield group[0].file.finding(
                group[0].text,
                f"{group[0].text!r} is {group[0].kind} {group[0].id} and also {others}; "
                f"take it out of one, or list it in {file.name} with the rule that settles it",
            )
    for place, rule in enumerate(rules):
        for key, name in rule.keys.items():
            if (place, key) not in settled:
                yield file.finding(name, f"{name!r} is not ambiguous between these; take it out")
