"""Who writes where, and one's own unsaved text."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.kernel import clock
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.papers.documents import Section
from forum.papers.writing.models import SectionDraft, SectionLock


def lock(section_id: int) -> SectionLock | None:
    """The lock that holds now, with its holder; one that has run out is none."""
    return db.session.scalars(
        select(SectionLock)
        .where(SectionLock.section_id == section_id, SectionLock.until > clock.now())
        .options(joinedload(SectionLock.member))
        .execution_options(populate_existing=True)
    ).one_or_none()


def locks(paper_id: int) -> dict[int, SectionLock]:
    """The locks that hold in a paper, by section: one query."""
    found = db.session.scalars(
        select(SectionLock)
        .join(Section, Section.id == SectionLock.section_id)
        .where(Section.paper_id == paper_id, SectionLock.until > clock.now())
        .options(joinedload(SectionLock.member))
    )
    return {each.section_id: each for each in found}


def draft(actor: Actor, section_id: int) -> SectionDraft | None:
    """What the actor typed in a section and did not save."""
    return db.session.get(SectionDraft, (section_id, actor.member_id)) if actor.is_signed_in else None
