"""English labels beside the names of the text: of participants, places and countries. Yields str."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

from gahnama.additions.load import load_additions
from gahnama.language import languages, load_language, text_rules
from gahnama.model import Participant, Place
from gahnama.ontology import Thing, load_ontology
from gahnama.settings import actors_path


def country_label(code: str | None) -> str | None:
    """The English name of a country's code; None for a code that is no country."""
    thing = load_ontology().things.get(code or "")
    return thing.en if thing else None


def participant_label(who: Participant, language: str) -> str:
    """A participant in English: the name of its id, else office and country, else country and sector.

    ``language``: that of the text, whose titles have English ids («وزیر خارجه ترکیه»: foreign minister, Turkey).
    """
    thing = _thing(who.id) if who.id else None
    if thing:
        return thing.en
    whose = country_label(who.code) or who.code
    office = office_label(who, language)
    return f"{office}, {whose}" if office else f"{whose} ({who.sector})"


def office_label(who: Participant, language: str) -> str | None:
    """The participant's office in English; None where it has none, or one that no title of the language begins."""
    return None if who.role is None else _office(who.role, language)


def place_label(place: Place) -> str | None:
    """A place in English; None for one that the ontology does not know."""
    location = load_ontology().places.get(place.id or "")
    return location.en if location else country_label(place.id)


def _thing(identifier: str) -> Thing | None:
    return load_ontology().things.get(identifier) or _added(actors_path()).get(identifier)


@cache
def _added(actors: Path | None) -> dict[str, Thing]:
    """The people and organisations of the user's own, by id."""
    return load_additions(actors, load_ontology()).things if actors else {}


@lru_cache(maxsize=1 << 16)
def _office(role: str, language: str) -> str | None:
    if role.isascii():
        return role
    if language not in languages():
        return None
    told = text_rules(language).compact(role)
    titles = _titles(language)
    return next((titles[told[:end]] for end in range(len(told), 0, -1) if told[:end] in titles), None)


@cache
def _titles(language: str) -> dict[str, str]:
    """The titles of a language by their compact names; their ids are English words."""
    compact = text_rules(language).compact
    return {
        compact(name): title.id.replace("-", " ")
        for title in load_language(language).titles.titles
        for name in title.names
    }
