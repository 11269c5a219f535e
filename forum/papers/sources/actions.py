"""Collecting sources other than threads, taking evidence from them, noticing that they changed."""

from collections.abc import Mapping
from datetime import UTC, datetime, time
from typing import Any

from sqlalchemy import select

from forum.activity.actions import record
from forum.kernel import clock
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.errors import Conflict, Invalid, NotFound
from forum.kernel.i18n import gettext as _
from forum.papers.evidence import Quote, fingerprint, locate, selector, widen
from forum.papers.models import Claim, Evidence, IssueFile
from forum.papers.sources import queries
from forum.papers.sources.kinds import CITABLE
from forum.papers.sources.models import Material, MaterialText
from forum.papers.sources.port import Standing


def write_down(file: IssueFile, sort: str, facts: Mapping[str, Any], text: str, *, by: Actor) -> Material:
    """Collect a law or an outside source: what names it, and the words that are quoted from it."""
    made = Material(
        issue_file_id=file.id, sort=sort, revision=1, lost_at=None, member_id=by.member_id, at=clock.now(), **facts
    )
    made.post = made.authority = None
    return _keep(file, made, text.strip(), "1", by)


def correct(material: Material, facts: Mapping[str, Any], text: str, *, by: Actor) -> None:
    """Put a typed source right; another text is its next one, and cards stay on the text that they cite."""
    for name, value in facts.items():
        setattr(material, name, value)
    if text.strip() != queries.text_of(material).text:
        _next_text(material, text.strip(), str(material.revision + 1), by.member_id)
    record("material.corrected", material, by=by)


def collect(file: IssueFile, sort: str, subject_id: int, place: str, *, by: Actor) -> Material:
    """Collect a thing of the forum as it stands; collecting it twice gives the same source.

    Raises:
        NotFound: there is no such thing, or the actor may not read it.
        Invalid: it has no text yet that could be cited.
    """
    kind = CITABLE[sort]
    stands = kind.standing(subject_id, place) if kind.may_collect(by, subject_id) else None
    if stands is None:
        raise NotFound(_("There is no such source, or you may not read what it comes from."))
    if not stands.text.strip():
        raise Invalid(_("There are no words in it that could be cited yet."))
    known = db.session.scalars(
        select(Material)
        .where(
            Material.issue_file_id == file.id, Material.sort == sort, Material.subject_id == subject_id,
            Material.place == place,
        )
        .options(*queries.WHOLE)
    ).one_or_none()
    if known is not None:
        look_again(known)
        return known
    made = Material(
        issue_file_id=file.id, sort=sort, subject_id=subject_id, place=place, address=kind.address(subject_id),
        revision=1, lost_at=None, member_id=by.member_id, at=clock.now(), **_facts(stands),
    )
    _keep(file, made, stands.text, stands.mark, by)
    query = select(Material).where(Material.id == made.id).options(*queries.WHOLE)
    return db.session.scalars(query.execution_options(populate_existing=True)).one()


def _facts(stands: Standing) -> dict[str, Any]:
    return {
        "title": stands.title, "maker": stands.maker, "dated": stands.dated, "authority_id": stands.authority_id,
        "platform_id": stands.platform_id, "post_id": stands.post_id, "fingerprint": stands.fingerprint,
    }


def _keep(file: IssueFile, made: Material, text: str, mark: str, by: Actor) -> Material:
    db.session.add(made)
    db.session.flush()
    db.session.add(
        MaterialText(material_id=made.id, number=1, mark=mark, text=text, member_id=by.member_id, at=clock.now())
    )
    db.session.flush()
    record("issue_file.source_added", file, by=by, material_id=made.id)
    return made


def _next_text(material: Material, text: str, mark: str, member_id: int | None = None) -> None:
    material.revision += 1
    db.session.add(
        MaterialText(
            material_id=material.id, number=material.revision, mark=mark, text=text, member_id=member_id,
            at=clock.now(),
        )
    )
    db.session.flush()


def take(
    file: IssueFile, material: Material, about: Claim, *, stance: str, kind: str, by: Actor,
    quote: Quote | None = None,
) -> Evidence:
    """Make a card of words of a source as it is now, or of its whole text without ``quote``.

    Nobody is asked how to be named: the words are no colleague's.

    Raises:
        QuoteNotFound: the words are not in the source, or are there more than once.
    """
    text = queries.text_of(material).text
    span = range(len(text)) if quote is None else widen(text, locate(text, quote))
    words = selector(text, span)
    authority = material.authority
    taken = Evidence(
        issue_file_id=file.id, claim_id=about.id, material_id=material.id, revision=material.revision,
        exact=words.exact, prefix=words.prefix, suffix=words.suffix, start=span.start,
        is_whole_post=span == range(len(text)), fingerprint=fingerprint(words.exact), stance=stance, kind=kind,
        authority_id=material.authority_id, authority_kind=authority.kind if authority else "",
        region=authority.region if authority else "",
        written_at=datetime.combine(material.dated, time(12), UTC) if material.dated else material.at,
        taken_by_id=by.member_id, taken_at=clock.now(),
    )
    taken.consent = taken.withdrawal = None
    db.session.add(taken)
    record("evidence.taken", taken, by=by, material_id=material.id, platform_id=file.platform_id)
    return taken


def remove(file: IssueFile, material: Material, *, by: Actor) -> None:
    """Take a source out of a file, as long as no evidence stands on it.

    Raises:
        Conflict: cards were taken from it.
    """
    if queries.has_cards(material):
        raise Conflict(_("Evidence stands on this source, so it stays in the file. Withdraw the evidence instead."))
    for each in db.session.scalars(select(MaterialText).where(MaterialText.material_id == material.id)):
        db.session.delete(each)
    db.session.flush()
    db.session.delete(material)
    record("issue_file.source_removed", file, by=by, title=material.title)


def look_again(material: Material) -> bool:
    """Notice what became of a collected thing; whether its text is another one now, or is gone."""
    kind = CITABLE.get(material.sort)
    if kind is None or material.subject_id is None:
        return False
    stands = kind.standing(material.subject_id, material.place)
    if stands is None:
        is_news = material.lost_at is None
        material.lost_at = material.lost_at or clock.now()
        return is_news
    material.lost_at = None
    material.platform_id, material.post_id = stands.platform_id, stands.post_id
    if stands.mark == queries.text_of(material).mark:
        return False
    material.title, material.fingerprint = stands.title, stands.fingerprint
    _next_text(material, stands.text, stands.mark)
    return True


def look_at(sort: str, subject_ids: set[int]) -> set[int]:
    """Look again at some things of a kind; returns the sources that are to be told of."""
    query = select(Material).where(Material.sort == sort, Material.subject_id.in_(subject_ids)).options(*queries.WHOLE)
    return {found.id for found in db.session.scalars(query) if look_again(found)}


def look_at_all() -> None:
    """The chore of a day: whatever was missed when it happened is noticed now."""
    query = select(Material).where(Material.subject_id.is_not(None)).options(*queries.WHOLE)
    for found in db.session.scalars(query):
        look_again(found)
