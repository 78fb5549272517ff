"""Checks a language folder and the ontology: what their files say of each other, and every example. Yields Finding."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from gahnama.decision_examples import decision_cases, decision_failure
from gahnama.errors import LanguageDataError
from gahnama.events.lexicon import PredicateLexicon
from gahnama.examples import cases, failure
from gahnama.language import Entry, Language, load_language
from gahnama.lint.facts import facts
from gahnama.lint.findings import Finding
from gahnama.lint.spellings import spellings
from gahnama.ontology import FOLDER as ONTOLOGY
from gahnama.ontology import Ontology, load_ontology
from gahnama.reader import Reader
from gahnama.text.parse import Parser
from gahnama.time_examples import time_examples, time_failure

_OWN_PLACES = ("subject", "object", "of", "parties")


@dataclass(frozen=True, slots=True)
class Checked:
    """``findings``: all that does not hold; ``counts``: how much was looked at, by name."""

    findings: tuple[Finding, ...]
    counts: dict[str, int]


def check(code: str) -> Checked:
    """Loads the language strictly and checks everything in it. Raises LanguageDataError for a file that can't load."""
    language, ontology = load_language(code), load_ontology()
    unusable = dict(_unusable(language))
    sound = replace(language, entries=tuple(entry for entry in language.entries if entry.id not in unusable))
    reader = Reader(sound, ontology, learned=False)
    findings = [
        *unusable.values(),
        *_entries(language, ontology),
        *_contradictions(language),
        *_sectors(language, ontology),
        *facts(ONTOLOGY),
        *spellings(language, ONTOLOGY),
        *_details(language, ontology),
        *_decisions(language, ontology),
    ]
    counts = {
        "entries": len(language.entries),
        "words that are no event": len(language.no_events),
        "decisions": len(language.decisions),
        "facts": len(ontology.things) + len(ontology.places),
        "names": sum(len(names) for names in language.names.values()),
        "right examples": 0,
        "wrong examples": 0,
        "known failures": 0,
        "examples of times": 0,
        "examples of decisions": 0,
    }
    for case in cases(sound):
        counts["right examples" if case.right else "wrong examples"] += 1
        counts["known failures"] += case.example.known_failure
        problem = failure(case, reader)
        if problem is not None:
            findings.append(Finding(case.where, f"{case.example.text}: {problem}"))
    for decided in decision_cases(sound):
        counts["examples of decisions"] += 1
        counts["known failures"] += decided.example.known_failure
        problem = decision_failure(decided, reader)
        if problem is not None:
            findings.append(Finding(decided.where, f"{decided.example.text}: {problem}"))
    file = language.path / "times-examples.yaml"
    for example in time_examples(file) if file.is_file() else ():
        counts["examples of times"] += 1
        problem = time_failure(example, reader)
        if problem is not None:
            findings.append(Finding(example.where, f"{example.text}: {problem}"))
    return Checked(tuple(findings), counts)


def _unusable(language: Language) -> Iterator[tuple[str, Finding]]:
    """The entries that can't be compiled, such as a phrase without an infinitive."""
    splitter = Parser(language).splitter
    for entry in language.entries:
        try:
            PredicateLexicon(replace(language, entries=(entry,), no_events=()), splitter)
        except LanguageDataError as error:
            yield entry.id, Finding(entry.where, str(error).partition(": ")[2])


def _contradictions(language: Language) -> Iterator[Finding]:
    """Verb phrases that an entry has and that are listed as no event too."""
    compact = language.text.compact
    entries = {compact(form): entry for entry in language.entries if entry.kind == "phrase" for form in entry.forms}
    for mask in language.no_events:
        for form in mask.verbs:
            entry = entries.get(compact(form))
            if entry is not None:
                where = f"{language.code}/events/{mask.path.name}:{mask.line}"
                yield Finding(where, f"{form!r} is no event here, and an entry in {entry.where}; keep one")


