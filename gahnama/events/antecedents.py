"""Whom a pronoun means: who is being told of, by clause, number and kind. Yields Who."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from gahnama.actors.find import Mention
from gahnama.model import Participant
from gahnama.text.clauses import Clause
from gahnama.text.parse import Text

_PEOPLE = ("person", "title", "counterpart")
_STATES = ("country", "government")
_ORGANS = ("GOV", "LEG", "JUD", "MIL")
_OF_A_STATE = ("title", "person", "demonym", "people")
_NOT_A_SIDE = ("pronoun", "demonym", "place", "people")
_PAIR_REACH = 4
_PERSON_REACH = 2
_DOERS_REACH = 3
_SHORT_QUOTATION = 8


@dataclass(frozen=True, slots=True)
class Who:
    """A mention and whom it stands for: ``code`` and ``sector`` are settled, ``shown`` is the mention to quote."""

    mention: Mention
    shown: Mention
    code: str
    sector: str
    id: str | None
    role: str | None = None

    @property
    def key(self) -> str:
        """What makes two mentions the same participant."""
        return self.id or f"{self.code}/{self.sector}/{self.shown.first}"

    def participant(self, text: Text) -> Participant:
        """The participant of the model."""
        first, last = self.shown.name or (self.shown.first, self.shown.last)
        return Participant(text.span(first, last), text.form(first, last), self.code, self.sector, self.role, self.id)


def is_one(mention: Mention) -> bool:
    """Whether a mention is of one human being: a name or an office, no body and no group."""
    named = mention.kind in ("person", "counterpart") or (mention.kind == "title" and bool(mention.office))
    return named and not mention.plural


def _by_speaker(clause: Clause) -> bool:
    """Whether the verb of a clause is in the first or second person."""
    return clause.verb is not None and clause.verb.main.person in (1, 2)


class Telling:
    """Which clauses the article tells in its own voice, and who their subjects are.

    What stands in a clause of content or in a quotation is told by somebody: its subjects are those that he speaks of,
    while «وی» at the head of the next sentence is he himself.
    """

    def __init__(self, text: Text, clauses: Sequence[Clause], subjects: Mapping[int, tuple[Mention, ...]]) -> None:
        self._clause_of = text.clause_of
        self._clauses = {clause.index: clause for clause in clauses}
        quoted = {
            index
            for quotation in text.quotations
            if quotation.last - quotation.first > _SHORT_QUOTATION
            for index in range(quotation.first, quotation.last + 1)
        }
        self._content: set[int] = set()
        for clause in clauses:
            above = clause.parent
            inside = above is not None and above.index in self._content
            # «خبرگزاری …:» at the head of an article says nothing that the article doesn't
            said = clause.relation == "content" and above is not None and bool(above.verb or subjects.get(above.index))
            if said or inside or clause.words[0] in quoted or _by_speaker(clause):
                self._content.add(clause.index)
        self._subject_clause = {mention.first: clause for clause, mentions in subjects.items() for mention in mentions}

    def is_subject(self, mention: Mention) -> bool:
        """Whether a mention is a subject."""
        return mention.first in self._subject_clause

    def is_doers(self, mention: Mention) -> bool:
        """Whether a mention is the subject of a verb in the plural."""
        clause = self._subject_clause.get(mention.first)
        verb = self._clauses[clause].verb if clause is not None else None
        return verb is not None and verb.main.plural

    def in_content(self, mention: Mention) -> bool:
        """Whether a mention stands in what somebody says."""
        return self._clause_of[mention.first] in self._content

    def leads(self, mention: Mention) -> bool:
        """Whether a mention is the subject of a clause in the article's own voice."""
        return self.is_subject(mention) and not self.in_content(mention)

    def together(self, mention: Mention, other: Mention) -> bool:
        """Whether two mentions stand in one clause."""
        return self._clause_of[mention.first] == self._clause_of[other.first]


