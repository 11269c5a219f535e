"""Reading rounds, proposals, ballots and entries; the actor first wherever something is not for everybody."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from forum.authorities.models import Authority, Governorate
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.errors import NotFound
from forum.kernel.i18n import gettext as _, named
from forum.platforms.delegates import Delegate, delegate_of
from forum.platforms.models import Platform
from forum.priorities import rules
from forum.priorities.models import Ballot, EarlierRound, PaperEntry, Proposal, Round, Taken, TakenWorkshop
from forum.priorities.policy import Booth, Can, CanPlatform, gate, platform_gate


def round_(actor: Actor, round_id: int, *, to: Can = Can.READ) -> Round:
    """Fetch one round with its platform and result.

    Raises:
        NotFound: there is none, or it is of a platform that the actor has no seat on.
        Refused: the actor may read it and not do ``to``; the text says why.
    """
    query = select(Round).where(Round.id == round_id).options(joinedload(Round.platform), joinedload(Round.result))
    found = db.session.scalars(query).one_or_none()
    if found is None or not gate.may(actor, Can.READ, found):
        raise NotFound(_("There is no such round, or it is on a platform that you have no seat on."))
    gate.require(actor, to, found)
    return found


def rounds(actor: Actor, platform: Platform) -> Sequence[Round]:
    """The rounds of a platform, the newest first.

    Raises:
        Refused: priorities are for the platform's own people.
    """
    platform_gate.require(actor, CanPlatform.READ, platform)
    return db.session.scalars(
        select(Round).where(Round.platform_id == platform.id).options(joinedload(Round.result))
        .order_by(Round.voting_until.desc(), Round.id.desc()).limit(rules.ROUNDS_A_PAGE)
    ).all()


def earlier(platform: Platform) -> Sequence[EarlierRound]:
    """Votes from before the forum, the newest first."""
    return db.session.scalars(
        select(EarlierRound).where(EarlierRound.platform_id == platform.id)
        .order_by(EarlierRound.closed_on.desc(), EarlierRound.id).limit(rules.ROUNDS_A_PAGE)
    ).all()


def proposals(round_id: int) -> Sequence[Proposal]:
    """Everything that was proposed, oldest first, with who proposed it and what was decided: one query."""
    return db.session.scalars(
        select(Proposal).where(Proposal.round_id == round_id)
        .options(joinedload(Proposal.member), joinedload(Proposal.authority), joinedload(Proposal.decision))
        .order_by(Proposal.id)
    ).all()


def on_ballot(proposed: Sequence[Proposal]) -> list[Proposal]:
    """Those that stand on the ballot."""
    return [one for one in proposed if one.decision is None]


def proposal(round_id: int, proposal_id: int) -> Proposal:
    """One proposal of a round that stands on the ballot.

    Raises:
        NotFound: there is none.
    """
    query = select(Proposal).where(Proposal.id == proposal_id, Proposal.round_id == round_id)
    found = db.session.scalars(query.options(joinedload(Proposal.decision))).one_or_none()
    if found is None or found.decision is not None:
        raise NotFound(_("There is no such topic on this ballot."))
    return found


def ballot(round_id: int, authority_id: int | None) -> Ballot | None:
    """What a council says, if it has."""
    return db.session.get(Ballot, (round_id, authority_id)) if authority_id else None


def booth(actor: Actor, found: Round) -> Booth:
    """The round as this person meets it."""
    own = ballot(found.id, actor.authority_id)
    return Booth(found, delegate_of(found.platform_id, actor.authority_id), own is not None and own.is_paper)


def ballots(round_id: int) -> Sequence[Ballot]:
    """Every ballot with its council, by the councils' names: one query."""
    return db.session.scalars(
        select(Ballot).join(Authority, Authority.id == Ballot.authority_id).where(Ballot.round_id == round_id)
        .options(joinedload(Ballot.authority)).order_by(Authority.name_ar, Authority.id)
    ).all()


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many councils voted, of those that have a delegate; how many of them on paper."""

    voted: int
    on_paper: int
    with_delegate: int


def turnout(found: Round) -> Turnout:
    """How many councils have voted so far: no word about what."""
    voted, on_paper = db.session.execute(
        select(func.count(), func.count().filter(Ballot.is_paper)).where(Ballot.round_id == found.id)
    ).one()
    with_delegate = select(func.count()).select_from(Delegate).where(Delegate.platform_id == found.platform_id)
    return Turnout(voted, on_paper, db.session.scalar(with_delegate) or 0)


def entries(round_id: int, authority_id: int | None = None) -> Sequence[PaperEntry]:
    """Readings of paper ballots with council and reader, in order: one query."""
    query = select(PaperEntry).where(PaperEntry.round_id == round_id)
    if authority_id is not None:
        query = query.where(PaperEntry.authority_id == authority_id)
    return db.session.scalars(
        query.options(joinedload(PaperEntry.authority), joinedload(PaperEntry.member))
        .order_by(PaperEntry.authority_id, PaperEntry.turn)
    ).all()


def unsettled(round_id: int) -> list[list[PaperEntry]]:
    """Paper ballots that do not count yet: read once, or twice and differently."""
    counted = {one.authority_id for one in ballots(round_id)}
    found: dict[int, list[PaperEntry]] = {}
    for entry in entries(round_id):
        if entry.authority_id not in counted:
            found.setdefault(entry.authority_id, []).append(entry)
    return list(found.values())


def group_of(authority: Authority, grouping: str) -> str:
    """The group that a council stands in; governorates by their number."""
    values = {
        rules.REGION: authority.region, rules.GOVERNORATE: str(authority.governorate_id), rules.KIND: authority.kind,
    }
    return values.get(grouping, "all")


def group_names(grouping: str) -> dict[str, object]:
    """The groups of a grouping by key, with their words, in their order."""
    if grouping == rules.GOVERNORATE:
        found = db.session.scalars(select(Governorate).order_by(Governorate.position, Governorate.id))
        return {str(place.id): named(place) for place in found}
    return dict(rules.GROUP_NAMES[grouping])


def councils_by_group(platform: Platform, grouping: str) -> dict[str, int]:
    """How many councils of the platform's kind the directory has in each group."""
    columns = {rules.REGION: Authority.region, rules.GOVERNORATE: Authority.governorate_id, rules.KIND: Authority.kind}
    column = columns.get(grouping)
    query = select(func.count()) if column is None else select(column, func.count()).group_by(column)
    query = query.select_from(Authority)
    if platform.for_kind:
        query = query.where(Authority.kind == platform.for_kind)
    if column is None:
        return {"all": db.session.scalar(query) or 0}
    return {str(group): number for group, number in db.session.execute(query)}


def authorities_of(ids: Collection[int]) -> dict[int, Authority]:
    """Councils by their numbers: one query."""
    found = db.session.scalars(select(Authority).where(Authority.id.in_(ids))) if ids else ()
    return {one.id: one for one in found}


def taken(round_id: int) -> Taken | None:
    """Whether the result was taken up."""
    return db.session.get(Taken, round_id)


def workshops_of(proposal_ids: Collection[int]) -> dict[int, list[int]]:
    """The workshops that were opened for chosen topics, by topic."""
    found: dict[int, list[int]] = {}
    query = select(TakenWorkshop).where(TakenWorkshop.proposal_id.in_(proposal_ids))
    for one in db.session.scalars(query.order_by(TakenWorkshop.workshop_id)):
        found.setdefault(one.proposal_id, []).append(one.workshop_id)
    return found
