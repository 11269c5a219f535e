"""Whom a waiting question is brought to: colleagues who know the topic, of other authorities that are alike."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Row, exists, func, or_, select

from forum.authorities.models import Authority
from forum.kernel import clock
from forum.kernel.db import db
from forum.members import standins
from forum.members.models import Departure, Member, Offer
from forum.platforms.models import Seat
from forum.search.peers import likeness
from forum.threads.models import LISTED, Post, Thread
from forum.threads.people.queries import helps_with
from forum.threads.reaching import rules
from forum.threads.reaching.models import PeerAsking
from forum.threads.states import PostHiding, Reading, ThreadTopic


@dataclass(frozen=True, slots=True)
class Peer:
    """Somebody who could know, and why."""

    member_id: int
    authority_id: int
    score: float
    reason: str
    topic_id: int | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What speaks for a member in one topic."""

    topic_id: int
    score: float
    reason: str


def peers(thread: Thread, count: int) -> list[Peer]:
    """The best ``count`` members for a question, each of another authority; fewer if there are no more."""
    topics = db.session.scalars(select(ThreadTopic.topic_id).where(ThreadTopic.thread_id == thread.id)).all()
    candidates = _candidates(thread)
    known = _known(topics, [row.id for row in candidates])
    authorities = _authorities({row.authority_id for row in candidates} | {thread.authority_id})
    own = authorities.get(thread.authority_id or 0)
    found: dict[int, Peer] = {}
    weighed = [_weigh(row, own, authorities[row.authority_id], known.get(row.id)) for row in candidates]
    for peer in sorted((p for p in weighed if p), key=lambda p: (-p.score, p.member_id)):
        found.setdefault(peer.authority_id, peer)
    asked = _authorities_asked(thread.id)
    return [peer for authority_id, peer in found.items() if authority_id not in asked][:count]


def _weigh(row: Row, own: Authority | None, authority: Authority, known: Known | None) -> Peer | None:
    alike, _sentence = likeness(own, authority) if own else (0, "")
    if known is None and alike < rules.ALIKE_ENOUGH:
        return None
    score = alike * rules.ALIKE + (known.score if known else 0) - row.asked
    reason = known.reason if known else rules.LIKE_THEM
    return Peer(row.id, row.authority_id, score, reason, known.topic_id if known else None)


def _candidates(thread: Thread) -> Sequence[Row]:
    """People with a seat, of other authorities, here lately, not asked too often nor about this question."""
    moment = clock.now()
    authors = db.session.scalars(select(Post.author_id).where(Post.thread_id == thread.id).distinct()).all()
    here = {*authors, *standins.bearers(authors).values()}  # under their names or without
    often = (
        select(func.count())
        .where(PeerAsking.member_id == Member.id, PeerAsking.at > moment - rules.OFTEN)
        .correlate(Member)
        .scalar_subquery()
    )
    lately = moment - rules.ACTIVE
    wrote = exists(select(Post.id).where(Post.author_id == Member.id, Post.created_at > lately))
    read = exists(select(Reading.member_id).where(Reading.member_id == Member.id, Reading.at > lately))
    offered = exists(select(Offer.member_id).where(Offer.member_id == Member.id, Offer.at > lately))
    asked = exists(
        select(PeerAsking.member_id).where(PeerAsking.thread_id == thread.id, PeerAsking.member_id == Member.id)
    )
    query = (
        select(Member.id, Member.authority_id, often.label("asked"))
        .join(Seat, Seat.member_id == Member.id)
        .outerjoin(Departure, Departure.member_id == Member.id)
        .where(
            Seat.platform_id == thread.platform_id, Departure.member_id.is_(None), Member.authority_id.is_not(None),
            Member.id.not_in(here), often < rules.ASKED_AT_MOST, or_(wrote, read, offered), ~asked,
        )
    )
    asker = standins.bearers([thread.author_id]).get(thread.author_id, thread.author_id)
    own = {thread.authority_id, db.session.scalar(select(Member.authority_id).where(Member.id == asker))} - {None}
    return db.session.execute(query.where(Member.authority_id.not_in(own))).all()


def _authorities_asked(thread_id: int) -> set[int | None]:
    """Authorities whose people were asked about this question before."""
    query = select(Member.authority_id).join(PeerAsking, PeerAsking.member_id == Member.id)
    return set(db.session.scalars(query.where(PeerAsking.thread_id == thread_id)))


def _authorities(ids: Collection[int | None]) -> dict[int, Authority]:
    return {a.id: a for a in db.session.scalars(select(Authority).where(Authority.id.in_(ids - {None})))}


def _known(topics: Collection[int], members: Collection[int]) -> dict[int, Known]:
    """What each member knows of the topics: the topic that says most."""
    if not topics or not members:
        return {}
    is_accepted = Thread.accepted_post_id == Post.id
    query = (
        select(
            Post.author_id, ThreadTopic.topic_id, func.count().label("given"),
            func.count().filter(is_accepted).label("accepted"),
        )
        .join(Thread, Thread.id == Post.thread_id)
        .join(ThreadTopic, ThreadTopic.thread_id == Thread.id)
        .outerjoin(PostHiding, PostHiding.post_id == Post.id)
        .where(
            ThreadTopic.topic_id.in_(topics), Post.author_id.in_(members), Post.number > 1,
            Post.author_id != Thread.author_id, Thread.shelf == LISTED, PostHiding.post_id.is_(None),
        )
        .group_by(Post.author_id, ThreadTopic.topic_id)
    )
    found: dict[int, Known] = {}
    for row in db.session.execute(query):
        accepted, given = min(row.accepted, rules.ACCEPTED_MOST), min(row.given, rules.GIVEN_MOST)
        _keep_best(found, row.author_id, Known(
            row.topic_id, accepted * rules.ACCEPTED + given * rules.GIVEN, rules.ANSWERED
        ))
    for member_id, topic_id in helps_with(topics).items():
        before = found[member_id].score if member_id in found else 0
        found[member_id] = Known(topic_id, before + rules.OFFER, rules.OFFERED)
    return found


def _keep_best(found: dict[int, Known], member_id: int, known: Known) -> None:
    if member_id not in found or found[member_id].score < known.score:
        found[member_id] = known
