"""What workshops add to the page of an authority: those ahead in its region. For everybody."""

from flask import render_template
from markupsafe import Markup

from forum.authorities.models import Authority
from forum.authorities.rules import REGIONS
from forum.kernel.access import Actor
from forum.workshops import queries, rules


def ahead_in_region(_actor: Actor, authority: Authority) -> Markup:
    """The next workshops in the authority's region."""
    rows = [row for row in queries.ahead() if row.region == REGIONS.get(authority.region)]
    rows = rows[: rules.AHEAD_ON_PLATFORM]
    return Markup(render_template("workshops/of_authority.html", rows=rows) if rows else "")
