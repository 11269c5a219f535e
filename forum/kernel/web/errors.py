"""Every error as a page: what happened, what you can do, a reference."""

import logging
import secrets

from flask import Flask, g, has_request_context, redirect, render_template, request
from flask_wtf.csrf import CSRFError, CSRFProtect
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from forum.kernel.db import db, is_too_busy, is_unique_violation
from forum.kernel.errors import ForumError
from forum.kernel.i18n import gettext as _
from forum.kernel.web.once import AlreadyDone

log = logging.getLogger("forum.web")
csrf = CSRFProtect()

#: Characters from which a typed text is shown again; shorter ones are choices and names.
WORTH_KEEPING = 12


def _sentences() -> dict[int, str]:
    return {
        400: _("The request could not be read. Go back and try again."),
        403: _("You may not open this page."),
        404: _("There is no such page. The address may be mistyped, or the page has moved."),
        405: _("This address cannot be used that way. Go back and try again."),
        409: _("Somebody else did this at the same moment. Go back, reload the page and look what has changed."),
        413: _("What you sent is too large. Shorten the text and send it again."),
        429: _("That was too many times in a short while. Wait a minute and try again."),
        500: _("Something went wrong on our side. Nothing of what was saved before is lost. Try again in a minute."),
        503: _("The forum is busy. Try again in a minute."),
    }


def error_page(status: int, sentence: str = "", kept: str = "") -> tuple[str, int]:
    """Render an error; ``kept`` is text that the person typed and must not lose."""
    if not sentence:
        sentence = _sentences().get(status) or _sentences()[400]
    page = render_template(
        [f"errors/{status}.html", "errors/error.html"],
        status=status,
        sentence=sentence,
        kept=kept,
        reference=g.get("reference", ""),
    )
    return page, status


def _typed() -> str:
    """What was written in the form that was sent, for showing it again."""
    try:
        texts = [v.strip() for k, v in request.form.items() if k not in {"csrf_token", "once", "next"}]
    except HTTPException:  # the form itself could not be read
        return ""
    return "\n\n".join(text for text in texts if len(text) >= WORTH_KEEPING)


def _is_password_form() -> bool:
    return any("password" in name for name in request.form)


def _of_database(error: SQLAlchemyError) -> int:
    """Somebody wrote or deleted the same row at the same moment, or writers wait for each other; else a fault."""
    if isinstance(error, StaleDataError) or (isinstance(error, IntegrityError) and is_unique_violation(error)):
        return 409
    return 503 if isinstance(error, DBAPIError) and is_too_busy(error) else 500


def init_app(app: Flask) -> None:
    """Answer every error with a page in the reader's language."""
    csrf.init_app(app)

    @app.errorhandler(AlreadyDone)
    def already_done(error: AlreadyDone):
        return redirect(error.location or "/", 303)

    @app.errorhandler(ForumError)
    def forum_error(error: ForumError):
        kept = _typed() if request.method == "POST" and not _is_password_form() else ""
        return error_page(error.status, str(error), kept)

    @app.errorhandler(CSRFError)
    def expired_form(_error: CSRFError):
        kept = "" if _is_password_form() else _typed()
        return error_page(400, _("This form was open for too long. Go back, reload the page and send it again."), kept)

    @app.errorhandler(HTTPException)
    def http_error(error: HTTPException):
        if error.response is not None or (error.code or 500) < 400:
            return error
        return error_page(error.code or 500)

    @app.errorhandler(UnicodeError)
    def unreadable(_error: UnicodeError):
        return error_page(404)

    @app.errorhandler(Exception)
    def crashed(error: Exception):
        if isinstance(error, SQLAlchemyError) and (status := _of_database(error)) != 500:
            db.session.rollback()
            return error_page(status, kept="" if _is_password_form() else _typed())
        if app.config.get("PROPAGATE_EXCEPTIONS") or app.testing:
            raise error
        g.reference = secrets.token_hex(4)
        log.exception("reference %s: %s %s", g.reference, request.method, request.path)
        if has_request_context():
            db.session.remove()
        return error_page(500)
