"""Opening a round, proposing, putting the ballot in order, voting, reading paper, publishing."""

from collections.abc import Mapping

from sqlalchemy import select, update

from forum.activity.actions import record
from forum.authorities.models import Authority
from forum.kernel import clock
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.errors import Conflict, Invalid
from forum.kernel.i18n import gettext as _, ngettext
from forum.platforms.models import Platform
from forum.priorities import queries, rules
from forum.priorities.counting import counted
from forum.priorities.models import Ballot, BallotDecision, PaperEntry, Proposal, Result, Round
from forum.priorities.policy import Can, CanVote, gate, voting_gate


def open_round(platform: Platform, title: str, *, by: Actor, **terms: object) -> Round:
    """Begin a round; ``terms`` are the columns that say what, how and until when."""
    opened = Round(platform_id=platform.id, title=title, opened_by_id=by.member_id, result=None, **terms)
    db.session.add(opened)
    record("priorities.opened", opened, by=by, platform_id=platform.id)
    opened.platform = platform
    return opened


def change_terms(found: Round, *, by: Actor, **terms: object) -> None:
    """Say otherwise what a round is about, how many slots there are, and until when; before the vote only."""
    _hold(found)
    gate.require(by, Can.ARRANGE, found)
    for name, value in terms.items():
        setattr(found, name, value)
    record("priorities.changed", found, by=by)


def _hold(found: Round) -> None:
    """Nobody changes the round or its ballots meanwhile; what it holds now is what counts."""
    db.session.execute(select(Round.id).where(Round.id == found.id).with_for_update())
    db.session.refresh(found, ["slots", "grouping", "proposals_until", "voting_from", "voting_until", "result"])


def propose(found: Round, title: str, why: str, *, by: Actor) -> Proposal:
    """Propose a topic.

    Raises:
        Refused: the time is over, or the person has no seat.
        Invalid: the ballot would be too long to read.
    """
    _hold(found)
    gate.require(by, Can.PROPOSE, found)
    if len(queries.on_ballot(queries.proposals(found.id))) >= rules.PROPOSALS_MAX:
        raise Invalid(_("The ballot is full. Ask the moderator to merge topics that are alike."))
    made = Proposal(
        round_id=found.id, title=title, why=why, member_id=by.member_id, authority_id=by.authority_id, decision=None
    )
    db.session.add(made)
    record("priorities.proposed", found, by=by, title=title)
    return made


def merge(found: Round, proposal: Proposal, into: Proposal, reason: str, *, by: Actor) -> None:
    """Make a proposal a part of another one; what was merged into it before goes along."""
    _take_off(found, proposal, reason, by, into)
    db.session.execute(
        update(BallotDecision).where(BallotDecision.into_id == proposal.id).values(into_id=into.id)
    )


def set_aside(found: Round, proposal: Proposal, reason: str, *, by: Actor) -> None:
    """Take a proposal off the ballot; the reason stands beside it."""
    _take_off(found, proposal, reason, by, None)


def _take_off(found: Round, proposal: Proposal, reason: str, by: Actor, into: Proposal | None) -> None:
    _hold(found)
    gate.require(by, Can.ARRANGE, found)
    db.session.refresh(proposal, ["decision"])
    if into is not None:
        db.session.refresh(into, ["decision"])
    if proposal.decision is not None or (into is not None and (into.id == proposal.id or into.decision is not None)):
        raise Conflict(_("Somebody changed the ballot meanwhile. Look at it again."))
    proposal.decision = BallotDecision(into_id=into.id if into else None, reason=reason, member_id=by.member_id)
    record("priorities.merged" if into else "priorities.set_aside", found, by=by, proposal_id=proposal.id)


def set_cost(found: Round, proposal: Proposal, cost: int, *, by: Actor) -> None:
    """Say how many workshops a topic takes."""
    _hold(found)
    gate.require(by, Can.ARRANGE, found)
    proposal.cost = cost
    record("priorities.cost_set", found, by=by, proposal_id=proposal.id, cost=cost)


