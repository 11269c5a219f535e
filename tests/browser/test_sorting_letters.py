"""A member reports a post; a moderator sorts letters by thumb and by keyboard; both hear what came of it."""

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from forum.kernel.db import db, transaction
from forum.kernel.jobs import run_pending
from forum.moderation.models import Flag, FlagDecision
from forum.notifications.announcing import ANNOUNCING
from forum.notifications.people import hearers
from forum.platforms.models import Seat
from forum.threads.models import Post, Thread
from forum.threads.states import PostHiding, ThreadTopic


def someone(role: str, platform_id: int, *, but: int = 0):
    """Somebody of the demonstration with a role on a platform."""
    query = select(Seat.member_id).where(Seat.platform_id == platform_id, Seat.role == role, Seat.member_id != but)
    member_id = db.session.scalars(query.order_by(Seat.member_id).limit(1)).one()
    return hearers({member_id})[member_id].actor


def a_reply() -> Post:
    """A reply of the demonstration, with its thread's platform at hand."""
    moderated = select(Seat.platform_id).where(Seat.role == "moderator")
    query = select(Post).join(Thread, Thread.id == Post.thread_id).where(
        Post.number == 2, Thread.platform_id.in_(moderated), Thread.shelf == "listed"
    )
    return db.session.scalars(query.order_by(Post.id).limit(1)).one()


def announce() -> None:
    """What the worker does with events."""
    run_pending({ANNOUNCING.name: ANNOUNCING})


def test_a_report_reaches_the_desk_and_its_outcome_the_reporter(page: Page, app, acting_as, axe):
    post = a_reply()
    platform_id = db.session.get_one(Thread, post.thread_id).platform_id
    member = someone("member", platform_id, but=post.author_id)
    acting_as(member)

    page.goto(f"/flags/new?kind=post&id={post.id}")
    axe(page)
    page.get_by_label(page.words("Personal data of a citizen")).check()
    page.get_by_role("button", name=page.words("Send report")).click()
    page.wait_for_url(f"**/threads/{post.thread_id}*")
    page.get_by_text(page.words(
        "Thank you. The moderators of the platform will look at it, and you will be told what they decide."
    )).wait_for()

    acting_as(someone("moderator", platform_id))
    page.goto("/desk")
    axe(page)
    page.locator("summary", has_text=page.words("Hide")).first.click()
    page.get_by_label(page.words("Reason, which the author reads")).fill("فيها بيانات مواطن")
    axe(page)
    page.locator(".deed__form").get_by_role("button", name=page.words("Hide")).first.click()
    page.wait_for_url("**/desk?tray=flagged")
    expect(page.get_by_text(page.words("Nothing is reported on your platforms."))).to_be_visible()
    assert db.session.get(PostHiding, post.id).reason == "فيها بيانات مواطن"

    announce()
    acting_as(member)
    page.goto("/notifications")
    axe(page)
    expect(page.get_by_text("فيها بيانات مواطن")).to_be_visible()


def untag_some(platform_id: int, number: int) -> list[int]:
    """Take the topics off the oldest threads of a platform; their ids, oldest first."""
    query = select(Thread.id).where(Thread.platform_id == platform_id, Thread.shelf == "listed")
    ids = list(db.session.scalars(query.order_by(Thread.created_at, Thread.id).limit(number)))
    with transaction():
        db.session.execute(ThreadTopic.__table__.delete().where(ThreadTopic.thread_id.in_(ids)))
    return ids


def topics_of(thread_id: int) -> list[int]:
    return list(db.session.scalars(select(ThreadTopic.topic_id).where(ThreadTopic.thread_id == thread_id)))


def test_a_tap_on_a_suggestion_tags_the_thread_and_brings_the_next(page: Page, app, acting_as):
    platform_id = db.session.get_one(Thread, a_reply().thread_id).platform_id
    first, second = untag_some(platform_id, 2)
    acting_as(someone("moderator", platform_id))

    page.goto("/desk?tray=untagged")
    expect(page.locator(f".letter__title a[href='/threads/{first}']")).to_be_visible()
    page.locator(".letter [data-key='1']").click()
    page.wait_for_url("**/desk?tray=untagged")

    expect(page.locator(f".letter__title a[href='/threads/{second}']")).to_be_visible()
    assert len(topics_of(first)) == 1


@pytest.mark.browse(languages=["ar"], scripts=[True], width="desk")
def test_letters_are_sorted_from_the_keyboard(page: Page, app, acting_as):
    platform_id = db.session.get_one(Thread, a_reply().thread_id).platform_id
    first, second, third = untag_some(platform_id, 3)
    acting_as(someone("moderator", platform_id))

    page.goto("/desk?tray=untagged")
    page.locator(".letter").focus()
    page.keyboard.press("n")
    page.locator(f".letter__title a[href='/threads/{second}']").wait_for()
    page.locator(".letter").focus()
    page.keyboard.press("2")
    page.locator(f".letter__title a[href='/threads/{third}']").wait_for()

    assert [len(topics_of(number)) for number in (first, second, third)] == [0, 1, 0]


@pytest.mark.browse(languages=["en"], scripts=[False])
def test_a_moderator_keeps_a_reported_post_with_one_tap(page: Page, app, acting_as):
    post = a_reply()
    platform_id = db.session.get_one(Thread, post.thread_id).platform_id
    member = someone("member", platform_id, but=post.author_id)
    with transaction():
        db.session.add(Flag(
            subject_kind="post", subject_id=post.id, platform_id=platform_id, member_id=member.member_id,
            reason="harm",
        ))
    acting_as(someone("moderator", platform_id))

    page.goto("/desk?tray=flagged")
    page.get_by_role("button", name="Nothing wrong: it stays").click()

    expect(page.get_by_text("Nothing is reported on your platforms.")).to_be_visible()
    assert db.session.scalars(select(FlagDecision.outcome)).all() == ["kept"]
