"""Reading review tasks, with what was cited, what changed and what was decided."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, select, tuple_
from sqlalchemy.orm import joinedload

from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.errors import NotFound
from forum.kernel.i18n import gettext as _
from forum.kernel.rendering import shorten
from forum.papers import queries as papers
from forum.papers.changes import Piece, compare, shortened
from forum.papers.documents import Paper
from forum.papers.evidence import as_read
from forum.papers.living import rules
from forum.papers.living.models import ReviewDecision, ReviewTask
from forum.papers.living.policy import CanReview, gate
from forum.papers.models import Evidence
from forum.papers.sources.queries import texts
from forum.threads import policy as of_threads
from forum.threads.models import Post, Thread
from forum.threads.policy import CanPost
from forum.threads.states import PostRevision

#: Characters shown of the answer that was accepted since.
ANSWER_SHOWN = 600


@dataclass(frozen=True, slots=True)
class ShownTask:
    """A task as one reader may see it.

    ``pieces`` are the difference between the cited text and the present one;
    ``still_there`` whether the cited words stand in it; ``answer`` the post that
    was accepted since. All are empty for whoever may not read the post.
    """

    task: ReviewTask
    words: str
    is_readable: bool
    pieces: Sequence[Piece]
    still_there: bool
    answer: Post | None
    answer_words: str


def _tasks() -> Select:
    return (
        select(ReviewTask)
        .options(
            joinedload(ReviewTask.paper).joinedload(Paper.platform),
            joinedload(ReviewTask.decision).joinedload(ReviewDecision.member),
            joinedload(ReviewTask.evidence).options(*papers.CARD),
        )
        .outerjoin(ReviewTask.decision)
        .order_by(ReviewDecision.task_id.is_not(None), ReviewTask.at.desc(), ReviewTask.id.desc())
    )


def task(actor: Actor, task_id: int, *, to: CanReview = CanReview.READ) -> ReviewTask:
    """Fetch one task that the actor may use for ``to``.

    Raises:
        NotFound: there is none, or its paper is not the actor's work.
        Refused: it was decided already.
    """
    found = db.session.scalars(_tasks().where(ReviewTask.id == task_id)).one_or_none()
    if found is None or not gate.may(actor, CanReview.READ, found):
        raise NotFound(_("There is no such review task, or it is of a platform that you do not moderate."))
    gate.require(actor, to, found)
    return found


def tasks_of_paper(paper_id: int) -> Sequence[ReviewTask]:
    """The tasks of a paper, open ones first: one query."""
    return db.session.scalars(_tasks().where(ReviewTask.paper_id == paper_id).limit(rules.LIST_MAX)).all()


def tasks_of_file(file_id: int) -> Sequence[ReviewTask]:
    """The tasks of every paper of an issue file, open ones first: one query."""
    query = _tasks().join(ReviewTask.paper).where(Paper.issue_file_id == file_id)
    return db.session.scalars(query.limit(rules.LIST_MAX)).all()


def shown(actor: Actor, tasks: Iterable[ReviewTask]) -> list[ShownTask]:
    """Tasks with the difference, as this reader may see it: four queries for any number of them."""
    tasks = list(tasks)
    before = _cited_texts([each.evidence for each in tasks if each.cause == rules.EDITED])
    today = _texts_today([each.evidence for each in tasks])
    answers = _posts([int(each.mark) for each in tasks if each.cause == rules.ANSWERED])
    return [_shown(actor, each, before, today, answers) for each in tasks]


def _shown(
    actor: Actor, task: ReviewTask, before: dict[int, str], today: dict[int, str], answers: dict[int, Post]
) -> ShownTask:
    card = task.evidence
    readable = papers.may_read_words(actor, card)
    answer = answers.get(int(task.mark)) if task.cause == rules.ANSWERED else None
    if answer is not None and not of_threads.post_gate.may(actor, CanPost.READ, answer):
        answer = None
    old = before.get(card.id, "") if readable else ""
    now = today.get(card.id, "")
    return ShownTask(
        task, as_read(card.exact) if readable else "", readable,
        shortened(compare(old, now)) if old else [],
        readable and card.exact in now, answer,
        shorten(as_read(answer.source), ANSWER_SHOWN) if answer else "",
    )


def _cited_texts(cards: Sequence[Evidence]) -> dict[int, str]:
    """The texts that the cards were taken from, by card."""
    wanted = {(card.post_id, card.revision) for card in cards if card.post_id}
    query = select(PostRevision.post_id, PostRevision.number, PostRevision.source).where(
        tuple_(PostRevision.post_id, PostRevision.number).in_(wanted)
    )
    found = {(post_id, number): source for post_id, number, source in db.session.execute(query)} if wanted else {}
    others = texts({(card.material_id, card.revision) for card in cards if card.material_id})
    return {
        card.id: found.get((card.post_id, card.revision), "") or others.get((card.material_id, card.revision), "")
        for card in cards
    }


def _texts_today(cards: Sequence[Evidence]) -> dict[int, str]:
    """How the sources of the cards read now, by card."""
    others = texts({(card.material_id, card.material.revision) for card in cards if card.material_id})
    return {
        card.id: card.post.source if card.post else others.get((card.material_id, card.material.revision), "")
        for card in cards
    }


def _posts(ids: Sequence[int]) -> dict[int, Post]:
    if not ids:
        return {}
    query = (
        select(Post)
        .where(Post.id.in_(ids))
        .options(
            joinedload(Post.author), joinedload(Post.authority), joinedload(Post.hiding),
            joinedload(Post.thread).joinedload(Thread.board),
        )
    )
    return {post.id: post for post in db.session.scalars(query)}


def paper_at_work(actor: Actor, paper_id: int) -> Paper:
    """A paper whose review tasks the actor may see.

    Raises:
        NotFound: there is none, or it is not the actor's work.
    """
    found = db.session.scalars(
        select(Paper).where(Paper.id == paper_id).options(joinedload(Paper.platform), joinedload(Paper.issue_file))
    ).one_or_none()
    if found is None or not gate.may(actor, CanReview.READ, ReviewTask(paper=found)):
        raise NotFound(_("There is no such paper, or it is not open to you yet."))
    return found


def waiting(actor: Actor) -> Select:
    """The ids of open tasks of the platforms that the actor moderates."""
    query = (
        select(ReviewTask.id)
        .join(ReviewTask.paper)
        .outerjoin(ReviewTask.decision)
        .where(ReviewDecision.task_id.is_(None))
    )
    return query if actor.is_association else query.where(Paper.platform_id.in_(actor.moderates))


def next_waiting(actor: Actor, after: tuple | None = None) -> ReviewTask | None:
    """The task that waits longest, past ``after`` (its moment and id)."""
    query = _tasks().where(ReviewTask.id.in_(waiting(actor))).order_by(None).order_by(ReviewTask.at, ReviewTask.id)
    if after:
        query = query.where(tuple_(ReviewTask.at, ReviewTask.id) > after)
    return db.session.scalars(query.limit(1)).first()
