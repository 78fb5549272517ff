"""Real articles are read without a crash, and alike each time. Needs the data folder; reads a sample of it."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from gahnama.batch import as_line
from gahnama.intake import LeftOut, documents
from gahnama.model import Document, Span

EVERY = 25


def sample(folder: Path, to: Path) -> Path:
    """Every 25th article of the corpus, as one file of JSON lines."""
    sources = sorted((folder / "corpus").glob("*.jsonl.gz"))
    if not sources:
        pytest.skip("the data folder has no corpus to read")
    rows = [line for source in sources for line in gzip.decompress(source.read_bytes()).splitlines(keepends=True)]
    to.write_bytes(b"".join(rows[::EVERY]))
    return to


def test_articles_are_read_and_read_alike(shared: Path, tmp_path: Path) -> None:
    found = list(documents([sample(shared, tmp_path / "sample.jsonl")]))
    assert len(found) > 20
    for document in found:
        assert isinstance(document, Document), str(document)
        line = as_line(document)
        assert not isinstance(line, LeftOut), str(line)
        assert line == as_line(document)
        for event in json.loads(line)["events"]:
            for mention in event["mentions"]:
                assert document.quote(Span(mention["start"], mention["end"])) == mention["text"] != ""
