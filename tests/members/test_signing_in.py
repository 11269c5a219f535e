"""Signing in, staying signed in and signing out."""

from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import func, select

from forum.kernel import clock
from forum.kernel.db import db
from forum.members import passwords
from forum.members.keys import hashed
from forum.members.models import Departure, Member, Session
from tests.support import factories as make

PASSWORD = "زيت وزعتر وخبز الطابون"
WRONG = "البريد وكلمة المرور غير متطابقين"
HASH = passwords.hashed(PASSWORD)


def _member(**given) -> Member:
    return make.member(**{"email": "salma@beitjala.ps", "password_hash": HASH} | given)


def _sign_in(client, email="salma@beitjala.ps", password=PASSWORD, **more):
    return client.post("/session", data={"email": email, "password": password, **more})


def _sessions() -> int:
    return db.session.scalar(select(func.count()).select_from(Session))


def test_a_member_signs_in_and_is_known_afterwards(client):
    member = _member()

    answer = _sign_in(client)

    assert answer.status_code == 303 and answer.location == "/"
    assert member.name in client.get("/account").text


@pytest.mark.parametrize("typed", ["SALMA@BeitJala.PS", "  salma@beitjala.ps ", "\u200fsalma@beitjala.ps\u200e"])
def test_the_address_may_be_typed_in_any_of_its_forms(client, typed):
    _member()

    assert _sign_in(client, email=typed).status_code == 303


def test_a_wrong_password_an_unknown_address_and_a_closed_account_get_the_same_answer(client):
    member = _member()
    closed = _member(email="gone@beitjala.ps")
    make.save(Departure(member_id=closed.id))
    _member(email="invited@beitjala.ps", password_hash=None)

    pages = [
        _sign_in(client, password="كلمة أخرى تماما"),
        _sign_in(client, email="nobody@beitjala.ps"),
        _sign_in(client, email="gone@beitjala.ps"),
        _sign_in(client, email="invited@beitjala.ps"),
    ]

    assert {page.status_code for page in pages} == {422}
    assert all(WRONG in page.text for page in pages)
    assert member.name not in pages[0].text
    assert _sessions() == 0


def test_the_typed_address_is_kept_and_the_password_is_not(client):
    answer = _sign_in(client, email="salma@beitjala.ps", password="not the right one")

    assert 'value="salma@beitjala.ps"' in answer.text
    assert "not the right one" not in answer.text


@pytest.mark.parametrize(("email", "password", "sentence"), [
    ("", PASSWORD, "عنوان البريد مطلوب."),
    ("salma@beitjala.ps", "", "كلمة المرور مطلوبة."),
    ("a\0b@x.ps", PASSWORD, "لا يمكن حفظها"),
    ("salma@beitjala.ps", "x\0y", "لا يمكن حفظها"),
    ("a" * 300, PASSWORD, "لا يزيد عنوان البريد على 254"),
])
def test_what_is_missing_or_cannot_be_kept_is_named(client, email, password, sentence):
    answer = _sign_in(client, email=email, password=password)

    assert answer.status_code == 422
    assert sentence in answer.text


def test_the_password_is_checked_before_anything_waits_for_a_lock(client, monkeypatch):
    _member()
    seen = []

    def fits(password_hash, password):
        seen.append(db.session().info.get("writing", False))
        return True

    monkeypatch.setattr(passwords, "fits", fits)
    assert _sign_in(client).status_code == 303
    assert seen == [False]


def test_as_much_is_computed_for_an_address_without_an_account(client, monkeypatch):
    _member()
    computed = []
    real = PasswordHasher.verify
    monkeypatch.setattr(PasswordHasher, "verify", lambda *given: (computed.append(1), real(*given))[1])

    _sign_in(client, password="كلمة أخرى تماما")
    for_a_member = len(computed)
    _sign_in(client, email="nobody@beitjala.ps")

    assert (for_a_member, len(computed)) == (1, 2)


