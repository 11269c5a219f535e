"""What papers add to the page of an authority: the published ones that it stands behind. For everybody."""

from flask import render_template
from markupsafe import Markup
from sqlalchemy import func, select

from forum.authorities.models import Authority
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.papers import rules as of_papers
from forum.papers.documents import Paper, PaperVersion
from forum.papers.endorsements.models import Voice
from forum.papers.endorsements.rules import BEHIND_IT
from forum.platforms.models import Platform


def endorsed_by_authority(_actor: Actor, authority: Authority) -> Markup:
    """Papers whose published text has the authority's voice behind it: one query."""
    newest = select(func.max(Voice.id)).where(Voice.authority_id == authority.id, Voice.is_the_authoritys)
    spoken = select(Voice.paper_id, Voice.fingerprint).where(
        Voice.id.in_(newest.group_by(Voice.paper_id, Voice.fingerprint)), Voice.stand.in_(BEHIND_IT)
    ).subquery()  # fmt: skip
    rows = db.session.execute(
        select(
            Paper.id, Paper.kind, Paper.title, Paper.state, Paper.changed_at, Paper.demo_key,
            Platform.slug, Platform.name_ar, Platform.name_en,
        )
        .join(Paper.platform)
        .join(PaperVersion, (PaperVersion.paper_id == Paper.id) & (PaperVersion.number == Paper.published_number))
        .join(spoken, (spoken.c.paper_id == Paper.id) & (spoken.c.fingerprint == PaperVersion.fingerprint))
        .where(Paper.state == of_papers.PUBLISHED)
        .order_by(Paper.changed_at.desc(), Paper.id.desc())
    ).all()
    return Markup(
        render_template(
            "papers/endorsements/of_authority.html", rows=rows, states=of_papers.STATES, kinds=of_papers.KINDS
        ) if rows else ""
    )
