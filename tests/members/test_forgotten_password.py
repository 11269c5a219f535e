"""A link for a new password: the same answer for everybody, a mail for members only."""

from datetime import timedelta

from sqlalchemy import select

from forum.kernel import clock
from forum.kernel.db import db
from forum.kernel.jobs import Job
from forum.members import letters, passwords
from forum.members.models import Departure, Invitation, Session
from tests.support import factories as make

NEW = "أربع كلمات من اختياري"


def _mails() -> list[dict]:
    return [job.payload for job in db.session.scalars(select(Job).where(Job.kind == letters.SEND).order_by(Job.id))]


def _answer_requests() -> None:
    """What the worker does, except for sending."""
    jobs = db.session.scalars(select(Job).where(Job.kind == letters.PASSWORD_LINKS.name)).all()
    with make.transaction():
        letters.PASSWORD_LINKS.run([job.payload for job in jobs])
        for job in jobs:
            db.session.delete(job)


def _link(mail: dict) -> str:
    return next(line for line in mail["text"].split() if "/invitations/" in line).removeprefix("http://127.0.0.1:5000")


def _ask(client, email="salma@x.ps"):
    return client.post("/password/links", data={"email": email})


def test_everybody_gets_the_same_page_at_the_same_price(client, queries):
    make.member(email="salma@x.ps")

    with queries.seen() as known:
        for_a_member = _ask(client)
    with queries.seen() as unknown:
        for_nobody = _ask(client, "nobody@x.ps")

    assert for_a_member.location == for_nobody.location == "/password/link-sent"
    assert known.statements == unknown.statements
    assert "إن كان لهذا العنوان حساب" in client.get(for_nobody.location).text


def test_a_member_gets_a_link_in_their_language_and_nobody_else_gets_anything(client):
    make.member(email="salma@x.ps", locale="en")
    gone = make.member(email="gone@x.ps")
    make.save(Departure(member_id=gone.id))
    for email in ("Salma@X.ps", "nobody@x.ps", "gone@x.ps"):
        _ask(client, email)

    _answer_requests()

    (mail,) = _mails()
    assert (mail["to"], mail["locale"], mail["subject"]) == ("salma@x.ps", "en", "A new password for Minassat")
    assert _link(mail).startswith("/invitations/")


def test_the_link_sets_a_password_once_and_ends_every_session(client):
    member = make.member(email="salma@x.ps", password_hash="old")
    make.save(Session(key_hash="stolen", member_id=member.id, expires_at=clock.now() + timedelta(days=9)))
    _ask(client)
    _answer_requests()
    link = _link(_mails()[0])
    assert "salma@x.ps" in client.get(link).text
    assert client.get(link).status_code == 200, "looking does not use it up"

    answer = client.post(f"{link}/acceptance", data={"password": NEW})

    assert answer.location == "/" and client.get("/account").status_code == 200
    assert passwords.fits(member.password_hash, NEW)
    assert db.session.get(Session, "stolen") is None
    assert _mails()[-1]["subject"] == "تغيّرت كلمة مرورك"
    again = client.post(f"{link}/acceptance", data={"password": "كلمات أخرى من اختياري"})
    assert again.status_code == 404 and "لم يعد هذا الرابط صالحًا" in again.text
    assert passwords.fits(member.password_hash, NEW)


def test_a_newer_link_makes_the_older_one_useless(client):
    make.member(email="salma@x.ps")
    for _ in range(2):
        _ask(client)
        _answer_requests()

    first, second = (_link(mail) for mail in _mails())

    assert (client.get(first).status_code, client.get(second).status_code) == (404, 200)


def test_a_link_works_for_two_hours(client):
    make.member(email="salma@x.ps")
    _ask(client)
    _answer_requests()
    link = _link(_mails()[0])

    for later, status in ((timedelta(minutes=119), 200), (timedelta(minutes=121), 404)):
        with clock.standing(clock.now() + later):
            assert client.get(link).status_code == status


def test_a_weak_password_is_refused_and_the_link_still_works(client):
    member = make.member(email="salma@x.ps", password_hash="old")
    _ask(client)
    _answer_requests()
    link = _link(_mails()[0])

    for weak, sentence in (("short", "10 أحرف على الأقل"), ("salma@x.ps", "اسمك أو بريدك"), ("", "مطلوبة")):
        answer = client.post(f"{link}/acceptance", data={"password": weak})
        assert answer.status_code == 422 and sentence in answer.text

    assert member.password_hash == "old"
    assert client.post(f"{link}/acceptance", data={"password": NEW}).status_code == 303


def test_the_key_itself_is_not_kept(client):
    make.member(email="salma@x.ps")
    _ask(client)
    _answer_requests()
    key = _link(_mails()[0]).rpartition("/")[2]

    assert len(key) >= 43
    assert key not in db.session.scalars(select(Invitation.key_hash)).all()


def test_keys_that_were_never_given_out_lead_nowhere(client):
    for key in ("x", "%00", "a" * 5000, "%D9%85"):
        assert client.get(f"/invitations/{key}").status_code == 404
