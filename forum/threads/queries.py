"""Fetching one board, thread or post: the actor first, so nothing is had that may not be read."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload

from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.errors import NotFound
from forum.kernel.i18n import gettext as _
from forum.platforms.models import Board, Platform
from forum.threads.models import Post, Thread
from forum.threads.policy import Can, CanBoard, CanPost, board_gate, board_readable_by, gate, post_gate


def board(actor: Actor, board_id: int, *, to: CanBoard = CanBoard.READ) -> Board:
    """Fetch one board with its platform.

    Raises:
        NotFound: there is no such board. Boards themselves are no secret.
        Refused: the actor may not do ``to``; the text says why.
    """
    query = select(Board).where(Board.id == board_id).options(joinedload(Board.platform))
    found = db.session.scalars(query).one_or_none()
    if found is None:
        raise NotFound(_("There is no such board."))
    board_gate.require(actor, to, found)
    return found


def boards(actor: Actor) -> Sequence[Board]:
    """Every board that the actor may write on, by platform, in their order."""
    query = (
        select(Board)
        .join(Board.platform)
        .where(board_readable_by(actor))
        .options(contains_eager(Board.platform))
        .order_by(Platform.position, Board.position)
    )
    return db.session.scalars(query).all()


def thread(actor: Actor, thread_id: int, *, to: Can = Can.READ) -> Thread:
    """Fetch one thread the actor may use for ``to``.

    A missing thread and an unreadable one give the same answer, so nobody can
    probe a closed board.

    Raises:
        NotFound: no such thread, or the actor may not read it.
        Refused: the actor may read it but not do ``to``; the text says why.
    """
    query = (
        select(Thread)
        .where(Thread.id == thread_id)
        .options(
            joinedload(Thread.board).joinedload(Board.platform),
            joinedload(Thread.closure),
            joinedload(Thread.hiding),
            joinedload(Thread.pin),
            joinedload(Thread.merge),
            joinedload(Thread.acceptance),
        )
        .execution_options(populate_existing=True)
    )
    found = db.session.scalars(query).unique().one_or_none()
    if found is None or not gate.may(actor, Can.READ, found):
        raise NotFound(_("There is no such thread, or it is on a platform you have not joined."))
    gate.require(actor, to, found)
    return found


def post(actor: Actor, post_id: int, *, to: CanPost = CanPost.READ) -> Post:
    """Fetch one post with its thread and board.

    Raises:
        NotFound: no such post, or the actor may not read it.
        Refused: the actor may read it but not do ``to``; the text says why.
    """
    query = (
        select(Post)
        .where(Post.id == post_id)
        .options(
            joinedload(Post.thread).joinedload(Thread.board).joinedload(Board.platform),
            joinedload(Post.thread).joinedload(Thread.closure),
            joinedload(Post.author),
            joinedload(Post.authority),
            joinedload(Post.hiding),
        )
        .execution_options(populate_existing=True)
    )
    found = db.session.scalars(query).one_or_none()
    if found is None or not post_gate.may(actor, CanPost.READ, found):
        raise NotFound(_("There is no such post, or it is on a platform you have not joined."))
    post_gate.require(actor, to, found)
    return found


def hold(*thread_ids: int) -> None:
    """Let nobody else change these threads until the transaction ends.

    What was read of them before may be old by now: read it again. (SQLite lets
    one writer in at a time anyway; the order keeps two writers from waiting for
    each other.)
    """
    db.session.execute(select(Thread.id).where(Thread.id.in_(thread_ids)).order_by(Thread.id).with_for_update())


def held(actor: Actor, thread_id: int, *, to: Can) -> Thread:
    """Fetch a thread to change it now; asked again, as it may be closed, hidden or merged by now.

    Raises:
        NotFound, Refused: like ``thread``.
    """
    hold(thread_id)
    return thread(actor, thread_id, to=to)


def held_post(actor: Actor, post_id: int, *, to: CanPost) -> Post:
    """Fetch a post to change it now, its thread held, wherever that is by now.

    Raises:
        NotFound, Refused: like ``post``.
    """
    place = select(Post.thread_id).where(Post.id == post_id)
    kept = None
    while (present := db.session.scalar(place)) != kept:
        hold(kept := present)
    return post(actor, post_id, to=to)
