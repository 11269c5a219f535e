"""A section in the editor while the line, the tab and the colleague do what they do."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select, update

from forum.kernel import clock
from forum.kernel.db import db, transaction
from forum.papers import actions as filing, drafting, shelf
from forum.papers.documents import Paper, Section
from forum.papers.policy import Can
from forum.papers.shelf import sections
from forum.papers.writing import actions
from forum.papers.writing.models import SectionDraft, SectionLock
from forum.platforms.models import Platform
from tests.support import factories as make
from tests.support.steps import button, heading, press, visit

MINE, LATER = "نقترح وحدة صغيرة في كل هيئة.", " وتموّلها الوزارة سنتين."
THEIRS = "نقترح وحدة مشتركة بين عشر هيئات."

pytestmark = pytest.mark.browse(languages=["ar"], scripts=[True], width="desk")


@pytest.fixture
def section(app, acting_as) -> Section:
    """The first section of a moderator's draft, and the moderator at the page."""
    board = make.board()
    moderator = acting_as(make.moderator(board))
    with transaction():
        file = filing.open_issue_file(
            board.platform, "وحدات نظم المعلومات الجغرافية", question="كم تكلف الوحدة وماذا تعطي؟",
            thread=make.thread(board=board), by=moderator,
        )
        file.platform = board.platform
        paper = drafting.start(file, "position_paper", "وحدة في كل هيئة", by=moderator)
    return sections(paper.id)[0]


def editor(page: Page, section: Section):
    """The text field of the section's editor."""
    visit(page, f"/sections/{section.id}/edit")
    assert heading(page) == section.heading
    return page.locator("textarea[name=source]")


def kept(section: Section) -> list[str]:
    db.session.rollback()
    return list(db.session.scalars(select(SectionDraft.source).where(SectionDraft.section_id == section.id)))


def test_what_is_typed_reaches_the_server_by_itself_and_is_there_in_the_next_tab(page: Page, section):
    before = section.source
    field = editor(page, section)
    field.fill(MINE)
    expect(page.locator("[data-autosave-says]")).to_have_text(page.words("Kept on the server"))

    assert kept(section) == [MINE]
    page.evaluate("localStorage.clear()")
    expect(editor(page, section)).to_have_value(MINE)
    assert db.session.get_one(Section, section.id, populate_existing=True).source == before


def test_a_lost_line_loses_nothing_and_sends_when_it_is_back(page: Page, section):
    field = editor(page, section)
    page.context.set_offline(True)
    field.fill(MINE)
    says = page.locator("[data-autosave-says]")
    expect(says).to_have_text(page.locator("form[data-autosave]").get_attribute("data-offline"))
    assert kept(section) == []

    field.press("End")
    field.type(LATER)
    page.context.set_offline(False)
    expect(says).to_have_text(page.words("Kept on the server"))
    assert kept(section) == [MINE + LATER]


def test_a_tab_that_closed_without_a_line_comes_back_with_its_text(page: Page, section):
    field = editor(page, section)
    page.context.set_offline(True)
    field.fill(MINE)
    offline = page.locator("form[data-autosave]").get_attribute("data-offline")
    expect(page.locator("[data-autosave-says]")).to_have_text(offline)
    assert kept(section) == []
    page.goto("about:blank")
    page.context.set_offline(False)

    expect(editor(page, section)).to_have_value(MINE)
    expect(page.locator("[data-autosave-says]")).to_have_text(page.words("Kept on the server"))
    assert kept(section) == [MINE]


def test_two_who_save_the_same_section_see_both_texts_side_by_side(page: Page, section):
    field = editor(page, section)
    field.fill(MINE)
    expect(page.locator("[data-autosave-says]")).to_have_text(page.words("Kept on the server"))
    _a_colleague_saves(section)

    press(page, "Save")
    expect(page.get_by_text(page.words("Two texts of this section"))).to_be_visible()
    expect(page.locator(".side-by-side")).to_contain_text(THEIRS)
    expect(field).to_have_value(MINE)
    assert db.session.get_one(Section, section.id, populate_existing=True).source == THEIRS

    field.fill(f"{THEIRS}\n\n{MINE}")
    button(page, "Save").click()
    page.wait_for_url(f"**/papers/{section.paper_id}*")
    db.session.rollback()
    assert db.session.get_one(Section, section.id, populate_existing=True).source == f"{THEIRS}\n\n{MINE}"


def _a_colleague_saves(section: Section) -> None:
    """The moderator's reservation runs out and somebody else saves, as happens over a long lunch."""
    with transaction():
        ended = update(SectionLock).where(SectionLock.section_id == section.id)
        db.session.execute(ended.values(until=clock.now() - timedelta(minutes=1)))
    db.session.expunge_all()
    with transaction():
        platform = db.session.get_one(Platform, db.session.get_one(Paper, section.paper_id).platform_id)
        colleague = make.moderator(platform)
        found = shelf.section(colleague, section.id, to=Can.EDIT)
        actions.save(found, found.heading, THEIRS, based_on=found.revision, by=colleague)
