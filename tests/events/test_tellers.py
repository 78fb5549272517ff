"""Who a deed is told by: the rule, and the learned choice among all who speak in the article."""

from __future__ import annotations

from datetime import date

from gahnama.learned import Linear
from gahnama.model import Document
from gahnama.reader import reader_for

TEXT = (
    "به گزارش رویترز، پلیس عراق اعلام کرد که افراد مسلح به پاسگاهی در موصل حمله کردند. "
    "سخنگوی وزارت کشور عراق گفت که نیروهای امنیتی سه نفر را بازداشت کردند."
)


def told_by(model: Linear | None) -> dict[str, list[str]]:
    """The names of the sources of each deed of TEXT, by its type."""
    events = reader_for("fa").events
    frame, dated = reader_for("fa").frame(Document("a", TEXT, None, date(2024, 6, 1), None, "fa", None))
    tellers = events.tellers(frame)
    found: dict[str, list[str]] = {}
    for deed in events.deeds(frame, dated):
        found[deed.type] = [source.name for source in tellers.choose(deed, False, model)]
    return found


def test_without_a_model_the_first_telling_decides() -> None:
    assert told_by(None)["ASSAULT"] == ["پلیس عراق", "رویترز"]


def test_the_model_chooses_among_all_who_speak_the_rules_own_first() -> None:
    everyone = told_by(Linear({"bias": 9.0}))
    assert everyone["ASSAULT"] == ["پلیس عراق", "رویترز", "سخنگوی وزارت کشور عراق"]
    assert told_by(Linear({"bias": -9.0}))["ASSAULT"] == []
    outlets = told_by(Linear({"bias": -9.0, "kind=outlet": 18.0}))
    assert outlets["ASSAULT"] == ["رویترز"]


def test_how_far_a_teller_is_and_whether_it_is_the_doer_is_looked_at() -> None:
    events = reader_for("fa").events
    frame, dated = reader_for("fa").frame(Document("a", TEXT, None, date(2024, 6, 1), None, "fa", None))
    assault = next(deed for deed in events.deeds(frame, dated) if deed.type == "ASSAULT")
    options = {option.source.name: option for option in events.source_options(frame, assault)}
    assert options["پلیس عراق"].far == 0
    assert options["سخنگوی وزارت کشور عراق"].far == 1
    assert "own=0" in options["پلیس عراق"].features
    assert "own=-1" in options["سخنگوی وزارت کشور عراق"].features


def options(text: str, kind: str) -> dict[str, list[str]]:
    """The features of all who may be the source of the first deed of a type in a text, by name."""
    events = reader_for("fa").events
    frame, dated = reader_for("fa").frame(Document("a", text, None, date(2024, 6, 1), "Fars", "fa", None))
    deed = next(deed for deed in events.deeds(frame, dated) if deed.type == kind)
    return {option.source.name: option.features for option in events.source_options(frame, deed)}


def test_an_outlet_on_a_line_of_its_own_may_be_the_source_of_what_follows() -> None:
    found = options("روزنامه‌های امروز\nرویترز:\nارتش ترکیه به مواضعی در شمال عراق حمله کرد.", "ASSAULT")
    assert "heading=True" in found["رویترز"]
    assert "alone=True" in found["رویترز"]


def test_an_outlet_that_is_only_named_may_be_a_source() -> None:
    found = options("ارتش ترکیه به مواضعی در شمال عراق حمله کرد. تصویرها را رویترز پخش کرده است.", "ASSAULT")
    assert "heading=False" in found["رویترز"]
    assert "named=after/1" in found["رویترز"]


def test_the_outlet_of_the_article_is_no_source() -> None:
    found = options("ارتش ترکیه به مواضعی در شمال عراق حمله کرد. خبرگزاری فارس تصویرها را پخش کرده است.", "ASSAULT")
    assert not any("فارس" in name for name in found)


def test_how_a_teller_comes_to_word_is_looked_at() -> None:
    found = options(TEXT, "ASSAULT")
    assert {"cue=head/first/False", "cue-word=به_گزارش/head", "cue-at=1/1"} <= set(found["رویترز"])
    assert {"cue=verb/first/False", "cue=verb/same/0", "cue-at=0/1"} <= set(found["پلیس عراق"])
    assert {"cue=verb/other/False", "cue=verb/after/1"} <= set(found["سخنگوی وزارت کشور عراق"])
    assert "voice=medium/False" in found["رویترز"]
    assert "cues=head/False" in found["رویترز"]


def test_an_outlet_that_says_nothing_has_no_cue() -> None:
    found = options("ارتش ترکیه به مواضعی در شمال عراق حمله کرد. تصویرها را رویترز پخش کرده است.", "ASSAULT")
    assert "cue=none" in found["رویترز"]


def test_who_speaks_most_is_looked_at() -> None:
    text = (
        "وزیر کشور عراق گفت که افراد مسلح به پاسگاهی در موصل حمله کردند. "
        "پلیس عراق اعلام کرد که دو نفر گریختند. پلیس عراق افزود که سه نفر ماندند."
    )
    found = options(text, "ASSAULT")
    assert "rank=0/participant/False" in found["پلیس عراق"]
    assert "rank=1/participant/False" in found["وزیر کشور عراق"]