class Antecedents:
    """Those whom the text has named so far, for the pronouns that follow."""

    def __init__(self, text: Text, telling: Telling, groups: Mapping[int, tuple[Mention, ...]]) -> None:
        """``groups``: subjects of several members, by the first word of the last one."""
        self._text = text
        self._telling = telling
        self._groups = groups
        self._who: dict[int, tuple[Who, ...]] = {}
        self._order: list[Mention] = []
        self._people: list[Who] = []
        self._subjects: list[Who] = []
        self._bodies: list[Who] = []
        self._leading: Who | None = None
        self._country: Who | None = None
        self._place: Who | None = None
        self._last_group: tuple[Who, ...] = ()

    @property
    def leading(self) -> Who | None:
        """Whom the article tells of: the one human being who was last a subject in its own voice."""
        return self._leading

    def add(self, mention: Mention, who: tuple[Who, ...]) -> None:
        """Takes note of a mention, in text order, and whom it stands for."""
        self._who[mention.first] = who
        self._order.append(mention)
        if mention.kind == "pronoun" or not who:
            return
        one = who[0]
        if self._telling.is_subject(mention) and one.code != "UNK":
            self._subjects.append(one)
        if mention.first in self._groups:
            members = self._groups[mention.first]
            self._last_group = tuple(whom for member in members for whom in self._who.get(member.first, ()))
        if is_one(mention):
            self._people.append(one)
            if self._telling.leads(mention):
                self._leading = one
        elif mention.plural and mention.kind in (*_PEOPLE, "people"):
            self._last_group = (one,)
        if one.code != "UNK" and (mention.kind == "place" or mention.town):
            self._place = one
        organ = mention.kind == "organisation" and one.sector in _ORGANS
        names = mention.kind in _STATES or organ or (mention.owner is not None and mention.kind in _OF_A_STATE)
        if names and one.code != "UNK":
            self._country = replace(one, sector="GOV" if mention.kind != "people" else one.sector)
        if mention.kind == "organisation" or (mention.kind == "title" and not mention.plural and not mention.office):
            self._bodies.append(one)

    def of(self, mention: Mention) -> tuple[Who, ...]:
        """Whom a pronoun, or the pronoun that owns a title, means; empty where nobody fits."""
        kind = mention.pronoun
        if kind == "person":
            found = self._person(mention)
        elif kind in ("plural", "them"):
            return self._several(mention)
        elif kind == "both":
            return self.sides(mention.first)
        elif kind == "country":
            found = self._country
        elif kind == "place":
            found = self._place or self._country
        elif kind == "own":
            found = self._whose(mention, self._subjects)
        elif kind in ("speaker", "we"):
            found = self._whose(mention, [])
        else:
            found = self._body(mention)
        return (found,) if found is not None else ()

    def _person(self, mention: Mention) -> Who | None:
        """At the head of a sentence whom the article has been telling of; elsewhere the person named right before."""
        if self._leading is not None and not self._telling.in_content(mention) and self._telling.is_subject(mention):
            return self._leading
        here = self._text.sentence_of[mention.first]
        inside = self._telling.in_content(mention)
        for who in reversed(self._people):
            if here - self._text.sentence_of[who.mention.first] > _PERSON_REACH:
                break
            same = self._telling.together(who.mention, mention) and self._telling.is_subject(who.mention)
            speaks = inside and self._leading is not None and who.key == self._leading.key
            if not same and not speaks:
                return who
        return self._leading or (self._people[-1] if self._people else None)

    def _several(self, mention: Mention) -> tuple[Who, ...]:
        """The people named together or in the plural last; «آن‌ها» means them only as doers, or close behind them."""
        if not self._last_group:
            return self.sides(mention.first)
        here, there = self._text.sentence_of[mention.first], self._text.sentence_of[self._last_group[-1].mention.first]
        reach = _DOERS_REACH if self._telling.is_doers(mention) or mention.pronoun == "plural" else 1
        return self._last_group if here - there <= reach else ()

    def _whose(self, mention: Mention, subjects: Sequence[Who]) -> Who | None:
        """The country of the last of ``subjects`` in the sentence, else of whom the article tells: that of «کشورش» and
        «کشور ما»."""
        here = self._text.sentence_of[mention.first]
        near = [who for who in subjects if self._text.sentence_of[who.mention.first] == here]
        whose = near[-1] if near else self._leading
        if whose is None or whose.code == "UNK":
            return None
        return replace(whose, shown=self._named(whose.code, whose.shown), sector="GOV", id=None, role=None)

    def _named(self, code: str, other: Mention) -> Mention:
        """The mention that names a country by itself, else ``other``."""
        for mention in reversed(self._order):
            if mention.kind in _STATES and mention.code == code:
                return mention
        return other

    def _body(self, mention: Mention) -> Who | None:
        """The body named last with the noun of «این سازمان»; if none, and it owns no title, the one named last."""
        noun = self._text.words[mention.last]
        for who in reversed(self._bodies):
            words = self._text.words[who.mention.first : who.mention.last + 1]
            if any(noun.key in (word.key, *word.stems) for word in words):
                return who
        return self._bodies[-1] if self._bodies and mention.kind == "pronoun" else None

    def sides(self, word: int) -> tuple[Who, ...]:
        """The two sides before a word: the first two different participants of the nearest sentence that names two."""
        here = self._text.sentence_of[word]
        for sentence in range(here, max(-1, here - _PAIR_REACH - 1), -1):
            sides: dict[str, Who] = {}
            for mention in self._order:
                if mention.first >= word or self._text.sentence_of[mention.first] > sentence:
                    break
                if self._text.sentence_of[mention.first] < sentence or mention.kind in _NOT_A_SIDE:
                    continue
                for who in self._who.get(mention.first, ()):
                    sides.setdefault(who.code, who)
            if len(sides) > 1:
                return tuple(sides.values())[:2]
        return ()
