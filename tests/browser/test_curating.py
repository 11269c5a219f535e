"""A moderator keeps a platform in order: topics, boards, duplicates, what is closed and what is hidden."""

from playwright.sync_api import Page, expect
from sqlalchemy import select

from forum.demonstration import accounts
from forum.demonstration.rules import MAIL_DOMAIN
from forum.kernel.db import db
from forum.members.models import Member
from forum.platforms.models import Board
from forum.threads.models import Thread
from forum.topics.models import Topic
from tests.support import factories as make
from tests.support.steps import button, choose, fill, follow, heading, menu, name_of, pick, press, sign_in, visit

FIRST, SECOND = "أين نجد صورا جوية حديثة للبلدة؟", "صور جوية حديثة: من أين؟"
REASON = "انتقل النقاش إلى ورشة الأسبوع القادم"


def test_a_moderator_keeps_a_platform_in_order(page: Page, app, acting_as, axe):
    first, second = _asked(FIRST, "نحتاج صورة للمخطط."), _asked(SECOND, "السؤال نفسه من زميلة.")
    make.post(first, "اسألوا سلطة الأراضي، رقم جواري 0599000000.", author=_colleague("areej.mansour-attil"))
    db.session.commit()
    _tag(page, axe)
    _move(page, axe)
    _merge(page, axe, first, second)
    _pin(page, axe)
    _close_and_reopen(page, axe)
    _hide(page, axe, first, acting_as)


def _colleague(name: str) -> Member:
    return db.session.scalars(select(Member).where(Member.email == f"{name}@{MAIL_DOMAIN}")).one()


def _asked(title: str, text: str) -> Thread:
    """A new question of a member on the board for maps."""
    board = db.session.scalars(select(Board).where(Board.slug == "gis")).one()
    return make.thread(text, board=board, title=title, author=_colleague("mahmoud.attar-yamun"))


def _tag(page: Page, axe) -> None:
    """The desk brings one letter after the other; a word from the vocabulary, and the next one lies there."""
    topic = name_of(page, db.session.scalars(select(Topic).where(Topic.slug == "gis-data")).one())
    visit(page, "/")
    follow(page, "Sign in")
    sign_in(page, accounts.MODERATOR)
    follow(page, "Desk", menu(page))
    assert heading(page) == page.words("Desk")
    axe(page)
    follow(page, "Without topics", page.get_by_role("navigation", name=page.words("Trays")))
    letter = page.get_by_role("article")
    expect(letter.get_by_role("heading", name=FIRST)).to_be_visible()
    letter.locator("summary").filter(has_text=page.words("Add topic")).click()
    fill(page, "Another topic", topic, letter)
    axe(page)
    press(page, "Add topic", letter)
    expect(page.get_by_role("heading", name=SECOND)).to_be_visible()


def _move(page: Page, axe) -> None:
    """From the letter to everything that can be done with its thread."""
    board = db.session.scalars(select(Board).where(Board.slug == "area-c")).one()
    follow(page, "Move or merge")
    assert heading(page) == page.words("Curate this thread")
    axe(page)
    moving = page.locator("#move")
    pick(page, "Board", name_of(page, board), moving)
    press(page, "Move", moving)
    crumbs = page.get_by_role("navigation", name=page.words("You are here"))
    assert heading(page) == SECOND
    expect(crumbs).to_contain_text(name_of(page, board))


def _merge(page: Page, axe, first: Thread, second: Thread) -> None:
    """Two threads become one; whoever kept the old address comes to it."""
    follow(page, "Curate this thread")
    merging = page.locator("#merge")
    fill(page, "Address or number of the other thread", page.url.rpartition("/threads/")[0] + f"/threads/{first.id}")
    press(page, "Merge", merging)
    expect(page.get_by_role("alert")).to_be_visible()
    axe(page)
    choose(page, "All posts of this thread move to the end of the other one", merging)
    press(page, "Merge", merging)
    assert heading(page) == FIRST
    expect(page.get_by_role("article")).to_have_count(3)
    visit(page, f"/threads/{second.id}")
    assert heading(page) == FIRST
    axe(page)


def _pin(page: Page, axe) -> None:
    """A pinned thread stands on top of its board until it is unpinned."""
    follow(page, "Curate this thread")
    press(page, "Pin to the top of the board")
    page.get_by_role("navigation", name=page.words("You are here")).get_by_role("link").last.click()
    pinned = page.get_by_role("region", name=page.words("Pinned"))
    expect(pinned.get_by_role("link", name=FIRST)).to_be_visible()
    axe(page)
    pinned.get_by_role("link", name=FIRST).click()
    follow(page, "Curate this thread")
    press(page, "Unpin")
    assert heading(page) == FIRST


def _close_and_reopen(page: Page, axe) -> None:
    """Closing wants a reason, which stands where the reply box was."""
    follow(page, "Curate this thread")
    closing = page.locator("#close")
    press(page, "Close thread", closing)
    expect(page.get_by_text(page.words("Say why, so that the people in the thread understand.")).first).to_be_visible()
    fill(page, "Reason", REASON, closing)
    press(page, "Close thread", closing)
    expect(page.get_by_text(REASON)).to_be_visible()
    expect(page.get_by_label(page.words("Your reply"))).to_have_count(0)
    axe(page)
    follow(page, "Curate this thread")
    press(page, "Reopen")
    expect(page.get_by_label(page.words("Your reply"))).to_be_visible()


def _hide(page: Page, axe, thread: Thread, acting_as) -> None:
    """A hidden post leaves its reason in its place; a hidden thread is gone for everybody else."""
    post = page.get_by_role("article").nth(1)
    follow(page, "Hide", post)
    axe(page)
    fill(page, "Reason", "فيها رقم هاتف مواطن")
    press(page, "Hide")
    expect(button(page, "Show again", page.get_by_role("article").nth(1))).to_be_visible()
    mine = page.context.cookies()

    acting_as(_colleague("mahmoud.attar-yamun"))
    visit(page, f"/threads/{thread.id}")
    gone = page.get_by_role("article").nth(1).inner_text()
    assert "فيها رقم هاتف مواطن" in gone
    assert "0599000000" not in page.content()
    axe(page)

    page.context.clear_cookies()
    page.context.add_cookies(mine)
    visit(page, f"/threads/{thread.id}/manage")
    fill(page, "Reason", "أُرسلت مرتين", page.locator("#hide"))
    press(page, "Hide thread")
    expect(page.get_by_text("أُرسلت مرتين")).to_be_visible()
    axe(page)

    acting_as(_colleague("areej.mansour-attil"))
    assert page.goto(f"/threads/{thread.id}").status == 404
    axe(page)
