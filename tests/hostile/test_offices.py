"""Doors beside the front door: the same act reached by another address."""

import pytest
from flask import Flask

from forum.kernel.db import db
from forum.members import passwords
from forum.members.models import Member, MembershipRequest
from tests.support import factories as make

pytestmark = pytest.mark.only_on("sqlite")
PASSWORD = "زيت وزعتر وخبز الطابون"


def test_ones_own_account_is_closed_with_the_password_only(client, acting_as):
    board = make.board()
    salma = make.seat(board, member=make.member(password_hash=passwords.hashed(PASSWORD)))
    acting_as(salma)

    by_the_page_for_administrators = client.post(f"/members/{salma.member_id}/closure", data={"reason": "شخص آخر"})

    assert by_the_page_for_administrators.status_code == 403
    assert db.session.get_one(Member, salma.member_id).password_hash
    assert client.post("/account/closure", data={"current": PASSWORD}).status_code == 303


def test_the_forum_keeps_its_administrators(client, acting_as):
    kept = make.administrator()
    acting_as(kept)

    page = client.get("/account/closing")
    answers = [
        client.post("/account/closure", data={"current": PASSWORD}),
        client.post(f"/members/{kept.member_id}/closure", data={"reason": "كفى"}),
        client.post(f"/offices/{kept.member_id}/administrator/end"),
    ]

    assert page.status_code == 403 and "مدير نظام آخر" in page.text
    assert [a.status_code for a in answers] == [403, 403, 403]
    assert db.session.get_one(Member, kept.member_id).email.startswith("member")


@pytest.mark.parametrize("office", [make.association, make.administrator])
def test_who_has_no_authority_is_told_why_no_seat_can_be_asked_for(app: Flask, client, acting_as, office):
    platform = make.platform()
    acting_as(office())

    answer = client.post("/membership/requests", data={"platform": platform.id, "message": "أود المشاركة هنا"})

    assert answer.status_code == 422
    assert "حسابك لا يذكر هيئة" in answer.text and "أود المشاركة هنا" in answer.text
    assert not db.session.query(MembershipRequest).count()
