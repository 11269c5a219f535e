"""What stands in the way of a paper's next step, one sentence a reason; nothing when it can be taken."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from forum.kernel import clock
from forum.kernel.db import db
from forum.kernel.errors import Invalid
from forum.kernel.i18n import day, gettext as _, listing, named, ngettext
from forum.papers import queries, reviewing, rules, shelf
from forum.papers.documents import Paper, PaperVersion
from forum.papers.editions import Edition, compose
from forum.papers.endorsements import queries as endorsing, rules as of_endorsement
from forum.papers.endorsements.counting import Position, tally
from forum.papers.models import Evidence
from forum.platforms.delegates import delegates_of


def edition_of(paper: Paper) -> tuple[Edition, list[Evidence]]:
    """The whole paper with every word, and the cards that it cites in order.

    Raises:
        Invalid: there is nothing to read yet.
    """
    cards = shelf.usable_cards(paper.issue_file_id)
    edition = compose(paper, shelf.sections(paper.id), cards, lambda _card: True, shelf.notes(paper.id))
    if not edition.parts:
        raise Invalid(_("No section has text yet. Write at least one before others are to read the paper."))
    return edition, [cards[source.evidence_id] for source in edition.sources]


def in_the_way_of(step: str, paper: Paper) -> list[str]:
    """Why a step cannot be taken now; other steps than these three are always free."""
    if step == "endorsement":
        try:
            return before_endorsement(paper, *edition_of(paper))
        except Invalid as nothing_written:
            return [str(nothing_written)]
    if step == "signing":
        return before_signing(paper, endorsing.newest_version(paper))
    if step == "publication":
        return before_publication(paper, endorsing.newest_version(paper))
    return []


def before_endorsement(paper: Paper, edition: Edition, cited: Sequence[Evidence]) -> list[str]:
    """Members had their time, every comment has an answer, everything cited can be printed, minorities are heard."""
    found = _review(paper)
    if unanswered := sum(comment.is_open for comment in reviewing.comments(paper)):
        found.append(
            ngettext("%(num)d comment waits for an answer.", "%(num)d comments wait for an answer.", unanswered)
        )
    found += unprintable(cited)
    unheard = [c.weight.statement for c in edition.claims if c.weight.needs_minority_note and not c.note]
    return found + [
        _("“%(claim)s” is contradicted. Print an answer or a minority note beside it.", claim=words)
        for words in unheard
    ]


def _review(paper: Paper) -> list[str]:
    """Whether the members had their time since the paper was last published."""
    until: datetime | None = None
    for stage in shelf.stages(paper.id):
        if stage.state == rules.PUBLISHED:
            break
        if stage.state == rules.REVIEW:
            until = stage.due_at
    if until is None:
        return [_("Members have not reviewed this text. Send it to review first.")]
    if clock.now() < until:
        return [_("Members have time to comment until %(day)s. Wait until then.", day=day(until))]
    return []


def before_signing(paper: Paper, version: PaperVersion) -> list[str]:
    """Authorities had their time or have all spoken, one is behind the paper, objections have answers."""
    found = endorsing.positions_on(paper.id, version.fingerprint)
    counts = tally(found)
    sentences = _waiting(paper, found)
    if sum(counts[stand] for stand in of_endorsement.BEHIND_IT) < of_endorsement.ENDORSED_FROM:
        sentences.append(_("No authority endorses this text yet."))
    silent = [p.authority for p in found if p.stand == of_endorsement.OBJECT and p.voice.answer is None]
    if silent:
        names = listing(named(authority) for authority in silent)
        sentences.append(_("Objections without an answer: %(names)s. Answer them, or change the text.", names=names))
    return sentences + unprintable(_cards_of(version))


def _waiting(paper: Paper, found: Sequence[Position]) -> list[str]:
    """Who still may speak, while there is time."""
    until = endorsing.due_at(paper)
    if until is None or clock.now() >= until:
        return []
    spoken = {position.authority.id for position in found if position.voice}
    waiting = [one for one in delegates_of(paper.platform_id) if one.authority_id not in spoken]
    if not waiting and spoken:
        return []
    return [_("Authorities have time until %(day)s, and not all have spoken.", day=day(until))]


def before_publication(paper: Paper, version: PaperVersion) -> list[str]:
    """Every office has signed this very text, and everything cited can still be printed."""
    signed = {signature.office for signature in endorsing.signatures(paper.id, version.fingerprint)}
    missing = [str(of_endorsement.SIGNATORIES[o]) for o in of_endorsement.SIGNING_ORDER if o not in signed]
    sentences = [_("Not signed yet: %(offices)s.", offices=listing(missing))] if missing else []
    return sentences + unprintable(_cards_of(version))


def _cards_of(version: PaperVersion) -> Sequence[Evidence]:
    ids = [source["evidence_id"] for source in version.edition["sources"]]
    return db.session.scalars(select(Evidence).where(Evidence.id.in_(ids)).options(*queries.CARD)).all()


def _is_hidden(card: Evidence) -> bool:
    """Whether its post is hidden, or what it was taken from is no longer there."""
    if card.material is not None and card.material.lost_at is not None:
        return True
    post = card.post or card.material.post
    return post is not None and bool(post.hiding or post.thread.is_hidden)


def unprintable(cited: Sequence[Evidence]) -> list[str]:
    """Cards that cannot be printed: withdrawn, hidden, or their authors still have time."""

    def marks(cards: list[Evidence]) -> str:
        return listing(rules.mark(card.id) for card in cards)

    found = []
    if withdrawn := [card for card in cited if card.is_withdrawn]:
        found.append(_("%(marks)s: withdrawn. Remove the citations.", marks=marks(withdrawn)))
    if hidden := [card for card in cited if not card.is_withdrawn and _is_hidden(card)]:
        found.append(_("%(marks)s: the source was hidden or is gone. Remove the citations.", marks=marks(hidden)))
    if waiting := [card for card in cited if not card.is_withdrawn and card.is_open_to_its_author]:
        found.append(
            _("%(marks)s: the author still has time to answer. Wait, or remove the citations.", marks=marks(waiting))
        )
    return found
