"""Reading certificates: one's own, and checking a number."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.errors import NotFound
from forum.kernel.i18n import gettext as _
from forum.workshops.certificates.models import WorkshopCertificate
from forum.workshops.models import Workshop, WorkshopSeat


@dataclass(frozen=True, slots=True)
class Checked:
    """What somebody learns who has a number: the workshop; of the name only whether it is the one they typed."""

    workshop: Workshop
    name_is_right: bool | None


def may_have_one(actor: Actor, workshop: Workshop) -> bool:
    """Whether the workshop is closed and the actor came."""
    if not (actor.is_signed_in and workshop.is_closed) or workshop.is_cancelled:
        return False
    seat = db.session.get(WorkshopSeat, (workshop.id, actor.member_id))
    return seat is not None and seat.attended_at is not None


def own(actor: Actor, workshop_id: int) -> WorkshopCertificate | None:
    """The actor's certificate of a workshop, if they asked for it."""
    return db.session.scalars(
        select(WorkshopCertificate).where(
            WorkshopCertificate.workshop_id == workshop_id, WorkshopCertificate.member_id == actor.member_id
        )
    ).one_or_none()


def all_own(actor: Actor) -> Sequence[WorkshopCertificate]:
    """The actor's certificates."""
    query = select(WorkshopCertificate).where(WorkshopCertificate.member_id == actor.member_id)
    return db.session.scalars(query).all()


def certificate(actor: Actor, certificate_id: int) -> WorkshopCertificate:
    """One's own certificate, with its workshop.

    Raises:
        NotFound: there is none, or it is somebody else's.
    """
    query = select(WorkshopCertificate).where(WorkshopCertificate.id == certificate_id)
    query = query.options(joinedload(WorkshopCertificate.workshop).joinedload(Workshop.platform))
    found = db.session.scalars(query).unique().one_or_none()
    if found is None or found.member_id != actor.member_id:
        raise NotFound(_("There is no such certificate, or it is somebody else’s."))
    return found


def check(number: str, name: str) -> Checked | None:
    """What a number stands for; nothing if no certificate has it. The name is never told, only compared."""
    wanted = "".join(c for c in number.upper() if c.isalnum() or c == "-")
    query = select(WorkshopCertificate).where(WorkshopCertificate.number == wanted)
    query = query.options(joinedload(WorkshopCertificate.workshop).joinedload(Workshop.platform))
    found = db.session.scalars(query).unique().one_or_none()
    if found is None:
        return None
    return Checked(found.workshop, _alike(name, found.name) if name.strip() else None)


def _alike(one: str, other: str) -> bool:
    """Whether two names are the same, however their spaces and letter case were typed."""
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
