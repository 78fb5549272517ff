"""Validates a language folder into a typed Language: all that Gahnama knows of a language.

Stage 0. The files are described in docs/data-files.md. Nothing is compiled for matching here: the stages do that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from gahnama.datafile import Items, Map, Record, Text, load_yaml, records, table
from gahnama.errors import LanguageDataError, UnsupportedLanguage
from gahnama.model import AUX_MODES, CALENDARS, STANCES, TOLLS

FOLDER = Path(__file__).parent / "languages"
ROLES = ("actors", "recipients")
DECISIONS = "decisions.yaml"
KINDS = ("verb", "infinitive", "noun", "fixed")
"""How a deed can be told."""
TENSES = (
    *("past", "imperfect", "perfect", "pluperfect", "participle"),
    *("present", "subjunctive", "future", "infinitive"),
)
GAZETTEER = ("geonames", "names", "kinded")
"""The columns of ``places/gazetteer.tsv``."""
T = TypeVar("T")


@dataclass(frozen=True)
class TextRules:
    """``text.yaml``: folding, words, sentences."""

    fold: dict[str, str]
    joiner: str
    sentence_ends: frozenset[str]
    quotes: tuple[tuple[str, str], ...]
    brackets: tuple[tuple[str, str], ...]
    commas: frozenset[str]
    colons: frozenset[str]
    prefixes: tuple[str, ...]
    suffixes: frozenset[str]
    detach: frozenset[str]
    endings: tuple[str, ...]
    shortest_stem: int
    plurals: dict[str, str]
    place_cues: tuple[str, ...] = ()
    place_kinds: tuple[str, ...] = ()
    no_places: tuple[str, ...] = ()
    ezafe_after: tuple[str, ...] = ()
    ezafe: str = ""
    noun_endings: frozenset[str] = frozenset()
    possessives: tuple[str, ...] = ()
    continuing: frozenset[str] = frozenset()

    def normal(self, text: str) -> str:
        """``text`` in its normal form, without a map back."""
        return "".join(self.fold.get(character, character) for character in text)

    def compact(self, text: str) -> str:
        """The matching key of ``text``: normal form without spaces and half-spaces."""
        return "".join(self.normal(text).replace(self.joiner, "").split())

    def variants(self, key: str) -> tuple[str, ...]:
        """A name's key, and the same with the letter that joins it to a following word where it ends in a vowel."""
        return (key, key + self.ezafe) if self.ezafe and key.endswith(self.ezafe_after) else (key,)


@dataclass(frozen=True, slots=True)
class VerbForm:
    """What one conjugated form says. ``person``: 1–3, 0 where the form has none; ``plural`` likewise."""

    verb: str
    tense: str
    negated: bool = False
    person: int = 0
    plural: bool = False
    passive: bool = False


@dataclass(frozen=True)
class Verbs:
    """``verbs.yaml`` and ``conjugation.yaml``: every form of every simple verb, by compact key."""

    forms: dict[str, tuple[VerbForm, ...]]
    infinitives: dict[str, str]
    passives: dict[str, tuple[str, ...]]
    homographs: frozenset[str]


@dataclass(frozen=True)
class Markers:
    """``markers.yaml``: adpositions, clause openers and other function words, by compact key."""

    object: str
    adpositions: tuple[str, ...]
    coordinators: frozenset[str]
    openers: tuple[str, ...]
    purposes: tuple[str, ...]
    links: tuple[str, ...]
    adverbials: tuple[str, ...]
    complement: str
    passive_agents: frozenset[str]
    determiners: tuple[str, ...]
    negators: frozenset[str]
    control: frozenset[str]
    locatives: frozenset[str]
    bridging: tuple[str, ...]
    circumstances: tuple[str, ...]
    partitive: tuple[str, ...]
    reciprocal: frozenset[str]
    support: tuple[str, ...]
    speaking: tuple[str, ...]
    modals: tuple[str, ...]


@dataclass(frozen=True)
class Modality:
    """``modality.yaml``: words that make a clause future or hypothetical, those of must and should, and those that make
    an event noun right behind or shortly before them only possible."""

    future: tuple[str, ...]
    hypothetical: tuple[str, ...]
    obligation: tuple[str, ...]
    possible_before: tuple[str, ...]
    possible_behind: tuple[str, ...]


@dataclass(frozen=True)
class Example:
    """A sentence that an entry must read as told; None in a field: not checked."""

    text: str
    line: int
    actors: tuple[str, ...] | None = None
    recipients: tuple[str, ...] | None = None
    place: str | None = None
    modes: tuple[str, ...] | None = None
    aux: tuple[str, ...] | None = None
    known_failure: bool = False


