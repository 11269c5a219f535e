"""What happens in the invented workshops: seats, a queue, attendance, minutes, steps that are still open."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from forum.demonstration import accounts
from forum.demonstration.people import Cast
from forum.demonstration.sources import lines
from forum.kernel import clock
from forum.kernel.db import db
from forum.members.models import Member
from forum.platforms.models import Board, Platform, Seat
from forum.threads.models import Thread
from forum.workshops import queries, rules
from forum.workshops.closing import actions as closing
from forum.workshops.models import Workshop, WorkshopSeat, WorkshopThread
from forum.workshops.reminding import plan_reminders

#: Places of the workshops ahead, the next one first: one is full, one nearly, the others have room.
CAPACITIES = (6, 12, 20, 25, 30)
#: People who register for each: three wait for the first one.
REGISTERED = 9
CAME = 8


def enliven(cast: Cast) -> None:
    """Let people register for what is ahead, and write down what came of what was held."""
    written = {row["workshop"]: row for row in lines("demo_workshop_life")}
    found = db.session.scalars(select(Workshop).where(Workshop.demo_key.is_not(None)).order_by(Workshop.starts_at))
    ahead = 0
    for workshop in found.unique().all():
        slug = db.session.get_one(Platform, workshop.platform_id).slug
        if workshop.is_past:
            _hold(workshop, written.get(workshop.demo_key, {}), cast, slug)
        else:
            _register(workshop, CAPACITIES[ahead % len(CAPACITIES)])
            ahead += 1


def _people(platform_id: int, limit: int) -> list[int]:
    """Members of a platform; the account to try things with is the first of them."""
    query = (
        select(Member.id)
        .join(Seat, Seat.member_id == Member.id)
        .where(Seat.platform_id == platform_id, Seat.role == "member")
        .order_by(Member.email != accounts.MEMBER.email, Member.id)
    )
    return list(db.session.scalars(query.limit(limit)))


def _register(workshop: Workshop, capacity: int) -> None:
    """Places and a queue; what people bring are threads that they opened on the platform before."""
    workshop.capacity = capacity
    workshop.board_id = db.session.scalar(
        select(Board.id).where(Board.platform_id == workshop.platform_id).order_by(Board.position).limit(1)
    )
    plan_reminders(workshop)
    begun = clock.now() - timedelta(days=2)
    for place, member_id in enumerate(_people(workshop.platform_id, REGISTERED)):
        state = rules.SEATED if place < capacity else rules.WAITING
        thread_id = db.session.scalar(
            select(Thread.id)
            .where(Thread.author_id == member_id, Thread.platform_id == workshop.platform_id)
            .order_by(Thread.id).limit(1)
        )
        db.session.add(WorkshopSeat(
            workshop_id=workshop.id, member_id=member_id, state=state, queued_at=begun + timedelta(hours=place),
            thread_id=thread_id,
        ))
        if thread_id and db.session.get(WorkshopThread, (workshop.id, thread_id)) is None:
            db.session.add(WorkshopThread(workshop_id=workshop.id, thread_id=thread_id, part=rules.BROUGHT))
            db.session.flush()


def _hold(workshop: Workshop, written: dict[str, Any], cast: Cast, slug: str) -> None:
    """Who came, and the minutes, written on the day after."""
    people = _people(workshop.platform_id, CAME)
    for member_id in people:
        db.session.add(WorkshopSeat(
            workshop_id=workshop.id, member_id=member_id, state=rules.SEATED,
            queued_at=workshop.starts_at - timedelta(days=9), attended_at=workshop.starts_at,
            attended_by=rules.ENTERED,
        ))
    if "biography" in written:
        workshop.hosts[0].biography = written["biography"]
    agenda = "\n".join(f"- {line['what']}" for line in workshop.agenda)
    with clock.standing(workshop.ends_at + timedelta(days=1)):
        threads = list(db.session.scalars(
            select(Thread).where(Thread.id.in_(queries.threads_by_part(workshop.id))).order_by(Thread.id)
        ))
        steps = [
            closing.StepGiven(what, people[place % len(people)] if people else None,
                              queries.today() + timedelta(days=days))
            for place, (what, days) in enumerate(written.get("steps", ()))
        ]
        closing.close(workshop, closing.Outcome(
            minutes=f"عُرضت في الورشة هذه البنود ونوقشت:\n\n{agenda}\n\nوتلا ذلك نقاش، وخلاصته فوق هذا المحضر.",
            notes=workshop.notes, decisions=written.get("decisions", ()), threads=threads, steps=steps,
        ), by=cast.coordinators[slug])
