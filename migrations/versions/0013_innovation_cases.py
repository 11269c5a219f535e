"""The innovation library: cases with their versions and reviews, and the ledger of adoptions.

Why:   what one authority tried is told so that others can copy it, and those who did say how it went.
Kind:  expand. The version now running ignores the new tables.
Undo:  yes; cases and the ledger are lost.
Cost:  six empty tables; nothing that is there is locked.
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def _to(table: str, column: str, target: str, ondelete: str) -> sa.ForeignKeyConstraint:
    """A reference with the name that all references have."""
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"), ondelete=ondelete)


def upgrade() -> None:
    _cases()
    _tellings()
    _ledger()


def _cases() -> None:
    op.create_table(
        "innovation_case",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("platform_id", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("shown_number", sa.Integer(), nullable=True),
        sa.Column("waiting_number", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("demo_key", sa.Text(), nullable=True),
        _to("innovation_case", "platform_id", "platform", "RESTRICT"),
        _to("innovation_case", "authority_id", "authority", "RESTRICT"),
        _to("innovation_case", "author_id", "member", "RESTRICT"),
        _to("innovation_case", "thread_id", "thread", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_innovation_case")),
        sa.UniqueConstraint("demo_key", name=op.f("uq_innovation_case_demo_key")),
    )
    for column in ("platform_id", "authority_id", "author_id", "thread_id"):
        op.create_index(op.f(f"ix_innovation_case_{column}"), "innovation_case", [column])
    op.create_index(op.f("ix_innovation_case_accepted_at_id"), "innovation_case", ["accepted_at", "id"])
    op.create_table(
        "case_hiding",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        _to("case_hiding", "case_id", "innovation_case", "CASCADE"),
        _to("case_hiding", "member_id", "member", "RESTRICT"),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_case_hiding")),
    )
    op.create_index(op.f("ix_case_hiding_member_id"), "case_hiding", ["member_id"])


def _tellings() -> None:
    words = (
        "title", "problem", "solution", "steps", "cost", "funding", "duration", "lessons", "otherwise", "conditions",
    )
    op.create_table(
        "case_telling",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in words),
        sa.Column("results", sa.JSON(), nullable=False),
        sa.Column("shows_contact", sa.Boolean(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        _to("case_telling", "case_id", "innovation_case", "CASCADE"),
        _to("case_telling", "member_id", "member", "RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_telling")),
        sa.UniqueConstraint("case_id", "number", name=op.f("uq_case_telling_case_id_number")),
    )
    op.create_index(op.f("ix_case_telling_member_id"), "case_telling", ["member_id"])
    op.create_table(
        "case_review",
        sa.Column("telling_id", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        _to("case_review", "telling_id", "case_telling", "CASCADE"),
        _to("case_review", "member_id", "member", "RESTRICT"),
        sa.PrimaryKeyConstraint("telling_id", name=op.f("pk_case_review")),
    )
    op.create_index(op.f("ix_case_review_member_id"), "case_review", ["member_id"])


def _ledger() -> None:
    op.create_table(
        "case_adoption",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("demo_key", sa.Text(), nullable=True),
        _to("case_adoption", "case_id", "innovation_case", "CASCADE"),
        _to("case_adoption", "authority_id", "authority", "RESTRICT"),
        _to("case_adoption", "parent_id", "case_adoption", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_adoption")),
        sa.UniqueConstraint("case_id", "authority_id", name=op.f("uq_case_adoption_case_id_authority_id")),
        sa.UniqueConstraint("demo_key", name=op.f("uq_case_adoption_demo_key")),
    )
    for column in ("authority_id", "parent_id"):
        op.create_index(op.f(f"ix_case_adoption_{column}"), "case_adoption", [column])
    op.create_table(
        "case_ledger_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("adoption_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("job_title", "state", "cost", "duration", "changed", "words")
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        _to("case_ledger_entry", "adoption_id", "case_adoption", "CASCADE"),
        _to("case_ledger_entry", "member_id", "member", "RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_ledger_entry")),
    )
    for column in ("adoption_id", "member_id"):
        op.create_index(op.f(f"ix_case_ledger_entry_{column}"), "case_ledger_entry", [column])


def downgrade() -> None:
    for table in (
        "case_ledger_entry", "case_adoption", "case_review", "case_telling", "case_hiding", "innovation_case",
    ):
        op.drop_table(table)