@dataclass(frozen=True)
class Entry:
    """One predicate of ``events/*.yaml``. ``kind`` is ``phrase``, ``noun`` or ``fixed``."""

    id: str
    type: str
    kind: str
    forms: tuple[str, ...]
    roles: dict[str, tuple[str, ...]]
    modes: tuple[str, ...]
    unless: tuple[str, ...]
    needs: tuple[str, ...]
    needs_roles: tuple[str, ...]
    examples: tuple[Example, ...]
    counterexamples: tuple[Example, ...]
    path: Path
    line: int
    happening: str | None = None

    @property
    def where(self) -> str:
        """File and line, as error messages and ``gahnama try`` show them."""
        return f"{self.path.parent.parent.name}/{self.path.parent.name}/{self.path.name}:{self.line}"


@dataclass(frozen=True)
class NoEvent:
    """Words that are no event, whatever stands inside them: one ``phrase`` as it stands, or ``verbs`` in all forms."""

    phrase: str
    reason: str
    path: Path
    line: int
    verbs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Decision:
    """A decision of the codebook, of ``events/decisions.yaml``: what deeds of ``entries`` or ``types`` are coded as.

    ``outcome``: a PLOVER type, "" for no event; ``modes`` and ``aux``: what they are then, None: as found. All
    conditions given have to hold: ``kinds`` of trigger and ``tenses`` of its verb, the ``status`` found (one of these
    auxiliary modes), ``passive``; ``needs`` and ``unless``: words of its clause and of what that says; ``near``: words
    within a few words of it; ``sides``: ``one`` actor or ``several``; ``acts``: who is to do what is said (``own``: the
    actor, ``others``); ``actors`` and ``recipients``: one of them is of one of these sectors; ``beside``: an entry or
    type that stands in the same sentence, too.
    """

    id: str
    says: str
    outcome: str
    path: Path
    line: int
    entries: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    modes: tuple[str, ...] | None = None
    aux: tuple[str, ...] | None = None
    kinds: tuple[str, ...] = ()
    tenses: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    passive: bool | None = None
    needs: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    sides: str | None = None
    acts: str | None = None
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()
    counterexamples: tuple[Example, ...] = ()

    @property
    def conditional(self) -> bool:
        """Whether it holds for some of what it is about only."""
        words = (*self.needs, *self.unless, *self.near, *self.beside, *self.actors, *self.recipients)
        grammar = (*self.kinds, *self.tenses, *self.status)
        return bool(words or grammar or self.sides or self.acts) or self.passive is not None

    @property
    def mark(self) -> str:
        """How an event names it among its entries."""
        return f"decision:{self.id}"

    @property
    def where(self) -> str:
        """File and line, as error messages and ``gahnama try`` show them."""
        return f"{self.path.parent.parent.name}/{self.path.parent.name}/{self.path.name}:{self.line}"


@dataclass(frozen=True)
class Names:
    """The names of one thing of the ontology in this language.

    Of a place: ``cued`` names need a word of ``place_cues`` in front, ``kinded`` ones a word of ``place_kinds``.
    """

    id: str
    names: tuple[str, ...]
    short: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    peoples: tuple[str, ...] = ()
    governments: tuple[str, ...] = ()
    cued: tuple[str, ...] = ()
    kinded: tuple[str, ...] = ()
    needs_cue: bool = False


@dataclass(frozen=True)
class Distances:
    """``places/distances.yaml``: units in kilometres, sides in degrees clockwise from north, words between."""

    units: dict[str, float] = field(default_factory=dict)
    directions: dict[str, float] = field(default_factory=dict)
    between: tuple[str, ...] = ()


@dataclass(frozen=True)
class Title:
    """A word of the participant grammar: an office, an organ, a force, a crowd.

    ``needs_owner``: nobody unless something depends on it; ``bears_names``: a person's name behind it belongs to it.
    """

    id: str
    kind: str
    names: tuple[str, ...]
    sector: str | None
    code: str | None
    needs_owner: bool = False
    bears_names: bool = False


PRONOUN_KINDS = ("person", "both", "country", "place", "own", "speaker", "we", "plural", "them", "organ", "group")
"""Whom a pronoun of ``actors/titles.yaml`` can mean."""


@dataclass(frozen=True)
class Pronoun:
    """A word that stands for a participant named before; ``kind``: one of ``PRONOUN_KINDS``."""

    kind: str
    code: str | None


