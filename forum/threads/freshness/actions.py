"""Saying whether an answer still holds, and asking its author."""

from sqlalchemy.exc import IntegrityError

from forum.activity.actions import record
from forum.kernel import clock
from forum.kernel.access import ANYONE, Actor
from forum.kernel.db import db, is_unique_violation
from forum.search.indexing import reindex
from forum.threads.actions import changed
from forum.threads.freshness import queries, rules
from forum.threads.freshness.models import AnswerAsking, AnswerReview
from forum.threads.models import Post


def review(post: Post, state: str, words: str, *, by: Actor) -> None:
    """Say that an accepted answer holds, holds with changes, or is obsolete; the last word counts.

    The post stays what it is. Its thread is held.
    """
    by = by.speaking_as(post.author_id).speaking_as(post.thread.author_id)
    said = db.session.get(AnswerReview, post.id)
    if said is None:
        said = AnswerReview(post_id=post.id)
        db.session.add(said)
    said.state, said.words, said.member_id, said.at = state, words, by.member_id, clock.now()
    changed(post.thread)
    kind = "post.marked_obsolete" if state == rules.OBSOLETE else "post.confirmed"
    record(kind, post, by=by, thread_id=post.thread_id, state=state, words=words)
    reindex("post", [post.id])


def ask_authors() -> int:
    """A daily chore: ask the authors of some old answers, each once; returns how many were asked now."""
    asked = 0
    for row in queries.to_ask(rules.ASKED_A_DAY):
        since = queries.true_since(row.edited_at or row.created_at, row.reviewed_at)
        try:
            with db.session.begin_nested():
                db.session.add(AnswerAsking(post_id=row.id, true_since=since, at=clock.now()))
        except IntegrityError as error:
            if not is_unique_violation(error):
                raise
            continue  # another worker was faster
        post = db.session.get_one(Post, row.id)
        record("post.asked_about", post, by=ANYONE, thread_id=row.thread_id, author_id=row.author_id)
        asked += 1
    return asked


def tidy() -> None:
    """What the worker does once a day."""
    ask_authors()
