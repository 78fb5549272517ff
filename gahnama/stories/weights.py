"""The shipped weights: ``weights.yaml``, validated. The file says what they mean."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import log2
from pathlib import Path

from gahnama.datafile import Record, load_yaml

FILE = Path(__file__).parent / "weights.yaml"

BOUNDS = ("link", "unlike", "rival", "rival_days")
"""Bits that decide about joins; the file says how."""

LEVELS: dict[str, tuple[str, ...]] = {
    "happening": ("same", "unknown", "another"),
    "type": ("same type and mode", "same type", "other modes", "same family"),
    "days": (
        "same day",
        "a day apart",
        "same day and untold",
        "within a week",
        "within two months",
        "a day apart and untold",
        "within years",
        "unknown",
    ),
    "participants": (
        "same on both sides",
        "some on both sides",
        "same doers",
        "same recipients",
        "sides swapped",
        "one country alone",
        "unknown",
        "some in common",
        "none in common",
    ),
    "named": ("several in common", "one in common", "unknown", "others"),
    "doers": ("same", "in common", "unknown", "others", "other speakers"),
    "place": (
        "same place",
        "near place",
        "same country",
        "unknown",
        "another place",
        "another country",
        "another scene",
    ),
    "words": ("most", "many", "some", "none"),
    "topic": ("most", "many", "some", "unknown", "none"),
    "status": ("same", "planned and done", "told and denied", "other"),
}
"""The fields that are compared and the levels that a comparison can come to, the closest first."""


@dataclass(frozen=True)
class Weights:
    """``bits`` of each field and level; ``probabilities`` (m, u) behind them; ``prior``, and the bounds in bits."""

    prior: float
    link: float
    unlike: float
    rival: float
    rival_days: float
    probabilities: dict[str, dict[str, tuple[float, float]]]
    families: tuple[frozenset[str], ...]

    def bits(self, field: str, level: str) -> float:
        """What a level weighs: log2(m / u)."""
        m, u = self.probabilities[field][level]
        return log2(m / u)

    @property
    def prior_bits(self) -> float:
        """The prior as log2 odds."""
        return log2(self.prior / (1 - self.prior))

    def related(self, type_: str) -> frozenset[str]:
        """The types that reports of one happening may have beside ``type_``, itself among them."""
        return frozenset({type_}).union(*(family for family in self.families if type_ in family))


@cache
def load_weights(path: Path = FILE) -> Weights:
    """The weights of a file. Raises LanguageDataError with file and line."""
    record = Record(load_yaml(path), path, "weights")
    prior, link, unlike, rival, rival_days = (_number(record, key) for key in ("prior", *BOUNDS))
    if not 0 < prior < 1:
        raise record.error(f"prior is {prior}; expected a share between 0 and 1")
    fields: dict[str, dict[str, tuple[float, float]]] = {}
    for field in record.records("fields", "a field"):
        name = field.one_of("field", tuple(LEVELS)) or ""
        levels = {}
        for row in field.records("levels", "a level"):
            level = row.one_of("level", LEVELS[name]) or ""
            levels[level] = (_number(row, "m"), _number(row, "u"))
            if not all(0 < share <= 1 for share in levels[level]):
                raise row.error("m and u are shares above 0, up to 1")
            row.done()
        if tuple(levels) != LEVELS[name]:
            raise field.error(f"the levels of {name} are {', '.join(LEVELS[name])}, in this order")
        fields[name] = levels
        field.done()
    if tuple(fields) != tuple(LEVELS):
        raise record.error(f"the fields are {', '.join(LEVELS)}, in this order")
    families = tuple(frozenset(map(str, family)) for family in record.node.get("families") or ())
    record.known.append("families")
    record.done()
    return Weights(prior, link, unlike, rival, rival_days, fields, families)


def _number(record: Record, key: str) -> float:
    value = record.number(key)
    if value is None:
        raise record.error(f"{key} is missing")
    return value
