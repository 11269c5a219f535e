"""Files that came back to a paper."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.errors import NotFound
from forum.kernel.i18n import gettext as _
from forum.papers import shelf
from forum.papers.bringing_back.models import BroughtFile, BroughtSection
from forum.papers.policy import Can, CanCollect, collecting_gate

FILES_SHOWN = 20


def files(paper_id: int) -> Sequence[BroughtFile]:
    """The files that came back, newest first."""
    return db.session.scalars(
        select(BroughtFile)
        .where(BroughtFile.paper_id == paper_id)
        .options(joinedload(BroughtFile.member), selectinload(BroughtFile.sections))
        .order_by(BroughtFile.id.desc())
        .limit(FILES_SHOWN)
    ).all()


def file(actor: Actor, file_id: int) -> BroughtFile:
    """Fetch a file with its sections, for those who write its paper.

    Raises:
        NotFound: no such file, or the paper is not the actor's work.
        Refused: the paper is not being drafted now.
    """
    found = db.session.scalars(
        select(BroughtFile)
        .where(BroughtFile.id == file_id)
        .options(
            joinedload(BroughtFile.member), joinedload(BroughtFile.paper),
            selectinload(BroughtFile.sections).joinedload(BroughtSection.section),
        )
    ).one_or_none()
    if found is None or not collecting_gate.may(actor, CanCollect.COLLECT, found.paper):
        raise NotFound(_("There is no such file, or it is the work of another platform."))
    shelf.paper(actor, found.paper_id, to=Can.EDIT)
    return found
