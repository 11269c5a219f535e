"""Room for what comes next: nothing yet.

Why:   the areas of a platform's life are built side by side; each has its place in the chain.
Kind:  expand. Nothing changes.
Undo:  yes.
Cost:  none.
"""

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Nothing to do."""


def downgrade() -> None:
    """Nothing to undo."""
