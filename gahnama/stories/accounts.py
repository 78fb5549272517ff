"""A story from its reports: what they agree on, and competing values of fields with who gives them. Yields Story."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date
from typing import TypeVar

from gahnama.model import Event, Naming, Participant, Place, Source, Span, Time, Toll
from gahnama.records import Report, Story, Told
from gahnama.stories.tellings import WEAK, rules_for

T = TypeVar("T")


def story(identifier: str, reports: Sequence[Report]) -> Story:
    """The story of reports that are in the order of publication; at least one."""
    events = [report.event for report in reports]

    def told(values: Callable[[Event], Iterable[T]], key: Callable[[T], Hashable]) -> tuple[Told[T], ...]:
        return _told([list(values(event)) for event in events], key)

    return Story(
        id=identifier,
        reports=tuple(reports),
        time=merged(reports),
        types=told(lambda event: [event.type], str),
        modes=told(lambda event: event.modes, str),
        dates=told(lambda event: [event.time] if event.time.edtf else [], lambda time: time.edtf),
        actors=told(lambda event: event.actors, _who),
        recipients=told(lambda event: event.recipients, _who),
        mediators=told(lambda event: event.mediators, _who),
        places=told(lambda event: [event.place] if event.place else [], _where),
        statuses=told(lambda event: [tuple(event.aux) or ("happened",)], lambda aux: aux),
        sources=told(lambda event: [event.sources] if event.sources else [], _chain),
        casualties=told(lambda event: event.casualties, _toll),
        namings=told(lambda event: event.namings, _naming(reports)),
        agenda=_quoted(reports, lambda event: event.agenda),
        terms=_quoted(reports, lambda event: event.terms),
        contexts=told(lambda event: event.contexts, str),
    )


def merged(reports: Sequence[Report]) -> Time:
    """The days on which all reports agree that tell days of their own; else those of the reports that tell none.

    Where they have no day in common the days of the most reports stand (of several the earliest), and the note says so.
    """
    dated = [report for report in reports if report.event.time.earliest or report.event.time.latest]
    strong = [report for report in dated if report.event.time.basis not in WEAK]
    used = strong or dated
    if not used:
        return Time(explanation="no report tells a day")
    earliest = max(one.event.time.earliest or date.min for one in used)
    latest = min(one.event.time.latest or date.max for one in used)
    note = ""
    if earliest > latest:
        counts = Counter((one.event.time.earliest or date.min, one.event.time.latest or date.max) for one in used)
        earliest, latest = min(counts, key=lambda days: (-counts[days], days))
        note = "the reports have no day in common; these are the days of the most"
    begins = earliest if earliest != date.min else None
    ends = latest if latest != date.max else None
    told = list(dict.fromkeys(f"{one.event.time.edtf} ({one.event.time.basis})" for one in used))
    if len(told) == 1:
        why = f"{'the report says' if len(used) == 1 else 'all reports say'} {told[0]}"
    else:
        why = f"the days that are in all of {', '.join(told)}"
    same = next(
        (one.event.time for one in used if (one.event.time.earliest, one.event.time.latest) == (begins, ends)), None
    )
    return Time(
        earliest=begins,
        latest=ends,
        edtf=same.edtf if same else _edtf(begins, ends),
        basis=same.basis if same else used[0].event.time.basis,
        granularity=same.granularity if same else "day" if begins == ends else "none",
        explanation=why,
        note=note,
    )


def _edtf(earliest: date | None, latest: date | None) -> str:
    if earliest == latest:
        return str(earliest)
    return f"{earliest or '..'}/{latest or '..'}"


def _told(values: Sequence[Sequence[T]], key: Callable[[T], Hashable]) -> tuple[Told[T], ...]:
    """The values that differ by ``key``, with the places of the reports that give them; most given first."""
    found: dict[Hashable, tuple[T, list[int]]] = {}
    for place, given in enumerate(values):
        for value in given:
            _, places = found.setdefault(key(value), (value, []))
            if place not in places:
                places.append(place)
    ranked = sorted(found.values(), key=lambda row: (-len(row[1]), row[1]))
    return tuple(Told(value, tuple(places)) for value, places in ranked)


def _quoted(reports: Sequence[Report], spans: Callable[[Event], Iterable[Span]]) -> tuple[Told[Span], ...]:
    """Stretches of text that differ by their words; each span belongs to the text of the report that has it."""
    found = [[(span, report.document.quote(span)) for span in spans(report.event)] for report in reports]
    ranked = _told(found, lambda row: rules_for("").compact(row[1]))
    return tuple(Told(one.value[0], one.reports) for one in ranked)


def _who(who: Participant) -> Hashable:
    return who.id or (who.code, who.sector, rules_for("").compact(who.name))


def _where(place: Place) -> Hashable:
    return place.id or rules_for("").compact(place.name)


def _chain(sources: tuple[Source, ...]) -> Hashable:
    return tuple(rules_for("").compact(source.name) for source in sources)


def _toll(toll: Toll) -> Hashable:
    return toll.kind, toll.lowest, toll.highest


def _naming(reports: Sequence[Report]) -> Callable[[Naming], Hashable]:
    """The key of a naming: the word, and who uses it. Its span is looked up in the text of the report that has it."""
    words = {id(naming): report.document.quote(naming.span) for report in reports for naming in report.event.namings}
    return lambda naming: (rules_for("").compact(words[id(naming)]), _who(naming.by) if naming.by else None)
