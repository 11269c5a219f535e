"""Which language a reader gets: the one they chose, else Arabic."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cached_property

from flask import Flask, has_request_context, request
from flask_babel import Babel, Domain, force_locale as babel_force_locale, get_locale

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


#: The language of the present request, found once; empty outside of requests.
_present: ContextVar[str] = ContextVar("language", default="")


def chosen() -> str:
    """The reader's choice. Browsers are often English here, so theirs is not asked."""
    if has_request_context() and (code := request.cookies.get(COOKIE)) in LOCALES:
        return code
    return DEFAULT


def locale() -> str:
    """``ar`` or ``en``: the language of the present page, mail or job."""
    if known := _present.get():
        return known
    current = get_locale()
    return current.language if current is not None else "en"


@contextmanager
def force_locale(code: str) -> Iterator[None]:
    """Speak another language for a while: a mail to somebody else, for instance."""
    token = _present.set(code)
    try:
        with babel_force_locale(code):
            yield
    finally:
        _present.reset(token)


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
    # The same texts by a shorter way: a page asks for some three hundred.
    app.jinja_env.install_gettext_callables(
        gettext=lambda s: catalogs.translations(locale()).ugettext(s),
        ngettext=lambda s, p, n: catalogs.translations(locale()).ungettext(s, p, n),
        pgettext=lambda c, s: catalogs.translations(locale()).upgettext(c, s),
        npgettext=lambda c, s, p, n: catalogs.translations(locale()).unpgettext(c, s, p, n),
        newstyle=True,
    )
    app.before_request(_find_language)
    app.teardown_request(_forget_language)


def _find_language() -> None:
    _present.set(chosen())


def _forget_language(_error: BaseException | None) -> None:
    _present.set("")
