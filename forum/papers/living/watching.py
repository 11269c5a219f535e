"""Noticing that cited sources changed. Part of the actions; safe to do again and again."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sqlalchemy import Row, func, select

from forum.kernel import clock
from forum.kernel.db import db
from forum.papers import rules as states
from forum.papers.citations import cited
from forum.papers.documents import Paper, PaperVersion, Section, VersionCitation
from forum.papers.living import rules
from forum.papers.living.models import ReviewDecision, ReviewTask
from forum.papers.models import Consent, Evidence, EvidenceWithdrawal
from forum.papers.sources.models import Material
from forum.threads.freshness.models import AnswerReview
from forum.threads.freshness.rules import OBSOLETE
from forum.threads.models import Post
from forum.threads.states import Acceptance, PostHiding, ThreadHiding


@dataclass(frozen=True, slots=True)
class Known:
    """A task that is there already, and whether it still waits."""

    task: ReviewTask
    is_open: bool


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened to the source of a card since it was taken."""

    cause: str
    mark: str


def happenings(card: Row) -> Iterator[Happening]:
    """What happened to a card's source since it was taken; ``card`` is a row of ``_cards``."""
    if card.withdrawn_at is not None:
        yield Happening(rules.WITHDRAWN, card.withdrawn_at.isoformat())
        return
    if card.present_revision > card.revision:
        yield Happening(rules.EDITED, str(card.present_revision))
    if card.accepted_id not in (None, card.post_id) and card.accepted_at > card.taken_at:
        yield Happening(rules.ANSWERED, str(card.accepted_id))
    if card.obsolete_at is not None and card.obsolete_at > card.taken_at:
        yield Happening(rules.OBSOLETE, card.obsolete_at.isoformat())
    if hidden_at := card.post_hidden_at or card.thread_hidden_at or card.lost_at:
        yield Happening(rules.HIDDEN, hidden_at.isoformat())
    if card.correction:
        yield Happening(rules.CORRECTED, card.answered_at.isoformat())


def watch(evidence_ids: Collection[int] | None = None) -> list[ReviewTask]:
    """Open a task for each happening that a paper did not hear of yet.

    A happening of the same sort to the same card takes the place of an open
    task: two edits are looked at once.

    Args:
        evidence_ids: look at these cards only; at every cited one if left out.

    Returns:
        The tasks that are new or that tell something new.
    """
    citing = _citing(evidence_ids)
    cards = _cards({card_id for card_id, _paper_id in citing})
    known = _known(cards)
    told: list[ReviewTask] = []
    for card_id, paper_id in sorted(citing):
        for happened in happenings(cards[card_id]):
            if (task := _task(known.get((paper_id, card_id, happened.cause), []), happened)) is not None:
                task.paper_id, task.evidence_id = paper_id, card_id
                db.session.add(task)
                told.append(task)
    db.session.flush()
    return told


def _task(known: list[Known], happened: Happening) -> ReviewTask | None:
    """The task that tells of a happening, unless one did already."""
    if any(each.task.mark == happened.mark for each in known):
        return None
    waiting = next((each.task for each in known if each.is_open), None)
    if waiting is None:
        waiting = ReviewTask(cause=happened.cause)
    waiting.mark, waiting.at = happened.mark, clock.now()
    return waiting


def cards_of(post_ids: Collection[int] = (), thread_ids: Collection[int] = ()) -> set[int]:
    """The cards taken from some posts, or from any post of some threads."""
    query = select(Evidence.id).outerjoin(Evidence.material).join(
        Post, Post.id == func.coalesce(Evidence.post_id, Material.post_id)
    )
    return set(db.session.scalars(query.where(Post.id.in_(post_ids) | Post.thread_id.in_(thread_ids))))


def cards_of_materials(material_ids: Collection[int]) -> set[int]:
    """The cards taken from some sources that are no posts."""
    return set(db.session.scalars(select(Evidence.id).where(Evidence.material_id.in_(material_ids))))


def _citing(evidence_ids: Collection[int] | None) -> set[tuple[int, int]]:
    """Which card is cited by which paper: in the version that visitors read, or in the text being written."""
    if evidence_ids is not None and not evidence_ids:
        return set()
    printed = (
        select(VersionCitation.evidence_id, Paper.id)
        .join(PaperVersion, PaperVersion.id == VersionCitation.version_id)
        .join(Paper, (Paper.id == PaperVersion.paper_id) & (Paper.published_number == PaperVersion.number))
        .where(Paper.state.not_in(states.PAST))
    )
    written = (
        select(Section.source, Paper.id)
        .join(Section.paper)
        .where(
            Section.removed_at.is_(None), Section.source.contains("[@"),
            Paper.state.not_in(states.STANDS),
        )
    )
    if evidence_ids is not None:
        printed = printed.where(VersionCitation.evidence_id.in_(evidence_ids))
        files = select(Evidence.issue_file_id).where(Evidence.id.in_(evidence_ids))
        written = written.where(Paper.issue_file_id.in_(files))
    found = {(card_id, paper_id) for card_id, paper_id in db.session.execute(printed)}
    found |= {(card_id, paper_id) for source, paper_id in db.session.execute(written) for card_id in cited(source)}
    existing = set(db.session.scalars(select(Evidence.id).where(Evidence.id.in_({card for card, _ in found}))))
    return {pair for pair in found if pair[0] in existing and (evidence_ids is None or pair[0] in evidence_ids)}


def _cards(ids: Collection[int]) -> dict[int, Row]:
    """Columns, not objects: what the session holds of a post may be older than what just happened to it."""
    query = (
        select(
            Evidence.id, Evidence.post_id, Evidence.revision, Evidence.taken_at,
            func.coalesce(Post.revision, Material.revision).label("present_revision"), Material.lost_at,
            Acceptance.post_id.label("accepted_id"), Acceptance.at.label("accepted_at"),
            PostHiding.at.label("post_hidden_at"), ThreadHiding.at.label("thread_hidden_at"),
            AnswerReview.at.label("obsolete_at"), Consent.correction, Consent.answered_at,
            EvidenceWithdrawal.at.label("withdrawn_at"),
        )
        .outerjoin(Evidence.post)
        .outerjoin(Evidence.material)
        .outerjoin(Acceptance, Acceptance.thread_id == Post.thread_id)
        .outerjoin(PostHiding, PostHiding.post_id == func.coalesce(Evidence.post_id, Material.post_id))
        .outerjoin(ThreadHiding, ThreadHiding.thread_id == Post.thread_id)
        .outerjoin(AnswerReview, (AnswerReview.post_id == Post.id) & (AnswerReview.state == OBSOLETE))
        .outerjoin(Consent, Consent.evidence_id == Evidence.id)
        .outerjoin(EvidenceWithdrawal, EvidenceWithdrawal.evidence_id == Evidence.id)
        .where(Evidence.id.in_(ids))
    )
    return {row.id: row for row in db.session.execute(query)}


def _known(ids: Collection[int]) -> dict[tuple[int, int, str], list[Known]]:
    query = (
        select(ReviewTask, ReviewDecision.task_id)
        .outerjoin(ReviewDecision, ReviewDecision.task_id == ReviewTask.id)
        .where(ReviewTask.evidence_id.in_(ids))
    )
    found: dict[tuple[int, int, str], list[Known]] = {}
    for task, decided in db.session.execute(query):
        found.setdefault((task.paper_id, task.evidence_id, task.cause), []).append(Known(task, decided is None))
    return found
