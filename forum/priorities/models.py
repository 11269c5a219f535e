"""A round of priorities: what is proposed, what councils say, and what was counted."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from forum.authorities.models import Authority
from forum.kernel import clock
from forum.kernel.db import db, related
from forum.members.models import Member
from forum.platforms.models import Platform
from forum.priorities.rules import COUNTED, PREPARING, PROPOSING, VOTING


class Round(db.Model):
    """One round of a platform: proposals until one moment, then a vote between two others.

    ``grouping`` says how councils stand together (see ``rules.GROUPINGS``);
    ``slots`` is how many workshops can be held. Changes of a round and its
    ballots take this row's lock, so that none of them misses another.
    """

    __tablename__ = "priority_round"
    __table_args__ = (
        Index(None, "platform_id", "voting_until", "id"),
        CheckConstraint("slots >= 1", name="slots"),
        CheckConstraint(
            "proposals_until <= voting_from AND voting_from < voting_until", name="order_of_dates"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    platform_id: Mapped[int] = mapped_column(ForeignKey("platform.id", ondelete="RESTRICT"))
    title: Mapped[str]
    purpose: Mapped[str] = mapped_column(default="")
    grouping: Mapped[str]
    slots: Mapped[int]
    proposals_until: Mapped[datetime]
    voting_from: Mapped[datetime]
    voting_until: Mapped[datetime]
    opened_by_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="RESTRICT"))
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    demo_key: Mapped[str | None] = mapped_column(unique=True)

    platform: Mapped[Platform] = related()
    result: Mapped["Result | None"] = related(uselist=False)

    @property
    def state(self) -> str:
        """Where the round stands now: the dates decide."""
        now = clock.now()
        if now < self.proposals_until:
            return PROPOSING
        if now < self.voting_from:
            return PREPARING
        return VOTING if now < self.voting_until else COUNTED


class Proposal(db.Model):
    """A topic that somebody proposed; it stands on the ballot unless a moderator decided otherwise.

    ``cost`` is how many workshops it takes.
    """

    __tablename__ = "priority_proposal"
    __table_args__ = (Index(None, "round_id", "id"), CheckConstraint("cost >= 1", name="cost"))

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("priority_round.id", ondelete="CASCADE"))
    title: Mapped[str]
    why: Mapped[str] = mapped_column(default="")
    cost: Mapped[int] = mapped_column(default=1)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="RESTRICT"), index=True)
    authority_id: Mapped[int | None] = mapped_column(ForeignKey("authority.id", ondelete="RESTRICT"))
    at: Mapped[datetime] = mapped_column(default=clock.now)

    member: Mapped[Member] = related()
    authority: Mapped[Authority | None] = related()
    decision: Mapped["BallotDecision | None"] = related(
        uselist=False, foreign_keys="BallotDecision.proposal_id", cascade="all, delete-orphan"
    )


class BallotDecision(db.Model):
    """A proposal does not stand on the ballot by itself: it is part of another one, or set aside; why."""

    __tablename__ = "priority_proposal_decision"

    proposal_id: Mapped[int] = mapped_column(ForeignKey("priority_proposal.id", ondelete="CASCADE"), primary_key=True)
    into_id: Mapped[int | None] = mapped_column(
        ForeignKey("priority_proposal.id", ondelete="CASCADE"), index=True
    )
    reason: Mapped[str]
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="RESTRICT"))
    at: Mapped[datetime] = mapped_column(default=clock.now)


class Ballot(db.Model):
    """What one council says: dots by the number of the proposal, replaced as a whole.

    One row a council: there is nothing that two requests could add up. On paper
    ballots ``is_paper`` is true and ``member_id`` is who entered it last.
    """

    __tablename__ = "priority_ballot"
    __table_args__ = (CheckConstraint("spent BETWEEN 1 AND 5", name="spent"),)

    round_id: Mapped[int] = mapped_column(ForeignKey("priority_round.id", ondelete="CASCADE"), primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id", ondelete="RESTRICT"), primary_key=True)
    dots: Mapped[dict]
    spent: Mapped[int]
    is_paper: Mapped[bool] = mapped_column(default=False)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="RESTRICT"))
    at: Mapped[datetime] = mapped_column(default=clock.now)

    authority: Mapped[Authority] = related()


class PaperEntry(db.Model):
    """One reading of a council's paper ballot. Two people read each; where they differ a third one settles."""

    __tablename__ = "priority_paper_entry"
    __table_args__ = (
        Index(None, "round_id", "authority_id", "member_id", unique=True),
        CheckConstraint("turn BETWEEN 1 AND 3", name="turn"),
    )

    round_id: Mapped[int] = mapped_column(ForeignKey("priority_round.id", ondelete="CASCADE"), primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id", ondelete="RESTRICT"), primary_key=True)
    turn: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="RESTRICT"))
    dots: Mapped[dict]
    at: Mapped[datetime] = mapped_column(default=clock.now)

    authority: Mapped[Authority] = related()
    member: Mapped[Member] = related()


class Result(db.Model):
    """What was counted, kept as it was published: ``count`` is made and read by ``forum.priorities.counting``."""

    __tablename__ = "priority_result"

    round_id: Mapped[int] = mapped_column(ForeignKey("priority_round.id", ondelete="CASCADE"), primary_key=True)
    count: Mapped[dict]
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="RESTRICT"))
    at: Mapped[datetime] = mapped_column(default=clock.now)


class Taken(db.Model):
    """The result was taken up: its issue file, opened in the same step as its workshops."""

    __tablename__ = "priority_taken"

    round_id: Mapped[int] = mapped_column(ForeignKey("priority_round.id", ondelete="CASCADE"), primary_key=True)
    issue_file_id: Mapped[int] = mapped_column(ForeignKey("issue_file.id", ondelete="RESTRICT"))
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="RESTRICT"))
    at: Mapped[datetime] = mapped_column(default=clock.now)


class TakenWorkshop(db.Model):
    """A workshop that was opened for a chosen topic."""

    __tablename__ = "priority_taken_workshop"

    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"), primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("priority_proposal.id", ondelete="CASCADE"), index=True)


class EarlierRound(db.Model):
    """A vote from before the forum, with the rule that it had: ``options`` as they were published.

    Each option is ``{"label": "…", "points": 118, "first_choices": 24}``.
    """

    __tablename__ = "priority_earlier_round"
    __table_args__ = (Index(None, "platform_id", "closed_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    platform_id: Mapped[int] = mapped_column(ForeignKey("platform.id", ondelete="RESTRICT"))
    title: Mapped[str]
    rule: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    opened_on: Mapped[datetime]
    closed_on: Mapped[datetime]
    options: Mapped[list]
    demo_key: Mapped[str | None] = mapped_column(unique=True)
