"""How threads appear in notifications: who hears of what, and in which words."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.activity.models import Event
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.i18n import gettext as _, named
from forum.kernel.rendering import mentions_in
from forum.members.models import Member
from forum.notifications.models import Notification
from forum.notifications.port import Announcement, Heading, Line
from forum.platforms.models import Board, Platform
from forum.threads.addresses import of_post, of_thread
from forum.threads.models import HIDDEN, Post, Thread
from forum.threads.policy import Can, board_readable_by, gate, read_board, readable_by
from forum.threads.states import PostHiding

THREAD, BOARD = "thread", "board"
#: Isolates a name inside a sentence of the other direction (U+2068, U+2069).
ISOLATED = "\N{FIRST STRONG ISOLATE}%s\N{POP DIRECTIONAL ISOLATE}"


def _sentences() -> Mapping[str, str]:
    """Each kind of notification in the reader's language; no verb, so that it fits women and men."""
    return {
        "asked": _("New thread by %(name)s"),
        "replied": _("New reply by %(name)s"),
        "mentioned": _("%(name)s mentions you"),
        "answered": _("A reply is now the accepted answer"),
        "your_answer": _("Your reply is now the accepted answer"),
        "helpful": _("%(name)s found your post helpful"),
        "closed": _("Closed to new replies: %(reason)s"),
        "moved": _("Moved to another board by %(name)s"),
        "merged": _("Merged with another thread; it goes on there"),
        "thread_hidden": _("Your thread was hidden by a moderator: %(reason)s"),
        "thread_restored": _("Your thread can be read again"),
        "post_hidden": _("Your post was hidden by a moderator: %(reason)s"),
        "post_restored": _("Your post can be read again"),
    }


#: What an author still hears although the thing can no longer be read.
OWN = frozenset({"thread_hidden", "post_hidden"})


class AnnouncedThreads:
    """The adapter of ``notifications.port.Announced`` for threads and boards."""

    events = (
        "thread.asked",
        "thread.replied",
        "thread.answered",
        "thread.closed",
        "thread.moved",
        "thread.merged",
        "thread.hidden",
        "thread.restored",
        "post.hidden",
        "post.restored",
        "post.found_helpful",
    )
    subjects = (THREAD, BOARD)

    def announcements(self, events: Sequence[Event]) -> Iterable[Announcement]:
        """Mentioned people first, then those whom it concerns, then those who follow."""
        posts = _posts({post_id for event in events if (post_id := _post_id(event))})
        threads = _threads({thread_id for event in events if (thread_id := _thread_id(event))})
        called = _mentioned(event_posts(events, posts))
        for event in events:
            thread = threads.get(_thread_id(event) or 0)
            if thread is not None:
                post = posts.get(_post_id(event) or 0)
                yield from _announcements(event, thread, post, called)

    def headings(self, actor: Actor, kind: str, ids: Collection[int]) -> Mapping[int, Heading]:
        """Titles of threads, names of boards; one's own hidden thread keeps its title."""
        if kind == BOARD:
            return _board_headings(actor, ids)
        own_hidden = Thread.author_id.in_({actor.member_id or 0, *actor.stand_ins}) & (Thread.shelf == HIDDEN)
        query = (
            select(
                Thread.id,
                Thread.title,
                Thread.board_id,
                Thread.demo_key,
                Platform.slug,
                readable_by(actor).label("readable"),
            )
            .join(Board, Board.id == Thread.board_id)
            .join(Platform, Platform.id == Thread.platform_id)
            .where(Thread.id.in_(ids), readable_by(actor) | (own_hidden & board_readable_by(actor)))
        )
        return {
            row.id: Heading(
                row.title,
                of_thread(row.id) if row.readable else f"/boards/{row.board_id}",
                row.slug,
                row.demo_key is not None,
            )
            for row in db.session.execute(query)
        }

    def lines(self, actor: Actor, told: Sequence[Notification]) -> Mapping[int, Line]:
        """The sentences; what is about a post that was hidden meanwhile is left out."""
        names = _names({n.detail.get("by") for n in told})
        shown = {n.detail.get("post_id") for n in told if n.kind not in OWN}
        hidden = _hidden_posts(shown - {None})
        sentences = _sentences()
        found = {}
        for n in told:
            post_id = n.detail.get("post_id")
            if n.kind not in sentences or post_id in hidden:
                continue
            words = sentences[n.kind] % {
                "name": ISOLATED % names.get(n.detail.get("by"), _("somebody")),
                "reason": n.detail.get("reason", ""),
            }
            address = of_post(post_id) if post_id and n.kind not in OWN else of_thread(n.subject_id)
            found[n.id] = Line(words, address)
        return found


