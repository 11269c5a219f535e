"""Pieces of pages kept in memory, under keys that change when what they show changes.

Nothing is ever purged by hand: a changed thread has a new version, so its old
pieces are no longer asked for and the least recently used ones fall out.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable

from flask import Flask, current_app
from markupsafe import Markup

#: Bytes of text that one process keeps: some thousand pages of threads.
CAPACITY = 48 * 1024 * 1024


class Fragments:
    """A bounded store of rendered pieces, shared by the threads of a process."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        self.capacity = capacity
        self.size = 0
        self._kept: OrderedDict[Hashable, Markup] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], str]) -> Markup:
        """The piece kept under ``key``, or the one that ``make`` renders now.

        Two threads that miss at once both render; that is cheaper than waiting.
        """
        with self._lock:
            if (found := self._kept.get(key)) is not None:
                self._kept.move_to_end(key)
                return found
        made = Markup(make())
        with self._lock:
            if key not in self._kept:
                self._kept[key] = made
                self.size += _weight(made)
            while self.size > self.capacity:
                _key, oldest = self._kept.popitem(last=False)
                self.size -= _weight(oldest)
        return made

    def clear(self) -> None:
        """Forget everything: the database behind it was replaced."""
        with self._lock:
            self._kept.clear()
            self.size = 0

    def __len__(self) -> int:
        return len(self._kept)


def _weight(piece: Markup) -> int:
    # Arabic text takes two bytes a character in memory, and the key some more.
    return len(piece) * 2 + 500


def init_app(app: Flask) -> None:
    """Give the app a store of its own."""
    app.extensions["fragments"] = Fragments()


def kept(key: Hashable, make: Callable[[], str]) -> Markup:
    """The piece of a page kept under ``key`` by this app, or a new one."""
    return current_app.extensions["fragments"].get(key, make)
