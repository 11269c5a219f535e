"""How evidence and papers appear in notifications: who hears of what, and in which words."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.activity.models import Event
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.i18n import gettext as _
from forum.members.models import Member
from forum.notifications.models import Notification
from forum.notifications.port import Announcement, Heading, Line
from forum.papers import queries
from forum.papers.addresses import of_comment, of_consent, of_evidence, of_paper
from forum.papers.documents import Paper, PaperVersion, VersionCitation
from forum.papers.models import Evidence
from forum.papers.policy import Can, CanEvidence, evidence_gate, gate, readable_by
from forum.platforms.models import Board, Platform, Seat
from forum.threads.addresses import of_thread
from forum.threads.models import Thread
from forum.threads.policy import Can as CanThread, gate as thread_gate, readable_by as thread_readable_by

EVIDENCE, PAPER, CALL = "evidence", "paper", "experience_call"


class AnnouncedPapers:
    """The adapter of ``notifications.port.Announced`` for evidence and papers."""

    events = (
        "issue_file.called",
        "evidence.taken",
        "evidence.withdrawn",
        "evidence.answered",
        "paper.commented",
        "comment.disposed",
        "comment.disputed",
        "paper.sent_to_review",
        "paper.published",
        "paper.superseded",
        "paper.withdrawn",
    )
    subjects = (EVIDENCE, PAPER, CALL)

    def announcements(self, events: Sequence[Event]) -> Iterable[Announcement]:
        """Cited authors and the moderator who cited them; the platform's members; everybody cited."""
        cards = _cards({e.subject_id for e in events if e.subject_kind == EVIDENCE})
        papers = _papers({e.detail.get("paper_id") or e.subject_id for e in events if _is_of_paper(e)})
        for event in events:
            if event.subject_kind == EVIDENCE and event.subject_id in cards:
                yield _of_evidence(event, cards[event.subject_id])
            elif event.kind == "issue_file.called":
                yield _of_call(event)
            elif _is_of_paper(event) and (paper := papers.get(event.detail.get("paper_id") or event.subject_id)):
                yield from _of_paper(event, paper)

    def headings(self, actor: Actor, kind: str, ids: Collection[int]) -> Mapping[int, Heading]:
        """The claim that words speak to; the title of a paper."""
        if kind == EVIDENCE:
            return {
                card.id: Heading(card.claim.statement, of_evidence(card.id))
                for card in _cards(ids).values()
                if _may_see(actor, card)
            }
        if kind == CALL:
            return _call_headings(actor, ids)
        query = (
            select(Paper.id, Paper.title, Paper.demo_key, Platform.slug)
            .join(Paper.platform)
            .where(Paper.id.in_(ids), readable_by(actor))
        )
        return {
            row.id: Heading(row.title, of_paper(row.id), row.slug, row.demo_key is not None)
            for row in db.session.execute(query)
        }

    def lines(self, actor: Actor, told: Sequence[Notification]) -> Mapping[int, Line]:
        """The sentence of each notification, with the page where something can be done."""
        sentences = {
            "called": _("Your experience is asked for"),
            "taken": _("Your words are kept as evidence. Choose how they are signed."),
            "withdrawn": _("Evidence was withdrawn"),
            "answered": _("The author said how the words are signed"),
            "commented": _("New comment"),
            "disposed": _("Your comment has an answer. Does it answer you?"),
            "disputed": _("The author of a comment is not satisfied"),
            "review": _("Open for your comments"),
            "cited": _("Published, with your words in it"),
            "published": _("Published"),
            "paper_withdrawn": _("Withdrawn by the association"),
            "superseded": _("Another paper has taken the place of this one"),
        }
        return {n.id: Line(sentences[n.kind], _address(n)) for n in told if n.kind in sentences}


def _address(told: Notification) -> str:
    """Where something can be done about it; nothing when that is the heading's own page."""
    if told.kind == "taken":
        return of_consent(told.subject_id)
    comment_id = told.detail.get("comment_id")
    return of_comment(comment_id) if comment_id else ""


