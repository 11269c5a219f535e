"""Who hears of endorsement and sign-off, in the forum and by mail."""

import pytest
from sqlalchemy import select

from forum.kernel import clock
from forum.kernel.db import db, transaction
from forum.notifications.models import Notification
from forum.papers import publishing
from forum.papers.endorsements import actions, queries
from forum.papers.shelf import paper as paper_for
from forum.platforms.delegates import delegates_of
from tests.support import factories as make, papers as way


def told(person) -> list[str]:
    query = select(Notification.kind).where(Notification.member_id == person.member_id).order_by(Notification.id)
    return list(db.session.scalars(query))


def test_delegates_are_asked_for_the_voice_and_colleagues_for_what_they_think(case, run_jobs, client, acting_as):
    delegate = way.delegate(case.board.platform_id)
    colleague = make.seat(case.board)
    outsider = make.outsider()
    paper = case.draft("نص")
    way.reviewed(paper, by=case.moderator)
    with transaction():
        publishing.open_endorsement(paper, by=case.moderator)
    run_jobs()
    assert sorted(told(delegate)) == ["named", "review", "voice_wanted"]
    assert sorted(told(colleague)) == ["endorsement", "review"]
    assert told(outsider) == []
    acting_as(delegate)
    page = client.get("/notifications").text
    assert "مطلوب موقف هيئتك" in page and f"/papers/{paper.id}/endorsements" in page


def test_a_voice_is_news_for_those_who_wrote_the_paper_and_its_answer_for_the_delegate(case, asked, run_jobs):
    with transaction():
        actions.speak(asked.paper, "object", "الموعد قريب", "سنة أخرى", by=asked.delegate)
    voice = queries.said(asked.paper.id, queries.newest_version(asked.paper).fingerprint)[0]
    with transaction():
        actions.answer(voice, "لا", by=case.moderator)
    run_jobs()
    assert "voice" in told(case.moderator) and "voice" in told(asked.coordinator)
    assert told(asked.delegate)[-1] == "voice_answered"
    assert "voice" not in told(asked.colleague)


def test_whoever_signs_next_is_asked_and_at_last_the_association(case, run_jobs):
    paper = case.draft("نص")
    people = way.signing(paper, by=case.moderator)
    association = make.association()
    with transaction():
        fingerprint = queries.newest_version(paper).fingerprint
        for person in people.values():
            actions.sign(paper, fingerprint, by=person)
    run_jobs()
    for office in ("legal_unit", "executive"):
        assert told(people[office]) == ["signature_wanted"]
    assert "all_signed" in told(association)
    assert told(case.moderator).count("signed") == 3


@pytest.mark.parametrize("locale", ["ar", "en"])
def test_those_who_gave_voice_or_signature_hear_that_the_text_was_opened_again(
    case, run_jobs, client, acting_as, locale
):
    paper = case.draft("نص")
    people = way.signing(paper, by=case.moderator)
    with transaction():
        actions.sign(paper, queries.newest_version(paper).fingerprint, by=people["coordinator"])
    delegate = delegates_of(paper.platform_id)[0].member_id
    with transaction():
        publishing.return_to_draft(paper_for(case.moderator, paper.id), "رقم ناقص", by=case.moderator)
    with clock.standing(clock.now()):
        run_jobs()
    assert told(people["coordinator"])[-1] == "opened_again"
    speaker = make.actor_of(db.session.get_one(type(case.post.author), delegate))
    assert told(speaker)[-1] == "opened_again"
    acting_as(speaker)
    client.post("/language", data={"language": locale})
    page = client.get("/notifications").text
    assert ("يسقط موقف هيئتك" if locale == "ar" else "falls away") in page and paper.title in page
