"""Mails: one a thread and window, in the reader's language, safe headers, a server that goes away."""

from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from sqlalchemy import select, update

from forum.kernel import clock
from forum.kernel.db import db, transaction
from forum.kernel.jobs import Job, enqueue
from forum.members.models import Member
from forum.notifications import rules
from forum.notifications.actions import mark_read
from forum.notifications.mail import Mailer
from forum.notifications.models import Notification
from forum.notifications.queries import follows
from forum.threads import actions, curation, queries
from tests.support import factories as make

LATER = rules.MAIL_WINDOW + timedelta(seconds=1)


def reply(thread, by, body: str = "نجمعها ليلا بمركبة صغيرة."):
    with transaction():
        return actions.reply(queries.thread(by, thread.id), body, by=by)


def after_the_window(run_jobs):
    """What the worker does now, and when the window has closed."""
    run_jobs()
    with clock.standing(clock.now() + LATER):
        run_jobs()


def texts(mail) -> dict[str, str]:
    return {part.get_content_type(): part.get_content() for part in mail.iter_parts()}


def test_two_replies_within_the_window_arrive_in_one_mail(office, followed, run_jobs):
    thread, _reader, helper = followed
    reply(thread, helper)
    run_jobs()
    reply(thread, helper)
    after_the_window(run_jobs)

    (mail,) = office.mails
    parts = texts(mail)
    assert office.recipients == [["salma@nablus.ps"]]
    assert mail["Subject"] == "إشعاران: جمع النفايات في الأحياء القديمة"
    assert parts["text/plain"].count("رد جديد من") == 2
    assert '<html lang="ar" dir="rtl">' in parts["text/html"]
    assert "نجمعها ليلا" not in parts["text/plain"] + parts["text/html"], "a mail holds no words of posts"


def test_what_comes_after_the_window_is_another_mail(office, followed, run_jobs):
    thread, _reader, helper = followed
    reply(thread, helper)
    after_the_window(run_jobs)
    with clock.standing(clock.now() + 2 * LATER):
        reply(thread, helper)
        run_jobs()
    with clock.standing(clock.now() + 3 * LATER):
        run_jobs()

    assert len(office.mails) == 2
    assert len({mail["Message-ID"] for mail in office.mails}) == 2


def test_the_mail_says_who_it_is_from_and_how_to_end_it(office, followed, run_jobs):
    thread, _reader, helper = followed
    reply(thread, helper)
    after_the_window(run_jobs)

    (mail,) = office.mails
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["List-Unsubscribe"].startswith("<http://127.0.0.1:5000/mail/leave/")
    assert mail["Content-Language"] == "ar"
    assert "رد جديد من ⁨رائد المجد⁩: جمع النفايات" in mail["Subject"]


def test_an_english_reader_gets_english(office, followed, run_jobs):
    thread, reader, helper = followed
    with transaction():
        db.session.execute(update(Member).where(Member.id == reader.member_id).values(locale="en"))
    reply(thread, helper)
    after_the_window(run_jobs)

    (mail,) = office.mails
    parts = texts(mail)
    assert "New reply by" in parts["text/plain"]
    assert '<html lang="en" dir="ltr">' in parts["text/html"]


@pytest.mark.parametrize("why", ["wants no mail", "read it already", "lost the seat", "hidden meanwhile"])
def test_no_mail_goes_to_whom_it_is_not_for(why, office, followed, run_jobs):
    thread, reader, helper = followed
    post = reply(thread, helper)
    run_jobs()
    with transaction():
        if why == "wants no mail":
            db.session.execute(update(Member).where(Member.id == reader.member_id).values(wants_mail=False))
        elif why == "read it already":
            mark_read(reader.member_id, "thread", thread.id)
        elif why == "lost the seat":
            db.session.execute(db.text("DELETE FROM seat WHERE member_id = :id"), {"id": reader.member_id})
        else:
            moderator = make.moderator(queries.thread(helper, thread.id).board)
            curation.hide_post(queries.post(moderator, post.id), "بيانات شخصية", by=moderator)
    after_the_window(run_jobs)

    assert [m for m in office.mails if "salma@nablus.ps" in m["To"]] == []


def test_old_events_are_shown_but_not_mailed(office, followed, run_jobs):
    thread, reader, helper = followed
    with transaction():
        db.session.execute(db.text("UPDATE subscription SET at = :at"), {"at": "2019-01-01 00:00:00.000000"})
    with clock.standing(clock.now() - timedelta(days=30)):
        reply(thread, helper)
    after_the_window(run_jobs)

    assert db.session.scalars(select(Notification.member_id)).all() == [reader.member_id]
    assert office.mails == []


