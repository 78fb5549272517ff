"""The form in which a person says what an event should be, as an Event. Yields Event."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from gahnama.errors import InputError
from gahnama.model import AUX_MODES, CALENDARS, Document, Event, Participant, Place, Source, Span, Time
from gahnama.ontology import load_ontology
from gahnama.times import edtf, written

MOST_ROWS = 40
_CODE = 3
BLANK = Event("", "", (), (), confidence=1.0)
"""An event of which nothing is said yet; a person is sure of what they add."""

ROWS = "in rows from 0 on: `FIELD-0-start`, `FIELD-0-end`, characters of the text"
FIELDS = {
    "type": "PLOVER's type",
    "modes": "words with commas between, besides which every `mode-NAME` is one",
    "date": "as 2024-01-10, 2024-01, 2024-01-10/2024-01-12, 2024-01-10/.., or in another calendar; empty: none",
    "calendar": "gregorian, solar-hijri or lunar-hijri; empty: by the year",
    "aux": "not empty: every `aux-NAME` is a status, and no other is",
    **dict.fromkeys(("actors", "recipients", "mediators"), f"not empty: participants {ROWS}, `-code`, `-sector`"),
    "sources": f"not empty: {ROWS}",
    "mentions": f"not empty: the words that tell the event, {ROWS}",
    "place": "not empty: the place is `place-start`, `place-end`, `place-country`",
    "note": "why",
}
"""The fields of the form, as the description of the interface tells them."""


def mended(event: Event, document: Document, form: Mapping[str, str]) -> Event:
    """The event as the form says. A field that the form doesn't have stays as it is.

    ``modes`` are words with commas between, besides which every ``mode-NAME`` is one; ``aux-NAME`` is a status where
    ``aux`` is there. Rows of participants are ``actors-0-start``, ``-end``, ``-code``, ``-sector`` and on; of sources
    and mentions their spans alone; of the place ``place-start`` and on. Raises InputError, naming the field.
    """
    plover = load_ontology().plover
    type_ = form.get("type", event.type)
    if type_ not in plover.modes:
        raise InputError(f"type: {type_!r} is none of {', '.join(plover.modes)}")
    modes = event.modes
    if "modes" in form:
        ticked = (mode for mode in plover.modes[type_] if f"mode-{mode}" in form)
        modes = tuple(dict.fromkeys((*form["modes"].replace(",", " ").split(), *ticked)))
    if unknown := [mode for mode in modes if mode not in plover.modes[type_]]:
        if "modes" in form and modes != event.modes:
            raise InputError(
                f"modes: {', '.join(unknown)} is no mode of {type_}; it has {', '.join(plover.modes[type_]) or 'none'}"
            )
        modes = tuple(mode for mode in modes if mode not in unknown)
    aux = tuple(mode for mode in AUX_MODES if f"aux-{mode}" in form) if "aux" in form else event.aux
    changed = replace(event, type=type_, modes=modes, aux=aux, time=_time(event.time, form))
    if "actors" in form:
        changed = replace(changed, actors=tuple(_participants("actors", event.actors, document, form)))
    if "recipients" in form:
        changed = replace(changed, recipients=tuple(_participants("recipients", event.recipients, document, form)))
    if "mediators" in form:
        changed = replace(changed, mediators=tuple(_participants("mediators", event.mediators, document, form)))
    if "sources" in form:
        changed = replace(changed, sources=tuple(_sources(event, document, form)))
    if "mentions" in form:
        mentions = tuple(span for _, span in _spans("mentions", document, form))
        if not mentions:
            raise InputError("mentions: an event needs words that tell it")
        changed = replace(changed, mentions=mentions)
    if "place" in form:
        changed = replace(changed, place=_place(event.place, document, form))
    return changed


def missed(document: Document, form: Mapping[str, str]) -> Event:
    """An event that a reading missed, as the form says; it needs a type and mentions. Raises InputError."""
    return mended(BLANK, document, {"mentions": "1", **form})


def _time(time: Time, form: Mapping[str, str]) -> Time:
    told = form.get("date")
    if told is None or told.strip() == (time.given or ""):
        return time
    if not told.strip():
        return Time()
    calendar = form.get("calendar") or None
    if calendar is not None and calendar not in CALENDARS:
        raise InputError(f"calendar: {calendar!r} is none of {', '.join(CALENDARS)}")
    earliest, latest = written.read(told, calendar)
    told_days = edtf.write(earliest, latest, approximate=told.strip().endswith("~"))
    if told_days is None:
        raise InputError("date: both ends are open; leave the field empty for an event without a date")
    return Time(
        earliest, latest, told_days, "explicit", time.spans, granularity="day" if earliest == latest else "none"
    )


def _spans(field: str, document: Document, form: Mapping[str, str]) -> Iterator[tuple[str, Span]]:
    """The rows of a field that have a span, with what their names begin with."""
    for place in range(MOST_ROWS):
        row = f"{field}-{place}"
        if form.get(f"{row}-start", "") != "":
            yield row, _span(row, document, form)


def _span(row: str, document: Document, form: Mapping[str, str]) -> Span:
    try:
        span = Span(int(form[f"{row}-start"]), int(form.get(f"{row}-end", "")))
    except ValueError:
        raise InputError(f"{row}: start and end are numbers of characters") from None
    if not 0 <= span.start < span.end <= len(document.text):
        raise InputError(f"{row}: {span.start}–{span.end} is no stretch of a text of {len(document.text)} characters")
    return span


def _participants(
    field: str, before: tuple[Participant, ...], document: Document, form: Mapping[str, str]
) -> Iterator[Participant]:
    sectors = load_ontology().plover.sectors
    for row, span in _spans(field, document, form):
        code, sector = form.get(f"{row}-code", "UNK").strip().upper(), form.get(f"{row}-sector", "UNK")
        if not (len(code) == _CODE and code.isascii() and code.isalpha()):
            raise InputError(f"{row}: {code!r} is no code; give three letters, UNK where it is unknown")
        if sector not in sectors:
            raise InputError(f"{row}: {sector!r} is no sector; there are {', '.join(sectors)}")
        same: Any = next((one for one in before if one.span == span), None)
        if same is not None:
            yield replace(same, code=code, sector=sector, id=same.id if same.code == code else None)
        else:
            yield Participant(span, document.quote(span), code, sector)


def _sources(event: Event, document: Document, form: Mapping[str, str]) -> Iterator[Source]:
    for _, span in _spans("sources", document, form):
        same = next((one for one in event.sources if one.span == span), None)
        yield same or Source(span, document.quote(span), "participant")


def _place(before: Place | None, document: Document, form: Mapping[str, str]) -> Place | None:
    if form.get("place-start", "") == "":
        return None
    span = _span("place", document, form)
    country = form.get("place-country", "").strip().upper() or None
    if country is not None and not (len(country) == _CODE and country.isascii() and country.isalpha()):
        raise InputError(f"place: {country!r} is no country's code; give three letters or nothing")
    if before is not None and before.span == span:
        return replace(before, country=country)
    return Place(span, document.quote(span), country)
