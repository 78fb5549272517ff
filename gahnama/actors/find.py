"""Finds participants by a small grammar: honorific, title chain, owner, name, apposition. Yields Mention."""

from __future__ import annotations

from dataclasses import dataclass, replace

from gahnama.actors.lexicon import ActorLexicon, Unit
from gahnama.ontology import Thing
from gahnama.text.parse import Text
from gahnama.text.phrasebook import Match

_OWNERS = ("country", "government", "demonym", "people", "organisation")
_TITLES = ("office", "organ", "force", "crowd")
_UNKNOWN_IN_TITLE = 3
_LONGEST_NAME = 4
_SHORTEST_NAME = 2
_GIVEN = ("given", "likely-given")
_NAME_WORDS = frozenset((*_GIVEN, "townsman"))
_UNKNOWN_CODE = "UNK"
_AT_LARGE = frozenset((None, "AGR", "BUS", "CVL", "EDU", "JRN", "LAB", "MED", "SOC", "UNK"))
"""Sectors of which a bare word for people or a body names nobody in particular."""
_ANTECEDENTS = ("country", "place", "own", "speaker", "we", "organ", "group", "person")


@dataclass(frozen=True, slots=True)
class Mention:
    """Words ``first`` to ``last`` (both inclusive) mention a participant.

    ``kind``: country, government, demonym, people, organisation, medium, person, title, counterpart or pronoun.
    ``thing``: what the ontology knows of the person or body itself; ``owner``: the country or organisation that it
    belongs to; ``office``: the id of the title at its head; ``name``: first and last word of the personal name in it;
    ``pronoun``: what kind of antecedent it or its owner has; ``sector`` and ``code`` None: not said here; ``town``: the
    name of a government that stands here as the town it is named after («در تهران», «بازار تهران»).
    """

    first: int
    last: int
    kind: str
    code: str | None = None
    sector: str | None = None
    thing: Thing | None = None
    owner: Thing | None = None
    name: tuple[int, int] | None = None
    title: str = ""
    office: str = ""
    former: bool = False
    plural: bool = False
    pronoun: str = ""
    candidates: tuple[Thing, ...] = ()
    town: bool = False

    @property
    def telling(self) -> bool:
        """Whether the words by themselves tell who is meant.

        Not those of a toponym, of an adjective that describes a thing, or of people at large («خانواده‌ها», «۱۴ نفر»),
        who are participants only of a deed.
        """
        told = bool(self.code or self.owner or self.pronoun or self.office)
        at_large = self.kind == "title" and not told and self.sector in _AT_LARGE
        return self.kind not in ("place", "demonym") and not at_large and not self.town

    def covers(self, index: int) -> bool:
        """Whether word ``index`` lies in the mention."""
        return self.first <= index <= self.last


class ActorFinder:
    """Finds the mentions of participants in a Text."""

    def __init__(self, lexicon: ActorLexicon) -> None:
        self._lexicon = lexicon

    def find(self, text: Text, countries_of_places: dict[int, tuple[int, str]]) -> list[Mention]:
        """The mentions in order, none overlapping another.

        ``countries_of_places``: for the first word of each toponym its last word and the code of its country, so that
        «پلیس نجف» is Iraqi.
        """
        scan = _Scan(self._lexicon, text, countries_of_places)
        found: list[Mention] = []
        index = 0
        while index < len(text.words):
            mention = None if text.words[index].punctuation else scan.mention(index)
            if mention is None:
                index = scan.past_nobody(index)
                continue
            if found and found[-1].last >= mention.first:
                found.pop()
            if not scan.names_a_site(mention):
                found.append(mention)
            index = mention.last + 1
        return _learned(text, _coordinated(text, found, self._lexicon), self._lexicon)