def test_a_server_that_is_away_gets_the_mail_when_it_is_back(office, followed, run_jobs):
    thread, _reader, helper = followed
    reply(thread, helper)
    office.close()
    after_the_window(run_jobs)
    (waiting,) = db.session.scalars(select(Job).where(Job.kind == "mail.send")).all()
    assert (office.mails, waiting.attempts, waiting.buried_at) == ([], 1, None)

    office.open()
    office.mailer.rests_until = 0
    with clock.standing(clock.now() + 3 * LATER):
        run_jobs()

    assert len(office.mails) == 1
    assert db.session.scalars(select(Job).where(Job.kind == "mail.send")).all() == []


def test_a_server_that_is_away_is_not_asked_for_each_mail(office, monkeypatch, run_jobs):
    office.close()
    asked = []
    connect = Mailer._connect
    monkeypatch.setattr(Mailer, "_connect", lambda self: asked.append(1) or connect(self))
    with transaction():
        for number in range(5):
            enqueue("mail.send", to=f"m{number}@nablus.ps", subject="مرحبا", text="مرحبا")

    run_jobs()

    assert len(asked) == 1


def test_a_recipient_refused_for_good_is_not_tried_again(office, run_jobs):
    office.refusals = {"gone@nablus.ps": "550 no such person", "busy@nablus.ps": "450 try later"}
    with transaction():
        enqueue("mail.send", to="gone@nablus.ps", subject="مرحبا", text="مرحبا")
        enqueue("mail.send", to="busy@nablus.ps", subject="مرحبا", text="مرحبا")

    run_jobs()

    (waiting,) = db.session.scalars(select(Job)).all()
    assert waiting.payload["to"] == "busy@nablus.ps"


def test_a_mail_server_that_thinks_long_keeps_nobody_from_writing(office, followed, run_jobs, monkeypatch):
    written = []

    def slowly(_self, mail):
        with db.engine.begin() as another:
            another.execute(db.text("UPDATE member SET job_title = 'مديرة'"))
        written.append(mail["To"])

    monkeypatch.setattr(Mailer, "deliver", slowly)
    with transaction():
        enqueue("mail.send", to="salma@nablus.ps", subject="مرحبا", text="مرحبا")

    run_jobs()

    assert written == ["salma@nablus.ps"]


def test_without_a_server_mails_are_files(app, tmp_path, monkeypatch, run_jobs):
    monkeypatch.setitem(app.extensions, "mailer", Mailer("", 25, "", "", False, tmp_path / "outbox"))
    with transaction():
        enqueue("mail.send", to="salma@nablus.ps", subject="دعوة", text="أهلا")

    run_jobs()

    (file,) = (tmp_path / "outbox").glob("*.eml")
    mail = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert (mail["Subject"], mail.get_content().strip()) == ("دعوة", "أهلا")


def test_invented_people_are_never_written_to(office, tmp_path, run_jobs):
    office.mailer.outbox = tmp_path
    with transaction():
        enqueue("mail.send", to="muna@demo.example", subject="مرحبا", text="مرحبا")

    run_jobs()

    assert office.mails == []
    assert len(list(tmp_path.glob("*.eml"))) == 1


def test_a_link_in_the_mail_asks_first_and_ends_at_the_second_step(client, office, followed, run_jobs):
    thread, reader, helper = followed
    reply(thread, helper)
    after_the_window(run_jobs)
    link = office.mails[0]["List-Unsubscribe"].strip("<>").removeprefix("http://127.0.0.1:5000")

    assert "إيقاف هذه الرسائل؟" in client.get(link).text
    assert follows(reader, "thread", thread.id)

    answer = client.post(link, data={"List-Unsubscribe": "One-Click"})
    assert (answer.status_code, follows(reader, "thread", thread.id)) == (200, False)
    assert db.session.get_one(Member, reader.member_id).wants_mail

    client.post(link, data={"what": "everything"})
    assert not db.session.get_one(Member, reader.member_id).wants_mail


def test_a_link_that_we_did_not_make_ends_nothing(client, app):
    assert client.get("/mail/leave/W1sxLCJ0aHJlYWQiLDFd.nonsense").status_code == 404
    assert client.post("/mail/leave/nonsense").status_code == 404
