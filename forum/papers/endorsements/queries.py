"""Reading delegates, voices and signatures. Whoever asks was allowed to read the paper."""

from collections.abc import Sequence

from sqlalchemy import Row, func, select
from sqlalchemy.orm import joinedload

from forum.authorities.models import Authority
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.errors import Conflict, NotFound
from forum.kernel.i18n import gettext as _
from forum.members.models import Departure, Member
from forum.papers import rules as of_papers
from forum.papers.documents import Paper, PaperStage, PaperVersion
from forum.papers.endorsements import rules
from forum.papers.endorsements.counting import Position, positions
from forum.papers.endorsements.models import Signature, Voice
from forum.papers.endorsements.policy import CanSpeak, Hearing, SignOff, speaking_gate
from forum.papers.shelf import paper as paper_for
from forum.platforms.delegates import delegate_of
from forum.platforms.models import Seat


def newest_version(paper: Paper) -> PaperVersion:
    """The version that was frozen last: the one in endorsement or sign-off.

    Raises:
        Conflict: nothing was frozen yet.
    """
    found = db.session.scalars(
        select(PaperVersion).where(PaperVersion.paper_id == paper.id).order_by(PaperVersion.number.desc()).limit(1)
    ).first()
    if found is None:
        raise Conflict(_("Nothing of this paper was frozen yet."))
    return found


def due_at(paper: Paper):
    """Until when the paper should stay in its present state, if that was said."""
    return db.session.scalar(
        select(PaperStage.due_at)
        .where(PaperStage.paper_id == paper.id, PaperStage.state == paper.state)
        .order_by(PaperStage.id.desc())
        .limit(1)
    )


def said(paper_id: int, fingerprint: str) -> Sequence[Voice]:
    """Everything that was said to one text, oldest first: one query."""
    return db.session.scalars(
        select(Voice)
        .where(Voice.paper_id == paper_id, Voice.fingerprint == fingerprint)
        .options(joinedload(Voice.authority), joinedload(Voice.member), joinedload(Voice.answer))
        .order_by(Voice.id)
    ).all()


def positions_on(paper_id: int, fingerprint: str) -> list[Position]:
    """What each authority says to one text."""
    return positions(said(paper_id, fingerprint))


def signatures(paper_id: int, fingerprint: str) -> Sequence[Signature]:
    """Who signed one text, in the order of signing."""
    found = db.session.scalars(
        select(Signature).where(Signature.paper_id == paper_id, Signature.fingerprint == fingerprint)
    )
    return sorted(found, key=lambda signature: rules.SIGNING_ORDER.index(signature.office))


def fallen(paper_id: int, fingerprint: str) -> tuple[int, int]:
    """How many signatures and voices were given to earlier texts of the version being made.

    Those count no more: the text has changed since.
    """
    published_at = db.session.scalar(
        select(func.max(PaperVersion.at)).where(
            PaperVersion.paper_id == paper_id, PaperVersion.state == of_papers.PUBLISHED
        )
    )
    counts = []
    for of in (Signature, Voice):
        query = select(func.count()).where(of.paper_id == paper_id, of.fingerprint != fingerprint)
        if published_at is not None:
            query = query.where(of.at > published_at)
        if of is Voice:
            query = query.where(Voice.is_the_authoritys)
        counts.append(db.session.scalar(query) or 0)
    return counts[0], counts[1]


def hearing(actor: Actor, paper: Paper) -> Hearing:
    """The paper in endorsement as this person meets it."""
    return Hearing(paper, due_at(paper), delegate_of(paper.platform_id, actor.authority_id))


def sign_off(paper: Paper, version: PaperVersion) -> SignOff:
    """The paper in sign-off: whose turn it is."""
    made = signatures(paper.id, version.fingerprint)
    signed = {signature.office for signature in made}
    turn = next((office for office in rules.SIGNING_ORDER if office not in signed), None)
    return SignOff(paper, turn, frozenset(signature.member_id for signature in made))


def voice_to_answer(actor: Actor, voice_id: int) -> Voice:
    """The voice of an authority, for somebody who answers it.

    Raises:
        NotFound: there is no such voice, or its paper is not open to the actor.
        Refused: the actor may read it and not answer it.
    """
    found = db.session.scalars(
        select(Voice)
        .where(Voice.id == voice_id, Voice.is_the_authoritys)
        .options(joinedload(Voice.authority), joinedload(Voice.member), joinedload(Voice.answer))
    ).one_or_none()
    if found is None:
        raise NotFound(_("There is no such voice, or its paper is not open to you."))
    paper = paper_for(actor, found.paper_id)
    speaking_gate.require(actor, CanSpeak.ANSWER, Hearing(paper, None, None))
    if found.fingerprint != newest_version(paper).fingerprint:
        raise NotFound(_("There is no such voice, or its paper is not open to you."))
    return found


def candidates(platform_id: int) -> Sequence[Row]:
    """People of authorities with a seat on the platform: who can become a delegate. One query."""
    return db.session.execute(
        select(
            Member.id, Member.name, Member.job_title, Member.authority_id,
            Authority.name_ar, Authority.name_en,
        )
        .join(Seat, Seat.member_id == Member.id)
        .join(Authority, Authority.id == Member.authority_id)
        .outerjoin(Departure, Departure.member_id == Member.id)
        .where(Seat.platform_id == platform_id, Departure.member_id.is_(None))
        .order_by(Authority.name_ar, Authority.id, Member.name, Member.id)
    ).all()
