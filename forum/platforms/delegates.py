"""Who gives the voice of an authority on a platform: in papers, and when priorities are set."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column

from forum.authorities.models import Authority
from forum.kernel import clock
from forum.kernel.db import db, related
from forum.members.models import Member
from forum.platforms.models import Platform


class Delegate(db.Model):
    """Who gives the voice of an authority on a platform; one person, named by the coordinator or the association."""

    __tablename__ = "delegate"

    platform_id: Mapped[int] = mapped_column(ForeignKey("platform.id", ondelete="CASCADE"), primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id", ondelete="CASCADE"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"), index=True)
    named_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(default=clock.now)

    platform: Mapped[Platform] = related()
    authority: Mapped[Authority] = related()
    member: Mapped[Member] = related(foreign_keys=[member_id])


def delegate_of(platform_id: int, authority_id: int | None) -> int | None:
    """Who gives the voice of an authority on a platform: its delegate, as long as they work there."""
    return db.session.scalar(
        select(Delegate.member_id)
        .join(Member, Member.id == Delegate.member_id)
        .where(
            Delegate.platform_id == platform_id, Delegate.authority_id == authority_id,
            Member.authority_id == Delegate.authority_id,
        )
    )


def delegates_of(platform_id: int) -> Sequence[Delegate]:
    """The delegates of a platform by the names of their authorities: one query."""
    return db.session.scalars(
        select(Delegate)
        .join(Authority, Authority.id == Delegate.authority_id)
        .where(Delegate.platform_id == platform_id)
        .options(joinedload(Delegate.authority), joinedload(Delegate.member))
        .order_by(Authority.name_ar, Authority.id)
    ).all()
