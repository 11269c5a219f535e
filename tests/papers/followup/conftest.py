"""A published paper that cites a member, and something that it asks."""

from datetime import date

import pytest

from forum.kernel.db import db, transaction
from forum.papers import shelf
from forum.papers.documents import Paper, PaperVersion, VersionCitation
from forum.papers.followup import actions
from forum.papers.followup.models import Recommendation
from tests.papers.conftest import Case, case
from tests.support import factories as make

__all__ = ["case"]


def publish(case: Case, paper: Paper, *cards) -> Paper:
    """Put a version of a paper before everybody, without the way through review and sign-off."""
    with transaction():
        version = PaperVersion(
            paper_id=paper.id, number=1, state="published", title=paper.title, edition={}, canonical="",
            fingerprint="0" * 64, member_id=case.moderator.member_id,
        )
        db.session.add(version)
        db.session.flush()
        db.session.add_all(VersionCitation(version_id=version.id, evidence_id=card.id) for card in cards)
        paper.state, paper.published_number = "published", 1
    return shelf.paper(case.moderator, paper.id)


@pytest.fixture
def published(case: Case) -> Paper:
    """A published paper that cites the writer of the thread, who has a seat on the platform."""
    make.seat(case.board, member=case.post.author)
    card = case.take()
    return publish(case, case.draft(f"نص [@{card.id}]"), card)


@pytest.fixture
def asked(case: Case, published: Paper) -> Recommendation:
    """The paper asks the ministry for something."""
    with transaction():
        return actions.recommend(
            published, "وزارة الحكم المحلي", "اعتماد التشاور قبل الإيداع", asked_on=date(2026, 1, 5),
            responsible="منسق المنصة", review_on=date(2026, 4, 5), by=case.moderator,
        )
