"""Who writes in a section now, and what people typed and have not saved.

Why:   one editor at a time a section, and nothing typed is lost.
Kind:  expand. The version now running ignores the new tables.
Undo:  yes; locks run out by themselves, but texts that were never saved are lost.
Cost:  two empty tables; nothing that is there is locked.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "section_lock",
        sa.Column("section_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_section_lock_member_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["section_id"], ["section.id"], name=op.f("fk_section_lock_section_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("section_id", name=op.f("pk_section_lock")),
    )
    op.create_index(op.f("ix_section_lock_member_id"), "section_lock", ["member_id"])
    op.create_table(
        "section_draft",
        sa.Column("section_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("based_on", sa.Integer(), nullable=False),
        sa.Column("heading", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_section_draft_member_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["section_id"], ["section.id"], name=op.f("fk_section_draft_section_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("section_id", "member_id", name=op.f("pk_section_draft")),
    )
    op.create_index(op.f("ix_section_draft_member_id"), "section_draft", ["member_id"])


def downgrade() -> None:
    op.drop_table("section_draft")
    op.drop_table("section_lock")
