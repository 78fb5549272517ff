"""Dependencies point one way: a module imports only from the layers below its own, and from its own package."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

LAYERS = (
    ("model", "errors", "settings"),
    ("records", "pools"),
    ("datafile", "learned"),
    ("language", "ontology"),
    ("versions",),
    ("text", "additions"),
    ("times", "actors", "places", "intake"),
    ("events", "stories"),
    ("reader",),
    ("examples", "time_examples", "explain", "score", "schema", "batch", "lint"),
    ("decision_examples",),
    ("check", "show"),
    ("store", "show_stories"),
    ("export",),
    ("terminal",),
    ("web",),
    ("cli_filters",),
    ("cli_chronicle",),
    ("cli_export",),
    ("cli_web",),
    ("cli",),
)
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}
PACKAGE = Path(__file__).parent.parent / "gahnama"
MODULES = sorted(PACKAGE.rglob("*.py"))


def part(module: str) -> str:
    """The part of the package that a module belongs to: ``gahnama.events.find`` → ``events``."""
    return module.split(".")[1] if "." in module else ""


def imported(tree: ast.AST) -> list[tuple[str, int]]:
    """Every Gahnama module that a file imports, anywhere in it, with the line."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(alias.name, node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: write imports out in full"
            module = node.module or ""
            if module == "gahnama":
                found += [(f"gahnama.{alias.name}", node.lineno) for alias in node.names]
            else:
                found.append((module, node.lineno))
    return [(module, line) for module, line in found if module.split(".")[0] == "gahnama"]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_point_down(path: Path) -> None:
    own = path.relative_to(PACKAGE).with_suffix("").parts[0]
    if own == "__init__":
        return  # the public API, lazily
    assert own in RANK, f"gahnama.{own} has no layer yet: add it to LAYERS and to ARCHITECTURE.md"
    for module, line in imported(ast.parse(path.read_text(encoding="utf-8"))):
        other = part(module)
        assert other in RANK, f"{path}:{line}: {module} is in no layer"
        assert other == own or RANK[other] < RANK[own], f"{path}:{line}: {own} must not import {other}"
