"""Topics form a tree of two or three levels; each has labels and synonyms in both languages."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from forum.kernel.db import db


class Topic(db.Model):
    """A subject area such as land settlement. Synonyms are separated by semicolons."""

    __tablename__ = "topic"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("topic.id", ondelete="RESTRICT"), index=True)
    label_ar: Mapped[str]
    label_en: Mapped[str]
    synonyms_ar: Mapped[str] = mapped_column(default="")
    synonyms_en: Mapped[str] = mapped_column(default="")
    position: Mapped[int] = mapped_column(default=0)


class TopicPlatform(db.Model):
    """A platform for which a topic is offered first."""

    __tablename__ = "topic_platform"

    topic_id: Mapped[int] = mapped_column(ForeignKey("topic.id", ondelete="CASCADE"), primary_key=True)
    platform_id: Mapped[int] = mapped_column(ForeignKey("platform.id", ondelete="CASCADE"), primary_key=True)
