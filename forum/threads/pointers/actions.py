"""Letting one thread point to another, and taking that back."""

from sqlalchemy import delete, update

from forum.activity.actions import record
from forum.kernel import clock
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.errors import Invalid
from forum.kernel.i18n import gettext as _
from forum.threads.actions import changed, reindex_thread, shelves_changed
from forum.threads.models import Thread
from forum.threads.pointers import queries
from forum.threads.pointers.models import Pointer


def point(thread: Thread, to: Thread, *, by: Actor) -> None:
    """Lead readers of one thread to another one; an earlier pointer is replaced. Both threads are held.

    Raises:
        Invalid: the other one leads back to this one, so that readers would go in a circle.
    """
    by = by.speaking_as(thread.author_id)
    shelves_changed()  # one row that every pointer is written after: two at once cannot close a circle
    db.session.flush()
    if queries.leads_to(to.id, thread.id):
        raise Invalid(_("The other thread points to this one. Take that pointer back first, or point the other way."))
    earlier = db.session.get(Pointer, thread.id)
    if earlier is not None and earlier.to_id == to.id:
        return
    if earlier is not None:
        db.session.delete(earlier)
        db.session.flush()
    db.session.add(Pointer(thread_id=thread.id, to_id=to.id, member_id=by.member_id, at=clock.now()))
    changed(thread)
    changed(to)
    record("thread.pointed", thread, by=by, to_id=to.id)
    reindex_thread(thread)


def take_back(thread: Thread, *, by: Actor) -> None:
    """Let a thread stand for itself again."""
    pointer = db.session.get(Pointer, thread.id)
    if pointer is None:
        return
    db.session.delete(pointer)
    shelves_changed()
    changed(thread)
    record("thread.unpointed", thread, by=by.speaking_as(thread.author_id), to_id=pointer.to_id)
    reindex_thread(thread)


def follow_merge(thread: Thread, into: Thread) -> None:
    """A duplicate was merged: what pointed to it, points to the thread that stays."""
    apart = {"synchronize_session": False}
    own = (Pointer.thread_id == thread.id) | ((Pointer.thread_id == into.id) & (Pointer.to_id == thread.id))
    db.session.execute(delete(Pointer).where(own).execution_options(**apart))
    led = update(Pointer).where(Pointer.to_id == thread.id, Pointer.thread_id != into.id)
    db.session.execute(led.values(to_id=into.id).execution_options(**apart))
    on = db.session.get(Pointer, into.id, populate_existing=True)
    if on is not None and queries.leads_to(on.to_id, into.id):
        db.session.delete(on)
