"""When a deed happened, of all the times of its article. Yields Time.

By rule each telling has a time (``dating``). Where none stands beside the deed, the learned part looks at every time of
the article, at publication and at having no time, with the rule's answer as one feature among others; the likeliest is
taken where it is clearly likelier than that by rule.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gahnama.events.dating import Dated, Dater
from gahnama.events.frame import Frame
from gahnama.events.join import Deed
from gahnama.events.occasions import Telling, occasion, time_features, timeless_features
from gahnama.learned import Linear, shares
from gahnama.model import Time

CLEARLY = 2.0
"""How many times as likely as the time by rule another has to be: set by cross-validation."""


@dataclass(frozen=True, slots=True)
class DateOption:
    """A time that a deed may have, without days where it has none, with what the learned part looks at."""

    time: Time
    features: list[str]


def date_options(frame: Frame, dated: Dated, dater: Dater, deed: Deed, speech: bool) -> list[DateOption]:
    """What the time of a deed may be: none, publication, or one that the article tells, in order.

    ``speech``: deeds of its type are done by saying them.
    """
    tellings = [Telling(trigger, dater.time(trigger, deed.aux)) for trigger in deed.triggers]
    one = occasion(frame, deed, tellings, speech)
    options = [DateOption(Time(), timeless_features(one, "none"))]
    published = dater.publication()
    if published is not None:
        options.append(DateOption(published, timeless_features(one, "publication")))
    options.extend(
        DateOption(dated.times[number], time_features(frame, dated, one, number))
        for number in range(len(frame.times))
        if dater.tells(number)
    )
    return options


def choose_date(options: Sequence[DateOption], ruled: Time, model: Linear) -> Time:
    """The likeliest time, options of the same days taken together; ``ruled`` unless that one is clearly likelier."""
    likely = shares([model.score(option.features) for option in options])
    whole: dict[str | None, float] = {}
    for option, share in zip(options, likely, strict=True):
        whole[option.time.edtf] = whole.get(option.time.edtf, 0.0) + share
    best = max(whole, key=lambda days: whole[days])
    if best == ruled.edtf or whole[best] < CLEARLY * whole.get(ruled.edtf, 0.0):
        return ruled
    return max(
        (pair for pair in zip(likely, (option.time for option in options), strict=True) if pair[1].edtf == best),
        key=lambda pair: pair[0],
    )[1]
