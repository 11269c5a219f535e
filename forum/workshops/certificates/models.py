"""Certificates that were asked for."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from forum.kernel import clock
from forum.kernel.db import db, related
from forum.workshops.models import Workshop


class WorkshopCertificate(db.Model):
    """Somebody took part, says the association: under a number, with the name of that day.

    ``file`` is the name of the PDF once the worker has written it, ``problem`` why it could not.
    """

    __tablename__ = "workshop_certificate"
    __table_args__ = (UniqueConstraint("workshop_id", "member_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id", ondelete="RESTRICT"))
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"), index=True)
    number: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    authority: Mapped[str] = mapped_column(default="")
    file: Mapped[str] = mapped_column(default="")
    problem: Mapped[str] = mapped_column(default="")
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    ready_at: Mapped[datetime | None]

    workshop: Mapped[Workshop] = related()
