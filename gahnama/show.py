"""Tables for the terminal. Cells of right-to-left text are isolated line by line, so that columns stay in order."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import IO

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from gahnama.batch import as_reading
from gahnama.explain import Explanation, Fired
from gahnama.intake import LeftOut
from gahnama.language import Decision
from gahnama.model import Document, Event, Participant, Reading, Time

ISOLATE_RTL, END_ISOLATE = "\u2067", "\u2069"
NOTHING = "–"
WHOLE = ("story", "event")
"""Heads of columns of ids, which are there to be copied: they are not broken."""
PLAIN_WIDTH = 120
"""Columns of a table that does not go to a terminal."""

_UNSEEN = re.compile("[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff]+")
_NARROW = 90
_SHARES = {"date": 10, "type / mode": 13, "who": 18, "to whom": 18, "status": 12, "source": 15}


class Shown:
    """Writes tables to a console; ``terminal``: it shows right-to-left text, so cells are isolated."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._isolate = console.is_terminal

    def reading(self, reading: Reading) -> None:
        """The events of one article in the order of their days; those without one come last."""
        self._heading(reading)
        events = sorted(reading.events, key=_chronological)
        if not events:
            self._console.print("  no events", end="\n\n")
        elif self._console.width < _NARROW:
            self._cards(events, reading.document)
        else:
            self._events(events, reading.document)

    def times(self, times: Sequence[Time], document: Document) -> None:
        """The time expressions of one text and their values."""
        rows = []
        for time in times:
            told = " … ".join(document.quote(span) for span in time.spans)
            rows.append(
                (
                    told,
                    time.edtf or NOTHING,
                    _days(time),
                    time.basis,
                    "; ".join(filter(None, (time.explanation, time.note))),
                )
            )
        self._table(("expression", "EDTF", "first and last day", "basis", "explanation"), rows, (22, 21, 23, 11))

    def explanation(self, found: Explanation) -> None:
        """What fired, what came of it, and what was masked."""
        document = found.reading.document
        if found.fired:
            rows = [
                (
                    " … ".join(document.quote(span) for span in fired.spans),
                    "\n".join((fired.entry.id, *(one.mark for one in _decisions(fired)))),
                    f"{fired.entry.type} ({fired.kind})",
                    _outcome(fired.event),
                    "\n".join((fired.entry.where, *(one.where for one in _decisions(fired)))),
                )
                for fired in found.fired
            ]
            self._table(("words", "entry", "type", "came of it", "file and line"), rows, (18, 26, 20, 26))
        else:
            self._console.print("No entry fired.")
        if found.masked:
            masks = [(document.quote(masked.span), masked.rule.reason, masked.where) for masked in found.masked]
            self._table(("no event", "reason", "file and line"), masks, (24, 36))
        if found.found:
            people = [
                (
                    document.quote(one.span),
                    one.participant.name,
                    f"{one.participant.code} {one.participant.sector}",
                    one.why,
                )
                for one in found.found
            ]
            self._table(("participant", "stands for", "code", "why"), people, (24, 24, 8))
        self.reading(found.reading)
        for event in found.reading.events:
            self._console.print(self._line(f"{event.type}: {', '.join(event.entries)}"), soft_wrap=True)
            for line in _details(event, found.reading):
                self._console.print("  ", self._line(line), soft_wrap=True)

    def _heading(self, reading: Reading) -> None:
        published = f"published {reading.published or 'unknown'}{' (inferred)' if reading.published_inferred else ''}"
        count = len(reading.events)
        parts = [_clean(reading.document.id), published, f"{count} event{'' if count == 1 else 's'}"]
        self._console.print(Text(" · ".join(parts), style="bold"), soft_wrap=True)

    def _events(self, events: Sequence[Event], document: Document) -> None:
        rows = [
            (
                event.time.edtf or NOTHING,
                "\n".join((event.type, ", ".join(event.modes))).strip(),
                _participants(event.actors),
                _participants(event.recipients),
                "\n".join(event.aux) or NOTHING,
                "\n".join(source.name for source in event.sources) or NOTHING,
                "\n".join((_quote(event, document), *_tolls(event))),
            )
            for event in events
        ]
        self._table((*_SHARES, "quote"), rows, tuple(_SHARES.values()))

    def _cards(self, events: Sequence[Event], document: Document) -> None:
        """A few lines an event, for windows too narrow for a table."""
        for event in events:
            rows = (
                ("who", _participants(event.actors)),
                ("to whom", _participants(event.recipients)),
                ("source", "\n".join(source.name for source in event.sources) or NOTHING),
                ("quote", _quote(event, document)),
                ("tolls", "\n".join(_tolls(event)) or NOTHING),
            )
            self._card(event, rows)
        self._console.print()

    def _card(self, event: Event, rows: Iterable[tuple[str, str]]) -> None:
        """An event: its day, type and status on a line, then the rows that say anything, each with its label."""
        head = " ".join((event.time.edtf or NOTHING, event.type, *event.modes, *event.aux))
        self._console.print(self._line(head), soft_wrap=True)
        for label, told in rows:
            if told != NOTHING:
                for index, line in enumerate(wrapped(told, max(10, self._console.width - 12))):
                    self._console.print(f"  {label if not index else '':8}", self._line(line), soft_wrap=True)

    def _table(self, heads: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[int]) -> None:
        """A table whose last column takes what room is left; cells are wrapped here, so that each line is isolated.

        No column is narrower than its head, and one of the WHOLE keeps its width.
        """
        room = self._console.width - 2 * len(heads)
        scale = min(1.0, room * 0.75 / sum(widths))
        widths = [
            width if head in WHOLE else max(10, len(head), int(width * scale))
            for head, width in zip(heads, widths, strict=False)
        ]
        widths.append(max(12, room - sum(widths)))
        table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold", show_lines=False)
        for head, width in zip(heads, widths, strict=True):
            table.add_column(head, width=width, no_wrap=True, overflow="ignore")
        for row in rows:
            cells = [wrapped(cell, width) for cell, width in zip(row, widths, strict=True)]
            table.add_row(*(Text("\n").join(self._line(line) for line in lines) for lines in cells))
        self._console.print(table)
        self._console.print()

    def _line(self, line: str) -> Text:
        return Text(f"{ISOLATE_RTL}{line}{END_ISOLATE}" if self._isolate and is_rtl(line) else line)


