"""Adding the same articles again changes no byte of what is exported."""

from __future__ import annotations

import io
from pathlib import Path

from gahnama.export import FORMATS, export
from gahnama.store import Added, Chronicle


def test_adding_the_articles_again_changes_no_byte_of_any_export(tmp_path: Path, root: Path) -> None:
    articles = root / "evaluation" / "articles.jsonl"
    with Chronicle.open(tmp_path / "a.db") as chronicle:
        assert _became(chronicle, articles) == {"added"}
        before = {form: _exported(chronicle, form) for form in FORMATS}
        assert _became(chronicle, articles) == {"known"}
        assert {form: _exported(chronicle, form) for form in FORMATS} == before
    assert all(before.values())


def _became(chronicle: Chronicle, articles: Path) -> set[str]:
    return {one.became for one in chronicle.add([articles]) if isinstance(one, Added)}


def _exported(chronicle: Chronicle, form: str) -> bytes:
    file = io.BytesIO()
    export(chronicle.search(), form, file)
    return file.getvalue()
