"""What people can help with, on their pages and in what they download."""

from typing import Any

from flask import render_template
from markupsafe import Markup

from forum.kernel.access import Actor
from forum.members.models import Member
from forum.threads.people import queries


def offer_on_page(actor: Actor, member: Member) -> Markup:
    """Topics, the line, and the way to reach the person, if they show one."""
    if member.departure is not None:
        return Markup()
    offer, is_own = queries.offer_of(member.id), actor.member_id == member.id
    if not is_own and offer is None:
        return Markup()
    topics = queries.offered([member.id]).get(member.id, []) if offer else []
    return Markup(
        render_template("threads/people/on_member.html", member=member, offer=offer, topics=topics, is_own=is_own)
    )


def offer_in_account(member: Member) -> Markup:
    """The same in the member's own account, also while nothing is said."""
    offer, topics = queries.offer_of(member.id), queries.offered([member.id]).get(member.id, [])
    return Markup(
        render_template("threads/people/on_member.html", member=member, offer=offer, topics=topics, is_own=True)
    )


def offer_on_record(member: Member) -> dict[str, Any]:
    """The same, for what a member can download."""
    offer = queries.offer_of(member.id)
    if offer is None:
        return {}
    topics = [topic.slug for topic in queries.offered([member.id]).get(member.id, [])]
    told = {"words": offer.words, "phone": offer.phone, "shows_contact": offer.shows_contact, "topics": topics}
    return {"can_help_with": told}
