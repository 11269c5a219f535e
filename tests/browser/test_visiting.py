"""A visitor looks round, a member comes home: every page about the forum on a phone, by axe."""

import pytest
from sqlalchemy import select

from forum.demonstration.accounts import MEMBER
from forum.kernel.db import db
from forum.members.models import Member


def test_a_visitor_learns_what_the_forum_is(page, axe):
    page.goto("/")
    axe(page)
    page.get_by_role("link", name=page.words("About the programme"), exact=True).first.click()
    page.wait_for_url("**/about")
    axe(page)
    page.goto("/")
    page.get_by_role("link", name=page.words("Show all")).first.click()
    page.wait_for_url("**/workshops")
    axe(page)
    page.locator(".meeting__title a").first.click()
    page.wait_for_url("**/workshops/*")
    closed = page.words("The agenda, the expert and the notes are for members. Sign in to read them.")
    assert page.get_by_text(closed).is_visible()
    axe(page)


@pytest.mark.parametrize("address", ["/help", "/accessibility", "/news"])
@pytest.mark.browse(scripts=[False])
def test_pages_to_read_are_in_order(page, axe, address):
    page.goto(address)
    axe(page)


def test_a_member_comes_home_and_opens_what_waits(page, axe, acting_as):
    acting_as(db.session.scalars(select(Member).where(Member.email == MEMBER.email)).one())
    page.goto("/")
    axe(page)
    assert page.get_by_role("heading", name=page.words("Colleagues wait for an answer")).is_visible()
    page.locator(".thread--unread .thread__title a").first.click()
    page.wait_for_url("**/threads/*")
