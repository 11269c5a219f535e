"""A small encoder that knows a dozen words, and a worker that answers for it."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from flask import Flask

from forum.search.arabic import words
from forum.search.meaning.joining import Meaning

#: Words of one line mean the same.
ALIKE = ["نفايات النفايات زبالة الزبالة قمامة waste", "رسوم الرسوم جباية فلوس", "طريق الطرق شارع الشوارع", "كوكب فضاء"]


class Dictionary:
    """Texts by what their words mean; unknown words mean nothing."""

    name = "dictionary 1"

    def __init__(self) -> None:
        self.made: list[str] = []

    def passage(self, text: str) -> np.ndarray:
        """The vector of something that may answer."""
        self.made.append(text)
        return self.question(text)

    def question(self, text: str) -> np.ndarray:
        """The vector of a question."""
        vector = np.zeros(len(ALIKE) + 1, np.float32)
        for word in words(text):
            for number, line in enumerate(ALIKE):
                vector[number] += word.folded in {other.folded for other in words(line)}
        vector[-1] = 0.01
        return vector / np.linalg.norm(vector)


@pytest.fixture
def encoder() -> Dictionary:
    """What the package would be."""
    return Dictionary()


@pytest.fixture
def meaning(app: Flask, encoder: Dictionary, monkeypatch: pytest.MonkeyPatch) -> Iterator[Meaning]:
    """The forum's meaning search, with nobody who answers yet."""
    search = app.extensions["search"]
    with tempfile.TemporaryDirectory(prefix="m-") as folder:  # a socket's address is short
        made = Meaning(encoder, Path(folder) / "meaning.sock", search.adapters)
        monkeypatch.setattr(search, "meaning", made)
        yield made


@pytest.fixture
def answering(app: Flask, meaning: Meaning, monkeypatch: pytest.MonkeyPatch) -> Iterator[Meaning]:
    """The worker answers, however slow this machine is."""
    monkeypatch.setattr("forum.search.meaning.nearest.FRESH", 0.0)
    monkeypatch.setattr("forum.search.meaning.service.ask.__defaults__", (30.0,))
    service = meaning.serve(app)
    yield meaning
    service.end()
