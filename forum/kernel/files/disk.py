"""Files on disk, under the forum's folder."""

import os
import secrets
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO


class DiskStore:
    """Keeps each file once, as ``<first two signs>/<SHA-256>``, readable by the forum's user alone."""

    def __init__(self, folder: Path) -> None:
        self.folder = Path(folder)

    def put(self, key: str, file: BinaryIO) -> None:
        """Keep a file. When this returns, a power failure does not lose it.

        An interrupted write leaves only a part under another name, which the
        daily sweep takes away.
        """
        place = self._place(key)
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        half = place.with_name(f"{key[:8]}.{secrets.token_hex(6)}.part")
        file.seek(0)
        try:
            with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as kept:
                while piece := file.read(1 << 20):
                    kept.write(piece)
                kept.flush()
                os.fsync(kept.fileno())
            half.replace(place)
        finally:
            half.unlink(missing_ok=True)
        for folder in (place.parent, self.folder):
            self._settle(folder)

    @staticmethod
    def _settle(folder: Path) -> None:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

    def open(self, key: str) -> BinaryIO:
        """The file, to be read and closed by the caller.

        Raises:
            FileNotFoundError: it is not there.
        """
        return self._place(key).open("rb")

    def remove(self, key: str, *, older_than: timedelta) -> bool:
        """Forget a file that nobody names, unless somebody brought it again a moment ago."""
        place, away = self._place(key), self._place(key).with_suffix(".gone")
        try:
            if time.time() - place.stat().st_mtime < older_than.total_seconds():
                return False
            place.replace(away)
            if time.time() - away.stat().st_mtime < older_than.total_seconds():
                away.replace(place)  # it came again between the two looks
                return False
            away.unlink()
        except FileNotFoundError:
            return False
        return True

    def keys(self) -> Iterator[str]:
        """The name of every file kept; old halves are swept on the way."""
        for place in self.folder.glob("??/*"):
            if place.suffix in (".part", ".gone"):
                if time.time() - place.stat().st_mtime > 3600:
                    place.unlink(missing_ok=True)
            else:
                yield place.name

    def _place(self, key: str) -> Path:
        if not (len(key) == 64 and key.isascii() and key.isalnum()):
            raise FileNotFoundError(key)
        return self.folder / key[:2] / key
