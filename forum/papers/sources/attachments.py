"""Attached files as sources, page by page: who attached one does not speak for what stands in it."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.activity.models import Event
from forum.attachments import addresses
from forum.attachments.models import Attachment, AttachmentPage
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.i18n import DEFAULT, force_locale, gettext as _, named
from forum.papers.followup.days import day_of
from forum.papers.sources import rules
from forum.papers.sources.port import Offer, Standing
from forum.threads.models import Post, Thread
from forum.threads.policy import CanPost, post_gate

POST = "post"
WITH_PLACE = (joinedload(Post.hiding), joinedload(Post.thread).joinedload(Thread.board))


class CitableAttachments:
    """The adapter of ``port.Citable`` for files attached to posts, whose readers read them."""

    sort = rules.ATTACHMENT
    events: frozenset[str] = frozenset()

    def subject_of(self, event: Event) -> int:
        """The file."""
        return event.subject_id

    def offered(self, actor: Actor, _platform_id: int, thread_ids: Collection[int]) -> Sequence[Offer]:
        """Files with words in them, attached to posts of the file's threads that the actor may read."""
        query = (
            select(Attachment, Post)
            .join(Post, (Post.id == Attachment.holder_id) & (Attachment.holder_kind == POST))
            .options(*WITH_PLACE)
            .where(
                Post.thread_id.in_(thread_ids),
                select(AttachmentPage.id).where(AttachmentPage.attachment_id == Attachment.id).exists(),
            )
            .order_by(Attachment.id.desc())
            .limit(rules.OFFERED_MAX)
        )
        rows = db.session.execute(query).all()
        return [Offer(file.id, file.name) for file, post in rows if post_gate.may(actor, CanPost.READ, post)]

    def standing(self, subject_id: int, place: str) -> Standing | None:
        """The words of one page, as they were read from the file."""
        file = db.session.get(Attachment, subject_id)
        if file is None or file.holder_kind != POST:
            return None
        words = db.session.scalar(
            select(AttachmentPage.text).where(
                AttachmentPage.attachment_id == subject_id, AttachmentPage.number == int(place or 1)
            )
        )
        query = select(Post).where(Post.id == file.holder_id).options(joinedload(Post.authority))
        post = db.session.scalars(query).one()
        with force_locale(DEFAULT):
            by = _("attached by %(who)s", who=named(post.authority)) if post.authority else ""
        return Standing(
            title=file.name, text=words or "", mark=file.sha256, dated=day_of(file.created_at), maker=by,
            post_id=file.holder_id, fingerprint=file.sha256,
        )

    def may_collect(self, actor: Actor, subject_id: int) -> bool:
        """Whether the actor may read the post that the file belongs to."""
        file = db.session.get(Attachment, subject_id)
        if file is None or file.holder_kind != POST:
            return False
        post = db.session.scalars(select(Post).where(Post.id == file.holder_id).options(*WITH_PLACE)).one()
        return bool(post_gate.may(actor, CanPost.READ, post))

    def address(self, subject_id: int) -> str:
        """The words of the file, page by page."""
        return addresses.of_page(subject_id)
