"""The skeleton of a consolidated reply: what was asked, what colleagues contributed, what else there is.

It says nothing that not every reader of the thread may read: sources are looked for as
somebody who has a seat on the platform and nothing else.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import select

from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.i18n import day, gettext as _, ngettext
from forum.kernel.rendering import shorten, text_of
from forum.search.finding import Search
from forum.search.port import Card
from forum.search.query import parse
from forum.threads import reading
from forum.threads.addresses import of_post, of_thread
from forum.threads.facts import ThreadFacts
from forum.threads.models import Post, Thread
from forum.threads.reaching import rules
from forum.threads.reading import PostCard

#: What Markdown would take for a sign of its own.
_SIGNS = re.compile(r"([\\`*_\[\]<>#|~])")
#: Kinds of further sources, in their order.
KINDS = (frozenset({"post"}), frozenset({"paper"}), frozenset({"workshop", "workshop_notes"}))


def _plain(text: str) -> str:
    return _SIGNS.sub(r"\\\1", " ".join(text.split()))


def _link(title: str, address: str) -> str:
    return f"[{_plain(title)}]({address})"


def anybody(thread: ThreadFacts) -> Actor:
    """Somebody who may read what every reader of the thread may read."""
    own = frozenset() if thread.board.audience == "members" else frozenset({thread.platform_id})
    return Actor(member_id=0, platforms=own)


def sources(search: Search, thread: ThreadFacts) -> list[Card]:
    """Threads, papers and workshops about the same, not the thread itself."""
    query = parse(thread.title)
    if not query.free:
        return []
    who = anybody(thread)
    found = [
        card for kinds in KINDS for card in search.titles(who, query, size=rules.SOURCES + 1, kinds=kinds, seconds=1.0)
    ]
    own = set(db.session.scalars(select(Post.id).where(Post.thread_id == thread.id)))
    kept: dict[str, Card] = {}
    for card in found:
        if card.kind != "post" or card.id not in own:
            kept.setdefault(card.title, card)
    return list(kept.values())


def skeleton(search: Search, thread: ThreadFacts, shared_by: int) -> str:
    """The text that a coordinator begins with, in the reader's language."""
    cards = reading.contributions(thread, rules.CONTRIBUTIONS)
    opening, replies = cards[0], [card for card in cards[1:] if card.hidden_reason is None]
    parts = (
        (_("The question in short"), "\n\n".join(_synopsis(opening, shared_by))),
        (_("What colleagues contributed"), "\n".join(_contributed(opening, replies))),
        (_("Further sources"), "\n".join(_listed(sources(search, thread)))),
        (_("What follows from it"), _("(To be written: the answer that these contributions give together.)")),
    )
    return "\n\n".join(f"### {heading}\n\n{text}" for heading, text in parts)


def _synopsis(opening: PostCard, shared_by: int) -> Iterator[str]:
    yield f"> {_plain(shorten(text_of(opening.html), rules.SYNOPSIS))}"
    asked = _("Asked on %(day)s.", day=day(opening.at))
    if shared_by:
        asked += " " + ngettext(
            "%(num)d more authority has the same problem.", "%(num)d more authorities have the same problem.", shared_by
        )
    yield asked


def _contributed(opening: PostCard, replies: Sequence[PostCard]) -> Iterable[str]:
    others = [card for card in replies if card.author_id != opening.author_id]
    if not others:
        return [_("Nobody has contributed yet.")]
    nameless, whole = _("A colleague"), _("the whole reply")
    return (
        f"- **{_plain(card.by.authority or nameless)}** ({day(card.at)}): "
        f"{_plain(shorten(text_of(card.html), rules.CONTRIBUTION))} — {_link(whole, of_post(card.id))}"
        for card in others
    )


def _listed(cards: Sequence[Card]) -> Iterable[str]:
    if not cards:
        return [_("The search found nothing else.")]
    threads = _threads_of([card.id for card in cards if card.kind == "post"])
    return (
        f"- {_link(card.title, threads.get(card.id, card.address) if card.kind == 'post' else card.address)}"
        + (f" ({_plain(card.authority)})" if card.authority else "")
        for card in cards
    )


def _threads_of(post_ids: Sequence[int]) -> dict[int, str]:
    """The addresses of the threads of posts: a link to a discussion begins at its question."""
    query = select(Post.id, Thread.id).join(Thread, Thread.id == Post.thread_id).where(Post.id.in_(post_ids))
    return {post_id: of_thread(thread_id) for post_id, thread_id in db.session.execute(query)} if post_ids else {}
