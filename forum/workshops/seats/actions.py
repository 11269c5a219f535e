"""Registering with something to bring, giving a place back, and moving up by itself.

Whoever changes who sits where holds the workshop's row first, so that of many who
press at once exactly as many get a place as there are.
"""

from dataclasses import dataclass

from forum.activity.actions import record
from forum.kernel import clock
from forum.kernel.access import ANYONE, Actor
from forum.kernel.db import db
from forum.threads import actions as threads
from forum.threads.models import Thread
from forum.workshops import queries, rules
from forum.workshops.models import Workshop, WorkshopSeat, WorkshopThread
from forum.workshops.policy import Can, gate
from forum.workshops.seats import queries as seats


@dataclass(frozen=True, slots=True)
class Brought:
    """What a participant brings: a practice (``practice``) or a concrete challenge (``question``)."""

    kind: str
    title: str
    body: str


def register(workshop: Workshop, brought: Brought | None, *, by: Actor) -> WorkshopSeat:
    """Take a place, or one on the waiting list; what the person brings is opened as a thread.

    Args:
        brought: needed the first time; whoever comes back after giving a place back has brought it already.

    Raises:
        Refused: the workshop is not open to the person, or no longer.
    """
    queries.hold(workshop)
    gate.require(by, Can.REGISTER, workshop)
    seat = db.session.get(WorkshopSeat, (workshop.id, by.member_id), populate_existing=True)
    if seat is not None and seat.state != rules.WITHDRAWN:
        return seat
    state = rules.WAITING if seats.room(workshop).is_full else rules.SEATED
    if seat is None:
        seat = WorkshopSeat(workshop_id=workshop.id, member_id=by.member_id, state=state, queued_at=clock.now())
        db.session.add(seat)
    seat.state, seat.queued_at = state, clock.now()
    db.session.flush()
    if brought is not None and not seat.thread_id and not seat.brings:
        _bring(workshop, seat, brought, by)
    record("workshop.registered", workshop, by=by, state=state)
    return seat


def _bring(workshop: Workshop, seat: WorkshopSeat, brought: Brought, by: Actor) -> None:
    """Open the thread and tie it to the workshop; who cannot ask on any board here leaves the words."""
    board = seats.board_for(by, workshop)
    if board is None:
        seat.brings = f"{brought.title}\n\n{brought.body}"
        return
    thread = threads.ask(board, title=brought.title, kind=brought.kind, body=brought.body, by=by)
    seat.thread_id = thread.id
    db.session.add(WorkshopThread(workshop_id=workshop.id, thread_id=thread.id, part=rules.BROUGHT))


def withdraw(workshop: Workshop, *, by: Actor) -> None:
    """Give a place back; the first who waits gets it. The thread stays: it was a good question before."""
    queries.hold(workshop)
    gate.require(by, Can.WITHDRAW, workshop)
    seat = db.session.get(WorkshopSeat, (workshop.id, by.member_id), populate_existing=True)
    if seat is None or seat.state == rules.WITHDRAWN:
        return
    _give_back(workshop, seat)
    record("workshop.withdrawn", workshop, by=by)


def _give_back(workshop: Workshop, seat: WorkshopSeat) -> None:
    seat.state = rules.WITHDRAWN
    db.session.flush()
    move_up(workshop)


def move_up(workshop: Workshop) -> None:
    """Give free places to those who wait, in their order; each hears of it. The workshop's row is held."""
    if workshop.has_begun or workshop.is_cancelled:
        return
    for seat in seats.next_in_queue(workshop.id, seats.room(workshop).free):
        seat.state = rules.SEATED
        record("workshop.seat_given", workshop, by=ANYONE, member_id=seat.member_id)


def free_seats_of_the_departed() -> None:
    """The chore of a day: a closed account needs no place."""
    for seat in seats.of_the_departed():
        queries.hold(seat.workshop)
        _give_back(seat.workshop, seat)


def tied(workshop: Workshop, thread: Thread, part: str) -> None:
    """Let a thread belong to a workshop; what was discussed stays discussed."""
    known = db.session.get(WorkshopThread, (workshop.id, thread.id))
    if known is None:
        db.session.add(WorkshopThread(workshop_id=workshop.id, thread_id=thread.id, part=part))
    elif known.part != rules.NOTE:
        known.part = part
    threads.changed(thread)
