"""Word files (DOCX) to documents: their paragraphs, a line each. The format is zipped XML. Yields Document."""

from __future__ import annotations

import io
import zipfile
from xml.etree.ElementTree import ParseError

from gahnama.errors import InputError
from gahnama.model import Document
from gahnama.settings import LARGEST_INPUT

WORDS = (".docx",)
_BODY = "word/document.xml"
_NAMESPACE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def word_file(raw: bytes, identifier: str) -> Document:
    """The text of a DOCX file, without headers, footnotes and what was struck out. Raises InputError."""
    try:
        from defusedxml.common import DefusedXmlException
        from defusedxml.ElementTree import fromstring
    except ModuleNotFoundError:
        raise InputError("is a Word file; to read it: pip install 'gahnama[web-intake]'") from None
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            if archive.getinfo(_BODY).file_size > LARGEST_INPUT:
                raise InputError(f"unpacks to more than {LARGEST_INPUT // 1_000_000} MB, too large for one article")
            root = fromstring(archive.read(_BODY))
    except (KeyError, zipfile.BadZipFile, ParseError, DefusedXmlException, RuntimeError, NotImplementedError) as error:
        raise InputError(f"is no Word file that can be read ({error}); save it again as DOCX or as text") from None
    lines = []
    for paragraph in root.iter(f"{_NAMESPACE}p"):
        pieces = []
        for node in paragraph.iter():
            if node.tag == f"{_NAMESPACE}t":
                pieces.append(node.text or "")
            elif node.tag in (f"{_NAMESPACE}tab", f"{_NAMESPACE}br"):
                pieces.append(" ")
        lines.append("".join(pieces).strip())
    text = "\n".join(line for line in lines if line)
    if not text:
        raise InputError("holds no text to read; check that the right file was saved")
    first, more, _ = text.partition("\n")
    return Document(identifier, text, first if more else None, language="")
