"""The whole pipeline for one document on one screen.

text → names found (actors, places) → times found → events: found, roles, sources, dates, status, joined → Reading
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from gahnama.actors.find import ActorFinder, Mention
from gahnama.actors.lexicon import ActorLexicon
from gahnama.additions.load import extended, load_additions
from gahnama.events.dating import Dated, resolve_times
from gahnama.events.find import Trigger
from gahnama.events.find import find as find_triggers
from gahnama.events.following import Following
from gahnama.events.frame import Frame
from gahnama.events.lexicon import PredicateLexicon
from gahnama.events.places import placed
from gahnama.events.read import EventReader
from gahnama.events.slots import SlotCutter
from gahnama.language import Language, load_language
from gahnama.model import Document, Reading, Time
from gahnama.ontology import Ontology, load_ontology
from gahnama.places.find import PlaceFinder, PlaceMention
from gahnama.settings import actors_path
from gahnama.text.parse import Parser, Text
from gahnama.times.find import find as find_times
from gahnama.times.lexicon import TimeLexicon

PROGRAM = "gahnama 0.1.0"


class Reader:
    """Reads documents of one language; compiles the language data once."""

    def __init__(self, language: Language, ontology: Ontology, learned: bool = True) -> None:
        """``learned``: whether the language's learned parts take part, or the rules alone decide."""
        self._language = language
        self._ontology = ontology
        self._parser = Parser(language)
        self._lexicon = ActorLexicon(language, ontology)
        self._actors = ActorFinder(self._lexicon)
        self._places = PlaceFinder(language, ontology)
        self._times = TimeLexicon.from_data(language.times, language.numbers, str(language.path / "times.yaml"))
        self._predicates = PredicateLexicon(language, self._parser.splitter)
        self._cutter = SlotCutter(language)
        self.events = EventReader(language, ontology, self._parser.splitter, learned)

    def frame(self, document: Document) -> tuple[Frame, Dated]:
        """The document laid out for the event stage: its frame and its resolved times."""
        text = self._parser.parse(document.text)
        places = self._places.find(text.words)
        mentions = self._actors.find(text, {p.first: (p.last, p.country) for p in places if p.location and p.country})
        participants = _with_towns([mention for mention in mentions if mention.kind != "medium"], places)
        media = [mention for mention in mentions if mention.kind == "medium"]
        frame = self._frame(document, text, participants, media, places, find_triggers(text, self._predicates))
        frame.lay_out()
        return frame, resolve_times(frame, self._language)

    def times(self, document: Document) -> tuple[Time, ...]:
        """The times of one document, those of its reading, with nothing else read: several times as fast."""
        text = self._parser.parse(document.text)
        return resolve_times(self._frame(document, text, [], [], [], []), self._language).times

    def _frame(
        self,
        document: Document,
        text: Text,
        mentions: list[Mention],
        media: list[Mention],
        places: list[PlaceMention],
        triggers: list[Trigger],
    ) -> Frame:
        return Frame(
            document=document,
            text=text,
            mentions=mentions,
            media=media,
            places=places,
            times=find_times(text.words, self._times),
            triggers=triggers,
            following=Following(
                text, mentions, self._ontology, self._language.home, document.published, self._lexicon.bearers
            ),
            cutter=self._cutter,
        )

    def read(self, document: Document) -> Reading:
        """The reading of one document."""
        frame, dated = self.frame(document)
        text = frame.text
        events = self.events.read(frame, dated)
        doers = {who.span for event in events for who in (*event.actors, *event.recipients)}
        return Reading(
            document=document,
            events=tuple(events),
            sentences=tuple(text.span(sentence.first, sentence.last) for sentence in text.sentences),
            times=dated.times,
            participants=tuple(
                frame.following.participant(who)
                for mention in frame.mentions
                for who in frame.following.who(mention)[:1]
                if mention.telling or frame.following.participant(who).span in doers
            ),
            places=tuple(placed(text, place) for place in frame.places),
            attributions=self.events.attributions(frame),
            published=dated.published,
            published_inferred=dated.inferred,
            program=PROGRAM,
        )


def _with_towns(mentions: list[Mention], places: list[PlaceMention]) -> list[Mention]:
    """The mentions with the towns and regions that are none of them yet: an attacked town is a recipient."""
    taken = {index for mention in mentions for index in range(mention.first, mention.last + 1)}
    towns = [
        Mention(place.first, place.last, "place", place.country, "CVL")
        for place in places
        if place.location is not None and not taken & set(range(place.first, place.last + 1))
    ]
    return sorted([*mentions, *towns], key=lambda mention: mention.first)


def reader_for(language: str) -> Reader:
    """The Reader of a language with the user's own people and organisations, compiled once a process."""
    return _reader(language, actors_path())


@cache
def _reader(language: str, actors: Path | None) -> Reader:
    known, ontology = load_language(language), load_ontology()
    if actors is not None:
        known, ontology = extended(known, ontology, load_additions(actors, ontology))
    return Reader(known, ontology)


def read(text: str | Document, published: date | None = None, language: str = "fa") -> Reading:
    """Reads one article: a text, or a Document that says more about itself.

    ``GAHNAMA_ACTORS`` in the environment names people and organisations that take part besides those of the package.
    """
    document = (
        text if isinstance(text, Document) else Document(id="text", text=text, published=published, language=language)
    )
    return reader_for(document.language).read(document)


__all__ = ["Mention", "Reader", "read", "reader_for"]
