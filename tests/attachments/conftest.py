"""Fixtures of the tests of files.

``folder``  the store of the app's files, empty at the start of each test
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask


@pytest.fixture(autouse=True)
def folder(app: Flask) -> Iterator[Path]:
    """Where the files of this test are."""
    place = Path(app.config["FILES_FOLDER"])
    shutil.rmtree(place, ignore_errors=True)
    yield place
    shutil.rmtree(place, ignore_errors=True)
