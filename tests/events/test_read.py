"""Which words of an article are quoted for a deed."""

from __future__ import annotations

import pytest

from tests.events.conftest import Lab


@pytest.mark.parametrize(
    ("text", "name", "quote"),
    [
        ("ایران حمله به سفارت را محکوم کرد.", "condemn", "ایران حمله به سفارت را محکوم کرد"),
        (
            "سخنگوی ارشد وزارت امور خارجه جمهوری اسلامی ایران با انتشار بیانیه مفصل دیگری در سامانه رسمی این وزارتخانه "
            "حمله ارتش ترکیه به روستاهای مرزی شمال عراق را محکوم کرد.",
            "condemn",
            "این وزارتخانه حمله ارتش ترکیه به روستاهای مرزی شمال عراق را محکوم کرد",
        ),
        (
            "حمله ارتش ترکیه به مواضع نیروهای مسلح محلی شهرستان مرزی سیدکان عراق از نگاه بغداد ادامه دارد.",
            "attack",
            "حمله ارتش ترکیه به مواضع نیروهای مسلح محلی شهرستان مرزی سیدکان عراق",
        ),
        ("ایران مواضع پ.ک.ک را محکوم کرد.", "condemn", "ایران مواضع پ.ک.ک را محکوم کرد"),
    ],
)
def test_a_quote_begins_and_ends_with_a_phrase(lab: Lab, text: str, name: str, quote: str) -> None:
    (mention,) = lab.event(text, name).mentions
    assert text[mention.start : mention.end] == quote
