"""Showing a code, typing it, entering who came afterwards."""

import secrets
from collections.abc import Collection
from enum import Enum, auto

from sqlalchemy import update

from forum.activity.actions import record
from forum.kernel import clock
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.workshops import queries, rules
from forum.workshops.attendance.models import AttendanceCode, AttendanceTries
from forum.workshops.models import Workshop, WorkshopSeat
from forum.workshops.policy import Can, gate

#: What is read from the wall in digits of either kind.
_WESTERN = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


class Typed(Enum):
    """What became of a code that somebody typed."""

    RIGHT = auto()
    WRONG = auto()
    TOO_OFTEN = auto()
    NOT_REGISTERED = auto()


def show_code(workshop: Workshop, *, by: Actor) -> AttendanceCode:
    """Make the code of a workshop, or another one in its place."""
    gate.require(by, Can.SHOW_CODE, workshop)
    digits = "".join(secrets.choice("0123456789") for _n in range(rules.CODE_DIGITS))
    made = db.session.merge(
        AttendanceCode(workshop_id=workshop.id, code=digits, member_id=by.member_id, at=clock.now())
    )
    record("workshop.code_shown", workshop, by=by)
    return made


def type_code(workshop: Workshop, typed: str, *, by: Actor) -> Typed:
    """Note that the actor is in the room, if that is the code on the wall. Wrong codes are counted."""
    queries.hold(workshop)
    gate.require(by, Can.TYPE_CODE, workshop)
    seat = db.session.get(WorkshopSeat, (workshop.id, by.member_id), populate_existing=True)
    if seat is None or seat.state == rules.WITHDRAWN:
        return Typed.NOT_REGISTERED
    if seat.attended_at is not None:
        return Typed.RIGHT
    tries = db.session.get(AttendanceTries, (workshop.id, by.member_id), populate_existing=True)
    if tries is not None and tries.wrong >= rules.TRIES_MAX:
        return Typed.TOO_OFTEN
    shown = db.session.get(AttendanceCode, workshop.id)
    if shown is not None and secrets.compare_digest(_digits(typed), shown.code):
        _came(seat, rules.BY_CODE)
        record("workshop.attended", workshop, by=by, by_means_of=rules.BY_CODE)
        return Typed.RIGHT
    if tries is None:
        tries = AttendanceTries(workshop_id=workshop.id, member_id=by.member_id, wrong=0)
        db.session.add(tries)
    tries.wrong += 1
    return Typed.TOO_OFTEN if tries.wrong >= rules.TRIES_MAX else Typed.WRONG


def _digits(typed: str) -> str:
    return "".join(c for c in typed.translate(_WESTERN) if c.isascii() and c.isdigit())


def _came(seat: WorkshopSeat, how: str) -> None:
    seat.attended_at, seat.attended_by = clock.now(), how


def enter(workshop: Workshop, came: Collection[int], others: int, *, by: Actor) -> None:
    """Note who came, as the sheet or the moderator says it.

    Args:
        came: members who were there; those with a place who are not among them were not.
        others: how many people more, without an account or a place.
    """
    queries.hold(workshop)
    gate.require(by, Can.ENTER_ATTENDANCE, workshop)
    present = 0
    for seat in db.session.query(WorkshopSeat).where(
        WorkshopSeat.workshop_id == workshop.id, WorkshopSeat.state != rules.WITHDRAWN
    ):
        if seat.member_id in came:
            present += 1
            if seat.attended_at is None:
                _came(seat, rules.ENTERED)
        else:
            seat.attended_at, seat.attended_by = None, ""
    db.session.execute(
        update(Workshop).where(Workshop.id == workshop.id).values(attended=present + others)
        .execution_options(synchronize_session="fetch")
    )
    record("workshop.attendance_entered", workshop, by=by, present=present, others=others)


def add_guest(workshop: Workshop, member_id: int, *, by: Actor) -> None:
    """Note a member who came without having registered."""
    queries.hold(workshop)
    gate.require(by, Can.ENTER_ATTENDANCE, workshop)
    seat = db.session.get(WorkshopSeat, (workshop.id, member_id), populate_existing=True)
    if seat is None:
        seat = WorkshopSeat(workshop_id=workshop.id, member_id=member_id, state=rules.SEATED, queued_at=clock.now())
        db.session.add(seat)
    seat.state = rules.SEATED
    _came(seat, rules.ENTERED)
    record("workshop.attended", workshop, by=by, member_id=member_id, by_means_of=rules.ENTERED)
