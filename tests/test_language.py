"""A language folder that does not say what the schema asks for is refused: file, line, what is wrong, what to do."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from gahnama.errors import LanguageDataError, UnsupportedLanguage
from gahnama.events.lexicon import PredicateLexicon
from gahnama.language import FOLDER, Language, languages, load_language
from gahnama.text.parse import Parser

ENTRY = """\
type: CONSULT
entries:
- id: consult-didar-kardan
  phrase: دیدار کردن
  roles:
    actors: [subject, با]
  examples:
  - text: ایران با عراق دیدار کرد
    actors: [ایران, عراق]
  not:
  - دیدار تیم‌ها لغو شد
"""
"""The smallest file of predicates; the tests break it in one place each."""

FEW = re.compile(r"infinitive: (کردن|شدن|بودن|داشتن|گفتن),")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the Persian folder as language ``xx``, with one predicate, few verbs and few names."""
    made = tmp_path / "xx"
    shutil.copytree(FOLDER / "fa", made)
    for path in (made / "events").glob("*.yaml"):
        path.unlink()
    for path in made.rglob("*.yaml"):
        if path.stem in ("people", "places", "organisations", "media"):
            path.write_text("[]\n", encoding="utf-8")
    verbs = (made / "verbs.yaml").read_text(encoding="utf-8").splitlines(keepends=True)
    write(made / "verbs.yaml", "".join(row for row in verbs if "{infinitive:" not in row or FEW.search(row)))
    write(made / "events" / "consult.yaml", ENTRY)
    return made


def write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def load(folder: Path) -> Language:
    return load_language(folder.name, folder.parent)


def refused(folder: Path, file: str, line: int | None = None) -> str:
    """What is said of a folder whose ``file`` is wrong in ``line``, after file and line."""
    with pytest.raises(LanguageDataError) as caught:
        load(folder)
    message = str(caught.value)
    place = f"{folder / file}:" if line is None else f"{folder / file}:{line}:"
    assert message.startswith(place), message
    return message.removeprefix(place).strip()


