"""The platforms and boards that the forum begins with."""

from sqlalchemy import select

from forum.kernel.db import db, keep_equal, shipped
from forum.platforms.models import Board, Platform


def seed() -> None:
    """Make platforms and boards equal to ``forum/data``; what was added later stays."""
    platforms = shipped("platforms")
    keep_equal(
        Platform, ["slug"],
        ({**row, "tint": int(row["tint"]), "position": n} for n, row in enumerate(platforms, 1)),
    )
    ids = dict(db.session.execute(select(Platform.slug, Platform.id)).all())
    keep_equal(
        Board, ["platform_id", "slug"],
        (_board(row, ids, n) for n, row in enumerate(shipped("boards"), 1)),
    )


def _board(row: dict[str, str], platforms: dict[str, int], position: int) -> dict[str, object]:
    given = {name: value for name, value in row.items() if name != "platform"}
    return {**given, "platform_id": platforms[row["platform"]], "position": position}
