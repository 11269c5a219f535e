"""Marks beside posts of a thread: where their words are used as evidence."""

from collections.abc import Sequence
from typing import Any

from flask import url_for
from sqlalchemy import select

from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.i18n import gettext as _
from forum.papers import rules
from forum.papers.documents import Paper, PaperVersion, VersionCitation
from forum.papers.models import Evidence, IssueFile
from forum.papers.policy import collectable_by


def marks_of(actor: Actor, post_ids: Sequence[int]) -> dict[int, list[Any]]:
    """Published papers that cite each post; for moderators also the issue files: one or two queries."""
    found: dict[int, list[Any]] = {}
    for post_id, paper_id, title in db.session.execute(
        select(Evidence.post_id, Paper.id, Paper.title)
        .join(VersionCitation, VersionCitation.evidence_id == Evidence.id)
        .join(PaperVersion, PaperVersion.id == VersionCitation.version_id)
        .join(Paper, Paper.id == PaperVersion.paper_id)
        .where(Evidence.post_id.in_(post_ids), Paper.state == rules.PUBLISHED)
        .distinct()
    ):
        label = _("Cited in: %(title)s", title=title)
        found.setdefault(post_id, []).append({"label": label, "href": url_for("papers.show", paper_id=paper_id)})
    if actor.is_moderator:
        for post_id, card_id, title in db.session.execute(
            select(Evidence.post_id, Evidence.id, IssueFile.title)
            .join(Evidence.issue_file)
            .where(Evidence.post_id.in_(post_ids), collectable_by(actor))
            .order_by(Evidence.id)
        ):
            where = url_for("papers.source", evidence_id=card_id)
            found.setdefault(post_id, []).append({"label": _("Evidence in: %(title)s", title=title), "href": where})
    return found
