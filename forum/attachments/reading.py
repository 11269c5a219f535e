"""The worker looks for the words in a file, in a process that has little memory and time."""

import json
import logging
import tempfile
from collections.abc import Sequence
from typing import Any

from forum.attachments import actions
from forum.attachments.models import Attachment
from forum.kernel.db import db, transaction
from forum.kernel.errors import Invalid
from forum.kernel.files import opening
from forum.kernel.files.store import store
from forum.kernel.jobs import JobKind

log = logging.getLogger("forum.attachments")
#: Bytes of the words of one file, as the process wrote them.
WORDS_MAX = 20_000_000


def read(payloads: Sequence[dict[str, Any]]) -> None:
    """Find the words of each file, one after the other; a file that cannot be read has none."""
    for payload in payloads:
        attachment = db.session.get(Attachment, payload["attachment_id"])
        if attachment is None:
            continue
        key, ending = attachment.sha256, attachment.ending
        db.session.rollback()  # nothing is held while the file is read
        pages = _pages(key, ending)
        with transaction():
            actions.note_pages(payload["attachment_id"], pages)


def _pages(key: str, ending: str) -> list[tuple[int, str]]:
    try:
        with store().open(key) as kept, tempfile.TemporaryFile() as file, opening.workplace() as folder:
            while piece := kept.read(1 << 20):
                file.write(piece)
            file.flush()
            found = opening.run("read", file, folder, ending)
            with opening.written(folder, found["pages"]) as words:
                said = json.loads(words.read(WORDS_MAX))
    except (Invalid, FileNotFoundError) as unreadable:
        log.warning("No words were found in the file %s: %s", key, unreadable)
        return []
    return [(int(number), str(text).replace("\0", " ")) for number, text in said]


KIND = JobKind(actions.READ, read, waits=True, slow=True)