class _Scan:
    """The grammar over one text."""

    def __init__(self, lexicon: ActorLexicon, text: Text, places: dict[int, tuple[int, str]]) -> None:
        self._lexicon = lexicon
        self._text = text
        self._words = text.words
        self._places = places
        self._placed = {index for first, (last, _) in places.items() for index in range(first, last + 1)}
        self._verbs = {index for group in text.groups if group.finite for index in range(group.first, group.last + 1)}
        self._units: dict[int, Match[Unit] | None] = {}
        self._quoted = {quotation.first: quotation.last for quotation in text.quotations}
        self._quote_ends = {quotation.last: quotation.first for quotation in text.quotations}
        self._works = frozenset(index for title in text.titles for index in range(title.first, title.last + 1))
        self._named_in_full: frozenset[str] | None = None

    def unit(self, index: int) -> Match[Unit] | None:
        """The unit at a word, None past the end or on a finite verb."""
        if index >= len(self._words) or index in self._verbs:
            return None
        if index not in self._units:
            self._units[index] = self._lexicon.at(self._words, index)
        return self._units[index]

    def past_nobody(self, index: int) -> int:
        """The word to go on with where no mention begins: behind words that stand for nobody together."""
        match = self.unit(index)
        return match.last + 1 if match is not None and self._has(index, "nobody") else index + 1

    def names_a_site(self, mention: Mention) -> bool:
        """Whether a personal name is that of a school, street or festival, which the word before it says."""
        if mention.kind != "person" or mention.office or mention.first == 0:
            return False
        before = self._words[mention.first - 1]
        return not self._lexicon.named_after.isdisjoint((before.key, *before.stems))

    def mention(self, index: int) -> Mention | None:
        """The mention that begins at a word, with its apposition."""
        match = self.unit(index)
        if index in self._works:
            return None
        reported = self._reported(index)
        if reported is not None:
            return reported
        if match is None:
            return self._counted(index, None) if self._words[index].form.isdecimal() else None
        kinds = {unit.kind: unit for unit in match.things}
        if "nobody" in kinds:
            return None
        if "pronoun" in kinds and match.last >= index and not self._heads(index, match):
            unit = kinds["pronoun"]
            if unit.sector == "we" or (unit.sector == "plural" and self._counts_a_noun(match)):
                return None
            if unit.sector == "both" and self._has(match.last + 1, "country", "government"):
                return None
            kind = unit.sector or ""
            if kind == "person" and self._lexicon.plural(self._words, match):  # «این نمایندگان»
                kind = "plural"
            return Mention(
                index,
                match.last,
                "pronoun",
                code=unit.value or None,
                sector="GOV" if unit.value else None,
                pronoun=kind,
            )
        if "person" in kinds or ("short" in kinds and self._means_person(match)):
            return self._with_title(self._person(match))
        if "number" in kinds or "partitive" in kinds or "counter" in kinds:
            return self._counted(index, match)
        if self._is_given(match):
            return self._given(index) if "given" in kinds else self._likely_given(index)
        if index in self._places and self._places[index][0] > match.last and not any(k in kinds for k in _TITLES):
            return None
        if "counterpart" in kinds:
            chain = self._chain(index, match, counterpart=True)
            return replace(chain, kind="counterpart")
        if match.last + 1 in self._places and self._words[index].key in self._lexicon.locatives:
            return None  # a quarter of a town («غرب کابل»)
        if any(kind in kinds for kind in _TITLES) and not ("country" in kinds or "organisation" in kinds):
            named = self._named(self._chain(index, match))
            return None if named.last == match.last and self._needs_owner(match) else named
        if "honorific" in kinds:
            return self._honoured(index, match, kinds["honorific"])
        return self._body(match, kinds)

    def _counts_a_noun(self, match: Match[Unit]) -> bool:
        """Whether a number ends a match and counts a noun behind it («این دو موضوع»), which is not that of a verb."""
        after = match.last + 1
        if match.last == match.first or not self._is_number(match.last) or after >= len(self._words):
            return False
        word = self._words[after]
        plain = not word.punctuation and word.key not in self._lexicon.ends_of_names
        return plain and after not in self._verbs and after + 1 not in self._verbs

    def _heads(self, index: int, match: Match[Unit]) -> bool:
        """Whether a pronoun that is also a title has something that depends on it: «وزیران خارجه …»."""
        return self._has(index, *_TITLES) and self._chain(index, match).last > match.last

    def _means_person(self, match: Match[Unit]) -> bool:
        """Whether a surname that is also a crowd or an adjective is the person here: named in full too."""
        if not any(unit.kind in ("crowd", "adjective") for unit in match.things):
            return True
        if self._named_in_full is None:
            units = (self.unit(index) for index in range(len(self._words)))
            things = (unit for found in units if found for unit in found.things if unit.kind == "person")
            self._named_in_full = frozenset(unit.thing.id for unit in things if unit.thing)
        return any(unit.thing.id in self._named_in_full for unit in match.things if unit.thing)

    @staticmethod
    def _needs_owner(match: Match[Unit]) -> bool:
        titles = [unit.title for unit in match.things if unit.title is not None]
        return bool(titles) and all(title.needs_owner for title in titles)

    def _person(self, match: Match[Unit]) -> Mention:
        things = tuple(
            dict.fromkeys(unit.thing for unit in match.things if unit.thing and unit.kind in ("person", "short"))
        )
        return Mention(
            match.first,
            match.last,
            "person",
            thing=things[0] if len(things) == 1 else None,
            name=(match.first, match.last),
            candidates=things,
        )

    def _body(self, match: Match[Unit], kinds: dict[str, Unit]) -> Mention | None:
        for kind in ("country", "organisation", "government", "people", "demonym", "medium"):
            unit = kinds.get(kind)
            if unit is None or unit.thing is None:
                continue
            thing = unit.thing
            code, sector = thing.at(None)
            if kind == "government" and self._places.get(match.first, (0, code))[1] != code:
                return None
            if kind == "demonym":
                people = self._lexicon.plural(self._words, match)
                if not people and (
                    thing.kind != "country" or self._words[match.first].key in self._lexicon.owners_only
                ):
                    return None
                return Mention(
                    match.first,
                    match.last,
                    "people" if people else "demonym",
                    code,
                    "CVL" if people else "GOV",
                    owner=thing,
                    plural=people,
                )
            if kind == "people":
                return Mention(match.first, match.last, kind, code, "CVL", owner=thing, plural=True)
            town = kind == "government" and match.first in self._placed and self._is_town(match.first - 1)
            return Mention(match.first, match.last, kind, code, sector, thing=thing, town=town)
        townsman = kinds.get("townsman")
        if townsman is not None and townsman.thing is not None and self._lexicon.plural(self._words, match):
            code, _ = townsman.thing.at(None)
            return Mention(match.first, match.last, "people", code, "CVL", owner=townsman.thing, plural=True)
        return None

    def _is_town(self, before: int) -> bool:
        """Whether a word before the name of a capital makes it the town: one of place, or a noun that no state has."""
        if before < 0 or self._words[before].punctuation or before in self._verbs:
            return False
        keys = {self._words[before].key, *self._words[before].stems}
        if not self._lexicon.locatives.isdisjoint(keys):
            return True
        return self._lexicon.stops.isdisjoint(keys) and self._lexicon.things.isdisjoint(keys)

    def _counted(self, index: int, match: Match[Unit] | None) -> Mention | None:
        """A number of people: «۱۴ نفر», «سی کشته», «سه فلسطینی»; None where the number counts something else."""
        at = index if match is None else match.last + 1
        while at < len(self._words) and self._is_number(at):
            at += 1
        if at == index:
            return None
        following = self.unit(at)
        if following is None:
            return None
        kinds = {unit.kind: unit for unit in following.things}
        if "counter" in kinds:
            last = following.last
            after = self.unit(last + 1)
            if after is not None and any(unit.kind in (*_TITLES, "demonym", "organisation") for unit in after.things):
                inner = self.mention(last + 1)
                if inner is not None and inner.kind in ("title", "people", "demonym", "organisation"):
                    return replace(
                        inner, first=index, kind="people" if inner.kind == "demonym" else inner.kind, plural=True
                    )
            return Mention(index, following.first, "title", sector="CVL", plural=True)
        demonym = kinds.get("demonym")
        thing = demonym.thing if demonym is not None else None
        if thing is not None and thing.kind == "country" and not any(kind in kinds for kind in _TITLES):
            code, _ = thing.at(None)
            return Mention(index, following.last, "people", code, "CVL", owner=thing, plural=True)
        return None

    def _is_number(self, index: int) -> bool:
        if self._words[index].form.isdecimal():
            return True
        match = self.unit(index)
        return match is not None and match.last == index and any(unit.kind == "number" for unit in match.things)

    def _given(self, index: int) -> Mention | None:
        """A person whom no list names, by the given name: «علیرضا …»."""
        name = self._quoted_name(index) or self._full_name(index)
        if name is None or self._words[index].key + self._words[index + 1].key in self._lexicon.stops:
            return None
        inner = self.unit(name[1])
        things: tuple[Thing, ...] = ()
        if inner is not None:
            things = tuple(unit.thing for unit in inner.things if unit.thing and unit.kind == "short")
        things = tuple(thing for thing in things if self._lexicon.called(thing, self._words[index].key))
        person = Mention(name[0], name[1], "person", name=name, thing=things[0] if len(things) == 1 else None)
        return self._with_title(person)

    def _reported(self, index: int) -> Mention | None:
        """A person whom no list names, right behind the outlet that reports of him and where it does: «به گزارش … از
        تبریز، …»."""
        if not self._behind_outlet(index):
            return None
        likely = self._has(index, "likely-given") and index not in self._verbs
        if not likely and not self._unknown(index):
            return None
        end = index + 1
        while end < len(self._words) and end - index < _LONGEST_NAME and self._unknown(end) and end not in self._places:
            end += 1
        if end - index < 2 or not self._ends_name(end):
            return None
        return self._with_title(Mention(index, end - 1, "person", name=(index, end - 1)))

    def _behind_outlet(self, index: int) -> bool:
        """Whether the name of an outlet stands before a word, with the town that it reports from or without."""
        at = index - 1
        comma = at >= 0 and self._words[at].form in self._lexicon.commas
        at -= comma
        start = next((first for first in range(at, max(-1, at - _LONGEST_NAME), -1) if first in self._places), None)
        if start is not None and self._places[start][0] == at and self._words[start - 1].key in self._lexicon.stops:
            at = start - 2
        elif not comma:
            return False
        for first in range(at, max(-1, at - _LONGEST_NAME), -1):
            unit = self.unit(first)
            if unit is not None and unit.last == at and any(one.kind == "medium" for one in unit.things):
                return True
        return False

    def _likely_given(self, index: int) -> Mention | None:
        """A person by a given name that is another word too, where a surname or an office behind it tells."""
        name = self._full_name(index)
        if name is None or name[1] == index:
            return None
        person = self._with_title(Mention(name[0], name[1], "person", name=name))
        surname = any(self._words[at].key.endswith(self._lexicon.surnames) for at in range(index + 1, name[1] + 1))
        return person if person.office or surname else None

    def _quoted_name(self, index: int) -> tuple[int, int] | None:
        """The name that a word lies in, where it is all of a quotation: «مطر ابراهیم مطر»."""
        for first in range(index - 1, max(-1, index - _LONGEST_NAME), -1):
            if first in self._quoted:
                last = self._quoted[first]
                whole = index <= last and last - first < _LONGEST_NAME and self._plain((first, last))
                return (first, last) if whole and all(self._nameable(at) for at in range(first, last + 1)) else None
        return None

    def _full_name(self, at: int) -> tuple[int, int] | None:
        """A given name with the surname behind it: all of a quotation, else what goes on to a boundary or a title."""
        if at in self._quoted and self._quoted[at] - at < _LONGEST_NAME and self._plain((at, self._quoted[at])):
            return (at, self._quoted[at]) if self._quoted[at] > at else None
        match = self.unit(at)
        end = (match.last if match is not None and self._is_given(match) else at) + 1
        while end < len(self._words) and self._has(end, *_GIVEN) and self._unknown(end):
            end += 1
        start = end
        while end < len(self._words) and end - start < _LONGEST_NAME and self._unknown(end) and end not in self._places:
            end += 1
        if end == start:
            if self._is_surname(end):
                return at, end
            short = self.unit(end) if end < len(self._words) else None
            if short is not None and any(unit.kind == "short" for unit in short.things):
                return at, short.last
            return (at, end - 1) if end - at > 1 else None
        if self._ends_name(end) and end - start <= 2:
            return at, end - 1
        particle = len(self._words[start].key) <= _SHORTEST_NAME and start + 1 < end
        return at, start + particle

    def _ends_name(self, index: int) -> bool:
        """Whether a name that goes on to a word is whole: a mark, a title or a word that no name holds follows."""
        if index >= len(self._words) or self._words[index].punctuation or self._has(index, *_TITLES):
            return True
        return self._words[index].key in self._lexicon.ends_of_names

    def _is_given(self, match: Match[Unit]) -> bool:
        """Whether a match is a given name, written in one word or in several («روح الله», and not «به نام»)."""
        words = self._words[match.first : match.last + 1]
        return (
            any(unit.kind in _GIVEN for unit in match.things)
            and not match.inflected
            and (len(words) == 1 or all(word.key not in self._lexicon.stops for word in words))
        )

    def _is_surname(self, index: int) -> bool:
        """Whether a word behind a given name is a surname, though it may be another word too («نیازی»)."""
        if index >= len(self._words) or index in self._verbs or self._words[index].key in self._lexicon.stops:
            return False
        return self._words[index].key.endswith(self._lexicon.surname_mark) and self._ends_name(index + 1)

    def _has(self, index: int, *kinds: str) -> bool:
        match = self.unit(index)
        if match is None or ("given" in kinds and match.inflected):
            return False
        return any(unit.kind in kinds for unit in match.things)

    def _honoured(self, index: int, match: Match[Unit], unit: Unit) -> Mention | None:
        after = match.last + 1
        inner = self.unit(after)
        if inner is not None and any(u.kind in ("person", "short", *_TITLES) for u in inner.things):
            if match.inflected and not any(u.kind in ("person", "short") for u in inner.things):
                return None
            mention = self.mention(after)
            if mention is None:
                return None
            known = mention.thing is not None or bool(mention.candidates)
            return replace(mention, first=index, sector=mention.sector or (None if known else unit.sector))
        name = self._full_name(after) if self._has(after, "given") else None
        name = name or self._unknown_name(after)
        if name is None or match.inflected or (name[0] == name[1] and self._has(after, "given")):
            return None
        return self._with_title(Mention(index, name[1], "person", sector=unit.sector, name=name))

    def _chain(self, index: int, match: Match[Unit], counterpart: bool = False) -> Mention:
        """A title and what depends on it: «سخنگوی وزارت دفاع جمهوری آذربایجان»."""
        unit = next((u for u in match.things if u.kind in _TITLES), match.things[0])
        sector, code = unit.sector, unit.title.code if unit.title else None
        kind = unit.kind
        owner: Thing | None = None
        vague: Thing | None = None
        bearer = unit.title
        former = False
        pronoun = ""
        last = match.last
        at = last + 1
        titles = [self._text.form(match.first, match.last)]
        inside = self._body_inside(match)
        if inside is not None:
            owner, last = inside
            at = last + 1
        while owner is None:
            following = self.unit(at)
            kinds = {} if following is None else {u.kind: u for u in following.things}
            if following is not None and any(k in kinds for k in _OWNERS):
                thing = next(kinds[k].thing for k in _OWNERS if k in kinds)
                if at in self._places and self._places[at][0] > following.last:
                    thing = None
                if thing is not None and thing.at(None)[0] == _UNKNOWN_CODE and thing.kind != "country":
                    vague = thing
                    last, at = following.last, following.last + 1
                    continue
                if thing is not None:
                    owner = thing
                    last, at = following.last, following.last + 1
                    break
            if at in self._places:
                last, place_code = self._places[at]
                code = code or place_code
                at = last + 1
                break
            if following is not None and "townsman" in kinds and kind in ("crowd", "force"):
                owner = kinds["townsman"].thing
                last = following.last
                break
            if following is not None and any(k in kinds for k in _TITLES) and not counterpart:
                inner = next(kinds[k] for k in _TITLES if k in kinds)
                bearer = inner.title if inner.title is not None else bearer
                if inner.kind == "crowd" and kind == "office":
                    break
                sector = sector or inner.sector
                code = code or (inner.title.code if inner.title else None)
                titles.append(self._text.form(following.first, following.last))
                last, at = following.last, following.last + 1
            elif following is not None and "adjective" in kinds:
                if sector is None or (unit.title is not None and unit.title.id in self._lexicon.officials):
                    sector = kinds["adjective"].sector
                last, at = following.last, following.last + 1
            elif following is not None and "modifier" in kinds:
                former = former or self._words[following.first].key in self._lexicon.former
                last, at = following.last, following.last + 1
            elif "partitive" in kinds and following is not None and self._unowned(following.last + 1):
                at = following.last + 1  # «نمایندگان برخی از کشورهای اسلامی»
            elif following is not None and "pronoun" in kinds and kinds["pronoun"].sector in _ANTECEDENTS:
                code = code or kinds["pronoun"].value or None
                pronoun = "" if code else kinds["pronoun"].sector or ""
                last = following.last
                break
            elif following is not None and "pronoun" in kinds and kinds["pronoun"].sector in ("both", "plural", "them"):
                group = kinds["pronoun"].sector or ""
                return Mention(index, following.last, "pronoun", None, sector, pronoun=group, plural=True)
            else:
                skip = self._owner_ahead(at, len(titles) > 1)
                if skip is None:
                    break
                titles.append(self._text.form(at, skip - 1))
                at = skip
        owner = owner or vague
        if owner is None and code is None and bearer is not None and (bearer.bears_names or kind in ("organ", "force")):
            whose = self._name_of(at)
            if whose is not None:
                owner, last = whose
        if owner is not None:
            owner_code, owner_sector = owner.at(None)
            code = owner_code if code in (None, _UNKNOWN_CODE) or kind in ("crowd", "force") else code
            if sector is None:
                sector = owner_sector
        office = unit.title.id if unit.title is not None and kind == "office" else ""
        return Mention(
            index,
            last,
            "title",
            code,
            sector,
            owner=owner,
            title=" ".join(titles),
            office=office,
            former=former,
            pronoun=pronoun,
            plural=self._lexicon.plural(self._words, match) or kind in ("force", "crowd"),
        )

    def _unowned(self, index: int) -> bool:
        """Whether states of no country that could be told begin at a word."""
        match = self.unit(index)
        things = [unit.thing for unit in match.things if unit.kind == "organisation"] if match is not None else []
        return any(thing is not None and thing.at(None)[0] == _UNKNOWN_CODE for thing in things)

    def _body_inside(self, match: Match[Unit]) -> tuple[Thing, int] | None:
        """The organisation whose name begins inside a title and goes on behind it: «رهبر حزب …»."""
        for first in range(match.first + 1, match.last + 1):
            inner = self.unit(first)
            if inner is not None and inner.last > match.last:
                things = [unit.thing for unit in inner.things if unit.kind == "organisation" and unit.thing]
                if things:
                    return things[0], inner.last
        return None

    def _name_of(self, at: int) -> tuple[Thing, int] | None:
        """The person whose name a body bears or whose body it is («دولت …», «دانشگاه …»), with the name's last word."""
        match = self.unit(at)
        if match is not None and self._has(at, "honorific") and not match.inflected:
            at = match.last + 1
            match = self.unit(at)
        if match is None or not self._has(at, "person", "short"):
            return None
        things = self._person(match).candidates
        return (things[0], match.last) if len({thing.at(None)[0] for thing in things}) == 1 else None

    def _owner_ahead(self, at: int, nested: bool) -> int | None:
        """Where the owner stands behind up to three unknown words («وزیر گردشگری عراق»), None if there is none.

        ``nested``: the title has an organ already. A word for a thing («حضور», «حمایت») begins another noun phrase,
        unless it is the field of an office.
        """
        for step in range(_UNKNOWN_IN_TITLE):
            here = at + step
            if here >= len(self._words):
                return None
            word = self._words[here]
            if word.key in self._lexicon.things and (step or nested) and not self._is_number(at):
                return None
            if word.punctuation or word.key in self._lexicon.stops or here in self._verbs:
                return None
            following = self.unit(here + 1)
            if here + 1 in self._places or self._has(here + 1, "country", "organisation"):
                return here + 1
            if self._is_number(at) and self._has(here + 1, "demonym"):
                return here + 1
            if following is not None:
                return None
        return None

    def _named(self, chain: Mention) -> Mention:
        """The chain with the personal name that stands before it or after it."""
        after = chain.last + 1
        inner = self.unit(after)
        if inner is not None and any(u.kind == "honorific" for u in inner.things):
            deeper = self.unit(inner.last + 1)
            if deeper is not None and any(u.kind in ("person", "short") for u in deeper.things):
                inner = deeper
        bears = bool(chain.office) or chain.plural  # a body has no other name behind it than its own
        if bears and inner is not None and any(u.kind in ("person", "short") for u in inner.things):
            person = self._person(inner)
            return replace(
                chain,
                last=inner.last,
                kind="person",
                thing=person.thing,
                candidates=person.candidates,
                name=(inner.first, inner.last),
            )
        if after < len(self._words) and after + 1 in self._quoted and not chain.plural:
            name = (after + 1, self._quoted[after + 1])
            if name[1] - name[0] < _LONGEST_NAME:
                inner = self.unit(after + 1)
                medium = next((u.thing for u in inner.things if u.kind == "medium"), None) if inner else None
                if medium is not None and inner is not None and inner.last == name[1]:
                    return Mention(chain.first, name[1] + 1, "medium", *medium.at(None), thing=medium)
                known = inner is not None and any(u.kind in ("person", "short") for u in inner.things)
                if known and inner is not None:
                    person = self._person(inner)
                    return replace(
                        chain,
                        last=name[1] + 1,
                        kind="person",
                        thing=person.thing,
                        candidates=person.candidates,
                        name=name,
                    )
                if self._plain(name):
                    return replace(chain, last=name[1] + 1, kind="person", name=name)
        if chain.office and chain.code and not chain.plural and self._has(after, "given"):
            full = self._full_name(after)
            if full is not None and full[1] > full[0]:
                return replace(chain, last=full[1], kind="person", name=full)
        before = None if chain.plural or not chain.office else self._name_before(chain.first)
        if before is not None and (chain.code or before[0] in self._quoted or self._has(before[0], "given")):
            return replace(chain, first=before[0], kind="person", name=before)
        return chain

    def _name_before(self, first: int) -> tuple[int, int] | None:
        """The unknown personal name that a title stands behind: quoted, or between a boundary and a comma."""
        at = first - 1
        if at < 0:
            return None
        if self._words[at].form in self._lexicon.commas:
            at -= 1
            comma = True
        else:
            comma = False
        if at >= 1 and at - 1 in self._quote_ends and self._words[at].punctuation:
            name = (self._quote_ends[at - 1], at - 1)
            return name if name[1] - name[0] < _LONGEST_NAME and self._plain(name) else None
        if not comma:
            return None
        start = at
        while start >= 0 and at - start < _LONGEST_NAME and self._unknown(start):
            start -= 1
            if self._has(start + 1, "given") and start + 1 < at:
                return start + 1, at
        length = at - start
        boundary = (
            start < 0
            or self._words[start].punctuation
            or self._words[start].key in self._lexicon.stops
            or start in self._verbs
        )
        return (start + 1, at) if 2 <= length <= 3 and boundary else None

    def _unknown_name(self, at: int) -> tuple[int, int] | None:
        """One to three unknown words from ``at`` on."""
        end = at
        while end < len(self._words) and end - at < _LONGEST_NAME and self._unknown(end):
            end += 1
        if not self._ends_name(end) or end - at == _LONGEST_NAME:
            end = min(end, at + 1)
        return (at, end - 1) if end > at and len(self._words[end - 1].key) > _SHORTEST_NAME else None

    def _unknown(self, index: int) -> bool:
        word = self._words[index]
        return (
            not word.punctuation
            and word.form[0].isalpha()
            and word.key not in self._lexicon.no_names
            and word.key not in self._lexicon.locatives
            and word.key not in self._lexicon.works
            and index not in self._verbs
            and self._nameable(index)
        )

    def _nameable(self, index: int) -> bool:
        match = self.unit(index)
        return match is None or all(unit.kind in _NAME_WORDS for unit in match.things)

    def _plain(self, name: tuple[int, int]) -> bool:
        """Whether a quotation can be a name: letters only, no verb in it."""
        return all(
            self._words[index].form[0].isalpha()
            and index not in self._verbs
            and self._words[index].key not in self._lexicon.no_names
            for index in range(name[0], name[1] + 1)
        )

    def _with_title(self, person: Mention) -> Mention:
        """The person with the title chain that follows, directly or behind a comma or a closing mark."""
        at = person.last + 1
        while at < len(self._words) and self._words[at].punctuation and at - person.last <= 2:
            at += 1
        if at == person.last + 1 and at < len(self._words) and self._words[at].punctuation:
            return person
        match = self.unit(at)
        if match is None or not any(u.kind == "office" for u in match.things):
            return person
        chain = self._chain(at, match)
        if chain.code is None and at > person.last + 1:
            return person
        return replace(
            person,
            last=chain.last,
            code=chain.code,
            sector=chain.sector,
            owner=chain.owner,
            title=chain.title,
            office=chain.office,
            former=chain.former,
        )


