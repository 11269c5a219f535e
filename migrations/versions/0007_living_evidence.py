"""Review tasks for cited sources that changed; issue files that the forum proposes.

Why:   published papers cite posts that live on: they are edited, hidden, overtaken by better answers;
       and nobody can keep in mind which towns speak of the same thing on two boards.
Kind:  expand. The version now running ignores the new tables.
Undo:  yes; tasks and proposals are found again, decisions about them are lost.
Cost:  four empty tables; nothing that is there is locked.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "review_task",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["evidence_id"], ["evidence.id"], name=op.f("fk_review_task_evidence_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"], name=op.f("fk_review_task_paper_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_task")),
        sa.UniqueConstraint(
            "paper_id", "evidence_id", "cause", "mark", name=op.f("uq_review_task_paper_id_evidence_id_cause_mark")
        ),
    )
    op.create_index(op.f("ix_review_task_evidence_id"), "review_task", ["evidence_id"])
    op.create_table(
        "review_decision",
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_review_decision_member_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["task_id"], ["review_task.id"], name=op.f("fk_review_decision_task_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("task_id", name=op.f("pk_review_decision")),
    )
    op.create_table(
        "file_proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("platform_id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("threads", sa.Integer(), nullable=False),
        sa.Column("authorities", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["platform_id"], ["platform.id"], name=op.f("fk_file_proposal_platform_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["topic.id"], name=op.f("fk_file_proposal_topic_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_file_proposal")),
    )
    op.create_index(op.f("ix_file_proposal_topic_id"), "file_proposal", ["topic_id"])
    op.create_index(
        op.f("ix_file_proposal_platform_id_topic_id_id"), "file_proposal", ["platform_id", "topic_id", "id"]
    )
    op.create_table(
        "file_proposal_decision",
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("issue_file_id", sa.Integer(), nullable=True),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["issue_file_id"], ["issue_file.id"], name=op.f("fk_file_proposal_decision_issue_file_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_file_proposal_decision_member_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["file_proposal.id"], name=op.f("fk_file_proposal_decision_proposal_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("proposal_id", name=op.f("pk_file_proposal_decision")),
    )


def downgrade() -> None:
    op.drop_table("file_proposal_decision")
    op.drop_table("file_proposal")
    op.drop_table("review_decision")
    op.drop_table("review_task")
