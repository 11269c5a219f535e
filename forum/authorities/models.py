"""Governorates and local authorities."""

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from forum.kernel.db import db, related


class Governorate(db.Model):
    """One of the sixteen governorates, with the region it is counted in."""

    __tablename__ = "governorate"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    name_ar: Mapped[str]
    name_en: Mapped[str]
    region: Mapped[str]
    position: Mapped[int] = mapped_column(default=0)


class Authority(db.Model):
    """A municipality, village council or joint service council.

    ``population`` is the best figure found, of the year in ``population_year``;
    ``size_class`` is the ministry's A, B or C for municipalities and empty for others.
    """

    __tablename__ = "authority"
    __table_args__ = (Index(None, "region", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    name_ar: Mapped[str]
    name_en: Mapped[str]
    kind: Mapped[str]
    size_class: Mapped[str] = mapped_column(default="")
    region: Mapped[str]
    governorate_id: Mapped[int] = mapped_column(ForeignKey("governorate.id", ondelete="RESTRICT"), index=True)
    population: Mapped[int | None]
    population_year: Mapped[str] = mapped_column(default="")
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]

    governorate: Mapped[Governorate] = related()
