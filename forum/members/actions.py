"""Changing accounts. Passwords arrive here already hashed: hashing is slow and waits for no lock."""

from sqlalchemy import delete, select, update

from forum.activity.actions import record
from forum.authorities.models import Authority
from forum.kernel import clock
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.errors import Conflict
from forum.kernel.i18n import gettext as _
from forum.kernel.jobs import enqueue
from forum.members import queries, rules
from forum.members.addresses import normalised
from forum.members.keys import hashed, new_key
from forum.members.models import Departure, Invitation, Member, MembershipRequest, Offer, Office, Session

#: The job that writes to somebody who forgot the password, if there is such an account.
PASSWORD_LINK = "members.password_link"


def start_session(member: Member, *, remembered: bool = False) -> str:
    """Sign in: a new row, whose key goes into the cookie. What has expired is cleared away."""
    moment = clock.now()
    key = new_key()
    lasting = rules.REMEMBERED_SESSION if remembered else rules.SESSION
    db.session.execute(delete(Session).where(Session.expires_at <= moment))
    db.session.add(Session(key_hash=hashed(key), member_id=member.id, started_at=moment, expires_at=moment + lasting))
    return key


def end_session(key: str) -> None:
    """Sign out wherever the cookie with this key is."""
    db.session.execute(delete(Session).where(Session.key_hash == hashed(key)))


def end_one_session(key_hash: str, *, by: Actor) -> None:
    """Sign out one of the actor's own browsers."""
    db.session.execute(delete(Session).where(Session.key_hash == key_hash, Session.member_id == by.member_id))


def end_sessions(member: Member, *, but: str | None = None) -> None:
    """Sign a member out everywhere, except where the cookie holds ``but``."""
    ending = delete(Session).where(Session.member_id == member.id)
    if but:
        ending = ending.where(Session.key_hash != hashed(but))
    db.session.execute(ending)


def renew_password_hash(member: Member, password_hash: str) -> None:
    """Keep the same password under stronger parameters; sessions go on."""
    member.password_hash = password_hash


def set_password(member: Member, password_hash: str, *, by: Actor) -> None:
    """Change the password; every session and every open password link ends."""
    member.password_hash = password_hash
    end_sessions(member)
    _use_up(member, rules.NEW_PASSWORD)
    record("member.password_changed", member, by=by)


def invite(member: Member, purpose: str) -> str:
    """Make a one-time link for a member; older ones for the same purpose stop working.

    Returns:
        The key for the address. It is kept nowhere: put it into a mail now.
    """
    _use_up(member, purpose)
    return _new_link(purpose, member.id)


def invite_first_administrator() -> str:
    """Make the one-time link by which a new forum gets its first administrator; returns its key."""
    return _new_link(rules.FIRST_ADMINISTRATOR, None)


def ask_for_password_link(email: str) -> None:
    """Leave it to the worker to look for the account, so that nobody learns here whether there is one."""
    enqueue(PASSWORD_LINK, email=normalised(email))


def accept(invitation: Invitation, password_hash: str, *, name: str = "") -> Member:
    """Use a member's link up: the person sets a password, and joining also how the name is written."""
    member = invitation.member
    if name:
        member.name = name
    invitation.used_at = clock.now()
    set_password(member, password_hash, by=_as_actor(member))
    if invitation.purpose == rules.JOIN:
        record("member.joined", member, by=_as_actor(member))
    return member


def become_first_administrator(
    invitation: Invitation, password_hash: str, *, name: str, email: str, locale: str
) -> Member:
    """Make the account of the person who opened the first administrator's link, with both offices.

    Raises:
        Conflict: there is an account with this mail address.
    """
    if queries.by_email(email) is not None:
        raise Conflict(_("There is an account with this mail address. Sign in, or ask for a new password."))
    member = Member(email=normalised(email), name=name, password_hash=password_hash, locale=locale)
    db.session.add(member)
    db.session.flush()
    db.session.add_all(Office(member_id=member.id, kind=kind) for kind in rules.FIRST_OFFICES)
    unused = Invitation.purpose == rules.FIRST_ADMINISTRATOR, Invitation.used_at.is_(None)
    db.session.execute(update(Invitation).where(*unused).values(used_at=clock.now()))
    record("member.joined", member, by=_as_actor(member))
    return member


