"""Topics that members can help with."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from forum.kernel.db import db


class OfferedTopic(db.Model):
    """A member says: ask me about this."""

    __tablename__ = "offered_topic"

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"), primary_key=True)
    topic_id: Mapped[int] = mapped_column(ForeignKey("topic.id", ondelete="CASCADE"), primary_key=True, index=True)
