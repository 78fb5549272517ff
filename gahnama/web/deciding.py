"""Takes back what was decided, by deciding again: nothing is overwritten. Yields Decision."""

from __future__ import annotations

from gahnama.errors import InputError
from gahnama.records import REVIEWS, Decision
from gahnama.store import Chronicle


def last(chronicle: Chronicle, event: str, author: str) -> Decision:
    """What a person decided last about an event. Raises InputError when nothing was."""
    found = [one for one in chronicle.decisions() if one.author == author and event in (*one.events, *one.others)]
    if not found:
        raise InputError(f"{event}: nothing was decided about it yet")
    return found[-1]


def undo(chronicle: Chronicle, number: int, author: str) -> Decision:
    """Decides what held before decision ``number``; refused when a later one is about the same events.

    Raises InputError.
    """
    decisions = list(chronicle.decisions())
    found = next((one for one in decisions if one.number == number), None)
    if found is None:
        raise InputError(f"{number}: there is no such decision")
    reviewed = found.kind in REVIEWS
    about = {*found.events, *found.others}
    later = [
        one for one in decisions
        if one.number > number and (one.kind in REVIEWS) == reviewed and about & {*one.events, *one.others}
    ]  # fmt: skip
    if later:
        raise InputError(f"decision {later[-1].number} came after it on the same events; take that one back first")
    note = f"undo {number}"
    if found.kind == "join":
        chronicle.split(found.events[0], _still_with(chronicle, found.events), author, note)
    elif found.kind == "split":
        chronicle.join(found.events[0], found.others[0], author, note)
    else:
        (event,) = found.events
        before = [one for one in decisions if one.number < number and one.kind in REVIEWS and one.events == (event,)]
        if before:
            chronicle.repeat(before[-1], author, note)
        else:
            chronicle.review(event, "none", author, note)
    return last(chronicle, found.events[0], author)


def _still_with(chronicle: Chronicle, events: tuple[str, ...]) -> list[str]:
    """Those of the events that are in the story of the first of them."""
    inside = {report.event.id for report in chronicle.story(events[0]).reports}
    inside |= {copy.event for report in chronicle.story(events[0]).reports for copy in report.copies}
    return [event for event in events if event in inside]
