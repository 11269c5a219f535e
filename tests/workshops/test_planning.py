"""Announcing, changing and cancelling; who hears of it and when."""

from datetime import timedelta

from sqlalchemy import select

from forum.kernel import clock
from forum.kernel.db import db, transaction
from forum.kernel.jobs import Job
from forum.notifications.models import Notification
from forum.workshops import actions
from forum.workshops.models import Workshop
from forum.workshops.reminding import REMIND
from tests.support import factories as make
from tests.workshops.ground import registered, workshop


def form(board, **given) -> dict[str, str]:
    on = (clock.now() + timedelta(days=20)).date().isoformat()
    return {
        "kind": "exchange", "title_ar": "تخطيط الشوارع الضيقة", "on": on, "start": "10:00", "end": "13:30",
        "mode": "mixed", "place": "بلدية طولكرم", "meeting_link": "https://meet.example.org/x", "region": "north",
        "audience": "platform", "capacity": "20", "board": str(board.id), "agenda": "10:00 افتتاح\n11:30 تمرين",
        "host_1_name": "د. سوسن النجار", "host_1_calling": "مخططة", "host_1_biography": "عملت عشرين سنة في التخطيط.",
    } | given


def told(kind: str) -> set[int]:
    return set(db.session.scalars(select(Notification.member_id).where(Notification.kind == kind)))


def test_a_moderator_announces_and_the_platform_hears_of_it(client, acting_as, run_jobs):
    board = make.board()
    colleague, stranger = make.seat(board), make.outsider()
    acting_as(make.moderator(board))
    slug = board.platform.slug
    assert "إعلان ورشة" in client.get(f"/platforms/{slug}/workshops/new").text
    assert client.post(f"/platforms/{slug}/workshops", data=form(board)).status_code == 303
    found = db.session.scalars(select(Workshop)).unique().one()
    assert (found.capacity, found.mode, found.agenda[1]) == (20, "mixed", {"at": "11:30", "what": "تمرين"})
    assert found.hosts[0].biography == "عملت عشرين سنة في التخطيط." and found.hosts[0].member_id is None
    run_jobs()
    assert colleague.member_id in told("announced") and stranger.member_id not in told("announced")
    page = client.get(f"/workshops/{found.id}").text
    assert "د. سوسن النجار" in page and "حضوريًا وعن بُعد" in page and "20 مقعدًا شاغرًا من 20" in page


def test_a_member_does_not_announce(client, acting_as):
    board = make.board()
    acting_as(make.seat(board))
    answer = client.post(f"/platforms/{board.platform.slug}/workshops", data=form(board))
    assert answer.status_code == 403 and "يخطط لورشات المنصة مشرفوها والاتحاد" in answer.text


def test_what_cannot_be_is_said_beside_its_field(client, acting_as):
    board = make.board()
    acting_as(make.moderator(board))
    wrong = form(board, end="09:00", agenda="بلا ساعة", place="", title_ar="", capacity="0", on="9999-12-31")
    answer = client.post(f"/platforms/{board.platform.slug}/workshops", data=wrong)
    assert answer.status_code == 422
    for words in ("ساعة الانتهاء بعد ساعة البدء", "لا يبدأ بساعته", "يلزم ذكر مكان اللقاء", "يلزم عنوان للورشة",
                  "بين 1 و500", "يلزم يوم ضمن السنوات الثلاث"):
        assert words in answer.text
    assert not db.session.scalars(select(Workshop)).unique().all()


def test_days_and_hours_that_are_none_are_said_and_the_text_is_kept(client, acting_as):
    board = make.board()
    acting_as(make.moderator(board))
    slug, found = board.platform.slug, workshop(platform_id=board.platform_id, board_id=board.id)
    for wrong in ({"on": "غدًا"}, {"on": ""}, {"start": "x"}, {"end": "25:99"}, {"capacity": "9" * 40}, {"board": "x"}):
        for address in (f"/workshops/{found.id}/revisions", f"/platforms/{slug}/workshops"):
            answer = client.post(address, data=form(board) | wrong)
            assert answer.status_code == 422 and "عملت عشرين سنة في التخطيط." in answer.text
    for absent in ("on", "start", "end", "board", "title_ar", "place"):
        left = {name: value for name, value in form(board).items() if name != absent}
        answer = client.post(f"/workshops/{found.id}/revisions", data=left)
        assert answer.status_code == 422 and "عملت عشرين سنة في التخطيط." in answer.text


