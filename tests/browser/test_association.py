"""The association: at home on every platform, gives seats and offices."""

import re

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from forum.demonstration import accounts
from forum.kernel.db import db
from forum.members.models import Office
from forum.platforms.models import Platform
from tests.support import factories as make
from tests.support.steps import choose, fill, follow, heading, menu, name_of, press, sign_in, visit


@pytest.mark.browse(languages=["en"])
def test_the_association_works_across_platforms(page: Page, axe):
    visit(page, "/sign-in")
    sign_in(page, accounts.ASSOCIATION)
    axe(page)
    for platform in db.session.scalars(select(Platform).order_by(Platform.position)):
        _read_a_thread_of(page, platform)
    _sort_letters_of_all(page, axe)
    _give_a_seat(page, axe)


def _read_a_thread_of(page: Page, platform: Platform) -> None:
    follow(page, "Platforms", menu(page))
    page.get_by_role("main").get_by_role("link", name=name_of(page, platform)).first.click()
    page.locator(".board").get_by_role("link").first.click()
    page.get_by_role("list", name=page.words("Threads")).get_by_role("link").first.click()
    page.wait_for_load_state()
    expect(page).to_have_url(re.compile("/threads/"))
    expect(page.get_by_role("link", name=page.words("Curate this thread"))).to_be_visible()


def _sort_letters_of_all(page: Page, axe) -> None:
    follow(page, "Desk", menu(page))
    assert heading(page) == page.words("Desk")
    axe(page)


def _give_a_seat(page: Page, axe) -> None:
    """A member of one platform gets a role on another."""
    visit(page, "/platforms/finance")
    follow(page, "Seats and roles")
    axe(page)
    fill(page, "Member's mail address", accounts.MEMBER.email)
    choose(page, "Moderator")
    press(page, "Give the seat")
    seat = page.get_by_role("main").get_by_role("listitem").filter(has_text="سامر الطويل")
    expect(seat).to_contain_text(page.words("Moderator"))
    axe(page)


@pytest.mark.browse(languages=["ar"])
def test_an_administrator_gives_an_office_and_takes_it_back(page: Page, axe):
    visit(page, "/sign-in")
    _make_administrator()
    sign_in(page, accounts.ASSOCIATION)
    follow(page, "Offices", menu(page))
    axe(page)
    fill(page, "Member's mail address", accounts.MEMBER.email)
    choose(page, "Association")
    press(page, "Give the office")
    row = page.get_by_role("row").filter(has_text="سامر الطويل")
    expect(row).to_be_visible()
    press(page, "End", row)
    expect(row).to_have_count(0)
    axe(page)


def _make_administrator() -> None:
    holder = db.session.scalars(select(Office.member_id).where(Office.kind == "association")).first()
    make.save(Office(member_id=holder, kind="administrator"))
