"""Arabic first: texts, plurals, dates, numbers and names in the reader's language."""

from flask import Flask
from flask_babel import gettext, lazy_gettext, ngettext, npgettext, pgettext

from forum.kernel.i18n.locale import DEFAULT, LOCALES, direction, force_locale, init_babel, locale
from forum.kernel.i18n.words import ago, day, listing, moment, named, number

__all__ = [
    "DEFAULT",
    "LOCALES",
    "ago",
    "day",
    "direction",
    "force_locale",
    "gettext",
    "init_app",
    "lazy_gettext",
    "listing",
    "locale",
    "moment",
    "named",
    "ngettext",
    "npgettext",
    "number",
    "pgettext",
]


def init_app(app: Flask) -> None:
    """Teach the app and its templates both languages."""
    init_babel(app)
    app.jinja_env.filters.update(ago=ago, day=day, listing=listing, moment=moment, named=named, number=number)
