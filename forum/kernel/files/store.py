"""Where files are kept: one protocol, two ways."""

from collections.abc import Iterator
from datetime import timedelta
from typing import BinaryIO, Protocol

from flask import Flask, current_app

from forum.kernel.errors import Misconfigured
from forum.kernel.files.disk import DiskStore
from forum.kernel.files.s3 import S3Store


class Store(Protocol):
    """Keeps files under their SHA-256, each once."""

    def put(self, key: str, file: BinaryIO) -> None:
        """Keep a file for good before returning."""
        ...

    def open(self, key: str) -> BinaryIO:
        """Read a file; ``FileNotFoundError`` when it is not there."""
        ...

    def remove(self, key: str, *, older_than: timedelta) -> bool:
        """Forget a file unless it came less than that ago."""
        ...

    def keys(self) -> Iterator[str]:
        """The names of all files kept."""
        ...


def store() -> Store:
    """The store of the present app."""
    return current_app.extensions["files"]


def init_app(app: Flask) -> None:
    """Make the store that the settings name."""
    chosen = app.config["FILE_STORE"]
    if chosen == "disk":
        app.extensions["files"] = DiskStore(app.config["FILES_FOLDER"])
    elif chosen == "s3":
        app.extensions["files"] = S3Store.of(app.config)
    else:
        raise Misconfigured(
            f"FILE_STORE is {chosen!r}; use one of disk, s3. "
            "Set it in config.py or in the FORUM_FILE_STORE environment variable."
        )
