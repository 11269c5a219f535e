"""The review of a paper: comments, what becomes of each, and wordings taken over. Part of queries and actions."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from forum.activity.actions import record
from forum.kernel import clock
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.errors import NotFound
from forum.kernel.i18n import gettext as _
from forum.papers import drafting
from forum.papers.documents import Paper, PaperVersion, Section
from forum.papers.evidence import Quote, locate
from forum.papers.policy import Can, CanComment, comment_gate, gate
from forum.papers.reviews import Comment, Disposition

#: What is loaded with every comment.
_WHOLE = (
    joinedload(Comment.member), joinedload(Comment.authority), joinedload(Comment.section),
    joinedload(Comment.paper).joinedload(Paper.platform),
    selectinload(Comment.dispositions).joinedload(Disposition.member),
)


def comments(paper: Paper, section_id: int | None = None) -> Sequence[Comment]:
    """The comments on a paper, or on one section of it, oldest first: two queries."""
    query = select(Comment).where(Comment.paper_id == paper.id).options(*_WHOLE).order_by(Comment.id)
    if section_id is not None:
        query = query.where(Comment.section_id == section_id)
    return db.session.scalars(query).all()


def comment(actor: Actor, comment_id: int, *, to: CanComment) -> Comment:
    """Fetch one comment that the actor may use for ``to``.

    Raises:
        NotFound: no such comment, or the actor may not read the draft it is about.
        Refused: the actor may read it but not do ``to``; the text says why.
    """
    found = db.session.scalars(select(Comment).where(Comment.id == comment_id).options(*_WHOLE)).one_or_none()
    if found is None or not comment_gate.may(actor, CanComment.READ, found):
        raise NotFound(_("There is no such comment, or its paper is not open to you."))
    comment_gate.require(actor, to, found)
    return found


def counts(paper: Paper) -> dict[int | None, int]:
    """How many comments each section has; those on the whole paper under ``None``."""
    query = select(Comment.section_id, func.count()).where(Comment.paper_id == paper.id).group_by(Comment.section_id)
    return dict(db.session.execute(query).all())


def say(
    paper: Paper, section: Section | None, kind: str, body: str, *, by: Actor, quoted: str = "", proposed: str = ""
) -> Comment:
    """Comment on a paper in review; ``quoted`` words must be in the section.

    Raises:
        QuoteNotFound: the quoted words are not in the section, or more than once.
    """
    gate.require(by, Can.COMMENT, paper)
    if quoted.strip() and section is not None:
        span = locate(section.source, Quote(quoted))
        quoted = section.source[span.start : span.stop]
    newest = db.session.scalar(select(func.max(PaperVersion.number)).where(PaperVersion.paper_id == paper.id))
    made = Comment(
        paper_id=paper.id, section_id=section.id if section else None, version_number=newest or 0, kind=kind,
        body=body.strip(), quoted=quoted.strip(), proposed=proposed.strip(), member_id=by.member_id,
        job_title=by.job_title, authority_id=by.authority_id, at=clock.now(),
    )
    db.session.add(made)
    record("paper.commented", made, by=by, paper_id=paper.id, comment_kind=kind)
    return made


def dispose(said: Comment, outcome: str, reason: str, *, by: Actor) -> Disposition:
    """Say what becomes of a comment; its author is asked whether that answers them."""
    made = Disposition(
        comment_id=said.id, outcome=outcome, reason=reason.strip(), member_id=by.member_id, at=clock.now()
    )
    said.dispositions.append(made)
    record("comment.disposed", said, by=by, paper_id=said.paper_id, outcome=outcome, author_id=said.member_id)
    return made


def answer(said: Comment, is_satisfying: bool, objection: str, *, by: Actor) -> None:
    """The author of a comment says whether the disposition answers it; if not, it is open again."""
    disposition = said.disposition
    disposition.is_satisfying, disposition.objection = is_satisfying, objection.strip()
    disposition.answered_at = clock.now()
    kind = "comment.settled" if is_satisfying else "comment.disputed"
    record(kind, said, by=by, paper_id=said.paper_id, disposer_id=disposition.member_id)


def adopt(said: Comment, *, by: Actor) -> None:
    """Take a proposed wording into the present text of its section.

    Raises:
        QuoteNotFound: the words that it replaces are no longer there; they can be put right by hand.
    """
    section = said.section
    section.paper = said.paper
    if said.quoted:
        span = locate(section.source, Quote(said.quoted))
        text = section.source[: span.start] + said.proposed + section.source[span.stop :]
    else:
        text = f"{section.source}\n\n{said.proposed}"
    drafting.save(section, section.heading, text, based_on=section.revision, by=by)
    said.adopted_revision = section.revision
