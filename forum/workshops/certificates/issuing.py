"""Asking for a certificate; the worker writes it."""

import hashlib
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.activity.actions import record
from forum.authorities.models import Authority
from forum.kernel import clock
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.errors import ForumError, NotFound, Refused
from forum.kernel.i18n import DEFAULT, force_locale, gettext as _
from forum.kernel.jobs import JobKind, enqueue
from forum.workshops import queries as workshops
from forum.workshops.certificates import queries
from forum.workshops.certificates.models import WorkshopCertificate
from forum.workshops.certificates.printing import certificate_file
from forum.workshops.models import Workshop

#: The job that writes one certificate.
WRITE = "workshop.certificate"
#: Letters and digits that nobody mistakes for one another.
SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def ask(workshop: Workshop, *, by: Actor) -> WorkshopCertificate:
    """Ask for one's certificate; asked for again it keeps its number.

    Raises:
        Refused: the person was not noted as present, or the workshop is not closed.
    """
    workshops.hold(workshop)
    if not queries.may_have_one(by, workshop):
        raise Refused(_("A certificate is for those who came, once the workshop is closed."))
    made = queries.own(by, workshop.id)
    if made is None:
        place = db.session.get(Authority, by.authority_id) if by.authority_id else None
        made = WorkshopCertificate(
            workshop_id=workshop.id, member_id=by.member_id, number=_number(), name=by.name,
            authority=place.name_ar if place else "", asked_at=clock.now(),
        )
        db.session.add(made)
        db.session.flush()
        record("workshop.certificate_asked", workshop, by=by)
    if not made.ready_at:
        made.problem = ""
        enqueue(WRITE, certificate_id=made.id)
    return made


def _number() -> str:
    """Fifty bits that nobody guesses: ``W-7KQ2M-X94TD``."""
    signs = "".join(secrets.choice(SIGNS) for _n in range(10))
    return f"W-{signs[:5]}-{signs[5:]}"


def write(payloads: Sequence[dict[str, Any]]) -> None:
    """The job: write the certificates that were asked for. What cannot be written says so."""
    for payload in payloads:
        query = select(WorkshopCertificate).where(WorkshopCertificate.id == payload["certificate_id"])
        query = query.options(joinedload(WorkshopCertificate.workshop).joinedload(Workshop.platform))
        asked = db.session.scalars(query).unique().one_or_none()
        if asked is not None and asked.ready_at is None:
            _write(asked)


def _write(asked: WorkshopCertificate) -> None:
    try:
        with force_locale(DEFAULT):
            written = certificate_file(asked, asked.workshop)
    except ForumError as problem:
        asked.problem = str(problem)
        return
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    asked.file = f"{hashlib.sha256(written).hexdigest()}.pdf"
    half = folder / f"{asked.file}.{asked.id}.part"
    half.write_bytes(written)
    half.replace(folder / asked.file)  # whole or not at all
    asked.ready_at = clock.now()


def content(certificate: WorkshopCertificate) -> bytes:
    """The PDF of a certificate that is ready.

    Raises:
        NotFound: it is not ready.
    """
    path = _folder() / certificate.file
    if not certificate.file or not path.is_file():
        raise NotFound(_("The file is not there any more. Ask for it again."))
    return path.read_bytes()


def _folder() -> Path:
    return Path(current_app.config["FOLDER"]) / "certificates"


KIND = JobKind(WRITE, write)
