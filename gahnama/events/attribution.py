"""According to whom: heads («به گزارش»), verbs of saying, colons, and speech that runs on. Yields Speech."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

from gahnama.actors.find import Mention
from gahnama.events.frame import Frame
from gahnama.language import Language
from gahnama.model import STANCES, Attribution, Source
from gahnama.ontology import Ontology
from gahnama.text.clauses import Clause
from gahnama.text.parse import runs
from gahnama.text.phrasebook import Phrasebook
from gahnama.text.saying import VerbPhrases
from gahnama.text.verbs import VerbGroup
from gahnama.text.words import Splitter

_HEAD_SENTENCES = 4
_HEAD_WORDS = 25
_HEAD_REACH = 14
_INSERT_REACH = 8
_INSERT_GAP = 3
_QUOTE_REACH = 3
_SHORT_QUOTE = 8
_SHORT_NAME = 3  # letters of the shortest last word of its name that an outlet goes by
_AFTER_NAME = 12  # letters that may follow the name of the outlet: its desk, its correspondent


@dataclass(frozen=True, slots=True)
class Speech:
    """Who says what a clause tells: mentions of participants or media, nearest to the deed first."""

    speakers: tuple[Mention, ...]
    cue: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says what one clause tells, and how that is told.

    ``mention``: the words that name the source there, None for one without a name; ``cue``: ``head``, ``insert``,
    ``verb`` or ``colon``; ``word``: the words of a head, the first one of an insert, the verb; ``depth``: how many
    speeches are nearer to the deed; ``beside``: how many speak in this one.
    """

    source: Source
    mention: Mention | None
    clause: Clause
    cue: str
    word: str
    depth: int
    beside: int


@dataclass(frozen=True, slots=True)
class Speeches:
    """``chains``: for each clause index the speeches that it stands in, nearest first.

    ``running``: the last speech opened before a clause, whose speaker an act of speaking without a subject belongs to.
    ``nameless``: the cues of heads that name no participant («به گفته منابع آگاه»), by sentence.
    """

    chains: dict[int, list[Speech]]
    running: dict[int, Speech]
    nameless: dict[int, tuple[int, int]]

    def speakers(self, clause: int) -> tuple[Mention, ...]:
        """Those who say what a clause tells, unless it is an outlet."""
        chain = self.chains.get(clause, [])
        return chain[0].speakers if chain and chain[0].speakers[0].kind != "medium" else ()

    def last_speakers(self, clause: int) -> tuple[Mention, ...]:
        """Those who spoke last before a clause, unless it was an outlet."""
        speech = self.running.get(clause)
        return speech.speakers if speech is not None and speech.speakers[0].kind != "medium" else ()


