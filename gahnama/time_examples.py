"""Sentences with all of their times as test cases: ``times-examples.yaml`` of a language, or any file of its form.

``gahnama check``, the tests and ``evaluation/times.py`` run them. Yields TimeExample.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from gahnama.datafile import Record, load_yaml
from gahnama.model import Document, Span, Time
from gahnama.reader import Reader
from gahnama.times.edtf import same_time


@dataclass(frozen=True, slots=True)
class ExpectedTime:
    """A time that a text holds; ``edtf`` is None where nothing places it."""

    span: Span
    quote: str
    edtf: str | None
    kind: str


@dataclass(frozen=True, slots=True)
class TimeExample:
    """A text with every time in it, in order; ``where`` is file and line."""

    where: str
    text: str
    published: date | None
    times: tuple[ExpectedTime, ...]


def time_examples(path: Path) -> Iterator[TimeExample]:
    """The examples of a file; raises ``LanguageDataError`` with file and line."""
    for node in load_yaml(path) or ():
        record = Record(node, path, "an example of times")
        text, published = record.text("text"), record.optional("published")
        times, position = [], 0
        for time in record.records("times", "a time"):
            quote = time.text("quote")
            start = text.find(quote, position)
            if start < 0:
                raise time.error(f"{quote!r} doesn't stand in the text behind the time before it", quote)
            position = start + len(quote)
            kind = time.optional("kind") or "time"
            times.append(ExpectedTime(Span(start, position), str(quote), time.optional("edtf"), str(kind)))
            time.optional("tense")
            time.done()
        record.done()
        try:
            day = date.fromisoformat(published) if published else None
        except ValueError:
            raise record.error(f"published is {published!r}; expected a day such as 2020-10-16", published) from None
        yield TimeExample(f"{path.parent.name}/{path.name}:{record.line}", str(text), day, tuple(times))


def found_times(example: TimeExample, reader: Reader) -> list[tuple[Span, Time]]:
    """The times that a reader finds in the text, each with the characters from its first to its last."""
    return [
        (Span(min(span.start for span in time.spans), max(span.end for span in time.spans)), time)
        for time in reader.times(Document("example", example.text, published=example.published, language=""))
    ]


def time_failure(example: TimeExample, reader: Reader) -> str | None:
    """What is wrong with the times of one example; None when all are found as they stand, mean what they should, and
    there is no other."""
    found = found_times(example, reader)
    quotes = [example.text[span.start : span.end] for span, _ in found]
    if [span for span, _ in found] != [one.span for one in example.times]:
        wanted = ", ".join(f"«{one.quote}»" for one in example.times) or "no time"
        return f"finds {', '.join(f'«{quote}»' for quote in quotes) or 'no time'}, and should find {wanted}"
    for one, (_, time) in zip(example.times, found, strict=True):
        if not same_time(one.edtf, time.edtf):
            return f"«{one.quote}» is {time.edtf} ({time.explanation}), and should be {one.edtf}"
    return None
