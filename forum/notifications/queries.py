"""What a member follows and was told: the actor first, a fixed number of queries."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, exists, func, or_, select, tuple_
from sqlalchemy.orm import aliased

from forum.kernel.access import Actor
from forum.kernel.db import Cursor, Page, db, keyset
from forum.members.models import Member
from forum.notifications import rules
from forum.notifications.models import Notification, Subscription
from forum.notifications.port import Announced, Heading, Line, Subject


@dataclass(frozen=True, slots=True)
class Told:
    """One line under a heading."""

    line: Line
    at: datetime
    is_new: bool


@dataclass(frozen=True, slots=True)
class Group:
    """What a member was told about one thing, newest first."""

    kind: str
    id: int
    heading: Heading
    lines: Sequence[Told]
    at: datetime
    new: int
    more: int
    """Lines that are not shown."""


def follows(actor: Actor, kind: str, subject_id: int) -> bool:
    """Whether the actor follows something."""
    if not actor.is_signed_in:
        return False
    return db.session.get(Subscription, (actor.member_id, kind, subject_id)) is not None


def wants_mail(actor: Actor) -> bool:
    """Whether the actor gets mails about what they follow."""
    return bool(db.session.scalar(select(Member.wants_mail).where(Member.id == actor.member_id)))


def followers(subjects: Collection[Subject]) -> dict[Subject, dict[int, datetime]]:
    """Who follows each of the subjects, by member id, and since when: one query."""
    found: dict[Subject, dict[int, datetime]] = {}
    if not subjects:
        return found
    wanted = tuple_(Subscription.subject_kind, Subscription.subject_id).in_(list(subjects))
    columns = (
        Subscription.member_id, Subscription.subject_kind, Subscription.subject_id, Subscription.at
    )
    for member_id, kind, number, at in db.session.execute(select(*columns).where(wanted)):
        found.setdefault((kind, number), {})[member_id] = at
    return found


def unread_count(actor: Actor) -> int:
    """How many notifications are new, counted no further than the header shows: one query."""
    if not actor.is_signed_in:
        return 0
    some = (
        select(Notification.member_id)
        .where(Notification.member_id == actor.member_id, Notification.read_at.is_(None))
        .limit(rules.COUNTED_UP_TO)
        .subquery()
    )
    return db.session.scalar(select(func.count()).select_from(some)) or 0


def is_new(actor: Actor, kind: str, subject_id: int) -> bool:
    """Whether the actor has unread notifications about one thing."""
    query = select(Notification.id).where(
        Notification.member_id == actor.member_id, Notification.subject_kind == kind,
        Notification.subject_id == subject_id, Notification.read_at.is_(None),
    )
    return db.session.scalar(query.limit(1)) is not None


def headings(
    actor: Actor, announced: Iterable[Announced], subjects: Collection[Subject]
) -> dict[Subject, Heading]:
    """The headings of those subjects that the actor may read, from the areas that know them."""
    found: dict[Subject, Heading] = {}
    for area in announced:
        for kind in area.subjects:
            ids = {number for of, number in subjects if of == kind}
            if ids:
                known = area.headings(actor, kind, ids)
                found |= {(kind, number): heading for number, heading in known.items()}
    return found


def lines(actor: Actor, announced: Iterable[Announced], told: Sequence[Notification]) -> dict[int, Line]:
    """The sentences of notifications, by id, from the areas that announced them."""
    found: dict[int, Line] = {}
    for area in announced:
        own = [n for n in told if n.subject_kind in area.subjects]
        if own:
            found |= area.lines(actor, own)
    return found


def page(actor: Actor, announced: Sequence[Announced], after: Cursor | None = None) -> Page:
    """One page of what the actor was told, by subject, the latest subject first.

    A subject stands where its newest notification stands; the others of it are
    lines under the same heading. Page 500 costs what page 1 costs: each row is
    looked up by an index, and nothing is counted or sorted beyond the page.
    """
    newest = _newest_of_each_subject(actor, after)
    found = db.session.scalars(newest.limit(rules.GROUPS_A_PAGE + 1)).all()
    cut = Page.cut(found, rules.GROUPS_A_PAGE, at="at")
    subjects = [(n.subject_kind, n.subject_id) for n in cut]
    told, counts = _lines_under(actor, subjects)
    words = lines(actor, announced, told)
    over = headings(actor, announced, subjects)
    groups = [
        group for subject in subjects
        if (group := _group(subject, over.get(subject), told, words, counts.get(subject, (0, 0))))
    ]
    return Page(groups, cut.next)


@dataclass(frozen=True, slots=True)
class Followed:
    """One thing that a member follows; without a heading when it can no longer be read."""

    kind: str
    id: int
    heading: Heading | None
    at: datetime


def following(actor: Actor, announced: Sequence[Announced], after: Cursor | None = None) -> Page:
    """One page of what the actor follows, the latest first."""
    query = select(Subscription).where(Subscription.member_id == actor.member_id)
    if after:
        query = query.where(keyset(Subscription.at, Subscription.subject_id, after))
    query = query.order_by(Subscription.at.desc(), Subscription.subject_id.desc())
    found = db.session.scalars(query.limit(rules.FOLLOWED_A_PAGE + 1)).all()
    cut = Page.cut(found, rules.FOLLOWED_A_PAGE, at="at", id="subject_id")
    over = headings(actor, announced, [(s.subject_kind, s.subject_id) for s in cut])
    rows = [
        Followed(s.subject_kind, s.subject_id, over.get((s.subject_kind, s.subject_id)), s.at) for s in cut
    ]
    return Page(rows, cut.next)


def _newest_of_each_subject(actor: Actor, after: Cursor | None):
    later = aliased(Notification)
    is_overtaken = exists().where(
        later.member_id == actor.member_id,
        later.subject_kind == Notification.subject_kind,
        later.subject_id == Notification.subject_id,
        or_(later.at > Notification.at, and_(later.at == Notification.at, later.id > Notification.id)),
    )
    query = select(Notification).where(Notification.member_id == actor.member_id, ~is_overtaken)
    if after:
        query = query.where(keyset(Notification.at, Notification.id, after))
    return query.order_by(Notification.at.desc(), Notification.id.desc())


def _lines_under(
    actor: Actor, subjects: Collection[Subject]
) -> tuple[list[Notification], dict[Subject, tuple[int, int]]]:
    """The newest notifications of each subject, and how many it has: all, new. Two queries."""
    if not subjects:
        return [], {}
    of_these = (
        Notification.member_id == actor.member_id,
        tuple_(Notification.subject_kind, Notification.subject_id).in_(list(subjects)),
    )
    by_subject = (Notification.subject_kind, Notification.subject_id)
    place = func.row_number().over(
        partition_by=by_subject, order_by=(Notification.at.desc(), Notification.id.desc())
    )
    ranked = select(Notification.id, place.label("place")).where(*of_these).subquery()
    shown = db.session.scalars(
        select(Notification)
        .join(ranked, ranked.c.id == Notification.id)
        .where(ranked.c.place <= rules.LINES_A_GROUP)
        .order_by(Notification.at.desc(), Notification.id.desc())
    ).all()
    counts = db.session.execute(
        select(*by_subject, func.count(), func.count() - func.count(Notification.read_at))
        .where(*of_these).group_by(*by_subject)
    )
    return list(shown), {(kind, number): (every, new) for kind, number, every, new in counts}


def _group(
    subject: Subject, heading: Heading | None, told: Sequence[Notification],
    words: dict[int, Line], counts: tuple[int, int],
) -> Group | None:
    own = [
        Told(words[n.id], n.at, n.read_at is None)
        for n in told
        if (n.subject_kind, n.subject_id) == subject and n.id in words
    ]
    if heading is None or not own:
        return None
    every, new = counts
    return Group(*subject, heading, own, own[0].at, new, max(every - rules.LINES_A_GROUP, 0))
