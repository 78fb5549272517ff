"""Sentences and clauses: where one ends, and how each hangs on another."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gahnama.language import load_language
from gahnama.text.clauses import Clause
from gahnama.text.parse import Parser, Text

Parse = Callable[[str], Text]
PARSER = Parser(load_language("fa"))


def sentences(text: Text) -> list[str]:
    return [text.form(sentence.first, sentence.last) for sentence in text.sentences]


def words(text: Text, clause: Clause) -> str:
    """The words of a clause without its marks."""
    return " ".join(text.words[index].form for index in clause.words if not text.words[index].punctuation)


def tree(text: Text) -> list[tuple[str, str, str | None]]:
    """Words, relation, and words of the parent of every clause that has a verb."""
    return [
        (words(text, clause), clause.relation, words(text, clause.parent) if clause.parent else None)
        for clause in text.clauses
        if clause.verb is not None
    ]


def test_sentences_end_with_their_marks(parse: Parse) -> None:
    assert sentences(parse("باران آمد. آیا برف هم آمد؟ نه! آفتاب شد")) == [
        "باران آمد.",
        "آیا برف هم آمد؟",
        "نه!",
        "آفتاب شد",
    ]


def test_several_marks_end_one_sentence(parse: Parse) -> None:
    assert sentences(parse("باران آمد... برف آمد؟! آفتاب شد.")) == ["باران آمد...", "برف آمد؟!", "آفتاب شد."]


@pytest.mark.parametrize("text", ["نرخ به ۳.۵ درصد رسید.", "نرخ به 3.5 درصد رسید.", "م.ب. رضایی دیروز آمد."])
def test_decimals_and_initials_end_none(parse: Parse, text: str) -> None:
    assert len(parse(text).sentences) == 1


def test_a_number_at_the_end_ends_it(parse: Parse) -> None:
    assert len(parse("این در سال ۱۴۰۲. آن در سال ۱۴۰۳.").sentences) == 2


def test_a_mark_before_a_closing_one_ends_none(parse: Parse) -> None:
    assert sentences(parse("سفیر گفت: «باران آمد.» و رفت. برف آمد.")) == ["سفیر گفت: «باران آمد.» و رفت.", "برف آمد."]


def test_a_mark_before_a_closing_one_ends_it_where_another_begins(parse: Parse) -> None:
    assert len(parse("سفیر گفت: «باران آمد.» وزیر نیز رفت.").sentences) == 2


def test_the_first_line_is_the_title_where_another_follows(parse: Parse) -> None:
    text = parse("سفر سفیر به شهر\n\nسفیر به شهر آمد. او شاد بود.\nباران هم آمد.")
    assert [(sentence.title, sentence.paragraph) for sentence in text.sentences] == [
        (True, 0),
        (False, 1),
        (False, 1),
        (False, 2),
    ]
    assert not parse("سفر سفیر به شهر").sentences[0].title


def test_empty_lines_are_no_paragraphs(parse: Parse) -> None:
    text = parse("\n\nسفر سفیر\n \n\nسفیر آمد.\n\n")
    assert [sentence.paragraph for sentence in text.sentences] == [0, 1]
    assert text.sentences[0].title


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u200c\u200c", "\u200f"])
def test_nothing_has_no_sentences(parse: Parse, text: str) -> None:
    found = parse(text)
    assert found.words == found.sentences == found.clauses == []


def test_one_verb_one_clause(parse: Parse) -> None:
    assert tree(parse("سفیر نامه را به وزیر داد.")) == [("سفیر نامه را به وزیر داد", "root", None)]


def test_what_is_said(parse: Parse) -> None:
    assert tree(parse("سفیر گفت که وزیر نامه را خواهد داد.")) == [
        ("سفیر گفت", "root", None),
        ("که وزیر نامه را خواهد داد", "content", "سفیر گفت"),
    ]


def test_what_is_said_after_a_colon(parse: Parse) -> None:
    text = parse("سفیر گفت: وزیر نامه را خواهد داد.")
    assert tree(text) == [
        ("سفیر گفت", "root", None),
        ("وزیر نامه را خواهد داد", "content", "سفیر گفت"),
    ]


def test_a_speaker_without_a_verb(parse: Parse) -> None:
    text = parse("سفیر ایران: وزیر نامه را داد.")
    assert [(words(text, clause), clause.relation) for clause in text.clauses] == [
        ("سفیر ایران", "root"),
        ("وزیر نامه را داد", "content"),
    ]


def test_a_relative_clause_stands_inside_another(parse: Parse) -> None:
    assert tree(parse("سربازی که دیروز آمد، امروز رفت.")) == [
        ("سربازی امروز رفت", "root", None),
        ("که دیروز آمد", "relative", "سربازی امروز رفت"),
    ]


def test_a_stack(parse: Parse) -> None:
    assert tree(parse("وزیر، که گفته بود که می‌رود، ماند.")) == [
        ("وزیر ماند", "root", None),
        ("که گفته بود", "relative", "وزیر ماند"),
        ("که می‌رود", "content", "که گفته بود"),
    ]


def test_a_chain_of_speech(parse: Parse) -> None:
    found = tree(parse("سفیر گفت که وزیر گفته است که باران می‌آید."))
    assert [(relation, parent) for _, relation, parent in found] == [
        ("root", None),
        ("content", "سفیر گفت"),
        ("content", "که وزیر گفته است"),
    ]


def test_a_purpose(parse: Parse) -> None:
    assert tree(parse("وزیر از سفیر خواست تا برود.")) == [
        ("وزیر از سفیر خواست", "root", None),
        ("تا برود", "content", "وزیر از سفیر خواست"),
    ]


def test_until_is_no_purpose(parse: Parse) -> None:
    assert len(parse("وزیر از صبح تا شب سخن گفت.").clauses) == 1


def test_coordination(parse: Parse) -> None:
    assert tree(parse("وزیر آمد و سفیر نامه را داد.")) == [
        ("وزیر آمد", "root", None),
        ("و سفیر نامه را داد", "coordinate", "وزیر آمد"),
    ]


def test_a_participle_before_a_coordinator_closes_its_clause(parse: Parse) -> None:
    assert tree(parse("وزیر نامه را امضا کرده و رفت.")) == [
        ("وزیر نامه را امضا کرده", "root", None),
        ("و رفت", "coordinate", "وزیر نامه را امضا کرده"),
    ]


def test_coordinated_nouns_open_no_clause(parse: Parse) -> None:
    assert len(parse("وزیر و سفیر و همراهان آنان آمدند.").clauses) == 1


def test_an_adverbial_clause_first(parse: Parse) -> None:
    assert tree(parse("اگر باران بیاید، مردم می‌روند.")) == [
        ("اگر باران بیاید", "adverbial", "مردم می‌روند"),
        ("مردم می‌روند", "root", None),
    ]


def test_an_adverbial_clause_inside(parse: Parse) -> None:
    assert tree(parse("سفیر پس از آنکه نامه را خواند، رفت.")) == [
        ("سفیر رفت", "root", None),
        ("پس از آنکه نامه را خواند", "adverbial", "سفیر رفت"),
    ]


def test_an_adverbial_clause_last(parse: Parse) -> None:
    found = tree(parse("سفیر آمد، زیرا باران نبود."))
    assert [relation for _, relation, _ in found] == ["root", "adverbial"]


def test_a_sentence_is_its_own_tree(parse: Parse) -> None:
    text = parse("سفیر گفت که وزیر رفت. باران آمد.")
    assert [(clause.sentence, clause.relation) for clause in text.clauses] == [
        (0, "root"),
        (0, "content"),
        (1, "root"),
    ]


def test_after_a_quotation_the_speaker_goes_on(parse: Parse) -> None:
    text = parse("وزیر گفت: «ما می‌رویم» و رفت.")
    last = text.clauses[-1]
    assert last.parent is text.clauses[0]


def test_what_is_said_without_a_clause_opener(parse: Parse) -> None:
    found = tree(parse("سفیر گفت وزیر نامه را داده است."))
    assert [relation for _, relation, _ in found] == ["root", "content"]


PIECES = [
    "وزیر", "سفیر", "گفت", "که", "و", "آمد", "،", ".", ":", "«", "»", "اگر", "پس از آنکه", "تا", "کرده", "خواهد",
    "کرد", "می‌رود", "نامه", "را", "\n", "؟", "!", "(", ")", "۱۲", ".", "تا اینکه", "زیرا",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join))
def test_every_word_has_one_sentence_and_one_clause(text: str) -> None:
    found = PARSER.parse(text)
    ends = [-1, *(sentence.last for sentence in found.sentences)]
    assert all(sentence.first == end + 1 <= sentence.last for sentence, end in zip(found.sentences, ends, strict=False))
    assert ends[-1] == len(found.words) - 1
    owned = sorted(index for clause in found.clauses for index in clause.words)
    assert owned == list(range(len(found.words)))
    for number, clause in enumerate(found.clauses):
        assert clause.index == number
        assert clause.words == sorted(clause.words)
        assert all(found.clause_of[index] == number for index in clause.words)
        assert {found.sentence_of[index] for index in clause.words} == {clause.sentence}
        seen = set()
        above: Clause | None = clause
        while above is not None:
            assert above.sentence == clause.sentence
            assert id(above) not in seen, "a clause is its own ancestor"
            seen.add(id(above))
            above = above.parent
