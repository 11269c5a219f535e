"""A paper in endorsement, with people of one authority who speak."""

from dataclasses import dataclass

import pytest

from forum.kernel.access import Actor
from forum.papers.documents import Paper
from tests.papers.conftest import case as case  # the same case, one folder further in
from tests.support import factories as make, papers as way


@dataclass
class Asked:
    """Who is asked about which paper."""

    paper: Paper
    delegate: Actor
    colleague: Actor
    coordinator: Actor


@pytest.fixture
def asked(case) -> Asked:
    """The paper came before the authorities now; one authority has a delegate and a colleague."""
    paper = case.draft("رُفضت معظم الاعتراضات في أربع هيئات.")
    delegate = way.endorsing(paper, by=case.moderator)
    colleague = make.seat(case.board, member=make.member(authority_id=delegate.authority_id))
    return Asked(paper, delegate, colleague, make.coordinator(case.board))
