"""The noun phrases of a clause: bare, with «را», behind an adposition."""

from __future__ import annotations

import pytest


def slots(lab, text: str, clause: int = 0) -> dict[str, list[str]]:
    """For each slot of a clause, its marker (``را`` for the object) with the participants in it."""
    frame = lab.frame(text)
    found: dict[str, list[str]] = {}
    for slot in frame.slots[clause]:
        if slot.mentions:
            names = [frame.text.form(mention.first, mention.last) for mention in slot.mentions]
            found.setdefault("را" if slot.object else slot.marker, []).extend(names)
    return found


def test_subject_object_and_adpositions(lab) -> None:
    found = slots(lab, "وزیر خارجه ایران در تهران ترکیه را از سوی روسیه به سوریه برد.")
    assert found["از سوی".replace(" ", "")] == ["روسیه"]
    assert found["به"] == ["سوریه"]
    assert found["در"] == ["تهران"]


def test_the_object_bears_its_marker(lab) -> None:
    assert slots(lab, "روسیه، ترکیه را تهدید کرد.") == {"": ["روسیه"], "را": ["ترکیه"]}
    assert slots(lab, "ترکیه را روسیه تهدید کرد.") == {"": ["روسیه"], "را": ["ترکیه"]}


def test_a_bare_object_is_parted_from_the_subject_before_it(lab) -> None:
    assert slots(lab, "روسیه ترکیه را تهدید کرد.") == {"": ["روسیه"], "را": ["ترکیه"]}
    assert slots(lab, "ارتش روسیه دو سرباز ترکیه را کشت.") == {"": ["ارتش روسیه"], "را": ["سرباز ترکیه"]}


def test_an_object_that_holds_an_adposition(lab) -> None:
    found = slots(lab, "وزیر خارجه روسیه حمله به ترکیه را محکوم کرد.")
    assert found[""] == ["وزیر خارجه روسیه"]
    assert "وزیر خارجه روسیه" not in found.get("را", [])


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("ایران و روسیه به توافق رسیدند.", ["ایران", "روسیه"]),
        ("ایران، روسیه و ترکیه به توافق رسیدند.", ["ایران", "روسیه", "ترکیه"]),
        ("ایران و روسیه و نیز ترکیه به توافق رسیدند.", ["ایران", "روسیه", "ترکیه"]),
        (
            "معاون وزیر امور خارجه جمهوری آذربایجان و وزیر خارجه روسیه به توافق رسیدند.",
            ["معاون وزیر امور خارجه جمهوری آذربایجان", "وزیر خارجه روسیه"],
        ),
        ("مقامات سیاسی و نفتی روسیه به توافق رسیدند.", ["مقامات سیاسی"]),
    ],
)
def test_coordinated_participants_stand_together(lab, text: str, names: list[str]) -> None:
    assert slots(lab, text) == {"": names}


def test_coordination_behind_an_adposition(lab) -> None:
    assert slots(lab, "ایران با روسیه و ترکیه دیدار کرد.") == {"": ["ایران"], "با": ["روسیه", "ترکیه"]}


def test_the_longest_adposition_wins(lab) -> None:
    assert slots(lab, "ایران در برابر روسیه ایستاد.") == {"": ["ایران"], "دربرابر": ["روسیه"]}


def test_a_time_parts_what_stands_around_it(lab) -> None:
    found = slots(lab, "روسیه روز شنبه ترکیه را تهدید کرد.")
    assert found == {"": ["روسیه"], "را": ["ترکیه"]}


def test_a_slot_has_its_words_and_its_adposition(lab) -> None:
    frame = lab.frame("ایران از سوی روسیه تهدید شد.")
    (slot,) = [slot for slot in frame.slots[0] if slot.marker]
    assert frame.text.form(slot.start, slot.last) == "از سوی روسیه"
    assert frame.text.form(slot.first, slot.last) == "روسیه"


def test_a_relative_clause_stands_in_no_slot_of_the_outer_one(lab) -> None:
    found = slots(lab, "روسیه که با سوریه دیدار کرد، ترکیه را تهدید کرد.")
    assert found == {"": ["روسیه"], "را": ["ترکیه"]}


def test_no_two_slots_share_a_word(lab) -> None:
    frame = lab.frame(
        "وزیر خارجه ایران روز شنبه در تهران، با سفیر روسیه و ترکیه درباره سوریه دیدار کرد و نامه را به وی داد."
    )
    for clause in frame.text.clauses:
        end = -1
        for slot in frame.slots[clause.index]:
            assert end < slot.first <= slot.last
            assert slot.start <= slot.first
            end = slot.last
