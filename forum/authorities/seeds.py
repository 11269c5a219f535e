"""The directory as it ships: governorates and local authorities."""

from sqlalchemy import select

from forum.authorities.models import Authority, Governorate
from forum.kernel.db import db, keep_equal, shipped


def seed() -> None:
    """Make the directory equal to ``forum/data``; cheap when it is already."""
    keep_equal(
        Governorate, ["code"],
        ({**row, "position": position} for position, row in enumerate(shipped("governorates"), 1)),
    )
    ids = dict(db.session.execute(select(Governorate.code, Governorate.id)).all())
    keep_equal(Authority, ["code"], (_authority(row, ids) for row in shipped("authorities")))


def _authority(row: dict[str, str], governorates: dict[str, int]) -> dict[str, object]:
    numbers = {
        "population": int(row["population"]) if row["population"] else None,
        "latitude": float(row["latitude"]) if row["latitude"] else None,
        "longitude": float(row["longitude"]) if row["longitude"] else None,
    }
    given = {name: value for name, value in row.items() if name != "governorate"}
    return {**given, **numbers, "governorate_id": governorates[row["governorate"]]}