@dataclass(frozen=True)
class Titles:
    """``actors/titles.yaml``."""

    titles: tuple[Title, ...]
    modifiers: tuple[str, ...]
    former: frozenset[str]
    honorifics: dict[str, str | None]
    counterparts: tuple[str, ...]
    pronouns: dict[str, Pronoun]
    things: tuple[str, ...]
    then: frozenset[str] = frozenset()
    adjectives: dict[str, str] = field(default_factory=dict)
    partitives: tuple[str, ...] = ()
    counters: frozenset[str] = frozenset()
    given_names: tuple[str, ...] = ()
    likely_given_names: tuple[str, ...] = ()
    surname_endings: tuple[str, ...] = ()
    after_names: tuple[str, ...] = ()
    nobody: tuple[str, ...] = ()
    owners_only: frozenset[str] = frozenset()
    works: tuple[str, ...] = ()
    named_after: tuple[str, ...] = ()


@dataclass(frozen=True)
class Attribution:
    """``attribution.yaml``: heads («به گزارش») and verbs of saying, each with its stance, inserts, unnamed sources."""

    heads: dict[str, str]
    says: dict[str, str]
    says_nouns: tuple[str, ...]
    inserts: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Vague:
    """Words that say a number loosely: ``lowest`` to ``highest``, both inclusive, None: open; ``people``: of people."""

    names: tuple[str, ...]
    lowest: int
    highest: int | None
    people: bool


@dataclass(frozen=True)
class Quantities:
    """Words around a number that widen it, and those that stand for one."""

    scales: dict[int, tuple[str, ...]]
    grouping: frozenset[str]
    joiner: frozenset[str]
    at_least: tuple[str, ...]
    at_most: tuple[str, ...]
    about: tuple[str, ...]
    between: frozenset[str]
    to: frozenset[str]
    vague: tuple[Vague, ...]


@dataclass(frozen=True)
class TollWords:
    """Words of one kind of toll. The number of people stands before a state or verb, and behind a noun."""

    kind: str
    states: tuple[str, ...]
    verbs: tuple[str, ...]
    nouns: tuple[str, ...]


@dataclass(frozen=True)
class Details:
    """``details.yaml`` and ``contexts.yaml``: what stands beside a deed."""

    light: frozenset[str]
    pointing: tuple[str, ...]
    about: tuple[str, ...]
    reviewing: tuple[str, ...]
    matters: tuple[str, ...]
    terms: dict[str, tuple[str, ...]]
    adverbs: tuple[str, ...]
    verbal_nouns: tuple[str, ...]
    mediation: tuple[str, ...]
    naming: tuple[str, ...]
    unlike: tuple[str, ...]
    deeds: tuple[str, ...]
    denying: tuple[str, ...]
    refusing: tuple[str, ...]
    denials: tuple[str, ...]
    claims: tuple[str, ...]
    quantities: Quantities
    people: tuple[str, ...]
    tolls: tuple[TollWords, ...]
    contexts: dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Language:
    """All that a language folder says, validated."""

    code: str
    path: Path
    name: str
    direction: str
    home: str | None
    calendar: str
    text: TextRules
    verbs: Verbs
    markers: Markers
    modality: Modality
    times: Any
    numbers: Any
    titles: Titles
    attribution: Attribution
    details: Details
    names: dict[str, tuple[Names, ...]]
    distances: Distances
    entries: tuple[Entry, ...]
    no_events: tuple[NoEvent, ...]
    mode_cues: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)
    decisions: tuple[Decision, ...] = ()


def languages() -> list[str]:
    """The codes of the languages that have a folder."""
    return sorted(path.name for path in FOLDER.iterdir() if path.is_dir() and not path.name.startswith("_"))


@cache
def load_language(code: str, folder: Path = FOLDER) -> Language:
    """The Language of ``code``. Raises UnsupportedLanguage without a folder of it, LanguageDataError on a bad file."""
    path = folder / code
    if code not in (found.name for found in folder.iterdir() if found.is_dir()):
        raise UnsupportedLanguage(
            f"no language {code!r}: there is {', '.join(languages())}; docs/add-a-language.md says how to add one"
        )
    text = text_rules(code, folder)
    entries, cues = _entries(path / "events")
    about = Record(load_yaml(path / "language.yaml"), path / "language.yaml", "language")
    name, direction = about.text("name"), about.one_of("direction", ("rtl", "ltr"), "ltr") or "ltr"
    home, calendar = about.optional("home"), about.one_of("calendar", CALENDARS) or CALENDARS[0]
    about.optional("native")
    about.done()
    return Language(
        code=code,
        path=path,
        name=name,
        direction=direction,
        home=home,
        calendar=calendar,
        text=text,
        verbs=_verbs(path, text),
        markers=_markers(path / "markers.yaml"),
        modality=_modality(path / "modality.yaml"),
        times=load_yaml(path / "times.yaml"),
        numbers=load_yaml(path / "numbers.yaml"),
        titles=_titles(path / "actors" / "titles.yaml"),
        attribution=_attribution(path / "attribution.yaml"),
        details=_details(path),
        names=known_names(code, folder),
        distances=_distances(path / "places" / "distances.yaml"),
        entries=entries,
        no_events=_no_events(path / "events"),
        mode_cues=cues,
        decisions=_decisions(path / "events" / DECISIONS, entries),
    )


