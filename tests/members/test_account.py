"""A member's own account."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select

from forum.activity.models import Event
from forum.kernel import clock
from forum.kernel.db import db
from forum.kernel.jobs import Job
from forum.members import passwords
from forum.members.keys import hashed
from forum.members.models import Departure, Member, Office, Session
from tests.support import factories as make

PASSWORD, NEW = "زيت وزعتر وخبز الطابون", "أربع كلمات من اختياري"
HASH = passwords.hashed(PASSWORD)


@pytest.fixture
def salma(client) -> Member:
    """A member who is signed in with a real session."""
    place = make.authority(code="BTH", name_ar="بيت جالا", name_en="Beit Jala")
    member = make.member(
        email="salma@x.ps", name="سلمى عودة", job_title="مهندسة تخطيط", password_hash=HASH, authority_id=place.id
    )
    client.post("/session", data={"email": "salma@x.ps", "password": PASSWORD})
    return member


def _other_session(member: Member) -> None:
    make.save(Session(key_hash="other", member_id=member.id, expires_at=clock.now() + timedelta(days=3)))


def test_the_page_shows_what_is_kept_in_a_fixed_number_of_questions(client, salma, queries):
    for _ in range(3):
        make.save(Session(key_hash=str(_), member_id=salma.id, expires_at=clock.now() + timedelta(days=3)))

    with queries.at_most(7):
        page = client.get("/account").text

    assert "بيت جالا، رام الله والبيرة" in page and "هذا المتصفح" in page


def test_a_transfer_changes_today_and_is_noted_with_what_was_before(client, salma):
    make.authority(code="NBS", name_ar="نابلس", name_en="Nablus")
    before = salma.authority_id

    typed = {"name": "سلمى عودة", "job_title": "مديرة الهندسة", "authority": "بلدية نابلس"}
    answer = client.post("/account/post", data=typed)

    assert answer.location == "/account"
    assert (salma.job_title, salma.authority_id != before) == ("مديرة الهندسة", True)
    event = db.session.scalars(select(Event).where(Event.kind == "member.transferred")).one()
    assert event.detail["before"]["job_title"] == "مهندسة تخطيط" and event.detail["before"]["authority_id"] == before


def test_posts_keep_the_job_and_authority_of_their_day(client, salma):
    make.authority(code="NBS", name_ar="نابلس", name_en="Nablus")
    post = make.post(make.thread(), author=salma)
    written = (post.job_title, post.authority_id)

    client.post("/account/post", data={"name": "سلمى عودة", "job_title": "مديرة الهندسة", "authority": "نابلس"})

    assert (post.job_title, post.authority_id) == written


def test_saving_without_a_change_notes_nothing(client, salma):
    client.post("/account/post", data={"name": salma.name, "job_title": salma.job_title, "authority": "بيت جالا"})

    assert db.session.scalars(select(Event).where(Event.kind == "member.transferred")).all() == []


@pytest.mark.parametrize(("field", "typed", "sentence"), [
    ("name", " ", "الاسم مطلوب."),
    ("name", "ا" * 121, "يلزم اختصار الاسم إلى 120"),
    ("job_title", "", "المسمى الوظيفي مطلوب."),
    ("authority", "", "اسم الهيئة مطلوب."),
    ("authority", "أتلانتس", "لا توجد هيئة مسجلة بهذا الاسم."),
    ("name", "a\0b", "لا يمكن حفظها"),
])
def test_what_cannot_be_saved_is_named_and_kept(client, salma, field, typed, sentence):
    given = {"name": "سلمى", "job_title": "مهندسة مشاريع", "authority": "بيت جالا"} | {field: typed}

    answer = client.post("/account/post", data=given)

    assert answer.status_code == 422 and sentence in answer.text
    assert field == "job_title" or "مهندسة مشاريع" in answer.text
    assert salma.job_title == "مهندسة تخطيط"


def test_people_of_the_association_need_no_authority(client, acting_as):
    member = make.member(authority_id=None)
    make.save(Office(member_id=member.id, kind="association"))
    acting_as(member)

    answer = client.post("/account/post", data={"name": "هدى", "job_title": "منسقة البرنامج", "authority": ""})

    assert answer.status_code == 303 and member.job_title == "منسقة البرنامج"


def test_preferences_are_kept_and_the_page_changes_its_language(client, salma):
    answer = client.post("/account/preferences", data={"locale": "en", "gender": "female"})

    assert answer.status_code == 303
    assert (salma.locale, salma.wants_mail, salma.gender) == ("en", False, "female")
    assert 'lang="en"' in client.get("/account").text
    client.post("/account/preferences", data={"locale": "ar", "wants_mail": "y", "gender": ""})
    assert (salma.locale, salma.wants_mail, salma.gender) == ("ar", True, None)


@pytest.mark.parametrize("wrong", [{"locale": "fr", "gender": ""}, {"locale": "ar", "gender": "x"}, {}])
def test_preferences_that_do_not_exist_are_refused(client, salma, wrong):
    assert client.post("/account/preferences", data=wrong).status_code == 422
    assert salma.locale == "ar"


def test_a_new_password_signs_out_every_other_browser_and_renews_the_key_of_this_one(client, salma):
    _other_session(salma)
    with client.session_transaction() as session:
        old_key = session["_user_id"]

    answer = client.post("/account/password", data={"current": PASSWORD, "password": NEW})

    assert answer.location == "/account"
    assert passwords.fits(salma.password_hash, NEW)
    (left,) = db.session.scalars(select(Session)).all()
    assert left.key_hash != hashed(old_key)
    assert "تغيّرت كلمة المرور" in client.get("/account").text
    mail = db.session.scalars(select(Job).where(Job.kind == "mail.send")).one().payload
    assert mail["to"] == "salma@x.ps" and mail["subject"] == "تغيّرت كلمة مرورك"


@pytest.mark.parametrize(("current", "new", "sentence"), [
    ("كلمة أخرى تماما", NEW, "ليست هذه كلمة مرورك الحالية."),
    ("", NEW, "كلمة المرور الحالية مطلوبة."),
    (PASSWORD, "short", "10 أحرف على الأقل"),
    (PASSWORD, "salma@x.ps", "اسمك أو بريدك"),
])
def test_a_new_password_needs_the_old_one_and_must_be_good(client, salma, current, new, sentence):
    answer = client.post("/account/password", data={"current": current, "password": new})

    assert answer.status_code == 422 and sentence in answer.text
    assert passwords.fits(salma.password_hash, PASSWORD)


def test_one_can_sign_out_everywhere_else(client, salma):
    _other_session(salma)

    client.post("/account/sessions/ends")

    assert db.session.get(Session, "other") is None
    assert client.get("/account").status_code == 200


def test_what_we_keep_can_be_taken_along(client, salma):
    platform = make.platform(name_ar="الهندسة والتخطيط")
    make.seat(platform, member=salma)
    make.save(Session(key_hash="strangers", member_id=make.member().id, expires_at=clock.now() + timedelta(days=1)))

    answer = client.get("/account/data.json")

    kept = json.loads(answer.text)
    assert answer.mimetype == "application/json" and "attachment" in answer.headers["Content-Disposition"]
    assert kept["member"]["email"] == "salma@x.ps" and kept["member"]["authority"] == "بيت جالا"
    assert [seat["platform"] for seat in kept["seats"]] == ["الهندسة والتخطيط"]
    assert len(kept["sessions"]) == 1
    assert "argon2" not in answer.text


def test_closing_needs_the_password(client, salma):
    assert "ما كتبته" in client.get("/account/closing").text

    answer = client.post("/account/closure", data={"current": "كلمة أخرى تماما"})

    assert answer.status_code == 422 and "ليست هذه كلمة مرورك الحالية." in answer.text
    assert db.session.get(Departure, salma.id) is None


def test_a_closed_account_leaves_the_words_and_takes_the_rest(client, salma):
    post = make.post(make.thread(), author=salma)
    make.save(Office(member_id=salma.id, kind="association"))

    answer = client.post("/account/closure", data={"current": PASSWORD})

    assert answer.location == "/"
    assert client.get("/account").status_code == 303
    db.session.refresh(salma)
    assert "salma" not in salma.email and salma.password_hash is None and salma.name == "سلمى عودة"
    assert db.session.get(Departure, salma.id).by_id == salma.id
    assert db.session.scalars(select(Session)).all() == [] and db.session.scalars(select(Office)).all() == []
    assert post.author_id == salma.id
    assert client.post("/session", data={"email": "salma@x.ps", "password": PASSWORD}).status_code == 422


def test_after_leaving_the_address_is_free_for_a_new_account(client, salma):
    client.post("/account/closure", data={"current": PASSWORD})

    make.member(email="salma@x.ps", password_hash=HASH)

    assert client.post("/session", data={"email": "salma@x.ps", "password": PASSWORD}).status_code == 303


@pytest.mark.parametrize("address", ["/account", "/account/data.json", "/account/closing"])
def test_visitors_have_no_account(client, address):
    assert client.get(address).status_code == 303
    assert client.get(address).location.startswith("/sign-in")


@pytest.mark.parametrize("address", [
    "/account/post", "/account/preferences", "/account/password", "/account/sessions/ends", "/account/closure",
])
def test_visitors_change_no_account(client, address):
    assert client.post(address).location == "/sign-in"
