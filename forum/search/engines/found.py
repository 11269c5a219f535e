"""What a search found, before it is put in order."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Found:
    """The qualified documents of all segments, side by side."""

    segment: np.ndarray
    place: np.ndarray
    score: np.ndarray
    group: np.ndarray
    is_whole: bool = True
    """Whether something holds enough of the question."""

    def __len__(self) -> int:
        return len(self.place)
