"""Where an index stands on disk: a folder a generation, and a file that names the current one.

A rebuild fills a new folder beside the old one and then names it; readers move
over with their next search. What is written meanwhile is noted and done again in
the new folder before the move.
"""

import fcntl
import os
import pickle
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


class Folders:
    """The folder of one search engine."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._named = root / "current"
        self._notes = root / "meanwhile"
        self._mine = threading.RLock()
        self._depth = 0

    def current(self) -> Path:
        """The folder that is searched; made when there is none."""
        name = self._name()
        if name is None:
            with self.locked():
                name = self._name() or self._named_first()
        return self.root / name

    def _name(self) -> str | None:
        try:
            name = self._named.read_text("ascii").strip()
        except (OSError, ValueError):
            return None
        return name if name.startswith("index-") and (self.root / name).is_dir() else None

    def _named_first(self) -> str:
        fresh = self.fresh()
        self.name(fresh)
        return fresh.name

    def fresh(self) -> Path:
        """A new, empty folder that nobody searches yet."""
        self.root.mkdir(parents=True, exist_ok=True, mode=0o700)
        taken = [int(path.name[6:]) for path in self.root.glob("index-*") if path.name[6:].isdigit()]
        fresh = self.root / f"index-{max(taken, default=0) + 1:05d}"
        fresh.mkdir(mode=0o700)
        return fresh

    def name(self, folder: Path) -> None:
        """Make a folder the current one, and remove the one before it. Call it locked."""
        before = self._name()
        new = self.root / f"current.{os.getpid()}"
        new.write_text(folder.name, "ascii")
        new.replace(self._named)
        if before and before != folder.name:
            shutil.rmtree(self.root / before, ignore_errors=True)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Only one process, and one thread of it, at a time writes or moves; who holds the lock may take it again."""
        with self._mine:
            if self._depth == 0:
                self.root.mkdir(parents=True, exist_ok=True, mode=0o700)
                self._file = (self.root / "lock").open("a")
                fcntl.flock(self._file, fcntl.LOCK_EX)
            self._depth += 1
            try:
                yield
            finally:
                self._depth -= 1
                if self._depth == 0:
                    self._file.close()

    @contextmanager
    def rebuilding(self) -> Iterator[Path]:
        """A fresh folder to fill; while this lasts, ``note`` keeps what is written. One rebuild at a time."""
        self.root.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (self.root / "rebuild").open("a") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            with self.locked():
                self._remove_unnamed()
                fresh = self.fresh()
                self._notes.write_bytes(b"")
            try:
                yield fresh
            finally:
                self._notes.unlink(missing_ok=True)
                if fresh.name != self._name():
                    shutil.rmtree(fresh, ignore_errors=True)

    def _remove_unnamed(self) -> None:
        """What rebuilds left that were killed."""
        for path in self.root.glob("index-*"):
            if path.name != self._name():
                shutil.rmtree(path, ignore_errors=True)

    def note(self, change: Any) -> None:
        """Keep a change for a rebuild that is under way, if there is one. Call it locked."""
        if self._notes.exists():
            with self._notes.open("ab") as file:
                pickle.dump(change, file)

    def noted(self) -> Iterator[Any]:
        """What was written since the rebuild began, in order. Call it locked."""
        with self._notes.open("rb") as file:
            while True:
                try:
                    yield pickle.load(file)
                except EOFError:
                    return
