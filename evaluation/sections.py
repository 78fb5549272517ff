"""The sections that an article stood in, and whether articles of a section tell political deeds (``sections.yaml``)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from gahnama.datafile import load_yaml


def section_kinds() -> dict[str, str]:
    """``politics`` or ``other`` for each section that is known."""
    kinds = load_yaml(Path(__file__).parent / "sections.yaml")
    return {str(section): str(kind) for kind, sections in kinds.items() for section in sections}


def sections_of(text: dict[str, Any]) -> list[str]:
    """The sections of an article as its outlet names them, in their order."""
    return [part.strip() for part in re.split("[/,]", text.get("category") or "")]
