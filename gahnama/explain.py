"""What fired on a text and why: every entry that matched, what came of it, and what was kept from matching."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from gahnama.events.find import find
from gahnama.events.lexicon import PredicateLexicon
from gahnama.language import Entry, NoEvent, load_language
from gahnama.model import Document, Event, Reading, Span
from gahnama.reader import read
from gahnama.text.parse import Parser


@dataclass(frozen=True, slots=True)
class Fired:
    """An entry that matched the words of ``spans``; ``event``: what came of it, None when nothing did."""

    entry: Entry
    kind: str
    spans: tuple[Span, ...]
    event: Event | None


@dataclass(frozen=True, slots=True)
class Masked:
    """Words that are no event, whatever they hold."""

    rule: NoEvent
    span: Span

    @property
    def where(self) -> str:
        """File and line, from the language folder on."""
        path = self.rule.path
        return f"{path.parent.parent.name}/{path.parent.name}/{path.name}:{self.rule.line}"


@dataclass(frozen=True, slots=True)
class Explanation:
    """A reading with what led to it."""

    reading: Reading
    fired: tuple[Fired, ...]
    masked: tuple[Masked, ...]


def explain(document: Document) -> Explanation:
    """Reads the document and tells, entry by entry, what fired in it."""
    reading = read(document)
    parser, lexicon = _tools(document.language)
    text = parser.parse(document.text)
    fired = []
    for trigger in find(text, lexicon):
        spans = tuple(text.span(first, last) for first, last in _runs(trigger.core))
        event = next((event for event in reading.events if _made(event, trigger.entry, spans)), None)
        fired.append(Fired(trigger.entry, trigger.kind, spans, event))
    masked = tuple(
        Masked(rule, text.span(match.first, match.last))
        for match in lexicon.masks.find(text.words)
        for rule in match.things
    )
    return Explanation(reading, tuple(fired), masked)


def _made(event: Event, entry: Entry, spans: tuple[Span, ...]) -> bool:
    return entry.id in event.entries and any(mention.overlaps(span) for mention in event.mentions for span in spans)


def _runs(core: tuple[int, ...]) -> list[tuple[int, int]]:
    """Neighbouring word indices as first and last, both inclusive."""
    runs: list[tuple[int, int]] = []
    for index in core:
        if runs and runs[-1][1] + 1 == index:
            runs[-1] = (runs[-1][0], index)
        else:
            runs.append((index, index))
    return runs


@cache
def _tools(code: str) -> tuple[Parser, PredicateLexicon]:
    language = load_language(code)
    parser = Parser(language)
    return parser, PredicateLexicon(language, parser.splitter)
