"""Tables and lists of what a chronicle holds: events found, a story's accounts side by side, counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from gahnama.model import Participant, Toll
from gahnama.records import Join, Report, Stats, Story, Told
from gahnama.show import NOTHING, Shown

_NARROW = 108
"""Columns of a window in which the events that are found stand as a table."""


class StoriesShown(Shown):
    """Writes what a chronicle holds to a console."""

    def found(self, reports: Sequence[Report]) -> None:
        """The events that a search found, a row each."""
        if not reports:
            self._console.print("nothing is found")
            return
        if self._console.width < _NARROW:
            self._found_cards(reports)
            return
        rows = [
            (
                report.event.time.edtf or NOTHING,
                "\n".join((report.event.type, ", ".join(report.event.modes))).strip(),
                _names(report.event.actors),
                _names(report.event.recipients),
                "\n".join(report.event.aux) or NOTHING,
                "\n".join(report.outlets) or report.document.id,
                report.story,
                report.quote,
            )
            for report in reports
        ]
        heads = ("date", "type / mode", "who", "to whom", "status", "outlet", "story", "quote")
        self._table(heads, rows, (10, 12, 16, 16, 10, 11, 17))

    def _found_cards(self, reports: Sequence[Report]) -> None:
        """A few lines an event, for windows too narrow for a table."""
        for report in reports:
            rows = (
                ("who", _names(report.event.actors)),
                ("to whom", _names(report.event.recipients)),
                ("outlet", "\n".join(report.outlets) or report.document.id),
                ("story", report.story),
                ("quote", report.quote),
            )
            self._card(report.event, rows)
        self._console.print()

    def story(self, story: Story, joins: Sequence[Join]) -> None:
        """A story: its days and why, each field's values with who gives them, its reports, and why they are one."""
        count = len(story.reports)
        heading = f"{story.id} · {story.time.edtf or 'undated'} · {count} report{'' if count == 1 else 's'}"
        self._console.print(heading, style="bold", soft_wrap=True)
        why = "; ".join(filter(None, (story.time.explanation, story.time.note)))
        self._console.print(self._line(f"days: {why}"), end="\n\n", soft_wrap=True)
        rows = [
            (label, told, "\n".join(_numbered(places)), "\n".join(givers) or NOTHING)
            for label, told, places, givers in _accounts(story)
        ]
        self._table(("field", "is given as", "report", "by whom"), rows, (12, 34, 8))
        reports = [
            (
                str(place),
                "\n".join(report.outlets) or report.document.id,
                str(report.document.published or NOTHING),
                report.event.time.edtf or NOTHING,
                " ← ".join(source.name for source in report.event.sources) or NOTHING,
                f"{report.event.id}\n{report.review}" if report.review != "none" else report.event.id,
                report.quote,
            )
            for place, report in enumerate(story.reports, 1)
        ]
        self._table(("", "outlet", "published", "date", "sources", "event", "quote"), reports, (10, 14, 10, 10, 18, 16))
        if joins:
            made = [(f"{join.left}\n{join.right}", f"{join.weight:+.1f}", join.by, _agreed(join)) for join in joins]
            self._table(("one story", "bits", "by", "what agreed, and how much it weighed"), made, (17, 10, 10))

    def stats(self, stats: Stats) -> None:
        """How much there is."""
        rows = [
            ("documents", str(stats.documents)),
            ("unread", str(stats.unread)),
            ("copies of a text", str(stats.copies)),
            ("events", str(stats.events)),
            ("stories", str(stats.stories)),
            ("of several texts", str(stats.joined)),
            ("decisions", str(stats.decisions)),
            ("days", f"{stats.first or '..'} – {stats.last or '..'}"),
            *((f"type {name}", str(number)) for name, number in stats.types.items()),
            *((f"outlet {name}", str(number)) for name, number in stats.outlets.items()),
            *((f"readings by {name}", str(number)) for name, number in stats.versions.items()),
        ]
        self._table(("", "count"), rows, (50,))


def _accounts(story: Story) -> Iterator[tuple[str, str, tuple[int, ...], tuple[str, ...]]]:
    """Each field's values: label, value, the reports that give it and the names of who does."""
    fields: tuple[tuple[str, tuple[Told[Any], ...], Callable[[Any], str]], ...] = (
        ("type", story.types, str),
        ("mode", story.modes, str),
        ("date", story.dates, lambda time: f"{time.edtf} ({time.basis})"),
        ("who", story.actors, _name),
        ("to whom", story.recipients, _name),
        ("mediator", story.mediators, _name),
        ("place", story.places, lambda place: place.name),
        ("status", story.statuses, ", ".join),
        ("toll", story.casualties, _toll),
        ("context", story.contexts, str),
    )
    for label, values, plain in fields:
        for told in values:
            yield label, plain(told.value), told.reports, story.givers(told)
    for naming in story.namings:
        word = story.quote(naming, naming.value.span)
        by = f" ({naming.value.by.name})" if naming.value.by else ""
        yield "called", f"{word}{by}", naming.reports, story.givers(naming)
    for label, spans in (("agenda", story.agenda), ("terms", story.terms)):
        for one in spans:
            yield label, story.quote(one, one.value), one.reports, story.givers(one)


def _numbered(places: Iterable[int]) -> list[str]:
    return [", ".join(str(place + 1) for place in places)]


def _agreed(join: Join) -> str:
    return "; ".join(f"{field.field}: {field.level} {field.weight:+.1f}" for field in join.fields) or "a decision"


def _toll(toll: Toll) -> str:
    highest = "or more" if toll.highest is None else "" if toll.highest == toll.lowest else f"to {toll.highest}"
    by = ", ".join(source.name for source in toll.sources)
    return " ".join(filter(None, (toll.kind, str(toll.lowest), highest, f"({by})" if by else "")))


def _name(who: Participant) -> str:
    return f"{who.name} ({who.code} {who.sector})"


def _names(who: Sequence[Participant]) -> str:
    return "\n".join(f"{one.name}\n{one.code} {one.sector}" for one in who) or NOTHING
