"""What workshops add to the pages of platforms."""

from flask import render_template
from markupsafe import Markup

from forum.kernel.access import Actor
from forum.platforms.models import Platform
from forum.workshops import queries, rules


def ahead_on_platform(_actor: Actor, platform: Platform) -> Markup:
    """The next workshops of a platform, for everybody; nothing where none is planned."""
    rows = queries.ahead(platform.id, limit=rules.AHEAD_ON_PLATFORM)
    return Markup(render_template("workshops/on_platform.html", rows=rows, platform=platform) if rows else "")
