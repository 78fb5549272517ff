"""According to whom."""

from __future__ import annotations

import pytest

import gahnama

DEED = "روسیه به اوکراین حمله کرده است"


def sources(lab, text: str) -> list[tuple[str, str]]:
    """Name and kind of those who say that the attack of a text happened."""
    return [(source.name, source.kind) for source in lab.event(text, "do-attack").sources]


MINISTER = ("وزیر خارجه ترکیه", "participant")
TASS = ("خبرگزاری تاس", "outlet")


def test_the_article_itself_is_no_source(lab) -> None:
    assert sources(lab, f"{DEED}.") == []


def own(outlet: str | None, text: str) -> list[str]:
    """The sources of the events of a text that an outlet published."""
    reading = gahnama.read(gahnama.Document("d", text, outlet=outlet))
    assert reading.events
    return [source.name for event in reading.events for source in event.sources]


@pytest.mark.parametrize("head", ["خبرگزاری تاس", "تاس"])
def test_the_outlet_of_the_article_is_no_source_and_another_is(head: str) -> None:
    text = f"به گزارش {head}، {DEED}."
    assert own("TASS", text) == []
    assert own("خبرگزاری تاس", text) == []
    assert own("Reuters", text) == [head]
    assert own(None, text) == [head]


@pytest.mark.parametrize(
    "text",
    [
        f"وزیر خارجه ترکیه گفت که {DEED}.",
        f"وزیر خارجه ترکیه گفت: {DEED}.",
        f"وزیر خارجه ترکیه گفت: «{DEED}».",
        f"وزیر خارجه ترکیه اعلام کرد که {DEED}.",
        f"وزیر خارجه ترکیه: {DEED}.",
        f"به گفته وزیر خارجه ترکیه، {DEED}.",
    ],
)
def test_a_speaker(lab, text: str) -> None:
    assert sources(lab, text) == [MINISTER]


def test_a_speaker_without_a_clause_opener(lab) -> None:
    assert sources(lab, f"وزیر خارجه ترکیه گفت {DEED}.") == [MINISTER]


@pytest.mark.parametrize("head", ["به گزارش", "به نقل از"])
def test_an_outlet(lab, head: str) -> None:
    assert sources(lab, f"{head} خبرگزاری تاس، {DEED}.") == [TASS]


def test_an_outlet_before_a_colon(lab) -> None:
    assert sources(lab, f"خبرگزاری تاس: {DEED}.") == [TASS]


def test_a_chain_nearest_to_the_deed_first(lab) -> None:
    text = f"به گزارش خبرگزاری تاس، وزیر خارجه ترکیه گفت که {DEED}."
    assert sources(lab, text) == [MINISTER, TASS]


def test_a_chain_of_speakers(lab) -> None:
    text = f"رئیس جمهور فرانسه گفت که وزیر خارجه ترکیه گفته است که {DEED}."
    assert sources(lab, text) == [MINISTER, ("رئیس جمهور فرانسه", "participant")]


def test_a_chain_in_one_head(lab) -> None:
    assert sources(lab, f"به گزارش خبرگزاری تاس به نقل از وزیر خارجه ترکیه، {DEED}.") == [MINISTER, TASS]


def test_the_relay_of_an_article_runs_on(lab) -> None:
    assert sources(lab, f"به گزارش خبرگزاری تاس، باران بارید. {DEED}.") == [TASS]


def test_what_comes_before_the_relay_has_none(lab) -> None:
    assert sources(lab, f"{DEED}. به گزارش خبرگزاری تاس، باران بارید.") == []


def test_who_tells_of_the_own_deed_is_no_source_of_it(lab) -> None:
    assert sources(lab, "روسیه گفت که به اوکراین حمله کرده است.") == []


def test_a_pronoun_is_the_one_named_before(lab) -> None:
    found = sources(lab, f"رئیس جمهور فرانسه آمد. وی گفت که {DEED}.")
    assert found == [("رئیس جمهور فرانسه", "participant")]


def test_a_verb_that_says_nothing_makes_no_source(lab) -> None:
    assert sources(lab, f"وزیر خارجه ترکیه رفت، زیرا {DEED}.") == []
    assert sources(lab, f"وزیر خارجه ترکیه نامه را داد و {DEED}.") == []


def test_what_stands_beside_the_speech_is_not_said(lab) -> None:
    event = lab.event("وزیر خارجه ترکیه گفت که باران می‌آید و ایران را محکوم کرد.", "condemn")
    assert [who.code for who in event.actors] == ["TUR"]
    assert event.sources == ()


def test_a_source_is_pinned_to_the_text(lab) -> None:
    text = f"وزير خارجه‌ تركيه گفت كه {DEED}."
    (source,) = lab.event(text, "do-attack").sources
    assert text[source.span.start : source.span.end].startswith("وزير خارجه")
    assert source.code == "TUR"
