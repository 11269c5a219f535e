"""Keeping searches, and noticing what is new in them."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import select

from forum.activity.actions import record
from forum.kernel import clock
from forum.kernel.access import ANYONE, Actor
from forum.kernel.db import db
from forum.search.keeping import queries
from forum.search.keeping.models import SavedSearch

#: More than these on one list are looked for, not read.
MOST = 30

#: What was written so lately may not be in the index yet; it is told of the next time.
SETTLING = timedelta(minutes=5)

#: Counts what a kept search has between two moments: (actor, address, since, until) → how many.
Counting = Callable[[Actor, str, datetime, datetime], int]


def keep(name: str, address: str, wants_news: bool, *, by: Actor) -> SavedSearch | None:
    """Keep a search; under a name that is there already it replaces the other.

    Returns:
        The kept search; nothing if the list is full.
    """
    mine = select(SavedSearch).where(SavedSearch.member_id == by.member_id, SavedSearch.name == name)
    saved = db.session.scalars(mine).one_or_none()
    if saved is None:
        if queries.count(by) >= MOST:
            return None
        saved = SavedSearch(member_id=by.member_id, name=name)
        db.session.add(saved)
    saved.address, saved.wants_news, saved.told_at = address, wants_news, clock.now()
    return saved


def drop(saved: SavedSearch) -> None:
    """Keep a search no more."""
    db.session.delete(saved)


def want_news(saved: SavedSearch, wants: bool) -> None:
    """Wish to be told of new results from now on, or not."""
    saved.wants_news, saved.told_at = wants, clock.now()


def tell_news(count_new: Counting) -> None:
    """A daily chore: an event for each kept search that has something new; notifications tell its member."""
    until = clock.now() - SETTLING
    for saved, reader in queries.waiting_for_news():
        if saved.told_at >= until:
            continue
        if count := count_new(reader, saved.address, saved.told_at, until):
            record("saved_search.found", saved, by=ANYONE, count=count)
        saved.told_at = until
