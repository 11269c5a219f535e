"""What workshops add to the pages of platforms and threads, and to what members download."""

from typing import Any

from flask import render_template, url_for
from markupsafe import Markup
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.members.models import Member
from forum.platforms.models import Platform
from forum.threads.reaching.port import Gap
from forum.workshops import queries, rules
from forum.workshops.addresses import of_workshop
from forum.workshops.models import WorkshopSeat
from forum.workshops.policy import CanPlan, planning_gate


def ahead_on_platform(actor: Actor, platform: Platform) -> Markup:
    """The next workshops of a platform, for everybody; and where one is announced, for those who plan."""
    rows = queries.ahead(platform.id, limit=rules.AHEAD_ON_PLATFORM)
    may_plan = planning_gate.may(actor, CanPlan.PLAN, platform)
    if not rows and not may_plan:
        return Markup("")
    return Markup(render_template("workshops/on_platform.html", rows=rows, platform=platform, may_plan=may_plan))


def held_on_platform(_actor: Actor, platform: Platform) -> Markup:
    """The last workshops of a platform with what came of them, for its people."""
    rows = queries.held(platform.id, limit=rules.PAST_ON_PLATFORM).rows
    return Markup(render_template("workshops/held_on_platform.html", rows=rows, platform=platform) if rows else "")


def of_thread(_actor: Actor, thread: Any) -> Markup:
    """The workshops that a thread was brought to, was discussed in, or tells about."""
    rows = queries.of_thread(thread.id)
    return Markup(render_template("workshops/on_thread.html", rows=rows) if rows else "")


def of_gap(actor: Actor, gap: Gap) -> str | None:
    """Where something that was asked in vain becomes a workshop: the form, filled in; for those who plan."""
    if not planning_gate.may(actor, CanPlan.PLAN, gap.platform):
        return None
    where = {"slug": gap.platform.slug, "title": gap.title, "thread": gap.thread_id, "times": gap.times}
    return url_for("workshops.new", **where)


def of_member_record(_actor: Actor, member: Member) -> dict[str, Any]:
    """Workshops of a member, for what a member can download."""
    query = select(WorkshopSeat).where(WorkshopSeat.member_id == member.id).options(joinedload(WorkshopSeat.workshop))
    return {
        "workshops": [
            {
                "address": of_workshop(seat.workshop_id), "title": seat.workshop.title_ar, "state": seat.state,
                "since": seat.queued_at, "attended_at": seat.attended_at, "brings": seat.brings,
            }
            for seat in db.session.scalars(query).unique()
        ]
    }
