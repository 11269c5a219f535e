"""Evidence comes from more than posts; a paper can take the place of another; reminders are sent once.

Why:   papers cite laws, outside sources, minutes, cases and attachments; an older paper leads to the one that
       replaced it; delegates, members and invited authorities are reminded before a date passes.
Kind:  expand. The version now running ignores the new tables and columns; it never makes a card without a post.
Undo:  yes; cards that were not taken from posts, the sources that they cite and replacements are lost.
Cost:  ``evidence`` is written anew on SQLite (thousands of rows, under a second); on PostgreSQL only checked.
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"

ONE_SOURCE = "(post_id IS NULL) <> (material_id IS NULL)"


def upgrade() -> None:
    _materials()
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.add_column(sa.Column("material_id", sa.Integer(), nullable=True))
        batch_op.alter_column("post_id", existing_type=sa.Integer(), nullable=True)
        batch_op.alter_column("author_id", existing_type=sa.Integer(), nullable=True)
        batch_op.create_foreign_key(
            batch_op.f("fk_evidence_material_id"), "material", ["material_id"], ["id"], ondelete="RESTRICT"
        )
        batch_op.create_check_constraint(batch_op.f("ck_evidence_one_source"), ONE_SOURCE)
    op.create_index(op.f("ix_evidence_material_id"), "evidence", ["material_id"])
    op.create_table(
        "paper_succession",
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("successor_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["paper.id"], name=op.f("fk_paper_succession_paper_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["successor_id"], ["paper.id"], name=op.f("fk_paper_succession_successor_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_paper_succession_member_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("paper_id", name=op.f("pk_paper_succession")),
    )
    op.create_index(op.f("ix_paper_succession_successor_id"), "paper_succession", ["successor_id"])
    op.add_column("paper_stage", sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("experience_call", sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True))


def _materials() -> None:
    op.create_table(
        "material",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("issue_file_id", sa.Integer(), nullable=False),
        sa.Column("sort", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=True),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("maker", sa.Text(), nullable=False),
        sa.Column("publisher", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=True),
        sa.Column("platform_id", sa.Integer(), nullable=True),
        sa.Column("post_id", sa.Integer(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("lost_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["issue_file_id"], ["issue_file.id"], name=op.f("fk_material_issue_file_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_material_authority_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["platform_id"], ["platform.id"], name=op.f("fk_material_platform_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_material_post_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_material_member_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_material")),
        sa.UniqueConstraint(
            "issue_file_id", "sort", "subject_id", "place", name=op.f("uq_material_issue_file_id_sort_subject_id_place")
        ),
    )
    op.create_table(
        "material_text",
        sa.Column("material_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["material_id"], ["material.id"], name=op.f("fk_material_text_material_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_material_text_member_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("material_id", "number", name=op.f("pk_material_text")),
    )


def downgrade() -> None:
    op.drop_column("experience_call", "reminded_at")
    op.drop_column("paper_stage", "reminded_at")
    op.drop_table("paper_succession")
    lost = "SELECT id FROM evidence WHERE material_id IS NOT NULL"
    for table in ("version_citation", "review_task", "evidence_withdrawal"):
        op.execute(f"DELETE FROM {table} WHERE evidence_id IN ({lost})")
    op.execute("DELETE FROM evidence WHERE material_id IS NOT NULL")
    op.drop_index(op.f("ix_evidence_material_id"), table_name="evidence")
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_evidence_one_source"), type_="check")
        batch_op.drop_constraint(batch_op.f("fk_evidence_material_id"), type_="foreignkey")
        batch_op.alter_column("author_id", existing_type=sa.Integer(), nullable=False)
        batch_op.alter_column("post_id", existing_type=sa.Integer(), nullable=False)
        batch_op.drop_column("material_id")
    op.drop_table("material_text")
    op.drop_table("material")
