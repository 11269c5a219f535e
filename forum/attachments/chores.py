"""What is swept once a day: bytes that nothing names."""

import logging
from itertools import islice

from sqlalchemy import or_, select

from forum.attachments import rules
from forum.attachments.models import Attachment
from forum.kernel.db import db
from forum.kernel.files.store import store

log = logging.getLogger("forum.attachments")
#: Files compared with the table at once.
BATCH = 500


def sweep_orphans() -> None:
    """Forget files that no attachment names: of forms that were never sent, of uploads that broke off.

    A file waits ``rules.SWEPT_AFTER`` for its form. Two attachments may name the
    same bytes; they go with the last.
    """
    files, gone = store(), 0
    every = files.keys()
    while keys := list(islice(every, BATCH)):
        rows = select(Attachment.sha256, Attachment.small).where(
            or_(Attachment.sha256.in_(keys), Attachment.small.in_(keys))
        )
        named = {key for row in db.session.execute(rows) for key in row}
        gone += sum(files.remove(key, older_than=rules.SWEPT_AFTER) for key in keys if key not in named)
    if gone:
        log.info("%d files that nothing named were swept.", gone)
