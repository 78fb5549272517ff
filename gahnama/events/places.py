"""Where a deed happened: one of the toponyms of its article. Yields Place.

By rule it is the toponym of the deed's clause that an adposition of place governs. With a learned part the rule's
choice is one feature among others of every toponym of the article, and the likeliest is taken if it is likely enough.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gahnama.events.find import Trigger
from gahnama.events.frame import Frame
from gahnama.events.join import Deed
from gahnama.events.scenes import Scenes, Standing, nowhere_features, place_features, standing
from gahnama.learned import Linear, shares
from gahnama.model import Place
from gahnama.ontology import Plover
from gahnama.places.find import PlaceMention
from gahnama.text.parse import Text

LIKELY = 0.25
"""Probability from which a toponym is the place of a deed: set by cross-validation."""

_SITED = 5.0
"""How much a mention that a longer phrase behind an adposition of place holds counts among those of its place: «در
ورزشگاه آزادی تهران» says where in town it was, «از تهران» does not."""

_HALF_DEGREE = 40.0
"""Kilometres that coordinates rounded to half a degree may be off: the way to the corner of a quarter of a degree."""


Ruled = tuple[Trigger, PlaceMention]
"""A trigger with the place that the rule gives it."""


@dataclass(frozen=True, slots=True)
class Stage:
    """The places of one article. ``ruled``: the triggers that have one by rule, in text order; ``standings``: all
    toponyms where they stand, in text order."""

    ruled: list[Ruled]
    standings: list[Standing]


@dataclass(frozen=True, slots=True)
class Option:
    """A toponym that may be the place of a deed, or None for no place, with what the learned part looks at.

    ``sited``: whether a longer phrase behind an adposition of place holds it."""

    place: PlaceMention | None
    features: list[str]
    sited: bool = False

    @property
    def identity(self) -> str:
        """That of the place; "" for none."""
        return self.place.identity if self.place is not None else ""


class PlaceChooser:
    """Chooses the places of deeds."""

    def __init__(self, plover: Plover) -> None:
        self._plover = plover

    def stage(self, frame: Frame) -> Stage:
        """The places of an article, which those of all its deeds are chosen from."""
        return Stage(
            [(trigger, place) for trigger in frame.triggers if (place := self._by_rule(frame, trigger))],
            [standing(frame, place, first) for place, first in _candidates(frame, range(len(frame.text.words)))],
        )

    def choose(self, frame: Frame, deed: Deed, stage: Stage, model: Linear | None) -> Place | None:
        """The place of a deed; None where none is likely. ``stage``: that of its article."""
        if model is None:
            found = next((place for _, place in _own(deed, stage.ruled)), None)
        else:
            found = self._likeliest(self.options(frame, deed, stage), model)
        return placed(frame.text, found) if found is not None else None

    @staticmethod
    def _likeliest(options: Sequence[Option], model: Linear) -> PlaceMention | None:
        """The place of the likeliest option, if it is likely enough."""
        scores = [model.score(option.features) for option in options]
        number, share = likeliest(scores, [option.identity for option in options], [option.sited for option in options])
        return options[number].place if share >= LIKELY else None

    def options(self, frame: Frame, deed: Deed, stage: Stage) -> list[Option]:
        """What the place of a deed may be: none, or one of the toponyms of the article, in order."""
        how = self._plover.places.get(deed.type, frozenset())
        told = [stands for stands in stage.standings if stands.behind == "in" and stands.first < deed.triggers[0].first]
        scenes = Scenes(
            ruled=[(trigger.first, place.identity) for trigger, place in stage.ruled],
            own=[place.identity for _, place in _own(deed, stage.ruled)],
            named=Counter(place.identity for place in frame.places),
            last=told[-1].place.identity if told else None,
            speech=deed.type in self._plover.speech,
            home=frame.following.home,
        )
        return [
            Option(None, nowhere_features(deed, scenes)),
            *(
                Option(stands.place, place_features(frame, deed, stands, scenes, how), stands.held == "part")
                for stands in stage.standings
            ),
        ]

    def _by_rule(self, frame: Frame, trigger: Trigger) -> PlaceMention | None:
        """The most specific place of the deed's clause, else the scene that its sentence tells."""
        inside = frame.text.clauses[trigger.clause].words
        best: tuple[int, int, PlaceMention] | None = None
        for place, first in _candidates(frame, inside):
            if not self._holds(frame, trigger, place, first):
                continue
            rank = (0 if place.location is not None else 1, abs(first - trigger.first))
            if best is None or rank < best[:2]:
                best = (*rank, place)
        return best[2] if best is not None else self._scene(frame, trigger)

    def _scene(self, frame: Frame, trigger: Trigger) -> PlaceMention | None:
        """The town that the sentence of a deed on the ground names as its scene, the last one before the deed."""
        if "ground" not in self._plover.places.get(trigger.entry.type, ()):
            return None
        words, sentence_of = frame.text.words, frame.text.sentence_of
        found: PlaceMention | None = None
        for place in frame.places:
            if sentence_of[place.first] != sentence_of[trigger.first] or place.location is None:
                continue
            behind = place.start > 0 and words[place.start - 1].key in frame.cutter.within
            if (found is None or place.first < trigger.first) and behind:
                found = place
        return found

    def _holds(self, frame: Frame, trigger: Trigger, place: PlaceMention, first: int) -> bool:
        """Whether a toponym whose phrase begins at ``first`` says where the deed happened."""
        words = frame.text.words
        sites = self._plover.places.get(trigger.entry.type, ())
        before = first - 1
        if place.location is not None and "of" in sites and trigger.kind == "noun" and before == trigger.last:
            return True
        if before < 0 or words[before].key not in frame.cutter.locatives:
            return False
        if words[before].key in frame.cutter.within:
            if "topic" in sites and place.location is None:
                return False
            return not any(mention.last == before - 1 and mention.office for mention in frame.by_first.values())
        return "goal" in sites