def _entries(language: Language, ontology: Ontology) -> Iterator[Finding]:
    modes = ontology.plover.modes
    adpositions = {language.text.compact(word) for word in language.markers.adpositions}
    for entry in language.entries:
        if entry.type not in modes:
            yield Finding(
                entry.where, f"{entry.id}: {entry.type} is no PLOVER type; expected one of {', '.join(modes)}"
            )
            continue
        if not (entry.id.isascii() and entry.id.startswith(f"{entry.type.lower()}-")):
            yield Finding(entry.where, f"the id {entry.id!r} should be ASCII and begin with {entry.type.lower()}-")
        yield from _modes(entry, modes[entry.type])
        if entry.happening is not None and entry.happening not in ontology.happenings:
            yield Finding(
                entry.where, f"{entry.id}: no happening {entry.happening!r} in ontology/happenings.yaml; add it there"
            )
        for places in entry.roles.values():
            for place in places:
                if place not in _OWN_PLACES and language.text.compact(place) not in adpositions:
                    yield Finding(
                        entry.where,
                        f"{entry.id}: {place!r} is none of {', '.join(_OWN_PLACES)} and no adposition of markers.yaml",
                    )
    for kind, cues in language.mode_cues.items():
        for mode in cues:
            if mode not in modes.get(kind, ()):
                where = f"{language.code}/events/{kind.lower()}.yaml"
                yield Finding(
                    where, f"mode_cues: {mode!r} is no mode of {kind}; expected one of {', '.join(modes.get(kind, ()))}"
                )


def _sectors(language: Language, ontology: Ontology) -> Iterator[Finding]:
    """The sectors that no PLOVER table knows, and the country codes that no country has."""
    sectors = frozenset(ontology.plover.sectors)
    codes = {thing.code for thing in ontology.things.values()} | {"UNK"}
    titles, where = language.titles, f"{language.code}/actors/titles.yaml"
    told = [(f"title {title.id}", title.sector, title.code) for title in titles.titles]
    told += [(f"honorific {name!r}", sector, None) for name, sector in titles.honorifics.items()]
    told += [(f"adjective {name!r}", sector, None) for name, sector in titles.adjectives.items()]
    told += [(f"pronoun {name!r}", None, pronoun.code) for name, pronoun in titles.pronouns.items()]
    for what, sector, code in told:
        if sector is not None and sector not in sectors:
            yield Finding(where, f"{what}: {sector!r} is no sector; expected one of {', '.join(sorted(sectors))}")
        if code is not None and code not in codes:
            yield Finding(where, f"{what}: no country or body of ontology/ has the code {code!r}")
    for happening in ontology.happenings.values():
        for code in sorted({*happening.actors, *happening.recipients} - codes):
            yield Finding("ontology", f"{happening.id}: no country or body of ontology/ has the code {code!r}")


def _details(language: Language, ontology: Ontology) -> Iterator[Finding]:
    """The contexts and types that PLOVER doesn't know."""
    for file, told, known in (
        ("contexts", language.details.contexts, ontology.plover.contexts),
        ("details", language.details.terms, tuple(ontology.plover.modes)),
    ):
        for name in told:
            if name not in known:
                yield Finding(f"{language.code}/{file}.yaml", f"{name!r} is none of {', '.join(known)}")


def _decisions(language: Language, ontology: Ontology) -> Iterator[Finding]:
    """The decisions with modes that their type doesn't have, or sectors that PLOVER doesn't know."""
    for one in language.decisions:
        allowed = ontology.plover.modes.get(one.outcome, ())
        for mode in sorted(set(one.modes or ()) - set(allowed)):
            known = f"expected one of {', '.join(allowed) or 'none'}"
            yield Finding(one.where, f"{one.id}: {mode!r} is no mode of {one.outcome or 'no event'}; {known}")
        for sector in sorted({*one.actors, *one.recipients} - set(ontology.plover.sectors)):
            yield Finding(one.where, f"{one.id}: {sector!r} is no sector of plover.yaml")


def _modes(entry: Entry, allowed: tuple[str, ...]) -> Iterator[Finding]:
    told = {mode for example in entry.examples for mode in example.modes or ()}
    for mode in sorted({*entry.modes, *told} - set(allowed)):
        yield Finding(
            entry.where,
            f"{entry.id}: {mode!r} is no mode of {entry.type}; expected one of {', '.join(allowed) or 'none'}",
        )
