"""Two people write in one section of a paper at the same moment: nothing that either typed is lost."""

import pytest
from sqlalchemy import select

from forum.kernel.access import Actor
from forum.kernel.db import db, transaction
from forum.papers import actions as collecting, drafting
from forum.papers.documents import Section, SectionRevision
from forum.papers.shelf import sections
from forum.papers.writing.models import SectionDraft, SectionLock
from tests.support import factories as make


@pytest.fixture
def section(board, two) -> Section:
    with transaction():
        file = collecting.open_issue_file(board.platform, "التشاور قبل الإيداع", by=two[0])
        file.platform = board.platform
        paper = drafting.start(file, "position_paper", "التشاور المبكر", by=two[0])
    return sections(paper.id)[0]


def saving(who: Actor, section: Section, text: str) -> tuple:
    return who, f"/sections/{section.id}/revisions", {"heading": section.heading, "source": text, "revision": "1"}


def kept(section: Section) -> list[str]:
    """Every text that was saved or is kept for its writer."""
    revisions = db.session.scalars(select(SectionRevision.source).where(SectionRevision.section_id == section.id))
    return sorted([*revisions, *db.session.scalars(select(SectionDraft.source))])


def test_of_two_who_save_one_is_told_and_both_texts_are_there(section, two, race):
    statuses = race(saving(two[0], section, "نص الأولى"), saving(two[1], section, "نص الثانية"))

    assert statuses == [303, 409]
    assert kept(section) == ["", "نص الأولى", "نص الثانية"]
    assert db.session.get_one(Section, section.id).revision == 2


def test_four_who_save_lose_nothing(board, section, two, race):
    people = [*two, make.moderator(board), make.moderator(board)]
    texts = [f"نص {number}" for number in range(4)]

    statuses = race(*[saving(who, section, text) for who, text in zip(people, texts, strict=True)])

    assert statuses == [303, 409, 409, 409] and kept(section) == ["", *texts]


def test_of_two_who_reserve_one_gets_the_section(section, two, race):
    statuses = race(*[(who, f"/sections/{section.id}/lock", {}) for who in two])

    assert statuses == [303, 409]
    assert len(db.session.scalars(select(SectionLock)).all()) == 1


def test_typing_while_a_colleague_saves_keeps_both(section, two, race):
    typing = {"heading": section.heading, "source": "ما كُتب", "revision": "1"}

    race(saving(two[0], section, "ما حُفظ"), (two[1], f"/sections/{section.id}/draft", typing))

    assert kept(section) == ["", "ما حُفظ", "ما كُتب"]


def test_the_same_person_in_two_windows_loses_nothing(section, two, race):
    statuses = race(saving(two[0], section, "من الحاسوب"), saving(two[0], section, "من الهاتف"))

    assert statuses == [303, 409] and kept(section) == ["", "من الحاسوب", "من الهاتف"]
