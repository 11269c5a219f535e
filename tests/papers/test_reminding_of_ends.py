"""Before a date passes, those who have not spoken hear of it, once."""

from datetime import timedelta

from sqlalchemy import select

from forum.activity.models import Event
from forum.kernel import clock
from forum.kernel.db import db, transaction
from forum.members.models import Member
from forum.papers import actions as collecting, publishing, reviewing
from forum.papers.endorsements import actions as endorsing
from forum.papers.endorsements.rules import ENDORSE
from forum.papers.reminding.actions import remind
from forum.papers.reminding.notifications import AnnouncedEndings
from forum.threads.models import Thread
from tests.support import factories as make, papers as way


def told_after(days: float) -> list[tuple[str, set[int]]]:
    """What is announced by the chore after so many days."""
    with clock.standing(clock.now() + timedelta(days=days)), transaction():
        before = set(db.session.scalars(select(Event.id)))
        remind()
        db.session.flush()
        fresh = db.session.scalars(select(Event).where(Event.id.not_in(before))).all()
        return [(each.kind, set(each.to)) for each in AnnouncedEndings().announcements(fresh)]


def test_silent_delegates_hear_three_days_before_the_end_and_once(case):
    paper = case.draft("نص")
    silent = way.endorsing(paper, by=case.moderator)
    spoken = way.delegate(paper.platform_id)
    with transaction():
        endorsing.speak(paper, ENDORSE, "", "", by=spoken)
    assert told_after(10) == []
    assert told_after(11.5) == [("voice_ends", {silent.member_id})]
    assert told_after(12) == []
    assert told_after(15) == []


def test_members_who_have_not_commented_hear_before_the_review_ends(case):
    paper = case.draft("نص")
    quiet, loud = make.seat(case.board), make.seat(case.board)
    with transaction():
        from_review = publishing.send_to_review(paper, by=case.moderator)
        reviewing.say(paper, None, "general", "ملاحظة", by=loud)
    assert from_review.number == 1
    kind, people = told_after(19)[0]
    assert kind == "review_ends" and quiet.member_id in people and loud.member_id not in people
    assert told_after(20) == []


def test_people_of_silent_invited_authorities_hear_before_a_call_ends(case):
    invited, answered = make.seat(case.board), make.seat(case.board)
    with transaction():
        call = collecting.call_for_experiences(
            case.file, case.board, "دعوة إلى الخبرات", "ماذا فعلتم؟", closes_at=clock.now() + timedelta(days=15),
            authorities=[invited.authority_id, answered.authority_id], by=case.moderator,
        )
    make.post(db.session.get_one(Thread, call.thread_id), "فعلنا كذا", author=_person(answered))
    assert told_after(5) == []
    assert told_after(13) == [("call_ends", {invited.member_id})]
    assert told_after(14) == []


def _person(actor):
    return db.session.get_one(Member, actor.member_id)
