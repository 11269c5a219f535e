"""PDF files: those that only show something."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, BinaryIO

import pypdfium2
from pypdf import PdfReader, filters
from pypdf._codecs import _codecs
from pypdf.generic import DictionaryObject
from pypdfium2 import raw

from forum.kernel.files.inside.letters import straightened
from forum.kernel.files.inside.refusing import No

#: What pypdf would fetch later, when this process may no longer read where it is installed.
FETCHED = (filters, _codecs)
MOST_PAGES, MOST_OBJECTS = 3000, 30_000
#: Acts that a page of a document does by itself.
_SCRIPTS = ("javascript:", "vbscript:", "data:", "file:")
_ACTS = {"/JavaScript", "/Launch", "/Rendition", "/ImportData", "/SubmitForm", "/GoToE"}


def judge(stream: BinaryIO) -> dict[str, Any]:
    """Count its pages; refuse what runs, starts something or is locked."""
    reader = opened(stream)
    if len(reader.pages) > MOST_PAGES:
        raise No("bomb")
    if _acts(reader):
        raise No("scripted")
    return {"ending": "pdf", "type": "application/pdf", "pages": len(reader.pages)}


def texts(stream: BinaryIO) -> Iterator[str]:
    """The words of each page, in the order in which they are read.

    PDFium knows the order of Arabic. It turns letters round that were printed as
    one sign (لا); those two have the same place on the paper, and are put back.
    """
    for page in pypdfium2.PdfDocument(stream.read()):
        laid = page.get_textpage()
        signs = [chr(raw.FPDFText_GetUnicode(laid, n)) for n in range(laid.count_chars())]
        for n, pair in enumerate(pairwise(signs)):
            if pair[0] in "اأإآ" and pair[1] == "ل" and laid.get_charbox(n) == laid.get_charbox(n + 1):
                signs[n], signs[n + 1] = pair[1], pair[0]
        yield straightened("".join(sign if sign < "\ud800" or sign > "\udfff" else " " for sign in signs))
        laid.close()
        page.close()


def opened(stream: BinaryIO) -> PdfReader:
    """A reader of the whole file; one that asks for a password is refused."""
    reader = PdfReader(stream, strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise No("locked")
    return reader


def _acts(reader: PdfReader) -> bool:
    """Whether any object is an act of the forbidden sort, compressed ones included."""
    numbers = [number for generation in reader.xref.values() for number in generation] + list(reader.xref_objStm)
    if len(numbers) > MOST_OBJECTS:
        raise No("bomb")
    for number in sorted(set(numbers)):
        try:
            found = reader.get_object(number)
        except Exception:
            continue  # an object that cannot be read cannot act either
        if isinstance(found, DictionaryObject) and _is_act(found, 0):
            return True
    return False


def _is_act(found: DictionaryObject, depth: int) -> bool:
    if found.get("/S") in _ACTS or "/JS" in found or "/JavaScript" in found or "/EmbeddedFiles" in found:
        return True
    if str(found.get("/URI", "")).strip().lower().startswith(_SCRIPTS):
        return True
    return depth < 4 and any(_is_act(v, depth + 1) for v in found.values() if isinstance(v, DictionaryObject))
