"""What the library adds to the pages of threads, platforms, authorities and members."""

from typing import Any

from flask import render_template
from markupsafe import Markup
from sqlalchemy import select

from forum.authorities.models import Authority
from forum.cases import lists, queries
from forum.cases.models import Adoption, Case, LedgerEntry, Telling
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.members.models import Member
from forum.platforms.models import Platform


def beside_thread(actor: Actor, thread: Any) -> Markup:
    """Cases that were made from a thread, and the way to make one."""
    rows = lists.of_thread(actor, thread.id)
    return Markup(
        render_template(
            "cases/beside_thread.html", rows=rows, thread=thread, may_offer=actor.authority_id and actor.platforms
        )
    )


def on_platform(actor: Actor, platform: Platform) -> Markup:
    """The newest cases of a platform, for its people."""
    rows = lists.of_platform(actor, platform.id)
    return Markup(render_template("cases/on_platform.html", rows=rows, platform=platform) if rows else "")


def of_authority(actor: Actor, authority: Authority) -> Markup:
    """What an authority told or took up, for members."""
    rows = lists.of_authority(actor, authority.id)
    return Markup(render_template("cases/of_authority.html", rows=rows, authority=authority) if rows else "")


def written_by_member(_actor: Actor, member: Member) -> dict[str, Any]:
    """Every version and every entry of a member, for what a member can download."""
    versions = db.session.execute(
        select(Case.id, Telling).join(Case, Case.id == Telling.case_id).where(Telling.member_id == member.id)
        .order_by(Telling.id)
    )
    entries = db.session.execute(
        select(Adoption.case_id, LedgerEntry)
        .join(Adoption, Adoption.id == LedgerEntry.adoption_id)
        .where(LedgerEntry.member_id == member.id)
        .order_by(LedgerEntry.id)
    )
    return {
        "cases": [
            {
                "address": f"/cases/{case_id}", "version": one.number, "at": one.created_at, "title": one.title,
                "text": queries.plain(one), "contact": one.contact,
            }
            for case_id, one in versions
        ],
        "case_ledger": [
            {
                "address": f"/cases/{case_id}", "at": one.at, "state": one.state, "cost": one.cost,
                "duration": one.duration, "changed": one.changed, "text": one.words, "job_title": one.job_title,
            }
            for case_id, one in entries
        ],
    }
