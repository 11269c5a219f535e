"""What became of a question beside its replies, as its page shows it to one reader: one query, two where it points on.

Who shares the problem, whom it answered, where it points and what points to it, whether
the accepted answer still holds, whether the reader was asked to look at it, and the reply
in which a coordinator put everything together.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select

from forum.kernel import clock
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.i18n import gettext as _, named
from forum.members.models import Member
from forum.threads.facts import ThreadFacts
from forum.threads.freshness import rules as freshness
from forum.threads.freshness.models import AnswerReview
from forum.threads.freshness.queries import true_since
from forum.threads.lists import ThreadRow
from forum.threads.models import LISTED, Post, Thread
from forum.threads.pointers.models import Pointer
from forum.threads.pointers.policy import CanPoint, gate as point_gate
from forum.threads.pointers.queries import target
from forum.threads.policy import asked_it, moderates
from forum.threads.reaching import rules as reaching
from forum.threads.reaching.models import ConsolidatedReply, PeerAsking
from forum.threads.reaching.policy import CanReach, gate as reach_gate
from forum.threads.sharing.models import AnsweredMe, SharedProblem
from forum.threads.sharing.policy import CanShare, gate as share_gate
from forum.threads.states import PostHiding
from forum.topics.models import Topic

_THREAD, _MEMBER = bindparam("thread_id"), bindparam("member_id")


def _of(column, kind, *more):
    return select(column).where(kind.thread_id == _THREAD, *more).scalar_subquery()


_STANDING = (
    select(
        _of(func.count(func.distinct(SharedProblem.authority_id)), SharedProblem).label("shared_by"),
        _of(func.count(), SharedProblem, SharedProblem.member_id == _MEMBER).label("is_shared"),
        _of(func.count(), AnsweredMe).label("answered"),
        _of(func.count(), AnsweredMe, AnsweredMe.member_id == _MEMBER).label("is_answered"),
        _of(Pointer.to_id, Pointer).label("to_id"),
        select(func.count()).select_from(Pointer).join(Thread, Thread.id == Pointer.thread_id)
        .where(Pointer.to_id == _THREAD, Thread.shelf == LISTED).scalar_subquery().label("pointed"),
        select(func.max(ConsolidatedReply.post_id)).join(Post, Post.id == ConsolidatedReply.post_id)
        .outerjoin(PostHiding, PostHiding.post_id == Post.id)
        .where(Post.thread_id == _THREAD, PostHiding.post_id.is_(None)).scalar_subquery().label("consolidated_id"),
        Post.author_id, func.coalesce(Post.edited_at, Post.created_at).label("written_at"),
        AnswerReview.state, AnswerReview.words, AnswerReview.at.label("reviewed_at"), Member.name.label("reviewer"),
        PeerAsking.reason, PeerAsking.declined_at, Topic,
    )
    .select_from(Thread)
    .outerjoin(Post, Post.id == Thread.accepted_post_id)
    .outerjoin(AnswerReview, AnswerReview.post_id == Post.id)
    .outerjoin(Member, Member.id == AnswerReview.member_id)
    .outerjoin(PeerAsking, (PeerAsking.thread_id == Thread.id) & (PeerAsking.member_id == _MEMBER))
    .outerjoin(Topic, Topic.id == PeerAsking.topic_id)
    .where(Thread.id == _THREAD)
)


@dataclass(frozen=True, slots=True)
class Standing:
    """All that bears on a thread. What is the reader's own: ``is_shared``, ``is_answered``, ``why_me``, ``may``."""

    shared_by: int
    is_shared: bool
    answered: int
    is_answered: bool
    to: ThreadRow | None
    pointed: int
    consolidated_id: int | None
    state: str | None
    state_words: str
    reviewed_at: datetime | None
    reviewer: str
    true_since: datetime | None
    why_me: str
    may: Mapping[str, Any]

    @property
    def is_old(self) -> bool:
        """Whether nobody stood by the accepted answer for a year."""
        if self.true_since is None or self.state == freshness.OBSOLETE:
            return False
        return self.true_since < clock.now() - freshness.GROWS_OLD

    @property
    def state_label(self) -> object:
        """What was last said about the answer, in words."""
        return freshness.STATES.get(self.state or "")

    @property
    def key(self) -> tuple[Any, ...]:
        """What a kept page depends on, beside the thread's version."""
        return (
            self.is_shared, self.is_answered, self.to.id if self.to else None, self.to and self.to.title,
            self.why_me, self.is_old, *(bool(one) for one in self.may.values()),
        )


def standing(actor: Actor, thread: ThreadFacts) -> Standing:
    """Read what bears on a thread for this reader."""
    given = {"thread_id": thread.id, "member_id": actor.member_id or 0}
    row = db.session.execute(_STANDING, given).one()
    return Standing(
        row.shared_by, bool(row.is_shared), row.answered, bool(row.is_answered),
        target(actor, thread.id) if row.to_id else None, row.pointed, row.consolidated_id,
        row.state, row.words or "", row.reviewed_at, row.reviewer or "",
        true_since(row.written_at, row.reviewed_at) if row.written_at else None,
        _why_me(row, thread), _may(actor, thread, row.author_id),
    )


def _why_me(row, thread: ThreadFacts) -> str:
    """Why the reader was asked to look at the question; empty when they were not, or it is over."""
    if row.reason is None or row.declined_at is not None or thread.accepted_post_id is not None:
        return ""
    if row.Topic is None and row.reason != reaching.LIKE_THEM:
        return _("You know the subject.")
    words = str(reaching.REASONS[row.reason])
    return words % {"topic": named(row.Topic, "label")} if row.Topic else words


def _may(actor: Actor, thread: ThreadFacts, answered_by: int | None) -> dict[str, Any]:
    """What the reader may do about it; mirrors the policies of the parts, which decide again when it is done."""
    knows = actor.wrote(answered_by) or asked_it(actor, thread) or moderates(actor, thread)
    open_to_reader = actor.is_signed_in and not thread.is_hidden and not thread.is_merged
    return {
        "share": share_gate.may(actor, CanShare.SHARE, thread),
        "find_answer": share_gate.may(actor, CanShare.FIND_ANSWER, thread),
        "point": point_gate.may(actor, CanPoint.POINT, thread),
        "consolidate": reach_gate.may(actor, CanReach.CONSOLIDATE, thread),
        "review": bool(answered_by is not None and knows and open_to_reader),
    }
