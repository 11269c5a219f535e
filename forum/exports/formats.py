"""The formats that a document can leave in, and the answer that carries it."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Response

from forum.exports.data import json_file
from forum.exports.markdown import markdown_file
from forum.exports.names import content_disposition
from forum.exports.office import converted
from forum.exports.page import html_file
from forum.exports.tree import Document, canonical
from forum.exports.word import docx_file
from forum.kernel.errors import NotFound
from forum.kernel.i18n import gettext as _, lazy_gettext as _l


@dataclass(frozen=True)
class Format:
    """A way to write a document down."""

    name: str
    label: object
    ending: str
    mimetype: str
    write: Callable[[Document], bytes]
    #: whether it takes seconds, so that only the worker writes it
    is_slow: bool = False


def text_file(document: Document) -> bytes:
    """The canonical text: whoever computes its SHA-256 gets the printed fingerprint."""
    return (document.text or canonical(document)).encode("utf-8")


FORMATS = {
    form.name: form
    for form in (
        Format("html", _l("Web page for printing (HTML)"), "html", "text/html", html_file),
        Format(
            "docx", _l("Word document (DOCX)"), "docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document", docx_file,
        ),
        Format("pdf", _l("For printing (PDF)"), "pdf", "application/pdf", lambda d: converted(d, "pdf"), is_slow=True),
        Format(
            "odt", _l("LibreOffice document (ODT)"), "odt", "application/vnd.oasis.opendocument.text",
            lambda document: converted(document, "odt"), is_slow=True,
        ),
        Format("markdown", _l("Text with footnotes (Markdown)"), "md", "text/markdown", markdown_file),
        Format("json", _l("Data for programs (JSON)"), "json", "application/json", json_file),
        Format("text", _l("Text of the fingerprint (plain)"), "txt", "text/plain", text_file),
    )
}


def format_named(name: str) -> Format:
    """The format that an address names.

    Raises:
        NotFound: there is no such format.
    """
    if name not in FORMATS:
        raise NotFound(_("There is no such format. Choose one of those offered under the paper."))
    return FORMATS[name]


def download(document: Document, form: Format, fallback: str) -> Response:
    """A document as a file to keep; ``fallback`` is its Latin name for old programs."""
    return attached(form.write(document), document.title, form, fallback)


def attached(content: bytes, title: str, form: Format, fallback: str) -> Response:
    """Bytes as a file to keep."""
    charset = "; charset=utf-8" if form.mimetype.startswith("text/") else ""
    answer = Response(content, content_type=form.mimetype + charset)
    answer.headers["Content-Disposition"] = content_disposition(title, form.ending, fallback)
    return answer
