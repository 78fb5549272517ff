"""Takes a file of people and organisations in: CSV by its ending, else Wikidata's JSON. Yields Import."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from gahnama.additions import table, wikidata
from gahnama.additions.rows import Addition, Import, Refused, RowError, check, merged
from gahnama.errors import InputError
from gahnama.language import Language
from gahnama.ontology import Ontology

TABLES = (".csv", ".tsv")
EXTRACTS = (".json", ".jsonl", ".ndjson")


def take(path: Path, language: Language, ontology: Ontology) -> Import:
    """The additions of a file, each checked, and the rows that can't be taken, in the order of the file.

    A person or body that the package knows by the same full name gets its id. Raises InputError for a file that can't
    be read at all.
    """
    found = Import()
    ending = path.suffix.lower()
    if ending in TABLES:
        rows = table.additions(_text(path), path.name)
    elif ending in EXTRACTS:
        rows = wikidata.additions(_text(path), path.name, language.code, ontology)
    else:
        raise InputError(f"{path}: is neither a table nor an extract; name it {', '.join((*TABLES, *EXTRACTS))}")
    for row in rows:
        if isinstance(row, Addition):
            try:
                check(row, ontology)
                found.taken.append(row)
            except RowError as error:
                found.refused.append(Refused(row.where, str(error)))
        else:
            found.refused.append(Refused(row[0], str(row[1])))
    taken: dict[str, Addition] = {}
    for addition in merged(found.taken, language, ontology):
        before = taken.get(addition.id)
        if before is not None and before.kind == addition.kind:
            addition = replace(
                before, names=_union(before.names, addition.names), periods=before.periods + addition.periods
            )
        taken[addition.id] = addition
    found.taken = list(taken.values())
    return found


def _union(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*one, *other)))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"{path}: can't be read ({error.strerror}); check the name") from None
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: byte {error.start} is not UTF-8; save the file as UTF-8") from None
