"""On a phone a member attaches a picture and a report; a colleague sees both and finds the report by its words."""

from collections.abc import Callable

from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import select

from forum.attachments.models import Attachment
from forum.demonstration import accounts
from forum.kernel.access import Actor
from forum.kernel.db import db
from forum.members.models import Member
from forum.platforms.models import Board, Platform
from tests.support import samples
from tests.support.accounts import member_of
from tests.support.steps import fill, heading, press, visit, worker

TITLE = "حفر على جانب الطريق: صورة ومخطط"
PICTURE = {"name": "حفر.jpg", "mimeType": "image/jpeg", "buffer": samples.picture(camera=True)}
SURVEY = samples.pdf("Pavement survey", "Qabatiya zigzag")
REPORT = {"name": "report.pdf", "mimeType": "application/pdf", "buffer": SURVEY}
PAGE = {"name": "خريطة.pdf", "mimeType": "application/pdf", "buffer": b"<!doctype html><script>alert(1)</script>"}


def test_a_member_attaches_a_picture_and_a_report_and_a_colleague_finds_them(
    page: Page, axe, app: Flask, acting_as: Callable[[Member], Actor]
):
    acting_as(member_of(accounts.MEMBER))
    engineering = select(Platform.id).where(Platform.slug == "engineering").scalar_subquery()
    board = db.session.scalars(select(Board).where(Board.platform_id == engineering, Board.slug == "practice")).one()
    visit(page, f"/boards/{board.id}/ask")
    fill(page, "Title", TITLE)
    fill(page, "Text", "هل تبدأ الصيانة من الطبقة أم من الجانب؟")
    chooser = page.locator("input[type=file]")
    chooser.set_input_files([PICTURE, PAGE])
    press(page, "Post the thread")
    expect(page.get_by_role("alert").first).to_contain_text(PAGE["name"])
    axe(page)

    expect(page.get_by_text(PICTURE["name"]).first).to_be_visible()  # kept; not sent again
    chooser.set_input_files([REPORT])
    press(page, "Post the thread")
    assert heading(page) == TITLE
    names = db.session.scalars(select(Attachment.name).order_by(Attachment.id.desc()).limit(2)).all()
    assert set(names) == {PICTURE["name"], REPORT["name"]}
    worker(app)

    acting_as(member_of(accounts.MODERATOR))
    visit(page, page.url)
    shown = page.get_by_role("article").first.locator("img[src*='/small']")
    expect(shown).to_be_visible()
    assert shown.evaluate("e => e.complete ? e.naturalWidth : e.decode().then(() => e.naturalWidth)") > 100
    expect(page.get_by_role("article").first.get_by_role("link", name=REPORT["name"])).to_be_visible()
    axe(page)
    visit(page, "/search?q=zigzag")
    page.get_by_role("link", name="zigzag").or_(page.locator("mark", has_text="zigzag")).first.wait_for()
    axe(page)
