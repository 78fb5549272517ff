"""The CAMEO code of a PLOVER event: the way back through ``cameo.yaml``, which leads from CAMEO to PLOVER.

That way is one to many. The most general code that comes back as the same type and mode is given; where several are
equally general, or none comes back, the two digits of the root under which most codes of the type stand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gahnama.datafile import Record, records

FILE = Path(__file__).parent / "cameo.yaml"
_ROOT = 2


@dataclass(frozen=True)
class Code:
    """A CAMEO code, its name and what it becomes; ``narrower``: it names one deed among those of its type and mode."""

    code: str
    type: str
    mode: str | None
    narrower: bool
    en: str


@cache
def codes() -> tuple[Code, ...]:
    """The whole table, in its order."""
    return tuple(records(FILE, "CAMEO code", _code))


def cameo(type_: str, modes: Iterable[str]) -> str:
    """The CAMEO code (two to four digits) of an event; of one with modes that lead to several codes the root's two."""
    found = {_back(type_, mode) for mode in modes or (None,)}
    return found.pop() if len(found) == 1 else _root(type_)


@cache
def cameo_name(code: str) -> str:
    """What CAMEO calls a code that ``cameo`` gives; a root is called as the code that specifies nothing more."""
    names = {row.code: row.en for row in codes()}
    return names.get(code) or names[f"{code}0"]


@cache
def _back(type_: str, mode: str | None) -> str:
    candidates = [row.code for row in codes() if (row.type, row.mode) == (type_, mode) and not row.narrower]
    shortest = min(map(len, candidates), default=0)
    general = [code for code in candidates if len(code) == shortest]
    unspecified = [code for code in general if code.endswith("0")]  # CAMEO's «not specified below»
    for few in (unspecified, general):
        if len(few) == 1:
            return few[0]
    roots = {code[:_ROOT] for code in general}
    return roots.pop() if len(roots) == 1 else _root(type_)


@cache
def _root(type_: str) -> str:
    counts = Counter(row.code[:_ROOT] for row in codes() if row.type == type_)
    return max(counts, key=lambda root: (counts[root], root))


def _code(record: Record) -> Code:
    return Code(
        record.text("code"), record.text("type"), record.optional("mode"), record.flag("narrower"), record.text("en")
    )