@dataclass(frozen=True, slots=True)
class AsTable:
    """Reads a document and gives its table as text, ``width`` columns wide; can be sent to other processes."""

    width: int
    terminal: bool

    @classmethod
    def like(cls, console: Console) -> AsTable:
        """Tables as ``console`` would show them."""
        return cls(console.width, console.is_terminal)

    def __call__(self, document: Document) -> str | LeftOut:
        """The table of one document."""
        reading = as_reading(document)
        if isinstance(reading, LeftOut):
            return reading
        page = io.StringIO()
        made = Console(
            file=page,
            width=self.width,
            force_terminal=self.terminal,
            no_color=not self.terminal,
            highlight=False,
            emoji=False,
            markup=False,
        )
        Shown(made).reading(reading)
        return page.getvalue()


def console(file: IO[str] | None = None) -> Console:
    """A console on standard output or ``file``; anything but a terminal gets PLAIN_WIDTH columns and no colours."""
    made = Console(file=file, highlight=False, emoji=False, markup=False)
    if made.is_terminal:
        return made
    return Console(file=file, width=PLAIN_WIDTH, no_color=True, highlight=False, emoji=False, markup=False)


def is_rtl(text: str) -> bool:
    """Whether the text has a letter that is written from right to left."""
    return any(unicodedata.bidirectional(character) in ("R", "AL") for character in text)


def wrapped(text: str, width: int) -> list[str]:
    """The lines of ``text``, none wider than ``width`` columns: broken at spaces, and in words that are too wide."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in _clean(paragraph).split():
            joined = f"{line} {word}" if line else word
            if cell_len(joined) <= width:
                line = joined
                continue
            if line:
                lines.append(line)
            line = word
            while cell_len(line) > width:
                cut = _cut(line, width)
                lines.append(line[:cut])
                line = line[cut:]
        lines.append(line)
    return lines


def _cut(word: str, width: int) -> int:
    """How many characters of a word fit, after a slash or hyphen where there is one."""
    fits = next(count for count in range(len(word), 0, -1) if cell_len(word[:count]) <= width or count == 1)
    marks = [count for count in range(fits, fits // 3, -1) if word[count - 1] in "/-"]
    return marks[0] if marks else fits


def _clean(text: str) -> str:
    """Text without what moves the cursor or turns the writing around."""
    return _UNSEEN.sub(" ", text)


def _chronological(event: Event) -> tuple[date, date, int]:
    time = event.time
    first = event.mentions[0].start if event.mentions else 0
    return time.earliest or time.latest or date.max, time.latest or date.max, first


def _participants(who: Sequence[Participant]) -> str:
    return "\n".join(f"{participant.name}\n{participant.code} {participant.sector}" for participant in who) or NOTHING


def _quote(event: Event, document: Document) -> str:
    more = len(event.mentions) - 1
    return document.quote(event.mentions[0]) + (f" (+{more})" if more > 0 else "")


def _tolls(event: Event) -> list[str]:
    """«killed 12, 20–30» and the like, a line for each kind."""
    told: dict[str, list[str]] = {}
    for toll in event.casualties:
        high = f"–{toll.highest}" if toll.highest is not None else "+"
        number = f"{toll.lowest}{high if toll.highest != toll.lowest else ''}"
        if number not in told.setdefault(toll.kind, []):
            told[toll.kind].append(number)
    return [f"{kind} {', '.join(numbers)}" for kind, numbers in told.items()]


def _details(event: Event, reading: Reading) -> list[str]:
    """What stands beside a deed, a line for each kind that there is."""
    quote = reading.document.quote
    types = {other.id: other.type for other in reading.events}
    told = (
        ("agenda", [quote(span) for span in event.agenda]),
        ("terms", [quote(span) for span in event.terms]),
        ("tolls", _tolls(event)),
        ("mediators", [who.name for who in event.mediators]),
        ("called", [f"{quote(naming.span)} ({naming.by.name if naming.by else NOTHING})" for naming in event.namings]),
        ("denies", [types[denied] for denied in event.denies]),
        ("contexts", event.contexts),
    )
    lines = [f"{name}: {' · '.join(values)}" for name, values in told if values]
    return [*lines, f"intensity: {event.intensity:+g}"]


def _days(time: Time) -> str:
    if time.earliest is None and time.latest is None:
        return NOTHING
    if time.earliest == time.latest:
        return str(time.earliest)
    return f"{time.earliest or '..'} {time.latest or '..'}"


def _decisions(fired: Fired) -> tuple[Decision, ...]:
    """The decision that an entry fell under; none where the entry alone decided."""
    return (fired.decision,) if fired.decision is not None else ()


def _outcome(event: Event | None) -> str:
    if event is None:
        return "no event of its own"
    return " ".join((event.type, *event.modes, *event.aux))
