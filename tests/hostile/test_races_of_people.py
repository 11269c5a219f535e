"""Requests, seats, reports, links and evidence when two people press at once, on every database."""


from sqlalchemy import select

from forum.kernel.access import ANYONE
from forum.kernel.db import db, transaction
from forum.members import actions as members, passwords
from forum.members.models import Invitation, Member, MembershipRequest, Office
from forum.members.rules import JOIN
from forum.moderation import actions as moderation
from forum.moderation.models import Flag, FlagDecision
from forum.moderation.port import Reviewed
from forum.notifications.models import Subscription
from forum.papers import actions as papers, queries
from forum.papers.models import EvidenceWithdrawal, IssueFileThread
from forum.platforms.models import Board, Seat
from forum.threads.models import Post
from forum.threads.states import PostHiding
from tests.hostile.races import count
from tests.support import factories as make

PASSWORD = "زيت وزعتر وخبز الطابون"


def request(board: Board, email: str = "salma@beitjala.ps", **given) -> MembershipRequest:
    return make.save(MembershipRequest(
        name="سلمى عودة", email=email, job_title="مهندسة", authority_id=make.authority().id,
        platform_id=board.platform_id, **given,
    ))


def test_one_of_two_moderators_decides_a_request(board, two, race):
    asked = request(board)

    statuses = race(
        (two[0], f"/requests/{asked.id}/approval", {}),
        (two[1], f"/requests/{asked.id}/refusal", {"reason": "ليس من الهيئة"}),
    )

    assert statuses == [303, 409]
    decided = db.session.get_one(MembershipRequest, asked.id)
    assert decided.is_approved == (db.session.scalar(select(Member.id).where(Member.email == asked.email)) is not None)


def test_two_requests_with_one_address_become_one_member(board, race):
    other = make.board()
    asked = [request(board), request(other)]
    deciders = [make.moderator(board), make.moderator(other)]

    race(*[(who, f"/requests/{one.id}/approval", {}) for who, one in zip(deciders, asked, strict=True)])

    assert len(db.session.scalars(select(Member).where(Member.email == "salma@beitjala.ps")).all()) == 1


def test_a_visitor_who_taps_twice_asks_once(app, race):
    platform = make.platform()
    place = make.authority(name_ar="بلدية بيت جالا")
    form = {
        "platform": str(platform.id), "name": "سلمى عودة", "email": "salma@beitjala.ps", "job_title": "مهندسة",
        "authority": [place.name_ar, place.code], "message": "", "once": "a",
    }

    assert race(*[(ANYONE, "/membership/requests", form)] * 2) == [303, 303]
    assert count(MembershipRequest) == 1


def test_a_report_sent_twice_is_one(board, race):
    post = make.post(make.thread(board=board))
    form = {"kind": "post", "id": str(post.id), "reason": "wrong"}

    race(*[(make.seat(board), "/flags", form)] * 2)

    assert count(Flag) == 1


def test_one_of_two_moderators_decides_about_a_report(board, two, race):
    post = make.post(make.thread(board=board))
    reporter = make.seat(board)
    with transaction():
        moderation.flag(Reviewed("post", post.id, board.platform_id, "", "", None), "wrong", by=reporter)
    form = {"kind": "post", "id": str(post.id), "reason": "خطأ"}

    race(
        (two[0], "/flags/decisions", form | {"outcome": "hidden"}),
        (two[1], "/flags/decisions", form | {"outcome": "kept"}),
    )

    decision = db.session.scalars(select(FlagDecision)).one()
    assert count(PostHiding) == (decision.outcome == "hidden")


def test_following_twice_is_following(board, race):
    thread = make.thread(board=board)

    race(*[(make.seat(board), "/subscriptions", {"kind": "thread", "id": str(thread.id)})] * 2)

    assert count(Subscription) == 1


def test_a_seat_given_by_two_is_one_seat(board, race):
    guest = make.member(email="guest@tubas.ps")
    form = {"email": guest.email, "role": "member"}

    race(*[(make.coordinator(board), f"/platforms/{board.platform.slug}/seats/new", form) for _ in "ab"])

    assert len(db.session.scalars(select(Seat).where(Seat.member_id == guest.id)).all()) == 1


def test_a_seat_taken_back_by_two_is_gone(board, race):
    guest = make.seat(board)
    address = f"/platforms/{board.platform.slug}/seats/{guest.member_id}/removal"

    race(*[(make.coordinator(board), address, {"reason": "انتقلت"}) for _ in "ab"])

    assert not db.session.scalars(select(Seat).where(Seat.member_id == guest.member_id)).all()


def test_an_office_given_by_two_is_one_office(app, race):
    guest = make.member(email="guest@tubas.ps")
    form = {"email": guest.email, "kind": "association"}

    race(*[(make.administrator(), "/offices/holders", form) for _ in "ab"])

    assert len(db.session.scalars(select(Office).where(Office.member_id == guest.id)).all()) == 1


def test_two_administrators_do_not_end_each_others_office(app, race):
    one, other = make.administrator(), make.administrator()

    race(
        (one, f"/offices/{other.member_id}/administrator/end", {}),
        (other, f"/offices/{one.member_id}/administrator/end", {}),
    )

    assert count(Office) >= 1


def test_a_link_to_join_works_once_even_at_once(app, race):
    guest = make.member(email="guest@tubas.ps")
    with transaction():
        key = members.invite(guest, JOIN)
    forms = [{"name": "سلمى", "password": f"{PASSWORD} {n}"} for n in "12"]

    statuses = race(*[(ANYONE, f"/invitations/{key}/acceptance", form) for form in forms])

    assert statuses == [303, 404]
    kept = db.session.get_one(Member, guest.id).password_hash
    assert sum(passwords.fits(kept, form["password"]) for form in forms) == 1
    assert db.session.scalars(select(Invitation)).one().used_at


def test_a_thread_put_into_a_file_by_two_is_there_once(board, two, race):
    thread = make.thread(board=board)
    with transaction():
        file = papers.open_issue_file(board.platform, "ملف", by=two[0])

    race(*[(who, f"/threads/{thread.id}/issue-files/joined", {"issue_file": str(file.id)}) for who in two])

    assert count(IssueFileThread) == 1


def test_evidence_withdrawn_by_two_is_withdrawn_once(board, two, race):
    thread = make.thread("اعترض 318 مواطنا", board=board)
    with transaction():
        file = papers.open_issue_file(board.platform, "ملف", thread=thread, by=two[0])
        file.platform = board.platform
        number = db.session.scalar(select(Post.id).where(Post.thread_id == thread.id))
        post = queries.post_to_cite(two[0], number)
        claim = papers.claim(file, "قول", by=two[0])
        card = papers.take(file, post, claim, stance="supports", kind="number", by=two[0])

    race(*[(who, f"/evidence/{card.id}/withdrawals", {"reason": "خطأ في الرقم"}) for who in two])

    assert count(EvidenceWithdrawal) == 1
