"""Who may do what with boards, threads and posts: the rule book of the exchange."""

from enum import Enum, auto

from sqlalchemy import ColumnElement, false, or_, true

from forum.kernel.access import Actor, Gate, Rule, all_of, any_of, rule
from forum.kernel.i18n import lazy_gettext as _l
from forum.platforms.models import Board
from forum.threads.models import HIDDEN, Post, Thread


class CanBoard(Enum):
    """What can be done with a board."""

    READ = auto()
    ASK = auto()


class Can(Enum):
    """What can be done with a thread."""

    READ = auto()
    TAKE_PART = auto()
    REPLY = auto()
    FOLLOW = auto()
    ACCEPT = auto()
    RETITLE = auto()
    TAG = auto()
    MANAGE = auto()
    CLOSE = auto()
    REOPEN = auto()
    PIN = auto()
    HIDE = auto()
    RESTORE = auto()
    MOVE = auto()
    MERGE = auto()


class CanPost(Enum):
    """What can be done with a post (its thread loaded)."""

    READ = auto()
    EDIT = auto()
    MARK_HELPFUL = auto()
    FLAG = auto()
    HIDE = auto()
    RESTORE = auto()


@rule(_l("Sign in to take part."))
def signed_in(actor: Actor, _thing: object) -> bool:
    """A member, not a visitor."""
    return actor.is_signed_in


@rule(_l("This is for the members of the platform. Ask for a seat on it to take part."))
def sits_here(actor: Actor, thing: Board | Thread) -> bool:
    """Has a seat on the platform, or speaks for the association."""
    return actor.is_association or thing.platform_id in actor.platforms


@rule(_l("This is for the members of the platform. Ask for a seat on it to take part."))
def board_is_for_all_members(actor: Actor, thing: Board | Thread) -> bool:
    """The board is open to every signed-in member."""
    board = thing if isinstance(thing, Board) else thing.board
    return actor.is_signed_in and board.audience == "members"


@rule(_l("Only moderators of the platform do this."))
def moderates(actor: Actor, thing: Board | Thread) -> bool:
    """Moderates the platform, or speaks for the association."""
    return actor.is_association or thing.platform_id in actor.moderates


@rule(_l("A moderator has hidden this thread."))
def is_shown(_actor: Actor, thread: Thread) -> bool:
    """Not hidden."""
    return not thread.is_hidden


@rule(_l("This thread is hidden already."))
def is_not_hidden(_actor: Actor, thread: Thread) -> bool:
    """Can be hidden."""
    return not thread.is_hidden


@rule(_l("This thread is not hidden."))
def is_hidden(_actor: Actor, thread: Thread) -> bool:
    """Can be restored."""
    return thread.is_hidden


@rule(_l("This thread is closed. Ask a moderator of the platform to reopen it."))
def is_open(_actor: Actor, thread: Thread) -> bool:
    """Takes replies."""
    return not thread.is_closed


@rule(_l("This thread is not closed."))
def is_closed(_actor: Actor, thread: Thread) -> bool:
    """Can be reopened."""
    return thread.is_closed


@rule(_l("This thread was merged into another one. Continue there."))
def stands_alone(_actor: Actor, thread: Thread) -> bool:
    """Not merged into another thread."""
    return not thread.is_merged


@rule(_l("Only the person who asked, or a moderator, accepts an answer."))
def asked_it(actor: Actor, thread: Thread) -> bool:
    """Opened the thread."""
    return actor.wrote(thread.author_id)


@rule(_l("Only questions have an accepted answer."))
def is_question(_actor: Actor, thread: Thread) -> bool:
    """Can be answered."""
    return thread.kind == "question"


@rule(_l("Only its author edits a post; what was written stays their word."))
def wrote_it(actor: Actor, post: Post) -> bool:
    """Is the author of the post."""
    return actor.wrote(post.author_id)


@rule(_l("This is your own post."))
def did_not_write_it(actor: Actor, post: Post) -> bool:
    """Is somebody else."""
    return not actor.wrote(post.author_id)


@rule(_l("A moderator has hidden this post."))
def post_is_shown(_actor: Actor, post: Post) -> bool:
    """Not hidden."""
    return post.hiding is None


@rule(_l("This post is not hidden."))
def post_is_hidden(_actor: Actor, post: Post) -> bool:
    """Can be restored."""
    return post.hiding is not None


@rule(_l("The opening text is hidden with its thread."))
def is_a_reply(_actor: Actor, post: Post) -> bool:
    """Is not the opening text."""
    return not post.is_opening


def of_thread(thread_rule: Rule) -> Rule:
    """The same rule, asked about the thread of the post in hand."""
    return Rule(lambda actor, post: thread_rule(actor, post.thread), thread_rule.name)


read_board = any_of(sits_here, board_is_for_all_members)
read = all_of(read_board, any_of(is_shown, moderates))
take_part = all_of(signed_in, read_board, is_shown, stands_alone)
moderate = all_of(moderates, stands_alone)

BOARD_POLICY = {
    CanBoard.READ: read_board,
    CanBoard.ASK: all_of(signed_in, read_board),
}

POLICY = {
    Can.READ: read,
    Can.TAKE_PART: take_part,
    Can.REPLY: all_of(take_part, is_open),
    Can.FOLLOW: all_of(signed_in, read),
    Can.ACCEPT: all_of(take_part, is_question, any_of(asked_it, moderates)),
    Can.RETITLE: all_of(take_part, any_of(asked_it, moderates)),
    Can.TAG: moderate,
    Can.MANAGE: moderate,
    Can.CLOSE: all_of(moderate, is_open),
    Can.REOPEN: all_of(moderate, is_closed),
    Can.PIN: all_of(moderate, is_shown),
    Can.HIDE: all_of(moderate, is_not_hidden),
    Can.RESTORE: all_of(moderate, is_hidden),
    Can.MOVE: moderate,
    Can.MERGE: all_of(moderate, is_shown),
}

POST_POLICY = {
    CanPost.READ: all_of(of_thread(read), any_of(post_is_shown, of_thread(moderates))),
    CanPost.EDIT: all_of(of_thread(take_part), wrote_it, post_is_shown, of_thread(is_open)),
    CanPost.MARK_HELPFUL: all_of(of_thread(take_part), post_is_shown, did_not_write_it),
    CanPost.FLAG: all_of(of_thread(take_part), post_is_shown, did_not_write_it),
    CanPost.HIDE: all_of(of_thread(moderate), is_a_reply, post_is_shown),
    CanPost.RESTORE: all_of(of_thread(moderate), post_is_hidden),
}

board_gate = Gate(BOARD_POLICY)
gate = Gate(POLICY)
post_gate = Gate(POST_POLICY)


def board_readable_by(actor: Actor) -> ColumnElement[bool]:
    """``CanBoard.READ`` for lists, as SQL over ``Board``."""
    if actor.is_association:
        return true()
    if not actor.is_signed_in:
        return false()
    return or_(Board.platform_id.in_(actor.platforms), Board.audience == "members")


def readable_by(actor: Actor) -> ColumnElement[bool]:
    """``Can.READ`` for lists, as SQL over ``Thread`` joined to ``Board``.

    The twin of ``POLICY[Can.READ]``; a test keeps the two equal.
    """
    if actor.is_association:
        return true()
    if not actor.is_signed_in:
        return false()
    seen = Thread.shelf != HIDDEN
    return board_readable_by(actor) & or_(seen, Thread.platform_id.in_(actor.moderates))
