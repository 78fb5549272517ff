"""What a format says that it drops is exactly what its bytes don't depend on."""

from __future__ import annotations

import gc
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import MISSING, fields, is_dataclass, replace
from datetime import date
from typing import Any

import pytest

from gahnama.cli_export import ExportFormat
from gahnama.errors import InputError
from gahnama.export import FORMATS, export, format_of
from gahnama.export.losses import PARTS
from gahnama.model import Event, Naming, Source, Span
from gahnama.records import Report
from tests.export.conftest import bare, full, several, written

OTHER = Span(1, 7)


def event(**changes: Any) -> Callable[[Report], Report]:
    return lambda report: replace(report, event=replace(report.event, **changes))


def time(**changes: Any) -> Callable[[Report], Report]:
    return lambda report: replace(report, event=replace(report.event, time=replace(report.event.time, **changes)))


def place(**changes: Any) -> Callable[[Report], Report]:
    def changed(report: Report) -> Report:
        assert report.event.place is not None
        return replace(report, event=replace(report.event, place=replace(report.event.place, **changes)))

    return changed


def people(**changes: Any) -> Callable[[Report], Report]:
    def changed(report: Report) -> Report:
        sides = {
            side: tuple(replace(who, **changes) for who in getattr(report.event, side))
            for side in ("actors", "recipients")
        }
        return replace(report, event=replace(report.event, **sides))

    return changed


def first_actor(**changes: Any) -> Callable[[Report], Report]:
    def changed(report: Report) -> Report:
        first, *others = report.event.actors
        return replace(report, event=replace(report.event, actors=(replace(first, **changes), *others)))

    return changed


def document(**changes: Any) -> Callable[[Report], Report]:
    return lambda report: replace(report, document=replace(report.document, **changes))


def each(field: str, /, **changes: Any) -> Callable[[Report], Report]:
    def changed(report: Report) -> Report:
        values = tuple(replace(one, **changes) for one in getattr(report.event, field))
        return replace(report, event=replace(report.event, **{field: values}))

    return changed


FULL = full()
FIRST, SECOND = FULL.event.mentions
QUOTE = FULL.quote

CHANGES: dict[str, Callable[[Report], Report]] = {
    "story": lambda report: replace(report, story="s9"),
    "event id": event(id="e9"),
    "modes after the first": event(modes=("third-party", "multilateral", "phone")),
    "quote": document(text=FULL.document.text.replace(QUOTE, "x" * len(QUOTE))),
    "offsets": lambda report: replace(
        document(text="  " + report.document.text)(report),
        event=replace(report.event, mentions=tuple(Span(one.start + 2, one.end + 2) for one in (FIRST, SECOND))),
    ),
    "mentions after the first": event(mentions=(FIRST, Span(SECOND.start, SECOND.end - 1), SECOND)),
    "EDTF": time(edtf="2023-09-26/2023-09-28?"),
    "last day": time(latest=date(2023, 9, 29)),
    "date basis": time(basis="anaphoric"),
    "reasons of the date": time(explanation="another reason", spans=(OTHER,)),
    "notes on the date": time(note="another note"),
    "names in the article's language": people(name="x"),
    "ids of participants": people(id="unlisted"),
    "sectors": people(sector="REB"),
    "offices": first_actor(role="president"),
    "offices in the article's language": first_actor(role="وزیر امور خارجه"),
    "offsets of participants": people(span=OTHER),
    "mediators": event(mediators=()),
    "place": place(id="tabriz", name="تبریز"),
    "place in the article's language": place(name="طهران"),
    "country of the place": place(country="IRQ"),
    "kind of the place": place(resolution="province"),
    "id of the place": place(id="julfa-irn"),
    "GeoNames id": place(geonames="1"),
    "coordinates": place(latitude=1.0, longitude=2.0),
    "precision of coordinates": place(approximate=False, radius=None),
    "offsets of the place": place(span=OTHER),
    "status": event(aux=()),
    "contexts": event(contexts=("military",)),
    "denials": event(denies=()),
    "sources": each("sources", name="x"),
    "kinds and offsets of sources": each("sources", kind="participant", span=OTHER),
    "agenda": event(agenda=()),
    "terms": event(terms=()),
    "casualties": each("casualties", lowest=1),
    "sources of casualties": each("casualties", sources=(Source(OTHER, "x", "outlet"),)),
    "offsets of agenda, terms and casualties": each("casualties", span=OTHER),
    "namings": event(namings=(Naming(OTHER),)),
    "entries": event(entries=("x",)),
    "confidence": event(confidence=0.5),
    "document": lambda report: replace(document(id="x", url=None)(report), key="x"),
    "document hash": lambda report: replace(report, sha256="ef" * 32),
    "title": document(title="x"),
    "outlet": document(outlet="x"),
    "address": document(url="https://example.org/x"),
    "day of publication": document(published=date(2023, 9, 30)),
    "inferred day of publication": lambda report: replace(report, published_inferred=False),
    "language": document(language="fa-AF"),
    "copies": lambda report: replace(report, copies=()),
    "program version": lambda report: replace(report, version="x"),
    "review": lambda report: replace(report, review="mended"),
}  # fmt: skip
"""For each part of a report a report in which it alone is different."""


BASES: dict[str, Callable[[Report], Report]] = {
    "ids of participants": people(id=None),
    "id of the place": place(id="julfa"),
    "language": people(id="ARM", role=None),
}
"""What a report is made first, so that no label hangs on the part: ids without a name, two towns of one name."""


def test_there_is_a_change_for_every_part() -> None:
    assert list(CHANGES) == list(PARTS)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("part", PARTS)
