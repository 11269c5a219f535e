"""Changing who takes part where."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, delete, select, update

from forum.activity.actions import record
from forum.authorities.models import Authority
from forum.kernel import clock
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.errors import Conflict, NotFound
from forum.kernel.i18n import gettext as _
from forum.members import queries as members
from forum.members.actions import invite
from forum.members.addresses import normalised
from forum.members.models import Member, MembershipRequest
from forum.members.rules import JOIN
from forum.platforms.models import Platform, Seat
from forum.platforms.policy import Application, CanApply, gate
from forum.platforms.rules import MEMBER


@dataclass(frozen=True, slots=True)
class Approval:
    """What an approved request became."""

    member: Member
    platform: Platform
    #: the key of the link by which a new member comes in; none for whom has an account already
    key: str | None


def request_membership(
    platform: Platform, authority: Authority, *, name: str, email: str, job_title: str, message: str, locale: str,
    by: Actor,
) -> MembershipRequest | None:
    """Ask for an account with a seat on a platform.

    Whether somebody with this mail address is a member already is not told
    here: it shows when the request is approved.

    Returns:
        The new request; nothing if the same one is waiting already.

    Raises:
        Refused: the platform is for another kind of authority.
    """
    gate.require(by, CanApply.SEND, Application(platform, authority))
    email = normalised(email)
    if _waits(platform, MembershipRequest.email == email):
        return None
    asked = MembershipRequest(
        name=name, email=email, job_title=job_title, authority_id=authority.id, platform_id=platform.id,
        message=message, locale=locale,
    )
    return _asked(asked, by)


def request_seat(platform: Platform, member: Member, message: str, *, by: Actor) -> MembershipRequest | None:
    """Ask for a seat on one more platform, as the member that one is (authority loaded).

    Returns:
        The new request; nothing if one is waiting already.

    Raises:
        Refused: there is a seat already, or the platform is for another kind of authority.
    """
    gate.require(by, CanApply.SEND, Application(platform, member.authority))
    if _waits(platform, MembershipRequest.member_id == member.id):
        return None
    asked = MembershipRequest(
        member_id=member.id, name=member.name, email=member.email, job_title=member.job_title,
        authority_id=member.authority_id, platform_id=platform.id, message=message, locale=member.locale,
    )
    return _asked(asked, by)


def _waits(platform: Platform, whose: ColumnElement[bool]) -> bool:
    query = select(MembershipRequest.id).where(
        MembershipRequest.platform_id == platform.id, MembershipRequest.decided_at.is_(None), whose
    )
    return db.session.scalars(query.limit(1)).first() is not None


def _asked(asked: MembershipRequest, by: Actor) -> MembershipRequest:
    db.session.add(asked)
    record("membership.requested", asked, by=by, platform_id=asked.platform_id)
    return asked


def approve(request: MembershipRequest, platform: Platform, *, by: Actor) -> Approval:
    """Give the person a seat, and an account if there is none with this mail address.

    Raises:
        Conflict: it was decided meanwhile.
    """
    _decide(request, True, "", by)
    member = _person(request)
    if db.session.get(Seat, (member.id, platform.id)) is None:
        _sit(platform, member, MEMBER, by)
    key = None if member.password_hash else invite(member, JOIN)
    record("membership.approved", request, by=by, platform_id=platform.id, member_id=member.id)
    return Approval(member, platform, key)


def refuse(request: MembershipRequest, reason: str, *, by: Actor) -> None:
    """Say no, with a reason that the person reads.

    Raises:
        Conflict: it was decided meanwhile.
    """
    _decide(request, False, reason, by)
    record("membership.refused", request, by=by, platform_id=request.platform_id, reason=reason)


def _decide(request: MembershipRequest, is_approved: bool, reason: str, by: Actor) -> None:
    """Write the decision if there is none yet: two moderators may press at once."""
    decision = {"decided_at": clock.now(), "decided_by_id": by.member_id, "is_approved": is_approved, "reason": reason}
    undecided = MembershipRequest.id == request.id, MembershipRequest.decided_at.is_(None)
    written = db.session.execute(
        update(MembershipRequest).where(*undecided).values(decision).execution_options(synchronize_session=False)
    )
    if written.rowcount == 0:
        raise Conflict(_("Somebody else decided this request a moment ago."))
    db.session.refresh(request, list(decision))


def _person(request: MembershipRequest) -> Member:
    """The member whom a request is about, made now if there is none."""
    member = db.session.get(Member, request.member_id) if request.member_id else None
    member = member or members.by_email(request.email)
    if member is None:
        member = Member(
            email=request.email, name=request.name, job_title=request.job_title, authority_id=request.authority_id,
            locale=request.locale,
        )
        db.session.add(member)
        db.session.flush()
    request.member_id = member.id
    return member


def give_seat(platform: Platform, member: Member, role: str, *, by: Actor) -> Seat:
    """Let a member take part; with a seat already, only the role changes."""
    taken = db.session.get(Seat, (member.id, platform.id))
    if taken is not None:
        change_role(taken, role, by=by)
        return taken
    given = _sit(platform, member, role, by)
    record("platform.seat_given", platform, by=by, member_id=member.id, role=role)
    return given


def _sit(platform: Platform, member: Member, role: str, by: Actor) -> Seat:
    given = Seat(member_id=member.id, platform_id=platform.id, role=role, given_by_id=by.member_id)
    db.session.add(given)
    return given


def change_role(seat: Seat, role: str, *, by: Actor) -> None:
    """Make somebody member, moderator or coordinator of the platform."""
    if seat.role != role:
        before, seat.role = seat.role, role
        platform = db.session.get_one(Platform, seat.platform_id)
        record("platform.role_changed", platform, by=by, member_id=seat.member_id, before=before, role=role)


def remove_seat(seat: Seat, reason: str, *, by: Actor) -> None:
    """Take a seat back; what the person wrote stays. The reason is kept and mailed.

    Raises:
        NotFound: somebody else took it back a moment ago.
    """
    platform = db.session.get_one(Platform, seat.platform_id)
    taken = delete(Seat).where(Seat.member_id == seat.member_id, Seat.platform_id == seat.platform_id)
    if db.session.execute(taken).rowcount == 0:
        raise NotFound(_("This person has no seat on the platform."))
    record("platform.seat_removed", platform, by=by, member_id=seat.member_id, role=seat.role, reason=reason)


def leave(platform: Platform, *, by: Actor) -> None:
    """Give one's own seat back."""
    if (seat := db.session.get(Seat, (by.member_id, platform.id))) is not None:
        remove_seat(seat, "", by=by)
