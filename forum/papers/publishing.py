"""Freezing papers: to review, back to drafting, published, withdrawn."""

from collections.abc import Sequence

from forum.activity.actions import record
from forum.exports.tree import canonical, fingerprint
from forum.kernel import clock
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.errors import Invalid
from forum.kernel.i18n import gettext as _, listing, ngettext
from forum.papers import reviewing, rules, shelf
from forum.papers.documents import Paper, PaperVersion, VersionCitation
from forum.papers.drafting import enter
from forum.papers.editions import Edition, compose
from forum.papers.models import Evidence
from forum.papers.policy import Can, gate
from forum.papers.printing import document
from forum.search.indexing import reindex


def send_to_review(paper: Paper, *, by: Actor) -> PaperVersion:
    """Freeze the draft and let the members of the platform read and comment on it.

    Raises:
        Invalid: there is nothing to read yet.
    """
    _hold(paper, Can.SEND_TO_REVIEW, by)
    edition, _cards = _edition(paper)
    frozen = _freeze(paper, edition, rules.REVIEW, by)
    enter(paper, rules.REVIEW, by=by, due_at=clock.now() + rules.REVIEW_TIME)
    record("paper.sent_to_review", paper, by=by, platform_id=paper.platform_id, number=frozen.number)
    return frozen


def return_to_draft(paper: Paper, reason: str, *, by: Actor) -> None:
    """Let moderators write in the paper again."""
    _hold(paper, Can.RETURN, by)
    enter(paper, rules.DRAFT, by=by, reason=reason)
    record("paper.returned", paper, by=by, platform_id=paper.platform_id, reason=reason)


def _unanswered(paper: Paper) -> int:
    """How many comments nobody has answered, or whose authors disagree."""
    return sum(comment.is_open for comment in reviewing.comments(paper))


def publish(paper: Paper, *, by: Actor) -> PaperVersion:
    """Freeze the paper under the association's name, at an address that stays.

    Raises:
        Invalid: something cited cannot be printed; the sentence lists the cards.
    """
    _hold(paper, Can.PUBLISH, by)
    edition, cited = _edition(paper)
    if found := obstacles_to_publishing(edition, cited, _unanswered(paper)):
        raise Invalid(" ".join(found))
    frozen = _freeze(paper, edition, rules.PUBLISHED, by)
    db.session.add_all(VersionCitation(version_id=frozen.id, evidence_id=card.id) for card in cited)
    paper.published_number = frozen.number
    enter(paper, rules.PUBLISHED, by=by)
    reindex("paper", [paper.id])
    record("paper.published", paper, by=by, platform_id=paper.platform_id, number=frozen.number)
    return frozen


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


def obstacles(paper: Paper) -> list[str]:
    """Why a paper cannot be published yet; nothing when it can."""
    try:
        return obstacles_to_publishing(*_edition(paper), _unanswered(paper))
    except Invalid as nothing_written:
        return [str(nothing_written)]


def obstacles_to_publishing(edition: Edition, cited: Sequence[Evidence], unanswered: int = 0) -> list[str]:
    """Why the paper cannot be printed yet, one sentence a reason."""

    def marks(cards: list[Evidence]) -> str:
        return listing(rules.mark(card.id) for card in cards)

    found = []
    if unanswered:
        found.append(
            ngettext("%(num)d comment waits for an answer.", "%(num)d comments wait for an answer.", unanswered)
        )
    if withdrawn := [card for card in cited if card.is_withdrawn]:
        found.append(_("%(marks)s: withdrawn. Remove the citations.", marks=marks(withdrawn)))
    if hidden := [c for c in cited if not c.is_withdrawn and (c.post.hiding or c.post.thread.is_hidden)]:
        found.append(_("%(marks)s: a moderator has hidden the post. Remove the citations.", marks=marks(hidden)))
    if waiting := [card for card in cited if not card.is_withdrawn and card.is_open_to_its_author]:
        found.append(
            _("%(marks)s: the author still has time to answer. Wait, or remove the citations.", marks=marks(waiting))
        )
    unheard = [c.weight.statement for c in edition.claims if c.weight.needs_minority_note and not c.note]
    return found + [
        _("“%(claim)s” is contradicted. Print an answer or a minority note beside it.", claim=words)
        for words in unheard
    ]


def _edition(paper: Paper) -> tuple[Edition, list[Evidence]]:
    """The whole paper with every word, and the cards that it cites in order."""
    cards = shelf.usable_cards(paper.issue_file_id)
    edition = compose(paper, shelf.sections(paper.id), cards, lambda _card: True, shelf.notes(paper.id))
    if not edition.parts:
        raise Invalid(_("No section has text yet. Write at least one before others are to read the paper."))
    return edition, [cards[source.evidence_id] for source in edition.sources]


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
