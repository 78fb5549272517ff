"""Compares two tellings field by field: Fellegi and Sunter's model with shipped weights. Yields Join.

Two tellings are compared when they are of different documents, of one type or family, on days that do not exclude one
another, and share a code (of a participant, or of the country of the place), a named participant, the place or the deed
of history that they are. Where one of them tells its day only to within months, a code is not enough.
"""

from __future__ import annotations

from gahnama.records import Agreement, Join
from gahnama.stories.tellings import Telling
from gahnama.stories.weights import Weights

SCENES = ("ASSAULT", "PROTEST")
"""Types of which a deed in another town is another deed: one day has many marches and many attacks."""
SLACK = 1
"""Days by which accounts of one deed may be apart: a night has two dates, and yesterday's deed is in today's news."""
WEEK, MONTHS = 7, 62
SHORT = 3
"""Days of an interval that is a point in time beside a deed that lasted."""
NEAR = 1.0
"""Degrees of latitude and longitude within which one account may name the town and the other its district."""
NEWS = 10
"""Days before its publication in which an undated event is looked for."""
BRIEF = 3
"""Content words below which the beginning of an article doesn't tell what it is about."""
AHEAD = ("future", "hypothetical")
"""Status of a deed that may be told before its day."""
MUTUAL = ("AGREE", "CONSULT", "COOPERATE")
SPEECH = ("ACCUSE", "REJECT", "REQUEST", "SUPPORT", "THREATEN")
"""Types that are mostly said by somebody: who does makes the deed."""


def contradict(one: Telling, other: Telling) -> bool:
    """Whether the days of two tellings exclude one another."""
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return False
    if one.first > other.last + SLACK or other.first > one.last + SLACK:
        return True
    if _untold_yet(one, other) or _untold_yet(other, one):
        return True
    if one.lasting and other.lasting:
        common = min(one.last, other.last) - max(one.first, other.first)
        return 2 * common < max(one.width, other.width)
    if one.lasting or other.lasting:
        return min(one.width, other.width) <= SHORT
    return False


def _untold_yet(one: Telling, other: Telling) -> bool:
    """Whether one was published before the other's day, which a text of the other gives, and announces nothing."""
    if one.published is None or other.first is None or other.weak or set(one.aux) & set(AHEAD):
        return False
    return other.first > one.published


def comparable(one: Telling, other: Telling, weights: Weights) -> bool:
    """Whether two tellings are compared at all."""
    if one.document == other.document or other.type not in weights.related(one.type) or contradict(one, other):
        return False
    if not (near(one, other) or (one.first is not None and other.first is not None)):
        return False
    if one.happening is not None and one.happening == other.happening:
        return True
    if set(one.named) & set(other.named) or (one.place is not None and one.place == other.place):
        return True
    return max(one.width, other.width) <= MONTHS and bool(set(codes(one)) & set(codes(other)))


def codes(one: Telling) -> tuple[str, ...]:
    """The codes of a telling by which it is looked up: participants and the country of the place; sorted, each once."""
    return tuple(sorted({*one.actors, *one.recipients, *([one.country] if one.country else [])}))


def near(one: Telling, other: Telling) -> bool:
    """Whether the days in which the two are looked for overlap."""
    (a, b), (c, d) = window(one), window(other)
    return a <= d and c <= b


def window(one: Telling) -> tuple[int, int]:
    """The days in which a telling is looked for: its own, else those before its publication; (1, 0) without either."""
    if one.first is not None and one.last is not None:
        return one.first, one.last
    return (one.published - NEWS, one.published) if one.published is not None else (1, 0)


def compare(one: Telling, other: Telling, weights: Weights) -> Join:
    """What the fields of two tellings agree on, and the bits that it comes to. The order of the two plays no part."""
    left, right = (one, other) if one.id < other.id else (other, one)
    levels = {
        "happening": _happening(left, right),
        "type": _type(left, right),
        "days": _days(left, right),
        "participants": _participants(left, right),
        "named": _named(left, right),
        "doers": _doers(left, right),
        "place": _place(left, right),
        "words": _shared(left.words, right.words),
        "topic": _topic(left, right),
        "status": _status(left, right),
    }
    fields = tuple(Agreement(name, level, weights.bits(name, level)) for name, level in levels.items())
    return Join(left.id, right.id, weights.prior_bits + sum(field.weight for field in fields), "scorer", fields)


