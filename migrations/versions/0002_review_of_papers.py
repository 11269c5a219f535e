"""Calls for experiences, minority notes, comments on papers and what became of them.

Why:   papers go through member review, and the silent are asked before that.
Kind:  expand. The version now running ignores the new tables.
Undo:  yes; calls, notes and comments made since then are lost.
Cost:  empty tables; nothing that is there is locked.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "experience_call",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("issue_file_id", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        _to("experience_call", "issue_file", "CASCADE"),
        _to("experience_call", "member", "RESTRICT"),
        _to("experience_call", "thread", "RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_experience_call")),
        sa.UniqueConstraint("thread_id", name=op.f("uq_experience_call_thread_id")),
    )
    op.create_table(
        "call_invitation",
        sa.Column("call_id", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        _to("call_invitation", "authority", "CASCADE"),
        sa.ForeignKeyConstraint(
            ["call_id"], ["experience_call.id"], name=op.f("fk_call_invitation_call_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("call_id", "authority_id", name=op.f("pk_call_invitation")),
    )
    op.create_table(
        "minority_note",
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        _to("minority_note", "claim", "RESTRICT"),
        _to("minority_note", "member", "RESTRICT"),
        _to("minority_note", "paper", "CASCADE"),
        sa.PrimaryKeyConstraint("paper_id", "claim_id", name=op.f("pk_minority_note")),
    )
    _create_comments()
    for table, columns in INDEXES:
        op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))


def _create_comments() -> None:
    op.create_table(
        "paper_comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=True),
        sa.Column("version_number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("quoted", sa.Text(), nullable=False),
        sa.Column("proposed", sa.Text(), nullable=False),
        sa.Column("adopted_revision", sa.Integer(), nullable=True),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("job_title", sa.Text(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        _to("paper_comment", "authority", "RESTRICT"),
        _to("paper_comment", "member", "RESTRICT"),
        _to("paper_comment", "paper", "CASCADE"),
        _to("paper_comment", "section", "RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_comment")),
    )
    op.create_table(
        "comment_disposition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_satisfying", sa.Boolean(), nullable=True),
        sa.Column("objection", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["paper_comment.id"], name=op.f("fk_comment_disposition_comment_id"), ondelete="CASCADE"
        ),
        _to("comment_disposition", "member", "RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment_disposition")),
    )


INDEXES = (
    ("experience_call", ("issue_file_id",)),
    ("call_invitation", ("authority_id",)),
    ("paper_comment", ("member_id",)),
    ("paper_comment", ("paper_id", "section_id", "id")),
    ("comment_disposition", ("comment_id",)),
)


def _to(table: str, other: str, ondelete: str) -> sa.ForeignKeyConstraint:
    """A key to another table, by a column of that table's name."""
    name = op.f(f"fk_{table}_{other}_id")
    return sa.ForeignKeyConstraint([f"{other}_id"], [f"{other}.id"], name=name, ondelete=ondelete)


def downgrade() -> None:
    for table in ("comment_disposition", "paper_comment", "minority_note", "call_invitation", "experience_call"):
        op.drop_table(table)
