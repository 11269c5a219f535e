"""Asking every address as every kind of person, and keeping the world as it was."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import Context
from dataclasses import dataclass
from itertools import product
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import AnyConverter, Rule

from forum.kernel.access import Actor
from forum.kernel.db import db, transaction
from forum.members import actions as members
from tests.hostile import unpacking
from tests.hostile.world import READERS, World, close_the_account_of_the_one_who_left, secret
from tests.support.accounts import PREFIX

#: Values of what is no id of a row.
WORDS = {"key": ["x"], "text": ["x"], "form": ["html", "markdown", "text"], "kind": ["association"], "number": [1, 3]}
_PLANTED = re.compile("|".join(map(secret, READERS)))


#: Read back where a form was sent back.
KEPT = "كلام طويل كتبه إنسان متعب ولا يجوز أن يضيع"


@dataclass(frozen=True)
class Asked:
    """One request: what was asked about, and what came back."""

    endpoint: str
    about: str
    address: str
    status: int
    location: str
    told: frozenset[str]
    crash: str = ""
    kept: bool = False

    @property
    def is_refused(self) -> bool:
        """Sent to sign in, forbidden or said not to be there."""
        return self.status in (403, 404) or (self.status == 303 and self.location.startswith("/sign-in"))


def rules(app: Flask, method: str) -> list[Rule]:
    """The addresses that take ``method``, in an order that does not change."""
    return sorted((r for r in app.url_map.iter_rules() if method in r.methods), key=lambda r: r.endpoint)


def addresses(app: Flask, world: World, rule: Rule) -> Iterator[tuple[str, str]]:
    """Every address of a rule in the world, each with what it is about."""
    names = sorted(rule.arguments)
    known = [_values(world, rule, name) for name in names]
    adapter = app.url_map.bind("localhost")
    for chosen in product(*known):
        given = {name: value for name, (_, value) in zip(names, chosen, strict=True)}
        yield " ".join(about for about, _ in chosen), adapter.build(rule.endpoint, given)


def _values(world: World, rule: Rule, name: str) -> list[tuple[str, Any]]:
    converter = rule._converters[name]
    if isinstance(converter, AnyConverter):
        return [(word, word) for word in sorted(converter.items)]
    if name in world.ids:
        return list(world.ids[name].items())
    return [(str(word), word) for word in WORDS[name]]


class Visits:
    """Requests of one person at a time, without the checks that a page is well made: others do that."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self._cookie = ""

    def come(self, world: World, letter: str) -> None:
        """From now on this person asks: every request carries the cookie that they have now."""
        client = self.app.test_client()
        key = self._key(world, letter, world.people[letter])
        with client.session_transaction() as session:
            session["is"] = letter
            if key:
                session["_user_id"], session["_fresh"] = key, True
        self._cookie = f"minassat={client.get_cookie('minassat').value}"

    def _key(self, world: World, letter: str, who: Actor) -> str | None:
        if letter == "g":
            with transaction():
                key = members.start_session(world.gone)
            close_the_account_of_the_one_who_left(world)
            return key
        if not who.is_signed_in:
            return None
        self.app.extensions["people_of_tests"][f"{PREFIX}{letter}"] = who
        return f"{PREFIX}{letter}"

    def ask(self, endpoint: str, about: str, address: str, method: str = "GET", **sent: Any) -> Asked:
        """Send it; an error inside is noted and not raised, so that all of them are found at once."""
        try:
            # a context of its own, as in life: nothing is remembered from the last request
            client = FlaskClient(self.app, self.app.response_class, use_cookies=False)
            headers = {"Cookie": self._cookie} | sent.pop("headers", {})
            answer = Context().run(client.open, address, method=method, headers=headers, **sent)
        except Exception as error:
            db.session.rollback()
            return Asked(endpoint, about, address, 500, "", frozenset(), repr(error)[:300])
        words = unpacking.words(answer.get_data()) + " ".join(answer.headers.values())
        told = frozenset(_PLANTED.findall(words))
        location = answer.headers.get("Location", "")
        return Asked(endpoint, about, address, answer.status_code, location, told, kept=KEPT in words)


class Snapshot:
    """The SQLite database as it is now, to go back to after something was changed."""

    def __init__(self) -> None:
        db.session.rollback()
        self._copy = sqlite3.connect(":memory:")
        with _driver() as connection:
            connection.backup(self._copy)

    def restore(self, app: Flask) -> None:
        """Undo whatever happened since."""
        db.session.rollback()
        db.session.expire_all()
        with _driver() as connection:
            self._copy.backup(connection)
        app.extensions["fragments"].clear()

    def close(self) -> None:
        """Give the memory back."""
        self._copy.close()


@contextmanager
def _driver() -> Iterator[sqlite3.Connection]:
    borrowed = db.engine.raw_connection()
    try:
        yield borrowed.driver_connection
    finally:
        borrowed.close()
