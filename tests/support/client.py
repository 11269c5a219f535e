"""The client of the tests: asks as a browser does and checks what it gets."""

from contextvars import Context, copy_context
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from forum.kernel.db import db
from tests.support import pages


class CheckingClient(FlaskClient):
    """A browser without a screen.

    Each request has a context of its own, as in life: nothing that a request
    remembers (who asks, which language) is left for the next one. Afterwards
    the test's own rows are read anew when touched.
    """

    def __init__(self, app: Any, **options: Any) -> None:
        super().__init__(app, app.response_class, use_cookies=True, **options)

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Send a request; a page in the answer must keep the rules of ``support.pages``."""
        answer = _without_request().run(super().open, *args, **kwargs)
        db.session.rollback()
        db.session.expire_all()
        is_file = answer.headers.get("Content-Disposition", "").startswith("attachment")
        is_page = answer.mimetype == "text/html" and not is_file
        if is_page and answer.get_data() and not 300 <= answer.status_code < 400:
            pages.check(answer)
        return answer

    def in_english(self) -> "CheckingClient":
        """The same browser, switched to English."""
        self.set_cookie("language", "en")
        return self


def _without_request() -> Context:
    """The present context (a standing clock, for instance) less what Flask keeps in it."""
    clean = Context()
    for variable, value in copy_context().items():
        if not variable.name.startswith("flask."):
            clean.run(variable.set, value)
    return clean
