"""PDF files: those that only show something."""

from typing import Any, BinaryIO

from pypdf import PdfReader, filters
from pypdf._codecs import _codecs
from pypdf.generic import DictionaryObject

from forum.kernel.files.inside.refusing import No

#: What pypdf would fetch later, when this process may no longer read where it is installed.
FETCHED = (filters, _codecs)
MOST_PAGES, MOST_OBJECTS = 3000, 30_000
#: Acts that a page of a document does by itself.
_ACTS = {"/JavaScript", "/Launch", "/Rendition", "/ImportData", "/SubmitForm", "/GoToE"}


def judge(stream: BinaryIO) -> dict[str, Any]:
    """Count its pages; refuse what runs, starts something or is locked."""
    reader = opened(stream)
    if len(reader.pages) > MOST_PAGES:
        raise No("bomb")
    if _acts(reader):
        raise No("scripted")
    return {"ending": "pdf", "type": "application/pdf", "pages": len(reader.pages)}


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
    return depth < 4 and any(_is_act(v, depth + 1) for v in found.values() if isinstance(v, DictionaryObject))