def change(folder: Path, old: str, new: str, file: str = "events/consult.yaml") -> None:
    """Replaces what has to stand in a file exactly once."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    write(path, text.replace(old, new))


def test_the_folder_of_these_tests_loads(folder: Path) -> None:
    language = load(folder)
    (entry,) = language.entries
    assert (entry.id, entry.type, entry.kind, entry.line) == ("consult-didar-kardan", "CONSULT", "phrase", 3)
    assert entry.where == "xx/events/consult.yaml:3"
    assert entry.roles == {"actors": ("subject", "با")}
    (right,), (wrong,) = entry.examples, entry.counterexamples
    assert (right.line, right.actors, right.recipients) == (8, ("ایران", "عراق"), None)
    assert wrong.line == 11


def test_the_languages_there_are() -> None:
    assert "fa" in languages()
    assert load_language("fa") is load_language("fa")


def test_a_language_without_a_folder(tmp_path: Path) -> None:
    with pytest.raises(UnsupportedLanguage, match=r"no language 'zz': there is .*fa.*add-a-language"):
        load_language("zz", tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        pytest.param("  phrase:", "  phrases:", 3, "needs exactly one of phrase, noun, fixed", id="no form"),
        pytest.param("  roles:", "  noun: دیدار\n  roles:", 3, "needs exactly one of phrase", id="two kinds"),
        pytest.param("  roles:", "  role:", 5, "unknown key 'role'; expected one of", id="unknown key"),
        pytest.param("  roles:", "  role:", 5, "Did you mean 'roles'?", id="unknown key with a hint"),
        pytest.param("    actors: [subject", "    doers: [subject", 6, "expected actors or recipients", id="role"),
        pytest.param("- id: consult-didar-kardan\n  phrase", "- phrase", 3, "the key 'id' is missing; add", id="no id"),
        pytest.param("  phrase: دیدار کردن", "  phrase: [دیدار کردن]", 4, "should be text, got a list", id="kind"),
        pytest.param("  roles:\n    actors: [subject, با]", "  roles: subject", 5, "should be a mapping", id="roles"),
        pytest.param("[subject, با]", "{subject: با}", 6, "should be a list of texts, got a mapping", id="places"),
        pytest.param("  not:\n  - دیدار تیم‌ها لغو شد\n", "", 3, "needs at least one right example", id="no wrong one"),
        pytest.param("  - دیدار تیم", "  - [دیدار تیم", 11, "not YAML", id="no YAML"),
        pytest.param("  - دیدار تیم‌ها لغو شد", "  - [یک, دو]", 11, "each wrong example should be a text", id="not"),
        pytest.param("    actors: [ایران, عراق]", "    actors: [سوریه]", 9, "letter by letter", id="quote"),
        pytest.param("    actors: [ایران", "    actor: [ایران", 9, "unknown key 'actor'", id="key of an example"),
        pytest.param("  - text: ایران با", "  - txt: ایران با", 8, "the key 'text' is missing", id="no text"),
        pytest.param("  - text: ایران با عراق دیدار کرد\n    actors: [ایران, عراق]", "  - متن", 8, "mapping", id="x"),
        pytest.param("    actors: [ایران", "    known_failure: so\n    actors: [ایران", 9, "one of yes", id="flag"),
        pytest.param("type: CONSULT\n", "", 1, "the key 'type' is missing", id="no type"),
        pytest.param("type: CONSULT\n", "type: CONSULT\nkind: a\n", 2, "unknown key 'kind'", id="key of the file"),
        pytest.param("  roles:", "  phrase: دیدار کردن\n  roles:", 5, "twice in one mapping; keep one", id="twice"),
    ],
)  # fmt: skip
def test_a_bad_predicate(folder: Path, old: str, new: str, line: int, says: str) -> None:
    change(folder, old, new)
    message = refused(folder, "events/consult.yaml", None if says == "not YAML" else line)
    assert says in message


def test_an_error_names_the_entry(folder: Path) -> None:
    change(folder, "  roles:", "  role:")
    assert "entry consult-didar-kardan" in refused(folder, "events/consult.yaml", 5)


def test_an_id_is_given_once(folder: Path) -> None:
    write(folder / "events" / "consult-more.yaml", ENTRY)
    with pytest.raises(
        LanguageDataError, match=r"'consult-didar-kardan' is taken by xx/events/consult-?.*; choose another"
    ):
        load(folder)


def test_a_phrase_whose_verb_is_unknown(folder: Path) -> None:
    change(folder, "phrase: دیدار کردن", "phrase: دیدار نمونیدن")
    language = load(folder)
    with pytest.raises(LanguageDataError) as caught:
        PredicateLexicon(language, Parser(language).splitter)
    message = str(caught.value)
    assert message.startswith(f"{folder / 'events' / 'consult.yaml'}:3: entry consult-didar-kardan")
    assert "ends in no infinitive of verbs.yaml; add the verb there" in message


@pytest.mark.parametrize(
    ("form", "says"),
    [
        (
            "نمونیدن",
            "no event: the phrase 'نمونیدن' ends in no infinitive of verbs.yaml; add the verb there, or use phrase",
        ),
        ("گفته شدن", "'گفته شدن' is a passive, which is found by itself; write the active"),
    ],
)
def test_a_verb_that_is_no_event_and_no_verb(folder: Path, form: str, says: str) -> None:
    write(folder / "events" / "none.yaml", f"- {{verbs: [{form}], reason: x}}\n")
    language = load(folder)
    with pytest.raises(LanguageDataError, match=re.escape(f"{folder / 'events' / 'none.yaml'}:1: {says}")):
        PredicateLexicon(language, Parser(language).splitter)


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("- phrase: حمله قلبی\n", 1, "the key 'reason' is missing"),
        ("- phrase: حمله قلبی\n  reason: an illness\n  why: x\n", 3, "unknown key 'why'"),
        ("- reason: an illness\n", 1, "needs exactly one of phrase and verbs"),
        ("- {phrase: حمله قلبی, verbs: [گفتن], reason: x}\n", 1, "needs exactly one of phrase and verbs"),
        ("phrase: حمله قلبی\nreason: an illness\n", 1, "should be a list of no event entries, got a mapping"),
        ("- حمله قلبی\n", 1, "should be a mapping of keys to values, got a text"),
    ],
)
def test_bad_words_that_are_no_event(folder: Path, text: str, line: int, says: str) -> None:
    write(folder / "events" / "none.yaml", text)
    assert says in refused(folder, "events/none.yaml", line)


@pytest.mark.parametrize("file", ["text.yaml", "verbs.yaml", "markers.yaml", "attribution.yaml", "actors/titles.yaml"])
def test_a_missing_file(folder: Path, file: str) -> None:
    (folder / file).unlink()
    assert "the file is missing; a language folder needs it (see docs/data-files.md)" in refused(folder, file)


@pytest.mark.parametrize(
    "file", ["text.yaml", "conjugation.yaml", "markers.yaml", "modality.yaml", "language.yaml", "actors/titles.yaml"]
)
def test_an_unknown_key_in_any_file(folder: Path, file: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8").rstrip("\n") + "\n"
    write(path, text + "nonsense: 1\n")
    assert "unknown key 'nonsense'; expected one of" in refused(folder, file, text.count("\n") + 1)


@pytest.mark.parametrize("file", ["text.yaml", "modality.yaml", "language.yaml", "attribution.yaml"])
def test_a_file_that_is_a_list(folder: Path, file: str) -> None:
    write(folder / file, "- a\n- b\n")
    assert "should be a mapping of keys to values, got a list" in refused(folder, file, 1)


def test_a_file_in_another_encoding(folder: Path) -> None:
    (folder / "language.yaml").write_bytes("name: عربی\n".replace("ی", "ي").encode("cp1256"))
    assert "is not UTF-8; save the file as UTF-8" in refused(folder, "language.yaml")


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        pytest.param("language.yaml", "direction: rtl", "direction: right", "expected one of rtl, ltr", id="one of"),
        pytest.param("language.yaml", "name: Persian\n", "", "the key 'name' is missing", id="no name"),
        pytest.param("text.yaml", "shortest_stem: 3", "shortest_stem: three", "expected a number", id="number"),
        pytest.param("text.yaml", '- ["(", ")"]', '- ["("]', "should be a list of pairs", id="pair"),
        pytest.param("text.yaml", "joiner:", "joint:", "the key 'joiner' is missing", id="no joiner"),
        pytest.param("markers.yaml", "object: را", "object: [را]", "object should be text, got a list", id="object"),
        pytest.param("details.yaml", "- kind: missing", "- kind: lost", "expected one of killed, wounded", id="toll"),
        pytest.param("details.yaml", "lowest: 20, highest: 99", "lowest: 99, highest: 20", "no greater", id="vague"),
        pytest.param("details.yaml", "scales: {1000:", "scales: {k:", "a number of digits, like 1000", id="scale"),
        pytest.param("details.yaml", "denials:", "denial:", "the key 'denials' is missing", id="no part"),
        pytest.param("attribution.yaml", "id: h-quote, stance: says", "id: h-quote, stance: say", "says", id="stance"),
        pytest.param("markers.yaml", "object: را", "", "the key 'object' is missing; add it", id="no object"),
        pytest.param("conjugation.yaml", "  verb: شدن", "  verb: شودیدن", "is not in verbs.yaml", id="passive"),
        pytest.param(
            "verbs.yaml", "{infinitive: گفتن, past: گفت,", "{infinitive: گفتن,", "'past' is missing", id="past"
        ),
    ],
)
def test_a_bad_value(folder: Path, file: str, old: str, new: str, says: str) -> None:
    change(folder, old, new, file)
    assert says in refused(folder, file)


def test_a_form_for_persons_that_are_not_there(folder: Path) -> None:
    path = folder / "conjugation.yaml"
    text = path.read_text(encoding="utf-8")
    start = text.index("persons: past}")
    write(path, text[:start] + "persons: passed}" + text[start + len("persons: past}") :])
    assert "persons 'passed' is none of" in refused(folder, "conjugation.yaml", text.count("\n", 0, start) + 1)


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("- names: [ایران]\n", 1, "the key 'id' is missing"),
        ("- id: IRN\n  names: [ایران]\n  name: ایران\n", 3, "unknown key 'name'"),
        ("- id: IRN\n  names: {fa: ایران}\n", 2, "names should be a list of texts, got a mapping"),
        ("- id: IRN\n  id: IRQ\n", 2, "the key 'id' stands twice"),
    ],
)
def test_bad_names(folder: Path, text: str, line: int, says: str) -> None:
    write(folder / "actors" / "countries.yaml", text)
    assert says in refused(folder, "actors/countries.yaml", line)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param('from: "06F0"', 'from: "zero"', id="no code point"),
        pytest.param("  ك: ک\n", "  ك: [ک]\n", id="a list for a character"),
        pytest.param("  حملات: حمله\n", "  حملات: [حمله]\n", id="a list for a word"),
    ],
)
def test_a_bad_rule_of_folding(folder: Path, old: str, new: str) -> None:
    change(folder, old, new, "text.yaml")
    assert re.match(r"\d+: .*(expected|should)", refused(folder, "text.yaml"))


def test_scalars_stay_text(folder: Path) -> None:
    write(folder / "events" / "none.yaml", "- {phrase: 1404-01-20, reason: no}\n- {phrase: 1e3, reason: on}\n")
    assert [(mask.phrase, mask.reason) for mask in load(folder).no_events] == [("1404-01-20", "no"), ("1e3", "on")]


def test_an_empty_file_of_names_names_nothing(folder: Path) -> None:
    write(folder / "actors" / "media.yaml", "")
    assert load(folder).names["media"] == ()


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("events/consult.yaml", "    actors: [ایران, عراق]", "    aux: [futur]", "none of historical"),
        (
            "events/consult.yaml",
            "  phrase: دیدار کردن",
            "  phrase: دیدار کردن\n  needs_roles: [actor]",
            "none of actors",
        ),
        ("language.yaml", "calendar: solar-hijri", "calendar: solar", "expected one of gregorian"),
    ],
)
def test_a_value_that_is_none_of_its_kind(folder: Path, file: str, old: str, new: str, said: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    write(path, text.replace(old, new, 1))
    assert said in refused(folder, file)


@pytest.mark.parametrize(
    ("file", "key"),
    [("actors/people.yaml", "cued: [x]"), ("actors/media.yaml", "short: [x]"), ("places/places.yaml", "demonyms: [x]")],
)
def test_a_list_of_names_that_does_nothing(folder: Path, file: str, key: str) -> None:
    write(folder / file, f"- id: x\n  names: [x]\n  {key}\n")
    assert f"unknown key '{key.partition(':')[0]}'" in refused(folder, file)


# --- decisions

DECISION = """- id: made
  says: A meeting is one.
  entries: [consult-didar-kardan]
  outcome: CONSULT
  unless: [فوتبال]
  examples:
  - ایران با عراق دیدار کرد
  - {text: عراق با ایران دیدار کرد, known_failure: yes}
  not:
  - تیم فوتبال ایران با عراق دیدار کرد