def transfer(member: Member, *, name: str, job_title: str, authority: Authority | None, by: Actor) -> None:
    """Change what is true today; posts keep the job and authority under which they were written."""
    before = {"name": member.name, "job_title": member.job_title, "authority_id": member.authority_id}
    member.name, member.job_title = name, job_title
    member.authority_id = authority.id if authority else None
    after = {"name": member.name, "job_title": member.job_title, "authority_id": member.authority_id}
    if before != after:
        record("member.transferred", member, by=by, before=before, after=after)


def change_address(member: Member, email: str, *, by: Actor) -> None:
    """Give an account another mail address, for instance after a transfer; links sent to the old one stop working.

    Raises:
        Conflict: another member has this address.
    """
    other = queries.by_email(email)
    if other is not None and other.id != member.id:
        raise Conflict(_("Another member has this mail address."))
    member.email = normalised(email)
    for purpose in rules.INVITATIONS:
        _use_up(member, purpose)
    record("member.address_changed", member, by=by)


def set_preferences(member: Member, *, locale: str, wants_mail: bool, gender: str | None) -> None:
    """How the forum speaks to a member, and what the member wants counted."""
    member.locale, member.wants_mail, member.gender = locale, wants_mail, gender


def close_account(member: Member, reason: str, *, by: Actor) -> None:
    """End an account: what was written stays under the name; mail address, password and gender are erased."""
    member.departure = Departure(by_id=by.member_id, reason=reason)
    member.email = f"closed:{member.id}"
    member.password_hash = member.gender = None
    member.wants_mail = False
    end_sessions(member)
    db.session.execute(delete(Invitation).where(Invitation.member_id == member.id))
    db.session.execute(delete(Office).where(Office.member_id == member.id))
    db.session.execute(delete(Offer).where(Offer.member_id == member.id))
    db.session.execute(delete(MembershipRequest).where(MembershipRequest.member_id == member.id))
    record("member.departed", member, by=by)


def give_office(member: Member, kind: str, *, by: Actor) -> None:
    """Let a member work for the association; a second time changes nothing."""
    if db.session.get(Office, (member.id, kind)) is None:
        db.session.add(Office(member_id=member.id, kind=kind))
        record("member.office_given", member, by=by, office=kind)


def end_office(member: Member, kind: str, *, by: Actor) -> None:
    """End a member's work for the association.

    Raises:
        Conflict: nobody would be left to do this work; another one was ended a moment ago.
    """
    holders = db.session.scalars(
        select(Office).where(Office.kind == kind).order_by(Office.member_id).with_for_update()
    ).all()
    office = next((one for one in holders if one.member_id == member.id), None)
    if office is not None:
        if kind == rules.ADMINISTRATOR and len(holders) == 1:
            raise Conflict(_("Another administrator has to do this, so that the forum always has one."))
        db.session.delete(office)
        record("member.office_ended", member, by=by, office=kind)


def _new_link(purpose: str, member_id: int | None) -> str:
    key, moment = new_key(), clock.now()
    expires_at = moment + rules.INVITATIONS[purpose]
    db.session.add(
        Invitation(key_hash=hashed(key), purpose=purpose, member_id=member_id, created_at=moment, expires_at=expires_at)
    )
    return key


def _use_up(member: Member, purpose: str) -> None:
    unused = (Invitation.member_id == member.id, Invitation.purpose == purpose, Invitation.used_at.is_(None))
    db.session.execute(update(Invitation).where(*unused).values(used_at=clock.now()))


def _as_actor(member: Member) -> Actor:
    """A member who acts without a session yet: only the link in their hands says who they are."""
    return Actor(member_id=member.id, name=member.name)
