"""Rate limits: a patient person never meets one, a script does."""

from flask import Flask, current_app
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from forum.kernel.web.access import actor


def by_person() -> str:
    """Whom a limit counts: the member, else the address."""
    who = actor()
    return f"member:{who.member_id}" if who.is_signed_in else get_remote_address()


def write_limit() -> str:
    """How much one member may write; counted over all forms together."""
    return current_app.config["WRITE_LIMIT"]


limiter = Limiter(key_func=get_remote_address)


def init_app(app: Flask) -> None:
    """Count requests where a view asks for it."""
    limiter.init_app(app)
