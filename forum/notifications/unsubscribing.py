"""The signed link in a mail that ends such mails without signing in."""

from dataclasses import dataclass

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

from forum.kernel.errors import NotFound
from forum.kernel.i18n import gettext as _


@dataclass(frozen=True, slots=True)
class Leave:
    """Whose mails end: those about one subject, or (without one) all of them."""

    member_id: int
    kind: str = ""
    subject_id: int = 0


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="notifications.leave")


def seal(leave: Leave) -> str:
    """The text of the link. It never expires: an old mail must still be able to end mails."""
    return _serializer().dumps([leave.member_id, leave.kind, leave.subject_id])


def unseal(text: str) -> Leave:
    """What a link says.

    Raises:
        NotFound: we did not make it.
    """
    try:
        member_id, kind, subject_id = _serializer().loads(text)
        return Leave(int(member_id), str(kind), int(subject_id))
    except (BadSignature, ValueError, TypeError) as error:
        raise NotFound(_("This link is not complete. Copy the whole of it from the mail.")) from error


def address(leave: Leave) -> str:
    """The whole address of the link, for a mail."""
    return f"{current_app.config['PUBLIC_ADDRESS']}/mail/leave/{seal(leave)}"
