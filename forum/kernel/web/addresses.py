"""Addresses: numbers that a database can hold, text that it can store."""

from flask import Flask, abort, request
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import IntegerConverter

from forum.kernel.web.forms import is_storable

#: The largest id that an integer column of every supported database holds.
LARGEST_ID = 2**31 - 1


class IdConverter(IntegerConverter):
    """``<int:…>`` in a route; a number that no row can have is no such page, and each has one address."""

    regex = "[0-9]+"

    def __init__(self, map, fixed_digits=0, min=0, max=LARGEST_ID, signed=False):
        super().__init__(map, fixed_digits, min, max, signed)


def number_asked(name: str) -> int | None:
    """The number after the question mark; nothing if it is none that a row can have."""
    number = request.args.get(name, type=int)
    return number if number is not None and 0 <= number <= LARGEST_ID else None


def refuse_unstorable_addresses() -> None:
    """A path or query with NUL or half a character names nothing we have."""
    if not is_storable(request.path) or not all(
        is_storable(k) and is_storable(v) for k, v in request.args.items(multi=True)
    ):
        abort(404)


def init_app(app: Flask) -> None:
    """Install the id converter and the check of addresses."""
    app.url_map.converters["int"] = IdConverter
    app.before_request(refuse_unstorable_addresses)
    if hops := app.config["TRUSTED_PROXIES"]:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)
