"""A file from a form becomes one that is kept: judged, cleaned, stored."""

import hashlib
import shutil
import tempfile
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO

from flask import current_app
from itsdangerous import BadData, URLSafeTimedSerializer

from forum.kernel.errors import Invalid
from forum.kernel.files import opening
from forum.kernel.files.names import shown_name
from forum.kernel.files.sentences import sentence
from forum.kernel.files.store import store

#: Seconds for which a file that came with an unfinished form waits for it; swept after two days.
WAITS = 36 * 3600


@dataclass(frozen=True, slots=True)
class Received:
    """A file that is stored but belongs to nothing yet. ``size`` is in bytes."""

    sha256: str
    name: str
    ending: str
    type: str
    size: int
    small: str = ""
    """The SHA-256 of the small picture."""
    width: int | None = None
    height: int | None = None

    @property
    def is_picture(self) -> bool:
        """Whether it was drawn anew by us and may be shown in a page."""
        return bool(self.small)

    def ticket(self, member_id: int | None) -> str:
        """What a form carries so that the file need not be sent again; good for its sender alone."""
        return _serializer().dumps([member_id, asdict(self)])


def redeemed(ticket: str, member_id: int | None) -> Received | None:
    """The file of a ticket; nothing if it is old, forged or another's."""
    try:
        owner, said = _serializer().loads(ticket, max_age=WAITS)
        return Received(**said) if owner == member_id else None
    except (BadData, TypeError, ValueError):
        return None


def receive(file: BinaryIO, name: str | None) -> Received:
    """Judge, clean and store one file.

    Raises:
        Invalid: it is not taken; the sentence says why and what to do.
    """
    limit = current_app.config["FILE_MEGABYTES"]
    with tempfile.TemporaryFile() as sent, opening.workplace() as folder:
        size = 0
        while piece := file.read(1 << 20):
            size += len(piece)
            if size > limit << 20:
                raise Invalid(sentence("too_large", {"megabytes": limit}))
            sent.write(piece)
        sent.flush()
        found = opening.run("judge", sent, folder)
        called = shown_name(name, found["ending"])
        if "picture" not in found:
            return Received(_keep(sent), called, found["ending"], found["type"], size)
        return _picture(folder, found, called)


def unsigned(received: Received) -> Received:
    """The same file without the names that programs write into it, for whoever posts without theirs.

    Raises:
        Invalid: they cannot be taken out; the sentence says so.
    """
    with store().open(received.sha256) as kept, tempfile.TemporaryFile() as file, opening.workplace() as folder:
        shutil.copyfileobj(kept, file)
        file.flush()
        found = opening.run("unsign", file, folder, received.ending)
        if not found:
            return received
        with opening.written(folder, found["unsigned"]) as bare:
            return replace(received, size=bare.seek(0, 2), sha256=_keep(bare))


def _picture(folder: Path, found: dict[str, Any], called: str) -> Received:
    with opening.written(folder, found["picture"]) as drawn, opening.written(folder, found["small"]) as small:
        size = drawn.seek(0, 2)
        return Received(
            _keep(drawn), called, found["ending"], found["type"], size, _keep(small), found["width"], found["height"]
        )


def _keep(file: BinaryIO) -> str:
    file.seek(0)
    key = hashlib.file_digest(file, "sha256").hexdigest()
    store().put(key, file)
    return key


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="received files")
