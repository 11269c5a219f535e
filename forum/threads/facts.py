"""A thread as its page needs it: all that decides and all that is shown about it, in one query."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, select

from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.errors import NotFound
from forum.kernel.i18n import gettext as _
from forum.notifications.models import Subscription
from forum.platforms.models import Board, Platform
from forum.threads.models import HIDDEN, MERGED, Thread
from forum.threads.policy import Can, gate
from forum.threads.states import Closure, Merge, Pin, Reading, ShelfStamp, ThreadHiding


@dataclass(frozen=True, slots=True)
class PlatformFacts:
    """The platform of a thread."""

    slug: str
    name_ar: str
    name_en: str


@dataclass(frozen=True, slots=True)
class BoardFacts:
    """The board of a thread."""

    id: int
    name_ar: str
    name_en: str
    audience: str
    platform: PlatformFacts


@dataclass(frozen=True, slots=True)
class ThreadFacts:
    """A thread without its posts, as ``policy`` and the page ask about it.

    ``is_followed`` and ``read_number`` (0 for never) are the reader's own.
    ``shelf_stamp`` is the stamp of all lists, see ``states.ShelfStamp``.
    """

    id: int
    board_id: int
    platform_id: int
    author_id: int
    kind: str
    title: str
    shelf: str
    reply_count: int
    last_number: int
    accepted_post_id: int | None
    version: int
    last_post_at: datetime
    demo_key: str | None
    board: BoardFacts
    closing_reason: str | None
    hiding_reason: str | None
    merged_into: int | None
    is_pinned: bool
    is_followed: bool
    read_number: int
    shelf_stamp: int

    @property
    def is_closed(self) -> bool:
        """Whether it takes no more replies."""
        return self.closing_reason is not None

    @property
    def is_hidden(self) -> bool:
        """Whether only moderators of the platform see it."""
        return self.shelf == HIDDEN

    @property
    def is_merged(self) -> bool:
        """Whether its posts live on in another thread."""
        return self.shelf == MERGED


#: Built once: building it costs more than running it.
_FACTS = (
    select(
        Thread.id,
        Thread.board_id,
        Thread.platform_id,
        Thread.author_id,
        Thread.kind,
        Thread.title,
        Thread.shelf,
        Thread.reply_count,
        Thread.last_number,
        Thread.accepted_post_id,
        Thread.version,
        Thread.last_post_at,
        Thread.demo_key,
        Board.name_ar,
        Board.name_en,
        Board.audience,
        Platform.slug,
        Platform.name_ar,
        Platform.name_en,
        Closure.reason,
        ThreadHiding.reason,
        Merge.into_id,
        Pin.member_id,
        Subscription.member_id,
        func.coalesce(Reading.number, 0),
        func.coalesce(select(func.max(ShelfStamp.value)).scalar_subquery(), 0),
    )
    .join(Board, Board.id == Thread.board_id)
    .join(Platform, Platform.id == Thread.platform_id)
    .outerjoin(Closure, Closure.thread_id == Thread.id)
    .outerjoin(ThreadHiding, ThreadHiding.thread_id == Thread.id)
    .outerjoin(Merge, Merge.thread_id == Thread.id)
    .outerjoin(Pin, Pin.thread_id == Thread.id)
    .outerjoin(
        Subscription,
        (Subscription.member_id == bindparam("member_id"))
        & (Subscription.subject_kind == "thread")
        & (Subscription.subject_id == Thread.id),
    )
    .outerjoin(Reading, (Reading.member_id == bindparam("member_id")) & (Reading.thread_id == Thread.id))
    .where(Thread.id == bindparam("thread_id"))
)


def thread_facts(actor: Actor, thread_id: int) -> ThreadFacts:
    """Read a thread for its page: one query.

    Raises:
        NotFound: no such thread, or the actor may not read it; the same answer for both.
    """
    given = {"member_id": actor.member_id or 0, "thread_id": thread_id}
    row = db.session.execute(_FACTS, given).one_or_none()
    found = _made(row) if row is not None else None
    if found is None or not gate.may(actor, Can.READ, found):
        raise NotFound(_("There is no such thread, or it is on a platform you have not joined."))
    return found


def _made(row) -> ThreadFacts:
    own, (name_ar, name_en, audience), platform = row[:13], row[13:16], row[16:19]
    closing, hiding, into, pinned, followed, read_number, stamp = row[19:]
    board = BoardFacts(row.board_id, name_ar, name_en, audience, PlatformFacts(*platform))
    return ThreadFacts(*own, board, closing, hiding, into, pinned is not None, followed is not None, read_number, stamp)