@cache
def text_rules(code: str, folder: Path = FOLDER) -> TextRules:
    """``text.yaml`` of a language alone: how its letters and words fold. The language has to have a folder."""
    return _text_rules(folder / code / "text.yaml")


@cache
def known_names(code: str, folder: Path = FOLDER) -> dict[str, tuple[Names, ...]]:
    """The names of a language alone, by their kinds. The language has to have a folder."""
    path = folder / code
    files = {kind: path / "actors" / f"{kind}.yaml" for kind in ("countries", "organisations", "media", "people")}
    files["places"] = path / "places" / "places.yaml"
    return {"gazetteer": tuple(_towns(path / "places" / "gazetteer.tsv"))} | {
        kind: tuple(records(file, f"{kind} names", _names(kind))) for kind, file in files.items()
    }


@cache
def common_words(code: str, folder: Path = FOLDER) -> frozenset[str]:
    """``common.yaml``: stems too frequent in news to tell happenings apart; none for a language without the file."""
    path = folder / code / "common.yaml"
    return (
        _whole(path, "common words", lambda record: frozenset(record.texts("words"))) if path.exists() else frozenset()
    )


def _whole(path: Path, what: str, build: Callable[[Record], T]) -> T:
    record = Record(load_yaml(path), path, what)
    built = build(record)
    record.done()
    return built


def _pairs(record: Record, key: str) -> tuple[tuple[str, str], ...]:
    pairs = record.node.get(key) or Items()
    record.known.append(key)
    for pair in pairs:
        if not isinstance(pair, Items) or len(pair) != 2:
            raise record.error(f"{key} should be a list of pairs like ['(', ')']", pair)
    return tuple((pair[0], pair[1]) for pair in pairs)


def _texts_map(record: Record, key: str) -> dict[str, tuple[str, ...]]:
    mapping = record.mapping(key)
    inner = Record(mapping, record.path, f"{record.what}: {key}") if mapping else None
    return {name: inner.texts(name) for name in mapping} if inner else {}


def _text_rules(path: Path) -> TextRules:
    def build(record: Record) -> TextRules:
        fold = record.pairs("fold")
        for block in record.records("fold_ranges", "text rules: a block of characters"):
            first, last = block.code_point("from"), block.code_point("to")
            digits, to = block.flag("digits"), block.optional("to_text") or ""
            for code in range(first, last + 1):
                fold[chr(code)] = str(code - first) if digits else to
            block.done()
        return TextRules(
            fold=fold,
            joiner=record.text("joiner"),
            sentence_ends=frozenset(record.texts("sentence_ends", required=True)),
            quotes=_pairs(record, "quotes"),
            brackets=_pairs(record, "brackets"),
            commas=frozenset(record.texts("commas")),
            colons=frozenset(record.texts("colons")),
            prefixes=record.texts("prefixes"),
            suffixes=frozenset(record.texts("suffixes")),
            detach=frozenset(record.texts("detach")),
            endings=tuple(sorted(record.texts("endings"), key=len, reverse=True)),
            shortest_stem=int(record.number("shortest_stem") or 3),
            plurals=record.pairs("plurals"),
            place_cues=record.texts("place_cues"),
            place_kinds=record.texts("place_kinds"),
            no_places=record.texts("no_places"),
            ezafe_after=record.texts("ezafe_after"),
            ezafe=record.optional("ezafe") or "",
            noun_endings=frozenset(record.texts("noun_endings")),
            possessives=record.texts("possessives"),
            continuing=frozenset(record.texts("continuing")),
        )

    return _whole(path, "text rules", build)


