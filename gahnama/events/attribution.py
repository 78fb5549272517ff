"""According to whom: heads («به گزارش»), verbs of saying, colons, and speech that runs on. Yields Speech."""

from __future__ import annotations

from dataclasses import dataclass

from gahnama.actors.find import Mention
from gahnama.events.frame import Frame
from gahnama.language import Language
from gahnama.text.clauses import Clause
from gahnama.text.phrasebook import Phrasebook
from gahnama.text.words import Splitter


@dataclass(frozen=True, slots=True)
class Speech:
    """Who says what a clause tells: mentions of participants or media, nearest to the deed first."""

    speakers: tuple[Mention, ...]
    cue: tuple[int, int]


class SpeechReader:
    """Finds for each clause those who say what it tells."""

    def __init__(self, language: Language, splitter: Splitter) -> None:
        compact = language.text.compact
        self._heads = Phrasebook(
            ((compact(head), kind) for head, kind in language.attribution.heads.items()), inflect=False
        )
        self._says: dict[str, set[str]] = {}
        for phrase in language.attribution.says:
            words = [word.key for word in splitter.words(language.text.normal(phrase))]
            for first in range(max(0, len(words) - 3), len(words)):
                verb = language.verbs.infinitives.get("".join(words[first:]))
                if verb is not None:
                    self._says.setdefault(verb, set()).add("".join(words[:first]))
                    break
        self._colons = language.text.colons
        self._own = frozenset(compact(name) for name in language.attribution.own_voice)

    def says(self, frame: Frame, clause: Clause) -> bool:
        """Whether the verb of the clause is one of saying."""
        if clause.verb is None:
            return False
        words = frame.text.words
        for form in clause.verb.readings:
            befores = self._says.get(form.verb)
            if befores is None:
                continue
            if "" in befores:
                return True
            key = ""
            for index in range(clause.verb.first - 1, max(-1, clause.verb.first - 4), -1):
                key = words[index].key + key
                if key in befores:
                    return True
        return False

    def speeches(self, frame: Frame, media: list[Mention]) -> dict[int, list[Speech]]:
        """For each clause index the speeches that it stands in, nearest first."""
        text = frame.text
        named = sorted(
            [*frame.mentions, *[m for m in media if m not in frame.mentions]], key=lambda mention: mention.first
        )
        found: dict[int, list[Speech]] = {}
        relay: Speech | None = None
        running: Speech | None = None
        previous_paragraph = -1
        for sentence in text.sentences:
            if sentence.paragraph != previous_paragraph:
                previous_paragraph = sentence.paragraph
            head = self._head(frame, sentence.first, sentence.last, named)
            if (
                head is not None
                and head.speakers
                and sentence.index <= 4
                and relay is None
                and all(m.kind in ("medium",) or m.title for m in head.speakers)
            ):
                relay = head
            inside = [clause for clause in text.clauses if clause.sentence == sentence.index]
            sentence_speech: Speech | None = None
            for clause in inside:
                chain: list[Speech] = []
                parent = clause.parent
                if clause.relation in ("content", "coordinate", "adverbial", "relative") and parent is not None:
                    chain.extend(self._inherited(frame, clause, found))
                if head is not None and head not in chain and head.speakers:
                    chain.append(head)
                found[clause.index] = chain
                if self.says(frame, clause) or self._titled(frame, clause):
                    speakers = frame.inherited.get(clause.index, ())
                    if speakers and clause.verb is not None:
                        sentence_speech = Speech(tuple(speakers), (clause.verb.first, clause.verb.last))
            running = sentence_speech or running
        for clause in text.clauses:
            chain = found[clause.index]
            if relay is not None and clause.sentence >= text.sentence_of[relay.cue[0]] and relay not in chain:
                chain.append(relay)
        return found

    def _titled(self, frame: Frame, clause: Clause) -> bool:
        """«ظریف: …»: a verbless stretch before a colon."""
        return clause.verb is None and bool(clause.words) and frame.text.words[clause.words[-1]].form in self._colons

    def _inherited(self, frame: Frame, clause: Clause, found: dict[int, list[Speech]]) -> list[Speech]:
        parent = clause.parent
        assert parent is not None
        above = list(found.get(parent.index, ()))
        if clause.relation == "content" and (self.says(frame, parent) or self._titled(frame, parent)):
            speakers = (
                frame.inherited.get(parent.index, ())
                if parent.verb is not None
                else frame.subjects.get(parent.index, ())
            )
            if speakers:
                cue = (
                    (parent.verb.first, parent.verb.last)
                    if parent.verb is not None
                    else (parent.words[0], parent.words[-1])
                )
                return [Speech(tuple(speakers), cue), *above]
        return above

    def _head(self, frame: Frame, first: int, last: int, named: list[Mention]) -> Speech | None:
        """The sources that a head at the beginning of a sentence names; the outlet's own name is none of them."""
        words = frame.text.words
        speakers: list[Mention] = []
        cue: tuple[int, int] | None = None
        index = first
        while index <= min(last, first + 25):
            match = self._heads.at(words, index, last + 1)
            if match is None:
                if cue is None and index > first + 12:
                    break
                index += 1
                continue
            cue = cue or (match.first, match.last)
            stop = match.last + 1
            while stop <= last and words[stop].form not in frame.text.commas and stop - match.last < 14:
                stop += 1
            inside = [mention for mention in named if match.last < mention.first < stop]
            for mention in inside[:2]:
                key = "".join(word.key for word in words[mention.first : mention.last + 1])
                if key not in self._own and mention not in speakers:
                    speakers.append(mention)
                    if mention.kind != "medium":
                        break
            index = match.last + 1
        return Speech(tuple(speakers), cue) if cue is not None else None
