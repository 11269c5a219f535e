"""Files by their address: always asked of what they belong to, never run as a page."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO
from urllib.parse import quote

from flask import Blueprint, Response, render_template, request

from forum.attachments import queries
from forum.attachments.models import Attachment
from forum.kernel.errors import NotFound
from forum.kernel.files.store import store
from forum.kernel.i18n import gettext as _
from forum.kernel.web import actor, open_to_all

bp = Blueprint("attachments", __name__)

#: Bytes that are read at once.
PIECE = 1 << 20
#: Whatever a file is, nothing in it runs, loads or frames.
HARMLESS = "sandbox; default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"


@bp.get("/files/<int:attachment_id>")
@open_to_all
def download(attachment_id: int):
    """The file, to be saved; a browser never shows it in place."""
    found = queries.attachment(actor(), attachment_id)
    return _answer(found, found.sha256, "attachment")


@bp.get("/files/<int:attachment_id>/picture")
@open_to_all
def picture(attachment_id: int):
    """A picture that we drew anew, to be looked at."""
    found = _picture(attachment_id)
    return _answer(found, found.sha256, "inline")


@bp.get("/files/<int:attachment_id>/small")
@open_to_all
def small(attachment_id: int):
    """The small picture of a list."""
    found = _picture(attachment_id)
    return _answer(found, found.small, "inline")


@bp.get("/files/<int:attachment_id>/pages")
@open_to_all
def pages(attachment_id: int):
    """The words of a document, page by page, each with an address to cite."""
    found = queries.attachment(actor(), attachment_id)
    return render_template(
        "attachments/pages.html", file=found, weight=queries.weight(found.size), place=queries.place_of(found),
        pages=[(n, queries.page_label(found.ending, n), text) for n, text in queries.pages_of(found)],
    )


def _picture(attachment_id: int) -> Attachment:
    found = queries.attachment(actor(), attachment_id)
    if not found.is_picture:
        raise NotFound(_("This file is no picture."))
    return found


def _answer(found: Attachment, key: str, disposition: str) -> Response:
    """The bytes, under headers that leave a browser nothing to decide."""
    try:
        file = store().open(key)
    except FileNotFoundError as missing:
        raise NotFound(_("The file is no longer there. Ask whoever attached it to attach it again.")) from missing
    size = file.seek(0, 2)
    answer = Response(_pieces(file, size), content_type=found.type, direct_passthrough=True)
    answer.content_length = size
    answer.set_etag(key)
    answer.headers["Content-Disposition"] = _disposition(disposition, found.name, found.ending)
    answer.headers["Content-Security-Policy"] = HARMLESS
    answer.headers["X-Content-Type-Options"] = "nosniff"
    # kept by the reader's own browser, which asks each time whether the reader may still have it
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer.make_conditional(request, accept_ranges=True, complete_length=size)


def _pieces(file: BinaryIO, size: int) -> Iterable[bytes]:
    """The bytes: at once, or of a large file one piece after the other; the file is closed behind them."""
    file.seek(0)
    if size > PIECE:
        return _streamed(file)
    with file:
        return [file.read()]


def _streamed(file: BinaryIO) -> Iterator[bytes]:
    with file:
        while piece := file.read(PIECE):
            yield piece


def _disposition(how: str, name: str, ending: str) -> str:
    is_plain = name.isascii() and name.replace(".", "").replace("-", "").replace("_", "").isalnum()
    plain = name if is_plain else f"file.{ending}"
    return f"{how}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
