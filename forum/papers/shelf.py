"""Reading papers: lists, drafts, versions. Part of the queries."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Row, select
from sqlalchemy.orm import joinedload

from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.errors import NotFound
from forum.kernel.i18n import gettext as _
from forum.papers import queries, rules
from forum.papers.documents import (
    MinorityNote,
    Paper,
    PaperStage,
    PaperVersion,
    Section,
    SectionRevision,
    VersionCitation,
)
from forum.papers.editions import UNREADABLE, Edition, Source, compose, thawed
from forum.papers.endorsements.signers import has_to_sign
from forum.papers.evidence import as_read
from forum.papers.models import Evidence
from forum.papers.policy import Can, gate, readable_by
from forum.platforms.models import Platform

PAPERS_MAX = 100


def paper(actor: Actor, paper_id: int, *, to: Can = Can.READ) -> Paper:
    """Fetch one paper that the actor may use for ``to``.

    Raises:
        NotFound: no such paper, or the actor may not read it.
        Refused: the actor may read it but not do ``to``; the text says why.
    """
    found = db.session.scalars(
        select(Paper).where(Paper.id == paper_id).options(joinedload(Paper.platform), joinedload(Paper.issue_file))
    ).one_or_none()
    if found is None or not gate.may(actor, Can.READ, found):
        raise NotFound(_("There is no such paper, or it is not open to you yet."))
    gate.require(actor, to, found)
    return found


def papers(actor: Actor, *, platform_id: int | None = None, file_id: int | None = None) -> Sequence[Row]:
    """Papers and guides that the actor may read, newest change first: one query."""
    query = (
        select(
            Paper.id, Paper.kind, Paper.title, Paper.state, Paper.published_number, Paper.changed_at,
            Paper.demo_key, Paper.platform_id, Platform.slug, Platform.name_ar, Platform.name_en,
        )
        .join(Paper.platform)
        .where(readable_by(actor))
        .order_by(Paper.changed_at.desc(), Paper.id.desc())
        .limit(PAPERS_MAX)
    )
    if platform_id is not None:
        query = query.where(Paper.platform_id == platform_id)
    if file_id is not None:
        query = query.where(Paper.issue_file_id == file_id)
    return db.session.execute(query).all()


def published(platform_id: int | None = None, limit: int = 5) -> Sequence[Row]:
    """The newest published papers, for pages that everybody sees: one query."""
    query = (
        select(
            Paper.id, Paper.kind, Paper.title, Paper.changed_at, Paper.demo_key,
            Platform.slug, Platform.name_ar, Platform.name_en,
        )
        .join(Paper.platform)
        .where(Paper.state == rules.PUBLISHED)
        .order_by(Paper.changed_at.desc(), Paper.id.desc())
        .limit(limit)
    )
    if platform_id is not None:
        query = query.where(Paper.platform_id == platform_id)
    return db.session.execute(query).all()


def sections(paper_id: int, *, removed: bool = False) -> Sequence[Section]:
    """The sections of a paper in order; or those that were taken out."""
    gone = Section.removed_at.is_not(None) if removed else Section.removed_at.is_(None)
    return db.session.scalars(
        select(Section).where(Section.paper_id == paper_id, gone).order_by(Section.position, Section.id)
    ).all()


def section(actor: Actor, section_id: int, *, to: Can = Can.READ_DRAFT) -> Section:
    """Fetch one section of a paper that the actor may use for ``to``; its paper is loaded.

    Raises:
        NotFound: no such section, or the actor may not read its draft.
        Refused: the actor may read it but not do ``to``.
    """
    found = db.session.scalars(
        select(Section)
        .where(Section.id == section_id)
        .options(
            joinedload(Section.changed_by),
            joinedload(Section.paper).options(joinedload(Paper.platform), joinedload(Paper.issue_file)),
        )
    ).one_or_none()
    if found is None or not gate.may(actor, Can.READ_DRAFT, found.paper):
        raise NotFound(_("There is no such section, or its paper is not open to you yet."))
    gate.require(actor, to, found.paper)
    return found


def revisions(section_id: int) -> Sequence[SectionRevision]:
    """Every text that a section had, newest first, with who saved it."""
    return db.session.scalars(
        select(SectionRevision)
        .where(SectionRevision.section_id == section_id)
        .options(joinedload(SectionRevision.member))
        .order_by(SectionRevision.number.desc())
    ).all()


def usable_cards(file_id: int) -> dict[int, Evidence]:
    """The cards of an issue file by id."""
    return {card.id: card for card in queries.cards(file_id)}


def draft_edition(
    actor: Actor, paper: Paper, drafted: Sequence[Section], cards: Mapping[int, Evidence]
) -> Edition:
    """The draft as this actor may read it: words of posts that are closed to them are withheld."""
    return compose(paper, drafted, cards, lambda card: queries.may_read_words(actor, card), notes(paper.id))


def notes(paper_id: int) -> dict[int, MinorityNote]:
    """Answers and minority notes of a paper by claim."""
    found = db.session.scalars(select(MinorityNote).where(MinorityNote.paper_id == paper_id))
    return {note.claim_id: note for note in found}


def version(paper: Paper, number: int) -> PaperVersion:
    """One frozen version of a paper that the actor was allowed to read.

    Raises:
        NotFound: there is no such version.
    """
    found = db.session.scalars(
        select(PaperVersion).where(PaperVersion.paper_id == paper.id, PaperVersion.number == number)
    ).one_or_none()
    if found is None:
        raise NotFound(_("This paper has no such version."))
    return found


def versions(actor: Actor, paper: Paper) -> Sequence[Row]:
    """The versions that the actor may read, newest first: others than the published ones are drafts."""
    query = (
        select(PaperVersion.number, PaperVersion.state, PaperVersion.at, PaperVersion.fingerprint)
        .where(PaperVersion.paper_id == paper.id)
        .order_by(PaperVersion.number.desc())
    )
    if not gate.may(actor, Can.READ_DRAFT, paper):
        query = query.where(PaperVersion.state == rules.PUBLISHED)
    return db.session.execute(query).all()


def stages(paper_id: int) -> Sequence[PaperStage]:
    """What states a paper went through, newest first."""
    return db.session.scalars(
        select(PaperStage)
        .where(PaperStage.paper_id == paper_id)
        .options(joinedload(PaperStage.member))
        .order_by(PaperStage.id.desc())
    ).all()


def published_sources(evidence_id: int) -> Sequence[PaperVersion]:
    """Published versions that cite a card, newest first: by them its words are everybody's to read."""
    return db.session.scalars(
        select(PaperVersion)
        .join(VersionCitation, VersionCitation.version_id == PaperVersion.id)
        .where(VersionCitation.evidence_id == evidence_id, PaperVersion.state == rules.PUBLISHED)
        .options(joinedload(PaperVersion.paper))
        .order_by(PaperVersion.id.desc())
    ).all()