def checked(found: Round, dots: Mapping[int, int]) -> dict[str, int]:
    """Dots as they are kept: only topics of this ballot, at least one dot and no more than there are.

    Raises:
        Invalid: too many or none; the sentence says how many were given.
    """
    known = {one.id for one in queries.on_ballot(queries.proposals(found.id))}
    given = {str(topic): number for topic, number in dots.items() if number > 0}
    if any(int(topic) not in known for topic in given):
        raise Invalid(_("The ballot has changed. Look at it again."))
    spent = sum(given.values())
    if not given:
        raise Invalid(_("Give at least one dot to a topic."))
    if spent > rules.DOTS:
        told = ngettext("You gave %(num)d dot", "You gave %(num)d dots", spent)
        raise Invalid(_("%(told)s, and each council has %(dots)d. Take some back.", told=told, dots=rules.DOTS))
    return given


def vote(found: Round, dots: Mapping[int, int], *, by: Actor) -> Ballot:
    """Say what one's council wants; until the vote ends a new word takes the place of the old one.

    Raises:
        Refused: it is not the time or not the person; the sentence says which.
        Invalid: too many dots or none.
    """
    _hold(found)
    voting_gate.require(by, CanVote.VOTE, queries.booth(by, found))
    kept = _write(found, by.authority_id, checked(found, dots), by=by)
    record("priorities.voted", found, by=by, authority_id=by.authority_id)
    return kept


def _write(found: Round, authority_id: int, given: dict[str, int], *, by: Actor, is_paper: bool = False) -> Ballot:
    kept = db.session.get(Ballot, (found.id, authority_id), populate_existing=True)
    if kept is None:
        kept = Ballot(round_id=found.id, authority_id=authority_id)
        db.session.add(kept)
    kept.dots, kept.spent, kept.is_paper = given, sum(given.values()), is_paper
    kept.member_id, kept.at = by.member_id, clock.now()
    return kept


def enter_paper(found: Round, authority: Authority, dots: Mapping[int, int], *, by: Actor) -> str:
    """Read a council's paper ballot: the first time, the second time, or to settle what differs.

    Returns:
        ``first`` if somebody else reads it next, ``counted`` if it counts now, ``differs`` if a third person settles.

    Raises:
        Conflict: the council voted here, its paper counts already, or the same person has read it.
    """
    _hold(found)
    gate.require(by, Can.ENTER_PAPER, found)
    given = checked(found, dots)
    if (own := queries.ballot(found.id, authority.id)) is not None:
        raise Conflict(
            _("The paper ballot of this council is counted already.") if own.is_paper
            else _("The delegate of this council voted here, so its paper ballot does not count.")
        )
    before = queries.entries(found.id, authority.id)
    if any(entry.member_id == by.member_id for entry in before):
        raise Conflict(_("You have read this paper ballot. Somebody else reads it next."))
    turn = len(before) + 1
    db.session.add(
        PaperEntry(round_id=found.id, authority_id=authority.id, turn=turn, member_id=by.member_id, dots=given)
    )
    record("priorities.paper_read", found, by=by, authority_id=authority.id, turn=turn)
    if turn == 1:
        return "first"
    if turn == 2 and before[0].dots != given:
        return "differs"
    _write(found, authority.id, given, by=by, is_paper=True)
    return "counted"


def publish(found: Round, *, by: Actor) -> Result:
    """Count the round and publish what came out.

    Raises:
        Refused: the vote is not over, or the result is published.
        Conflict: a paper ballot waits for its second reading.
    """
    _hold(found)
    gate.require(by, Can.PUBLISH, found)
    if waiting := len(queries.unsettled(found.id)):
        raise Conflict(ngettext(
            "%(num)d paper ballot is not settled yet. Settle it first.",
            "%(num)d paper ballots are not settled yet. Settle them first.", waiting,
        ))
    made = Result(round_id=found.id, count=counted(found), member_id=by.member_id)
    db.session.add(made)
    found.result = made
    record("priorities.published", found, by=by, platform_id=found.platform_id)
    return made

