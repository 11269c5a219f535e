"""Reading accounts."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.authorities.models import Authority
from forum.kernel import clock
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.errors import NotFound
from forum.kernel.i18n import gettext as _
from forum.members.addresses import normalised
from forum.members.keys import hashed
from forum.members.models import Departure, Invitation, Member, Office, Session
from forum.members.policy import Can, gate


def member(actor: Actor, member_id: int, *, to: Can = Can.SEE) -> Member:
    """Fetch one member with authority and departure.

    Raises:
        NotFound: nobody has this number, or the actor may not see members.
        Refused: the actor may see the person but not do ``to``; the text says why.
    """
    query = select(Member).where(Member.id == member_id).options(
        joinedload(Member.authority).joinedload(Authority.governorate), joinedload(Member.departure)
    )
    found = db.session.scalars(query).one_or_none()
    if found is None or not gate.may(actor, Can.SEE, found):
        raise NotFound(_("There is no such member."))
    gate.require(actor, to, found)
    return found


def own(actor: Actor) -> Member:
    """The actor's own account."""
    return member(actor, actor.member_id or 0, to=Can.CHANGE)


def by_email(email: str) -> Member | None:
    """The member with this mail address who has not left; for signing in, asks no actor."""
    query = (
        select(Member)
        .outerjoin(Departure, Departure.member_id == Member.id)
        .where(Member.email == normalised(email), Departure.member_id.is_(None))
        .options(joinedload(Member.departure))
    )
    return db.session.scalars(query).one_or_none()


def sessions(actor: Actor) -> Sequence[Session]:
    """Where the actor is signed in now, newest first."""
    query = select(Session).where(Session.member_id == actor.member_id, Session.expires_at > clock.now())
    return db.session.scalars(query.order_by(Session.started_at.desc())).all()


def offices(actor: Actor) -> Sequence[Office]:
    """Everybody who works for the association or administers the forum, with the person.

    Raises:
        Refused: only administrators see the list.
    """
    gate.require(actor, Can.SEE_OFFICES, None)
    query = (
        select(Office)
        .outerjoin(Departure, Departure.member_id == Office.member_id)
        .where(Departure.member_id.is_(None))
        .options(joinedload(Office.member))
        .order_by(Office.kind, Office.since)
    )
    return db.session.scalars(query).all()


def offices_of(member_id: int) -> Sequence[str]:
    """What one member does for the association."""
    return db.session.scalars(select(Office.kind).where(Office.member_id == member_id).order_by(Office.kind)).all()


def invitation(key: str, *, held: bool = False) -> Invitation:
    """The one-time link with this key, if it still works; the key is the permission.

    ``held`` lets nobody else use it until the transaction ends.

    Raises:
        NotFound: it was used, it has expired, or it never was.
    """
    query = select(Invitation).where(Invitation.key_hash == hashed(key)).options(
        joinedload(Invitation.member).joinedload(Member.departure)
    )
    if held:
        query = query.with_for_update(of=Invitation).execution_options(populate_existing=True)
    found = db.session.scalars(query).one_or_none()
    closed = found is not None and found.member is not None and found.member.departure is not None
    if found is None or found.used_at or found.expires_at <= clock.now() or closed:
        raise NotFound(
            _("This link no longer works: it was used, or its time is over. Ask for a new one on the sign-in page.")
        )
    return found