def _coordinated(text: Text, found: list[Mention], lexicon: ActorLexicon) -> list[Mention]:
    """Demonyms that share the title before them become its further members: «نظامیان آمریکایی و انگلیسی»."""
    joined: list[Mention] = []
    for mention in found:
        before = joined[-1] if joined else None
        if (
            mention.kind == "demonym"
            and before is not None
            and before.kind in ("title", "counterpart", "organisation")
            and lexicon.is_demonym(text.words[before.last])
            and mention.first == before.last + 2
            and text.words[before.last + 1].key in lexicon.coordinators
        ):
            kind = "title" if before.kind == "organisation" else before.kind
            mention = replace(
                mention, kind=kind, sector=before.sector, title=before.title, office=before.office, plural=True
            )
        joined.append(mention)
    return joined


def _learned(text: Text, found: list[Mention], lexicon: ActorLexicon) -> list[Mention]:
    """Adds the bare uses of names that stand in full elsewhere («پامپئو» beside «مایک پامپئو، وزیر خارجه آمریکا»)."""
    known: dict[str, Mention] = {}
    for mention in found:
        if mention.kind == "person" and mention.name:
            first, last = mention.name
            keys = [text.words[index].key for index in range(first, last + 1)]
            if len(keys) == 1 and (mention.thing is not None or mention.candidates or not mention.office):
                continue
            for start in range(len(keys)):
                key = "".join(keys[start:])
                if start == 0 or (len(keys[-1]) > 3 and keys[-1] not in lexicon.stops):
                    known.setdefault(key, mention)
    if not known:
        return found
    taken = [False] * len(text.words)
    for mention in found:
        for index in range(mention.first, mention.last + 1):
            taken[index] = True
    added: list[Mention] = []
    index = 0
    while index < len(text.words):
        for last in range(min(index + _LONGEST_NAME, len(text.words)) - 1, index - 1, -1):
            key = "".join(word.key for word in text.words[index : last + 1])
            if key in known and not any(taken[index : last + 1]):
                added.append(replace(known[key], first=index, last=last, name=(index, last)))
                index = last
                break
        index += 1
    return sorted([*found, *added], key=lambda mention: mention.first)
