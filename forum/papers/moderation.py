"""How papers appear on the moderators' desk: cited sources that changed, proposed issue files."""

from collections.abc import Collection, Mapping
from datetime import datetime

from flask import url_for
from sqlalchemy import func, select

from forum.kernel.access import Actor
from forum.kernel.db import Cursor, db
from forum.kernel.errors import NotFound
from forum.kernel.i18n import gettext as _, lazy_gettext as _l, listing, named, ngettext
from forum.kernel.rendering import shorten
from forum.moderation.port import Blank, Deed, Letter, Person, Reviewed, Tray
from forum.moderation.rules import COUNTED_UP_TO, EXCERPT
from forum.papers.addresses import of_review_task
from forum.papers.living import queries as living, rules as of_living
from forum.papers.living.models import ReviewTask
from forum.papers.proposals import queries as proposed, rules as of_proposals
from forum.papers.proposals.models import FileProposal
from forum.topics.queries import label

SOURCES = Tray(
    "sources", _l("Cited sources that changed"), _l("No cited source has changed, or everything is decided.")
)

PROPOSALS = Tray("proposals", _l("Proposed issue files"), _l("No topic waits for an issue file."))


class ReviewablePapers:
    """The adapter of ``moderation.port.Reviewable`` for papers; nothing of theirs is flagged."""

    kinds: Mapping[str, object] = {}
    trays = (SOURCES, PROPOSALS)

    def reviewed(self, actor: Actor, kind: str, ids: Collection[int]) -> Mapping[int, Reviewed]:
        """Nothing: papers are discussed by comments, not by flags."""
        return {}

    def counts(self, actor: Actor, looks: Mapping[str, datetime]) -> Mapping[str, int]:
        """How many tasks and proposals wait: one query."""
        piles = [each.waiting(actor).limit(COUNTED_UP_TO).subquery() for each in (living, proposed)]
        row = db.session.execute(select(*(select(func.count()).select_from(p).scalar_subquery() for p in piles))).one()
        return {tray.name: count for tray, count in zip(self.trays, row, strict=True)}

    def letter(self, actor: Actor, tray: str, after: Cursor | None, look: datetime, back: str) -> Letter | None:
        """What has waited longest."""
        if tray == PROPOSALS.name:
            found = proposed.next_waiting(actor, (after.at, after.id) if after else None)
            return _of_proposal(actor, found, back) if found else None
        task = living.next_waiting(actor, (after.at, after.id) if after else None)
        return _of_source(actor, task, back) if task else None

    def hide(self, actor: Actor, kind: str, number: int, reason: str) -> None:
        """Nothing of papers is hidden from here.

        Raises:
            NotFound: always.
        """
        raise NotFound(_("There is no such thing to report, or you may not read it."))


def _of_source(actor: Actor, task: ReviewTask, back: str) -> Letter:
    (shown,) = living.shown(actor, [task])
    card = task.evidence
    known = shown.is_readable and card.author is not None
    author = Person(card.author.name, named(card.authority) if card.authority else None) if known else None
    decide = url_for("papers.decide_review", task_id=task.id)
    stands = {"outcome": of_living.STANDS, "next": back}
    return Letter(
        kind=of_living.CAUSES[task.cause], title=task.paper.title, url=of_review_task(task.id), at=task.at, id=task.id,
        excerpt=shorten(shown.words, EXCERPT), by=author, reason=card.claim.statement,
        place=named(task.paper.platform), platform=task.paper.platform.slug, demo=task.paper.is_demonstration,
        quick=[
            Deed(
                _("See what changed and decide"), url_for("papers.review_task", task_id=task.id, next=back),
                is_link=True, icon="evidence", kind="main",
            )
        ],
        deeds=[Deed(of_living.OUTCOMES[of_living.STANDS], decide, stands, Blank("reason", _("Why, in a sentence")))],
    )


def _of_proposal(actor: Actor, proposal: FileProposal, back: str) -> Letter:
    threads = proposed.threads_of(actor, proposal)
    what = {"proposal_id": proposal.id}
    topic = label(proposal.topic)
    return Letter(
        kind=PROPOSALS.label, title=topic, at=proposal.at, id=proposal.id,
        url=url_for("search.show", topic=proposal.topic_id, platform=proposal.platform_id),
        excerpt=listing(f"«{thread.title}»" for thread in threads[: of_proposals.SHOWN]),
        reason=_(
            "%(threads)s and %(authorities)s meet on this topic, and no issue file has them.",
            threads=ngettext("%(num)d thread", "%(num)d threads", proposal.threads),
            authorities=ngettext("%(num)d local authority", "%(num)d local authorities", proposal.authorities),
        ),
        place=named(proposal.platform), platform=proposal.platform.slug,
        demo=any(thread.demo_key for thread in threads),
        quick=[
            Deed(
                _("Open the file with these threads"), url_for("papers.open_proposed", **what), icon="evidence",
                kind="main",
            )
        ],
        deeds=[
            Deed(
                _("Dismiss the proposal"), url_for("papers.dismiss_proposed", **what), {"next": back},
                Blank("reason", _("Why is there to be no such file?")), icon="close",
            )
        ],
    )
