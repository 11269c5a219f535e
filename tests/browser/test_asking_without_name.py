"""On a phone a member asks without name, is warned of labels that tell too much, and colleagues read the label only."""

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import select

from forum.demonstration import accounts
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.members.models import Member
from forum.platforms.models import Board, Platform
from forum.threads.models import Thread
from tests.support.accounts import member_of
from tests.support.steps import button, fill, heading, pick, press, visit, worker

TITLE = "طُلب مني توقيع محضر لم أحضره: كيف أعتذر؟"


@pytest.fixture
def board(app: Flask) -> Board:
    """A board of a platform where one may ask without name."""
    engineering = select(Platform.id).where(Platform.slug == "engineering").scalar_subquery()
    return db.session.scalars(select(Board).where(Board.platform_id == engineering, Board.slug == "practice")).one()


def test_a_member_asks_without_name_and_colleagues_read_the_label(
    page: Page, axe, app: Flask, acting_as: Callable[[Member], Actor], board: Board
):
    member = member_of(accounts.MEMBER)
    acting_as(member)
    visit(page, f"/boards/{board.id}/ask")
    warning = page.get_by_role("note")
    expect(warning).to_contain_text(page.words(
        "Some labels are not offered, because fewer than five people of the platform fit them and colleagues could "
        "guess who asks:"
    ))
    expect(warning).to_contain_text(member.job_title)
    offered = page.get_by_label(page.words("Under which name?")).inner_text()
    assert member.job_title not in offered
    axe(page)

    fill(page, "Title", TITLE)
    fill(page, "Text", "أريد صيغة لا تُغضب أحدًا وتحفظ حقي.")
    pick(page, "Under which name?", page.words("A member of the platform"))
    press(page, "Post the thread")

    assert heading(page) == TITLE
    there = db.session.scalars(select(Thread.id).where(Thread.title == TITLE)).one()
    acting_as(member)  # the next page knows that the member wrote without name
    visit(page, f"/threads/{there}")
    expect(page.get_by_label(page.words("You reply as"))).to_be_visible()
    axe(page)
    worker(app)
    acting_as(member_of(accounts.MODERATOR))
    for address in (f"/threads/{there}", f"/threads/{there}/manage", "/search?q=محضر لم أحضره"):
        visit(page, address)
        expect(page.locator("body")).to_contain_text(TITLE)
        expect(page.locator("main")).not_to_contain_text(member.name)
    visit(page, f"/threads/{there}")
    expect(page.locator("main")).to_contain_text(page.words("A member of the platform"))
    expect(button(page, "Post reply")).to_be_visible()


@pytest.mark.browse(width="desk", scripts=[True])
def test_pages_about_people_and_names_are_sound(page: Page, axe, acting_as: Callable[[Member], Actor]):
    acting_as(member_of(accounts.ASSOCIATION))
    for address in (
        "/people", "/people/experts", "/people?topic=maintenance", "/account/offer", "/unmaskings", "/unmaskings/2",
        "/unmaskings/3", "/platforms/engineering/names",
    ):
        visit(page, address)
        axe(page)


@pytest.mark.browse(scripts=[True])
def test_who_can_help_is_found_from_the_account_to_the_finder(
    page: Page, axe, acting_as: Callable[[Member], Actor]
):
    member = member_of(accounts.MEMBER)
    acting_as(member)
    visit(page, "/account/offer")
    fill(page, "In one line", "حصر المباني بهاتف واحد")
    axe(page)
    press(page, "Save")

    visit(page, "/people")
    fill(page, "Name, job, authority or topic", "بهاتف واحد")
    press(page, "Find", page.locator("form.finder"))

    expect(page.locator(".colleague")).to_have_count(1)
    expect(page.locator(".colleague")).to_contain_text(member.name)
    axe(page)
