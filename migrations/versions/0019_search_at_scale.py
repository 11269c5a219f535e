"""Search by meaning keeps a vector of each thread's opening and of each accepted answer.

Why:   similar questions are found though no word is the same; the worker makes vectors once, not at each start.
Kind:  expand. The version now running ignores the new table.
Undo:  yes; vectors are made again by the worker.
Cost:  one empty table; nothing that is there is locked.
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.create_table(
        "search_vector",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("encoder", sa.Text(), nullable=False),
        sa.Column("text_hash", sa.Text(), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_search_vector")),
    )
    op.create_index(op.f("ix_search_vector_made_at"), "search_vector", ["made_at"])


def downgrade() -> None:
    op.drop_table("search_vector")