def likeliest(scores: Sequence[float], identities: Sequence[str], sited: Sequence[bool]) -> tuple[int, float]:
    """The number of the option to take, and the probability of its place.

    Of the place whose options together are likeliest it is the likeliest one, or that which tells best where it was.
    ``identities``: of the places, "" for none, which is never taken; without any other the probability is 0.
    """
    whole: dict[str, float] = {}
    best: dict[str, tuple[float, int]] = {}
    for number, (key, share, exact) in enumerate(zip(identities, shares(scores), sited, strict=True)):
        if key:
            whole[key] = whole.get(key, 0.0) + share
            worth = share * (_SITED if exact else 1.0)
            if key not in best or worth > best[key][0]:
                best[key] = (worth, number)
    key = max(whole, key=lambda key: whole[key], default="")
    return (best[key][1], whole[key]) if key else (0, 0.0)


def _own(deed: Deed, ruled: Sequence[Ruled]) -> list[Ruled]:
    """Those of the triggers with a place that tell a deed; by their words, since a decision makes a trigger anew."""
    cores = {own.core for own in deed.triggers}
    return [(trigger, place) for trigger, place in ruled if trigger.core in cores]


def placed(text: Text, found: PlaceMention) -> Place:
    """A toponym as a Place; what lies at a distance from it has a point of its own, and how far off that may be."""
    location, distance = found.location, found.distance
    latitude = location.latitude if location else None
    longitude = location.longitude if location else None
    radius = None
    if location is not None and latitude is not None and longitude is not None:
        radius = _HALF_DEGREE if location.approximate else None
        if distance is not None:
            latitude, longitude = distance.point(latitude, longitude)
            radius = round(distance.radius + (radius or 0.0), 1)
    return Place(
        span=text.span(found.first, found.last),
        name=found.name,
        country=found.country,
        id=location.id if location else found.country,
        geonames=location.geonames if location else None,
        latitude=latitude,
        longitude=longitude,
        resolution=found.resolution,
        approximate=radius is not None,
        radius=radius,
    )


def _candidates(frame: Frame, inside: Sequence[int]) -> Iterator[tuple[PlaceMention, int]]:
    """The toponyms among words with the first word of their phrase, and those that «این شهر» and the like mean."""
    among = set(inside)
    for place in frame.places:
        if place.first in among:
            yield place, place.start
    for index in sorted(among):
        mention = frame.by_first.get(index)
        if mention is None or mention.kind != "pronoun" or mention.pronoun not in ("country", "place") or mention.code:
            continue
        town = frame.text.words[mention.last].key in frame.cutter.kinds_of_places
        before = [place for place in frame.places if place.last < index and (place.location is not None) == town]
        if before:
            yield before[-1], index