class SpeechReader:
    """Finds for each clause those who say what it tells."""

    def __init__(self, language: Language, ontology: Ontology, splitter: Splitter) -> None:
        compact = language.text.compact
        self._heads = Phrasebook(
            ((compact(head), kind) for head, kind in language.attribution.heads.items()), inflect=False
        )
        self._inserts = Phrasebook(
            ((compact(insert), insert) for insert in language.attribution.inserts), inflect=False
        )
        says = language.attribution.says
        self._says = VerbPhrases(says, language, splitter)
        self._stances = [
            (stance, VerbPhrases([name for name, its in says.items() if its == stance], language, splitter))
            for stance in STANCES[1:]
        ]
        self._nameless = Phrasebook(((compact(name), name) for name in language.attribution.sources), inflect=False)
        self._colons = language.text.colons
        self._outlets: dict[str, frozenset[str]] = {}
        for medium in language.names["media"]:
            keys = frozenset(compact(name) for name in medium.names)
            thing = ontology.things.get(medium.id)
            for name in (medium.id, *medium.names, *((thing.en,) if thing is not None else ())):
                self._outlets[compact(name.casefold())] = keys
        self._compact = compact

    def says(self, frame: Frame, clause: Clause) -> bool:
        """Whether the verb of the clause is one of saying."""
        return clause.verb is not None and self._says.matches(frame.text.words, clause.verb)

    def speeches(self, frame: Frame) -> Speeches:
        """Who says what, clause by clause, over the whole article; looked up once a frame."""
        if frame.speeches is None:
            frame.speeches = self._speeches(frame)
        return frame.speeches

    def _speeches(self, frame: Frame) -> Speeches:
        text = frame.text
        named = sorted(
            [*frame.mentions, *frame.media],
            key=lambda mention: mention.first,
        )
        found: dict[int, list[Speech]] = {}
        running: dict[int, Speech] = {}
        nameless: dict[int, tuple[int, int]] = {}
        relay: Speech | None = None
        last: Speech | None = None
        quoted: dict[int, Speech] = {}
        for sentence in text.sentences:
            head = self._head(frame, sentence.first, sentence.last, named)
            if relay is None and sentence.index <= _HEAD_SENTENCES and head is not None and self._relays(head):
                relay = head
            if head is not None and not head.speakers:
                nameless[sentence.index] = head.cue
            for clause in (clause for clause in text.clauses if clause.sentence == sentence.index):
                chain = self._inherited(frame, clause, found) if clause.parent is not None else []
                across = next((quoted[index] for index in clause.words if index in quoted), None)
                if not chain and across is not None and not self.says(frame, clause):
                    chain = [across]
                if head is not None and head not in chain and head.speakers:
                    chain.append(head)
                found[clause.index] = chain
                if last is not None:
                    running[clause.index] = last
                speech = self._said_by(frame, clause)
                if speech is not None:
                    last = speech
                    quoted.update(self._quotations(frame, speech))
        relay = relay or self._told_to(frame)
        if relay is not None:
            start = text.sentence_of[relay.cue[0]]
            for clause in text.clauses:
                if clause.sentence >= start and relay not in found[clause.index]:
                    found[clause.index].append(relay)
        return Speeches(found, running, nameless)

    def attributions(self, frame: Frame) -> tuple[Attribution, ...]:
        """The stretches that somebody else than the outlet answers for, in text order, outer ones first."""
        text, speeches = frame.text, self.speeches(frame)
        spoken: dict[tuple[int, int], tuple[list[Source], list[int]]] = {}
        for clause in text.clauses:
            for speech in speeches.chains.get(clause.index, ()):
                if speech.cue not in spoken:
                    spoken[speech.cue] = (self._tellers(frame, speech), [])
                spoken[speech.cue][1].extend(clause.words)
        for sentence, cue in speeches.nameless.items():
            teller = self._nameless_at(frame, cue[1] + 1)
            if teller is not None:
                spoken.setdefault(cue, ([teller], list(range(cue[0], text.sentences[sentence].last + 1))))
        verbs = {group.first: group for group in text.groups}
        found = []
        for cue, (tellers, indices) in spoken.items():
            stance = self._stance(frame, cue, verbs)
            for first, last in runs(sorted(indices)):
                if tellers:
                    found.append(Attribution(text.span(first, last), tuple(tellers), text.span(*cue), stance))
        return tuple(sorted(found, key=lambda one: (one.span.start, -one.span.end, one.cue)))

    def tellers(self, frame: Frame, clause: Clause) -> list[Source]:
        """Who says what a clause tells, nearest first, with sources that have no name."""
        speeches = self.speeches(frame)
        found: list[Source] = []
        for speech in speeches.chains.get(clause.index, ()):
            names = {known.name for known in found}
            found.extend(teller for teller in self._tellers(frame, speech) if teller.name not in names)
        cue = speeches.nameless.get(clause.sentence)
        teller = self._nameless_at(frame, cue[1] + 1) if cue is not None else None
        return [*found, teller] if teller is not None else found

    def voices(self, frame: Frame) -> Iterator[Voice]:
        """Who says what the clauses of an article tell, in text order, the nearest to the deed first."""
        known: dict[tuple[int, int], list[tuple[Source, Mention | None, str, str]]] = {}
        chains = self.speeches(frame).chains
        for clause in frame.text.clauses:
            for depth, speech in enumerate(chains.get(clause.index, ())):
                if speech.cue not in known:
                    known[speech.cue] = list(self._voiced(frame, speech))
                for source, mention, cue, word in known[speech.cue]:
                    yield Voice(source, mention, clause, cue, word, depth, len(speech.speakers))

    def _voiced(self, frame: Frame, speech: Speech) -> Iterator[tuple[Source, Mention | None, str, str]]:
        """The sources of one speech, each with the words that name it there, and its cue."""
        cue, word = self._cue(frame, speech.cue[0])
        naming = {
            source.name: mention
            for mention in reversed(speech.speakers)
            for source in sources(frame, [Speech((mention,), speech.cue)])
        }
        for source in self._tellers(frame, speech):
            yield source, naming.get(source.name), cue, word

    def _cue(self, frame: Frame, first: int) -> tuple[str, str]:
        """The kind of cue that begins at a word, and its words."""
        words = frame.text.words
        head = self._heads.at(words, first)
        if head is not None:
            return "head", "_".join(word.key for word in words[head.first : head.last + 1])
        if self._inserts.at(words, first) is not None:
            return "insert", words[first].key
        verb = frame.text.clauses[frame.text.clause_of[first]].verb
        return ("verb", verb.main.verb) if verb is not None and verb.first == first else ("colon", "")

    def _tellers(self, frame: Frame, speech: Speech) -> list[Source]:
        """The sources of one speech; its clause may name its speakers without a name («منابع آگاه گفتند»)."""
        clause = frame.text.clauses[frame.text.clause_of[speech.cue[0]]]
        if not frame.subjects.get(clause.index):
            for index in clause.words:
                teller = self._nameless_at(frame, index) if index < speech.cue[0] else None
                if teller is not None:
                    return [teller]
        return sources(frame, [speech])

    def _nameless_at(self, frame: Frame, index: int) -> Source | None:
        """The source without a name that begins at a word."""
        words = frame.text.words
        match = self._nameless.at(words, index) if index < len(words) else None
        if match is None:
            return None
        return Source(frame.text.span(match.first, match.last), frame.text.form(match.first, match.last), "unnamed")

    def _stance(self, frame: Frame, cue: tuple[int, int], verbs: dict[int, VerbGroup]) -> str:
        head = self._heads.at(frame.text.words, cue[0])
        if head is not None:
            return head.things[0]
        verb = verbs.get(cue[0])
        if verb is not None:
            for stance, phrases in self._stances:
                if phrases.matches(frame.text.words, verb):
                    return stance
        return STANCES[0]

    @staticmethod
    def _relays(head: Speech) -> bool:
        """Whether a head is that of a whole report: an outlet or an organ, not a pronoun."""
        return bool(head.speakers) and all(mention.kind == "medium" or mention.title for mention in head.speakers)

    def _said_by(self, frame: Frame, clause: Clause) -> Speech | None:
        """The speech that a clause opens: its verb is one of saying, or it is a name before a colon."""
        if self.says(frame, clause) and clause.verb is not None:
            speakers = frame.inherited.get(clause.index, ())
            return Speech(tuple(speakers), (clause.verb.first, clause.verb.last)) if speakers else None
        if self._titled(frame, clause):
            own = frame.subjects.get(clause.index, ())
            outlet = [medium for medium in frame.media if medium.first == clause.words[0]]
            outlet = [medium for medium in outlet if not self.is_own(frame, medium.first, medium.last + 1)]
            speakers = own or tuple(outlet)
            return Speech(tuple(speakers), (clause.words[0], clause.words[-1])) if speakers else None
        return None

    @staticmethod
    def _quotations(frame: Frame, speech: Speech) -> dict[int, Speech]:
        """The words of the quotation that opens right behind a speech's cue, which may run over several sentences."""
        behind = speech.cue[1]
        for quotation in frame.text.quotations:
            if behind < quotation.first <= behind + _QUOTE_REACH and quotation.last - quotation.first > _SHORT_QUOTE:
                return dict.fromkeys(range(quotation.first, quotation.last + 1), speech)
        return {}

    def _titled(self, frame: Frame, clause: Clause) -> bool:
        """«ظریف: …»: a verbless stretch before a colon."""
        return clause.verb is None and bool(clause.words) and frame.text.words[clause.words[-1]].form in self._colons

    def _inherited(self, frame: Frame, clause: Clause, found: dict[int, list[Speech]]) -> list[Speech]:
        """What a clause takes over from the clause that it hangs on, with the speech that this one opens."""
        parent = clause.parent
        assert parent is not None
        above = list(found.get(parent.index, ()))
        speech = self._said_by(frame, parent) if clause.relation == "content" else None
        return [speech, *above] if speech is not None else above

    def _head(self, frame: Frame, first: int, last: int, named: list[Mention]) -> Speech | None:
        """The sources that the heads of a sentence name («به گزارش … به نقل از …،»), the outlet itself left out."""
        words = frame.text.words
        speakers: list[Mention] = []
        cue: tuple[int, int] | None = None
        index = first
        while index <= min(last, first + _HEAD_WORDS):
            match = self._heads.at(words, index, last + 1)
            if match is None:
                index += 1
                continue
            cue = cue or (match.first, match.last)
            stop = match.last + 1
            while stop <= min(last, match.last + _HEAD_REACH) and words[stop].form not in frame.text.commas:
                if self._heads.at(words, stop, last + 1) is not None:
                    break
                stop += 1
            inside = [mention for mention in named if match.last < mention.first < stop]
            if inside and not self.is_own(frame, match.last + 1, stop) and inside[0] not in speakers:
                speakers.append(inside[0])
            index = match.last + 1
        return Speech(tuple(reversed(speakers)), cue) if cue is not None else None

    def _told_to(self, frame: Frame) -> Speech | None:
        """The outlet that the news was told to, or that told it, in the first sentences: «در گفت‌وگو با شبکه …»."""
        words = frame.text.words
        for medium in frame.media:
            sentence = frame.text.sentences[frame.text.sentence_of[medium.first]]
            if sentence.index > _HEAD_SENTENCES or self.is_own(frame, medium.first, medium.last + 1):
                continue
            clause = frame.text.clauses[frame.text.clause_of[medium.first]]
            for start in range(max(sentence.first, medium.first - _INSERT_REACH), medium.first):
                insert = self._inserts.at(words, start, medium.first)
                if insert is not None and medium.first - insert.last <= _INSERT_GAP:
                    return Speech((medium,), (insert.first, insert.last))
            if medium.first == clause.words[0] and self.says(frame, clause) and clause.verb is not None:
                return Speech((medium,), (clause.verb.first, clause.verb.last))
        return None

    def is_own(self, frame: Frame, first: int, stop: int) -> bool:
        """Whether words first:stop name the outlet whose article this is, in full or by its last words."""
        told = self._compact((frame.document.outlet or "").casefold())
        if not told:
            return False
        key = "".join(word.key for word in frame.text.words[first:stop])
        own = self._outlets.get(told, frozenset({told}))
        short = len(key) >= _SHORT_NAME
        return any(name in key[-len(name) - _AFTER_NAME :] or (short and name.endswith(key)) for name in own)


def sources(frame: Frame, chain: Iterable[Speech], actors: Container[str] = ()) -> list[Source]:
    """The sources that a chain of speeches names; ``actors``: keys of those who are none, being the doers."""
    found: list[Source] = []

    def add(source: Source) -> None:
        if source.name not in {known.name for known in found}:
            found.append(source)

    for speech in chain:
        for mention in speech.speakers:
            if mention.kind == "medium":
                if mention.thing is None or mention.thing.en != frame.document.outlet:
                    span = frame.text.span(mention.first, mention.last)
                    add(Source(span, frame.text.form(mention.first, mention.last), "outlet"))
                continue
            for who in frame.following.who(mention):
                if who.key not in actors:
                    participant = frame.following.participant(who)
                    add(Source(participant.span, participant.name, "participant", participant.code))
    return found
