"""Reading about names that are kept: what is allowed, which labels fit, who asked to know."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select, true
from sqlalchemy.orm import joinedload

from forum.activity.models import Event
from forum.authorities.models import Authority
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.errors import NotFound
from forum.kernel.i18n import gettext as _
from forum.members import standins
from forum.members.labels import Label
from forum.members.models import Departure, Member
from forum.platforms.models import Seat
from forum.threads.anonymity import rules
from forum.threads.anonymity.models import Allowance, Unmasking
from forum.threads.anonymity.policy import CanLog, CanUnmasking, gate
from forum.threads.models import Thread

#: Requests shown in the list.
SHOWN = 100


def is_allowed(platform_id: int) -> bool:
    """Whether the platform lets its members ask without name."""
    return db.session.get(Allowance, platform_id) is not None


def labels(actor: Actor, platform_id: int) -> list[rules.Label]:
    """The labels among which the actor chooses, safe or not: one query."""
    query = (
        select(Member.id, Member.job_title, Authority.kind, Authority.region)
        .join(Seat, Seat.member_id == Member.id)
        .outerjoin(Authority, Authority.id == Member.authority_id)
        .outerjoin(Departure, Departure.member_id == Member.id)
        .where(Seat.platform_id == platform_id, Departure.member_id.is_(None))
    )
    seated = [rules.Person(*row) for row in db.session.execute(query)]
    return rules.labels(next((one for one in seated if one.member_id == actor.member_id), None), seated)


def safe_label(actor: Actor, platform_id: int, code: str) -> Label | None:
    """What a label tells everybody; nothing if it is not a safe one."""
    return next((la.says for la in labels(actor, platform_id) if la.code == code and la.is_safe), None)


def voice(actor: Actor, thread: Thread) -> Actor | None:
    """As whom the actor goes on in a thread that they opened without name; nobody in other threads."""
    return actor.speaking_as(thread.author_id) if thread.author_id in actor.stand_ins else None


def label_of(author_id: int) -> str:
    """What stands in place of a name."""
    return db.session.get_one(Member, author_id).name


def is_without_name(thread: Thread) -> bool:
    """Whether a thread was opened without name."""
    return standins.is_one(thread.author_id)


def requests_for_names(actor: Actor) -> Sequence[Unmasking]:
    """Every request for a name that the actor may read, newest first.

    Raises:
        Refused: the actor is no officer.
    """
    gate.require(actor, CanLog.SEE, None)
    mine = true() if actor.is_association else Unmasking.platform_id.in_(actor.coordinates)
    query = select(Unmasking).where(mine).options(joinedload(Unmasking.thread), joinedload(Unmasking.platform))
    return db.session.scalars(query.order_by(Unmasking.id.desc()).limit(SHOWN)).all()


def unmasking(actor: Actor, number: int, *, to: CanUnmasking = CanUnmasking.READ, held: bool = False) -> Unmasking:
    """Fetch one request for a name.

    Raises:
        NotFound: there is none, or it is another platform's.
        Refused: the actor may read it but not do ``to``.
    """
    query = (
        select(Unmasking)
        .where(Unmasking.id == number)
        .options(joinedload(Unmasking.thread), joinedload(Unmasking.platform))
        .execution_options(populate_existing=True)
    )
    found = db.session.scalars(query.with_for_update(of=Unmasking) if held else query).one_or_none()
    if found is None or not gate.may(actor, CanUnmasking.READ, found):
        raise NotFound(_("There is no such request, or it is about another platform."))
    gate.require(actor, to, found)
    return found


def waiting_about(thread: Thread) -> Unmasking | None:
    """The request about a thread that waits for its answer."""
    query = select(Unmasking).where(Unmasking.thread_id == thread.id, Unmasking.decided_at.is_(None))
    return db.session.scalars(query).one_or_none()


def looks(request: Unmasking) -> Sequence[Event]:
    """Each time somebody looked at the name."""
    query = select(Event).where(
        Event.subject_kind == "unmasking", Event.subject_id == request.id, Event.kind == "unmasking.looked"
    )
    return db.session.scalars(query.order_by(Event.id)).all()


def names(requests: Sequence[Unmasking], events: Sequence[Event] = ()) -> Mapping[int, str]:
    """The names of the officers who asked, decided and looked."""
    ids = {i for r in requests for i in (r.asked_by_id, r.decided_by_id)} | {e.member_id for e in events}
    return dict(db.session.execute(select(Member.id, Member.name).where(Member.id.in_(ids - {None}))).all())


def author(request: Unmasking) -> Member:
    """Whose name it is. Asked only after ``CanUnmasking.LOOK``, and noted each time."""
    behind = standins.bearers({request.author_id})
    query = select(Member).where(Member.id == behind[request.author_id]).options(
        joinedload(Member.authority).joinedload(Authority.governorate)
    )
    return db.session.scalars(query).one()
