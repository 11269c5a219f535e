"""A case is told on a phone, accepted by a moderator, taken up by others: one fails, and the tree shows it."""

import re

from playwright.sync_api import Page, expect
from sqlalchemy import select

from forum.cases.models import Case
from forum.kernel.db import db
from forum.members.models import Member
from forum.notifications.people import hearers
from forum.platforms.models import Platform, Seat


def someone(role: str, *, but: tuple[int, ...] = ()):
    """Somebody of the innovation platform, of an authority that none of ``but`` works at."""
    others = select(Member.authority_id).where(Member.id.in_(but))
    query = (
        select(Seat.member_id)
        .join(Member, Member.id == Seat.member_id)
        .join(Platform, Platform.id == Seat.platform_id)
        .where(
            Platform.slug == "innovation", Seat.role == role, Member.authority_id.is_not(None),
            Member.authority_id.not_in(others),
        )
        .order_by(Seat.member_id)
        .limit(1)
    )
    member_id = db.session.scalars(query).one()
    return hearers({member_id})[member_id].actor


def tell(page: Page) -> None:
    """Fill in the form as a thumb does."""
    fields = {
        "Title": "ساعة هادئة في قاعة الجمهور", "The problem": "ازدحام كل صباح", "What was done": "موعد بالهاتف",
        "Steps": "خط هاتف\nجدول واحد", "Cost": "400 شيكل", "Lessons": "ابدأ بشباك واحد",
        "What would be done otherwise": "كنا سنبدأ قبل رمضان", "Conditions for success": "موظف يجيب دائما",
    }
    for label, words in fields.items():
        page.get_by_label(page.words(label), exact=False).first.fill(words)
    page.locator("[name=results-0-what]").fill("الانتظار")
    page.locator("[name=results-0-before]").fill("47")
    page.locator("[name=results-0-after]").fill("9")
    page.locator("[name=results-0-unit]").fill("دقيقة")


def test_a_case_is_told_accepted_and_taken_up_and_a_failure_is_drawn(page: Page, app, acting_as, axe):
    author = someone("member")
    acting_as(author)
    page.goto("/cases")
    axe(page)
    page.get_by_role("link", name=page.words("Tell a case")).first.click()
    page.wait_for_url("**/cases/new")
    axe(page)
    tell(page)
    page.get_by_role("button", name=page.words("Submit for review")).click()
    page.wait_for_url("**/cases/*")
    assert page.get_by_text(page.words("This version waits for a review. Only its author and the moderators see it."))
    case_id = db.session.scalars(select(Case.id).order_by(Case.id.desc()).limit(1)).one()

    acting_as(someone("moderator", but=(author.member_id,)))
    page.goto(f"/cases/{case_id}")
    axe(page)
    page.get_by_role("button", name=page.words("Accept into the library")).click()
    page.wait_for_url(f"**/cases/{case_id}")
    expect(page.get_by_text(page.words("The case is in the library. Its author is told."))).to_be_visible()

    reader = someone("member", but=(author.member_id,))
    acting_as(reader)
    page.goto(f"/cases/{case_id}")
    page.get_by_role("link", name=page.words("We did this too")).click()
    page.get_by_label(page.words("It failed")).check()
    page.get_by_label(page.words("How it went, and why"), exact=False).fill("لا أحد يجيب على الهاتف")
    axe(page)
    page.get_by_role("button", name=page.words("Record it")).click()
    page.wait_for_url(f"**/cases/{case_id}#adoption-*")
    node = page.locator(".lineage .lineage li").or_(page.locator(".lineage ul > li")).first
    expect(node).to_contain_text(page.words("It failed"))
    expect(node).to_contain_text("لا أحد يجيب على الهاتف")
    axe(page)


def test_a_visitor_finds_an_authority_on_the_map_and_in_the_list(page: Page, app, axe):
    page.goto("/authorities/map")
    axe(page)
    page.get_by_role("link", name=page.words("South"), exact=True).click()
    page.wait_for_url("**/authorities/map?region=south")
    axe(page)
    dot = page.locator("svg.map a").last
    name = dot.get_attribute("aria-label")
    dot.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/authorities/\d+$"))
    expect(page.locator("h1")).to_contain_text(name)
    axe(page)
    page.goto("/authorities")
    axe(page)
    page.get_by_role("searchbox").last.fill(name)
    page.get_by_role("searchbox").last.press("Enter")
    page.wait_for_url(re.compile(r"/authorities\?q="))
    expect(page.get_by_role("link", name=name).first).to_be_visible()
