"""Attached files as sources, page by page: who attached one does not speak for what stands in it."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.activity.models import Event
from forum.attachments import addresses
from forum.attachments.models import Attachment, AttachmentPage
from forum.attachments.port import HOLDERS
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.i18n import DEFAULT, force_locale, gettext as _, named
from forum.papers.followup.days import day_of
from forum.papers.sources import rules
from forum.papers.sources.port import Offer, Standing
from forum.threads.models import Post, Thread
from forum.threads.policy import CanPost, post_gate
from forum.workshops.materials import KIND as WORKSHOP
from forum.workshops.models import Workshop

POST = "post"
WITH_PLACE = (joinedload(Post.hiding), joinedload(Post.thread).joinedload(Thread.board))

HAS_WORDS = select(AttachmentPage.id).where(AttachmentPage.attachment_id == Attachment.id).exists()


class CitableAttachments:
    """The adapter of ``port.Citable`` for files of posts and of workshops, whose readers read them."""

    sort = rules.ATTACHMENT
    events: frozenset[str] = frozenset()

    def subject_of(self, event: Event) -> int:
        """The file."""
        return event.subject_id

    def offered(self, actor: Actor, platform_id: int, thread_ids: Collection[int]) -> Sequence[Offer]:
        """Files with words in them: of posts of the file's threads that the actor may read, and of workshops."""
        query = (
            select(Attachment, Post)
            .join(Post, (Post.id == Attachment.holder_id) & (Attachment.holder_kind == POST))
            .options(*WITH_PLACE)
            .where(Post.thread_id.in_(thread_ids), HAS_WORDS)
            .order_by(Attachment.id.desc())
            .limit(rules.OFFERED_MAX)
        )
        rows = db.session.execute(query).all()
        of_posts = [Offer(file.id, file.name) for file, post in rows if post_gate.may(actor, CanPost.READ, post)]
        return [*of_posts, *_materials(actor, platform_id)]

    def standing(self, subject_id: int, place: str) -> Standing | None:
        """The words of one page, as they were read from the file."""
        file = db.session.get(Attachment, subject_id)
        if file is None or file.holder_kind not in (POST, WORKSHOP):
            return None
        words = db.session.scalar(
            select(AttachmentPage.text).where(
                AttachmentPage.attachment_id == subject_id, AttachmentPage.number == int(place or 1)
            )
        )
        if file.holder_kind == WORKSHOP:
            return Standing(
                title=file.name, text=words or "", mark=file.sha256, dated=day_of(file.created_at),
                maker=_workshop_in_words(file.holder_id), fingerprint=file.sha256,
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
        """Whether the actor may read the post or the workshop that the file belongs to."""
        file = db.session.get(Attachment, subject_id)
        if file is not None and file.holder_kind == WORKSHOP:
            return bool(HOLDERS[WORKSHOP].readable(actor, [file.holder_id]))
        if file is None or file.holder_kind != POST:
            return False
        post = db.session.scalars(select(Post).where(Post.id == file.holder_id).options(*WITH_PLACE)).one()
        return bool(post_gate.may(actor, CanPost.READ, post))

    def address(self, subject_id: int) -> str:
        """The words of the file, page by page."""
        return addresses.of_page(subject_id)


def _materials(actor: Actor, platform_id: int) -> list[Offer]:
    """Files with words of the platform's workshops; the workshop tells them apart."""
    query = (
        select(Attachment, Workshop)
        .join(Workshop, (Workshop.id == Attachment.holder_id) & (Attachment.holder_kind == WORKSHOP))
        .where(Workshop.platform_id == platform_id, HAS_WORDS)
        .order_by(Attachment.id.desc())
        .limit(rules.OFFERED_MAX)
    )
    rows = db.session.execute(query).unique().all() if actor.is_signed_in else []
    return [Offer(file.id, file.name, named(workshop, "title")) for file, workshop in rows]


def _workshop_in_words(workshop_id: int) -> str:
    """Where a material was brought: the name of the workshop, as papers say it."""
    with force_locale(DEFAULT):
        return named(db.session.get_one(Workshop, workshop_id), "title")
