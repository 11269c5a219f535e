"""Papers as files: those written at once, and those that the worker writes because they take seconds."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.exports.formats import FORMATS
from forum.exports.office import missing
from forum.exports.tree import Document, fingerprint
from forum.kernel import clock
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.errors import ForumError, NotFound
from forum.kernel.i18n import DEFAULT, force_locale, gettext as _
from forum.kernel.jobs import JobKind, enqueue
from forum.papers import covering, rules
from forum.papers.addresses import of_follow_up, of_paper, of_version
from forum.papers.annexes import gathered
from forum.papers.documents import Paper, PaperFile, PaperVersion
from forum.papers.editions import Edition, thawed
from forum.papers.endorsements.record import endorsed
from forum.papers.policy import Can, gate
from forum.papers.printing import document

#: The job that writes one file.
WRITE = "paper.file"


def exported(
    paper_id: int, edition: Edition, *, state: str, number: int | None, at: datetime, text: str = ""
) -> Document:
    """The document of an edition as it leaves: with its addresses, version and fingerprint.

    Args:
        text: the canonical text of a frozen version; left out where words are withheld.
    """
    base = current_app.config["PUBLIC_ADDRESS"]
    where = of_paper(paper_id) if number is None else of_version(paper_id, number)
    whole = text if all(not source.withheld for source in edition.sources) else ""
    made = document(edition, state=state, number=number, at=at, base=base, address=base + where, text=whole)
    made = _with_annexes(made, paper_id, state, number, at)
    if state == rules.PUBLISHED and at is not None:
        made = replace(made, letter=covering.letter(edition, at, base + of_follow_up(paper_id)))
    return endorsed(made, paper_id, fingerprint(text)) if text else made


def _with_annexes(made: Document, paper_id: int, state: str, number: int | None, at: datetime) -> Document:
    """The document with who was heard, what became of comments and its versions."""
    query = select(Paper).where(Paper.id == paper_id).options(joinedload(Paper.issue_file))
    paper = db.session.scalars(query).one_or_none()
    if paper is None:
        return made
    with force_locale(DEFAULT):
        more = gathered(paper, number=number, is_public=state == rules.PUBLISHED, at=at)
    return replace(made, annexes=(*made.annexes, *more))


def ask(paper: Paper, edition: Edition, version: PaperVersion | None, form: str, *, by: Actor) -> PaperFile:
    """Ask the worker for a file; one of a published version that is there already is not made again."""
    number = version.number if version else None
    state = version.state if version else paper.state
    is_public = state == rules.PUBLISHED and version is not None
    if is_public and (known := published_files(paper.id, number)).get(form):
        return known[form]
    asked = PaperFile(
        paper_id=paper.id, number=number, form=form, state=state, edition=edition.frozen(),
        stands_since=version.at if version else paper.changed_at, member_id=None if is_public else by.member_id,
        asked_at=clock.now(),
    )
    db.session.add(asked)
    db.session.flush()
    enqueue(WRITE, file_id=asked.id)
    return asked


def ask_for_all(paper: Paper, version: PaperVersion, *, by: Actor) -> None:
    """Ask for every file of a version that was just published, where they can be written at all."""
    if not missing():
        for form in FORMATS.values():
            if form.is_slow:
                ask(paper, thawed(version.edition), version, form.name, by=by)


def published_files(paper_id: int, number: int | None) -> dict[str, PaperFile]:
    """The files of a published version by their format, without those that could not be written."""
    found = db.session.scalars(
        select(PaperFile).where(
            PaperFile.paper_id == paper_id, PaperFile.number == number, PaperFile.state == rules.PUBLISHED,
            PaperFile.problem == "",
        )
    )
    return {file.form: file for file in found}


def file(actor: Actor, file_id: int) -> tuple[PaperFile, Paper]:
    """Fetch one file with its paper: one's own, or of a published version.

    Raises:
        NotFound: no such file, or it is not the actor's.
    """
    found = db.session.get(PaperFile, file_id)
    paper = db.session.get(Paper, found.paper_id) if found else None
    is_own = found is not None and actor.is_signed_in and found.member_id == actor.member_id
    if paper is None or not (is_own or found.is_public) or not gate.may(actor, Can.READ, paper):
        raise NotFound(_("There is no such file, or somebody else asked for it."))
    return found, paper


def content(found: PaperFile) -> bytes:
    """What a ready file holds.

    Raises:
        NotFound: it is not ready, or was tidied away.
    """
    path = _folder() / found.name
    if not found.name or not path.is_file():
        raise NotFound(_("The file is not there any more. Ask for it again."))
    return path.read_bytes()


def _folder() -> Path:
    return Path(current_app.config["FOLDER"]) / "papers"


def write(payloads: Sequence[dict[str, Any]]) -> None:
    """The job: write the files that were asked for. What cannot be written says so."""
    for payload in payloads:
        asked = db.session.get(PaperFile, payload["file_id"])
        if asked is not None and asked.ready_at is None:
            _write(asked)


def _write(asked: PaperFile) -> None:
    kept = None
    if asked.number is not None:
        kept = db.session.scalars(
            select(PaperVersion.canonical).where(
                PaperVersion.paper_id == asked.paper_id, PaperVersion.number == asked.number
            )
        ).first()
    made = exported(
        asked.paper_id, thawed(asked.edition), state=asked.state, number=asked.number, at=asked.stands_since,
        text=kept or "",
    )
    form = FORMATS[asked.form]
    try:
        with force_locale(DEFAULT):
            written = form.write(made)
    except ForumError as problem:
        asked.problem = str(problem)
        return
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    asked.name = f"{hashlib.sha256(written).hexdigest()}.{form.ending}"
    half = folder / f"{asked.name}.{asked.id}.part"
    half.write_bytes(written)
    half.replace(folder / asked.name)  # whole or not at all
    asked.ready_at = clock.now()


def forget_old_files() -> None:
    """Tidy up files of drafts that nobody needs any more; the chore of a day."""
    limit = clock.now() - rules.FILES_KEPT
    old = [f for f in db.session.scalars(select(PaperFile).where(PaperFile.asked_at < limit)) if not f.is_public]
    for asked in old:
        db.session.delete(asked)
    db.session.flush()
    still_used = set(db.session.scalars(select(PaperFile.name)))  # the same content is one file, whoever asked
    for name in {asked.name for asked in old} - still_used - {""}:
        (_folder() / name).unlink(missing_ok=True)


KIND = JobKind(WRITE, write)
