"""Who hears of a workshop: members of the platform when it is announced, the registered of everything after."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.activity.models import Event
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.i18n import gettext as _, moment, named
from forum.notifications.models import Notification
from forum.notifications.port import Announcement, Heading, Line
from forum.platforms.models import Seat
from forum.workshops import rules
from forum.workshops.addresses import of_note, of_workshop
from forum.workshops.models import Workshop, WorkshopSeat
from forum.workshops.policy import Can, gate

WORKSHOP = "workshop"
#: Who has a place; and who is also told when it moves or is cancelled.
SEATED, CONCERNED = (rules.SEATED,), (rules.SEATED, rules.WAITING)
PERSONAL = ("workshop.seat_given", "workshop.step_given", "workshop.step_due")


class AnnouncedWorkshops:
    """The adapter of ``notifications.port.Announced`` for workshops."""

    events = (
        "workshop.announced", "workshop.moved", "workshop.cancelled", "workshop.soon", "workshop.closed",
        "workshop.note_drafted", *PERSONAL,
    )
    subjects = (WORKSHOP,)

    def announcements(self, events: Sequence[Event]) -> Iterable[Announcement]:
        """Each event to those whom it concerns."""
        query = select(Workshop).where(Workshop.id.in_({event.subject_id for event in events}))
        found = {each.id: each for each in db.session.scalars(query).unique()}
        for event in events:
            if workshop := found.get(event.subject_id):
                yield Announcement(
                    event, event.kind.removeprefix("workshop."), (WORKSHOP, workshop.id),
                    to=_hearers(event, workshop), may_hear=lambda actor, w=workshop: gate.may(actor, Can.READ_NOTES, w),
                )

    def headings(self, actor: Actor, kind: str, ids: Collection[int]) -> Mapping[int, Heading]:
        """The title of the workshop."""
        query = select(Workshop).where(Workshop.id.in_(ids)).options(joinedload(Workshop.platform))
        return {
            each.id: Heading(named(each, "title"), of_workshop(each.id), each.platform.slug, each.demo_key is not None)
            for each in db.session.scalars(query).unique()
            if gate.may(actor, Can.READ_NOTES, each)
        }

    def lines(self, actor: Actor, told: Sequence[Notification]) -> Mapping[int, Line]:
        """The sentence of each notification, with the hour as it stands now."""
        query = select(Workshop).where(Workshop.id.in_({n.subject_id for n in told}))
        found = {each.id: each for each in db.session.scalars(query).unique()}
        return {n.id: _line(n, found[n.subject_id]) for n in told if n.subject_id in found}


def _hearers(event: Event, workshop: Workshop) -> Sequence[int]:
    if event.kind in PERSONAL:
        return [event.detail["member_id"]]
    if event.kind == "workshop.announced":
        query = select(Seat.member_id).where(Seat.platform_id == workshop.platform_id)
    elif event.kind == "workshop.note_drafted":
        query = select(Seat.member_id).where(Seat.platform_id == workshop.platform_id, Seat.role != "member")
    else:
        states = CONCERNED if event.kind in ("workshop.moved", "workshop.cancelled") else SEATED
        query = select(WorkshopSeat.member_id).where(
            WorkshopSeat.workshop_id == workshop.id, WorkshopSeat.state.in_(states)
        )
    return db.session.scalars(query).all()


def _line(told: Notification, workshop: Workshop) -> Line:
    when, where = moment(workshop.starts_at), workshop.place or str(rules.MODES[workshop.mode])
    match told.kind:
        case "announced":
            return Line(_("A workshop is announced for %(moment)s", moment=when))
        case "moved":
            return Line(_("The workshop has changed: now %(moment)s, %(place)s", moment=when, place=where))
        case "cancelled":
            return Line(_("The workshop was cancelled"))
        case "soon" if told.detail.get("hours") == rules.REMINDERS[0].days * 24:
            return Line(_("The workshop begins in two days: %(moment)s, %(place)s", moment=when, place=where))
        case "soon":
            return Line(_("The workshop begins in two hours: %(moment)s, %(place)s", moment=when, place=where))
        case "seat_given":
            return Line(_("A place became free, and it is yours: %(moment)s", moment=when))
        case "step_given":
            return Line(_("A next step is yours: %(what)s", what=told.detail.get("what", "")))
        case "step_due":
            return Line(_("The day of a next step has come: %(what)s", what=told.detail.get("what", "")))
        case "note_drafted":
            return Line(_("The note on what was learned is drafted and waits to be finished"), of_note(workshop.id))
        case _:
            return Line(_("The minutes of the workshop are there"))
