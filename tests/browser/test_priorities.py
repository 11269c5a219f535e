"""A council's dots on a phone, a paper ballot read by two people, the result in words; plans and rounds are walked."""

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from forum.authorities.models import Authority
from forum.kernel import clock
from forum.kernel.access import Actor
from forum.kernel.db import db, transaction
from forum.notifications.people import hearers
from forum.platforms.delegates import Delegate
from forum.platforms.models import Platform, Seat
from forum.priorities.models import Ballot, Round
from forum.priorities.queries import on_ballot, proposals
from forum.workplans.models import WorkPlan


def actor_of(member_id: int) -> Actor:
    """Somebody as the forum meets them."""
    return hearers({member_id})[member_id].actor


def running() -> Round:
    """The round of the demonstration in which councils vote."""
    now = clock.now()
    return db.session.scalars(select(Round).where(Round.voting_from <= now, Round.voting_until > now)).one()


def silent_delegate(found: Round) -> Actor:
    """A delegate whose council has not voted."""
    voted = select(Ballot.authority_id).where(Ballot.round_id == found.id)
    query = select(Delegate.member_id).where(
        Delegate.platform_id == found.platform_id, Delegate.authority_id.not_in(voted)
    )
    return actor_of(db.session.scalars(query.order_by(Delegate.member_id).limit(1)).one())


def those_who_look_after(found: Round) -> list[Actor]:
    """Moderators and coordinators of its platform."""
    query = select(Seat.member_id).where(Seat.platform_id == found.platform_id, Seat.role != "member")
    return [actor_of(member_id) for member_id in db.session.scalars(query.order_by(Seat.member_id))]


def test_a_delegate_spends_five_dots_on_a_phone_and_sees_that_they_are_kept(page: Page, app, acting_as, axe):
    found = running()
    first, second = [one.id for one in on_ballot(proposals(found.id))][:2]
    delegate = silent_delegate(found)
    acting_as(delegate)
    page.goto(f"/priorities/{found.id}")
    axe(page)
    page.locator(f"[name=topic_{first}]").select_option("3")
    page.locator(f"[name=topic_{second}]").select_option("3")
    page.get_by_role("button", name=page.words("Place the dots")).click()
    page.locator(".error-summary, [role=alert]").first.wait_for()
    expect(page.locator(f"[name=topic_{first}]")).to_have_value("3")  # what was chosen stays
    page.locator(f"[name=topic_{second}]").select_option("2")
    page.get_by_role("button", name=page.words("Place the dots")).click()
    kept = page.words("The ballot of your council is kept. You can change it until the vote ends.")
    page.get_by_text(kept).wait_for()
    expect(page.locator(f"[name=topic_{first}]")).to_have_value("3")
    axe(page)
    db.session.expire_all()
    kept = db.session.get_one(Ballot, (found.id, delegate.authority_id))
    assert (kept.dots, kept.spent) == ({str(first): 3, str(second): 2}, 5)


def test_two_people_read_a_paper_ballot_and_it_counts(page: Page, app, acting_as, axe):
    found = running()
    topic = on_ballot(proposals(found.id))[0].id
    named = select(Delegate.authority_id).where(Delegate.platform_id == found.platform_id)
    council = db.session.scalars(
        select(Authority).where(Authority.kind == "village_council", Authority.id.not_in(named))
        .order_by(Authority.code).limit(1)
    ).one()
    for reader in those_who_look_after(found)[:2]:
        acting_as(reader)
        page.goto(f"/priorities/{found.id}/paper")
        axe(page)
        page.locator("[name=authority]").first.fill(council.name_ar)
        page.locator(f"[name=topic_{topic}]").select_option("5")
        page.get_by_role("button", name=page.words("Keep this reading")).click()
        page.locator(".flash").first.wait_for()
    expect(page.locator("#counted li")).to_have_count(1)
    db.session.expire_all()
    kept = db.session.get_one(Ballot, (found.id, council.id))
    assert kept.is_paper and kept.dots == {str(topic): 5}


def test_a_result_is_published_with_its_reasons_in_words(page: Page, app, acting_as, axe):
    found = running()
    with transaction():
        found.voting_until = clock.now()
    acting_as(those_who_look_after(found)[0])
    page.goto(f"/priorities/{found.id}")
    axe(page)
    page.get_by_role("button", name=page.words("Count and publish")).click()
    page.wait_for_url("**/result")
    axe(page)
    expect(page.locator(".chosen__one")).to_have_count(found.slots)
    assert all(len(words.strip()) > 40 for words in page.locator(".chosen__one > p:first-of-type").all_inner_texts())


@pytest.mark.browse(scripts=[False])
def test_plans_and_rounds_of_the_demonstration_are_walked(page: Page, app, acting_as, axe):
    found = db.session.scalars(select(Round).where(Round.result.has())).one()
    platform = db.session.get_one(Platform, found.platform_id)
    acting_as(those_who_look_after(found)[0])
    for address in (f"/platforms/{platform.slug}/priorities", f"/priorities/{found.id}/result"):
        page.goto(address)
        axe(page)
        expect(page.get_by_text(page.words("Demonstration data")).first).to_be_attached()
    plan = db.session.scalars(select(WorkPlan).where(WorkPlan.platform_id == found.platform_id)).first()
    page.goto(f"/plans/{plan.id}")
    axe(page)
    assert page.locator(".plan-picture svg .plan-bar").count() == page.locator("tr[id^=activity-]").count() > 0
    page.locator("#versions a").last.click()
    page.wait_for_url("**/versions/1")
    axe(page)
