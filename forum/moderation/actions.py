"""Flagging, deciding, and having looked."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select, update

from forum.activity.actions import record
from forum.kernel import clock
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.moderation.models import DeskLook, Flag, FlagDecision
from forum.moderation.port import Reviewed


def flag(thing: Reviewed, reason: str, note: str = "", *, by: Actor) -> Flag | None:
    """Ask the moderators to look at something; nothing happens when the actor did so before."""
    same = select(Flag.id).where(
        Flag.member_id == by.member_id, Flag.subject_kind == thing.kind, Flag.subject_id == thing.id
    )
    if db.session.scalar(same) is not None:
        return None
    raised = Flag(
        subject_kind=thing.kind, subject_id=thing.id, platform_id=thing.platform_id,
        member_id=by.member_id, reason=reason, note=note,
    )
    db.session.add(raised)
    record("flag.raised", raised, by=by, platform_id=thing.platform_id, reason=reason)
    return raised


def decide(
    kind: str, subject_id: int, outcome: str, reason: str = "", *, platform_id: int, by: Actor
) -> FlagDecision | None:
    """Settle every open flag on something, and let those who raised them know.

    Nothing happens when no flag is open: somebody was faster, or there was none.
    """
    open_flags = (
        Flag.subject_kind == kind, Flag.subject_id == subject_id, Flag.decision_id.is_(None)
    )
    members = db.session.scalars(select(Flag.member_id).where(*open_flags).with_for_update()).all()
    if not members:
        return None
    decision = FlagDecision(
        subject_kind=kind, subject_id=subject_id, platform_id=platform_id,
        member_id=by.member_id, outcome=outcome, reason=reason,
    )
    db.session.add(decision)
    db.session.flush()
    db.session.execute(
        update(Flag).where(*open_flags).values(decision_id=decision.id)
        .execution_options(synchronize_session="fetch")
    )
    record("flag.decided", decision, by=by, outcome=outcome, reason=reason, members=sorted(members))
    return decision


def move_flags(kind: str, ids: Collection[int], platform_id: int) -> None:
    """Lay open flags before the moderators of another platform: what they are about has moved there."""
    db.session.execute(
        update(Flag)
        .where(Flag.subject_kind == kind, Flag.subject_id.in_(ids), Flag.decision_id.is_(None))
        .values(platform_id=platform_id)
        .execution_options(synchronize_session="fetch")
    )


def note_look(tray: str, at: datetime | None = None, *, by: Actor) -> None:
    """Remember that the actor has looked through a tray up to a moment; never goes back."""
    at = min(at or clock.now(), clock.now())
    look = db.session.get(DeskLook, (by.member_id, tray))
    if look is None:
        db.session.add(DeskLook(member_id=by.member_id, tray=tray, at=at))
    elif look.at < at:
        look.at = at
