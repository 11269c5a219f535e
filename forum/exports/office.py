"""ODT and PDF, made of the DOCX by LibreOffice where it is installed.

One tool lays out all three, so the pages are the same, with real footnotes. It
runs without a window, in a folder of its own that is thrown away, with our
typeface among its fonts. It is slow (seconds), so only the worker calls it.
"""

import os
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

from forum.exports.tree import Document
from forum.exports.word import docx_file
from forum.exports.word.body import Writer
from forum.exports.word.styles import OURS
from forum.kernel.errors import ForumError
from forum.kernel.i18n import gettext as _

#: Names of the program; Debian's package is libreoffice-writer-nogui.
PROGRAMS = ("soffice", "libreoffice")
#: A book of 80 sections takes about 20 s on one core.
DEADLINE = 180
WEIGHTS = (400, 600, 700)


class OfficeMissing(ForumError):
    """LibreOffice is not installed; the sentence says what to install."""

    status = 503


class NotConverted(ForumError):
    """LibreOffice gave nothing back."""

    status = 500


@cache
def program() -> str | None:
    """Where LibreOffice is, if it is."""
    return next((found for name in PROGRAMS if (found := shutil.which(name))), None)


def missing() -> str:
    """What to say where these formats would be offered; nothing when they can be made."""
    if program():
        return ""
    return _(
        "PDF and ODT need LibreOffice on the server. Ask an administrator to install it; the other formats are ready."
    )


def converted(document: Document, ending: str, writing: type[Writer] = Writer) -> bytes:
    """The document as ``pdf`` or ``odt``; ``writing`` lays it out.

    Raises:
        OfficeMissing: LibreOffice is not installed.
        NotConverted: it did not give a file back in time.
    """
    if not program():
        raise OfficeMissing(missing())
    with tempfile.TemporaryDirectory(prefix="minassat-office-") as place:
        folder = Path(place)
        (folder / "paper.docx").write_bytes(docx_file(document, OURS, writing))
        _lay_out_fonts(folder / "data" / "fonts")
        _run(folder, ending)
        made = folder / f"paper.{ending}"
        if not made.exists():
            raise NotConverted(_("LibreOffice could not write the file. The other formats are not affected."))
        return made.read_bytes()


def _run(folder: Path, ending: str) -> None:
    command = [
        program(), "--headless", "--norestore", f"-env:UserInstallation=file://{folder}/profile",
        "--convert-to", ending, "--outdir", str(folder), str(folder / "paper.docx"),
    ]
    # Only what a program needs to run: nothing of the forum's own settings goes to it.
    surroundings = {"PATH": os.environ.get("PATH", ""), "HOME": str(folder), "LC_ALL": "C.UTF-8",
                    "XDG_DATA_HOME": str(folder / "data"), "TMPDIR": str(folder)}
    try:
        subprocess.run(command, env=surroundings, timeout=DEADLINE, check=False, capture_output=True)
    except subprocess.TimeoutExpired as slow:
        raise NotConverted(_("LibreOffice could not write the file. The other formats are not affected.")) from slow


def _lay_out_fonts(folder: Path) -> None:
    """Put the typeface where the program looks; without the package it uses what is there."""
    folder.mkdir(parents=True)
    try:
        import fontpkg  # only this conversion and the set-up need it
    except ImportError:
        return
    for weight in WEIGHTS:
        try:
            source = Path(fontpkg.path(OURS.arabic, weight))
        except LookupError:
            continue
        (folder / source.name).symlink_to(source)
