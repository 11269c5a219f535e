"""Who hears of old answers: the author is asked; asker and followers hear that one is obsolete."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.activity.models import Event
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.i18n import gettext as _
from forum.notifications.models import Notification
from forum.notifications.port import Announcement, Heading, Line
from forum.threads.addresses import of_post
from forum.threads.models import Post, Thread
from forum.threads.policy import Can, gate

ASKED, OBSOLETE = "asked_if_true", "said_obsolete"


class AnnouncedAnswers:
    """The adapter of ``notifications.port.Announced`` for answers that have grown old."""

    events = ("post.asked_about", "post.marked_obsolete")
    subjects = ("thread",)

    def announcements(self, events: Sequence[Event]) -> Iterable[Announcement]:
        """The author of the answer; when it is obsolete, everybody who follows the thread or asked."""
        query = select(Post).where(Post.id.in_({event.subject_id for event in events}))
        query = query.options(joinedload(Post.thread).joinedload(Thread.board))
        posts = {post.id: post for post in db.session.scalars(query)}
        for event in events:
            if (post := posts.get(event.subject_id)) is not None:
                yield _announcement(event, post)

    def headings(self, actor: Actor, kind: str, ids: Collection[int]) -> Mapping[int, Heading]:
        """Threads say their own titles."""
        return {}

    def lines(self, actor: Actor, told: Sequence[Notification]) -> Mapping[int, Line]:
        """The sentences; the first leads to the three choices."""
        found = {}
        for n in told:
            post_id = n.detail.get("post_id")
            if n.kind == ASKED:
                found[n.id] = Line(
                    _("Your answer is more than a year old. Is it still true?"), f"/posts/{post_id}/confirmation"
                )
            elif n.kind == OBSOLETE:
                found[n.id] = Line(_("The accepted answer is obsolete now"), of_post(post_id))
        return found


def _announcement(event: Event, post: Post) -> Announcement:
    subject = ("thread", post.thread_id)
    is_question = event.kind == "post.asked_about"
    return Announcement(
        event, ASKED if is_question else OBSOLETE, subject,
        to=[post.author_id] if is_question else [post.author_id, post.thread.author_id],
        followers_of=[] if is_question else [subject],
        may_hear=lambda actor: gate.may(actor, Can.READ, post.thread),
        detail={"post_id": post.id},
    )
