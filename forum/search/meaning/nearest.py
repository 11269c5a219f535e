"""The kept vectors nearest to a question."""

import threading
import time
from typing import NamedTuple

import numpy as np
from sqlalchemy import func, select

from forum.kernel.db import db
from forum.search.meaning.encoding import SCALE, Encoder, matrix
from forum.search.meaning.models import SearchVector

#: Vectors compared at a time: a million stay within some megabytes of room.
BLOCK = 50_000
#: Vectors of unrelated texts of this model lie about 0.78 apart; what is further than this is no help.
NEAR = 0.83
#: Seconds between two looks at the table.
FRESH = 2.0


class Near(NamedTuple):
    """A document, and how like a question it is: 1 is the same."""

    key: str
    likeness: float


def nearest(question: np.ndarray, keys: list[str], kept: np.ndarray, size: int, least: float = NEAR) -> list[Near]:
    """The ``size`` nearest that are near enough, best first."""
    likeness = np.empty(len(keys), np.float32)
    for start in range(0, len(keys), BLOCK):
        likeness[start : start + BLOCK] = kept[start : start + BLOCK].astype(np.float32) @ question / SCALE
    best = np.argsort(-likeness, kind="stable")[:size]
    return [Near(keys[i], float(likeness[i])) for i in best.tolist() if likeness[i] >= least]


class Memory:
    """All vectors of a forum in the worker's memory; now and then it is looked whether the table has changed."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder
        self._looked = -FRESH
        self._seen: object = None
        self._keys: list[str] = []
        self._kept = np.zeros((0, 1), np.int8)
        self._lock = threading.Lock()

    def near(self, text: str, size: int) -> list[Near]:
        """What is near to a question."""
        with self._lock:
            if time.monotonic() - self._looked >= FRESH:
                self._look()
                self._looked = time.monotonic()
            keys, kept = self._keys, self._kept
        return nearest(self.encoder.question(text), keys, kept, size) if keys else []

    def _look(self) -> None:
        seen = db.session.execute(select(func.count(SearchVector.key), func.max(SearchVector.made_at))).one()
        if tuple(seen) != self._seen:
            rows = select(SearchVector.key, SearchVector.vector).where(SearchVector.encoder == self.encoder.name)
            found = db.session.execute(rows.order_by(SearchVector.key)).all()
            self._keys, self._kept, self._seen = [key for key, _ in found], matrix([v for _, v in found]), tuple(seen)