def test_the_registered_are_reminded_two_days_and_two_hours_before(app, run_jobs):
    board = make.board()
    seated, waiting, colleague = make.seat(board), make.seat(board), make.seat(board)
    begins = clock.now() + timedelta(days=10)
    ends = begins + timedelta(hours=2)
    given = actions.Plan(title_ar="ورشة", starts_at=begins, ends_at=ends, place="نابلس", capacity=1)
    with transaction():
        found = actions.plan(board.platform, given, by=make.moderator(board))
    registered(found, seated)
    registered(found, waiting)
    run_jobs()
    assert told("soon") == set()
    for hours in (48, 2):
        with clock.standing(begins - timedelta(hours=hours) + timedelta(minutes=1)):
            run_jobs()
        heard = db.session.scalars(select(Notification).where(Notification.kind == "soon")).all()
        assert {n.member_id for n in heard} == {seated.member_id}
        assert sorted(n.detail["hours"] for n in heard) == ([48] if hours == 48 else [2, 48])
    assert colleague.member_id not in told("soon")
    assert db.session.scalars(select(Job).where(Job.kind == REMIND)).all() == []


def test_a_reminder_of_an_hour_that_moved_is_silent(app, run_jobs):
    board = make.board()
    begins = clock.now() + timedelta(days=10)
    given = actions.Plan(title_ar="ورشة", starts_at=begins, ends_at=begins + timedelta(hours=2), place="نابلس")
    moderator = make.moderator(board)
    with transaction():
        found = actions.plan(board.platform, given, by=moderator)
    registered(found, make.seat(board))
    later = actions.Plan(
        title_ar="ورشة", starts_at=begins + timedelta(days=5), ends_at=begins + timedelta(days=5, hours=1),
        place="نابلس",
    )
    with transaction():
        actions.change(found, later, by=moderator)
    run_jobs()
    assert len(told("moved")) == 1
    with clock.standing(begins - timedelta(hours=47, minutes=59)):
        run_jobs()
    assert told("soon") == set()


def test_a_cancelled_workshop_tells_those_who_registered_and_says_why(client, acting_as, run_jobs):
    board = make.board()
    found = workshop(platform_id=board.platform_id, capacity=1)
    seated, waiting, other = make.seat(board), make.seat(board), make.seat(board)
    registered(found, seated)
    registered(found, waiting)
    acting_as(make.moderator(board))
    assert client.post(f"/workshops/{found.id}/cancellation", data={"reason": ""}).status_code == 422
    assert client.post(f"/workshops/{found.id}/cancellation", data={"reason": "إغلاق الطرق"}).status_code == 303
    run_jobs()
    assert told("cancelled") == {seated.member_id, waiting.member_id}
    assert "إغلاق الطرق" in client.get(f"/workshops/{found.id}").text
    assert "ملغاة" in client.get("/workshops").text
    acting_as(other)
    assert client.get(f"/workshops/{found.id}/registration").status_code == 403
    assert "STATUS:CANCELLED" in client.get(f"/workshops/{found.id}/calendar.ics").text


def test_a_changed_form_comes_back_filled(client, acting_as):
    board = make.board()
    found = workshop(platform_id=board.platform_id, board_id=board.id)
    acting_as(make.moderator(board))
    page = client.get(f"/workshops/{found.id}/edit").text
    assert "م. لؤي حرب" in page and "10:00 تطبيق عملي" in page
    assert client.post(f"/workshops/{found.id}/revisions", data=form(board)).status_code == 303
    db.session.expire_all()
    changed = db.session.get(Workshop, found.id)
    assert (changed.title_ar, changed.sequence) == ("تخطيط الشوارع الضيقة", 1)
