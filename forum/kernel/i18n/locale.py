"""Which language a reader gets: the one they chose, else Arabic."""

from functools import cached_property

from flask import Flask, has_request_context, request
from flask_babel import Babel, Domain, get_locale

from forum.kernel.i18n import catalogs

DEFAULT = "ar"
#: Languages by code, each named in itself.
LOCALES = {"ar": "العربية", "en": "English"}
#: The cookie that remembers the choice; it holds nothing else.
COOKIE = "language"
TIME_ZONE = "Asia/Hebron"


class AreaCatalogs(Domain):
    """Flask-Babel's source of texts, fed from the areas' own files."""

    def get_translations(self):
        """The messages for the present reader."""
        return catalogs.translations(locale())


class AreaBabel(Babel):
    """Flask-Babel with the areas' catalogs instead of a folder of compiled files."""

    @cached_property
    def domain_instance(self) -> AreaCatalogs:
        """Where texts come from."""
        return AreaCatalogs()


def chosen() -> str:
    """The reader's choice. Browsers are often English here, so theirs is not asked."""
    if has_request_context() and (code := request.cookies.get(COOKIE)) in LOCALES:
        return code
    return DEFAULT


def locale() -> str:
    """``ar`` or ``en``: the language of the present page, mail or job."""
    current = get_locale()
    return current.language if current is not None else "en"


def direction() -> str:
    """``rtl`` or ``ltr``, for ``<html dir>``."""
    return "rtl" if locale() == "ar" else "ltr"


def init_babel(app: Flask) -> None:
    """Give every text of the app both languages."""
    AreaBabel(
        app,
        default_locale=DEFAULT,
        default_timezone=TIME_ZONE,
        locale_selector=chosen,
    )
