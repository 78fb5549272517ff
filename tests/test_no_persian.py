"""No Persian word stands in the code: the language is data. Docstrings, comments and help texts may show examples.

Nor does the event stage know PLOVER's types by name: what is particular to one is said in the ontology.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from gahnama.ontology import load_ontology

ARABIC_SCRIPT = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")
PACKAGE = Path(__file__).parent.parent / "gahnama"
HELPERS = ("help", "epilog")


def shown(tree: ast.AST) -> set[int]:
    """The ids of the constants that only show something: docstrings, strings by themselves, help texts."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            found.add(id(node.value))
        elif isinstance(node, ast.keyword) and node.arg in HELPERS:
            found |= {id(inner) for inner in ast.walk(node.value)}
    return found


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_code_holds_no_persian(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    allowed = shown(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in allowed:
            assert not ARABIC_SCRIPT.search(node.value), f"{path}:{node.lineno}: {node.value!r} belongs into languages/"
        for name in ("id", "name", "attr", "arg"):
            assert not ARABIC_SCRIPT.search(str(getattr(node, name, ""))), f"{path}: a Persian identifier"


@pytest.mark.parametrize("path", sorted((PACKAGE / "events").glob("*.py")), ids=lambda path: path.name)
def test_the_event_stage_names_no_type(path: Path) -> None:
    types = set(load_ontology().plover.modes)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant):
            assert node.value not in types, f"{path}:{node.lineno}: {node.value} belongs into ontology/plover.yaml"
