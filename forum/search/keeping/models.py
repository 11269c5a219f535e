"""Kept searches."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from forum.kernel import clock
from forum.kernel.db import db


class SavedSearch(db.Model):
    """A search that a member keeps under a name.

    ``address`` is what stands after the question mark of the search page.
    ``told_at`` is the moment up to which its member was told of new results;
    it moves on only while ``wants_news``.
    """

    __tablename__ = "saved_search"
    __table_args__ = (UniqueConstraint("member_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"))
    name: Mapped[str]
    address: Mapped[str]
    wants_news: Mapped[bool] = mapped_column(default=False)
    told_at: Mapped[datetime] = mapped_column(default=clock.now)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
