"""What an issue file shows when its cards are laid out: claims, who was heard, where."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Row, func, select

from forum.authorities.models import Authority
from forum.authorities.rules import REGIONS
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.errors import NotFound, Refused
from forum.kernel.i18n import gettext as _
from forum.papers import queries
from forum.papers.evidence import as_read
from forum.papers.models import Claim, Evidence, IssueFile
from forum.papers.policy import CanCollect, collecting_gate, works_here
from forum.papers.reviews import CallInvitation, ExperienceCall
from forum.papers.sources.citing import cited, in_full
from forum.papers.weighing import Weight, four_lines, weigh_all
from forum.platforms.models import Platform
from forum.threads.models import Thread


def require_desk(actor: Actor) -> None:
    """Go on only for people who moderate some platform.

    Raises:
        Refused: with the sentence that says whose work this is.
    """
    if not actor.is_moderator:
        raise Refused(works_here(actor, IssueFile(platform_id=0)).reason)


def platform_to_collect_on(actor: Actor, platform_id: int) -> Platform:
    """The platform of a new issue file.

    Raises:
        NotFound: there is no such platform.
        Refused: the actor does not moderate it.
    """
    found = db.session.get(Platform, platform_id)
    if found is None:
        raise NotFound(_("There is no such platform."))
    collecting_gate.require(actor, CanCollect.COLLECT, found)
    return found


def claims_of(file_ids: Sequence[int]) -> Sequence[Claim]:
    """The claims of some issue files, in order."""
    return db.session.scalars(
        select(Claim).where(Claim.issue_file_id.in_(file_ids)).order_by(Claim.issue_file_id, Claim.position)
    ).all()


def claim_of(file: IssueFile, claim_id: int | None) -> Claim | None:
    """A claim of this very file, or nothing."""
    found = db.session.get(Claim, claim_id) if claim_id else None
    return found if found is not None and found.issue_file_id == file.id else None


@dataclass(frozen=True, slots=True)
class ShownCard:
    """A card for a page: with its words if the reader may read them; ``line`` names a source that is no post."""

    card: Evidence
    words: str
    is_readable: bool
    has_changed: bool
    line: str = ""


@dataclass(frozen=True, slots=True)
class ShownClaim:
    """A claim with its cards, what they weigh, and why."""

    claim: Claim
    cards: list[ShownCard]
    weight: Weight
    lines: list[str]


def claims_with_cards(actor: Actor, claims: Sequence[Claim], cards: Sequence[Evidence]) -> list[ShownClaim]:
    """Lay the cards of a file under their claims, in the order of the claims."""
    weights = weigh_all(claims, cards)
    return [
        ShownClaim(
            claim, [shown_card(actor, card) for card in cards if card.claim_id == claim.id],
            weights[claim.id], four_lines(weights[claim.id]),
        )
        for claim in claims
    ]


def shown_card(actor: Actor, card: Evidence) -> ShownCard:
    """A card as this reader may see it."""
    readable = queries.may_read_words(actor, card)
    line = in_full(cited(card.material)) if card.material and readable else ""
    return ShownCard(card, as_read(card.exact) if readable else "", readable, card.has_changed, line)


def calls(file: IssueFile) -> Sequence[Row]:
    """The calls of a file, newest first, with how many authorities each invited."""
    invited = select(func.count()).where(CallInvitation.call_id == ExperienceCall.id).scalar_subquery()
    return db.session.execute(
        select(ExperienceCall.thread_id, ExperienceCall.closes_at, Thread.title, invited.label("invited"))
        .join(Thread, Thread.id == ExperienceCall.thread_id)
        .where(ExperienceCall.issue_file_id == file.id)
        .order_by(ExperienceCall.id.desc())
    ).all()


@dataclass(frozen=True, slots=True)
class Heard:
    """Who has spoken in an issue file: distinct authorities, and how many in each region."""

    authorities: list[Authority]
    by_region: dict[str, int]


def heard(cards: Sequence[Evidence]) -> Heard:
    """Count authorities, never posts: ten posts of one town are one voice."""
    found = {card.authority_id: card for card in cards if card.authority and not card.is_withdrawn}
    by_region = {region: sum(card.region == region for card in found.values()) for region in REGIONS}
    ordered = sorted(found.values(), key=lambda card: (list(REGIONS).index(card.region), card.authority.name_ar))
    return Heard([card.authority for card in ordered], by_region)
