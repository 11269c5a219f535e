"""Registering with something to bring, waiting, moving up, giving the place back."""

from datetime import timedelta

from sqlalchemy import select

from forum.kernel import clock
from forum.kernel.db import db, transaction
from forum.members.models import Departure
from forum.threads.models import Thread
from forum.workshops import actions, rules
from forum.workshops.models import Workshop, WorkshopSeat, WorkshopThread
from forum.workshops.seats.actions import free_seats_of_the_departed
from tests.support import factories as make
from tests.workshops.ground import BROUGHT, going_on, registered, workshop


def states(found: Workshop) -> list[str]:
    query = select(WorkshopSeat.state).where(WorkshopSeat.workshop_id == found.id)
    return list(db.session.scalars(query.order_by(WorkshopSeat.queued_at, WorkshopSeat.member_id)))


def test_whoever_registers_opens_a_thread_that_knows_the_workshop(client, acting_as):
    board = make.board()
    found = workshop(platform_id=board.platform_id, board_id=board.id, capacity=3)
    acting_as(make.seat(board))
    assert "التسجيل في الورشة" in client.get(f"/workshops/{found.id}").text
    answer = client.post(f"/workshops/{found.id}/registrations", data=BROUGHT)
    thread = db.session.scalars(select(Thread)).one()
    assert answer.status_code == 303
    assert (thread.board_id, thread.kind, thread.title) == (board.id, "question", BROUGHT["title"])
    page = client.get(f"/workshops/{found.id}").text
    assert "مقعدك محجوز" in page and BROUGHT["title"] in page
    assert "نظم المعلومات الجغرافية" in client.get(f"/threads/{thread.id}").text
    assert "قُدم في ورشة" in client.get(f"/threads/{thread.id}").text


def test_whoever_brings_nothing_is_asked_for_it_and_keeps_what_was_typed(client, acting_as):
    board = make.board()
    found = workshop(platform_id=board.platform_id, board_id=board.id)
    acting_as(make.seat(board))
    answer = client.post(f"/workshops/{found.id}/registrations", data=BROUGHT | {"title": ""})
    assert answer.status_code == 422
    assert "يلزم عنوان ليعرف الزملاء والزميلات" in answer.text and BROUGHT["body"] in answer.text
    assert states(found) == [] and not db.session.scalars(select(Thread)).all()


def test_a_full_workshop_lets_people_wait_and_they_move_up_by_themselves(client, acting_as, run_jobs):
    board = make.board()
    found = workshop(platform_id=board.platform_id, board_id=board.id, capacity=1)
    first, second, third = make.seat(board), make.seat(board), make.seat(board)
    for who in (first, second, third):
        registered(found, who)
    assert states(found) == [rules.SEATED, rules.WAITING, rules.WAITING]
    acting_as(third)
    assert "دورك الثاني في الانتظار" in client.get(f"/workshops/{found.id}").text
    acting_as(first)
    assert client.post(f"/workshops/{found.id}/registrations/withdrawal").status_code == 303
    assert states(found) == [rules.WITHDRAWN, rules.SEATED, rules.WAITING]
    run_jobs()
    acting_as(second)
    assert "شغر مقعد وصار لك" in client.get("/notifications").text
    acting_as(third)
    assert "شغر مقعد وصار لك" not in client.get("/notifications").text


def test_whoever_comes_back_waits_at_the_end_and_has_brought_it_already(client, acting_as):
    board = make.board()
    found = workshop(platform_id=board.platform_id, board_id=board.id, capacity=1)
    first, second = make.seat(board), make.seat(board)
    registered(found, first)
    registered(found, second)
    acting_as(first)
    client.post(f"/workshops/{found.id}/registrations/withdrawal")
    assert "مساهمتك السابقة ما زالت قائمة" in client.get(f"/workshops/{found.id}/registration").text
    assert client.post(f"/workshops/{found.id}/registrations").status_code == 303
    assert states(found) == [rules.SEATED, rules.WAITING]
    assert len(db.session.scalars(select(Thread)).all()) == 2


