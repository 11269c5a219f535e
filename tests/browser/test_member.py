"""The main road: a member asks, is answered, looks after the thread, and leaves."""

import re
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
from tests.support.steps import (
    button,
    choose,
    fill,
    follow,
    heading,
    menu,
    name_of,
    press,
    sign_in,
    somebody_else,
    visit,
    worker,
)

TITLE = "من أين نبدأ بإنشاء وحدة نظم معلومات جغرافية في بلدية صغيرة؟"
BODY = """نملك رخصة برنامج واحدة وموظفتين. نفكر في طريقتين:

| الطريقة | الكلفة بالشيكل |
| --- | --- |
| رخص تجارية | 20000 |
| برنامج مفتوح | 3000 |

- أيهما أسهل للتدريب؟
- ومن جرّب QGIS؟"""
ANSWER = "بدأنا بالبرنامج المفتوح وبطبقة المباني، وتعلّمت الموظفتان خلال ستة أسابيع."


@pytest.fixture
def colleague(app: Flask, page: Page, acting_as: Callable[[Member], Actor]) -> Callable[[], Member]:
    """Become a member of the same platform, of another authority."""

    def become() -> Member:
        found = db.session.scalars(select(Member).where(Member.email == "mahmoud.attar-yamun@demo.example")).one()
        acting_as(found)
        return found

    return become


def test_a_member_asks_a_question_and_looks_after_its_thread(page: Page, app: Flask, axe, colleague):
    _go_to_the_board(page, axe)
    _ask(page, axe)
    address = page.url
    _is_answered(page, app, axe, address, colleague)
    _accept_and_edit(page, axe)
    _quote_help_and_unfollow(page, axe)
    _sign_out(page, axe, address)


def _go_to_the_board(page: Page, axe) -> None:
    """From the front door to the board, by the links that stand there."""
    platform = db.session.scalars(select(Platform).where(Platform.slug == "engineering")).one()
    board = db.session.scalars(select(Board).where(Board.slug == "gis")).one()
    visit(page, "/")
    axe(page)
    follow(page, "Sign in")
    axe(page)
    sign_in(page, accounts.MEMBER)
    assert "سامر الطويل" in heading(page)
    axe(page)
    follow(page, "Platforms", menu(page))
    axe(page)
    page.get_by_role("main").get_by_role("link", name=name_of(page, platform)).first.click()
    assert heading(page) == name_of(page, platform)
    axe(page)
    page.get_by_role("link", name=name_of(page, board), exact=True).click()
    assert heading(page) == name_of(page, board)
    axe(page)


def _ask(page: Page, axe) -> None:
    """The form shows what is alike and how the text will look, and keeps what was typed."""
    follow(page, "New thread")
    choose(page, "Question")
    title = fill(page, "Title", TITLE[:-1])
    title.press("End")
    title.press_sequentially(TITLE[-1])
    if page.scripts:
        similar = page.locator(".similar")
        expect(similar.get_by_role("heading", name=page.words("Similar earlier threads"))).to_be_visible()
        expect(similar).to_contain_text("بموظفة واحدة وميزانية 20 ألف شيكل")
    page.get_by_text(page.words("Topics (optional)")).click()
    page.get_by_role("checkbox").first.check()
    fill(page, "Text", BODY)
    axe(page)
    press(page, "Preview")
    preview = page.locator(".composer__preview")
    expect(preview.get_by_role("table")).to_be_visible()
    expect(preview.get_by_role("heading", name=page.words("Preview"))).to_be_in_viewport()
    assert preview.get_by_role("listitem").all_inner_texts() == ["أيهما أسهل للتدريب؟", "ومن جرّب QGIS؟"]
    expect(page.get_by_label(page.words("Title"))).to_have_value(TITLE)
    expect(page.get_by_role("checkbox").first).to_be_checked()
    axe(page)
    press(page, "Post the thread")
    assert heading(page) == TITLE
    question = page.get_by_role("article").first
    expect(question.get_by_role("table").get_by_role("row")).to_have_count(3)
    expect(question).to_contain_text("سامر الطويل")
    expect(page.get_by_role("main").get_by_text(page.words("Unanswered"))).to_be_visible()
    axe(page)


