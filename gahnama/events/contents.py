"""What talks were about, and what a promise, demand, refusal or threat contains: the shortest phrase or clause.

Yields Stretch: first and last word, both inclusive.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from gahnama.actors.find import Mention
from gahnama.events.find import Trigger
from gahnama.events.frame import Frame
from gahnama.events.join import Deed
from gahnama.events.slots import Slot
from gahnama.language import Language
from gahnama.ontology import Plover
from gahnama.text.clauses import Clause
from gahnama.text.parse import Text
from gahnama.text.phrasebook import Phrasebook
from gahnama.text.saying import VerbPhrases
from gahnama.text.words import Splitter

Stretch = tuple[int, int]

_LONGEST_PHRASE = 16
_LONGEST_CLAUSE = 30
_REACH = 14  # words between a noun and the phrase that says what it was about
_NEAR = 8  # words between a noun and the phrase that says what it contains
_SUPPORT = 3  # words between a noun and its own verb
_MOST = 3  # stretches of one event
_OBJECT, _OF = "object", "of"
_WISHED = ("subjunctive", "future")


class ContentReader:
    """Finds contents by the markers of a language."""

    def __init__(self, language: Language, plover: Plover, splitter: Splitter) -> None:
        compact = language.text.compact
        details, markers = language.details, language.markers
        self._talks = plover.traits["talks"]
        self._about = Phrasebook(((compact(word), word) for word in details.about), inflect=False)
        self._matters = frozenset(compact(word) for word in details.matters)
        self._reviewing = VerbPhrases(details.reviewing, language, splitter)
        self._terms = {
            kind: (
                frozenset(places) & {_OBJECT, _OF},
                Phrasebook(((compact(place), place) for place in places if place not in (_OBJECT, _OF)), inflect=False),
            )
            for kind, places in details.terms.items()
        }
        self._light = details.light
        self._adverbs = Phrasebook(((compact(word), word) for word in details.adverbs), inflect=False)
        self._obliging = Phrasebook(((compact(word), word) for word in language.modality.obligation), inflect=False)
        self._compact = compact
        self._doing = Phrasebook(((compact(word), word) for word in details.verbal_nouns), inflect=False)
        self._object = compact(markers.object)
        self._pointing = frozenset(compact(word) for word in details.pointing)
        self._determiners = frozenset(compact(word) for word in markers.determiners)
        self._openers = frozenset(compact(word) for word in (*markers.openers, *markers.purposes))
        self._loose = self._openers | {compact(word) for word in (*markers.adpositions, *markers.coordinators)}

    def agenda(self, frame: Frame, deed: Deed) -> list[Stretch]:
        """What talks were about, or will be."""
        return _distinct(
            stretch
            for trigger in deed.triggers
            if trigger.entry.type in self._talks
            for stretch in self._talked(frame, trigger, deed)
        )

    def terms(self, frame: Frame, deed: Deed) -> list[Stretch]:
        """What is agreed on, conceded, demanded, threatened or refused."""
        if deed.type not in self._terms:
            return []
        return _distinct(
            stretch
            for trigger in deed.triggers
            if trigger.entry.type == deed.type
            for stretch in self._told(frame, trigger, deed)
        )

    def _told(self, frame: Frame, trigger: Trigger, deed: Deed) -> list[Stretch]:
        """The content that one trigger has: inside it, behind a modal, as a clause, else as a phrase."""
        for ways in (self._inside, self._modal, self._clauses):
            found = list(ways(frame, trigger))
            if found:
                return found
        return list(self._phrases(frame, trigger, deed))

    def _inside(self, frame: Frame, trigger: Trigger) -> Iterator[Stretch]:
        """What parts a nominal part from its verb: «خواستار … شد»."""
        if trigger.kind == "verb" and not trigger.passive:
            for one, other in zip(trigger.core, trigger.core[1:], strict=False):
                lead = frame.by_first.get(one + 1)
                behind = lead.last + 1 if lead is not None and lead.last < other else other
                loose = behind < other and frame.text.words[behind].key in self._loose  # «درخواست X برای [Z] را پذیرفت»
                first = behind if loose else one + 1
                stretch = self._trimmed(frame.text, first, other - 1) if other > one + 1 else None
                if stretch is not None and not self._named(frame, *stretch) and not self._points(frame.text, stretch):
                    yield stretch

    def _modal(self, frame: Frame, trigger: Trigger) -> Iterator[Stretch]:
        """What stands behind a word of must or should, its verb included: «باید … آزاد شوند»."""
        words = frame.text.words
        verb = frame.text.clauses[trigger.clause].verb
        obliged = any(self._obliging.at(words, index) is not None for index in trigger.core)
        if trigger.kind == "fixed" and obliged and verb is not None and trigger.last < verb.first:
            yield self._whole(frame.text, trigger.last + 1, verb.last)

    def _talked(self, frame: Frame, trigger: Trigger, deed: Deed) -> Iterator[Stretch]:
        text = frame.text
        clause = text.clauses[trigger.clause]
        own = set(clause.words)
        if trigger.first - 1 in own and text.words[trigger.first - 1].key in self._matters:
            last = [slot for slot in frame.slots[clause.index] if slot.first > trigger.last and not slot.marker]
            if last and clause.verb is not None:
                yield from self._extent(frame, clause, last[-1].first, deed)
            return
        for index in clause.words:
            match = self._about.at(text.words, index, clause.words[-1] + 1)
            if match is None or match.last + 1 not in own or any(index <= at <= match.last for at in trigger.core):
                continue
            if not self._about_it(frame, trigger, clause, index):
                continue
            if not self._others(frame, match.last, clause, deed):
                yield from self._extent(frame, clause, match.last + 1, deed)
        if clause.verb is not None and self._reviewing.matches(text.words, clause.verb):
            yield from self._objects(frame, clause, deed)

    def _about_it(self, frame: Frame, trigger: Trigger, clause: Clause, index: int) -> bool:
        """Whether the phrase at a word can belong to a trigger: before its verb, or behind a noun with nothing but its
        participants and its place between them."""
        if trigger.kind == "verb" and trigger.group is not None:
            return index < trigger.group.first
        if index < trigger.first:
            return clause.verb is not None and 0 < clause.verb.first - trigger.last <= _SUPPORT
        if index - trigger.last > _REACH:
            return False
        places = {self._compact(place) for places in trigger.entry.roles.values() for place in places}
        return all(
            slot.marker in places | frame.cutter.locatives | {""}
            for slot in frame.slots[clause.index]
            if trigger.last < slot.start < index
        )

    @staticmethod
    def _others(frame: Frame, index: int, clause: Clause, deed: Deed) -> bool:
        """Whether the phrase at a word belongs to another deed, which the verb of the clause tells."""
        return any(
            other.clause == clause.index
            and other.kind == "verb"
            and other.core[0] > index
            and other.entry.type != deed.type
            for other in frame.triggers
            if other not in deed.triggers
        )

    def _clauses(self, frame: Frame, trigger: Trigger) -> Iterator[Stretch]:
        """The clauses behind a verb that say its content, with those coordinated to the first."""
        text = frame.text
        clause = text.clauses[trigger.clause]
        if trigger.kind != "verb" or trigger.group is None or clause.verb is not trigger.group:
            return
        for child in text.clauses[clause.index + 1 :]:
            if child.sentence != clause.sentence:
                return
            said = child.opener is not None or (child.verb is not None and child.verb.main.tense in _WISHED)
            if child.parent is clause and child.relation == "content" and said and child.verb is not None:
                yield self._whole(text, child.words[0], child.words[-1])

    def _whole(self, text: Text, first: int, last: int) -> Stretch:
        """A clause without its opener and the marks at its ends, as long as it may be."""
        last = min(last, first + _LONGEST_CLAUSE)
        while first < last and (text.words[first].punctuation or text.words[first].key in self._openers):
            first += 1
        while last > first and text.words[last].punctuation:
            last -= 1
        return first, last

    def _phrases(self, frame: Frame, trigger: Trigger, deed: Deed) -> Iterator[Stretch]:
        """The phrases of the trigger's clause that hold its content."""
        text = frame.text
        clause = text.clauses[trigger.clause]
        own, book = self._terms[deed.type]
        verbal = trigger.kind == "verb"
        if verbal and _OBJECT in own:
            objects = list(self._objects(frame, clause, deed))
            if objects:
                yield from objects
                return
        words = [index for index in clause.words if (index < trigger.core[0] if verbal else index > trigger.last)]
        if not words:
            return
        ezafe = trigger.kind == "fixed" or self._verbal_noun(text, words[0])
        if not verbal and _OF in own and words[0] == trigger.last + 1 and ezafe:
            yield from self._extent(frame, clause, words[0], deed)
            return
        places = {self._compact(place) for places in trigger.entry.roles.values() for place in places}
        reach = words if verbal else [index for index in words if index - trigger.last <= _NEAR]
        for index in reach:
            match = book.at(text.words, index, clause.words[-1] + 1)
            adverb = self._adverbs.at(text.words, index) is not None
            if match is None or match.last + 1 not in words or adverb or self._heads(frame, index):
                continue
            start = match.last + 1
            head = start + 1 if text.words[start].key in self._determiners else start
            if self._named(frame, start, start) or (
                self._compact(match.things[0]) in places and head in frame.by_first
            ):
                continue
            if verbal and self._others(frame, match.last, clause, deed):
                continue
            stretches = list(self._extent(frame, clause, start, deed))
            timed = any(time.first <= start <= time.last for time in frame.times)
            adjoins = not verbal or any(last + _SUPPORT > trigger.core[0] for _, last in stretches)
            if stretches and adjoins and not timed:
                yield stretches[0]
                return

    @staticmethod
    def _heads(frame: Frame, index: int) -> bool:
        """Whether a word begins what says according to whom: «به گزارش», not the content of anything."""
        opened = frame.cutter.adposition(frame.text, index, len(frame.text.words), opens=True)
        return opened is not None and opened[0] in frame.cutter.heads

    def _verbal_noun(self, text: Text, index: int) -> bool:
        """Whether a word says a doing, as what a demand or promise contains begins: an infinitive, a noun of doing."""
        infinitive = any(
            group.first == index and group.main.tense == "infinitive"
            for group in text.clauses[text.clause_of[index]].verbs
        )
        return infinitive or self._doing.at(text.words, index) is not None

    def _objects(self, frame: Frame, clause: Clause, deed: Deed) -> Iterator[Stretch]:
        """The marked object of a clause, with what goes with it to its left, unless it is a participant."""
        slots, words = frame.slots[clause.index], frame.text.words
        for place, slot in enumerate(slots):
            if not slot.object:
                continue
            first = object_start(slots, place, frame.subjects.get(clause.index, ()))
            if first is None:
                continue
            last = next((i - 1 for i in clause.words if i > slot.last and words[i].key == self._object), slot.last)
            stretch = self._trimmed(frame.text, first, last)
            own = any(first <= index <= last for trigger in deed.triggers for index in trigger.core)
            empty = own or stretch is None or self._points(frame.text, stretch) or self._named(frame, first, last)
            if stretch is not None and not empty:
                yield stretch

    def _extent(self, frame: Frame, clause: Clause, start: int, deed: Deed) -> Iterator[Stretch]:
        """The phrase that begins at a word: to the next comma, verb or trigger, or to the next role of the deed."""
        text = frame.text
        own = set(clause.words)
        stops = {index for trigger in deed.triggers for index in trigger.core}
        verbs = {index: group for group in clause.verbs if group.finite for index in range(group.first, group.last + 1)}
        roles = {who.mention.first for who in (*deed.actors, *deed.recipients)}
        last = start - 1
        while last + 1 in own and last - start < _LONGEST_PHRASE:
            index = last + 1
            word = text.words[index]
            if index in stops or index in verbs or word.key == self._object:
                break
            if word.punctuation and word.form not in text.quote_marks:
                break
            if index > start and index + 1 in roles and word.key in self._loose and word.key not in text.coordinators:
                break
            last = index
        while last >= start and self._nominal(frame, clause, last):
            last -= 1
        stretch = self._trimmed(text, start, last) if last >= start else None
        if stretch is not None and not self._points(text, stretch):
            yield stretch

    def _nominal(self, frame: Frame, clause: Clause, index: int) -> bool:
        """Whether a word is the nominal part of the light verb right behind it, and no head of the phrase before."""
        for group in clause.verbs:
            if group.first == index + 1:
                return group.main.verb in self._light and group.finite
        return False

    def _trimmed(self, text: Text, first: int, last: int) -> Stretch | None:
        """The words without marks and function words at their ends; None where nothing is left."""
        while first <= last and self._edge(text, first):
            first += 1
        while last >= first and self._edge(text, last):
            last -= 1
        return (first, last) if first <= last else None

    def _edge(self, text: Text, index: int) -> bool:
        word = text.words[index]
        return word.punctuation or word.key in self._loose or word.key == self._object

    def _points(self, text: Text, stretch: Stretch) -> bool:
        """Whether a phrase only points elsewhere: «این موضوع»."""
        return text.words[stretch[0]].key in self._pointing and stretch[1] - stretch[0] <= 1

    @staticmethod
    def _named(frame: Frame, first: int, last: int) -> bool:
        """Whether words are a participant and nothing else, or begin with one that they go no further than."""
        mention = frame.by_first.get(first)
        return mention is not None and mention.last >= last


def object_start(slots: Sequence[Slot], place: int, subjects: Sequence[Mention]) -> int | None:
    """The first word of the object at ``place``, None where it can't be told: an adposition inside its noun phrase has
    cut it into slots, and the subject may stand right before it."""
    while place and slots[place].marker and slots[place - 1].last + 1 == slots[place].start:
        place -= 1
    slot = slots[place]
    if slot.marker:
        return None
    leads = [mention for mention in subjects if slot.first <= mention.first and mention.last < slot.last]
    return leads[-1].last + 1 if leads and leads[0].first == slot.first else slot.first


def _distinct(stretches: Iterable[Stretch]) -> list[Stretch]:
    """The first few stretches in text order, none that lies within another."""
    ordered = sorted(set(stretches), key=lambda one: (one[0], -one[1]))
    found: list[Stretch] = []
    for stretch in ordered:
        if not any(other[0] <= stretch[0] and stretch[1] <= other[1] for other in found):
            found.append(stretch)
    return found[:_MOST]
