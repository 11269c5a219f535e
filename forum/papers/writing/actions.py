"""Taking a section to write in it, keeping what is typed, saving, leaving."""

from dataclasses import dataclass

from forum.activity.actions import record
from forum.kernel import clock
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.errors import Conflict
from forum.kernel.i18n import gettext as _, moment
from forum.papers import drafting
from forum.papers.documents import Section
from forum.papers.writing import queries, rules
from forum.papers.writing.models import SectionDraft, SectionLock


@dataclass
class Held(Conflict):
    """Somebody else writes in the section."""

    lock: SectionLock

    def __str__(self) -> str:
        return _(
            "%(name)s has been writing in this section since %(moment)s. Your text is kept for you and not saved.",
            name=self.lock.member.name, moment=moment(self.lock.since),
        )


def begin(section: Section, *, by: Actor, take_over: bool = False) -> None:
    """Reserve a section for somebody, or renew their reservation.

    Args:
        take_over: even when somebody else writes there; their typed text stays kept for them.

    Raises:
        Held: somebody else writes there.
    """
    db.session.flush()
    db.session.refresh(section, ["revision", "removed_at"], with_for_update={"of": Section})
    now, held = clock.now(), queries.lock(section.id)
    if held is not None and held.member_id != by.member_id:
        if not take_over:
            raise Held(held)
        record("section.taken_over", section, by=by, paper_id=section.paper_id, from_member=held.member_id)
    kept = db.session.get(SectionLock, section.id)
    if kept is None:
        kept = SectionLock(section_id=section.id)
        db.session.add(kept)
    if held is None or held.member_id != by.member_id:
        kept.member_id, kept.since = by.member_id, now
    kept.until = now + rules.LOCK_TIME
    db.session.flush()


def leave(section: Section, *, by: Actor) -> None:
    """Let others write; what was typed and not saved stays kept."""
    held = db.session.get(SectionLock, section.id, with_for_update=True)
    if held is not None and held.member_id == by.member_id:
        db.session.delete(held)
        db.session.flush()


def keep(section: Section, heading: str, source: str, *, based_on: int, by: Actor) -> None:
    """Keep what somebody has typed so far; a text that is saved already needs no keeping."""
    db.session.flush()
    db.session.refresh(section, with_for_update={"of": Section})
    kept = queries.draft(by, section.id)
    if (heading, source) == (section.heading, section.source):
        forget(section, by=by)
        return
    if kept is None:
        kept = SectionDraft(section_id=section.id, member_id=by.member_id)
        db.session.add(kept)
    kept.heading, kept.source, kept.based_on, kept.at = heading, source, based_on, clock.now()
    db.session.flush()


def forget(section: Section, *, by: Actor) -> None:
    """Throw one's own unsaved text away."""
    kept = queries.draft(by, section.id)
    if kept is not None:
        db.session.delete(kept)
        db.session.flush()


def save(section: Section, heading: str, source: str, *, based_on: int, by: Actor, take_over: bool = False) -> None:
    """Save a section's text and let others write.

    Raises:
        Held: somebody else writes there and was not asked to make room.
        Overtaken: another text was saved meanwhile.
        Invalid: a mark cites a card that the issue file does not have.
    """
    drafting.hold(section.paper, by)
    begin(section, by=by, take_over=take_over)
    drafting.save(section, heading, source, based_on=based_on, by=by)
    leave(section, by=by)
    forget(section, by=by)
