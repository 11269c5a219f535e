"""Members ask without name: stand-ins, platforms that allow it, requests of two officers to know a name.

Why:   people who may not be seen asking ask nothing; a label stands where the name would.
Kind:  expand. The version now running ignores the new tables.
Undo:  no; threads that were opened without name would have nobody behind them.
Cost:  three empty tables; nothing that is there is locked.
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.create_table(
        "stand_in",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("bearer_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["bearer_id"], ["member.id"], name=op.f("fk_stand_in_bearer_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_stand_in_member_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_stand_in")),
    )
    op.create_index(op.f("ix_stand_in_bearer_id"), "stand_in", ["bearer_id"])
    op.create_table(
        "anonymity_allowance",
        sa.Column("platform_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_anonymity_allowance_member_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["platform_id"], ["platform.id"], name=op.f("fk_anonymity_allowance_platform_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("platform_id", name=op.f("pk_anonymity_allowance")),
    )
    _unmasking()


def _unmasking() -> None:
    def to(column: str, table: str) -> sa.ForeignKeyConstraint:
        name = op.f(f"fk_unmasking_{column}")
        return sa.ForeignKeyConstraint([column], [f"{table}.id"], name=name, ondelete="RESTRICT")

    op.create_table(
        "unmasking",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("platform_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_confirmed", sa.Boolean(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        to("thread_id", "thread"),
        to("platform_id", "platform"),
        to("asked_by_id", "member"),
        to("decided_by_id", "member"),
        sa.CheckConstraint("decided_by_id <> asked_by_id", name=op.f("ck_unmasking_two_officers")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unmasking")),
    )
    op.create_index(op.f("ix_unmasking_thread_id"), "unmasking", ["thread_id"])
    op.create_index(op.f("ix_unmasking_platform_id"), "unmasking", ["platform_id"])
    op.create_index(
        "uq_unmasking_waiting", "unmasking", ["thread_id"], unique=True,
        sqlite_where=sa.text("decided_at IS NULL"), postgresql_where=sa.text("decided_at IS NULL"),
    )


def downgrade() -> None:
    op.drop_table("unmasking")
    op.drop_table("anonymity_allowance")
    op.drop_table("stand_in")
