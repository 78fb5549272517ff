"""The normal form, and the map from each of its characters back to the text as received."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gahnama.language import Language, load_language
from gahnama.model import Span
from gahnama.text.normal import Normal, normalise

FOLD = load_language("fa").text.fold
PIECES = [
    *"ابپ ی‌ک\n.0۱٤,«»",
    "ي", "ك", "ى", "ة", "ۀ", "أ",  # letters of other keyboards
    "ـ", "َ", "ّ", "ٔ", "\u0670",  # tatweel and vowel signs
    "\u200b", "\u200d", "\u00ac", "\u00a0", "\u3000", "\ufeff", "\u00ad",  # spaces and joiners
    "\u200e", "\u200f", "\u202a", "\u202e", "\u2066", "\u2069",  # directions
    "&", "&amp;", "&nbsp;", "&zwnj;", "&#1610;", "&#x6A9;", "&lt;", "&laquo;", "&notit;", "&#0;", "&#1;", "amp;", "#",
    "😀", "é", "e\u0301", "\ud800",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES) | st.characters(), max_size=24).map("".join)


def normal(text: str) -> Normal:
    return normalise(text, FOLD)


@given(TEXTS)
@example("كِتاب &amp;lt; مي‌رود")
@example("&&amp;amp;#1610;")
def test_the_map_runs_forward_and_every_character_stands_for_some(text: str) -> None:
    made = normal(text)
    assert len(made.form) == len(made.starts) == len(made.ends)
    assert made.original == text
    for position in range(len(made.form)):
        assert 0 <= made.starts[position] < made.ends[position] <= len(text)
    assert list(made.starts) == sorted(made.starts)
    assert list(made.ends) == sorted(made.ends)


@given(TEXTS, st.data())
@example("&amp;lt;", None)
def test_a_stretch_maps_to_the_original_and_back(text: str, data: st.DataObject | None) -> None:
    """Round trip: the original of any stretch, normalised again, holds the characters of the stretch."""
    made = normal(text)
    if not made.form:
        return
    if data is None:
        start, end = 0, len(made.form)
    else:
        start = data.draw(st.integers(0, len(made.form) - 1))
        end = data.draw(st.integers(start + 1, len(made.form)))
    span = made.original_span(start, end)
    assert 0 <= span.start < span.end <= len(text)
    assert made.form[start:end] in normal(text[span.start : span.end]).form
    first, last = made.normal_span(span)
    assert first <= start
    assert made.form[first:last].startswith(made.form[first : min(end, last)])


@given(TEXTS)
def test_folding_twice_changes_nothing(text: str) -> None:
    once = "".join(FOLD.get(character, character) for character in text)
    assert "".join(FOLD.get(character, character) for character in once) == once


@pytest.mark.parametrize(
    ("text", "form"),
    [
        pytest.param("علي", "علی", id="Arabic yeh"),
        pytest.param("مصطفى", "مصطفی", id="alef maksura"),
        pytest.param("كتاب", "کتاب", id="Arabic kaf"),
        pytest.param("۱۴۰۳", "1403", id="Persian digits"),
        pytest.param("١٤٠٣", "1403", id="Arabic digits"),
        pytest.param("می\u200bرود", "می\u200cرود", id="zero-width space"),
        pytest.param("می\u200dرود", "می\u200cرود", id="zero-width joiner"),
        pytest.param("می¬رود", "می\u200cرود", id="not sign for a half-space"),
        pytest.param("می&zwnj;رود", "می\u200cرود", id="half-space as an entity"),
        pytest.param("مُحَمَّد", "محمد", id="vowel signs"),
        pytest.param("بـــله", "بله", id="tatweel"),
        pytest.param("باغ &amp; راغ", "باغ & راغ", id="ampersand"),
        pytest.param("باغ&nbsp;راغ", "باغ راغ", id="no-break space"),
        pytest.param("&#1610;&#x643;", "یک", id="letters as numbers"),
        pytest.param("&laquo;باغ&raquo;", "«باغ»", id="quotation marks as entities"),
        pytest.param("&ناشناس; &nonsense;", "&ناشناس; &nonsense;", id="no entities"),
        pytest.param("\u202bباغ\u202c\u200f", "باغ", id="directions"),
        pytest.param("\ufeffباغ\u00ad", "باغ", id="byte-order mark and soft hyphen"),
    ],
)
def test_variants_have_one_form(text: str, form: str) -> None:
    assert normal(text).form == form


def test_a_dropped_vowel_sign_belongs_to_its_letter() -> None:
    made = normal("کِتاب")
    assert made.form == "کتاب"
    assert made.original_span(0, 1) == Span(0, 2)
    assert made.original_span(1, 2) == Span(2, 3)


def test_a_stretch_over_an_entity_covers_all_of_it() -> None:
    text = "باغ&nbsp;راغ"
    made = normal(text)
    assert made.original_span(3, 4) == Span(3, 9)
    assert made.original_span(4, 7) == Span(9, 12)


def test_a_span_of_the_original_maps_to_its_normal_characters() -> None:
    text = "بـــله، علي آمد"
    made = normal(text)
    start = text.index("علي")
    first, last = made.normal_span(Span(start, start + 3))
    assert made.form[first:last] == "علی"
    assert made.normal_span(Span(1, 1)) == (1, 1)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (1, 1), (2, 1), (0, 99)])
def test_no_stretch_has_no_span(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no stretch"):
        normal("باغ").original_span(start, end)


def test_line_breaks_stay() -> None:
    assert normal("باغ\nراغ").form == "باغ\nراغ"


def test_the_key_has_no_spaces_of_any_width(persian: Language) -> None:
    compact = persian.text.compact
    assert {compact(text) for text in ("قره باغ", "قره‌باغ", "قرهباغ", "قره\u00a0باغ", "قـره باغ")} == {"قرهباغ"}
