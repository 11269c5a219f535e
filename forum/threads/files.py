"""Posts have files: whoever reads a post reads them, its author adds and removes them."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import or_, select, true

from forum.attachments import actions as attachments
from forum.attachments.port import Place
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.files.receiving import Received
from forum.platforms.models import Board
from forum.search.indexing import reindex
from forum.search.port import MEMBERS, audience_of_platform
from forum.threads import actions, queries
from forum.threads.addresses import of_post
from forum.threads.models import LISTED, Post, Thread
from forum.threads.policy import CanPost, readable_by
from forum.threads.states import PostHiding

KIND = "post"


class PostFiles:
    """The holder of the files of posts."""

    kind = KIND

    def readable(self, actor: Actor, ids: Collection[int]) -> Collection[int]:
        """Posts that the actor may read now: the twin of ``CanPost.READ``."""
        shown = or_(
            PostHiding.post_id.is_(None),
            true() if actor.is_association else Thread.platform_id.in_(actor.moderates),
        )
        query = (
            select(Post.id)
            .join(Thread, Thread.id == Post.thread_id)
            .join(Board, Board.id == Thread.board_id)
            .outerjoin(PostHiding, PostHiding.post_id == Post.id)
            .where(Post.id.in_(ids), readable_by(actor), shown)
        )
        return frozenset(db.session.scalars(query))

    def require_attach(self, actor: Actor, id: int) -> None:
        """The author, as long as the post may be edited."""
        queries.post(actor, id, to=CanPost.EDIT)

    def platform_of(self, id: int) -> int | None:
        """The platform of its board."""
        query = select(Thread.platform_id).join(Post, Post.thread_id == Thread.id).where(Post.id == id)
        return db.session.scalar(query)

    def places(self, ids: Collection[int]) -> Mapping[int, Place]:
        """Shown posts of listed threads. Who wrote them is left out: it may be somebody without name."""
        query = (
            select(
                Post.id, Post.thread_id, Post.created_at, Thread.title, Thread.board_id, Thread.platform_id,
                Thread.demo_key, Board.audience,
            )
            .join(Thread, Thread.id == Post.thread_id)
            .join(Board, Board.id == Thread.board_id)
            .outerjoin(PostHiding, PostHiding.post_id == Post.id)
            .where(Post.id.in_(ids), Thread.shelf == LISTED, PostHiding.post_id.is_(None))
        )
        return {
            row.id: Place(
                title=row.title, address=of_post(row.id), platform_id=row.platform_id, board_id=row.board_id,
                audience=MEMBERS if row.audience == "members" else audience_of_platform(row.platform_id),
                group=f"thread:{row.thread_id}", created_at=row.created_at, demo=row.demo_key is not None,
            )
            for row in db.session.execute(query)
        }


def change(post: Post, added: Sequence[Received], dropped: Collection[int], *, by: Actor) -> None:
    """Add files to a post and take some off, in the act that edits it."""
    if not added and not dropped:
        return
    attachments.remove_chosen(dropped, of=(KIND, post.id), by=by)
    attachments.attach_all(added, to=(KIND, post.id), by=by)
    actions.changed(post.thread)
    reindex(KIND, [post.id])
