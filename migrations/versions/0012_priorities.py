"""Priorities: rounds, proposals, ballots with five dots, paper readings, results.

Why:   councils of a platform choose together what is taken up, group by group and fairly.
Kind:  expand. The version now running ignores the new tables.
Undo:  yes; rounds, ballots and results are lost.
Cost:  ten empty tables; nothing that is there is locked.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.create_table(
        "priority_earlier_round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("platform_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("opened_on", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_on", sa.DateTime(timezone=True), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("demo_key", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["platform_id"], ["platform.id"], name=op.f("fk_priority_earlier_round_platform_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_priority_earlier_round")),
        sa.UniqueConstraint("demo_key", name=op.f("uq_priority_earlier_round_demo_key")),
    )
    op.create_index(
        op.f("ix_priority_earlier_round_platform_id_closed_on"),
        "priority_earlier_round",
        ["platform_id", "closed_on"],
        unique=False,
    )
    op.create_table(
        "priority_round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("platform_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("grouping", sa.Text(), nullable=False),
        sa.Column("slots", sa.Integer(), nullable=False),
        sa.Column("proposals_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("voting_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("voting_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("demo_key", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "proposals_until <= voting_from AND voting_from < voting_until",
            name=op.f("ck_priority_round_order_of_dates"),
        ),
        sa.CheckConstraint("slots >= 1", name=op.f("ck_priority_round_slots")),
        sa.ForeignKeyConstraint(
            ["opened_by_id"], ["member.id"], name=op.f("fk_priority_round_opened_by_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["platform_id"], ["platform.id"], name=op.f("fk_priority_round_platform_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_priority_round")),
        sa.UniqueConstraint("demo_key", name=op.f("uq_priority_round_demo_key")),
    )
    op.create_index(
        op.f("ix_priority_round_platform_id_voting_until_id"),
        "priority_round",
        ["platform_id", "voting_until", "id"],
        unique=False,
    )
    op.create_table(
        "priority_ballot",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("dots", sa.JSON(), nullable=False),
        sa.Column("spent", sa.Integer(), nullable=False),
        sa.Column("is_paper", sa.Boolean(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("spent BETWEEN 1 AND 5", name=op.f("ck_priority_ballot_spent")),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_priority_ballot_authority_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_priority_ballot_member_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["priority_round.id"], name=op.f("fk_priority_ballot_round_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("round_id", "authority_id", name=op.f("pk_priority_ballot")),
    )
    op.create_table(
        "priority_paper_entry",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("dots", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("turn BETWEEN 1 AND 3", name=op.f("ck_priority_paper_entry_turn")),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_priority_paper_entry_authority_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_priority_paper_entry_member_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["priority_round.id"], name=op.f("fk_priority_paper_entry_round_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("round_id", "authority_id", "turn", name=op.f("pk_priority_paper_entry")),
    )
    op.create_index(
        op.f("ix_priority_paper_entry_round_id_authority_id_member_id"),
        "priority_paper_entry",
        ["round_id", "authority_id", "member_id"],
        unique=True,
    )
    op.create_table(
        "priority_proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("cost", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("cost >= 1", name=op.f("ck_priority_proposal_cost")),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_priority_proposal_authority_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_priority_proposal_member_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["priority_round.id"], name=op.f("fk_priority_proposal_round_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_priority_proposal")),
    )
    op.create_index(op.f("ix_priority_proposal_member_id"), "priority_proposal", ["member_id"], unique=False)
    op.create_index(op.f("ix_priority_proposal_round_id_id"), "priority_proposal", ["round_id", "id"], unique=False)
    op.create_table(
        "priority_result",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("count", sa.JSON(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_priority_result_member_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["priority_round.id"], name=op.f("fk_priority_result_round_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("round_id", name=op.f("pk_priority_result")),
    )
    op.create_table(
        "priority_taken",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("issue_file_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["issue_file_id"], ["issue_file.id"], name=op.f("fk_priority_taken_issue_file_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_priority_taken_member_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["priority_round.id"], name=op.f("fk_priority_taken_round_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("round_id", name=op.f("pk_priority_taken")),
    )
    op.create_table(
        "priority_proposal_decision",
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("into_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["into_id"],
            ["priority_proposal.id"],
            name=op.f("fk_priority_proposal_decision_into_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_priority_proposal_decision_member_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"],
            ["priority_proposal.id"],
            name=op.f("fk_priority_proposal_decision_proposal_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("proposal_id", name=op.f("pk_priority_proposal_decision")),
    )
    op.create_index(
        op.f("ix_priority_proposal_decision_into_id"), "priority_proposal_decision", ["into_id"], unique=False
    )
    op.create_table(
        "priority_taken_workshop",
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["proposal_id"],
            ["priority_proposal.id"],
            name=op.f("fk_priority_taken_workshop_proposal_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshop.id"], name=op.f("fk_priority_taken_workshop_workshop_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workshop_id", name=op.f("pk_priority_taken_workshop")),
    )
    op.create_index(
        op.f("ix_priority_taken_workshop_proposal_id"), "priority_taken_workshop", ["proposal_id"], unique=False
    )


def downgrade() -> None:
    op.drop_table("priority_taken_workshop")
    op.drop_table("priority_proposal_decision")
    op.drop_table("priority_taken")
    op.drop_table("priority_result")
    op.drop_table("priority_proposal")
    op.drop_table("priority_paper_entry")
    op.drop_table("priority_ballot")
    op.drop_table("priority_round")
    op.drop_table("priority_earlier_round")