def test_more_room_lets_people_move_up(app):
    board = make.board()
    found = workshop(platform_id=board.platform_id, capacity=1)
    for _n in range(3):
        registered(found, make.seat(board))
    given = actions.Plan(title_ar="عنوان", starts_at=found.starts_at, ends_at=found.ends_at, place="نابلس", capacity=2)
    with transaction():
        actions.change(found, given, by=make.moderator(board))
    assert states(found) == [rules.SEATED, rules.SEATED, rules.WAITING]


def test_a_closed_account_needs_no_place(app):
    board = make.board()
    found = workshop(platform_id=board.platform_id, capacity=1)
    first = make.seat(board)
    registered(found, first)
    registered(found, make.seat(board))
    with transaction():
        db.session.add(Departure(member_id=first.member_id))
        free_seats_of_the_departed()
    assert states(found) == [rules.WITHDRAWN, rules.SEATED]


def test_a_guest_of_another_platform_comes_where_it_is_open_and_leaves_words(client, acting_as):
    board = make.board()
    shut, opened = workshop(platform_id=board.platform_id), workshop(platform_id=board.platform_id, audience="members")
    acting_as(make.outsider())
    refused = client.post(f"/workshops/{shut.id}/registrations", data=BROUGHT)
    assert refused.status_code == 403 and "هذه الورشة لأعضاء المنصة" in refused.text
    assert client.post(f"/workshops/{opened.id}/registrations", data=BROUGHT).status_code == 303
    seat = db.session.scalars(select(WorkshopSeat)).one()
    assert seat.thread_id is None and BROUGHT["body"] in seat.brings
    acting_as(make.moderator(board))
    assert BROUGHT["body"] in client.get(f"/workshops/{opened.id}/people").text


def test_nobody_registers_once_it_has_begun(client, acting_as):
    board = make.board()
    found = going_on(platform_id=board.platform_id)
    acting_as(make.seat(board))
    answer = client.post(f"/workshops/{found.id}/registrations", data=BROUGHT)
    assert answer.status_code == 403 and "بدأت هذه الورشة" in answer.text


def test_only_those_with_a_place_see_the_link(client, acting_as):
    board = make.board()
    link = "https://meet.example.org/abc"
    found = workshop(platform_id=board.platform_id, mode="remote", meeting_link=link, capacity=1)
    seated, waiting = make.seat(board), make.seat(board)
    registered(found, seated)
    registered(found, waiting)
    for who, sees in ((seated, True), (waiting, False), (make.seat(board), False)):
        acting_as(who)
        assert (link in client.get(f"/workshops/{found.id}").text) == sees
        assert (link in client.get(f"/workshops/{found.id}/calendar.ics").text) == sees


def test_who_takes_part_is_for_those_who_look_after_it(client, acting_as):
    board = make.board()
    found = workshop(platform_id=board.platform_id)
    member = make.seat(board)
    registered(found, member)
    acting_as(make.moderator(board))
    assert member.name in client.get(f"/workshops/{found.id}/people").text
    sheet = client.get(f"/workshops/{found.id}/sheet").text
    assert member.name in sheet and 'dir="rtl"' in sheet and "التوقيع" in sheet
    acting_as(make.seat(board))
    assert client.get(f"/workshops/{found.id}/people").status_code == 403
    assert client.get(f"/workshops/{found.id}/sheet").status_code == 403


def test_my_workshops_lists_mine_alone(client, acting_as, queries):
    board = make.board()
    me = make.seat(board)
    for number in range(3):
        registered(workshop(platform_id=board.platform_id, title_ar=f"ورشة {number}"), me)
    workshop(platform_id=board.platform_id, title_ar="ورشة غيري")
    acting_as(me)
    with queries.at_most(12):
        page = client.get("/workshops/mine").text
    assert "ورشة 2" in page and "ورشة غيري" not in page


def test_a_thread_brought_is_tied_once(app):
    board = make.board()
    found = workshop(platform_id=board.platform_id, starts_at=clock.now() + timedelta(days=1))
    me = make.seat(board)
    registered(found, me)
    registered(found, me)
    assert len(db.session.scalars(select(WorkshopThread)).all()) == 1
