"""Authorities endorse papers through their delegates, and offices sign them.

Why:   a paper under the association's name shows who stands behind it and who signed which text.
Kind:  expand. The version now running ignores the new tables.
Undo:  yes; delegates, voices and signatures are lost.
Cost:  four empty tables; nothing that is there is locked.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "delegate",
        sa.Column("platform_id", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("named_by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_delegate_authority_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_delegate_member_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["named_by_id"], ["member.id"], name=op.f("fk_delegate_named_by_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["platform_id"], ["platform.id"], name=op.f("fk_delegate_platform_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("platform_id", "authority_id", name=op.f("pk_delegate")),
    )
    op.create_index(op.f("ix_delegate_member_id"), "delegate", ["member_id"])
    _voices()
    _signatures()


def _voices() -> None:
    op.create_table(
        "paper_voice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("job_title", sa.Text(), nullable=False),
        sa.Column("is_the_authoritys", sa.Boolean(), nullable=False),
        sa.Column("stand", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("proposal", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_paper_voice_authority_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_paper_voice_member_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"], name=op.f("fk_paper_voice_paper_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_voice")),
    )
    op.create_index(op.f("ix_paper_voice_member_id"), "paper_voice", ["member_id"])
    op.create_index(op.f("ix_paper_voice_paper_id_fingerprint_id"), "paper_voice", ["paper_id", "fingerprint", "id"])
    op.create_table(
        "paper_voice_answer",
        sa.Column("voice_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_paper_voice_answer_member_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["voice_id"], ["paper_voice.id"], name=op.f("fk_paper_voice_answer_voice_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("voice_id", name=op.f("pk_paper_voice_answer")),
    )


def _signatures() -> None:
    op.create_table(
        "paper_signature",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("job_title", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_paper_signature_member_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["paper.id"], name=op.f("fk_paper_signature_paper_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["paper_version.id"], name=op.f("fk_paper_signature_version_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_signature")),
        sa.UniqueConstraint("version_id", "office", name=op.f("uq_paper_signature_version_id_office")),
    )
    op.create_index(op.f("ix_paper_signature_member_id"), "paper_signature", ["member_id"])
    op.create_index(
        op.f("ix_paper_signature_paper_id_fingerprint"), "paper_signature", ["paper_id", "fingerprint"]
    )


def downgrade() -> None:
    op.drop_table("paper_signature")
    op.drop_table("paper_voice_answer")
    op.drop_table("paper_voice")
    op.drop_table("delegate")
