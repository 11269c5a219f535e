"""Where an index stands on disk: a folder a generation, and a file that names the current one.

A rebuild fills a new folder beside the old one and then names it; readers move
over with their next search. What is written meanwhile is noted and done again in
the new folder before the move.
"""

import fcntl
import os
import pickle
import shutil
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
        """Make a folder the current one, and remove the others."""
        new = self.root / f"current.{os.getpid()}"
        new.write_text(folder.name, "ascii")
        new.replace(self._named)
        for path in self.root.glob("index-*"):
            if path != folder:
                shutil.rmtree(path, ignore_errors=True)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Only one process at a time writes or moves."""
        self.root.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (self.root / "lock").open("a") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    @contextmanager
    def noting(self) -> Iterator[None]:
        """While this lasts, ``note`` keeps what is written."""
        with self.locked():
            self._notes.write_bytes(b"")
        try:
            yield
        finally:
            self._notes.unlink(missing_ok=True)

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
