"""Reading proposals, and counting where threads and authorities meet on a topic."""

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, Row, Select, exists, func, or_, select, tuple_
from sqlalchemy.orm import contains_eager, joinedload

from forum.kernel import clock
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.errors import NotFound
from forum.kernel.i18n import gettext as _
from forum.papers.models import IssueFile, IssueFileThread
from forum.papers.proposals import rules
from forum.papers.proposals.models import FileProposal, ProposalDecision
from forum.papers.proposals.policy import CanPropose, gate
from forum.threads.models import LISTED, Post, Thread
from forum.threads.policy import readable_by
from forum.threads.states import PostHiding, ThreadTopic


def _uncollected() -> ColumnElement[bool]:
    """Listed threads, spoken in lately, that no issue file of their platform has."""
    held = (
        exists()
        .where(IssueFileThread.thread_id == Thread.id, IssueFile.platform_id == Thread.platform_id)
        .where(IssueFile.id == IssueFileThread.issue_file_id)
    )
    return (Thread.shelf == LISTED) & (Thread.last_post_at > clock.now() - rules.FRESH) & ~held


def meetings() -> Sequence[Row]:
    """Where threads or authorities meet: (platform_id, topic_id, threads, authorities), the most voices first."""
    threads = func.count(Thread.id.distinct()).label("threads")
    authorities = func.count(Post.authority_id.distinct()).label("authorities")
    return db.session.execute(
        select(Thread.platform_id, ThreadTopic.topic_id, threads, authorities)
        .join(ThreadTopic, ThreadTopic.thread_id == Thread.id)
        .join(Post, Post.thread_id == Thread.id)
        .outerjoin(PostHiding, PostHiding.post_id == Post.id)
        .where(_uncollected(), PostHiding.post_id.is_(None))
        .group_by(Thread.platform_id, ThreadTopic.topic_id)
        .having(or_(threads >= rules.THREADS, authorities >= rules.AUTHORITIES))
        .order_by(authorities.desc(), threads.desc(), Thread.platform_id, ThreadTopic.topic_id)
    ).all()


def newest_proposals() -> dict[tuple[int, int], FileProposal]:
    """The newest proposal of each platform and topic, with its decision."""
    newest = select(func.max(FileProposal.id)).group_by(FileProposal.platform_id, FileProposal.topic_id)
    rows = db.session.scalars(
        select(FileProposal)
        .where(FileProposal.id.in_(newest))
        .options(joinedload(FileProposal.decision))
        .execution_options(populate_existing=True)
    )
    return {(proposal.platform_id, proposal.topic_id): proposal for proposal in rows}


def proposal(actor: Actor, number: int, *, to: CanPropose) -> FileProposal:
    """Fetch one proposal that the actor may use for ``to``.

    Raises:
        NotFound: there is none, or it is of a platform that the actor does not moderate.
        Refused: it was decided already.
    """
    found = db.session.scalars(_proposals().where(FileProposal.id == number)).one_or_none()
    if found is None or not gate.may(actor, CanPropose.READ, found):
        raise NotFound(_("There is no such proposal, or it is of a platform that you do not moderate."))
    gate.require(actor, to, found)
    return found


def _proposals() -> Select:
    return select(FileProposal).options(
        joinedload(FileProposal.platform), joinedload(FileProposal.topic), joinedload(FileProposal.decision)
    )


def waiting(actor: Actor) -> Select:
    """The ids of open proposals of the platforms that the actor moderates."""
    query = (
        select(FileProposal.id)
        .outerjoin(ProposalDecision, ProposalDecision.proposal_id == FileProposal.id)
        .where(ProposalDecision.proposal_id.is_(None))
    )
    return query if actor.is_association else query.where(FileProposal.platform_id.in_(actor.moderates))


def next_waiting(actor: Actor, after: tuple | None = None) -> FileProposal | None:
    """The proposal that waits longest, past ``after`` (its moment and id)."""
    query = _proposals().where(FileProposal.id.in_(waiting(actor))).order_by(FileProposal.at, FileProposal.id)
    if after:
        query = query.where(tuple_(FileProposal.at, FileProposal.id) > after)
    return db.session.scalars(query.limit(1)).first()


def threads_of(actor: Actor, found: FileProposal) -> Sequence[Thread]:
    """The threads that a proposed file would collect, the newest first."""
    return db.session.scalars(
        select(Thread)
        .join(ThreadTopic, ThreadTopic.thread_id == Thread.id)
        .join(Thread.board)
        .where(
            ThreadTopic.topic_id == found.topic_id, Thread.platform_id == found.platform_id, _uncollected(),
            readable_by(actor),
        )
        .options(contains_eager(Thread.board))
        .order_by(Thread.last_post_at.desc(), Thread.id.desc())
        .limit(rules.COLLECTED_MAX)
    ).all()


def threads_of_posts(actor: Actor, post_ids: Collection[int]) -> Sequence[Thread]:
    """The threads that some posts stand in and that the actor may read, in the order of the posts."""
    rows = db.session.execute(
        select(Post.id, Thread)
        .join(Thread, Thread.id == Post.thread_id)
        .join(Thread.board)
        .where(Post.id.in_(post_ids), readable_by(actor))
        .options(contains_eager(Thread.board))
    ).all()
    by_post = {row[0]: row[1] for row in rows}
    found = {by_post[n].id: by_post[n] for n in post_ids if n in by_post}
    return list(found.values())[: rules.FOUND_MAX]


def readable_threads(actor: Actor, ids: Collection[int]) -> Sequence[Thread]:
    """Those of some threads that the actor may read."""
    query = select(Thread).join(Thread.board).where(Thread.id.in_(ids), readable_by(actor))
    query = query.options(contains_eager(Thread.board)).order_by(Thread.id).limit(rules.FOUND_MAX)
    return db.session.scalars(query).all()