"""


def test_a_language_without_decisions(folder: Path) -> None:
    assert load(folder).decisions == ()


def test_decisions_are_read(folder: Path) -> None:
    write(folder / "events" / "decisions.yaml", DECISION)
    (made,) = load(folder).decisions
    assert (made.id, made.outcome, made.unless, made.mark) == ("made", "CONSULT", ("فوتبال",), "decision:made")
    assert (made.modes, made.aux, made.passive, made.conditional) == (None, None, None, True)
    assert [example.known_failure for example in made.examples] == [False, True]
    assert made.where == "xx/events/decisions.yaml:1"


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        pytest.param("  outcome: CONSULT\n", "", 1, "the key 'outcome' is missing", id="no outcome"),
        pytest.param(
            "outcome: CONSULT", "outcome: MEET", 4, "outcome is 'MEET'; expected one of CONSULT, none", id="type"
        ),
        pytest.param("[consult-didar-kardan]", "[consult-didar]", 3, "no entry has the id 'consult-didar'", id="entry"),
        pytest.param("  entries:", "  types: [CONSULT]\n  entries:", 1, "exactly one of entries and types", id="both"),
        pytest.param("  - ایران با عراق دیدار کرد\n", "", 1, "at least two right examples", id="one example"),
        pytest.param("unless: [فوتبال]", "sides: two", 5, "sides is 'two'; expected one of one, several", id="sides"),
        pytest.param("unless:", "unles:", 5, "unknown key 'unles'", id="key"),
        pytest.param("CONSULT\n  unless: [فوتبال]", "none", 1, "no event: needs a condition", id="no condition"),
        pytest.param("  not:\n", "  not:\n  - [a]\n", 10, "each wrong example should be a text", id="example"),
    ],
)
def test_a_decision_that_is_refused(folder: Path, old: str, new: str, line: int, says: str) -> None:
    write(folder / "events" / "decisions.yaml", DECISION)
    change(folder, old, new, "events/decisions.yaml")
    assert says in refused(folder, "events/decisions.yaml", line)


def test_two_decisions_of_one_name(folder: Path) -> None:
    write(folder / "events" / "decisions.yaml", DECISION * 2)
    assert "the id 'made' is taken in line 1" in refused(folder, "events/decisions.yaml", 11)