def _happening(one: Telling, other: Telling) -> str:
    if one.happening is None or other.happening is None:
        return "unknown"
    return "same" if one.happening == other.happening else "another"


def _type(one: Telling, other: Telling) -> str:
    if one.type != other.type:
        return "same family"
    if set(one.modes) & set(other.modes):
        return "same type and mode"
    return "other modes" if one.modes and other.modes else "same type"


def _days(one: Telling, other: Telling) -> str:
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return "unknown"
    width = max(one.width, other.width)
    if one.first > other.last or other.first > one.last:
        return "a day apart and untold" if one.weak or other.weak else "a day apart"
    if width == 0:
        return "same day and untold" if one.weak or other.weak else "same day"
    return "within a week" if width <= WEEK else "within two months" if width <= MONTHS else "within years"


def _participants(one: Telling, other: Telling) -> str:
    everyone = ({*one.actors, *one.recipients}, {*other.actors, *other.recipients})
    if not all(everyone):
        return "unknown"
    if len(everyone[0]) == 1 and everyone[0] == everyone[1]:
        return "one country alone"
    actors, recipients = ({*one.actors}, {*other.actors}), ({*one.recipients}, {*other.recipients})
    if one.type in MUTUAL and other.type in MUTUAL:
        common = everyone[0] & everyone[1]
        if len(common) > 1:
            return "same on both sides" if everyone[0] == everyone[1] else "some on both sides"
        return "some in common" if common else "none in common"
    doers, sufferers = actors[0] & actors[1], recipients[0] & recipients[1]
    if doers and sufferers:
        whole = actors[0] == actors[1] and recipients[0] == recipients[1]
        return "same on both sides" if whole else "some on both sides"
    if doers and not (recipients[0] and recipients[1]):
        return "same doers"
    if sufferers and not (actors[0] and actors[1]):
        return "same recipients"
    if actors[0] & recipients[1] and recipients[0] & actors[1]:
        return "sides swapped"
    return "some in common" if everyone[0] & everyone[1] else "none in common"


def _named(one: Telling, other: Telling) -> str:
    common = len({*one.named} & {*other.named})
    if common:
        return "several in common" if common > 1 else "one in common"
    return "others" if one.named and other.named else "unknown"


def _doers(one: Telling, other: Telling) -> str:
    if not one.doers or not other.doers:
        return "unknown"
    if not one.actors or not other.actors or set(one.actors) & set(other.actors):
        if one.doers == other.doers:
            return "same"
        common, least = len({*one.doers} & {*other.doers}), min(len(one.doers), len(other.doers))
        if 2 * common >= least:
            return "in common"
    return "other speakers" if one.type in SPEECH and other.type in SPEECH else "others"


def _place(one: Telling, other: Telling) -> str:
    if one.place is not None and one.place == other.place:
        return "same place"
    if _near(one.latitude, other.latitude) and _near(one.longitude, other.longitude):
        return "near place"
    if one.country is None or other.country is None:
        return "unknown"
    if one.country != other.country:
        return "another country"
    if one.place is None or other.place is None:
        return "same country"
    return "another scene" if one.type in SCENES and other.type in SCENES else "another place"


def _near(one: float | None, other: float | None) -> bool:
    return one is not None and other is not None and abs(one - other) <= NEAR


def _topic(one: Telling, other: Telling) -> str:
    return "unknown" if min(len(one.topic), len(other.topic)) < BRIEF else _shared(one.topic, other.topic)


def _shared(one: tuple[str, ...], other: tuple[str, ...]) -> str:
    common, least = len({*one} & {*other}), min(len(one), len(other))
    if common >= 3 and 5 * common >= 2 * least:
        return "most"
    if common >= 2 and 5 * common >= least:
        return "many"
    return "some" if common else "none"


def _status(one: Telling, other: Telling) -> str:
    if one.aux == other.aux:
        return "same"
    apart = {*one.aux} ^ {*other.aux}
    return "planned and done" if apart == {"future"} else "told and denied" if apart == {"negated"} else "other"
