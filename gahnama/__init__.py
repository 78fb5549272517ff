"""Gahnama reads Persian news and writes its chronicle: who did what to whom, when, where, according to whom.

>>> import gahnama
>>> reading = gahnama.read("وزیر خارجه ایران روز شنبه با همتای عراقی خود دیدار کرد.")

This is the whole public API; everything else may change without notice. Importing the package imports none of it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gahnama.errors import GahnamaError as GahnamaError
    from gahnama.errors import GoldError as GoldError
    from gahnama.errors import InputError as InputError
    from gahnama.errors import LanguageDataError as LanguageDataError
    from gahnama.errors import StoreError as StoreError
    from gahnama.errors import UnsupportedLanguage as UnsupportedLanguage
    from gahnama.intake import documents as documents
    from gahnama.model import Attribution as Attribution
    from gahnama.model import Document as Document
    from gahnama.model import Event as Event
    from gahnama.model import Naming as Naming
    from gahnama.model import Participant as Participant
    from gahnama.model import Place as Place
    from gahnama.model import Reading as Reading
    from gahnama.model import Source as Source
    from gahnama.model import Span as Span
    from gahnama.model import Time as Time
    from gahnama.model import Toll as Toll
    from gahnama.reader import read as read
    from gahnama.records import Agreement as Agreement
    from gahnama.records import Copy as Copy
    from gahnama.records import Decision as Decision
    from gahnama.records import Join as Join
    from gahnama.records import Query as Query
    from gahnama.records import Report as Report
    from gahnama.records import Stats as Stats
    from gahnama.records import StoredDocument as StoredDocument
    from gahnama.records import Story as Story
    from gahnama.records import Told as Told
    from gahnama.store import Added as Added
    from gahnama.store import Chronicle as Chronicle

_HOMES = {
    **dict.fromkeys(
        ("GahnamaError", "GoldError", "InputError", "LanguageDataError", "StoreError", "UnsupportedLanguage"), "errors"
    ),
    **dict.fromkeys(
        (
            "Attribution",
            "Document",
            "Event",
            "Naming",
            "Participant",
            "Place",
            "Reading",
            "Source",
            "Span",
            "Time",
            "Toll",
        ),
        "model",
    ),
    **dict.fromkeys(
        (
            "Agreement",
            "Copy",
            "Decision",
            "Join",
            "Query",
            "Report",
            "Stats",
            "StoredDocument",
            "Story",
            "Told",
        ),
        "records",
    ),
    **dict.fromkeys(("Added", "Chronicle"), "store"),
    "documents": "intake",
    "read": "reader",
}
__version__ = "0.1.0"
__all__ = [*_HOMES, "__version__"]


def __getattr__(name: str) -> object:
    """A name of the public API, imported when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"gahnama has no {name!r}; it has {', '.join(sorted(_HOMES))}")
    return getattr(import_module(f"gahnama.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
