"""What brings a question to its answer: who shares it, whom it helped, where it points, what holds.

Why:   a question goes to peers, a duplicate points to its answer, an old answer is confirmed or said to be over.
Kind:  expand. The version now running ignores the new tables.
Undo:  yes; marks, pointers and confirmations made since then are lost, no post is.
Cost:  eight empty tables; nothing that is there is locked.
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def _moment() -> sa.Column:
    return sa.Column("at", sa.DateTime(timezone=True), nullable=False)


def _refers(table: str, column: str, target: str, ondelete: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"), ondelete=ondelete
    )


def upgrade() -> None:
    op.create_table(
        "shared_problem",
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        _moment(),
        _refers("shared_problem", "thread_id", "thread", "CASCADE"),
        _refers("shared_problem", "member_id", "member", "CASCADE"),
        _refers("shared_problem", "authority_id", "authority", "RESTRICT"),
        sa.PrimaryKeyConstraint("thread_id", "member_id", name=op.f("pk_shared_problem")),
    )
    op.create_table(
        "answered_me",
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        _moment(),
        _refers("answered_me", "thread_id", "thread", "CASCADE"),
        _refers("answered_me", "member_id", "member", "CASCADE"),
        sa.PrimaryKeyConstraint("thread_id", "member_id", name=op.f("pk_answered_me")),
    )
    op.create_table(
        "thread_pointer",
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        _moment(),
        _refers("thread_pointer", "thread_id", "thread", "CASCADE"),
        _refers("thread_pointer", "to_id", "thread", "CASCADE"),
        _refers("thread_pointer", "member_id", "member", "RESTRICT"),
        sa.PrimaryKeyConstraint("thread_id", name=op.f("pk_thread_pointer")),
    )
    op.create_index(op.f("ix_thread_pointer_to_id"), "thread_pointer", ["to_id"])
    op.create_table(
        "answer_review",
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        _moment(),
        _refers("answer_review", "post_id", "post", "CASCADE"),
        _refers("answer_review", "member_id", "member", "RESTRICT"),
        sa.PrimaryKeyConstraint("post_id", name=op.f("pk_answer_review")),
    )
    op.create_table(
        "answer_asking",
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("true_since", sa.DateTime(timezone=True), nullable=False),
        _moment(),
        _refers("answer_asking", "post_id", "post", "CASCADE"),
        sa.PrimaryKeyConstraint("post_id", "true_since", name=op.f("pk_answer_asking")),
    )
    op.create_table(
        "peer_asking",
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=True),
        _moment(),
        sa.Column("declined_at", sa.DateTime(timezone=True), nullable=True),
        _refers("peer_asking", "thread_id", "thread", "CASCADE"),
        _refers("peer_asking", "member_id", "member", "CASCADE"),
        _refers("peer_asking", "topic_id", "topic", "SET NULL"),
        sa.PrimaryKeyConstraint("thread_id", "member_id", name=op.f("pk_peer_asking")),
    )
    op.create_index(op.f("ix_peer_asking_member_id_at"), "peer_asking", ["member_id", "at"])
    op.create_table(
        "reach_step",
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        _moment(),
        _refers("reach_step", "thread_id", "thread", "CASCADE"),
        sa.PrimaryKeyConstraint("thread_id", "step", name=op.f("pk_reach_step")),
    )
    op.create_table(
        "consolidated_reply",
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        _moment(),
        _refers("consolidated_reply", "post_id", "post", "CASCADE"),
        _refers("consolidated_reply", "member_id", "member", "RESTRICT"),
        sa.PrimaryKeyConstraint("post_id", name=op.f("pk_consolidated_reply")),
    )


def downgrade() -> None:
    for table in (
        "consolidated_reply", "reach_step", "peer_asking", "answer_asking", "answer_review", "thread_pointer",
        "answered_me", "shared_problem",
    ):
        op.drop_table(table)
