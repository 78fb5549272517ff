"""The choice of times for training: of deeds that are read, and of all tellings of a coded event taken as one deed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import choices as conditional
from choices import Choice, taken, told_deed
from standoff import at_hand

from gahnama.events.dates import DateOption, choose_date
from gahnama.events.dating import Dated
from gahnama.events.frame import Frame
from gahnama.events.join import Deed
from gahnama.events.read import EventReader
from gahnama.learned import Linear
from gahnama.model import Document, Time
from gahnama.reader import reader_for
from gahnama.score import same_date

PENALTY = 24.0
"""Weight of the squares of the weights."""
RARE = 8
"""A feature seen fewer times in training is left out."""


@dataclass(frozen=True)
class DateChoice:
    """``choice`` as the model is fitted to it; ``options``: its times; ``ruled``: the time by rule; ``own``: whether
    that one stands with the deed itself; ``coded``: the event as coded."""

    choice: Choice
    options: tuple[DateOption, ...]
    ruled: Time
    own: bool
    coded: dict[str, Any]


def choices(
    readings: Iterable[dict[str, Any]],
    texts: dict[str, dict[str, Any]],
    document: Callable[[dict[str, Any], dict[str, Any]], Document],
) -> list[DateChoice]:
    """The choices of a time for coded events: of the deed of its type that is read, and of all of its tellings.

    ``document``: the document of a coded article and its text. The reader's models are those that are in use; one of
    times must not be among them.
    """
    reader = reader_for("fa")
    made = []
    for reading in at_hand(readings, texts):
        frame, dated = reader.frame(document(reading, texts[reading["id"]]))
        deeds = reader.events.deeds(frame, dated)
        groups = reader.events.candidates(frame, dated)
        for coded in reading["events"]:
            told = told_deed(frame, reader.events, groups, coded["type"], coded["mentions"])
            if told is not None:
                made.append(_choice(reading["id"], frame, dated, reader.events, told, coded, False))
            read = taken(deeds, coded["type"], coded["mentions"])
            if read is not None:
                made.append(_choice(reading["id"], frame, dated, reader.events, read, coded, True))
    return made


def _choice(
    article: str, frame: Frame, dated: Dated, events: EventReader, deed: Deed, coded: dict[str, Any], read: bool
) -> DateChoice:
    options = events.date_options(frame, dated, deed)
    days = [option.time.edtf for option in options]
    choice = Choice(
        article,
        tuple(tuple(option.features) for option in options),
        tuple(same_date(coded, {"date": day}) for day in days),
        tuple(day or "" for day in days),
        coded["date"] is not None,
        read,
    )
    return DateChoice(choice, tuple(options), deed.time, deed.own_time, coded)


def fit(cases: Sequence[DateChoice]) -> dict[str, float]:
    """Feature weights from those choices that have a right option."""
    return conditional.fit([case.choice for case in cases if any(case.choice.right)], PENALTY, RARE, 0.0)


def report(cases: Sequence[DateChoice], fold: Callable[[str], int], folds: int) -> None:
    """Cross-validated share of right times of deeds that are read, by rule and by the model: of all, and of those that
    the text gives."""
    right: list[tuple[bool, bool, bool]] = []
    for number in range(folds):
        model = Linear(fit([case for case in cases if fold(case.choice.article) != number]))
        for case in (case for case in cases if case.choice.read and fold(case.choice.article) == number):
            chosen = case.ruled if case.own else choose_date(case.options, case.ruled, model)
            given = case.coded["date_basis"] not in ("publication", "none")
            right.append((given, *(same_date(case.coded, {"date": time.given}) for time in (case.ruled, chosen))))
    for name, mine in (("all", right), ("where the text gives one", [row for row in right if row[0]])):
        ruled, learned = (sum(row[way] for row in mine) / (len(mine) or 1) for way in (1, 2))
        print(f"date, {name}: {len(mine)} deeds, {ruled:.3f} right by rule, {learned:.3f} by the model")
