"""Tolls: how many were killed, wounded, captured, are missing. Yields Tolled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gahnama.events.frame import Frame
from gahnama.events.quantities import Quantity, QuantityReader
from gahnama.language import Language
from gahnama.text.clauses import Sentence
from gahnama.text.parse import Text
from gahnama.text.phrasebook import Phrasebook
from gahnama.text.saying import VerbPhrases
from gahnama.text.verbs import VerbGroup
from gahnama.text.words import Splitter

_AHEAD = 14  # words between a number of people and the state or verb behind it
_NEAR = 2
_BEHIND = 4  # words between a noun of dying and the number behind it
_PEOPLED = ("title", "people", "demonym", "person")
_MIXED = "casualties"


@dataclass(frozen=True, slots=True)
class Cue:
    """Words ``first`` to ``last`` (both inclusive) say what befell people; ``behind``: the number stands behind."""

    first: int
    last: int
    kind: str
    behind: bool


@dataclass(frozen=True, slots=True)
class Tolled:
    """A toll in the text: words ``first`` to ``last``, both inclusive; ``cue``: the words that give its kind."""

    kind: str
    quantity: Quantity
    first: int
    last: int
    cue: Cue


class TollReader:
    """Finds tolls by the words of a language."""

    def __init__(self, language: Language, splitter: Splitter) -> None:
        compact = language.text.compact
        tolls = language.details.tolls
        self._cues: Phrasebook[tuple[str, bool]] = Phrasebook(
            (
                (compact(word), (toll.kind, behind))
                for toll in tolls
                for words, behind in ((toll.states, False), (toll.nouns, True))
                for word in words
            ),
            inflect=False,
        )
        self._verbs = [(toll.kind, VerbPhrases(toll.verbs, language, splitter)) for toll in tolls if toll.verbs]
        self._people: Phrasebook[str] = Phrasebook((compact(word), word) for word in language.details.people)
        self._quantities = QuantityReader(language)
        self._agents = Phrasebook(((compact(word), word) for word in language.markers.passive_agents), inflect=False)

    def tolls(self, frame: Frame) -> list[Tolled]:
        """The tolls of an article in text order, those of negated verbs left out."""
        text = frame.text
        verbs: dict[int, list[VerbGroup]] = {}
        for group in text.groups:
            verbs.setdefault(text.sentence_of[group.first], []).append(group)
        nouns: dict[int, list[Cue]] = {}
        for match in self._cues.find(text.words):
            cues = [Cue(match.first, match.last, kind, behind) for kind, behind in match.things]
            nouns.setdefault(text.sentence_of[match.first], []).extend(cues)
        found: list[Tolled] = []
        for sentence in text.sentences:
            groups = verbs.get(sentence.index, [])
            cues = self._with_verbs(text, nouns.get(sentence.index, []), groups)
            if cues:
                found.extend(self._of_sentence(frame, sentence, cues, groups))
        return found

    def _with_verbs(self, text: Text, cues: list[Cue], groups: Sequence[VerbGroup]) -> list[Cue]:
        """The cues with the verbs that are none of them, in order; what a negated verb tells is left out."""
        finite = [group for group in groups if group.finite or group.participle]
        negated = {index for group in finite if group.main.negated for index in range(group.first - 1, group.last + 1)}
        found = [cue for cue in cues if not negated & set(range(cue.first, cue.last + 1))]
        taken = {index for cue in cues for index in range(cue.first - 1, cue.last + 2)}
        for group in finite:
            if group.main.negated or taken & set(range(group.first, group.last + 1)):
                continue
            kind = next((kind for kind, phrases in self._verbs if phrases.matches(text.words, group)), None)
            if kind is not None:
                found.append(Cue(group.first, group.last, kind, False))
        return sorted(found, key=lambda cue: cue.first)

    def _of_sentence(
        self, frame: Frame, sentence: Sentence, cues: Sequence[Cue], groups: Sequence[VerbGroup]
    ) -> list[Tolled]:
        text = frame.text
        finite = [group for group in groups if group.finite]
        counted = [
            (quantity, end)
            for quantity in self._quantities.find(text.words, sentence.first, sentence.last + 1)
            if (end := self._counted(frame, quantity, cues, sentence.last)) is not None
        ]
        found: list[Tolled] = []
        for place, (quantity, end) in enumerate(counted):
            start = counted[place - 1][1] + 1 if place else sentence.first
            cue = self._behind(text, quantity, cues, start)
            before = found[-1] if found and place and found[-1].quantity is counted[place - 1][0] else None
            if cue is None and before is not None and before.cue.behind and self._joined(text, before.last, quantity):
                cue = before.cue  # «کشته شدن دو سرباز و سه غیرنظامی»
            ahead = self._ahead(text, end, cues, finite)
            if cue is None or (ahead is not None and ahead.first == end + 1):
                cue = ahead or cue
            if cue is None:
                continue
            kind = self._kind(text, cue, cues)
            shared = before is not None and before.cue is cue
            first = quantity.first if shared else min(quantity.first, cue.first)
            last = end if cue.behind or cue.last - quantity.first > _AHEAD else max(end, cue.last)
            found.append(Tolled(kind, quantity, first, last, cue))
        return found

    def _counted(self, frame: Frame, quantity: Quantity, cues: Sequence[Cue], last: int) -> int | None:
        """The last word of the people that a quantity counts; None where it counts none, or those who did it."""
        after = quantity.last + 1
        words = frame.text.words
        timed = any(time.first <= quantity.last and quantity.first <= time.last for time in frame.times)
        doers = any(
            (match := self._agents.at(words, index, quantity.first)) is not None and match.last == quantity.first - 1
            for index in range(max(0, quantity.first - 2), quantity.first)
        )
        if after > last or timed or doers:
            return None
        people = self._people.at(words, after, last + 1)
        if people is not None:
            return people.last
        mention = frame.by_first.get(after) or frame.by_first.get(quantity.first)
        if mention is not None and mention.kind in _PEOPLED and mention.last >= after:
            return mention.last
        if quantity.people or any(cue.first == after and not cue.behind for cue in cues):
            return quantity.last
        return None

    def _behind(self, text: Text, quantity: Quantity, cues: Sequence[Cue], start: int) -> Cue | None:
        """The noun of dying before a quantity: «شهادت دو نفر», «شمار کشته‌شدگان به ۴۵ نفر رسید»."""
        for cue in reversed(cues):
            near = cue.last < quantity.first and quantity.first - cue.last <= _BEHIND + 1 and cue.first >= start - 1
            between = [text.words[index] for index in range(cue.last + 1, quantity.first)]
            if near and cue.behind and not any(word.punctuation or word.key in text.coordinators for word in between):
                return cue
        return None

    @staticmethod
    def _ahead(text: Text, end: int, cues: Sequence[Cue], finite: Sequence[VerbGroup]) -> Cue | None:
        """The state or verb behind people that end at a word, with no other finite verb between them. One farther away
        has to stand before a verb, a mark or a coordinator: elsewhere it is a name or another noun."""
        for cue in cues:
            if cue.behind or not 0 <= cue.first - end <= _AHEAD:
                continue
            if any(end < group.first and group.last < cue.first for group in finite):
                return None
            after = text.words[cue.last + 1] if cue.last + 1 < len(text.words) else None
            open_ended = after is None or after.punctuation or after.key in text.coordinators
            verbal = any(group.first <= cue.last + 1 and cue.first <= group.last for group in finite)
            if cue.first - end <= _NEAR or open_ended or verbal:
                return cue
        return None

    @staticmethod
    def _joined(text: Text, last: int, quantity: Quantity) -> bool:
        """Whether only a few words with a coordinator at their end part a quantity from what stands before it."""
        before = text.words[quantity.first - 1]
        linked = before.key in text.coordinators or before.form in text.commas
        return linked and quantity.first - last <= _BEHIND + 1

    @staticmethod
    def _kind(text: Text, cue: Cue, cues: Sequence[Cue]) -> str:
        """The kind of a cue; of two that one number is told for, casualties: «۲۰ نفر کشته یا زخمی شدند»."""
        for other in cues:
            one, two = sorted((cue, other), key=lambda each: each.first)
            side_by_side = two.first - one.last == 2 and text.words[one.last + 1].key in text.coordinators
            if side_by_side and one.kind != two.kind and one.behind == two.behind:
                return _MIXED
        return cue.kind
