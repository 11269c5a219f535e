"""Issue files are proposed where threads or authorities meet; a dismissed one comes back only when it grew."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from forum.kernel import clock
from forum.kernel.access import ANYONE
from forum.kernel.db import db, transaction
from forum.kernel.errors import Refused
from forum.papers.models import IssueFile, IssueFileThread
from forum.papers.proposals import actions, queries as reading
from forum.papers.proposals.models import FileProposal
from forum.papers.proposals.policy import CanPropose
from forum.platforms.models import Platform
from forum.threads.models import Thread
from tests.support import factories as make


def proposals() -> list[tuple[int, int]]:
    db.session.expire_all()
    rows = db.session.scalars(select(FileProposal).order_by(FileProposal.id))
    return [(row.threads, row.authorities) for row in rows]


def propose() -> None:
    with transaction():
        actions.propose()


@pytest.mark.parametrize(
    ("threads", "voices", "found"),
    [(2, 3, []), (3, 0, [(3, 1)]), (1, 3, []), (1, 4, [(1, 5)])],
)
def test_three_threads_or_five_authorities_make_a_proposal(speak, threads, voices, found):
    speak(threads, voices)
    propose()
    assert proposals() == found


def test_an_open_proposal_is_counted_anew_and_never_doubled(speak):
    speak(3)
    propose()
    speak(1, 2)
    propose()
    assert proposals() == [(4, 4)]


def test_hidden_old_and_collected_threads_do_not_meet(speak, board, moderator):
    hidden, old, collected = speak(3)
    with transaction():
        db.session.get_one(Thread, hidden.id).shelf = "hidden"
    propose()
    assert proposals() == []
    with transaction():
        db.session.get_one(Thread, hidden.id).shelf = "listed"
        db.session.get_one(Thread, old.id).last_post_at = clock.now() - timedelta(days=800)
    propose()
    assert proposals() == []
    with transaction():
        db.session.get_one(Thread, old.id).last_post_at = clock.now()
        actions.open_with(db.session.get_one(Platform, board.platform_id), "ملف", "", [collected], by=moderator)
    propose()
    assert proposals() == []


def test_a_proposal_whose_threads_were_collected_meanwhile_goes(speak, board, moderator):
    threads = speak(3)
    propose()
    with transaction():
        actions.open_with(db.session.get_one(Platform, board.platform_id), "ملف", "", threads, by=moderator)
    propose()
    assert proposals() == []


def test_one_click_opens_the_file_with_its_threads(client, acting_as, speak, moderator):
    threads = speak(3)
    propose()
    acting_as(moderator)
    desk = client.get("/desk?tray=proposals").text
    assert "المياه العادمة" in desk and "سؤال عن الحفر 1" in desk
    number = db.session.scalars(select(FileProposal.id)).one()
    answer = client.post(f"/issue-file-proposals/{number}/file")
    assert answer.status_code == 303
    file = db.session.scalars(select(IssueFile)).one()
    held = set(db.session.scalars(select(IssueFileThread.thread_id)))
    assert file.title == "المياه العادمة" and held == {thread.id for thread in threads}
    assert client.post(f"/issue-file-proposals/{number}/file").status_code == 403
    propose()
    assert len(proposals()) == 1


def test_a_dismissed_one_comes_back_only_when_it_grew(client, acting_as, speak, moderator):
    speak(3)
    propose()
    acting_as(moderator)
    number = db.session.scalars(select(FileProposal.id)).one()
    where = f"/issue-file-proposals/{number}/dismissal"
    assert client.post(where, data={"reason": " "}).status_code == 422
    assert client.post(where, data={"reason": "عولجت في ورقة سابقة"}).status_code == 303
    speak(2)
    propose()
    assert len(proposals()) == 1
    assert "لا موضوع" in client.get("/desk?tray=proposals").text
    speak(1)
    propose()
    assert proposals()[-1][0] == 6 and len(proposals()) == 2


def test_others_do_not_open_it(client, acting_as, speak, board):
    speak(3)
    propose()
    proposal = db.session.scalars(select(FileProposal)).one()
    for who in (make.seat(board), make.moderator(make.board())):
        acting_as(who)
        assert client.post(f"/issue-file-proposals/{proposal.id}/file").status_code == 404
    with pytest.raises(Refused), transaction():
        proposal = reading.proposal(make.association(), proposal.id, to=CanPropose.DECIDE)
        actions.dismiss(proposal, "لا", by=ANYONE)


def test_counting_all_meetings_and_the_desk_cost_the_same(client, acting_as, speak, moderator, queries):
    speak(4, 6)
    with queries.at_most(4), transaction():
        actions.propose()
    acting_as(moderator)
    client.get("/desk?tray=proposals")
    with queries.at_most(10):
        client.get("/desk?tray=proposals")
