"""What names that are kept add to the pages of platforms."""

from flask import render_template
from markupsafe import Markup

from forum.kernel.access import Actor
from forum.platforms.models import Platform
from forum.threads.anonymity import queries
from forum.threads.anonymity.policy import CanAllow, gate


def rule_on_platform(actor: Actor, platform: Platform) -> Markup:
    """For those who look after the platform: whether members may ask without name, and where that is set."""
    if not gate.may(actor, CanAllow.SET, platform):
        return Markup()
    is_allowed = queries.is_allowed(platform.id)
    return Markup(render_template("threads/anonymity/on_platform.html", platform=platform, is_allowed=is_allowed))
