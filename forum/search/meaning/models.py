"""What texts mean, as numbers."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from forum.kernel import clock
from forum.kernel.db import db


class SearchVector(db.Model):
    """The meaning of one document (``post:91``): a vector in one byte a dimension.

    ``text_hash`` and ``encoder`` say what it was made of; where either is
    different now, the worker makes it anew.
    """

    __tablename__ = "search_vector"

    key: Mapped[str] = mapped_column(primary_key=True)
    encoder: Mapped[str]
    text_hash: Mapped[str]
    vector: Mapped[bytes]
    made_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now, index=True)