def test_a_weaker_hash_is_renewed_while_the_password_is_at_hand(client):
    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    member = _member(password_hash=weak)

    _sign_in(client)

    assert member.password_hash != weak
    assert passwords.fits(member.password_hash, PASSWORD) and not passwords.is_outdated(member.password_hash)


@pytest.mark.parametrize("target", ["/boards/3?kind=question", "/threads/7#post-91"])
def test_after_signing_in_one_is_where_one_wanted_to_go(client, target):
    _member()

    assert _sign_in(client, next=target).location == target


@pytest.mark.parametrize("target", [
    "https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "\\\\evil",
    "/\t/evil.example", "",
])
def test_nobody_is_sent_to_another_site(client, target):
    _member()

    assert _sign_in(client, next=target).location == "/"


def test_a_closed_page_leads_to_the_form_and_back(client):
    _member()
    answer = client.get("/account?x=1")
    assert answer.location == "/sign-in?next=/account?x%3D1"

    assert 'value="/account?x=1"' in client.get(answer.location).text


def test_a_signed_in_member_is_not_asked_again(client, acting_as):
    acting_as(_member())

    assert client.get("/sign-in?next=/platforms").location == "/platforms"


def test_the_key_is_new_at_every_sign_in_and_the_old_one_ends(client):
    _member()
    _sign_in(client)
    with client.session_transaction() as session:
        first = session["_user_id"]

    _sign_in(client)

    with client.session_transaction() as session:
        assert session["_user_id"] != first
    assert db.session.get(Session, hashed(first)) is None
    assert _sessions() == 1


def test_a_prepared_browser_keeps_nothing_of_its_preparation(client):
    _member()
    with client.session_transaction() as session:
        session["planted"] = "by somebody else"

    _sign_in(client)

    with client.session_transaction() as session:
        assert "planted" not in session


def test_signing_out_ends_the_session_wherever_its_cookie_was_copied(client):
    _member()
    _sign_in(client)
    copied = client.get_cookie("minassat").value

    assert client.post("/session/end").location == "/"

    client.set_cookie("minassat", copied)
    assert client.get("/account").status_code == 303
    assert _sessions() == 0


def test_signing_out_as_a_visitor_harms_nobody(client):
    assert client.post("/session/end").location == "/"


@pytest.mark.parametrize(("remember", "lasting"), [("", timedelta(hours=12)), ("y", timedelta(days=30))])
def test_a_session_lasts_half_a_day_or_a_month(client, remember, lasting):
    _member()
    moment = clock.now()
    with clock.standing(moment):
        _sign_in(client, remember=remember)

    for later, is_in in ((lasting - timedelta(minutes=1), True), (lasting + timedelta(minutes=1), False)):
        with clock.standing(moment + later):
            assert (client.get("/account").status_code == 200) == is_in


@pytest.mark.parametrize(("remember", "outlives"), [("", False), ("y", True)])
def test_the_cookie_outlives_the_browser_only_if_asked(client, remember, outlives):
    _member()

    cookie = next(c for c in _sign_in(client, remember=remember).headers.getlist("Set-Cookie") if "minassat=" in c)

    assert ("Expires=" in cookie) == outlives
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie


def test_expired_sessions_are_cleared_away(client):
    member = _member()
    make.save(Session(key_hash="old", member_id=member.id, expires_at=clock.now() - timedelta(days=1)))

    _sign_in(client)

    assert db.session.get(Session, "old") is None


def test_a_browser_without_a_language_takes_the_members(client):
    _member(locale="en")

    _sign_in(client)

    assert 'lang="en"' in client.get("/account").text


def test_a_language_chosen_in_the_browser_stays(client):
    _member(locale="en")
    client.set_cookie("language", "ar")

    _sign_in(client)

    assert 'lang="ar"' in client.get("/account").text


def test_signing_in_costs_few_questions(client, queries):
    _member()

    with queries.at_most(6):
        _sign_in(client)
