"""Who is meant: the subject of each clause, what pronouns and short titles stand for, codes at the date. Yields Who."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from gahnama.actors.find import Mention
from gahnama.events.antecedents import Antecedents, Telling, Who, is_one
from gahnama.events.belonging import Belonging
from gahnama.events.slots import Slot
from gahnama.model import Participant
from gahnama.ontology import Ontology, Period, Thing
from gahnama.text.clauses import Clause
from gahnama.text.parse import Text

_HEADING = 8  # sentences in which a person can be introduced
_ALSO = 3  # words behind a title among which one may say that it is another person's
_PRIVATE = "ELI"
_BODIES = ("country", "organisation")
_LISTED = ("title", "people", "demonym")


class Following:
    """Settles the mentions of one article, in text order."""

    def __init__(
        self,
        text: Text,
        mentions: Sequence[Mention],
        ontology: Ontology,
        home: str | None,
        day: date | None,
        bearers: Mapping[str, Mapping[str, int]],
    ) -> None:
        """``home``: the country of the outlet; ``bearers``: as ``ActorLexicon`` has them."""
        self._text = text
        self._mentions = list(mentions)
        self._by_first = {mention.first: mention for mention in mentions}
        self._ontology = ontology
        self._day = day
        self._fullest: dict[str, Mention] = {}
        self._titles: dict[str, Mention] = {}
        self._holders: dict[str, list[Mention]] = {}
        self._belonging = Belonging(text, mentions, ontology, home, bearers)
        self._home = home
        self._who: dict[int, tuple[Who, ...]] = {}
        self._bearers: dict[int, Mention] = {}
        self._borne: dict[str, Mention] = {}
        self._antecedents: Antecedents
        self._bodies: dict[str, dict[str, Mention]] = {}
        self._named: set[str] = set()
        self._surnames: dict[str, Mention] = {}
        for mention in mentions:
            if mention.kind == "person" and mention.name is not None and mention.name[0] < mention.name[1]:
                self._named.update(thing.id for thing in mention.candidates or (mention.thing,) if thing is not None)
                if mention.thing is not None:
                    self._surnames.setdefault(text.words[mention.name[1]].key, mention)
        for mention in mentions:
            self._remember(mention)

    def _namesake(self, mention: Mention) -> Mention | None:
        """The person named in full in the article whose surname a bare name is that the ontology gives to another."""
        if mention.name is None or mention.name[0] < mention.name[1] or mention.title or not mention.candidates:
            return None
        if any(thing.id in self._named for thing in mention.candidates):
            return None
        return self._surnames.get(self._text.words[mention.name[1]].key)

    def _remember(self, mention: Mention) -> None:
        if mention.kind == "person" and mention.name is not None:
            key = self._person_key(mention)
            known = self._fullest.get(key)
            if known is None or self._fullness(mention) > self._fullness(known):
                self._fullest[key] = mention
            if mention.title and not mention.former:
                self._holders.setdefault(_bare(mention.title), []).append(mention)
        if mention.kind in _BODIES and mention.thing is not None:
            self._bodies.setdefault(mention.thing.id, {}).setdefault(self._letters(mention), mention)
        if mention.title and mention.code:
            self._titles.setdefault(mention.title, mention)

    def _fullness(self, mention: Mention) -> tuple[int, bool]:
        """How fully a mention names somebody: by its letters, however it parts them into words, then rather in the
        article than in its title."""
        first, last = mention.name or (0, -1)
        title = self._text.sentences[self._text.sentence_of[mention.first]].title
        return sum(len(word.key) for word in self._text.words[first : last + 1]), not title

    def _person_key(self, mention: Mention) -> str:
        mention = self._namesake(mention) or mention
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
                self._belonging.weight(code),
            )

        return max(mention.candidates, key=rank)

    def settle(self, clauses: Sequence[Clause], subjects: dict[int, tuple[Mention, ...]]) -> None:
        """Settles every mention; ``subjects``: the subject mentions of each clause that has its own."""
        telling = Telling(self._text, clauses, subjects)
        groups = {mentions[-1].first: mentions for mentions in subjects.values() if len(mentions) > 1}
        self._antecedents = Antecedents(self._text, telling, groups)
        self._introduce(telling)
        for mention in self._mentions:
            if mention.kind == "pronoun":
                found = (self._plain(mention),) if mention.code else self._meant(mention)
                settled = tuple(replace(who, mention=mention) for who in found)
            else:
                who = self._plain(mention)
                if self._untold(who) and telling.leads(mention) and self._antecedents.leading is not None:
                    who = self._also(who, self._antecedents.leading)
                if mention.pronoun and mention.code is None:
                    for whose in self._antecedents.of(mention)[:1]:
                        who = replace(who, code=whose.code, sector=mention.sector or whose.sector)
                settled = (who,)
            self._who[mention.first] = settled
            self._antecedents.add(mention, settled)

    def _untold(self, who: Who) -> bool:
        """Whether a title stands alone: nobody is told to hold it, and no «نیز» says that it is another's."""
        mention = who.mention
        if mention.kind != "title" or not is_one(mention) or mention.former or who.shown is not mention:
            return False
        behind = self._text.words[mention.last + 1 : mention.last + 1 + _ALSO]
        return all(word.key not in self._text.coordinators for word in behind)

    def _also(self, title: Who, leading: Who) -> Who:
        """Who leads, where a title is another one of his: that of a person of whose offices nothing is known."""
        person = leading.shown
        known = person.office or self._thing(person) is not None or leading.code != title.code
        if person.name is None or known or title.mention.first < person.first:
            return title
        return replace(title, shown=person, id=leading.id)

    def _meant(self, mention: Mention) -> tuple[Who, ...]:
        """Whom a pronoun means; «کشور ما», where nobody speaks, the country of the outlet."""
        found = self._antecedents.of(mention)
        if not found and mention.pronoun == "speaker" and self._home is not None:
            return (Who(mention, mention, self._home, "GOV", None),)
        return found

    def _introduce(self, telling: Telling) -> None:
        """Finds the name of whom the heading has by title alone: «استاندار گفت …» and then «علی … امروز گفت …».

        The first person whom the lead tells of bears the title that led before, unless another one is told of him.
        """
        title: Mention | None = None
        seen: set[str] = set()
        for mention in self._mentions:
            if self._text.sentence_of[mention.first] > _HEADING:
                return
            if mention.kind == "person" and mention.name is not None:
                key = self._person_key(mention)
                if title is not None and telling.leads(mention):
                    if key not in seen and self._may_bear(mention, title):
                        self._bearers[title.first] = mention
                        self._borne[key] = title
                    return
                if (title is None and not telling.leads(mention)) or mention.office:
                    seen.add(key)
            elif mention.kind == "title" and is_one(mention) and not mention.former and telling.leads(mention):
                title = mention

    def _may_bear(self, person: Mention, title: Mention) -> bool:
        """Whether a person may hold an office: no other is told of him, and the ontology knows of none elsewhere."""
        if person.office:
            return person.office == title.office and person.code == title.code
        thing = self._thing(person)
        if thing is None:
            return True
        code, sector = thing.at(self._day)
        named = self._ontology.offices.get(title.office)
        return title.code in (None, code) and named is None and sector != _PRIVATE

    def sides(self, word: int) -> tuple[Who, ...]:
        """The two sides before a word: the first two different participants of the nearest sentence that names two."""
        return self._antecedents.sides(word)

    @property
    def home(self) -> str | None:
        """The country of the outlet."""
        return self._home

    def who(self, mention: Mention) -> tuple[Who, ...]:
        """Whom a mention stands for; empty for a pronoun without antecedent."""
        return self._who.get(mention.first, ())

    def _plain(self, mention: Mention) -> Who:
        shown = mention
        thing = self._thing(mention)
        code, sector = mention.code, mention.sector
        role = mention.title or None
        identifier = thing.id if thing else None
        if mention.kind == "person" and mention.name is not None:
            key = self._person_key(mention)
            shown = self._fullest.get(key, mention)
            if code is None and shown.code is not None:
                code, sector = shown.code, sector or shown.sector
                role = role or shown.title or None
            borne = self._borne.get(key)
            if borne is not None and not mention.office and thing is None:
                code, sector, role = code or borne.code, borne.sector or sector or "GOV", role or borne.title
        if mention.kind in _BODIES and mention.thing is not None:
            shown = self._whole(mention, self._bodies[mention.thing.id])
        if thing is not None:
            thing_code, thing_sector = self._position(thing)
            code = thing_code if thing.kind != "person" or code is None or mention.former else code
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
            body = self._belonging.body(mention)
            if body is not None:
                code, body_sector = body.at(self._day)
                sector = sector or body_sector
        if code is None and mention.kind == "title" and not mention.plural:
            bearer = self._introduced(mention)
            code = self._plain(bearer).code if bearer is not None else None
        if code is None:
            code = self._shared(mention)
        if code is None:
            code = self._belonging.country(mention, self._person_key(mention) if mention.name else None)
        if mention.kind == "title" and not mention.plural:
            holder = self._holder(mention, code)
            if holder is not None:
                shown = self._fullest.get(self._person_key(holder), holder)
                person = self._thing(holder)
                identifier = person.id if person else None
        private = mention.kind == "person" and not role
        return Who(mention, shown, code or "UNK", sector or ("CVL" if private else "GOV"), identifier, role)

    def _shared(self, mention: Mention) -> str | None:
        """The country told with the last of people in a list, for those before it: «زنان و کودکان فلسطینی»."""
        if mention.kind != "title" or mention.name is not None or not mention.plural:
            return None
        after = self._by_first.get(mention.last + 2)
        if after is None or after.kind not in _LISTED:
            return None
        link = self._text.words[mention.last + 1]
        if link.key not in self._text.coordinators and link.form not in self._text.commas:
            return None
        if not after.plural or after.sector != mention.sector or after.code == "UNK":
            return None
        if after.code and after.owner is not None:
            return after.code
        return self._shared(after) if after.code is None else None

    def _whole(self, mention: Mention, spellings: Mapping[str, Mention]) -> Mention:
        """The fullest mention of a body that holds the words of this one: «سپاه پاسداران» for «سپاه»."""
        own = self._letters(mention)
        fullest = max((letters for letters in spellings if own in letters), key=len)
        return spellings[fullest] if len(fullest) > len(own) else mention

    def _letters(self, mention: Mention) -> str:
        return "".join(word.key for word in self._text.words[mention.first : mention.last + 1])

    def _thing(self, mention: Mention) -> Thing | None:
        """What the ontology knows of the person or body of a mention."""
        mention = self._namesake(mention) or mention
        return mention.thing or (self._candidate(mention) if mention.candidates else None)

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
        if code is None:
            return None
        if mention.former:
            return self._formerly(mention, code)
        told = self._holders.get(_bare(mention.title), ())
        known = next((other for other in told if self._plain(other).code == code), None) or self._introduced(mention)
        if known is not None or not mention.office:
            return known
        offices = self._ontology.offices.get(mention.office, ())
        for person in self._fullest.values():
            thing = self._thing(person)
            if thing is not None and any(self._holds(period, code, offices) for period in thing.periods):
                return person
        return None

    def _holds(self, period: Period, code: str, offices: Sequence[str]) -> bool:
        """Whether somebody is in one of the offices of a country on the day of the article, or ever, if it has none."""
        in_time = self._day is None or period.covers(self._day)
        return in_time and period.code == code and _named_so(period.office or "", offices)

    def _formerly(self, mention: Mention, code: str) -> Mention | None:
        """The person of the article who once held the office of «رئیس سابق مجلس», and doesn't on its day."""
        offices = self._ontology.offices.get(mention.office, ())
        for person in self._fullest.values():
            thing = self._thing(person)
            if thing is None or (
                self._day is not None and any(self._holds(period, code, offices) for period in thing.periods)
            ):
                continue
            if any(period.code in (None, code) and period.office in offices for period in thing.periods):
                return person
        return None

    def _introduced(self, mention: Mention) -> Mention | None:
        """The person of the lead whom the heading has by a title alone, where a mention is of that title."""
        if mention.first in self._bearers:
            return self._bearers[mention.first]
        for first, person in self._bearers.items():
            heading = next(one for one in self._mentions if one.first == first)
            same = mention.office == heading.office and _bare(mention.title) == _bare(heading.title)
            if same and mention.code == heading.code:
                return person
        return None

    def participant(self, who: Who) -> Participant:
        """The participant of the model for one Who."""
        return who.participant(self._text)


def _bare(title: str) -> str:
    """The letters of a title, however it is parted into words."""
    return "".join(letter for letter in title if letter.isalpha())


def _named_so(office: str, offices: Sequence[str]) -> bool:
    """Whether an office of the ontology is one of those that a title can name, perhaps with more words."""
    return any(office == one or office.startswith(one + " ") for one in offices)


def own_subject(slots: Sequence[Slot]) -> tuple[Mention, ...]:
    """The participants in the subject slot of a clause: the first bare one that does not bear the object marker."""
    for slot in slots:
        if slot.marker or slot.object:
            continue
        people = tuple(mention for mention in slot.mentions if mention.kind != "place")
        if people:
            return people
    return ()