def _verbs(path: Path, text: TextRules) -> Verbs:
    forms: dict[str, list[VerbForm]] = {}
    infinitives: dict[str, str] = {}
    rules = Record(load_yaml(path / "conjugation.yaml"), path / "conjugation.yaml", "conjugation")
    persons = _texts_map(rules, "persons")
    euphony = rules.pairs("euphony")
    patterns = []
    for pattern in rules.records("forms", "a form"):
        person_set = pattern.text("persons")
        if person_set not in persons:
            raise pattern.error(f"persons {person_set!r} is none of {', '.join(persons)}", person_set)
        patterns.append(
            (
                pattern.text("tense"),
                pattern.text("form"),
                pattern.optional("negated"),
                persons[person_set],
                pattern.optional("after") or "",
            )
        )
        pattern.done()
    passive = Record(rules.mapping("passive"), rules.path, "passive") if rules.mapping("passive") else None

    def add(key: str, form: VerbForm) -> None:
        known = forms.setdefault(key, [])
        if form not in known:
            known.append(form)

    def fill(template: str, pre: str, past: str, present: str) -> str:
        made = text.compact(template.replace("{pre}", pre).replace("{past}", past).replace("{present}", present))
        for meeting, written in euphony.items():
            if meeting in made and meeting not in past and meeting not in present:
                made = made.replace(meeting, written)
        return made

    def conjugate(infinitive: str, past: str, present: str, passive_of: str | None = None, prefix: str = "") -> None:
        pre, _, past_stem = past.rpartition(" ")
        present_stem = present.rpartition(" ")[2]
        for tense, form, negated, endings, after in patterns:
            for negation, template in ((False, form), (True, negated)):
                if template is None:
                    continue
                base = fill(template, pre, past_stem, present_stem)
                tail = fill(after, pre, past_stem, present_stem)
                bare = len(set(endings)) == 1
                for index, ending in enumerate(endings[:1] if bare else endings):
                    if ending == "-":
                        continue
                    made = VerbForm(
                        passive_of or infinitive,
                        tense,
                        negation,
                        0 if bare else index % 3 + 1,
                        index > 2,
                        passive_of is not None,
                    )
                    add(prefix + base + text.compact(ending) + tail, made)

    stems: dict[str, tuple[str, str]] = {}
    verb_file = Record(load_yaml(path / "verbs.yaml"), path / "verbs.yaml", "verbs")
    for verb in verb_file.records("verbs", "a verb"):
        infinitive, past, present = str(verb.text("infinitive")), verb.text("past"), verb.text("present")
        verb.done()
        stems[infinitive] = (past, present)
        infinitives[text.compact(infinitive)] = infinitive
        conjugate(infinitive, text.normal(past), text.normal(present))
    if passive is not None:
        auxiliary = passive.text("verb")
        participle = passive.text("participle")
        passive.done()
        if auxiliary not in stems:
            raise rules.error(f"the passive's verb {auxiliary!r} is not in verbs.yaml")
        for verb_name, (stem, present_stem) in stems.items():
            if verb_name == auxiliary:
                continue
            pre, _, past_stem = text.normal(stem).rpartition(" ")
            conjugate(
                auxiliary,
                text.normal(stems[auxiliary][0]),
                text.normal(stems[auxiliary][1]),
                passive_of=verb_name,
                prefix=fill(participle, pre, past_stem, text.normal(present_stem)),
            )
    for plain in rules.records("present_forms", "a plain present"):
        for negation, key in ((False, "forms"), (True, "negated")):
            for index, form in enumerate(plain.texts(key)):
                add(
                    text.compact(form),
                    VerbForm(plain.text("verb"), plain.text("tense"), negation, index % 3 + 1, index > 2),
                )
        plain.done()
    homographs = frozenset(text.compact(form) for form in rules.texts("homographs"))
    rules.done()
    passives = _texts_map(verb_file, "passives")
    verb_file.done()
    return Verbs({key: tuple(found) for key, found in forms.items()}, infinitives, passives, homographs)


def _markers(path: Path) -> Markers:
    return _whole(
        path,
        "markers",
        lambda record: Markers(
            object=record.text("object"),
            adpositions=record.texts("adpositions", required=True),
            coordinators=frozenset(record.texts("coordinators")),
            openers=record.texts("openers"),
            purposes=record.texts("purposes"),
            links=record.texts("links"),
            adverbials=record.texts("adverbials"),
            complement=record.text("complement"),
            passive_agents=frozenset(record.texts("passive_agents")),
            determiners=record.texts("determiners"),
            negators=frozenset(record.texts("negators")),
            control=frozenset(record.texts("control")),
            locatives=frozenset(record.texts("locatives")),
            bridging=record.texts("bridging"),
            circumstances=record.texts("circumstances"),
            partitive=record.texts("partitive"),
            reciprocal=frozenset(record.texts("reciprocal")),
            support=record.texts("support"),
            speaking=record.texts("speaking"),
            modals=record.texts("modals"),
        ),
    )


def _modality(path: Path) -> Modality:
    return _whole(
        path,
        "modality",
        lambda record: Modality(
            future=record.texts("future"),
            hypothetical=record.texts("hypothetical"),
            obligation=record.texts("obligation"),
            possible_before=record.texts("possible_before"),
            possible_behind=record.texts("possible_behind"),
        ),
    )


