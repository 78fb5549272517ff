"""The errors of Gahnama: one base, so that a caller can catch all of them at once.

Every message says where, what is wrong, what was expected and what to do.
"""


class GahnamaError(Exception):
    """Base of all errors that Gahnama raises on purpose."""


class LanguageDataError(GahnamaError):
    """A language or ontology file does not say what the schema asks for; names file and line."""


class InputError(GahnamaError):
    """An input file, line or argument can't be read; names the place and the remedy."""


class UnsupportedLanguage(InputError):
    """The text is in a language that has no folder under ``languages``."""


class GoldError(GahnamaError):
    """A gold file or a readings file can't be scored."""


class StoreError(GahnamaError):
    """A chronicle can't be opened, read or written; names it and the remedy. What was written before is whole."""
