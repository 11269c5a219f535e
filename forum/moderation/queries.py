"""The desk as its moderator sees it: trays with counts, one letter, in a fixed number of queries."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select, true

from forum.kernel import clock
from forum.kernel.access import Actor
from forum.kernel.db import Cursor, db
from forum.kernel.errors import NotFound
from forum.kernel.i18n import gettext as _, lazy_gettext as _l, named
from forum.moderation import rules
from forum.moderation.models import DeskLook, Flag, FlagDecision
from forum.moderation.policy import Can, gate
from forum.moderation.port import Reviewable, Reviewed, Tray
from forum.platforms.models import Platform

FLAGGED = Tray(rules.FLAGGED, _l("Reported"), _l("Nothing is reported on your platforms."))


@dataclass(frozen=True, slots=True)
class Pile:
    """Everything open that was flagged about one thing."""

    kind: str
    id: int
    count: int
    at: datetime
    first_id: int


def my_platforms(actor: Actor) -> ColumnElement[bool]:
    """The platforms whose flags the actor decides about; the twin of ``Can.DECIDE``."""
    return true() if actor.is_association else Flag.platform_id.in_(actor.moderates)


def looks(actor: Actor) -> dict[str, datetime]:
    """When the actor last looked through each tray."""
    query = select(DeskLook.tray, DeskLook.at).where(DeskLook.member_id == actor.member_id)
    return dict(db.session.execute(query).all())


def first_look() -> datetime:
    """Where somebody begins who never looked."""
    return clock.now() - rules.FIRST_LOOK


def counts(actor: Actor, reviewable: Sequence[Reviewable], seen: Mapping[str, datetime]) -> dict[str, int]:
    """How many letters lie in each tray: one query an area."""
    flagged = (
        select(Flag.subject_kind, Flag.subject_id)
        .where(Flag.decision_id.is_(None), my_platforms(actor)).distinct().subquery()
    )
    found = {rules.FLAGGED: db.session.scalar(select(func.count()).select_from(flagged)) or 0}
    for area in reviewable:
        found |= area.counts(actor, seen)
    return found


def next_pile(actor: Actor, after: Cursor | None = None) -> Pile | None:
    """What was flagged first and is still open, past ``after``."""
    at, first = func.min(Flag.at).label("at"), func.min(Flag.id).label("first_id")
    query = (
        select(Flag.subject_kind, Flag.subject_id, func.count(), at, first)
        .where(Flag.decision_id.is_(None), my_platforms(actor))
        .group_by(Flag.subject_kind, Flag.subject_id)
        .order_by(at, first)
        .limit(1)
    )
    if after:
        past = or_(func.min(Flag.at) > after.at, and_(func.min(Flag.at) == after.at, func.min(Flag.id) > after.id))
        query = query.having(past)
    row = db.session.execute(query).one_or_none()
    return Pile(*row) if row else None


def complaints(actor: Actor, kind: str, subject_id: int) -> Sequence[Flag]:
    """The open flags on one thing, the oldest first; whoever raised them is not loaded."""
    query = (
        select(Flag)
        .where(
            Flag.subject_kind == kind, Flag.subject_id == subject_id,
            Flag.decision_id.is_(None), my_platforms(actor),
        )
        .order_by(Flag.at)
    )
    return db.session.scalars(query).all()


def reviewed(
    actor: Actor, reviewable: Sequence[Reviewable], kind: str, ids: Collection[int]
) -> Mapping[int, Reviewed]:
    """Things of one kind that the actor may read, from the area that has them."""
    for area in reviewable:
        if kind in area.kinds:
            return area.reviewed(actor, kind, ids)
    return {}


def subject(
    actor: Actor, reviewable: Sequence[Reviewable], kind: str, subject_id: int, *, to: Can
) -> Reviewed:
    """One thing that the actor wants to flag or decide about.

    Raises:
        NotFound: there is no such thing, or the actor may not read it.
        Refused: the actor may read it but not do ``to``; the text says why.
    """
    found = reviewed(actor, reviewable, kind, [subject_id]).get(subject_id)
    if found is None:
        raise NotFound(_("There is no such thing to report, or you may not read it."))
    gate.require(actor, to, found)
    return found


def flagged_before(actor: Actor, thing: Reviewed) -> bool:
    """Whether the actor has flagged it already."""
    query = select(Flag.id).where(
        Flag.member_id == actor.member_id, Flag.subject_kind == thing.kind, Flag.subject_id == thing.id
    )
    return db.session.scalar(query) is not None


def decisions(ids: Collection[int]) -> Sequence[FlagDecision]:
    """Decisions by id."""
    return db.session.scalars(select(FlagDecision).where(FlagDecision.id.in_(ids))).all()


def platform_names(actor: Actor) -> list[str]:
    """The names of the platforms that the desk is about."""
    mine = true() if actor.is_association else Platform.id.in_(actor.moderates)
    return [named(p) for p in db.session.scalars(select(Platform).where(mine).order_by(Platform.position))]
