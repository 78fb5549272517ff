"""Who a deed is told by, of all those whom its article lets speak. Yields Option.

By rule it is those who say what the clause of its first telling tells. With a learned part the rule's choice is one
feature among others of everyone who tells something in the article and of the outlets that it only names, and the
likely ones are taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gahnama.actors.find import Mention
from gahnama.events.attribution import SpeechReader, Voice, sources
from gahnama.events.frame import Frame
from gahnama.events.join import Deed
from gahnama.learned import Linear
from gahnama.model import Source

LIKELY = 0.28
"""Probability from which a teller is a source of a deed: set by cross-validation."""

_ALONE = 2
"""Words beside an outlet on a line of its own."""
_OFTEN = 3
_MANY = (1, 2, 4, 8)
_FAR = (1, 2, 3, 5, 8)  # sentences
_SHARES = (0.05, 0.1, 0.2, 0.35, 0.5, 0.7)
_OTHERS = (1, 2, 3, 4, 6)
_RANKS = 3
_LAST = 9  # the rank of who says nothing
_HEADING = 4  # sentences told apart at the head of an article
_TOLD = 5


@dataclass(frozen=True, slots=True)
class Option:
    """Somebody who may be a source of a deed, with what the learned part looks at; ``far``: sentences from the deed."""

    source: Source
    far: int
    features: list[str]


@dataclass(frozen=True, slots=True)
class _Named:
    """An outlet that an article names and does not plainly let speak, where that is first: ``alone``: nothing else
    stands in the sentence; ``opens``: nothing stands before in the clause; ``says``: the verb of that is one of saying;
    ``before``, ``after``: the keys of the words beside."""

    sentence: int
    alone: bool
    opens: bool
    says: bool
    before: str
    after: str


def _named(frame: Frame, speech: SpeechReader, medium: Mention) -> _Named:
    text, first, last = frame.text, medium.first, medium.last
    clause = text.clauses[text.clause_of[first]]
    sentence = text.sentences[clause.sentence]
    words = sum(not word.punctuation for word in text.words[sentence.first : sentence.last + 1])
    return _Named(
        sentence=sentence.index,
        alone=words <= last - first + 1 + _ALONE,
        opens=first == clause.words[0],
        says=speech.says(frame, clause),
        before=text.words[first - 1].key if first > sentence.first else "",
        after=text.words[last + 1].key if last < sentence.last else "",
    )


class Tellers:
    """All who tell something in one article, and which clauses they answer for."""

    def __init__(self, frame: Frame, speech: SpeechReader) -> None:
        self._frame = frame
        self._by_clause = [speech.tellers(frame, clause) for clause in frame.text.clauses]
        self._first: dict[str, Source] = {}
        self._sentences: dict[str, list[int]] = {}
        for clause, tellers in zip(frame.text.clauses, self._by_clause, strict=True):
            for teller in tellers:
                self._first.setdefault(teller.name, teller)
                self._sentences.setdefault(teller.name, []).append(clause.sentence)
        self._voices: dict[str, list[Voice]] = {}
        for voice in speech.voices(frame):
            self._voices.setdefault(voice.source.name, []).append(voice)
        most = sorted(self._voices, key=lambda name: -len(self._voices[name]))
        self._ranks = {name: rank for rank, name in enumerate(most)}
        self._named: dict[str, _Named] = {}
        for medium in frame.media:
            name = frame.text.form(medium.first, medium.last)
            if (name in self._first and name not in self._named) or speech.is_own(frame, medium.first, medium.last + 1):
                continue
            if name not in self._named:
                self._named[name] = _named(frame, speech, medium)
                self._first[name] = Source(frame.text.span(medium.first, medium.last), name, "outlet")
            self._sentences.setdefault(name, []).append(frame.text.sentence_of[medium.first])
        chains = [chain for chain in speech.speeches(frame).chains.values() if chain]
        self._relay = {source.name for source in sources(frame, chains[-1][-1:])} if chains else set()

    def choose(self, deed: Deed, spoken: bool, model: Linear | None) -> list[Source]:
        """The sources of a deed, the nearest first. ``spoken``: deeds of its type are done by speaking."""
        if model is None:
            return deed.sources
        known = [source.name for source in deed.sources]
        likely = [option for option in self.options(deed, spoken) if model.probability(option.features) >= LIKELY]
        return [
            option.source
            for option in sorted(
                likely,
                key=lambda one: (known.index(one.source.name) if one.source.name in known else len(known), one.far),
            )
        ]

    def options(self, deed: Deed, spoken: bool) -> list[Option]:
        """Everyone who may be a source of a deed, in the order in which the article lets them speak."""
        follow = self._frame.following
        tellings = [[source.name for source in self._by_clause[one.clause]] for one in deed.triggers]
        ruled = [source.name for source in deed.sources]
        doers = {follow.participant(who).name for who in deed.actors}
        countries = {who.code for who in deed.actors}
        found = []
        for name, source in self._first.items():
            sentences = self._sentences[name]
            far = min(abs(sentence - deed.sentence) for sentence in sentences)
            features = self._features(deed, spoken, source, tellings, ruled)
            features += _doer_features(
                name in doers, source.code in countries, name in tellings[0], source.kind, spoken
            )
            features += self._voice_features(deed, source, spoken)
            found.append(Option(source, far, [*features, *self._named_features(deed, name, spoken)]))
        return found

    def _voice_features(self, deed: Deed, source: Source, spoken: bool) -> list[str]:
        """How a teller comes to word nearest to the deed, and how often in the article."""
        kind, voices = source.kind, self._voices.get(source.name, [])
        rank = min(self._ranks.get(source.name, _LAST), _RANKS)
        features = [
            f"rank={rank}/{kind}/{spoken}",
            f"rank={rank}/{min(len(self._voices), _TOLD)}",
            f"type={deed.type}/{kind}",
        ]
        if not voices:
            return ["cue=none", *features]
        tellings = [trigger.clause for trigger in deed.triggers]

        def away(voice: Voice) -> tuple[bool, bool, int, int]:
            clause = voice.clause
            apart = abs(clause.sentence - deed.sentence)
            return clause.index != tellings[0], clause.index not in tellings, apart, clause.index

        near = min(voices, key=away)
        apart = near.clause.sentence - deed.sentence
        side = "same" if not apart else "before" if apart < 0 else "after"
        which = "first" if near.clause.index == tellings[0] else "own" if near.clause.index in tellings else "other"
        opening = self._frame.text.sentences[near.clause.sentence]
        cues = "+".join(sorted({voice.cue for voice in voices}))
        features += [
            f"cue={near.cue}/{which}/{spoken}",
            f"cue={near.cue}/{side}/{_steps(abs(apart), _FAR)}",
            f"cue={near.cue}/{kind}/{spoken}",
            f"cue={near.cue}/{min(opening.index, _HEADING)}/{side}",
            f"cue-word={near.word}/{near.cue}",
            f"cue-word={near.word}/{which}",
            f"cue-title={opening.title}/{near.cue}",
            f"cue-at={near.depth}/{min(near.beside, _RANKS)}",
            f"cues={cues}/{spoken}",
            f"cues={cues}/{which}/{kind}",
        ]
        return [*features, *_mention_features(near.mention, spoken)]

    def _named_features(self, deed: Deed, name: str, spoken: bool) -> list[str]:
        """How an outlet stands in the article that only names it."""
        named = self._named.get(name)
        if named is None:
            return ["named=no"]
        before = [other for other in self._named.values() if other.alone and other.sentence <= deed.sentence]
        heading = named.alone and bool(before) and before[-1] is named
        far = _steps(abs(deed.sentence - named.sentence), _FAR)
        side = "before" if named.sentence < deed.sentence else "after" if named.sentence > deed.sentence else "same"
        often = min(len(self._sentences[name]), _OFTEN)
        return [
            f"named={side}/{far}",
            f"named={side}/{spoken}",
            f"heading={heading}",
            f"heading={heading}/{far}",
            f"alone={named.alone}",
            f"opens-clause={named.opens}/{side}",
            f"word-before={named.before}",
            f"word-after={named.after}",
            f"says={named.says}/{side}",
            f"says={named.says}/{named.before}",
            f"early={_steps(named.sentence, _FAR)}/{side}",
            f"often={often}/{side}",
            f"others={_steps(len(self._first), _OTHERS)}/{len(self._named) == 1}",
        ]

    def _features(
        self, deed: Deed, spoken: bool, source: Source, tellings: Sequence[Sequence[str]], ruled: Sequence[str]
    ) -> list[str]:
        name, kind = source.name, source.kind
        sentences = self._sentences[name]
        own = tellings[0].index(name) if name in tellings[0] else -1
        first = own >= 0
        told = sum(name in telling for telling in tellings)
        before = sum(sentence <= deed.sentence for sentence in sentences)
        far = _steps(min(abs(sentence - deed.sentence) for sentence in sentences), _FAR)
        share = _steps(len(sentences) / len(self._by_clause), _SHARES)
        return [
            f"kind={kind}",
            f"ruled={name in ruled}/{spoken}",
            f"ruled={name in ruled}/{kind}",
            f"ruled-at={ruled.index(name) if name in ruled else -1}",
            f"own={own}",
            f"own={own}/{len(tellings[0])}",
            f"own={own}/{kind}/{spoken}",
            f"first={first}",
            f"told={min(told, 3)}/{min(len(tellings), 3)}",
            f"before={_steps(before, _MANY)}",
            f"after={_steps(len(sentences) - before, _MANY)}",
            f"far={far}",
            f"far={far}/{kind}",
            f"share={share}/{kind}",
            f"share={share}/{first}",
            f"opens={_steps(sentences[0], _FAR)}/{kind}",
            f"title={deed.title}/{first}",
            f"title={deed.title}/{kind}",
            f"type={deed.type}/{first}",
            f"tellers={_steps(len(self._first), _OTHERS)}/{first}",
            f"relay={name in self._relay}",
            f"relay={name in self._relay}/{deed.title}",
            f"relay={name in self._relay}/{first}",
            f"aux={'+'.join(deed.aux)}/{first}",
        ]


def _mention_features(mention: Mention | None, spoken: bool) -> list[str]:
    """How a teller is named: by name, office, as people at large …"""
    if mention is None:
        return []
    kind = mention.kind
    return [
        f"voice={kind}/{mention.plural}",
        f"voice={kind}/{mention.sector}",
        f"voice={kind}/{bool(mention.name)}/{bool(mention.office)}/{spoken}",
        f"voice-telling={mention.telling}/{spoken}",
        f"voice-pronoun={mention.pronoun}/{spoken}",
    ]


def _doer_features(doer: bool, country: bool, first: bool, kind: str, spoken: bool) -> list[str]:
    """Whether a teller is a doer of the deed, or of a doer's country."""
    return [
        f"doer={doer}/{spoken}",
        f"doer={doer}/{first}/{kind}",
        f"country={country}/{kind}/{spoken}",
        f"country={country}/{first}/{spoken}",
    ]


def _steps(value: float, steps: Sequence[float]) -> int:
    """How many of the steps a value reaches."""
    return sum(value >= step for step in steps)