def _titles(path: Path) -> Titles:
    def build(record: Record) -> Titles:
        titles = []
        for key, kind in (("offices", "office"), ("organs", "organ"), ("forces", "force"), ("crowds", "crowd")):
            for item in record.records(key, kind):
                titles.append(
                    Title(
                        item.text("id"),
                        kind,
                        item.texts("names", required=True),
                        item.optional("sector"),
                        item.optional("code"),
                        item.flag("needs_owner"),
                        item.flag("bears_names"),
                    )
                )
                item.done()
        honorifics: dict[str, str | None] = {}
        for item in record.records("honorifics", "an honorific"):
            for name in item.texts("names", required=True):
                honorifics[name] = item.optional("sector")
            item.optional("id")
            item.done()
        pronouns: dict[str, Pronoun] = {}
        for item in record.records("pronouns", "a pronoun"):
            kind = item.one_of("kind", PRONOUN_KINDS) or "person"
            item.optional("id")
            for name in item.texts("names", required=True):
                pronouns[name] = Pronoun(kind, item.optional("code"))
            item.done()
        adjectives: dict[str, str] = {}
        for item in record.records("sector_adjectives", "an adjective"):
            item.optional("id")
            for name in item.texts("names", required=True):
                adjectives[name] = item.text("sector")
            item.done()
        return Titles(
            titles=tuple(titles),
            modifiers=record.texts("modifiers"),
            former=frozenset(record.texts("former")),
            honorifics=honorifics,
            counterparts=record.texts("counterpart"),
            pronouns=pronouns,
            things=tuple(word for words in _texts_map(record, "heads_of_things").values() for word in words),
            then=frozenset(record.texts("then")),
            adjectives=adjectives,
            partitives=record.texts("partitives"),
            counters=frozenset(record.texts("counters")),
            given_names=record.texts("given_names"),
            likely_given_names=record.texts("likely_given_names"),
            surname_endings=record.texts("surname_endings"),
            after_names=record.texts("after_names"),
            nobody=record.texts("nobody"),
            owners_only=frozenset(record.texts("owners_only")),
            works=record.texts("works"),
            named_after=record.texts("named_after"),
        )

    return _whole(path, "titles", build)


