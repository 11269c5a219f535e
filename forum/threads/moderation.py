"""How threads appear on the moderators' desk: what waits there, and what can be done about it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from flask import url_for
from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select, true

from forum.authorities.models import Authority
from forum.kernel import clock
from forum.kernel.access import Actor
from forum.kernel.db import Cursor, db
from forum.kernel.i18n import gettext as _, lazy_gettext as _l, locale, ngettext
from forum.kernel.rendering import shorten, text_of
from forum.members.models import Member
from forum.moderation.port import Blank, Deed, Letter, Person, Reviewed, Tray
from forum.moderation.queries import first_look
from forum.moderation.rules import COUNTED_UP_TO, EXCERPT
from forum.platforms.models import Board, Platform
from forum.threads import curation, lists, queries, rules
from forum.threads.addresses import of_post, of_thread
from forum.threads.models import LISTED, Post, Thread
from forum.threads.policy import Can, CanPost, readable_by
from forum.threads.states import Closure, PostHiding, ThreadTopic
from forum.topics import queries as vocabulary
from forum.topics.models import Topic
from forum.topics.suggesting import suggest

POST = "post"
UNANSWERED = Tray(
    "unanswered", _l("Unanswered for long"), _l("Every question on your platforms has an answer, or is still new.")
)
UNTAGGED = Tray("untagged", _l("Without topics"), _l("Every thread has its topics."))
NEW = Tray("new", _l("New since you looked"), _l("You have seen every thread."), is_looked_through=True)

_is_tagged = exists().where(ThreadTopic.thread_id == Thread.id)
_is_closed = exists().where(Closure.thread_id == Thread.id)


def _mine(actor: Actor) -> ColumnElement[bool]:
    """Listed threads of the platforms that the actor moderates."""
    here = true() if actor.is_association else Thread.platform_id.in_(actor.moderates)
    return and_(Thread.shelf == LISTED, here)


def _lies_in(tray: str, actor: Actor, look: datetime) -> ColumnElement[bool]:
    """What makes a thread lie in a tray."""
    if tray == UNTAGGED.name:
        return ~_is_tagged
    if tray == UNANSWERED.name:
        waited = Thread.created_at < clock.now() - rules.WAITED_LONG
        return and_(lists.STATES["unanswered"], waited, ~_is_closed)
    return and_(Thread.created_at > look, Thread.author_id.not_in({actor.member_id, *actor.stand_ins}))


class ReviewableThreads:
    """The adapter of ``moderation.port.Reviewable`` for threads and their posts."""

    kinds: Mapping[str, object] = {POST: _l("A post")}
    trays = (UNANSWERED, UNTAGGED, NEW)

    def reviewed(self, actor: Actor, kind: str, ids: Collection[int]) -> Mapping[int, Reviewed]:
        """Posts by id; an opening text stands for its thread."""
        moderates = true() if actor.is_association else Thread.platform_id.in_(actor.moderates)
        query = _posts().where(Post.id.in_(ids), readable_by(actor), PostHiding.post_id.is_(None) | moderates)
        return {row.post_id: _reviewed(row) for row in db.session.execute(query)}

    def counts(self, actor: Actor, looks: Mapping[str, datetime]) -> Mapping[str, int]:
        """All three trays in one query."""
        piles = [
            select(Thread.id)
            .where(_mine(actor), _lies_in(tray.name, actor, looks.get(tray.name) or first_look()))
            .limit(COUNTED_UP_TO)
            .subquery()
            for tray in self.trays
        ]
        row = db.session.execute(
            select(*(select(func.count()).select_from(pile).scalar_subquery() for pile in piles))
        ).one()
        return {tray.name: count for tray, count in zip(self.trays, row, strict=True)}

    def letter(self, actor: Actor, tray: str, after: Cursor | None, look: datetime, back: str) -> Letter | None:
        """What has waited longest; of unanswered questions the youngest: its asker still hopes."""
        order, past = _order(tray)
        waiting = select(Thread.id).where(_mine(actor), _lies_in(tray, actor, look))
        if after:
            waiting = waiting.where(past(after))
        # First which one, then all about it: the database need not join what it only sorts.
        first = waiting.order_by(*order).limit(1).scalar_subquery()
        row = db.session.execute(_posts().where(Post.number == 1, Thread.id == first)).one_or_none()
        return _letter(row, tray, back) if row else None

    def hide(self, actor: Actor, kind: str, number: int, reason: str) -> None:
        """Hide a post, or with an opening text its whole thread."""
        post = queries.post(actor, number)
        if post.is_opening:
            curation.hide(queries.held(actor, post.thread_id, to=Can.HIDE), reason, by=actor)
        else:
            curation.hide_post(queries.held_post(actor, number, to=CanPost.HIDE), reason, by=actor)


def _order(tray: str):
    if tray == UNANSWERED.name:
        return (Thread.created_at.desc(), Thread.id.desc()), lambda c: or_(
            Thread.created_at < c.at, and_(Thread.created_at == c.at, Thread.id < c.id)
        )
    return (Thread.created_at, Thread.id), lambda c: or_(
        Thread.created_at > c.at, and_(Thread.created_at == c.at, Thread.id > c.id)
    )


def _posts() -> Select:
    """Posts with all that a letter shows of them and of their threads."""
    in_arabic = locale() == "ar"
    return (
        select(
            Post.id.label("post_id"),
            Post.number,
            Post.html,
            Post.author_id,
            Post.created_at,
            PostHiding.post_id.label("hidden"),
            Member.name,
            (Authority.name_ar if in_arabic else Authority.name_en).label("authority"),
            Thread.id.label("thread_id"),
            Thread.title,
            Thread.platform_id,
            Thread.reply_count,
            Thread.shelf,
            Thread.kind,
            Thread.demo_key,
            Thread.created_at.label("asked_at"),
            Platform.slug,
            (Platform.name_ar if in_arabic else Platform.name_en).label("platform"),
            (Board.name_ar if in_arabic else Board.name_en).label("board"),
            _is_tagged.label("is_tagged"),
        )
        .join(Thread, Thread.id == Post.thread_id)
        .join(Board, Board.id == Thread.board_id)
        .join(Platform, Platform.id == Thread.platform_id)
        .join(Member, Member.id == Post.author_id)
        .outerjoin(Authority, Authority.id == Post.authority_id)
        .outerjoin(PostHiding, PostHiding.post_id == Post.id)
    )


def _reviewed(row) -> Reviewed:
    is_shown = row.hidden is None and (row.number > 1 or row.shelf == LISTED)
    return Reviewed(
        kind=POST,
        id=row.post_id,
        platform_id=row.platform_id,
        title=row.title,
        address=of_post(row.post_id),
        author_id=row.author_id,
        excerpt=shorten(text_of(row.html), EXCERPT),
        by=Person(row.name, row.authority),
        at=row.created_at,
        platform=row.slug,
        place=f"{row.platform} · {row.board}",
        is_shown=is_shown,
        demo=row.demo_key is not None,
    )


def _letter(row, tray: str, back: str) -> Letter:
    text = text_of(row.html)
    topics = vocabulary.everything()
    suggested = [] if row.is_tagged else _suggested(row, text, topics, back)
    seen = [_seen(row, back)] if tray == NEW.name else []
    opened = [_open(row)] if tray == UNANSWERED.name else []
    return Letter(
        kind={t.name: t.label for t in ReviewableThreads.trays}[tray],
        title=row.title,
        url=of_thread(row.thread_id),
        at=row.asked_at,
        id=row.thread_id,
        excerpt=shorten(text, EXCERPT),
        by=Person(row.name, row.authority),
        reason=_waiting(row) if tray == UNANSWERED.name else "",
        place=f"{row.platform} · {row.board}",
        platform=row.slug,
        demo=row.demo_key is not None,
        quick=[*seen, *opened, *suggested],
        deeds=_deeds(row, topics, back),
    )


def _waiting(row) -> str:
    days = (clock.now() - row.asked_at).days
    waited = ngettext("Waiting for %(num)d day", "Waiting for %(num)d days", days)
    replies = ngettext("%(num)d reply", "%(num)d replies", row.reply_count)
    return _("%(waited)s; %(replies)s, none accepted", waited=waited, replies=replies) if row.reply_count else waited


def _seen(row, back: str) -> Deed:
    up_to = str(Cursor(row.asked_at, row.thread_id))
    fields = {"tray": NEW.name, "up_to": up_to, "next": url_for("moderation.desk", tray=NEW.name)}
    return Deed(_("Seen"), url_for("moderation.look"), fields, icon="check", kind="main")


def _open(row) -> Deed:
    return Deed(_("Open and answer"), f"{of_thread(row.thread_id)}#reply", is_link=True, icon="reply", kind="main")


def _suggested(row, text: str, topics: Sequence[Topic], back: str) -> list[Deed]:
    """Three topics of the vocabulary, one tap each."""
    offered = {topic.id for topic in vocabulary.offered(row.platform_id)}
    address = url_for("threads.set_topics", thread_id=row.thread_id)
    return [
        Deed(vocabulary.label(topic), address, {"add": topic.slug, "next": back}, icon="tag")
        for topic in suggest(row.title, text, topics, offered)
    ]


def _deeds(row, topics: Sequence[Topic], back: str) -> Sequence[Deed]:
    here = {"thread_id": row.thread_id}
    then = {"next": back}
    topic = Blank("add", _("Another topic"), [vocabulary.label(t) for t in topics])
    why = Blank("reason", _("Reason, which the people in the thread read"))
    return [
        Deed(_("Add topic"), url_for("threads.set_topics", **here), then, topic, icon="tag"),
        Deed(_("Close thread"), url_for("threads.close", **here), then, why, icon="lock"),
        Deed(_("Hide thread"), url_for("threads.hide", **here), then, why, icon="hide", kind="danger"),
        Deed(_("Mark toward a position paper"), url_for("papers.collect", **here), is_link=True, icon="paper"),
        Deed(_("Move or merge"), url_for("threads.manage", **here), is_link=True, icon="move"),
    ]
