"""Reading platforms, boards, seats and requests."""

from collections.abc import Collection, Sequence

from sqlalchemy import case, func, select, tuple_
from sqlalchemy.orm import contains_eager, joinedload

from forum.authorities.models import Authority
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.errors import NotFound
from forum.kernel.i18n import gettext as _
from forum.members import queries as members
from forum.members.models import Departure, Member, MembershipRequest
from forum.platforms.models import Board, Platform, Seat
from forum.platforms.policy import Can, CanRequest, CanSeat, decidable_by, gate
from forum.platforms.rules import MEMBER, MODERATING, PEOPLE_A_PAGE, ROLES

#: A seat whose holder has left counts no more.
PRESENT = ~select(Departure.member_id).where(Departure.member_id == Seat.member_id).exists()


def platforms() -> Sequence[Platform]:
    """Every platform in its order. What they are is for everybody to see."""
    return db.session.scalars(select(Platform).order_by(Platform.position, Platform.id)).all()


def platform(actor: Actor, slug: str, *, to: Can | None = None) -> Platform:
    """The platform with this word in its address; everybody may see that it is there.

    Raises:
        NotFound: there is none.
        Refused: the actor may not do ``to``; the text says why.
    """
    found = db.session.scalars(select(Platform).where(Platform.slug == slug)).one_or_none()
    if found is None:
        raise NotFound(_("There is no such platform."))
    if to is not None:
        gate.require(actor, to, found)
    return found


def member_counts() -> dict[int, int]:
    """How many people sit on each platform, by its id."""
    counts = select(Seat.platform_id, func.count()).where(PRESENT).group_by(Seat.platform_id)
    return dict(db.session.execute(counts).all())


def boards(platform: Platform) -> Sequence[Board]:
    """The boards of a platform in their order; their names are no secret, their threads are."""
    query = select(Board).where(Board.platform_id == platform.id).order_by(Board.position, Board.id)
    return db.session.scalars(query).all()


def boards_of_ids(ids: Collection[int]) -> Sequence[Board]:
    """Boards by their numbers; their names are no secret."""
    return db.session.scalars(select(Board).where(Board.id.in_(ids)).order_by(Board.position, Board.id)).all()


def leaders(platform: Platform) -> Sequence[Seat]:
    """The coordinators, then the moderators of a platform, with person and authority."""
    return db.session.scalars(
        _seats(platform).where(Seat.role.in_(MODERATING)).order_by(Seat.role, Member.name, Member.id)
    ).all()


def people(actor: Actor, platform: Platform, *, after: int | None = None) -> tuple[Sequence[Seat], int | None]:
    """The members of a platform who have no further role, by name.

    Args:
        after: the number of the member after whom to go on.

    Returns:
        A page of seats, and the member after whom the next page begins, if there is one.

    Raises:
        Refused: the list is for the platform's own people.
    """
    gate.require(actor, Can.SEE_PEOPLE, platform)
    query = _seats(platform).where(Seat.role == MEMBER).order_by(Member.name, Member.id)
    if after is not None:
        name = db.session.scalar(select(Member.name).where(Member.id == after))
        query = query.where(tuple_(Member.name, Member.id) > (name or "", after))
    found = db.session.scalars(query.limit(PEOPLE_A_PAGE + 1)).all()
    shown = found[:PEOPLE_A_PAGE]
    return shown, shown[-1].member_id if len(found) > PEOPLE_A_PAGE else None


def _seats(platform: Platform):
    """Taken seats of a platform, with everything that a list of people shows."""
    return (
        select(Seat)
        .join(Seat.member)
        .where(Seat.platform_id == platform.id, PRESENT)
        .options(contains_eager(Seat.member).joinedload(Member.authority).joinedload(Authority.governorate))
    )


def seat(actor: Actor, platform: Platform, member_id: int, *, to: CanSeat) -> Seat:
    """One person's seat on a platform.

    Raises:
        NotFound: the person has no seat there.
        Refused: the actor may not do ``to`` with it; the text says why.
    """
    gate.require(actor, Can.GIVE_SEATS, platform)
    found = db.session.scalars(_seats(platform).where(Seat.member_id == member_id)).one_or_none()
    if found is None:
        raise NotFound(_("This person has no seat on the platform."))
    gate.require(actor, to, found)
    return found


def all_seats(actor: Actor, platform: Platform) -> Sequence[Seat]:
    """Everybody on a platform, for those who give seats: coordinators, moderators, members by name.

    Raises:
        Refused: the actor does not give seats here.
    """
    gate.require(actor, Can.GIVE_SEATS, platform)
    by_rank = case({role: rank for rank, role in enumerate(ROLES)}, value=Seat.role)
    return db.session.scalars(_seats(platform).order_by(by_rank, Member.name, Member.id)).all()


def seats_of(member: Member) -> Sequence[Seat]:
    """Where a member takes part, with the platforms, in their order."""
    query = select(Seat).join(Seat.platform).where(Seat.member_id == member.id).options(contains_eager(Seat.platform))
    return db.session.scalars(query.order_by(Platform.position)).all()


def waiting(actor: Actor) -> Sequence[MembershipRequest]:
    """The requests that wait for a decision of this actor, oldest first."""
    query = (
        select(MembershipRequest)
        .where(MembershipRequest.decided_at.is_(None), decidable_by(actor))
        .options(joinedload(MembershipRequest.authority).joinedload(Authority.governorate))
        .order_by(MembershipRequest.created_at, MembershipRequest.id)
    )
    return db.session.scalars(query).all()


def waiting_count(actor: Actor) -> int:
    """How many requests wait for this actor; for the desk."""
    if not actor.is_moderator:
        return 0
    query = select(func.count()).where(MembershipRequest.decided_at.is_(None), decidable_by(actor))
    return db.session.scalar(query) or 0


def request(actor: Actor, request_id: int) -> MembershipRequest:
    """A request that the actor may decide, with its authority.

    Raises:
        NotFound: there is none, or it is about a platform that the actor does not moderate.
    """
    query = select(MembershipRequest).where(MembershipRequest.id == request_id)
    query = query.options(joinedload(MembershipRequest.authority).joinedload(Authority.governorate))
    found = db.session.scalars(query).one_or_none()
    if found is None or not gate.may(actor, CanRequest.DECIDE, found):
        raise NotFound(_("There is no such request, or it is for the moderators of another platform."))
    return found


def platform_of(request: MembershipRequest) -> Platform:
    """The platform that a request is about."""
    return db.session.get_one(Platform, request.platform_id)


def known(request: MembershipRequest) -> Member | None:
    """The member who has the request's mail address already: approving gives that member the seat."""
    return db.session.get(Member, request.member_id) if request.member_id else members.by_email(request.email)


def asked_for(actor: Actor) -> frozenset[int]:
    """Platforms for which the actor's request is still waiting."""
    if not actor.is_signed_in:
        return frozenset()
    query = select(MembershipRequest.platform_id).where(
        MembershipRequest.member_id == actor.member_id, MembershipRequest.decided_at.is_(None)
    )
    return frozenset(db.session.scalars(query))
