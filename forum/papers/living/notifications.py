"""When something happens to a cited source, its papers get review tasks and those at work on them hear of it."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.activity.models import Event
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.kernel.i18n import gettext as _
from forum.notifications.models import Notification
from forum.notifications.port import Announcement, Heading, Line
from forum.papers.addresses import of_living_evidence
from forum.papers.documents import Paper
from forum.papers.followup.notifications import moderators
from forum.papers.living.models import ReviewTask
from forum.papers.living.watching import cards_of, cards_of_materials, watch
from forum.papers.models import IssueFile
from forum.papers.policy import collectable_by, works_here
from forum.papers.sources.actions import look_at
from forum.papers.sources.kinds import CITABLE
from forum.platforms.models import Platform

LIVING = "living_paper"


class AnnouncedSources:
    """The adapter of ``notifications.port.Announced`` that notices changes of cited posts.

    It opens review tasks where it hears of a change: in the worker, in the
    transaction in which people are told. Hearing of a change twice does nothing.
    """

    events = (
        "post.edited", "post.hidden", "thread.hidden", "thread.answered", "evidence.answered", "evidence.withdrawn",
        "post.marked_obsolete", "material.corrected",
        *sorted(event for kind in CITABLE.values() for event in kind.events),
    )
    subjects = (LIVING,)

    def announcements(self, events: Sequence[Event]) -> Iterable[Announcement]:
        """The moderators of each platform whose paper cites what changed."""
        for event in events:
            for paper in _papers(watch(_concerned(event))):
                yield Announcement(
                    event, "source_changed", (LIVING, paper.id), to=moderators(paper.platform_id),
                    may_hear=lambda actor, paper=paper: works_here(actor, paper),
                )

    def headings(self, actor: Actor, kind: str, ids: Collection[int]) -> Mapping[int, Heading]:
        """The title of the paper; leads to its review tasks."""
        query = (
            select(Paper.id, Paper.title, Paper.demo_key, Platform.slug)
            .join(Paper.platform)
            .join(IssueFile, IssueFile.id == Paper.issue_file_id)
            .where(Paper.id.in_(ids), collectable_by(actor))
        )
        return {
            row.id: Heading(row.title, of_living_evidence(row.id), row.slug, row.demo_key is not None)
            for row in db.session.execute(query)
        }

    def lines(self, actor: Actor, told: Sequence[Notification]) -> Mapping[int, Line]:
        """The sentence of each notification."""
        return {n.id: Line(_("A cited source changed. Say what the paper makes of it.")) for n in told}


def _concerned(event: Event) -> set[int]:
    """The cards whose source an event is about."""
    if event.subject_kind == "evidence":
        return {event.subject_id}
    if event.subject_kind == "material":
        return cards_of_materials([event.subject_id])
    if kind := next((kind for kind in CITABLE.values() if event.kind in kind.events), None):
        return cards_of_materials(look_at(kind.sort, {kind.subject_of(event)}))
    return cards_of([event.subject_id]) if event.subject_kind == "post" else cards_of((), [event.subject_id])


def _papers(tasks: Sequence[ReviewTask]) -> Sequence[Paper]:
    ids = {task.paper_id for task in tasks}
    if not ids:
        return []
    return db.session.scalars(select(Paper).where(Paper.id.in_(ids)).options(joinedload(Paper.platform))).all()
