"""A published paper that cites one post."""

import pytest

from forum.papers.documents import Paper
from forum.papers.models import Evidence
from tests.papers.conftest import Case, case
from tests.papers.followup.conftest import publish
from tests.support import factories as make

__all__ = ["case"]


@pytest.fixture
def card(case: Case) -> Evidence:
    """The card that the paper cites; its author has a seat on the platform."""
    make.seat(case.board, member=case.post.author)
    return case.take()


@pytest.fixture
def published(case: Case, card: Evidence) -> Paper:
    """A published paper that cites the card."""
    return publish(case, case.draft(f"نص [@{card.id}]"), card)
