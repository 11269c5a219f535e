"""Who came: by the code on the wall, or entered afterwards; certificates for those who came."""

from datetime import timedelta

import pytest

from forum.exports.office import program
from forum.exports.tree import canonical
from forum.kernel import clock
from forum.kernel.db import db
from forum.members.models import Member
from forum.workshops import queries as workshops
from forum.workshops.attendance.models import AttendanceCode
from forum.workshops.certificates import printing, queries as certificates
from forum.workshops.certificates.models import WorkshopCertificate
from forum.workshops.models import Workshop, WorkshopSeat
from tests.support import factories as make
from tests.workshops.ground import closed, going_on, registered, workshop

WRONG = "000000"


def shown(client, acting_as, found: Workshop) -> str:
    acting_as(make.moderator(found))
    assert client.post(f"/workshops/{found.id}/codes").status_code == 303
    code = db.session.get(AttendanceCode, found.id).code
    assert code in client.get(f"/workshops/{found.id}/code").text
    return code


@pytest.fixture
def room(client, acting_as):
    """A workshop that is going on, somebody who is registered, and the code on the wall (never the wrong one)."""
    board = make.board()
    found = going_on(platform_id=board.platform_id)
    me = make.seat(board)
    registered(found, me)
    while (code := shown(client, acting_as, found)) == WRONG:
        continue
    return found, me, code


def came(found: Workshop, member_id: int) -> str:
    db.session.expire_all()
    return db.session.get(WorkshopSeat, (found.id, member_id)).attended_by


def test_who_types_the_code_was_there(client, acting_as, room):
    found, me, code = room
    acting_as(me)
    assert "تسجيل حضوري" in client.get(f"/workshops/{found.id}").text
    eastern = code.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert client.post(f"/workshops/{found.id}/presences", data={"code": f" {eastern} "}).status_code == 303
    assert came(found, me.member_id) == "code"
    assert "سُجّل حضورك" in client.get(f"/workshops/{found.id}/presence").text


def test_five_wrong_codes_are_enough(client, acting_as, room):
    found, me, code = room
    acting_as(me)
    for left in (4, 3, 2, 1):
        answer = client.post(f"/workshops/{found.id}/presences", data={"code": WRONG})
        assert answer.status_code == 422 and "ليس هذا رمز القاعة" in answer.text
        assert {4: "4 محاولات", 3: "3 محاولات", 2: "محاولتان", 1: "محاولة واحدة"}[left] in answer.text
    assert "تكرر الخطأ كثيرًا" in client.post(f"/workshops/{found.id}/presences", data={"code": WRONG}).text
    late = client.post(f"/workshops/{found.id}/presences", data={"code": code})
    assert late.status_code == 422 and came(found, me.member_id) == ""


def test_who_is_not_registered_asks_the_moderator(client, acting_as, room):
    found, _me, code = room
    acting_as(make.outsider())
    answer = client.post(f"/workshops/{found.id}/presences", data={"code": code})
    assert answer.status_code == 422 and "لا تسجيل لك في الورشة" in answer.text


def test_the_code_holds_around_its_hours_only(client, acting_as):
    board = make.board()
    for found in (workshop(platform_id=board.platform_id),
                  workshop(platform_id=board.platform_id, starts_at=clock.now() - timedelta(days=1))):
        acting_as(make.moderator(board))
        assert client.get(f"/workshops/{found.id}/code").status_code == 403
        acting_as(make.seat(board))
        assert client.post(f"/workshops/{found.id}/presences", data={"code": "1"}).status_code == 403


def test_a_member_does_not_see_the_code(client, acting_as, room):
    found, me, _code = room
    acting_as(me)
    assert client.get(f"/workshops/{found.id}/code").status_code == 403
    assert client.post(f"/workshops/{found.id}/codes").status_code == 403


