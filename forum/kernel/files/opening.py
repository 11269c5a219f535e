"""Hostile bytes are opened in a process of their own, which is killed when it takes too long."""

import json
import logging
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from forum.kernel.errors import Invalid
from forum.kernel.files.inside.process import NOBODY
from forum.kernel.files.sentences import sentence

log = logging.getLogger("forum.files")
ROOT = Path(__file__).parents[3]
#: Seconds by the clock; those of the processor are limited inside.
PATIENCE = 60
#: What the process says is a few hundred signs; more is not ours.
LONGEST_ANSWER = 20_000
_START = "import sys; sys.path.insert(0, sys.argv.pop(1)); from forum.kernel.files.inside.process import main; main()"


@contextmanager
def workplace() -> Iterator[Path]:
    """An empty folder that only the limited process and we see; gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="minassat-file-"))
    try:
        if os.geteuid() == 0:
            os.chown(folder, NOBODY, NOBODY)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def written(folder: Path, name: str) -> BinaryIO:
    """A file that the process wrote into its workplace; never one that it only points to."""
    return os.fdopen(os.open(folder / name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb")


def run(task: str, file: BinaryIO, folder: Path, *arguments: str) -> dict[str, Any]:
    """Let the limited process do ``task`` with a file.

    Args:
        file: an open file of the operating system, read from its beginning.
        folder: a ``workplace``; what the task writes stands in it afterwards.

    Raises:
        Invalid: the file is not taken; the sentence says why and what to do.
    """
    file.seek(0)
    os.lseek(file.fileno(), 0, os.SEEK_SET)
    # the environment is not handed on: it holds passwords
    settings = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": str(folder), "TMPDIR": str(folder)}
    command = [sys.executable, "-I", "-B", "-c", _START, str(ROOT), task, *arguments]
    try:
        done = subprocess.run(
            command, stdin=file.fileno(), capture_output=True, cwd=folder, env=settings, timeout=PATIENCE, check=False
        )
    except subprocess.TimeoutExpired as late:
        raise Invalid(sentence("busy", {})) from late
    if done.returncode < 0:  # killed: by its limit of time, or for want of memory
        raise Invalid(sentence("bomb", {}))
    try:
        found = json.loads(done.stdout[:LONGEST_ANSWER])
    except ValueError:
        log.error("The process that opens files failed: %s", done.stderr[-2000:].decode(errors="replace"))
        found = {"refused": "broken", "about": {}}
    if "refused" in found:
        raise Invalid(sentence(found["refused"], found.get("about", {})))
    return found