def _of_call(event: Event) -> Announcement:
    """People of the invited authorities who have a seat on the platform; listed under the call's thread."""
    thread = db.session.scalars(
        select(Thread).where(Thread.id == event.detail["thread_id"]).options(joinedload(Thread.board))
    ).one()
    people = db.session.scalars(
        select(Seat.member_id)
        .join(Member, Member.id == Seat.member_id)
        .where(
            Seat.platform_id == event.detail["platform_id"], Member.authority_id.in_(event.detail["authorities"])
        )
    ).all()
    def may_hear(actor: Actor) -> bool:
        return bool(thread_gate.may(actor, CanThread.READ, thread))

    return Announcement(event, "called", (CALL, thread.id), to=people, may_hear=may_hear)


def _of_evidence(event: Event, card: Evidence) -> Announcement:
    to, kind = {
        "evidence.taken": ([card.author_id], "taken"),
        "evidence.withdrawn": ([card.author_id, card.taken_by_id], "withdrawn"),
        "evidence.answered": ([card.taken_by_id], "answered"),
    }[event.kind]
    people = [member_id for member_id in to if member_id is not None]
    return Announcement(event, kind, (EVIDENCE, card.id), to=people, may_hear=lambda actor: _may_see(actor, card))


def _call_headings(actor: Actor, ids: Collection[int]) -> dict[int, Heading]:
    query = (
        select(Thread.id, Thread.title, Platform.slug)
        .join(Board, Board.id == Thread.board_id)
        .join(Platform, Platform.id == Thread.platform_id)
        .where(Thread.id.in_(ids), thread_readable_by(actor))
    )
    return {row.id: Heading(row.title, of_thread(row.id), row.slug) for row in db.session.execute(query)}


def _may_see(actor: Actor, card: Evidence) -> bool:
    return bool(evidence_gate.may(actor, CanEvidence.READ, card)) or queries.may_read_words(actor, card)


def _is_of_paper(event: Event) -> bool:
    """Whether it is told under a paper: what happens to it, and to comments on it."""
    return event.subject_kind in (PAPER, "paper_comment")


def _of_paper(event: Event, paper: Paper) -> Iterable[Announcement]:
    def told(kind: str, to: Sequence[int]) -> Announcement:
        return Announcement(
            event, kind, (PAPER, paper.id), to=to, may_hear=lambda actor: gate.may(actor, Can.READ, paper)
        )

    about_comments = {
        "paper.commented": ("commented", paper.started_by_id),
        "comment.disposed": ("disposed", event.detail.get("author_id")),
        "comment.disputed": ("disputed", event.detail.get("disposer_id")),
    }
    if event.kind in about_comments:
        kind, member_id = about_comments[event.kind]
        yield replace(told(kind, [member_id]), detail={"comment_id": event.subject_id})
        return
    members = db.session.scalars(select(Seat.member_id).where(Seat.platform_id == paper.platform_id)).all()
    if event.kind == "paper.sent_to_review":
        yield told("review", members)
    elif event.kind == "paper.published":
        yield told("cited", cited_authors(paper))
        yield told("published", members)
    else:
        kind = "superseded" if event.kind == "paper.superseded" else "paper_withdrawn"
        yield told(kind, [*cited_authors(paper), *members])


def cited_authors(paper: Paper) -> Sequence[int]:
    """Whose words the version that visitors read cites."""
    return db.session.scalars(
        select(Evidence.author_id)
        .join(VersionCitation, VersionCitation.evidence_id == Evidence.id)
        .join(PaperVersion, PaperVersion.id == VersionCitation.version_id)
        .where(
            PaperVersion.paper_id == paper.id, PaperVersion.number == paper.published_number,
            Evidence.author_id.is_not(None),
        )
        .distinct()
    ).all()


def _cards(ids: Collection[int]) -> dict[int, Evidence]:
    query = select(Evidence).where(Evidence.id.in_(ids)).options(*queries.CARD)
    return {card.id: card for card in db.session.scalars(query)}


def _papers(ids: Collection[int]) -> dict[int, Paper]:
    query = select(Paper).where(Paper.id.in_(ids)).options(joinedload(Paper.platform))
    return {paper.id: paper for paper in db.session.scalars(query)}
