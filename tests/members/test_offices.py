"""Who works for the association, and who decides that."""

import pytest
from sqlalchemy import select

from forum.activity.models import Event
from forum.kernel.db import db
from forum.members.models import Office
from tests.support import factories as make


def _offices() -> set[tuple[int, str]]:
    return {(office.member_id, office.kind) for office in db.session.scalars(select(Office))}


def test_an_administrator_sees_everybody_with_an_office_at_a_fixed_price(client, acting_as, queries):
    names = [db.session.get(make.Member, make.association().member_id).name for _ in range(5)]
    acting_as(make.administrator())

    with queries.at_most(2):
        page = client.get("/offices").text

    assert all(name in page for name in names)


def test_an_office_is_given_by_mail_address_once(client, acting_as):
    member = make.member(email="huda@x.ps")
    acting_as(make.administrator())

    for _ in range(2):
        assert client.post("/offices/holders", data={"email": "Huda@x.ps", "kind": "association"}).status_code == 303

    assert (member.id, "association") in _offices()
    assert len(db.session.scalars(select(Event).where(Event.kind == "member.office_given")).all()) == 1


@pytest.mark.parametrize(("typed", "sentence"), [
    ({"email": "nobody@x.ps", "kind": "association"}, "لا يوجد عضو بهذا البريد."),
    ({"email": "", "kind": "association"}, "عنوان البريد مطلوب."),
    ({"email": "huda@x.ps", "kind": "king"}, ""),
    ({"email": "huda@x.ps"}, ""),
])
def test_what_cannot_be_given_is_refused(client, acting_as, typed, sentence):
    make.member(email="huda@x.ps")
    acting_as(make.administrator())
    before = _offices()

    answer = client.post("/offices/holders", data=typed)

    assert answer.status_code == 422 and sentence in answer.text
    assert _offices() == before


def test_an_office_ends(client, acting_as):
    holder = make.association()
    acting_as(make.administrator())

    assert client.post(f"/offices/{holder.member_id}/association/end").location == "/offices"

    assert (holder.member_id, "association") not in _offices()
    assert client.post(f"/offices/{holder.member_id}/king/end").status_code == 422


def test_nobody_ends_their_own_office_so_that_the_forum_keeps_an_administrator(client, acting_as):
    admin = acting_as(make.administrator())

    answer = client.post(f"/offices/{admin.member_id}/administrator/end")

    assert answer.status_code == 403 and "مدير نظام آخر" in answer.text
    assert _offices() == {(admin.member_id, "administrator")}


@pytest.mark.parametrize("who", ["outsider", "association"])
def test_others_neither_see_nor_give_offices(client, acting_as, who):
    actor = acting_as(getattr(make, who)())
    member = make.member(email="huda@x.ps")
    before = _offices()

    assert client.get("/offices").status_code == 403
    assert client.post("/offices/holders", data={"email": "huda@x.ps", "kind": "administrator"}).status_code == 403
    assert client.post(f"/offices/{actor.member_id}/association/end").status_code == 403
    assert _offices() == before and member.id not in {holder for holder, _ in _offices()}
    assert "/offices" not in client.get("/account").text


def test_an_administrator_finds_the_page_in_the_menu(client, acting_as):
    acting_as(make.administrator())

    assert 'href="/offices"' in client.get("/account").text
