"""A member says «I have this too»; another finds the answer while typing a title, and nothing typed is lost."""

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import func, select

from forum.demonstration import accounts
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.members.models import Member
from forum.platforms.models import Board
from forum.threads.models import Thread
from forum.threads.sharing.models import AnsweredMe, SharedProblem
from tests.support.accounts import member_of
from tests.support.steps import button, fill, heading, press, visit

KNOWN = "demo-eng-08"
TEXT = "فتحنا ثلاثة شوارع ونريد قاعدة واضحة."


@pytest.fixture
def member(app: Flask, acting_as: Callable[[Member], Actor]) -> Actor:
    """The known member, signed in."""
    found = member_of(accounts.MEMBER)
    return acting_as(found)


def _thread(key: str) -> Thread:
    return db.session.scalars(select(Thread).where(Thread.demo_key == key)).one()


def _marks(kind: type, who: Actor) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(kind).where(kind.member_id == who.member_id))


def test_i_have_this_too_is_a_switch_that_counts(page: Page, axe, member: Actor):
    waiting = _thread("demo-answers-1")
    visit(page, f"/threads/{waiting.id}")
    if button(page, "I have this too").get_attribute("aria-pressed") == "true":
        press(page, "I have this too")
    before = _marks(SharedProblem, member)

    press(page, "I have this too")

    expect(button(page, "I have this too")).to_have_attribute("aria-pressed", "true")
    assert _marks(SharedProblem, member) == before + 1
    axe(page)
    press(page, "I have this too")
    expect(button(page, "I have this too")).to_have_attribute("aria-pressed", "false")
    assert _marks(SharedProblem, member) == before


@pytest.mark.browse(scripts=[True])
def test_this_answers_me_is_counted_under_the_title_and_the_draft_goes_only_when_asked(page: Page, axe, member: Actor):
    known = _thread(KNOWN)
    board = db.session.get_one(Board, known.board_id)
    before = _marks(AnsweredMe, member)
    visit(page, f"/boards/{board.id}/ask")
    fill(page, "Text", TEXT)
    title = fill(page, "Title", "ترقيم ال")
    title.press_sequentially("مباني الجديدة")
    similar = page.locator(".similar li").filter(has_text=known.title)
    expect(similar).to_be_visible()

    similar.get_by_role("button", name=page.words("This answers me")).click()

    expect(page.get_by_text(page.words("Counted. What you typed stays here."))).to_be_visible()
    assert _marks(AnsweredMe, member) == before + 1
    expect(page.locator("textarea")).to_have_value(TEXT)
    axe(page)
    similar.get_by_role("link", name=page.words("Open the thread and drop the draft")).click()
    page.wait_for_url(f"**/threads/{known.id}")
    assert heading(page) == known.title
    visit(page, f"/boards/{board.id}/ask")
    expect(page.locator("textarea")).to_have_value("")


@pytest.mark.browse(width="desk")
def test_gaps_and_faq_are_sound_pages(page: Page, axe, acting_as: Callable[[Member], Actor]):
    acting_as(member_of(accounts.MODERATOR))
    waiting = _thread("demo-answers-1")
    for address in (
        "/faq", "/platforms/engineering/gaps", f"/threads/{waiting.id}/consolidation", f"/threads/{waiting.id}/pointer",
        f"/posts/{_thread('demo-eng-03').accepted_post_id}/confirmation",
    ):
        visit(page, address)
        axe(page)
