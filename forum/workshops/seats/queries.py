"""Reading seats: how many are taken, who has one, which are mine."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, literal, select, tuple_
from sqlalchemy.orm import joinedload

from forum.authorities.models import Authority
from forum.kernel import clock
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.members.models import Departure, Member
from forum.platforms.models import Board
from forum.threads.policy import CanBoard, board_gate
from forum.workshops import rules
from forum.workshops.models import Workshop, WorkshopSeat


@dataclass(frozen=True, slots=True)
class Room:
    """How full a workshop is."""

    capacity: int | None
    seated: int
    waiting: int

    @property
    def free(self) -> int | None:
        """Places that are left; nothing where there is no limit."""
        return None if self.capacity is None else max(self.capacity - self.seated, 0)

    @property
    def is_full(self) -> bool:
        """Whether whoever registers now waits."""
        return self.free == 0


def room(workshop: Workshop) -> Room:
    """How full a workshop is now."""
    query = select(WorkshopSeat.state, func.count()).where(WorkshopSeat.workshop_id == workshop.id)
    counts = dict(db.session.execute(query.group_by(WorkshopSeat.state)).all())
    return Room(workshop.capacity, counts.get(rules.SEATED, 0), counts.get(rules.WAITING, 0))


def seat_of(actor: Actor, workshop_id: int) -> WorkshopSeat | None:
    """The actor's place, given back or not."""
    return db.session.get(WorkshopSeat, (workshop_id, actor.member_id)) if actor.is_signed_in else None


def place_in_queue(seat: WorkshopSeat) -> int:
    """How many people wait before this one, and the one: 1 is next."""
    before = tuple_(WorkshopSeat.queued_at, WorkshopSeat.member_id) < tuple_(
        literal(seat.queued_at, WorkshopSeat.queued_at.type), seat.member_id
    )
    query = select(func.count()).where(
        WorkshopSeat.workshop_id == seat.workshop_id, WorkshopSeat.state == rules.WAITING, before
    )
    return (db.session.scalar(query) or 0) + 1


def next_in_queue(workshop_id: int, limit: int | None) -> Sequence[WorkshopSeat]:
    """Those who wait, who came first on top."""
    query = select(WorkshopSeat).where(
        WorkshopSeat.workshop_id == workshop_id, WorkshopSeat.state == rules.WAITING
    )
    return db.session.scalars(query.order_by(WorkshopSeat.queued_at, WorkshopSeat.member_id).limit(limit)).all()


def people(workshop_id: int) -> Sequence[WorkshopSeat]:
    """Those who have a place or wait for one, with names and authorities: the seated by name, then the queue."""
    query = (
        select(WorkshopSeat)
        .join(WorkshopSeat.member)
        .where(WorkshopSeat.workshop_id == workshop_id, WorkshopSeat.state != rules.WITHDRAWN)
        .options(joinedload(WorkshopSeat.member).joinedload(Member.authority).joinedload(Authority.governorate))
    )
    found = db.session.scalars(query.order_by(Member.name, Member.id)).all()
    waiting = sorted((s for s in found if s.state == rules.WAITING), key=lambda s: (s.queued_at, s.member_id))
    return [*(seat for seat in found if seat.state == rules.SEATED), *waiting]


def mine(actor: Actor) -> Sequence[WorkshopSeat]:
    """The actor's places in workshops, the next one first and those that were held last."""
    query = (
        select(WorkshopSeat)
        .join(WorkshopSeat.workshop)
        .where(WorkshopSeat.member_id == actor.member_id, WorkshopSeat.state != rules.WITHDRAWN)
        .options(joinedload(WorkshopSeat.workshop).joinedload(Workshop.platform))
    )
    found = db.session.scalars(query.order_by(Workshop.starts_at)).unique().all()
    ahead = [seat for seat in found if not seat.workshop.is_past]
    return [*ahead, *(seat for seat in reversed(found) if seat.workshop.is_past)]


def board_for(actor: Actor, workshop: Workshop) -> Board | None:
    """Where the actor can open what they bring: the workshop's board, else another of the platform's."""
    query = select(Board).where(Board.platform_id == workshop.platform_id)
    boards = db.session.scalars(query.order_by(Board.position, Board.id)).all()
    own_first = sorted(boards, key=lambda board: board.id != workshop.board_id)
    return next((board for board in own_first if board_gate.may(actor, CanBoard.ASK, board)), None)


def of_the_departed() -> Sequence[WorkshopSeat]:
    """Places, in workshops to come, of people whose account was closed."""
    query = (
        select(WorkshopSeat)
        .join(Departure, Departure.member_id == WorkshopSeat.member_id)
        .join(WorkshopSeat.workshop)
        .where(Workshop.starts_at > clock.now(), WorkshopSeat.state != rules.WITHDRAWN)
        .options(joinedload(WorkshopSeat.workshop))
    )
    return db.session.scalars(query).unique().all()
