"""Whose a participant is that names no owner: a body's of the article, else a country's of it. Yields codes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from gahnama.actors.find import Mention
from gahnama.ontology import Ontology, Thing
from gahnama.text.parse import Text

_COUNTED = ("country", "government", "title", "demonym", "people", "person", "place")
_FIRST = 4
_WEIGHT_OF_THE_FIRST = 6
_WEIGHT = 2
_WEIGHT_OF_HOME = 3
_STRANGE = 0.1
"""What a country counts of whose people nobody known bears the given name."""


class Belonging:
    """Decides on the country of those of whom nothing is told, by what the article names."""

    def __init__(
        self,
        text: Text,
        mentions: Sequence[Mention],
        ontology: Ontology,
        home: str | None,
        bearers: Mapping[str, Mapping[str, int]],
    ) -> None:
        self._text = text
        self._mentions = mentions
        self._home = home
        self._bearers = bearers
        self._named = _named(mentions)
        self._things = ontology.things
        self._countries = {code: weight for code, weight in self._named.items() if self._is_state(code)}
        if home is not None and self._countries:
            self._countries[home] = self._countries.get(home, 0) + _WEIGHT_OF_HOME
        self._towns: dict[str, str | None] = {}

    def weight(self, code: str) -> int:
        """How much an article names a country or organisation."""
        return self._named[code]

    def _is_state(self, code: str | None) -> bool:
        return code in self._things and self._things[code].kind == "country"

    def body(self, mention: Mention) -> Thing | None:
        """The international organisation that a mention ends with the first noun of: «مقامات آژانس»; that named last
        before it, else the first one behind it."""
        noun = self._text.words[mention.last]
        if mention.kind != "title" or noun.stems or mention.name is not None:
            return None
        before = [other for other in self._mentions if other.last < mention.first]
        after = [other for other in self._mentions if other.first > mention.last]  # the title comes before the lead
        for other in (*reversed(before), *after):
            if (
                other.kind == "organisation"
                and other.thing is not None
                and not self._is_state(other.code)
                and other.last > other.first
                and self._text.words[other.first].key == noun.key
            ):
                return other.thing
        return None

    def country(self, mention: Mention, person: str | None) -> str | None:
        """The country of a mention that names none; None where there is nothing to tell it by.

        That of the town named before a person's first mention, else the one that the article names most, among which
        those come first whose people bear the person's given name, else the outlet's. ``person``: what all mentions of
        one person share.
        """
        if mention.kind == "place":
            return None
        known: Mapping[str, int] = {}
        if person is not None and mention.name is not None:
            town = self._town(mention, person)
            if town is not None:
                return town
            known = self._bearers.get(self._text.words[mention.name[0]].key, {})
        if not self._countries:
            return self._home
        everybody = sum(known.values())
        weights = {
            code: weight * (_STRANGE + known.get(code, 0) / everybody if everybody else 1.0)
            for code, weight in self._countries.items()
        }
        return max(weights, key=lambda code: (weights[code], code))

    def _town(self, mention: Mention, person: str) -> str | None:
        """The country of the town that the sentence of a person's first mention names before it."""
        if person not in self._towns:
            here = self._text.sentence_of[mention.first]
            towns = [
                other.code
                for other in self._mentions
                if other.kind == "place" and other.last < mention.first and self._text.sentence_of[other.first] == here
            ]
            self._towns[person] = towns[-1] if towns else None
        return self._towns[person]


def _named(mentions: Sequence[Mention]) -> Counter[str]:
    """How often each country or organisation is named in an article, the beginning counting most."""
    count: Counter[str] = Counter()
    for order, mention in enumerate(mentions):
        if mention.code and mention.code != "UNK" and mention.kind in _COUNTED:
            weight = _WEIGHT_OF_THE_FIRST if order < _FIRST else _WEIGHT
            count[mention.code] += 1 if mention.kind == "place" else weight
    return count
