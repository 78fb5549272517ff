"""A small chronicle made by hand, and the page over it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from gahnama.model import Attribution, Document, Event, Naming, Participant, Place, Reading, Source, Span, Time, Toll
from gahnama.store import Chronicle
from gahnama.web.app import create
from gahnama.web.site import Site

SCRIPT = "<script>alert(1)</script>"
BASE = "http://testserver"
TEXT = (
    "وزیر خارجه ایران روز سه‌شنبه با همتای ارمنی خود در تهران دیدار کرد.\n"
    "سپس ارتش حمله به پل را محکوم کرد؛ ۱۲ تن کشته شدند."
)

OTHER = " ".join(f"این جملهٔ شمارهٔ {number} چیز دیگری دربارهٔ روز {number * 7} می‌گوید." for number in range(40))
"""What makes a text no copy of another."""


def span(part: str, text: str = TEXT) -> Span:
    start = text.index(part)
    return Span(start, start + len(part))


def reading(
    name: str,
    text: str = TEXT,
    *,
    title: str | None = None,
    outlet: str = "Outlet A",
    url: str | None = None,
    day: date = date(2023, 9, 26),
    who: str = "وزیر خارجه ایران",
    sure: float = 0.8,
) -> Reading:
    """A reading with a meeting on ``day`` and a condemnation of unknown day."""
    iran = Participant(span("وزیر خارجه ایران", text), who, "IRN", "GOV", None, "IRN")
    armenia = Participant(span("همتای ارمنی", text), "همتای ارمنی", "ARM", "GOV")
    meeting = Event(
        id="x",
        type="CONSULT",
        modes=("visit",),
        mentions=(span("با همتای ارمنی خود در تهران دیدار کرد", text),),
        actors=(iran, armenia),
        time=Time(day, day, str(day), "relative", (span("روز سه‌شنبه", text),), granularity="day"),
        place=Place(span("تهران", text), "تهران", "IRN", "tehran", None, 35.69, 51.42, "city"),
        entries=("consult-didar",),
        confidence=sure,
    )
    attack = Event(
        id="y",
        type="ACCUSE",
        modes=("disapprove",),
        mentions=(span("حمله به پل را محکوم کرد", text),),
        actors=(Participant(span("ارتش", text), "ارتش", "IRN", "MIL"),),
        recipients=(armenia,),
        time=Time(date(2023, 1, 1), None, "2023/..", "explicit"),
        aux=("historical",),
        sources=(Source(span("ارتش", text), who, "participant"),),
        agenda=(span(SCRIPT, text),) if SCRIPT in text else (),
        terms=(span(SCRIPT, text),) if SCRIPT in text else (),
        denies=("x",),
        contexts=("military",),
        entries=("decision:refusal-of-talks",),
        casualties=(Toll("killed", 12, 12, span("۱۲ تن", text)),),
        namings=(Naming(span("حمله", text), iran),),
        confidence=0.55,
    )
    document = Document(name, text, title or f"دیدار {name}", date(2023, 9, 27), outlet, "fa", url)
    claim = Attribution(Span(0, len(text)), attack.sources, span("ارتش", text), "claims")
    return Reading(
        document,
        (meeting, attack),
        (Span(0, len(text)),),
        attributions=(claim,),
        published=document.published,
        program="test",
    )


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four reports: three of one text, one of them with script wherever script could stand, and one of another text."""
    path: Path = tmp_path_factory.mktemp("web") / "chronicle.db"
    with Chronicle.open(path) as chronicle:
        chronicle.add_reading(reading("a", url="https://example.org/a"))
        chronicle.add_reading(reading("b", TEXT + "\nپایان خبر دوم.", outlet="Outlet B", sure=0.7))
        evil = reading(
            SCRIPT,
            TEXT + SCRIPT + '"onmouseover="alert(1)',
            title=SCRIPT,
            outlet=SCRIPT,
            url="javascript:alert(1)",
            day=date(2024, 2, 1),
            who=SCRIPT,
        )
        chronicle.add_reading(evil)
        chronicle.add_reading(reading("d", f"{TEXT} {OTHER}", outlet="Outlet D", day=date(2021, 5, 3)))
    return path


@pytest.fixture(scope="session")
def reader_site(filled: Path) -> Iterator[Site]:
    """A site that tests only look at."""
    with Chronicle.open(filled) as opened:
        yield Site(opened, author="tester")


@pytest.fixture(scope="session")
def reader(reader_site: Site) -> TestClient:
    return TestClient(create(reader_site, {"testserver"}), base_url=BASE, follow_redirects=False)


@pytest.fixture
def chronicle(filled: Path, tmp_path: Path) -> Iterator[Chronicle]:
    shutil.copy(filled, tmp_path / "chronicle.db")
    with Chronicle.open(tmp_path / "chronicle.db") as opened:
        yield opened


@pytest.fixture
def site(chronicle: Chronicle) -> Site:
    return Site(chronicle, author="tester")


@pytest.fixture
def client(site: Site) -> TestClient:
    return TestClient(create(site, {"testserver"}), base_url=BASE, follow_redirects=False)


@pytest.fixture
def token(site: Site) -> dict[str, str]:
    """The headers of a change by a program."""
    return {"x-gahnama-token": site.token, "accept": "application/json"}


@pytest.fixture
def story(chronicle: Chronicle) -> str:
    """The story of the first report."""
    return next(iter(chronicle.stories())).id


@pytest.fixture
def key(chronicle: Chronicle) -> str:
    """The key of document ``a``."""
    return chronicle.document("a").key