def test_a_part_is_dropped_where_that_is_said_and_nowhere_else(form: str, part: str) -> None:
    base = BASES[part](FULL) if part in BASES else FULL
    changed = CHANGES[part](base)
    assert changed != base
    assert (written(form, [changed]) == written(form, [base])) == (part in format_of(form).DROPS)


def variants(value: Any) -> list[tuple[str, Any]]:
    """For each field of a dataclass, those inside of others too, the value with that field emptied."""
    made = []
    for field in fields(value):
        old = getattr(value, field.name)
        inner = old[0] if isinstance(old, tuple) else old
        if (
            is_dataclass(inner) and not isinstance(inner, Span) and field.name != "anchor"
        ):  # of it the date alone is held
            for name, one in variants(inner):
                made.append(
                    (f"{field.name}.{name}", replace(value, **{field.name: (one,) if inner is not old else one}))
                )
        default = field.default if field.default_factory is MISSING else field.default_factory()
        if default is not MISSING:
            assert old != default, f"{field.name} of the full report is empty"
            made.append((field.name, replace(value, **{field.name: default})))
    return made


WHOLE = replace(FULL.event, actors=FULL.event.recipients, mediators=FULL.event.recipients)
VARIANTS = [(name, changed) for name, changed in variants(WHOLE) if name != "intensity"]  # it follows from the modes


@pytest.mark.parametrize("form", ["plover-jsonl", "jsonld"])
@pytest.mark.parametrize(("name", "changed"), VARIANTS, ids=[name for name, _ in VARIANTS])
def test_a_lossless_format_holds_every_field_of_an_event(form: str, name: str, changed: Event) -> None:
    if name == "mentions":
        changed = replace(changed, mentions=WHOLE.mentions[:1])
    assert written(form, [replace(FULL, event=changed)]) != written(form, [replace(FULL, event=WHOLE)])


def test_every_part_of_a_full_report_counts() -> None:
    assert [part for part, count in PARTS.items() if count(FULL) == 0] == []


def test_drops_are_names_of_parts() -> None:
    for form in FORMATS:
        assert set(PARTS) >= format_of(form).DROPS


def test_the_losses_of_an_export_are_counted_by_name() -> None:
    dropped = export([FULL, bare()], "csv", io.BytesIO())
    assert dropped == {
        "reasons of the date": 1, "notes on the date": 1, "offices in the article's language": 2,
        "offsets of participants": 3, "offsets of the place": 1, "kinds and offsets of sources": 1,
        "sources of casualties": 1, "offsets of agenda, terms and casualties": 3, "namings": 1,
    }  # fmt: skip


@pytest.mark.parametrize("form", ["icews", "gdelt", "gdelt-mentions"])
def test_what_is_not_done_is_not_exported_as_done(form: str) -> None:
    undone = [event(aux=(aux,))(FULL) for aux in ("future", "hypothetical", "negated")]
    assert written(form, undone) == written(form, [])
    assert export(undone, form, io.BytesIO()) == {"whole events (future, hypothetical, negated)": 3}


@pytest.mark.parametrize("form", ["polecat", "icews", "gdelt"])
def test_what_was_reviewed_as_wrong_is_not_exported_as_right(form: str) -> None:
    wrong = replace(FULL, review="wrong")
    assert written(form, [wrong]) == written(form, [])
    assert export([wrong], form, io.BytesIO()) == {"whole events (reviewed as wrong)": 1}


def test_gold_leaves_out_what_is_wrong_and_articles_that_are_not_decided() -> None:
    wrong, open_ = replace(FULL, review="wrong"), replace(bare(), key="k9")
    file = io.BytesIO()
    dropped = export([FULL, replace(wrong, event=replace(FULL.event, id="e9")), open_], "gold", file)
    (reading,) = json.loads(file.getvalue())
    assert [one["id"] for one in reading["events"]] == [FULL.event.id]
    assert dropped["whole articles (with undecided events)"] == 1
    assert json.loads(written("gold", [wrong]))[0]["events"] == [], "that an article holds nothing is worth to know"


def test_gold_dates_by_the_text_alone() -> None:
    known = replace(FULL.event.time, basis="known", edtf="1967-06-05/1967-06-10")
    file = io.BytesIO()
    dropped = export([event(time=known)(FULL)], "gold", file)
    ((told,),) = (one["events"] for one in json.loads(file.getvalue()))
    assert (told["date"], told["days"], told["date_basis"], told["date_text"]) == (None, [None, None], "none", [])
    assert dropped["days that no text tells (known by the deed's name)"] == 1


def test_gold_leaves_out_articles_that_have_one_name() -> None:
    file = io.BytesIO()
    dropped = export([FULL, replace(FULL, key="k9")], "gold", file)
    assert json.loads(file.getvalue()) == []
    assert dropped["whole articles (several of one name)"] == 2


def test_an_unknown_format_is_refused_with_what_there_is() -> None:
    with pytest.raises(InputError, match="'xlsx' is no format; there are plover-jsonl, polecat, "):
        export([], "xlsx", io.BytesIO())


def test_the_command_has_every_format() -> None:
    assert [form.value for form in ExportFormat] == list(FORMATS)


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_reports_give_the_same_bytes(form: str) -> None:
    assert written(form, several()) == written(form, several())


def test_an_export_leaves_the_search_for_garbage_to_the_program() -> None:
    """Several threads of the page export at once: what one of them set and reset would be the others' as well."""
    before = gc.get_threshold()
    seen = []

    def reports() -> Iterator[Report]:
        seen.append(gc.get_threshold())
        yield full()

    export(reports(), "csv", io.BytesIO())
    assert seen == [before]
