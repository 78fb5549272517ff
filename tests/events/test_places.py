"""Where: the toponym that an adposition of place governs."""

from __future__ import annotations

import pytest

from gahnama.events.scenes import Standing, standing
from gahnama.model import Document
from gahnama.reader import reader_for


def stand(text: str, name: str) -> Standing:
    """The first toponym of a name, where it stands in a text."""
    frame, _ = reader_for("fa").frame(Document("text", text))
    place = next(place for place in frame.places if place.name == name)
    return standing(frame, place, place.start)


@pytest.mark.parametrize("where", ["در بغداد", "در شهر بغداد"])
def test_a_toponym_of_the_clause(lab, where: str) -> None:
    place = lab.event(f"وزیر خارجه ایران با همتای روس خود {where} دیدار کرد.", "meet").place
    assert place is not None
    assert place.name == "بغداد"
    assert place.country == "IRQ"


def test_a_toponym_of_another_clause_is_not_the_place(lab) -> None:
    event = lab.event("سفیر ایران که در بغداد ماند، روسیه را محکوم کرد.", "condemn")
    assert event.place is None


def test_no_place(lab) -> None:
    assert lab.event("روسیه ایران را محکوم کرد.", "condemn").place is None


def test_an_adposition_governs_its_own_noun_phrase_only(lab) -> None:
    place = lab.event("روسیه پس از حمله به ترکیه از ایران خواست برود.", "ask").place
    assert place is None or place.country != "IRN"


def test_where_a_toponym_stands() -> None:
    found = stand("وزیر خارجه ایران در مراسمی در «بغداد» گفت: آمریکا به سوریه حمله کرد.", "بغداد")
    assert (found.behind, found.before[:2], found.after) == ("in", ("در", "مراسمی"), "گفت")
    assert found.own == found.subject
    assert len(found.own) == 1
    assert not found.triggers


def test_where_a_toponym_stands_beside_another_deed() -> None:
    found = stand("او پس از سفر به بغداد، سوریه را محکوم کرد.", "بغداد")
    assert found.behind == "to"
    assert {trigger.entry.type for trigger in found.triggers} == {"CONSULT", "ACCUSE"}


def test_what_stands_at_the_edge_of_a_sentence() -> None:
    found = stand("بغداد", "بغداد")
    assert (found.before, found.after, found.verb) == (("^", "^", "^"), "^", "none")
