"""Work plans of platforms, a row a version.

Why:   plans were reopened when needs changed; a change has a reason and the old plan stays readable.
Kind:  expand. The version now running ignores the new tables.
Undo:  yes; plans and their versions are lost.
Cost:  two empty tables; nothing that is there is locked.
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.create_table(
        "work_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("platform_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("demo_key", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["platform_id"], ["platform.id"], name=op.f("fk_work_plan_platform_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_plan")),
        sa.UniqueConstraint("demo_key", name=op.f("uq_work_plan_demo_key")),
        sa.UniqueConstraint("platform_id", "year", name=op.f("uq_work_plan_platform_id_year")),
    )
    op.create_table(
        "work_plan_version",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_work_plan_version_member_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["work_plan.id"], name=op.f("fk_work_plan_version_plan_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("plan_id", "number", name=op.f("pk_work_plan_version")),
    )


def downgrade() -> None:
    op.drop_table("work_plan_version")
    op.drop_table("work_plan")
