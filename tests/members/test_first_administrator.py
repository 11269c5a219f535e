"""An empty forum gets its first administrator by a link that the command prints."""

from sqlalchemy import select

from forum.kernel.db import db
from forum.members.models import Invitation, Member, Office
from tests.support import factories as make

TYPED = {"name": "هدى مصلح", "email": "huda@association.ps", "password": "أربع كلمات من اختياري"}


def _link(app) -> str:
    printed = app.test_cli_runner().invoke(args=["administrator"])
    assert printed.exit_code == 0
    return printed.stdout.strip().removeprefix(app.config["PUBLIC_ADDRESS"])


def test_whoever_opens_the_printed_link_becomes_administrator_and_speaks_for_the_association(client, app):
    link = _link(app)
    assert "مدير النظام الأول" in client.get(link).text

    answer = client.post(f"{link}/acceptance", data=TYPED)

    assert answer.location == "/"
    member = db.session.scalars(select(Member)).one()
    assert (member.name, member.email, member.authority_id) == ("هدى مصلح", "huda@association.ps", None)
    assert set(db.session.scalars(select(Office.kind))) == {"association", "administrator"}
    assert client.get("/offices").status_code == 200
    assert client.post("/session", data=TYPED).status_code == 303


def test_all_such_links_are_used_up_together(client, app):
    first, second = _link(app), _link(app)

    client.post(f"{first}/acceptance", data=TYPED)

    assert client.get(first).status_code == client.get(second).status_code == 404
    assert all(db.session.scalars(select(Invitation.used_at)))


def test_what_is_wrong_is_said_and_what_was_typed_is_kept(client, app):
    link = _link(app)

    answer = client.post(f"{link}/acceptance", data=TYPED | {"email": "huda", "password": "huda"})

    assert answer.status_code == 422
    assert "عنوان بريد واحد" in answer.text and "10 أحرف على الأقل" in answer.text and "هدى مصلح" in answer.text
    assert db.session.scalars(select(Member)).all() == []


def test_the_password_may_not_be_the_address_typed_beside_it(client, app):
    answer = client.post(f"{_link(app)}/acceptance", data=TYPED | {"password": "huda@association.ps"})

    assert answer.status_code == 422 and "اسمك أو بريدك" in answer.text


def test_a_member_is_told_to_sign_in_instead(client, app):
    make.member(email="huda@association.ps")
    link = _link(app)

    answer = client.post(f"{link}/acceptance", data=TYPED)

    assert answer.status_code == 409 and "يوجد حساب بهذا البريد" in answer.text
    assert client.get(link).status_code == 200


def test_the_command_prints_the_address_alone_so_that_scripts_can_use_it(app):
    printed = app.test_cli_runner().invoke(args=["administrator"])

    assert printed.stdout.count("\n") == 1 and printed.stdout.startswith("http://127.0.0.1:5000/invitations/")
    assert "2" in printed.stderr
