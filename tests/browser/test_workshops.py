"""A member registers with a challenge; a moderator closes the workshop and publishes what was learned."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from forum.demonstration import accounts
from forum.kernel import clock
from forum.kernel.db import db, transaction
from forum.members.models import Member
from forum.platforms.models import Platform, Seat
from forum.workshops.models import Workshop, WorkshopSeat
from tests.support.accounts import member_of
from tests.support.steps import choose, fill, follow, heading, press, visit

CHALLENGE = "كيف نحصي المباني بموظف واحد؟"


@pytest.mark.browse(scripts=[True])
def test_from_a_challenge_to_a_note(page: Page, app, acting_as, axe):
    workshop = db.session.scalars(
        select(Workshop).where(Workshop.starts_at > clock.now(), Workshop.demo_key.is_not(None))
        .join(Platform, Platform.id == Workshop.platform_id).where(Platform.slug == "engineering")
    ).unique().first()
    _register(page, axe, acting_as, workshop.id, _newcomer(workshop))
    with transaction():
        workshop.starts_at = clock.now() - timedelta(hours=2)
        workshop.ends_at = clock.now() - timedelta(hours=1)
    _close(page, axe, acting_as, workshop.id)


def _newcomer(workshop: Workshop) -> Member:
    """Somebody of the platform who is not registered yet."""
    taken = select(WorkshopSeat.member_id).where(WorkshopSeat.workshop_id == workshop.id)
    query = select(Member).join(Seat, Seat.member_id == Member.id).where(
        Seat.platform_id == workshop.platform_id, Seat.role == "member", Member.id.not_in(taken)
    )
    return db.session.scalars(query.order_by(Member.id)).first()


def _register(page: Page, axe, acting_as, workshop_id: int, who: Member) -> None:
    """What one brings becomes a thread; the workshop and the thread lead to each other."""
    acting_as(who)
    visit(page, f"/workshops/{workshop_id}")
    axe(page)
    page.locator("#place").get_by_role("link").last.click()
    axe(page)
    choose(page, "A concrete challenge")
    fill(page, "Title", CHALLENGE)
    fill(page, "In a few sentences", "لدينا 1200 مبنى وموظف واحد.")
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(f"**/workshops/{workshop_id}#place")
    page.get_by_role("link", name=CHALLENGE).first.click()
    assert heading(page) == CHALLENGE
    page.get_by_text(page.words("Brought to a workshop")).wait_for()
    axe(page)


def _close(page: Page, axe, acting_as, workshop_id: int) -> None:
    """Minutes lead to a drafted note, the note to a thread."""
    acting_as(member_of(accounts.MODERATOR))
    visit(page, f"/workshops/{workshop_id}")
    follow(page, "Minutes and closing")
    axe(page)
    fill(page, "Minutes", "عُرضت تجربة عنبتا في حصر المباني.")
    page.get_by_label(CHALLENGE).check()
    press(page, "Close the workshop")
    assert heading(page) == page.words("Note on what was learned")
    expect(page.get_by_label(page.words("Text"))).to_have_value(re.compile("عُرضت تجربة عنبتا"))
    axe(page)
    fill(page, "Title", "ما تعلمناه عن حصر المباني")
    press(page, "Publish as a thread")
    assert heading(page) == "ما تعلمناه عن حصر المباني"
    page.get_by_text(page.words("What was learned in a workshop")).wait_for()
