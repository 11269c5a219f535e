"""The sealed words in a private calendar's address: whose it is, and which of the addresses given so far."""

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

from forum.kernel.errors import NotFound
from forum.kernel.i18n import gettext as _


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="workshops.calendar")


def seal(member_id: int, number: int) -> str:
    """What stands in the address: nobody can make it without the forum's secret."""
    return _serializer().dumps([member_id, number])


def unseal(key: str) -> tuple[int, int]:
    """Whose calendar, and which address.

    Raises:
        NotFound: we did not make it.
    """
    try:
        member_id, number = _serializer().loads(key)
        return int(member_id), int(number)
    except (BadSignature, ValueError, TypeError) as error:
        raise NotFound(_("This address of a calendar is not complete. Copy the whole of it.")) from error
