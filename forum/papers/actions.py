"""Collecting: issue files, their threads, claims and cards. Papers are written in ``drafting``."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, select

from forum.activity.actions import record
from forum.kernel import clock
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.papers import rules
from forum.papers.evidence import Quote, fingerprint, locate, selector, widen
from forum.papers.models import Claim, Consent, Evidence, EvidenceWithdrawal, IssueFile, IssueFileThread
from forum.papers.reviews import CallInvitation, ExperienceCall
from forum.platforms.models import Board, Platform
from forum.threads import actions as threads
from forum.threads.models import Post, Thread
from forum.threads.rules import DISCUSSION


def open_issue_file(
    platform: Platform, title: str, *, by: Actor, question: str = "", thread: Thread | None = None, note: str = ""
) -> IssueFile:
    """Open an issue file on a platform, with its first thread if there is one."""
    opened = IssueFile(
        platform_id=platform.id, title=" ".join(title.split()), question=question.strip(), opened_by_id=by.member_id
    )
    db.session.add(opened)
    record("issue_file.opened", opened, by=by, platform_id=platform.id)
    if thread is not None:
        add_thread(opened, thread, by=by, note=note)
    return opened


def reword_issue_file(file: IssueFile, title: str, question: str, *, by: Actor) -> None:
    """Say better what an issue file is about."""
    file.title, file.question = " ".join(title.split()), question.strip()
    record("issue_file.reworded", file, by=by)


def add_thread(file: IssueFile, thread: Thread, *, by: Actor, note: str = "") -> None:
    """Put a thread into an issue file; putting it twice changes its note only."""
    kept = db.session.get(IssueFileThread, (file.id, thread.id))
    if kept is not None:
        kept.note = note.strip() or kept.note
        return
    db.session.add(
        IssueFileThread(issue_file_id=file.id, thread_id=thread.id, note=note.strip(), member_id=by.member_id)
    )
    record("issue_file.thread_added", file, by=by, thread_id=thread.id)


def remove_thread(file: IssueFile, thread_id: int, *, by: Actor) -> None:
    """Take a thread out of an issue file; cards taken from it stay."""
    kept = db.session.get(IssueFileThread, (file.id, thread_id))
    if kept is not None:
        db.session.delete(kept)
        record("issue_file.thread_removed", file, by=by, thread_id=thread_id)


def claim(file: IssueFile, statement: str, *, by: Actor) -> Claim:
    """The claim of an issue file that says ``statement``; made if nobody claimed it yet."""
    statement = " ".join(statement.split())
    known = db.session.scalars(
        select(Claim).where(Claim.issue_file_id == file.id, Claim.statement == statement).limit(1)
    ).first()
    if known is not None:
        return known
    last = db.session.scalar(select(func.max(Claim.position)).where(Claim.issue_file_id == file.id)) or 0
    made = Claim(issue_file_id=file.id, statement=statement, position=last + 1, member_id=by.member_id)
    db.session.add(made)
    db.session.flush()
    return made


def take(
    file: IssueFile, post: Post, about: Claim, *, stance: str, kind: str, by: Actor, quote: Quote | None = None
) -> Evidence:
    """Make a card of words of a post as it is now, or of the whole post without ``quote``.

    The words are widened to whole words. The author is asked how to be named.

    Args:
        post: with its author, authority and thread loaded.

    Raises:
        QuoteNotFound: the words are not in the post, or are there more than once.
    """
    text = post.source
    span = range(len(text)) if quote is None else widen(text, locate(text, quote))
    words = selector(text, span)
    taken = Evidence(
        issue_file_id=file.id, claim_id=about.id, post_id=post.id, revision=post.revision,
        exact=words.exact, prefix=words.prefix, suffix=words.suffix, start=span.start,
        is_whole_post=span == range(len(text)), fingerprint=fingerprint(words.exact),
        stance=stance, kind=kind, author_id=post.author_id, job_title=post.job_title,
        authority_id=post.authority_id,
        authority_kind=post.authority.kind if post.authority else "",
        region=post.authority.region if post.authority else "",
        written_at=post.edited_at or post.created_at, taken_by_id=by.member_id, taken_at=clock.now(),
    )
    taken.consent = Consent(asked_at=clock.now(), due_at=clock.now() + rules.CONSENT_TIME)
    taken.withdrawal = None
    db.session.add(taken)
    if post.thread.is_merged or db.session.get(IssueFileThread, (file.id, post.thread_id)) is None:
        add_thread(file, post.thread, by=by)
    record("evidence.taken", taken, by=by, post_id=post.id, author_id=post.author_id, platform_id=file.platform_id)
    return taken


def withdraw_evidence(card: Evidence, reason: str, *, by: Actor) -> None:
    """Say that a card may no longer be used; papers that cite it show that, and cannot be published."""
    card.withdrawal = EvidenceWithdrawal(member_id=by.member_id, reason=reason.strip(), at=clock.now())
    record("evidence.withdrawn", card, by=by, reason=reason, platform_id=card.platform_id)


def answer_consent(card: Evidence, attribution: str, correction: str, *, by: Actor) -> None:
    """The cited author says how to be named, and what to put right."""
    card.consent.attribution = attribution
    card.consent.correction = correction.strip()
    card.consent.answered_at = clock.now()
    by = by.speaking_as(card.author_id)  # who wrote without name answers without name
    record("evidence.answered", card, by=by, attribution=attribution, platform_id=card.platform_id)


def call_for_experiences(
    file: IssueFile, board: Board, title: str, question: str, *,
    closes_at: datetime, authorities: Collection[int], by: Actor,
) -> ExperienceCall:
    """Ask a question on a board, collect its thread, and invite authorities that were not heard yet."""
    thread = threads.ask(board, title=title, kind=DISCUSSION, body=question, by=by)
    add_thread(file, thread, by=by)
    call = ExperienceCall(
        issue_file_id=file.id, thread_id=thread.id, closes_at=closes_at, member_id=by.member_id, at=clock.now()
    )
    db.session.add(call)
    db.session.flush()
    db.session.add_all(CallInvitation(call_id=call.id, authority_id=a, at=clock.now()) for a in sorted(authorities))
    record(
        "issue_file.called", file, by=by, thread_id=thread.id, platform_id=file.platform_id,
        authorities=sorted(authorities),
    )
    return call
