"""Coming in: somebody asks for membership, a moderator approves, the mail's link leads in."""

from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import select

from forum.demonstration import accounts
from forum.kernel.db import db
from forum.kernel.jobs import Job
from tests.support.steps import fill, follow, heading, press, sign_in, somebody_else, visit

PASSWORD = "أربع كلمات من اختياري"


def test_somebody_asks_to_join_and_is_let_in(page: Page, app: Flask, axe):
    _ask(page, axe)
    with somebody_else(page):
        _approve(page, axe)
    _come_in(page, axe, _link_in_the_mail())


def _ask(page: Page, axe) -> None:
    """Two villages bear the name that was typed; the right one is chosen from a list."""
    visit(page, "/platforms/engineering")
    follow(page, "Ask for a seat")
    fill(page, "Name", "رنا سليم")
    fill(page, "Work e-mail", "Rana@Jaba.ps ")
    fill(page, "Job title", "مهندسة بلدية")
    fill(page, "Local authority", "جبع")
    axe(page)
    press(page, "Send the request")
    expect(page.get_by_text(page.words("Which of these?"))).to_be_visible()
    axe(page)
    page.locator("input[type=radio][name=authority]").nth(1).check()
    press(page, "Send the request")
    assert heading(page) == page.words("Your request is pending approval")
    axe(page)


def _approve(page: Page, axe) -> None:
    """The moderator finds the request and weighs it."""
    visit(page, "/sign-in?next=/requests")
    sign_in(page, accounts.MODERATOR)
    axe(page)
    page.get_by_role("link", name="رنا سليم").click()
    expect(page.get_by_text("rana@jaba.ps")).to_be_visible()
    axe(page)
    press(page, "Approve and invite")
    assert heading(page) == page.words("Requests for membership")


def _link_in_the_mail() -> str:
    db.session.expire_all()
    mails = [job.payload for job in db.session.scalars(select(Job).where(Job.kind == "mail.send"))]
    words = next(mail["text"] for mail in mails if "/invitations/" in mail["text"]).split()
    return "/invitations/" + next(word for word in words if "/invitations/" in word).rpartition("/")[2]


def _come_in(page: Page, axe, link: str) -> None:
    """The link asks for a password; then the platform is open."""
    page.context.clear_cookies(name="minassat")
    visit(page, link)
    axe(page)
    fill(page, "New password", PASSWORD)
    press(page, "Save and sign in")
    visit(page, "/platforms/engineering")
    follow(page, "People")
    expect(page.get_by_role("link", name="رنا سليم")).to_be_visible()
    visit(page, "/account")
    axe(page)