def _is_answered(page: Page, app: Flask, axe, address: str, colleague) -> None:
    """A colleague of another authority replies; the asker reads of it on the bell."""
    with somebody_else(page):
        who = colleague()
        visit(page, address)
        press(page, "Post reply")
        expect(page.get_by_role("alert")).to_be_visible()
        axe(page)
        fill(page, "Your reply", ANSWER)
        press(page, "Post reply")
        expect(page).to_have_url(re.compile("#post-"))
        said = page.get_by_role("article").last
        expect(said).to_contain_text(ANSWER)
        expect(said).to_contain_text(who.job_title)
        axe(page)
    worker(app)
    visit(page, "/")
    page.get_by_role("link", name=page.words("Notifications")).first.click()
    assert heading(page) == page.words("Notifications")
    told = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name=TITLE))
    expect(told).to_contain_text(who.name)
    axe(page)
    told.get_by_role("listitem").get_by_role("link").first.click()
    page.wait_for_load_state()
    expect(page).to_have_url(re.compile("^" + re.escape(address)))


def _accept_and_edit(page: Page, axe) -> None:
    """The answer is pinned under the question; the question's first words stay readable."""
    press(page, "Accept as answer")
    answer = page.get_by_role("region", name=page.words("Accepted answer"))
    expect(answer).to_contain_text(ANSWER)
    expect(page.get_by_text(page.words("Answered"), exact=True).first).to_be_visible()
    axe(page)
    follow(page, "Edit", page.get_by_role("article").first)
    fill(page, "What did you change?", "زيادة الميزانية")
    fill(page, "Text", BODY + "\n\nالميزانية السنوية 25 ألف شيكل.")
    axe(page)
    press(page, "Save")
    follow(page, "Edited", page.get_by_role("article").first)
    assert heading(page) == page.words("Revision history")
    expect(page.get_by_text("زيادة الميزانية")).to_be_visible()
    expect(page.locator("ins").first).to_contain_text("25 ألف")
    axe(page)
    page.get_by_role("link", name=TITLE).first.click()
    page.wait_for_load_state()


def _quote_help_and_unfollow(page: Page, axe) -> None:
    """The small acts under posts and beside the thread."""
    reply = page.get_by_role("article").nth(1)
    follow(page, "Quote", reply)
    box = page.get_by_label(page.words("Your reply")).first
    if page.scripts:
        expect(box).to_have_value(f"> {ANSWER}\n\n")
        assert box.evaluate("e => e === document.activeElement")
    else:
        expect(page).to_have_url(re.compile("#reply$"))
    box.press_sequentially("شكرا، سنبدأ بالمباني.")
    press(page, "Post reply")
    thanks = page.get_by_role("article").last
    expect(thanks).to_contain_text("سنبدأ بالمباني")
    expect(thanks.get_by_role("blockquote")).to_have_count(1 if page.scripts else 0)

    press(page, "Helpful", reply)
    expect(button(page, "Helpful", reply)).to_have_attribute("aria-pressed", "true")
    press(page, "Helpful", reply)
    expect(button(page, "Helpful", reply)).to_have_attribute("aria-pressed", "false")

    press(page, "Unfollow")
    expect(button(page, "Follow")).to_be_visible()
    press(page, "Follow")
    expect(button(page, "Unfollow")).to_be_visible()
    follow(page, "Notifications")
    follow(page, "What you follow", page.get_by_role("main"))
    expect(page.get_by_role("link", name=TITLE)).to_be_visible()
    axe(page)


def _sign_out(page: Page, axe, address: str) -> None:
    """Whoever kept the cookie cannot come back with it."""
    kept = page.context.cookies()
    press(page, "Sign out", menu(page))
    expect(page.get_by_role("link", name=page.words("Sign in")).first).to_be_visible()
    axe(page)
    page.context.clear_cookies()
    page.context.add_cookies(kept)
    page.goto(address)
    assert heading(page) == page.words("Sign in")
