"""Which sentences of the invented threads the invented papers cite."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from forum.kernel import clock
from forum.kernel.db import db
from forum.threads.models import Post, Thread

#: Cards of one thread in one section: the best sentence of up to so many authorities.
CARDS_OF_A_THREAD = 2
#: And to a claim that is heard widely.
CARDS_WIDELY = 6
SENTENCE = re.compile(r"[^\n.!؟]+[.!؟]?")
_WORD = re.compile(r"[\w\u064b-\u065f]{4,}|\d[\d,.]*")


@dataclass(frozen=True, slots=True)
class Found:
    """A sentence of a post that speaks to a section."""

    post: Post
    span: range
    score: int


def posts(thread: Thread) -> Sequence[Post]:
    """What stands in a thread by now, in order."""
    return db.session.scalars(
        select(Post)
        .where(Post.thread_id == thread.id, func.coalesce(Post.edited_at, Post.created_at) <= clock.now())
        .options(
            joinedload(Post.author), joinedload(Post.authority), joinedload(Post.hiding),
            joinedload(Post.thread).joinedload(Thread.board),
        )
        .order_by(Post.number)
    ).all()


def best(body: str, posts: Sequence[Post], at_most: int = CARDS_OF_A_THREAD) -> list[Found]:
    """The sentences of different authorities that share most words and numbers with a section."""
    wanted = set(_WORD.findall(body))
    by_authority: dict[int | None, Found] = {}
    for post in posts:
        for match in SENTENCE.finditer(post.source):
            if not 25 <= len(match.group().strip()) <= 400:
                continue
            words = set(_WORD.findall(match.group()))
            score = sum(3 if word[0].isdigit() else 1 for word in words & wanted)
            start = match.start() + len(match.group()) - len(match.group().lstrip(" \t-*>#|"))
            found = Found(post, range(start, match.start() + len(match.group().rstrip(" *|"))), score)
            kept = by_authority.get(post.authority_id)
            if post.source.count(match.group()) == 1 and (kept is None or found.score > kept.score):
                by_authority[post.authority_id] = found
    ranked = sorted(by_authority.values(), key=lambda f: (-f.score, f.post.number))
    least = 2 if at_most == CARDS_OF_A_THREAD else 0
    return [found for found in ranked[:at_most] if found.score >= least] or ranked[:1]
