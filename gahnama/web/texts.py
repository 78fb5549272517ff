"""The words of the interface: messages, numbers, days and labels in the language of the page. Yields str."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from gahnama.datafile import load_yaml
from gahnama.language import known_names
from gahnama.model import Participant, Place, Time
from gahnama.ontology import load_ontology
from gahnama.times.calendars import GREGORIAN, SOLAR, NoSuchDay, from_date

LANGUAGES = ("fa", "en")
_FOLDER = Path(__file__).parent / "messages"
_ASCII = "0123456789"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_LATIN = re.compile("[A-Za-z]")
_MINUS = "\N{MINUS SIGN}"
_ISOLATE, _END = "\N{LEFT-TO-RIGHT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"


class Texts:
    """What a page says, in one language."""

    def __init__(self, code: str) -> None:
        told: Any = load_yaml(_FOLDER / f"{code}.yaml")
        self.code = code
        self.direction = str(told["direction"])
        self.words: dict[str, str] = dict(told["words"])
        self.types: dict[str, str] = dict(told["types"])
        self.statuses: dict[str, str] = dict(told["status"])
        self.reviews: dict[str, str] = dict(told["reviews"])
        self.sectors: dict[str, str] = dict(told["sectors"])
        self.modes: dict[str, str] = dict(told["modes"])
        self.contexts: dict[str, str] = dict(told["contexts"])
        self.stances: dict[str, str] = dict(told["stances"])
        self.bases: dict[str, str] = dict(told["bases"])
        self._agreements: dict[str, str] = dict(told["agreements"])
        self.months = {"gregorian": list(told["months-gregorian"]), "solar-hijri": list(told["months-solar"])}
        self.codes: dict[str, str] = dict(told["codes"])
        self._reasons = [(re.compile(pattern), said) for pattern, said in dict(told["reasons"]).items()]
        self._digits = str.maketrans(_ASCII, str(told["digits"]))
        self._decimal = str(told["decimal"])

    def __call__(self, key: str, **values: object) -> str:
        """The message of a key, its places filled."""
        return self.words[key].format(**values)

    def number(self, value: object) -> str:
        """A number in the digits of the language."""
        return str(value).translate(self._digits)

    def label(self, key: str) -> str:
        """The name of a code or id of the ontology; what it doesn't know stands for itself."""
        return _names(self.code).get(key) or self.codes.get(key) or key

    def name(self, one: Participant | Place) -> str:
        """A participant or place: in Persian as the article names it, else by its name in the language of the page."""
        if self.code == LANGUAGES[0] or one.id is None or self.label(one.id) == one.id:
            return one.name
        return self.label(one.id)

    def agreement(self, told: str) -> str:
        """A field or level of a comparison; what has no words here stands for itself."""
        return self._agreements.get(told, told)

    def share(self, value: float) -> str:
        """A number with two places."""
        return self.number(f"{value:.2f}".replace(".", self._decimal))

    def signed(self, value: float) -> str:
        """A number with its sign, which stands before it in either direction."""
        told = f"{value:+.1f}".replace("-", _MINUS).replace(".", self._decimal)
        return f"{_ISOLATE}{self.number(told)}{_END}"

    def pair(self, key: str) -> str:
        """The names of both of a dyad."""
        return " – ".join(self.label(one) for one in key.split(":"))

    def year(self, day: date) -> int:
        """The year of a day, in Persian by the Solar Hijri calendar, in English by the Gregorian."""
        try:
            return from_date(SOLAR if self.code == "fa" else GREGORIAN, day)[0]
        except NoSuchDay:
            return day.year

    def day(self, day: date) -> str:
        """A day: in Persian by the Solar Hijri calendar, in English by the Gregorian."""
        if self.code == "fa":
            try:
                year, month, number = from_date(SOLAR, day)
            except NoSuchDay:
                pass
            else:
                return self.number(f"{number} {self.months['solar-hijri'][month - 1]} {year}")
        return self.number(f"{day.day} {self.months['gregorian'][day.month - 1]} {day.year}")

    def days(self, earliest: date | None, latest: date | None) -> str:
        """An interval of days, either end open."""
        if earliest is None and latest is None:
            return self("undated")
        if earliest is None or latest is None:
            return self("until-day", day=self.day(latest)) if latest else self("from-day", day=self.day(earliest))  # type: ignore[arg-type]
        if earliest == latest:
            return self.day(earliest)
        return self("day-to-day", first=self.day(earliest), last=self.day(latest))

    def reason(self, told: str) -> str | None:
        """Why a date is what it is, in the language of the page; None where there are no words for it."""
        if not self._reasons:
            return told
        for pattern, said in self._reasons:
            told = pattern.sub(said, told)
        if _LATIN.search(told):
            return None
        return self.number(_DAY.sub(lambda found: self._iso(found[0]), told))

    def moment(self, at: str) -> str:
        """A moment of UTC (ISO 8601) as a day and the time of day."""
        return f"{self._iso(at[:10])} {self.number(at[11:16])}"

    def _iso(self, told: str) -> str:
        try:
            return self.day(date.fromisoformat(told))
        except ValueError:
            return told

    def time(self, time: Time) -> str:
        """The days of a Time."""
        return self.days(time.earliest, time.latest)


@cache
def texts(code: str) -> Texts:
    """The Texts of a language."""
    return Texts(code)


@cache
def _names(code: str) -> dict[str, str]:
    ontology = load_ontology()
    names = {thing.id: thing.en for thing in ontology.things.values()}
    names |= {place.id: place.en for place in ontology.places.values()}
    if code != "en":
        for kind in known_names(code).values():
            names |= {one.id: one.names[0] for one in kind if one.names}
    return names
