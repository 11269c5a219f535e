"""What priorities add to the page of a platform."""

from flask import render_template
from markupsafe import Markup

from forum.kernel.access import Actor
from forum.platforms.models import Platform
from forum.priorities import queries, rules
from forum.priorities.policy import CanPlatform, platform_gate


def on_platform(actor: Actor, platform: Platform) -> Markup:
    """The newest rounds of a platform, for its people; a way to begin one for those who look after it."""
    rounds = queries.rounds(actor, platform)[:2]
    may_open = platform_gate.may(actor, CanPlatform.OPEN_ROUND, platform)
    if not rounds and not may_open:
        return Markup()
    return Markup(render_template(
        "priorities/on_platform.html", platform=platform, rounds=rounds, may_open=may_open, words=rules,
    ))
