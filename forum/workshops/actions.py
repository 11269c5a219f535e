"""Planning a workshop: announcing it, changing it, cancelling it."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime

from forum.activity.actions import record
from forum.kernel import clock
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.members import queries as members
from forum.platforms.models import Platform
from forum.workshops import queries, rules
from forum.workshops.models import Workshop, WorkshopCancellation, WorkshopHost
from forum.workshops.policy import Can, CanPlan, gate, planning_gate
from forum.workshops.reminding import plan_reminders
from forum.workshops.seats.actions import move_up


@dataclass(frozen=True, slots=True)
class HostGiven:
    """Somebody who leads the workshop; ``email`` is of a member's account, or empty for a guest."""

    name: str
    calling: str = ""
    biography: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """All that is typed about a workshop before it takes place."""

    title_ar: str
    starts_at: datetime
    ends_at: datetime
    title_en: str = ""
    kind: str = rules.EXCHANGE
    about: str = ""
    region: str = "all"
    mode: str = rules.ON_SITE
    place: str = ""
    meeting_link: str = ""
    audience: str = rules.PLATFORM
    board_id: int | None = None
    capacity: int | None = None
    agenda: Sequence[dict[str, str]] = ()
    hosts: Sequence[HostGiven] = ()


#: What people who are registered must hear of.
_MOVES = ("starts_at", "ends_at", "mode", "place")


def plan(platform: Platform, given: Plan, *, by: Actor) -> Workshop:
    """Announce a workshop: the members of the platform hear of it."""
    planning_gate.require(by, CanPlan.PLAN, platform)
    made = Workshop(platform_id=platform.id, created_by_id=by.member_id)
    made.cancellation = made.closure = None
    _write(made, given)
    db.session.add(made)
    db.session.flush()
    record("workshop.announced", made, by=by, platform_id=platform.id)
    plan_reminders(made)
    return made


def _write(workshop: Workshop, given: Plan) -> None:
    for field in fields(Plan):
        if field.name not in ("hosts", "agenda"):
            setattr(workshop, field.name, getattr(given, field.name))
    workshop.agenda = list(given.agenda)
    workshop.hosts = [_host(place, host) for place, host in enumerate(given.hosts)]
    workshop.changed_at = clock.now()


def _host(place: int, given: HostGiven) -> WorkshopHost:
    member = members.by_email(given.email) if given.email else None
    return WorkshopHost(
        position=place, name=given.name, calling=given.calling, biography=given.biography,
        member_id=member.id if member else None,
    )


def change(workshop: Workshop, given: Plan, *, by: Actor) -> None:
    """Put a plan right. Those who are registered hear of another hour or place; more room lets people move up."""
    queries.hold(workshop)
    gate.require(by, Can.EDIT, workshop)
    before = {name: getattr(workshop, name) for name in _MOVES}
    _write(workshop, given)
    workshop.sequence += 1
    moved = [name for name, value in before.items() if getattr(workshop, name) != value]
    db.session.flush()
    if moved:
        record("workshop.moved", workshop, by=by, what=moved)
    else:
        record("workshop.changed", workshop, by=by)
    if "starts_at" in moved:
        plan_reminders(workshop)
    move_up(workshop)


def cancel(workshop: Workshop, reason: str, *, by: Actor) -> None:
    """Say that it does not take place; everybody who is registered or waits hears of it."""
    queries.hold(workshop)
    gate.require(by, Can.CANCEL, workshop)
    workshop.cancellation = WorkshopCancellation(reason=reason.strip(), member_id=by.member_id, at=clock.now())
    workshop.sequence += 1
    workshop.changed_at = clock.now()
    record("workshop.cancelled", workshop, by=by)
