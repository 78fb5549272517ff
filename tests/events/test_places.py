"""Where: the toponym that an adposition of place governs."""

from __future__ import annotations

import pytest

from gahnama.events.places import PlaceChooser
from gahnama.events.scenes import Standing, standing
from gahnama.learned import Linear
from gahnama.model import Document
from gahnama.ontology import load_ontology
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


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("وزیر خارجه ایران در ورزشگاه آزادی تهران سخن گفت.", "part"),
        ("وزیر خارجه ایران در تهران سخن گفت.", "whole"),
        ("وزیر خارجه ایران از تهران رفت.", "no"),
        ("تهران", "no"),
    ],
)
def test_a_phrase_behind_an_adposition_of_place_holds_a_toponym(text: str, held: str) -> None:
    assert stand(text, "تهران").held == held


def told(text: str, weights: dict[str, float]) -> str:
    """The words of the article around the place that a model of the weights gives the first deed of a text."""
    reader = reader_for("fa")
    frame, dated = reader.frame(Document("text", text))
    deed = reader.events.deeds(frame, dated)[0]
    chooser = PlaceChooser(load_ontology().plover)
    place = chooser.choose(frame, deed, chooser.stage(frame), Linear(weights))
    assert place is not None
    return text[max(0, place.span.start - 9) : place.span.end]


def test_of_a_place_the_mention_that_tells_best_where_it_was_is_taken() -> None:
    text = "به گزارش خبرنگار از مشهد، روسیه ایران را محکوم کرد. این سخنان در ورزشگاه امید مشهد گفته شد."
    assert told(text, {"nowhere": -9.0}).endswith("امید مشهد")
    assert told(text, {"nowhere": -9.0, "word=از/True": 9.0}).endswith("از مشهد")
