"""Who has not spoken yet: delegates, members, people of invited authorities."""

from collections.abc import Sequence

from sqlalchemy import select

from forum.kernel.db import db
from forum.members.models import Member
from forum.papers.documents import Paper
from forum.papers.endorsements.models import Voice
from forum.papers.endorsements.queries import newest_version
from forum.papers.reviews import CallInvitation, Comment
from forum.platforms.delegates import Delegate
from forum.platforms.models import Seat
from forum.threads.models import Post


def silent_delegates(paper: Paper) -> Sequence[int]:
    """Delegates whose authority has given no voice to the text in endorsement."""
    spoken = select(Voice.authority_id).where(
        Voice.paper_id == paper.id, Voice.fingerprint == newest_version(paper).fingerprint, Voice.is_the_authoritys
    )
    query = (
        select(Delegate.member_id)
        .join(Member, Member.id == Delegate.member_id)
        .where(
            Delegate.platform_id == paper.platform_id, Member.authority_id == Delegate.authority_id,
            Delegate.authority_id.not_in(spoken),
        )
    )
    return db.session.scalars(query).all()


def silent_members(paper: Paper) -> Sequence[int]:
    """Members of the platform who have not commented on the version in review."""
    spoken = select(Comment.member_id).where(
        Comment.paper_id == paper.id, Comment.version_number == newest_version(paper).number
    )
    query = select(Seat.member_id).where(Seat.platform_id == paper.platform_id, Seat.member_id.not_in(spoken))
    return db.session.scalars(query).all()


def silent_invited(call_id: int, thread_id: int, platform_id: int) -> Sequence[int]:
    """People of invited authorities from which nobody has written in the call's thread."""
    heard = select(Post.authority_id).where(Post.thread_id == thread_id, Post.authority_id.is_not(None))
    invited = select(CallInvitation.authority_id).where(CallInvitation.call_id == call_id)
    query = (
        select(Seat.member_id)
        .join(Member, Member.id == Seat.member_id)
        .where(
            Seat.platform_id == platform_id, Member.authority_id.in_(invited), Member.authority_id.not_in(heard)
        )
    )
    return db.session.scalars(query).all()