def laid_before(actor: Actor, evidence_id: int) -> PaperVersion | None:
    """The version that the actor is to sign and that cites a card: they read its words and what is around them."""
    papers = db.session.scalars(
        select(Paper)
        .join(Evidence, Evidence.issue_file_id == Paper.issue_file_id)
        .where(Evidence.id == evidence_id, Paper.state == rules.SIGNING)
    )
    for each in (paper for paper in papers.all() if has_to_sign(actor, paper)):
        newest = db.session.scalars(
            select(PaperVersion).where(PaperVersion.paper_id == each.id).order_by(PaperVersion.number.desc()).limit(1)
        ).one()
        if any(source["evidence_id"] == evidence_id for source in newest.edition["sources"]):
            return newest
    return None


def around(evidence_id: int) -> tuple[str, str]:
    """What stood before and after the words of a card, as the card keeps it."""
    card = db.session.get_one(Evidence, evidence_id)
    return as_read(card.prefix), as_read(card.suffix)


def published_source(version: PaperVersion, evidence_id: int) -> Source:
    """What a frozen version prints of a card that it cites."""
    return next(s for s in thawed(version.edition).sources if s.evidence_id == evidence_id)


def edition_for(actor: Actor, version: PaperVersion) -> Edition:
    """What a frozen version prints, for this reader.

    A published version is the same for everybody. One that was frozen for
    review withholds, as the draft does, words of posts that are closed to the reader;
    those who sign it for the association read every word.
    """
    edition = thawed(version.edition)
    signs = version.state == rules.ENDORSEMENT and has_to_sign(actor, db.session.get_one(Paper, version.paper_id))
    if version.state == rules.PUBLISHED or signs:
        return edition
    ids = [source.evidence_id for source in edition.sources]
    rows = db.session.scalars(select(Evidence).where(Evidence.id.in_(ids)).options(*queries.CARD))
    closed = {card.id for card in rows if not queries.may_read_words(actor, card)}
    sources = tuple(
        replace(s, words="", withheld=UNREADABLE) if s.evidence_id in closed else s for s in edition.sources
    )
    return replace(edition, sources=sources)
