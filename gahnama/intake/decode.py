"""Bytes of unknown encoding to text: UTF-8, UTF-16 and UTF-32 with their marks, windows-1256. Yields str."""

from __future__ import annotations

import codecs
import re
import unicodedata

from gahnama.errors import InputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ARABIC_PAIR = re.compile(rb"[\xd8-\xdb][\x80-\xbf]")
_HIGH = re.compile(rb"[\x80-\xff]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_ARABIC_BLOCK = range(0x0600, 0x0700)
_ENOUGH = 0.7
_PROBE = 100_000


def decode(raw: bytes, declared: str | None = None) -> str:
    """The text of ``raw``, without a byte order mark. ``declared`` is the encoding that an HTML page says it is in.

    Raises InputError for binary content, broken UTF-8 and encodings that can't be told.
    """
    text = _decoded(raw, declared)
    if _CONTROLS.search(text[:_PROBE]) is not None and len(_CONTROLS.findall(text[:_PROBE])) > len(text[:_PROBE]) / 200:
        raise InputError("is binary, not text; convert it to plain text or HTML first")
    return text


def _decoded(raw: bytes, declared: str | None) -> str:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            try:
                return raw.decode(encoding)
            except UnicodeDecodeError as error:
                raise InputError(
                    f"byte {error.start} is not {encoding.upper()}, though its mark says so; {_RESAVE}"
                ) from None
    if b"\0" in raw[:_PROBE]:
        raise InputError("is binary, not text; convert it to plain text or HTML first")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        position = error.start
    if len(_ARABIC_PAIR.findall(raw)) * 4 > len(_HIGH.findall(raw)):
        raise InputError(
            f"byte {position} breaks its UTF-8; {_RESAVE}, or drop what is broken: iconv -c -f utf-8 -t utf-8"
        )
    for encoding in dict.fromkeys((declared or "windows-1256", "windows-1256")):
        try:
            text = raw.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if _is_persian_script(text):
            return text
    raise InputError(f"byte {position} is neither UTF-8 nor windows-1256; {_RESAVE}")


_RESAVE = "fetch it again or save it as UTF-8"


def _is_persian_script(text: str) -> bool:
    """Whether the letters beyond ASCII are those of Arabic script: what a wrong guess would not give."""
    letters = [
        character for character in text[:_PROBE] if character > "\x7f" and unicodedata.category(character) == "Lo"
    ]
    beyond = [character for character in text[:_PROBE] if character > "\x7f" and character.isalpha()]
    return bool(letters) and sum(ord(letter) in _ARABIC_BLOCK for letter in letters) >= _ENOUGH * len(beyond)
