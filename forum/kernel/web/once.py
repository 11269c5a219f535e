"""A form sent twice acts once: double taps, reloads, a slow line that sends again."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from flask import Flask, redirect, request
from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column
from werkzeug.wrappers import Response

from forum.kernel import clock
from forum.kernel.db import db, is_unique_violation, transaction
from forum.kernel.web.access import actor


class FormReceipt(db.Model):
    """The fact that one filled-in form was acted upon, and where that led.

    The key is a digest of who sent which form with what in it: the same form
    with another text is another act.
    """

    __tablename__ = "form_receipt"

    key: Mapped[str] = mapped_column(primary_key=True)
    location: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime] = mapped_column(default=clock.now, index=True)


#: Longer than any form stays open in a browser that could still send it.
KEPT = timedelta(days=7)


def forget_old_receipts() -> None:
    """A daily chore: after a week no browser sends the same form again."""
    db.session.execute(delete(FormReceipt).where(FormReceipt.at < clock.now() - KEPT))


class AlreadyDone(Exception):
    """This very form was acted upon before; carries the answer it got."""

    def __init__(self, location: str) -> None:
        super().__init__(location)
        self.location = location


class Act:
    """What a form leads to; the view says where once it knows."""

    location = ""

    def leads_to(self, location: str) -> None:
        """Remember where the person goes now, and goes again if the form arrives twice."""
        self.location = location

    def answer(self) -> Response:
        """Go there, in a way that a reload does not send the form again."""
        return redirect(self.location, 303)


def _key() -> str:
    digest = hashlib.sha256(f"{actor().member_id} {request.path}".encode())
    for name, values in sorted(request.form.lists()):
        if name != "csrf_token":
            digest.update(f"\0{name}={values!r}".encode())
    return digest.hexdigest()


@contextmanager
def acting() -> Iterator[Act]:
    """A transaction for what a form asks, done at most once for each filled-in form.

    Use: ``with acting() as act: …; act.leads_to(address)`` then ``return act.answer()``.

    Raises:
        AlreadyDone: the form came before; the web layer answers as it did then.
    """
    act = Act()
    if not request.form.get("once"):
        with transaction():
            yield act
        return
    key = _key()
    with transaction():
        _claim(key)
        yield act
        db.session.get(FormReceipt, key).location = act.location


def answer_again() -> None:
    """What was done already is answered as it was then, even where it could not be done a second time."""
    if request.method == "POST" and request.endpoint and request.form.get("once"):
        earlier = db.session.get(FormReceipt, _key())
        if earlier is not None and earlier.location:
            raise AlreadyDone(earlier.location)


def init_app(app: Flask) -> None:
    """Look for the receipt before anything else is done with a form."""
    app.before_request(answer_again)


def _claim(key: str) -> None:
    if (earlier := db.session.get(FormReceipt, key)) is not None:
        raise AlreadyDone(earlier.location)
    try:
        with db.session.begin_nested():
            db.session.add(FormReceipt(key=key))
    except IntegrityError as error:
        if not is_unique_violation(error):
            raise
        earlier = db.session.get(FormReceipt, key)
        raise AlreadyDone(earlier.location if earlier else request.path) from error
