"""What fired on a text and why: every entry that matched, what came of it, and what was kept from matching."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from gahnama.actors.find import Mention
from gahnama.events.antecedents import Who
from gahnama.events.find import masks
from gahnama.events.lexicon import PredicateLexicon
from gahnama.language import Decision, Entry, NoEvent, load_language
from gahnama.model import Document, Event, Participant, Reading, Span
from gahnama.reader import read, reader_for
from gahnama.text.parse import Parser, runs


@dataclass(frozen=True, slots=True)
class Fired:
    """An entry that matched the words of ``spans``; ``event``: what came of it, None when nothing did; ``decision``:
    the one that it falls under, whose type the ``entry`` then has unless it is no event."""

    entry: Entry
    kind: str
    spans: tuple[Span, ...]
    event: Event | None
    decision: Decision | None


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
class Found:
    """A participant at its place, whom it stands for, and ``why``: what the words are and the fact behind the code."""

    span: Span
    participant: Participant
    why: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """A reading with what led to it."""

    reading: Reading
    fired: tuple[Fired, ...]
    masked: tuple[Masked, ...]
    found: tuple[Found, ...]


def explain(document: Document) -> Explanation:
    """Reads the document and tells, entry by entry, what fired in it."""
    reading = read(document)
    parser, lexicon = _tools(document.language)
    text = parser.parse(document.text)
    reader = reader_for(document.language)
    fired = []
    for ruling in reader.events.rulings(*reader.frame(document)):
        trigger = ruling.trigger
        spans = tuple(text.span(first, last) for first, last in runs(trigger.core))
        event = next((event for event in reading.events if _made(event, trigger.entry, spans)), None)
        fired.append(Fired(trigger.entry, trigger.kind, spans, event, ruling.decision))
    masked = tuple(Masked(rule, text.span(first, last)) for first, last, rule in masks(text, lexicon))
    return Explanation(reading, tuple(fired), masked, tuple(_participants(document)))


def _participants(document: Document) -> Iterator[Found]:
    frame, _ = reader_for(document.language).frame(document)
    for mention in frame.mentions:
        for who in frame.following.who(mention):
            if mention.kind != "place":
                span = frame.text.span(mention.first, mention.last)
                yield Found(span, frame.following.participant(who), _why(mention, who))


def _why(mention: Mention, who: Who) -> str:
    """What the words of a mention are, and which fact gives the code."""
    if mention.kind == "pronoun":
        return "a fixed pronoun" if mention.code else "stands for whom the text named before"
    said = [f"title «{mention.title}»"] if mention.title else []
    thing = mention.thing or next((one for one in mention.candidates if one.id == who.id), None)
    if thing is not None:
        among = f", one of {len(mention.candidates)} of that name" if len(mention.candidates) > 1 else ""
        said.append(f"{thing.kind} {thing.id}{among} ({thing.basis})")
    elif mention.name is not None:
        said.append("a name that no list has")
    if mention.owner is not None:
        said.append(f"of {mention.owner.kind} {mention.owner.id} ({mention.owner.basis})")
    elif mention.pronoun:
        said.append("of whom the text named before")
    elif thing is None and mention.code is None:
        said.append("of the country that the article names most")
    return ", ".join(said)


def _made(event: Event, entry: Entry, spans: tuple[Span, ...]) -> bool:
    return entry.id in event.entries and any(mention.overlaps(span) for mention in event.mentions for span in spans)


@cache
def _tools(code: str) -> tuple[Parser, PredicateLexicon]:
    language = load_language(code)
    parser = Parser(language)
    return parser, PredicateLexicon(language, parser.splitter)
