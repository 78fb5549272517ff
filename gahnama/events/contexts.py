"""PLOVER's contexts of a deed: cue words of its clauses, and the sectors of its participants."""

from __future__ import annotations

from gahnama.events.frame import Frame
from gahnama.events.join import Deed
from gahnama.language import Language
from gahnama.ontology import Plover
from gahnama.text.phrasebook import Phrasebook


class ContextReader:
    """Reads contexts by the cue words of a language."""

    def __init__(self, language: Language, plover: Plover) -> None:
        compact = language.text.compact
        self._cues = Phrasebook(
            (compact(word), context) for context, words in language.details.contexts.items() for word in words
        )
        self._order = plover.contexts
        self._sectors = plover.sector_contexts

    def contexts(self, frame: Frame, deed: Deed) -> tuple[str, ...]:
        """The contexts of a deed in PLOVER's order."""
        text = frame.text
        found = {self._sectors[who.sector] for who in (*deed.actors, *deed.recipients) if who.sector in self._sectors}
        for clause in dict.fromkeys(trigger.clause for trigger in deed.triggers):
            words = [text.words[index] for index in text.clauses[clause].words]
            found.update(context for match in self._cues.find(words) for context in match.things)
        return tuple(context for context in self._order if context in found)
