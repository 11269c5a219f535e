"""Proposing issue files, opening them with their threads, dismissing proposals."""

from collections import Counter
from collections.abc import Iterable

from forum.activity.actions import record
from forum.kernel import clock
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.papers import actions as collecting
from forum.papers.models import IssueFile
from forum.papers.proposals import queries, rules
from forum.papers.proposals.models import FileProposal, ProposalDecision
from forum.papers.proposals.policy import CanPropose, gate
from forum.platforms.models import Platform
from forum.threads.models import Thread


def propose() -> None:
    """The chore of a day: propose issue files where threads or authorities meet on a topic.

    An open proposal is counted anew, and goes when its threads were collected
    meanwhile. A dismissed one comes back when it grew by as much as makes an issue.
    """
    known = queries.newest_proposals()
    meetings = {(m.platform_id, m.topic_id): m for m in queries.meetings()}
    for place, proposal in known.items():
        if proposal.is_open and place not in meetings:
            db.session.delete(proposal)
    waiting = Counter(place[0] for place, proposal in known.items() if proposal.is_open and place in meetings)
    for place, meeting in meetings.items():
        before = known.get(place)
        if before is not None and before.is_open:
            before.threads, before.authorities = meeting.threads, meeting.authorities
        elif _is_worth(before, meeting.threads, meeting.authorities) and waiting[place[0]] < rules.OPEN_MAX:
            waiting[place[0]] += 1
            db.session.add(
                FileProposal(
                    platform_id=place[0], topic_id=place[1], threads=meeting.threads,
                    authorities=meeting.authorities, at=clock.now(),
                )
            )
    db.session.flush()


def _is_worth(before: FileProposal | None, threads: int, authorities: int) -> bool:
    """Whether nobody was asked yet, or much came since somebody dismissed it."""
    if before is None or before.decision.outcome == rules.OPENED:
        return True
    return rules.has_grown(threads, authorities, dismissed_at=(before.threads, before.authorities))


def open_proposed(proposal: FileProposal, *, by: Actor) -> IssueFile:
    """Open the proposed issue file with its threads collected."""
    gate.require(by, CanPropose.DECIDE, proposal)
    threads = queries.threads_of(by, proposal)
    opened = open_with(proposal.platform, proposal.topic.label_ar, "", threads, by=by)
    proposal.decision = ProposalDecision(
        outcome=rules.OPENED, issue_file_id=opened.id, member_id=by.member_id, at=clock.now()
    )
    record("file_proposal.opened", proposal, by=by, issue_file_id=opened.id, platform_id=proposal.platform_id)
    return opened


def open_with(platform: Platform, title: str, question: str, threads: Iterable[Thread], *, by: Actor) -> IssueFile:
    """Open an issue file with some threads in it."""
    opened = collecting.open_issue_file(platform, title, question=question, by=by)
    for thread in threads:
        collecting.add_thread(opened, thread, by=by)
    return opened


def dismiss(proposal: FileProposal, reason: str, *, by: Actor) -> None:
    """Say why there is to be no such file; it is proposed again only when it grew."""
    gate.require(by, CanPropose.DECIDE, proposal)
    proposal.decision = ProposalDecision(
        outcome=rules.DISMISSED, reason=reason.strip(), member_id=by.member_id, at=clock.now()
    )
    record("file_proposal.dismissed", proposal, by=by, reason=reason, platform_id=proposal.platform_id)
