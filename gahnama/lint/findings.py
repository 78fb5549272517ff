"""What the checks say: Finding, with the file and the line that it is about."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gahnama.datafile import Items, Map, load_yaml


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not hold: file and line, and what is wrong."""

    where: str
    problem: str

    def __str__(self) -> str:
        return f"{self.where}: {self.problem}"


class DataFile:
    """The rows of a data file, each a mapping with its line; none where there is no such file."""

    def __init__(self, path: Path, base: Path) -> None:
        """``base``: the folder that findings name the file from."""
        self.name = path.relative_to(base).as_posix()
        self.root: Any = load_yaml(path) if path.exists() else None
        self.rows: list[Map] = (
            [row for row in self.root if isinstance(row, Map)] if isinstance(self.root, Items) else []
        )

    def finding(self, node: Any, problem: str) -> Finding:
        """A finding about a node of the file."""
        return Finding(f"{self.name}:{getattr(node, 'line', 1)}", problem)


def texts(row: Map, key: str) -> list[Any]:
    """The texts of a list in a row, each with its line; a single text is a list of one."""
    value = row.get(key)
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]
