"""Hostile text in each kind of cell."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gahnama.export.cells import link, one_line, plain, unformula, xml


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1", "'=1", "'x"])
def test_what_begins_like_a_formula_gets_an_apostrophe_that_can_be_taken_off(text: str) -> None:
    assert unformula(text) == f"'{text}"


@given(st.text())
def test_taking_the_apostrophe_off_gives_the_text_back(text: str) -> None:
    cell = unformula(text)
    assert (cell[1:] if cell.startswith("'") else cell) == text
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@given(st.text(st.characters()))
def test_one_line_is_one_line_of_utf8(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1
    assert "\t" not in one_line(text)
    one_line(text).encode()


@given(st.text(st.characters()))
def test_xml_gives_the_text_back_but_for_what_xml_cannot_hold(text: str) -> None:
    read = ElementTree.fromstring(f'<a b="{xml(text)}">{xml(text)}</a>')
    assert read.text or not text
    assert (read.text or "") == read.get("b")
    assert len(read.get("b") or "") == len(text)
    assert all(one in (other, "\ufffd") for one, other in zip(read.get("b") or "", text, strict=True))


def test_plain_text_stays() -> None:
    text = "نیم‌فاصله، «گیومه» 1\t2\n"
    assert plain(text) == text


@pytest.mark.parametrize(
    ("address", "uri"),
    [
        ("https://example.org/a?b=1&c=2#d", "https://example.org/a?b=1&c=2#d"),
        ("https://example.org/خبر", "https://example.org/%D8%AE%D8%A8%D8%B1"),
        ('https://example.org/"><script>', "https://example.org/%22%3E%3Cscript%3E"),
        ("https://example.org/a b", "https://example.org/a%20b"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("//example.org", None),
        ("https://[", None),
        ("", None),
        (None, None),
    ],
)
def test_only_web_addresses_become_links(address: str | None, uri: str | None) -> None:
    assert link(address) == uri
