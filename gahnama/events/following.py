"""Who is meant: the subject of each clause, what pronouns and short titles stand for, codes at the date. Yields Who."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from gahnama.actors.find import Mention
from gahnama.events.slots import Slot
from gahnama.model import Participant
from gahnama.ontology import Ontology, Thing
from gahnama.text.clauses import Clause
from gahnama.text.parse import Text

_PEOPLE = ("person", "title", "counterpart")
_BODIES = ("country", "government", "organisation", "people")
_COUNTED = ("country", "government", "title", "demonym", "people", "person", "place")
_PAIR_REACH = 4
_PRIVATE = "ELI"


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


class Following:
    """Settles the mentions of one article, in text order."""

    def __init__(
        self, text: Text, mentions: Sequence[Mention], ontology: Ontology, home: str | None, day: date | None
    ) -> None:
        self._text = text
        self._mentions = list(mentions)
        self._ontology = ontology
        self._day = day
        self._fullest: dict[str, Mention] = {}
        self._titles: dict[str, Mention] = {}
        self._holders: dict[tuple[str, str], Mention] = {}
        self._countries = _dominant(mentions)
        self._home = home
        self._towns: dict[str, str | None] = {}
        self._who: dict[int, tuple[Who, ...]] = {}
        for mention in mentions:
            self._remember(mention)

    def _remember(self, mention: Mention) -> None:
        if mention.kind == "person" and mention.name is not None:
            key = self._person_key(mention)
            known = self._fullest.get(key)
            if known is None or _length(mention) > _length(known):
                self._fullest[key] = mention
        if mention.title and mention.code:
            self._titles.setdefault(mention.title, mention)
            if mention.kind == "person" and not mention.former:
                self._holders.setdefault((mention.title, mention.code), mention)

    def _person_key(self, mention: Mention) -> str:
        if mention.thing is not None:
            return mention.thing.id
        if mention.candidates:
            return self._candidate(mention).id
        assert mention.name is not None
        return "name:" + self._text.words[mention.name[1]].key

    def _candidate(self, mention: Mention) -> Thing:
        """Whom a name shared by several people means here.

        Named in full, of the country of its title, in office, of a country of the article: the first that decides.
        """
        full = {other.thing.id for other in self._mentions if other.thing is not None and other.kind == "person"}

        def rank(thing: Thing) -> tuple[bool, bool, bool, int]:
            code, _ = thing.at(self._day)
            in_office = self._day is not None and any(
                period.covers(self._day) for period in thing.periods if period.sector not in (None, _PRIVATE)
            )
            return (
                thing.id in full,
                mention.code is not None and code == mention.code,
                in_office,
                self._countries.get(code, 0),
            )

        return max(mention.candidates, key=rank)

    def settle(self, clauses: Sequence[Clause], subjects: dict[int, tuple[Mention, ...]]) -> None:
        """Settles every mention; ``subjects``: the subject mentions of each clause that has its own."""
        last_person: Who | None = None
        last_group: tuple[Who, ...] = ()
        last_country: Who | None = None
        last_body: Who | None = None
        groups = {mentions[-1].first: mentions for mentions in subjects.values() if len(mentions) > 1}
        subject_firsts = {mention.first for mentions in subjects.values() for mention in mentions}
        for mention in self._mentions:
            if mention.kind == "pronoun":
                found: tuple[Who, ...] = ()
                if mention.code:
                    found = (self._plain(mention),)
                elif mention.pronoun == "person":
                    found = (last_person,) if last_person else ()
                elif mention.pronoun == "plural":
                    found = last_group or self.sides(mention.first)
                elif mention.pronoun == "both":
                    found = self.sides(mention.first)
                elif mention.pronoun == "country":
                    found = (last_country,) if last_country else ()
                else:
                    found = (last_body,) if last_body else ()
                self._who[mention.first] = tuple(replace(who, mention=mention) for who in found)
                continue
            who = self._plain(mention)
            if mention.pronoun and mention.code is None:
                antecedents = {"country": last_country, "person": last_person}
                whose = antecedents.get(mention.pronoun, last_body)
                if whose is not None:
                    who = replace(who, code=whose.code, sector=mention.sector or whose.sector)
            self._who[mention.first] = (who,)
            if mention.first in groups:
                last_group = tuple(one for member in groups[mention.first] for one in self._who.get(member.first, ()))
            if mention.kind in _PEOPLE and not mention.plural:
                if mention.first in subject_firsts or last_person is None:
                    last_person = who
            elif mention.kind in (*_PEOPLE, "people"):
                last_group = (who,)
            if mention.kind in _BODIES or mention.owner is not None:
                if who.code != "UNK" and mention.kind in (
                    "country",
                    "government",
                    "title",
                    "person",
                    "demonym",
                    "people",
                ):
                    last_country = self._country_of(who)
                if mention.kind == "organisation" or (mention.kind == "title" and not mention.plural):
                    last_body = who

    def sides(self, word: int) -> tuple[Who, ...]:
        """The two sides before a word: the first two different participants of the nearest sentence that names two."""
        here = self._text.sentence_of[word]
        for sentence in range(here, max(-1, here - _PAIR_REACH - 1), -1):
            sides: dict[str, Who] = {}
            for mention in self._mentions:
                if mention.first >= word or self._text.sentence_of[mention.first] > sentence:
                    break
                if self._text.sentence_of[mention.first] < sentence or mention.kind in (
                    "pronoun",
                    "demonym",
                    "place",
                    "people",
                ):
                    continue
                for who in self._who.get(mention.first, ()):
                    sides.setdefault(who.code, who)
            if len(sides) > 1:
                return tuple(sides.values())[:2]
        return ()

    def _country_of(self, who: Who) -> Who:
        return replace(who, sector="GOV" if who.mention.kind != "people" else who.sector)

    @property
    def home(self) -> str | None:
        """The country of the outlet."""
        return self._home

    def who(self, mention: Mention) -> tuple[Who, ...]:
        """Whom a mention stands for; empty for a pronoun without antecedent."""
        return self._who.get(mention.first, ())

    def _plain(self, mention: Mention) -> Who:
        shown = mention
        thing = mention.thing or (self._candidate(mention) if mention.candidates else None)
        code, sector = mention.code, mention.sector
        role = mention.title or None
        identifier = thing.id if thing else None
        if mention.kind == "person" and mention.name is not None:
            shown = self._fullest.get(self._person_key(mention), mention)
            if code is None and shown.code is not None:
                code, sector = shown.code, sector or shown.sector
                role = role or shown.title or None
        if thing is not None:
            thing_code, thing_sector = self._position(thing)
            code = thing_code if thing.kind != "person" or code is None else code
            sector = sector or thing_sector
            role = role or thing.office(self._day)
        elif mention.owner is not None:
            owner_code, owner_sector = mention.owner.at(self._day)
            code = code or owner_code
            sector = sector or owner_sector
        if code is None and mention.title in self._titles:
            earlier = self._titles[mention.title]
            code, sector = earlier.code, sector or earlier.sector
            shown = earlier if earlier.first < mention.first else mention
        if code is None:
            code = (self._of_person(mention) if mention.kind == "person" and mention.name else None) or self._default()
        if mention.kind == "title" and not mention.plural:
            holder = self._holder(mention, code)
            if holder is not None:
                shown = self._fullest.get(self._person_key(holder), holder)
                person = holder.thing or (self._candidate(holder) if holder.candidates else None)
                identifier = person.id if person else None
        private = mention.kind == "person" and not role
        return Who(mention, shown, code or "UNK", sector or ("CVL" if private else "GOV"), identifier, role)

    def _position(self, thing: Thing) -> tuple[str, str]:
        """Code and sector on the day of the article; without a day those of the last office, not of private life."""
        code, sector = thing.at(self._day)
        if self._day is None and sector == _PRIVATE:
            offices = [period for period in thing.periods if period.sector not in (None, _PRIVATE)]
            if offices:
                return offices[-1].code or code, offices[-1].sector or sector
        return code, sector

    def _holder(self, mention: Mention, code: str | None) -> Mention | None:
        """The person of the article whose office a bare title names: by an apposition, or as held on the day."""
        if code is None or mention.former:
            return None
        known = self._holders.get((mention.title, code))
        if known is not None or not mention.office:
            return known
        offices = self._ontology.offices.get(mention.office, ())
        for person in self._fullest.values():
            thing = person.thing or (self._candidate(person) if person.candidates else None)
            if thing is None or thing.at(self._day)[0] != code:
                continue
            held = thing.office(self._day) or ""
            if any(held == office or held.startswith(office + " ") for office in offices):
                return person
        return None

    def _of_person(self, mention: Mention) -> str | None:
        """The country of a person of whom nothing is told: that of the town named before at the first mention."""
        key = self._person_key(mention)
        if key not in self._towns:
            here = self._text.sentence_of[mention.first]
            towns = [
                other.code
                for other in self._mentions
                if other.kind == "place" and other.last < mention.first and self._text.sentence_of[other.first] == here
            ]
            self._towns[key] = towns[-1] if towns else None
        return self._towns[key]

    def _default(self) -> str | None:
        """The country of a person or title that names none: the one named most in the article, else the outlet's."""
        if self._countries:
            return max(self._countries, key=lambda code: (self._countries[code], code))
        return self._home

    def participant(self, who: Who) -> Participant:
        """The participant of the model for one Who."""
        first, last = who.shown.name or (who.shown.first, who.shown.last)
        return Participant(
            self._text.span(first, last), self._text.form(first, last), who.code, who.sector, who.role, who.id
        )


def _length(mention: Mention) -> int:
    return 0 if mention.name is None else mention.name[1] - mention.name[0] + 1


def _dominant(mentions: Sequence[Mention]) -> Counter[str]:
    """How often each country is named in an article, the beginning counting most."""
    count: Counter[str] = Counter()
    for order, mention in enumerate(mentions):
        if mention.code and mention.code != "UNK" and mention.kind in _COUNTED:
            count[mention.code] += 1 if mention.kind == "place" else 6 if order < 4 else 2
    return count


def own_subject(slots: Sequence[Slot], heads: frozenset[str]) -> tuple[Mention, ...]:
    """The participants in the subject slot of a clause: the first bare one that does not bear the object marker."""
    for slot in slots:
        if slot.marker or slot.object:
            continue
        people = tuple(mention for mention in slot.mentions if mention.kind != "place")
        if people:
            return people
    return ()
