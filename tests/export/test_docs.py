"""docs/export.md says what the code does: formats, parts that are dropped, columns."""

from __future__ import annotations

from pathlib import Path

import pytest

from gahnama.export import FORMATS, format_of
from gahnama.export.losses import PARTS
from gahnama.export.rows import COLUMNS

LOSSY = ("polecat", "icews", "gdelt", "gdelt-mentions")
FLAT = ("csv", "parquet", "geojson", "gexf", "ics", "atom")
LOSSLESS = ("plover-jsonl", "jsonld")
GOLD = ("gold",)


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    return (root / "docs" / "export.md").read_text(encoding="utf-8")


def test_every_format_is_there_as_the_code_describes_it(page: str) -> None:
    assert {*LOSSY, *FLAT, *LOSSLESS, *GOLD} == set(FORMATS)
    for name, about in FORMATS.items():
        assert f"\n| `{name}` | {about} | " in page


def test_every_part_is_there_with_what_drops_it(page: str) -> None:
    assert {format_of(form).DROPS for form in LOSSLESS} == {frozenset()}
    assert len({format_of(form).DROPS for form in FLAT}) == 1
    for part in PARTS:
        cells = ("dropped" if part in format_of(form).DROPS else "held" for form in (*LOSSY, FLAT[0], *GOLD))
        assert f"\n| {part} | {' | '.join(cells)} |\n" in page


def test_every_column_is_there(page: str) -> None:
    rows = [f"| `{column.name}` | {column.kind} | {column.about} |" for column in COLUMNS]
    assert page.endswith("\n" + "\n".join(rows) + "\n")