def test_a_moderator_enters_who_came_afterwards(client, acting_as, room):
    found, me, _code = room
    absent, guest = make.seat(found), make.member(email="guest@tulkarm.ps")
    registered(found, absent)
    acting_as(make.moderator(found))
    page = client.get(f"/workshops/{found.id}/attendance").text
    assert me.name in page and absent.name in page
    assert client.post(f"/workshops/{found.id}/attendances/unregistered", data={"email": "no@no.ps"}).status_code == 422
    assert client.post(
        f"/workshops/{found.id}/attendances/unregistered", data={"email": "guest@tulkarm.ps"}
    ).status_code == 303
    sent = {"came": [str(me.member_id), str(guest.id)], "others": "7"}
    assert client.post(f"/workshops/{found.id}/attendances", data=sent).status_code == 303
    assert [came(found, n) for n in (me.member_id, guest.id, absent.member_id)] == ["entered", "entered", ""]
    assert db.session.get(Workshop, found.id).attended == 9
    assert client.post(f"/workshops/{found.id}/attendances", data=sent | {"others": "-3"}).status_code == 422


def present_and_closed() -> tuple[Workshop, object]:
    board = make.board()
    found = going_on(platform_id=board.platform_id)
    me = make.seat(board)
    registered(found, me)
    seat = db.session.get(WorkshopSeat, (found.id, me.member_id))
    seat.attended_at, seat.attended_by = clock.now(), "code"
    make.save(seat)
    closed(found, make.moderator(board))
    return found, me


def test_a_certificate_is_for_those_who_came(client, acting_as):
    found, _me = present_and_closed()
    other = make.seat(found)
    acting_as(other)
    assert "شهادتي" not in client.get(f"/workshops/{found.id}").text
    assert client.post(f"/workshops/{found.id}/certificates").status_code == 403


def test_a_certificate_has_one_number_and_says_who_and_what(app):
    found, me = present_and_closed()
    made = make.save(WorkshopCertificate(workshop_id=found.id, member_id=me.member_id, number="W-AAAAA-BBBBB",
                                         name=me.name, workshop=found))
    document = printing.document_of(made, workshops.workshop(me, found.id))
    assert found.title_ar in canonical(document)
    assert document.words["name"] == me.name and "W-AAAAA-BBBBB" in document.words["checking"]
    assert document.direction == "rtl"


def test_the_worker_writes_it_or_says_what_is_missing(client, acting_as, run_jobs):
    found, me = present_and_closed()
    acting_as(me)
    assert "شهادتي" in client.get(f"/workshops/{found.id}").text
    answer = client.post(f"/workshops/{found.id}/certificates")
    if not program():
        assert answer.status_code == 422 and "LibreOffice" in answer.text
        return
    assert answer.status_code == 303
    run_jobs()
    made = certificates.own(me, found.id)
    assert made.number in client.get(answer.location).text
    assert client.get(f"/workshops/certificates/{made.id}/content").data.startswith(b"%PDF")
    acting_as(make.seat(found))
    assert client.get(f"/workshops/certificates/{made.id}").status_code == 404
    assert client.get(f"/workshops/certificates/{made.id}/content").status_code == 404


def test_anybody_checks_a_number_and_nobody_is_told_the_name(client):
    found, me = present_and_closed()
    name = db.session.get(Member, me.member_id).name
    make.save(WorkshopCertificate(workshop_id=found.id, member_id=me.member_id, number="W-AAAAA-BBBBB", name=name))
    page = client.post("/certificates/check", data={"number": "w-aaaaa-bbbbb"}).text
    assert "صادرة عن الاتحاد" in page and found.title_ar in page and name not in page
    right = client.post("/certificates/check", data={"number": "W-AAAAA-BBBBB", "name": f" {name} "}).text
    assert "الاسم مطابق" in right
    wrong = client.post("/certificates/check", data={"number": "W-AAAAA-BBBBB", "name": "اسم آخر"}).text
    assert "الاسم غير مطابق" in wrong and name not in wrong
    assert "لا شهادة بهذا الرقم" in client.post("/certificates/check", data={"number": "W-1"}).text
    assert client.post("/certificates/check", data={"number": ""}).status_code == 422
