"""The places of a clause that participants stand in: subject, object, and what each adposition governs. Yields Slot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from gahnama.actors.find import Mention
from gahnama.actors.lexicon import number_words
from gahnama.language import Language
from gahnama.text.parse import Text
from gahnama.text.phrasebook import Match, Phrasebook

_FARTHEST = 6
_OPENING = 2
_BETWEEN = 2
_STATES = ("country", "government", "pronoun")


@dataclass(frozen=True, slots=True)
class Slot:
    """A noun phrase: words ``first`` to ``last`` (both inclusive), the adposition before it not counted.

    ``marker``: the compact key of the adposition, "" for a bare one; ``start``: the first word with the adposition.
    ``object``: it bears the object marker. ``mentions``: the participants that it stands for, coordinated ones all.
    """

    marker: str
    start: int
    first: int
    last: int
    object: bool
    mentions: tuple[Mention, ...]


class SlotCutter:
    """Cuts the words of a clause into slots by the adpositions of a language."""

    def __init__(self, language: Language) -> None:
        compact = language.text.compact
        self._object = compact(language.markers.object)
        heads = [(compact(head), compact(head)) for head in language.attribution.heads]
        adpositions = [(compact(word), compact(word)) for word in language.markers.adpositions]
        self._adpositions = Phrasebook(adpositions, inflect=False)
        self._openers = Phrasebook([*adpositions, *heads], inflect=False)
        of = frozenset(compact(word) for word in language.markers.partitive)
        partitives = {compact(phrase) for phrase in (*language.titles.partitives, *language.markers.determiners)}
        self._partitives = Phrasebook(
            ((key, key) for key in partitives if any(key.endswith(word) and key != word for word in of)), inflect=False
        )
        ends = tuple(key for key, _ in adpositions)
        about = {compact(phrase) for phrase in language.titles.partitives if " " in phrase}
        self._about = Phrasebook(((key, key) for key in about if key.endswith(ends)), inflect=False)
        self._numbers = frozenset(compact(word) for word in number_words(language.numbers))
        self._partitive = of
        self._reciprocal = frozenset(compact(word) for word in language.markers.reciprocal)
        self._counters = frozenset(compact(word) for word in language.titles.counters)
        self.heads = frozenset(key for key, _ in heads)
        self.locatives = frozenset(compact(word) for word in language.markers.locatives)
        cues = frozenset(compact(cue) for cue in language.text.place_cues)
        self.within = self.locatives & cues
        self.kinds_of_places = cues - self.locatives
        self._determiners = frozenset(compact(word) for word in language.markers.determiners)

    def adposition(self, text: Text, index: int, stop: int, opens: bool = False) -> tuple[str, int] | None:
        """The adposition that begins at a word: its key and its last word.

        ``opens``: at the beginning of a clause, where «به اظهارات» and the like say according to whom.
        """
        match = (self._openers if opens else self._adpositions).at(text.words, index, stop)
        return (match.things[0], match.last) if match else None

    def _partitive_at(self, text: Text, index: int, stop: int) -> Match[str] | None:
        """The words at a word that hold an adposition and open no slot: «یکی از», and «نزدیک به» before a number."""
        about = self._about.at(text.words, index, stop)
        if about is not None and about.last + 1 < stop:
            after = text.words[about.last + 1]
            if after.form.isdecimal() or after.key in self._numbers:
                return about
        return self._partitives.at(text.words, index, stop)

    def slots(
        self,
        text: Text,
        indices: Sequence[int],
        mentions: dict[int, Mention],
        breaks: Iterable[tuple[int, int]] = (),
        verbs: frozenset[int] = frozenset(),
    ) -> list[Slot]:
        """The slots of the words ``indices`` (ascending).

        ``mentions``: by first word. ``breaks``: first and last word of stretches (times, triggers) that part what
        stands around them. ``verbs``: words of verbs.
        """
        breaking = {index for first, last in breaks for index in range(first, last + 1)}
        found: list[Slot] = []
        marker, start, words = "", -1, list[int]()

        def close(is_object: bool = False) -> None:
            nonlocal marker, start, words
            if words:
                made = self._split(text, marker, start, words, is_object, mentions)
                if is_object and marker and len(made) == 1 and found and self._bare_right_before(found[-1], start):
                    before = found.pop()
                    noun = list(range(before.first, before.last + 1))
                    found.extend(self._split(text, "", before.start, noun, True, mentions))
                    made = [replace(made[0], object=False)]
                found.extend(made)
            marker, start, words = "", -1, []

        position = 0
        while position < len(indices):
            index = indices[position]
            word = text.words[index]
            if index in breaking or index in verbs:
                close()
                position += 1
                continue
            if word.key == self._object:
                close(True)
                position += 1
                continue
            mention = mentions.get(index)
            partitive = self._partitive_at(text, index, indices[-1] + 1) if mention is None else None
            counted = (
                word.key in self._partitive and bool(words) and text.words[words[-1]].key in self._counters
            )  # «دو تن از نمایندگان»
            if partitive is not None or counted:
                start = index if start < 0 else start
                last = partitive.last if partitive is not None else index
                words.extend(range(index, last + 1))
                position += last - index + 1
                continue
            if mention is None and not word.punctuation:
                adposition = self.adposition(text, index, indices[-1] + 1, opens=position <= _OPENING)
                if adposition is not None:
                    close()
                    marker, last = adposition
                    start = index
                    position += last - index + 1
                    continue
            if word.punctuation and word.form not in text.quote_marks:
                if word.form in text.commas and words and self._goes_on(text, indices, position, mentions, words):
                    words.append(index)
                else:
                    close()
                position += 1
                continue
            if start < 0:
                start = index
            width = mention.last - mention.first + 1 if mention is not None else 1
            words.extend(range(index, index + width))
            position += width
        close()
        return found

    @staticmethod
    def _bare_right_before(slot: Slot, start: int) -> bool:
        """Whether a bare slot ends where an adposition begins: the object of «سفیر ایران در مادرید را»."""
        return not slot.marker and not slot.object and slot.last == start - 1

    def _goes_on(
        self, text: Text, indices: Sequence[int], position: int, mentions: dict[int, Mention], words: list[int]
    ) -> bool:
        """Whether a comma stands inside a list: participants or places before it and after it, with «و» later on."""
        if position + 1 >= len(indices):
            return False
        after = mentions.get(indices[position + 1])
        before = next(
            (mentions[index] for index in words if index in mentions and mentions[index].last == words[-1]), None
        )
        if after is None or before is None or (after.kind == "place") != (before.kind == "place"):
            return False
        at = after.last + 1
        return at < len(text.words) and (text.words[at].key in text.coordinators or text.words[at].form in text.commas)

    def _split(
        self, text: Text, marker: str, start: int, words: list[int], is_object: bool, mentions: dict[int, Mention]
    ) -> list[Slot]:
        """One slot, or for a bare stretch that bears the object marker the subject before it as well."""
        inside = [mentions[index] for index in words if index in mentions]
        if is_object and inside:
            lead = inside[0]
            at = self._head(text, words)
            group = self._coordinated(text, inside)
            tail = group[-1].last
            if lead.first == at and tail < words[-1] and (marker == "" or tail + 1 <= words[-1]):
                rest = [index for index in words if index > tail]
                others = [mention for mention in inside if mention.first > tail]
                seat = bool(marker and others) and others[0].kind == "place" and others[0].first == tail + 1
                if rest and not seat and text.words[rest[0]].key not in text.coordinators:
                    return [
                        Slot(marker, start, words[0], tail, False, tuple(group)),
                        Slot("", rest[0], rest[0], rest[-1], True, tuple(self._coordinated(text, others))),
                    ]
        near = bool(inside) and inside[0].first - words[0] <= _FARTHEST
        if marker and text.words[words[0]].key in self._reciprocal:
            near = False  # «با یکدیگر» is a phrase of its own
        group = self._coordinated(text, inside) if near else []
        return [Slot(marker, start, words[0], words[-1], is_object, tuple(group))]

    def _head(self, text: Text, words: list[int]) -> int:
        for index in words:
            word = text.words[index]
            if word.key not in self._determiners and word.key not in text.coordinators and not word.punctuation:
                return index
        return words[0]

    def _coordinated(self, text: Text, inside: list[Mention]) -> list[Mention]:
        """The first mention and those that are coordinated with it, one after the other."""
        group: list[Mention] = []
        for mention in inside:
            # in «مقامات سیاسی و پارلمانی ایران» the country owns what stands before it
            between = 0 if mention.kind in _STATES else _BETWEEN
            if group and not self._linked(text, group[-1].last + 1, mention.first, between):
                break
            group.append(mention)
        return group

    @staticmethod
    def _linked(text: Text, first: int, stop: int, most: int) -> bool:
        """Whether only commas and coordinators, and at most ``most`` words of a noun phrase, part two mentions."""
        between = [text.words[index] for index in range(first, stop)]
        plain = [word for word in between if word.form not in text.quote_marks]
        links = [word for word in plain if word.key in text.coordinators or word.form in text.commas]
        return bool(links) and plain[0] in links and len(plain) - len(links) <= most
