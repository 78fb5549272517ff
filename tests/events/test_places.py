"""Where: the toponym that an adposition of place governs."""

from __future__ import annotations

import pytest


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
