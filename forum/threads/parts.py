"""What threads add to the pages of platforms and members."""

from typing import Any

from flask import render_template, request
from markupsafe import Markup
from sqlalchemy import func, select

from forum.authorities.models import Authority
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.members import standins
from forum.members.models import Member
from forum.platforms.models import Board, Platform
from forum.threads import lists
from forum.threads.addresses import of_post
from forum.threads.anonymity.parts import rule_on_platform
from forum.threads.models import LISTED, Post, Thread
from forum.threads.people.parts import offer_in_account, offer_on_page, offer_on_record

#: Lines in each short list; the whole list of unanswered questions has this many.
FEW, MANY = 5, 50


def alive_on_platform(actor: Actor, platform: Platform) -> Markup:
    """What a platform's people would answer and read: open questions, then what is new."""
    only_unanswered = request.args.get("state") == "unanswered"
    waiting = lists.unanswered(actor, platform.id, MANY if only_unanswered else FEW)
    newest = [] if only_unanswered else _beyond(waiting, lists.newest(actor, platform.id, FEW + len(waiting)))
    alive = Markup(
        render_template(
            "threads/on_platform.html", platform=platform, waiting=waiting, newest=newest,
            whole=only_unanswered or len(waiting) < FEW,
            sees_gaps=actor.is_association or platform.id in actor.moderates,
        )
    )
    return alive if only_unanswered else alive + rule_on_platform(actor, platform)


def _beyond(above: list[lists.ThreadRow], rows: list[lists.ThreadRow]) -> list[lists.ThreadRow]:
    """The first few of ``rows`` that do not stand above already."""
    seen = {row.id for row in above}
    return [row for row in rows if row.id not in seen][:FEW]


def offered_in_account(_actor: Actor, member: Member) -> Markup:
    """What the member says they can help with, and where to say it."""
    return offer_in_account(member)


def counts_of_boards(_actor: Actor, platform: Platform) -> dict[int, int]:
    """How many threads each board of a platform shows."""
    boards = select(Board.id).where(Board.platform_id == platform.id)
    query = select(Thread.board_id, func.count()).where(Thread.board_id.in_(boards), Thread.shelf == LISTED)
    return dict(db.session.execute(query.group_by(Thread.board_id)).all())


def opened_by_member(actor: Actor, member: Member) -> Markup:
    """What somebody can help with, and the threads that they opened, as far as the reader may read them."""
    rows = lists.by_member(actor, member.id, FEW * 2)
    threads = Markup(render_template("threads/of_member.html", rows=rows)) if rows else Markup()
    return offer_on_page(actor, member) + threads


def opened_at_authority(actor: Actor, authority: Authority) -> Markup:
    """The newest threads that people of an authority opened, as far as the reader may read them; the way to these."""
    if not actor.is_signed_in:
        return Markup()
    rows = lists.by_authority(actor, authority.id, FEW)
    return Markup(render_template("threads/of_authority.html", rows=rows, authority=authority))


def written_by_member(_actor: Actor, member: Member) -> dict[str, Any]:
    """Every post of a member, for what a member can download."""
    query = (
        select(Post.id, Thread.title, Post.created_at, Post.edited_at, Post.job_title, Post.source)
        .join(Thread, Thread.id == Post.thread_id)
        .where(Post.author_id.in_({member.id, *standins.of_member(member.id)}))
        .order_by(Post.id)
    )
    return offer_on_record(member) | {
        "posts": [
            {
                "address": of_post(row.id), "thread": row.title, "at": row.created_at, "edited_at": row.edited_at,
                "job_title": row.job_title, "text": row.source,
            }
            for row in db.session.execute(query)
        ]
    }
