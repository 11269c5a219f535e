"""The way of a paper: review, endorsement, sign-off, publication; back to drafting; withdrawn."""

from collections.abc import Sequence

from forum.activity.actions import record
from forum.exports.tree import canonical, fingerprint
from forum.kernel import clock
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.errors import Invalid
from forum.papers import readiness, rules, shelf
from forum.papers.documents import Paper, PaperVersion, VersionCitation
from forum.papers.drafting import enter
from forum.papers.editions import Edition
from forum.papers.endorsements.queries import newest_version, sign_off
from forum.papers.endorsements.rules import ENDORSEMENT_TIME
from forum.papers.policy import Can, gate
from forum.papers.printing import document
from forum.search.indexing import reindex


def send_to_review(paper: Paper, *, by: Actor) -> PaperVersion:
    """Freeze the draft and let the members of the platform read and comment on it.

    Raises:
        Invalid: there is nothing to read yet.
    """
    _hold(paper, Can.SEND_TO_REVIEW, by)
    edition, _cited = readiness.edition_of(paper)
    frozen = _freeze(paper, edition, rules.REVIEW, by)
    enter(paper, rules.REVIEW, by=by, due_at=clock.now() + rules.REVIEW_TIME)
    record("paper.sent_to_review", paper, by=by, platform_id=paper.platform_id, number=frozen.number)
    return frozen


def return_to_draft(paper: Paper, reason: str, *, by: Actor) -> None:
    """Let moderators write in the paper again; with another text, voices and signatures fall away."""
    _hold(paper, Can.RETURN, by)
    was = paper.state
    enter(paper, rules.DRAFT, by=by, reason=reason)
    record("paper.returned", paper, by=by, platform_id=paper.platform_id, reason=reason, was=was)


def open_endorsement(paper: Paper, *, by: Actor) -> PaperVersion:
    """Freeze the reviewed text and ask the authorities for their voices.

    Raises:
        Invalid: it was not reviewed, or something cited cannot be printed; the sentences say what.
    """
    _hold(paper, Can.OPEN_ENDORSEMENT, by)
    edition, cited = readiness.edition_of(paper)
    _need(readiness.before_endorsement(paper, edition, cited))
    frozen = _freeze(paper, edition, rules.ENDORSEMENT, by)
    enter(paper, rules.ENDORSEMENT, by=by, due_at=clock.now() + ENDORSEMENT_TIME)
    record("paper.endorsement_opened", paper, by=by, platform_id=paper.platform_id, number=frozen.number)
    return frozen


def open_signing(paper: Paper, *, by: Actor) -> PaperVersion:
    """Lay the endorsed text, as it is, before the offices that sign it one after the other.

    Raises:
        Invalid: authorities still have time, or an objection has no answer.
    """
    _hold(paper, Can.OPEN_SIGNING, by)
    version = newest_version(paper)
    _need(readiness.before_signing(paper, version))
    enter(paper, rules.SIGNING, by=by)
    turn = sign_off(paper, version).turn
    record("paper.signing_opened", paper, by=by, platform_id=paper.platform_id, next_office=turn)
    return version


def publish(paper: Paper, *, by: Actor) -> PaperVersion:
    """Put the association's name to the signed text, letter by letter as it was signed, at an address that stays.

    Raises:
        Invalid: a signature is missing, or something cited can no longer be printed.
    """
    _hold(paper, Can.PUBLISH, by)
    signed = newest_version(paper)
    _need(readiness.before_publication(paper, signed))
    frozen = PaperVersion(
        paper_id=paper.id, number=signed.number + 1, state=rules.PUBLISHED, title=signed.title,
        edition=signed.edition, canonical=signed.canonical, fingerprint=signed.fingerprint,
        member_id=by.member_id, at=clock.now(),
    )
    db.session.add(frozen)
    db.session.flush()
    cards = {source["evidence_id"] for source in signed.edition["sources"]}
    db.session.add_all(VersionCitation(version_id=frozen.id, evidence_id=card) for card in sorted(cards))
    paper.published_number = frozen.number
    enter(paper, rules.PUBLISHED, by=by)
    reindex("paper", [paper.id])
    record("paper.published", paper, by=by, platform_id=paper.platform_id, number=frozen.number)
    return frozen


def _need(obstacles: Sequence[str]) -> None:
    """Go on only when nothing stands in the way."""
    if obstacles:
        raise Invalid(" ".join(obstacles))


def revise(paper: Paper, reason: str, *, by: Actor) -> None:
    """Begin the next version; visitors keep reading the published one."""
    _hold(paper, Can.REVISE, by)
    enter(paper, rules.DRAFT, by=by, reason=reason)
    record("paper.revised", paper, by=by, platform_id=paper.platform_id, reason=reason)


def withdraw(paper: Paper, reason: str, *, by: Actor) -> None:
    """Say that a published paper no longer stands; it stays readable with the reason above it."""
    _hold(paper, Can.WITHDRAW, by)
    enter(paper, rules.WITHDRAWN, by=by, reason=reason)
    reindex("paper", [paper.id])
    record("paper.withdrawn", paper, by=by, platform_id=paper.platform_id, reason=reason)


def _freeze(paper: Paper, edition: Edition, state: str, by: Actor) -> PaperVersion:
    number = max((row.number for row in shelf.versions(by, paper)), default=0) + 1
    text = canonical(document(edition))
    frozen = PaperVersion(
        paper_id=paper.id, number=number, state=state, title=edition.title, edition=edition.frozen(),
        canonical=text, fingerprint=fingerprint(text), member_id=by.member_id, at=clock.now(),
    )
    db.session.add(frozen)
    db.session.flush()
    return frozen


def _hold(paper: Paper, to: Can, by: Actor) -> None:
    db.session.flush()
    db.session.refresh(paper, ["state", "version", "published_number"], with_for_update=True)
    gate.require(by, to, paper)
