"""Reports made by hand: plain ones, hostile ones, and one in which no field is empty."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest

from gahnama.export import export
from gahnama.model import Document, Event, Naming, Participant, Place, Source, Span, Time, Toll
from gahnama.records import Copy, Report

TEXT = (
    "دیدار وزیران در تهران\n"
    "وزیر خارجه ایران روز سه‌شنبه در تهران با همتای ارمنستانی خود درباره گذرگاه مرزی گفت‌وگو کرد. "
    "به گزارش ایرنا دو وزیر بر بازگشایی گذرگاه توافق کردند.\n"
)
HOSTILE = (
    '=HYPERLINK("http://x";"y")\t<script>alert(\'1\')</script>\r\n'
    '-2+3;"]]>&amp;\x00\x0b\u2028\x1b[31m\ufffe\u202e, ایران\\n\n@SUM(A1)'
)


def span(words: str, text: str = TEXT) -> Span:
    """Where words stand in a text."""
    return Span(text.index(words), text.index(words) + len(words))


def full() -> Report:
    """A report in which no field of the model is empty."""
    minister = Participant(span("وزیر خارجه ایران"), "وزیر خارجه ایران", "IRN", "GOV", "وزیر خارجه")
    armenia = Participant(span("همتای ارمنستانی"), "ارمنستان", "ARM", "MIL", "ارتش", "ARM")
    anchor = Time(date(2023, 9, 1), date(2023, 9, 1), "2023-09-01", "explicit")
    event = Event(
        id="e0123456789abcde",
        type="CONSULT",
        modes=("third-party", "multilateral"),
        mentions=(span("گفت‌وگو کرد"), span("دیدار وزیران")),
        actors=(minister, replace(minister, span=span("ایران"), name="ایران", id="IRN", role=None)),
        recipients=(armenia,),
        mediators=(replace(minister, name="روسیه", code="RUS", id="RUS"),),
        time=Time(date(2023, 9, 26), date(2023, 9, 28), "2023-09-26/2023-09-28", "relative", (span("روز سه‌شنبه"),),
                  anchor, "day", "the Tuesday before", "another weekday"),
        place=Place(span("تهران"), "تهران", "IRN", "tehran", "112931", 35.69439, 51.42151, "city", True, 5.0),
        aux=("historical",),
        sources=(Source(span("ایرنا"), "ایرنا", "outlet", "IRN"),),
        agenda=(span("گذرگاه مرزی"),),
        terms=(span("بازگشایی گذرگاه"),),
        casualties=(Toll("killed", 3, 5, span("دو"), (Source(span("ایرنا"), "ایرنا", "outlet", "IRN"),)),),
        namings=(Naming(span("توافق"), armenia),),
        entries=("consult-goftogu",),
        confidence=0.75,
        denies=("e0000000000000009",),
        contexts=("diplomatic", "territory"),
        intensity=4.0,
    )  # fmt: skip
    document = Document(
        "news-1", TEXT, "دیدار وزیران در تهران", date(2023, 9, 27), "خبرنامه", "fa", "https://example.org/news?a=1&b=2"
    )
    copy = Copy("e0000000000000000", "k2", "news-2", "Other", date(2023, 9, 28), "https://example.org/2")
    return Report(
        event, document, "k1" * 16, "s0123456789abcde", "ab" * 32, "gahnama 0 fa:1", date(2023, 9, 27), True, (copy,),
        "right",
    )  # fmt: skip


def bare() -> Report:
    """A report in which everything that may be empty is."""
    event = Event("e1111111111111111", "ASSAULT", (), (span("دو وزیر"),))
    return Report(event, Document("news-3", TEXT), "k3", "s1111111111111111", "cd" * 32, "gahnama 0 fa:1", None, False)


def hostile() -> Report:
    """A report of which every text tries to break out of its place."""
    report = full()
    at = Span(0, len(HOSTILE))
    who = replace(report.event.recipients[0], span=at, name=HOSTILE, id=None, role=HOSTILE)
    event = replace(
        report.event,
        id="e2222222222222222",
        mentions=(at,),
        actors=(who,),
        recipients=(replace(who, code="TUR"),),
        mediators=(),
        place=Place(at, HOSTILE, "IRN", None, None, 1.0, 2.0, "city"),
        time=replace(report.event.time, spans=(at,), explanation=HOSTILE, note=HOSTILE),
        sources=(Source(at, HOSTILE, "outlet"),),
        agenda=(at,),
        terms=(at,),
        casualties=(Toll("killed", 1, 1, at),),
        namings=(Naming(at),),
    )
    document = Document(HOSTILE, HOSTILE, HOSTILE, date(2023, 9, 27), HOSTILE, "fa", "javascript:alert(1)//\r\n<&\"'>")
    return replace(report, event=event, document=document)


def several() -> list[Report]:
    """The three, a deed that is not done, and a battle without a recipient."""
    future = replace(bare().event, id="e3333333333333333", aux=("future",))
    two = full()
    battle = replace(two.event, id="e4444444444444444", type="ASSAULT", modes=("heavy-weapons",), recipients=())
    battle = replace(battle, actors=two.event.actors[:1] + two.event.recipients, place=None)
    return [full(), bare(), hostile(), replace(bare(), event=future), replace(two, event=battle)]


def written(form: str, reports: Iterable[Report]) -> bytes:
    """What an export writes."""
    file = io.BytesIO()
    export(reports, form, file)
    return file.getvalue()


@pytest.fixture(scope="session")
def reports() -> list[Report]:
    return several()