def _attribution(path: Path) -> Attribution:
    def grouped(record: Record, key: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for item in record.records(key, key):
            item.optional("id")
            stance = item.one_of("stance", STANCES, STANCES[0]) or STANCES[0]
            for name in item.texts("names", required=True):
                found[name] = stance
            item.done()
        return found

    def inserts(record: Record) -> tuple[str, ...]:
        found: list[str] = []
        for item in record.records("inserts", "inserts"):
            item.optional("id")
            found.extend(item.texts("names", required=True))
            item.done()
        return tuple(found)

    return _whole(
        path,
        "attribution",
        lambda record: Attribution(
            heads=grouped(record, "heads"),
            says=grouped(record, "says"),
            says_nouns=record.texts("says_nouns"),
            inserts=inserts(record),
            sources=record.texts("sources"),
        ),
    )


def _part(record: Record, key: str) -> Record:
    """The mapping under ``key``, which has to be there, as a record of its own."""
    if key not in record.node:
        raise record.error(f"the key {key!r} is missing; add it (see docs/data-files.md)")
    return Record(record.mapping(key), record.path, f"{record.what}: {key}")


def _details(folder: Path) -> Details:
    path = folder / "details.yaml"
    record = Record(load_yaml(path), path, "details")
    contexts = Record(load_yaml(folder / "contexts.yaml"), folder / "contexts.yaml", "contexts")
    agenda, namings, denials = (_part(record, key) for key in ("agenda", "namings", "denials"))
    built = Details(
        light=frozenset(record.texts("light")),
        pointing=record.texts("pointing"),
        about=agenda.texts("about"),
        reviewing=agenda.texts("reviewing"),
        matters=agenda.texts("matters"),
        terms=_texts_map(record, "terms"),
        adverbs=record.texts("adverbs"),
        verbal_nouns=record.texts("verbal_nouns"),
        mediation=record.texts("mediation"),
        naming=namings.texts("verbs"),
        unlike=namings.texts("unlike"),
        deeds=namings.texts("deeds"),
        denying=denials.texts("verbs"),
        refusing=denials.texts("refusing"),
        denials=denials.texts("nouns"),
        claims=denials.texts("claims"),
        quantities=_quantities(_part(record, "quantities")),
        people=record.texts("people"),
        tolls=tuple(_toll_words(item) for item in record.records("tolls", "a toll")),
        contexts={str(name): contexts.texts(name) for name in contexts.node},
    )
    for part in (record, agenda, namings, denials):
        part.done()
    return built


def _quantities(record: Record) -> Quantities:
    scales: dict[int, tuple[str, ...]] = {}
    for scale, names in _texts_map(record, "scales").items():
        if not scale.isdecimal():
            raise record.error(f"scales: {scale!r} should be a number of digits, like 1000", scale)
        scales[int(scale)] = names
    built = Quantities(
        scales=scales,
        grouping=frozenset(record.texts("grouping")),
        joiner=frozenset(record.texts("joiner")),
        at_least=record.texts("at_least"),
        at_most=record.texts("at_most"),
        about=record.texts("about"),
        between=frozenset(record.texts("between")),
        to=frozenset(record.texts("to")),
        vague=tuple(_vague(item) for item in record.records("vague", "a vague number")),
    )
    record.done()
    return built


def _vague(record: Record) -> Vague:
    lowest, highest = record.number("lowest"), record.number("highest")
    if lowest is None or (highest is not None and highest < lowest):
        raise record.error("lowest should be a number, and no greater than highest")
    built = Vague(
        names=record.texts("names", required=True),
        lowest=int(lowest),
        highest=None if highest is None else int(highest),
        people=record.flag("people"),
    )
    record.done()
    return built


def _toll_words(record: Record) -> TollWords:
    built = TollWords(
        kind=record.one_of("kind", TOLLS) or TOLLS[-1],
        states=record.texts("states"),
        verbs=record.texts("verbs"),
        nouns=record.texts("nouns"),
    )
    record.done()
    return built


KINDS_OF_NAMES = {
    "countries": ("governments", "demonyms", "peoples"),
    "organisations": ("demonyms", "peoples"),
    "media": (),
    "people": ("short",),
    "places": ("cued",),
}
"""The lists of names that the things of each file may have besides ``names``."""


def _names(kind: str) -> Callable[[Record], Names]:
    def build(record: Record) -> Names:
        lists = {key: record.texts(key) for key in KINDS_OF_NAMES[kind]}
        needs_cue = kind == "places" and record.flag("needs_cue")
        return Names(id=record.text("id"), names=record.texts("names"), needs_cue=needs_cue, **lists)

    return build


def _distances(path: Path) -> Distances:
    def build(record: Record) -> Distances:
        def numbers(key: str) -> dict[str, float]:
            inner = Record(record.mapping(key), path, f"distances: {key}")
            return {name: inner.number(name) or 0.0 for name in inner.node}

        return Distances(numbers("units"), numbers("directions"), record.texts("between"))

    return _whole(path, "distances", build) if path.exists() else Distances()


def _towns(path: Path) -> Iterator[Names]:
    """The names of the gazetteer that ``tools/gazetteer.py`` builds."""
    for _, (number, sure, kinded) in table(path, GAZETTEER):
        yield Names(number, _several(sure), kinded=_several(kinded))


def _several(field: str) -> tuple[str, ...]:
    return tuple(field.split("|")) if field else ()


def _entries(folder: Path) -> tuple[tuple[Entry, ...], dict[str, dict[str, tuple[str, ...]]]]:
    entries: list[Entry] = []
    cues: dict[str, dict[str, tuple[str, ...]]] = {}
    seen: dict[str, Entry] = {}
    for path in sorted(folder.glob("*.yaml")):
        if path.stem.startswith("none") or path.name == DECISIONS:
            continue
        record = Record(load_yaml(path), path, "predicates")
        kind = record.text("type")
        cues[kind] = _texts_map(record, "mode_cues")
        for item in record.records("entries", "an entry"):
            entry = _entry(item, kind)
            if entry.id in seen:
                raise item.error(f"the id {entry.id!r} is taken by {seen[entry.id].where}; choose another")
            seen[entry.id] = entry
            entries.append(entry)
        record.done()
    return tuple(entries), cues


def _entry(item: Record, kind: str) -> Entry:
    item.what = f"entry {item.node.get('id')}"
    ways = [way for way in ("phrase", "noun", "fixed") if item.optional(way)]
    if len(ways) != 1:
        raise item.error("needs exactly one of phrase, noun, fixed")
    way = ways[0]
    roles = _texts_map(item, "roles")
    for role in roles:
        if role not in ROLES:
            raise item.error(f"unknown role {role!r}; expected actors or recipients", role)
    built = Entry(
        id=item.text("id"),
        type=kind,
        kind=way,
        forms=(item.text(way), *item.texts("also")),
        roles=roles,
        modes=item.texts("mode"),
        unless=item.texts("unless"),
        needs=item.texts("needs"),
        needs_roles=item.some_of("needs_roles", ROLES),
        examples=tuple(_example(example) for example in item.records("examples", "an example")),
        counterexamples=tuple(_counterexample(node, item) for node in item.node.get("not") or ()),
        path=item.path,
        line=item.line,
        happening=item.optional("happening"),
    )
    item.known.append("not")
    item.done()
    if not built.examples or not built.counterexamples:
        raise item.error("needs at least one right example (examples) and one wrong one (not)")
    return built


def _example(record: Record) -> Example:
    text = record.text("text")

    def given(key: str) -> tuple[str, ...] | None:
        present = key in record.node
        values = record.some_of(key, AUX_MODES) if key == "aux" else record.texts(key)
        for value in values:
            if key in ROLES and value not in text:
                raise record.error(f"{key}: {value!r} does not stand in the text; copy it letter by letter", value)
        return values if present else None

    built = Example(
        text=text,
        line=record.line,
        actors=given("actors"),
        recipients=given("recipients"),
        place=record.optional("place"),
        modes=given("mode"),
        aux=given("aux"),
        known_failure=record.flag("known_failure"),
    )
    record.done()
    return built


def _counterexample(node: Any, item: Record) -> Example:
    if isinstance(node, Text):
        return Example(node, node.line)
    if isinstance(node, Map):
        record = Record(node, item.path, f"{item.what}: not")
        built = Example(record.text("text"), record.line, known_failure=record.flag("known_failure"))
        record.done()
        return built
    raise item.error("each wrong example should be a text", node)


def _decisions(path: Path, entries: Sequence[Entry]) -> tuple[Decision, ...]:
    """The decisions of a language in the order of its file, in which the first that holds is taken; none without it."""
    if not path.exists():
        return ()
    known = {entry.id: entry for entry in entries}
    types = tuple(sorted({entry.type for entry in entries}))
    seen: dict[str, int] = {}

    def build(record: Record) -> Decision:
        record.what = f"decision {record.node.get('id')}"
        name = record.text("id")
        if name in seen:
            raise record.error(f"the id {name!r} is taken in line {seen[name]}; choose another", name)
        seen[name] = record.line
        for entry in record.texts("entries"):
            if entry not in known:
                raise record.error(f"no entry has the id {entry!r}; name one of events/", entry)
        for entry in record.texts("beside"):
            if entry not in known and entry not in types:
                raise record.error(f"no entry has the id {entry!r} (and it is no type); name one of events/", entry)
        about = [key for key in ("entries", "types") if key in record.node]
        if len(about) != 1:
            raise record.error("needs exactly one of entries and types: what it is about")
        outcome = record.one_of("outcome", (*types, "none")) or ""
        if not outcome:
            raise record.error("the key 'outcome' is missing; say a type, or none for no event")
        built = Decision(
            id=name,
            says=record.text("says"),
            outcome="" if outcome == "none" else outcome,
            path=record.path,
            line=record.line,
            entries=record.texts("entries"),
            types=record.some_of("types", types),
            modes=record.texts("mode") if "mode" in record.node else None,
            aux=record.some_of("aux", AUX_MODES) if "aux" in record.node else None,
            kinds=record.some_of("kinds", KINDS),
            tenses=record.some_of("tenses", TENSES),
            status=record.some_of("status", AUX_MODES),
            passive=record.flag("passive") if "passive" in record.node else None,
            needs=record.texts("needs"),
            unless=record.texts("unless"),
            near=record.texts("near"),
            sides=record.one_of("sides", ("one", "several")),
            acts=record.one_of("acts", ("own", "others")),
            actors=record.texts("actors"),
            recipients=record.texts("recipients"),
            beside=record.texts("beside"),
            examples=tuple(_counterexample(node, record) for node in record.node.get("examples") or ()),
            counterexamples=tuple(_counterexample(node, record) for node in record.node.get("not") or ()),
        )
        record.known += ["examples", "not"]
        if not (built.outcome or built.conditional):
            raise record.error("no event: needs a condition, or else nothing of what it is about would ever be one")
        if len(built.examples) < 2 or not built.counterexamples:
            raise record.error("needs at least two right examples (examples) and one contrasting one (not)")
        return built

    return tuple(records(path, "decisions", build))


def _no_events(folder: Path) -> tuple[NoEvent, ...]:
    found: list[NoEvent] = []
    for path in sorted(folder.glob("none*.yaml")):
        found.extend(records(path, "no event", _no_event))
    return tuple(found)


def _no_event(record: Record) -> NoEvent:
    phrase, verbs = record.optional("phrase") or "", record.texts("verbs")
    if bool(phrase) == bool(verbs):
        raise record.error("needs exactly one of phrase and verbs")
    return NoEvent(phrase, record.text("reason"), record.path, record.line, verbs)


__all__ = [
    "FOLDER",
    "Decision",
    "Entry",
    "Example",
    "Language",
    "LanguageDataError",
    "NoEvent",
    "languages",
    "load_language",
]
