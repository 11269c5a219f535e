"""Members say what they can help with, and whether colleagues see how to reach them.

Why:   a question is answered sooner when one finds who knows.
Kind:  expand. The version now running ignores the new tables.
Undo:  yes; what members said is lost.
Cost:  two empty tables; nothing that is there is locked.
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.create_table(
        "member_offer",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("shows_contact", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_member_offer_member_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_member_offer")),
    )
    op.create_table(
        "offered_topic",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_offered_topic_member_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name=op.f("fk_offered_topic_topic_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("member_id", "topic_id", name=op.f("pk_offered_topic")),
    )
    op.create_index(op.f("ix_offered_topic_topic_id"), "offered_topic", ["topic_id"])


def downgrade() -> None:
    op.drop_table("offered_topic")
    op.drop_table("member_offer")