def _thread_id(event: Event) -> int | None:
    return event.subject_id if event.subject_kind == "thread" else event.detail.get("thread_id")


def _post_id(event: Event) -> int | None:
    return event.subject_id if event.subject_kind == "post" else event.detail.get("post_id")


def event_posts(events: Sequence[Event], posts: Mapping[int, Post]) -> list[Post]:
    """The posts that were new with these events: only they call people by name."""
    new = [posts.get(_post_id(e) or 0) for e in events if e.kind in ("thread.asked", "thread.replied")]
    return [post for post in new if post is not None]


def _announcements(
    event: Event, thread: Thread, post: Post | None, called: Mapping[int, set[int]]
) -> Iterable[Announcement]:
    def told(kind: str, **more: Any) -> Announcement:
        given = {"may_hear": _reader_of(thread), "detail": {"post_id": post.id} if post else {}}
        return Announcement(event, kind, (THREAD, thread.id), **given | more)

    followers = [(THREAD, thread.id)]
    match event.kind:
        case "thread.asked" | "thread.replied":
            if post is None or post.hiding is not None:
                return
            yield told("mentioned", to=called.get(post.id, ()))
            if event.kind == "thread.asked":
                yield told("asked", followers_of=[(BOARD, thread.board_id)])
            else:
                yield told("replied", followers_of=followers)
        case "thread.answered":
            if post is not None:
                yield told("your_answer", to=[post.author_id])
            yield told("answered", to=[thread.author_id], followers_of=followers)
        case "post.found_helpful" if post is not None:
            yield told("helpful", to=[post.author_id], by_mail=False)
        case "post.hidden" if post is not None:
            yield told("post_hidden", to=[post.author_id])
        case "post.restored" if post is not None:
            yield told("post_restored", to=[post.author_id])
        case "thread.hidden":
            yield told("thread_hidden", may_hear=_neighbour_of(thread), to=[thread.author_id])
        case "thread.restored":
            yield told("thread_restored", to=[thread.author_id])
        case "thread.closed" | "thread.moved" | "thread.merged":
            yield told(event.kind.partition(".")[2], to=[thread.author_id], followers_of=followers)


def _reader_of(thread: Thread) -> Callable[[Actor], Any]:
    return lambda actor: gate.may(actor, Can.READ, thread)


def _neighbour_of(thread: Thread) -> Callable[[Actor], Any]:
    """May read the board, though not the thread that was hidden on it."""
    return lambda actor: read_board(actor, thread)


def _threads(ids: Collection[int]) -> dict[int, Thread]:
    query = select(Thread).where(Thread.id.in_(ids)).options(joinedload(Thread.board))
    return {thread.id: thread for thread in db.session.scalars(query)}


def _posts(ids: Collection[int]) -> dict[int, Post]:
    query = select(Post).where(Post.id.in_(ids)).options(joinedload(Post.hiding))
    return {post.id: post for post in db.session.scalars(query)}


def _mentioned(posts: Sequence[Post]) -> dict[int, set[int]]:
    """Whom each post calls by name: of the words after "@", the longest beginning that is a name."""
    written = {post.id: mentions_in(post.html) for post in posts}
    beginnings = {b for names in written.values() for name in names for b in _beginnings(name)}
    if not beginnings:
        return {}
    members: dict[str, set[int]] = {}
    query = select(Member.id, Member.name).where(Member.name.in_(beginnings))
    for member_id, name in db.session.execute(query):
        members.setdefault(name, set()).add(member_id)
    return {
        post_id: {
            member_id
            for name in names
            for member_id in next((members[b] for b in _beginnings(name) if b in members), ())
        }
        for post_id, names in written.items()
    }


def _beginnings(name: str) -> list[str]:
    words = name.split()
    return [" ".join(words[:n]) for n in range(len(words), 0, -1)]


def _names(ids: Collection[int | None]) -> dict[int, str]:
    known = {number for number in ids if number}
    if not known:
        return {}
    return dict(db.session.execute(select(Member.id, Member.name).where(Member.id.in_(known))).all())


def _hidden_posts(ids: Collection[int]) -> set[int]:
    if not ids:
        return set()
    return set(db.session.scalars(select(PostHiding.post_id).where(PostHiding.post_id.in_(ids))))


def _board_headings(actor: Actor, ids: Collection[int]) -> dict[int, Heading]:
    query = select(Board).where(Board.id.in_(ids), board_readable_by(actor)).options(joinedload(Board.platform))
    return {b.id: Heading(named(b), f"/boards/{b.id}", b.platform.slug) for b in db.session.scalars(query)}
