"""Asking without name, allowing it, and lifting it with two officers."""

from collections.abc import Sequence

from sqlalchemy.exc import IntegrityError

from forum.activity.actions import record
from forum.kernel import clock
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.errors import Conflict, Invalid
from forum.kernel.i18n import gettext as _
from forum.members import standins
from forum.members.models import Member
from forum.platforms.models import Board, Platform
from forum.threads import actions
from forum.threads.anonymity import queries
from forum.threads.anonymity.models import Allowance, Unmasking
from forum.threads.models import Thread
from forum.topics.models import Topic


def allow(platform: Platform, *, by: Actor) -> None:
    """Let members of the platform ask without name."""
    if not queries.is_allowed(platform.id):
        db.session.add(Allowance(platform_id=platform.id, member_id=by.member_id))
        record("platform.anonymity_allowed", platform, by=by)


def end_allowance(platform: Platform, *, by: Actor) -> None:
    """New threads on the platform carry names again; what was asked without name keeps its label."""
    if allowance := db.session.get(Allowance, platform.id):
        db.session.delete(allowance)
        record("platform.anonymity_ended", platform, by=by)


def ask(
    board: Board, label: str, *, title: str, kind: str, body: str, by: Actor, topics: Sequence[Topic] = ()
) -> Thread:
    """Open a thread under a label in place of the asker's name.

    Raises:
        Invalid: the platform does not allow it, or the label fits too few people by now.
    """
    chosen = queries.safe_label(by, board.platform_id, label) if queries.is_allowed(board.platform_id) else None
    if chosen is None:
        raise Invalid(_("Choose another label: this one fits too few people by now."))
    voice = standins.take(chosen, by=by)
    return actions.ask(board, title=title, kind=kind, body=body, by=by, topics=topics, voice=voice)


def tell_apart(merged: Thread, into: Thread) -> None:
    """After a merge two people without name may stand in one thread: give the newcomer a label of its own."""
    if merged.author_id == into.author_id or not queries.is_without_name(merged):
        return
    standins.tell_apart(merged.author_id, merged.id)


def ask_for_name(thread: Thread, reason: str, *, by: Actor) -> Unmasking:
    """Ask the association to agree that two officers see who opened the thread.

    Raises:
        Conflict: somebody asked already.
    """
    if queries.waiting_about(thread) is not None:
        raise Conflict(_("Somebody asked for this name already; the association has not answered yet."))
    request = Unmasking(
        thread_id=thread.id, platform_id=thread.platform_id, reason=reason, asked_by_id=by.member_id,
        asked_at=clock.now(),
    )
    try:
        with db.session.begin_nested():
            db.session.add(request)
    except IntegrityError as two_at_once:
        raise Conflict(
            _("Somebody asked for this name already; the association has not answered yet.")
        ) from two_at_once
    request.thread = thread
    record("unmasking.asked", request, by=by, thread_id=thread.id)
    return request


def decide(request: Unmasking, answer: str, *, is_confirmed: bool, by: Actor) -> None:
    """The second officer agrees or refuses; the author is told of an agreement."""
    request.is_confirmed, request.answer = is_confirmed, answer
    request.decided_by_id, request.decided_at = by.member_id, clock.now()
    kind = "unmasking.confirmed" if is_confirmed else "unmasking.refused"
    record(kind, request, by=by, thread_id=request.thread_id, reason=request.reason, answer=answer)


def look(request: Unmasking, *, by: Actor) -> Member:
    """Show the name to one of the two officers; each look is written down."""
    record("unmasking.looked", request, by=by, thread_id=request.thread_id)
    return queries.author(request)
