"""Asking without name: where it is allowed, which labels are safe, and going on in one's own thread."""

import pytest
from sqlalchemy import select

from forum.kernel.db import db, transaction
from forum.members import standins
from forum.members.fields import trimmed
from forum.members.labels import Label, label_in
from forum.members.models import Member, StandIn
from forum.notifications.models import Notification
from forum.threads import actions as threads, curation, queries as reading
from forum.threads.anonymity import actions, queries, rules
from forum.threads.models import Post, Thread
from tests.support import factories as make
from tests.support.accounts import actor_of

GOOD = {"kind": "question", "title": "كيف أبلغ عن ضغط على لجنة الشراء؟", "body": "نص يكفي ليفهم."}


@pytest.fixture
def board(app):
    """A board of a platform where one may ask without name, with seven people of two regions."""
    place = make.board()
    for region in ["north"] * 4 + ["south"] * 2:
        make.seat(place, member=make.member(authority=make.authority(region=region)))
    with transaction():
        actions.allow(place.platform, by=make.coordinator(place))
    return place


def _asker(board, **given):
    return make.seat(board, member=make.member(name="ليلى الحسن", authority=make.authority(region="north"), **given))


def test_where_it_is_not_allowed_nothing_is_offered_and_nothing_is_taken(client, acting_as):
    board = make.board()
    acting_as(make.seat(board))

    page = client.get(f"/boards/{board.id}/ask")
    answer = client.post(f"/boards/{board.id}/threads", data={**GOOD, "label": "nobody"})

    assert "بأي اسم" not in page.text
    assert answer.status_code == 303
    assert db.session.scalars(select(StandIn)).all() == []


def test_narrow_labels_are_explained_and_not_offered(client, acting_as, board):
    acting_as(_asker(board, job_title="مديرة المشتريات"))

    page = client.get(f"/boards/{board.id}/ask").text

    assert "أقل من خمسة أشخاص" in page and "مديرة المشتريات" in page
    assert 'value="job"' not in page
    assert 'value="kind"' in page and 'value="region"' in page and 'value="platform"' in page
    answer = client.post(f"/boards/{board.id}/threads", data={**GOOD, "label": "job"})
    assert answer.status_code == 422 and "عدد قليل" in answer.text and GOOD["title"] in answer.text
    assert db.session.scalars(select(Thread)).all() == []


@pytest.mark.parametrize(("people", "is_safe"), [(rules.FEWEST - 1, False), (rules.FEWEST, True)])
def test_a_label_needs_five_people(app, people: int, is_safe: bool):
    seated = [rules.Person(n, "محاسب", "municipality", "north") for n in range(people)]
    seated += [rules.Person(100 + n, "محاسب", "municipality", "south") for n in range(9)]

    found = {label.code: label.is_safe for label in rules.labels(seated[0], seated)}

    assert found == {"job": is_safe, "kind": is_safe, "region": is_safe, "platform": True, "nobody": True}
    assert [label.code for label in rules.labels(None, seated)] == ["nobody"]


def test_the_thread_carries_the_label_and_only_the_author_goes_on_in_it(client, acting_as, board):
    asker = _asker(board)
    acting_as(asker)

    client.post(f"/boards/{board.id}/threads", data={**GOOD, "label": "region"})

    thread = db.session.scalars(select(Thread)).one()
    acting_as(actor_of(db.session.get_one(Member, asker.member_id)))
    own = client.get(f"/threads/{thread.id}").text
    assert "لا يرى هذا السطر أحد غيرك" in own and f"/posts/{_post(thread, 1).id}/edit" in own
    assert f"/threads/{thread.id}" in client.get(f"/members/{asker.member_id}").text
    client.post(f"/threads/{thread.id}/replies", data={"body": "تفصيل آخر."})
    client.post(f"/threads/{thread.id}/replies", data={"body": "هذا باسمي.", "label": "named"})
    assert [_post(thread, n).author_id == asker.member_id for n in (1, 2, 3)] == [False, False, True]
    assert _post(thread, 1).author_id == _post(thread, 2).author_id
    assert (_post(thread, 2).job_title, _post(thread, 2).authority_id) == ("", None)
    acting_as(make.seat(board))
    page = client.get(f"/threads/{thread.id}").text
    assert "شمال" in page and "صاحب/ة الموضوع" in page and "لا يرى هذا السطر" not in page
    assert f"/threads/{thread.id}" not in client.get(f"/members/{asker.member_id}").text


def test_a_label_speaks_the_language_of_the_reader_also_after_a_merge(client, acting_as, board):
    with transaction():
        first, second = (actions.ask(board, "region", by=_asker(board), **GOOD) for _ in range(2))
    by = make.moderator(board)
    with transaction():
        curation.merge(reading.thread(by, second.id), reading.thread(by, first.id), by=by)
    acting_as(make.seat(board))

    arabic = client.get(f"/threads/{first.id}").text
    client.set_cookie("language", "en")
    english = client.get(f"/threads/{first.id}").text

    assert "عضو · شمال الضفة الغربية · صاحب/ة الموضوع" in arabic
    assert "A colleague · North of the West Bank · opened the thread" in english and "صاحب/ة" not in english
    assert f"merged thread {second.id}" in english and "\x1e" not in arabic + english


def test_nobody_can_type_a_name_that_reads_as_a_label():
    kept = Label("region", region="north").kept

    assert label_in(kept) == Label("region", region="north")
    assert label_in(trimmed(kept)) is None and "\x1e" not in trimmed(kept)


def test_a_label_with_a_job_spells_it_as_most_do_and_not_as_its_author(app):
    usual = [rules.Person(n, "مهندسة مساحة", "municipality", "north") for n in range(5)]
    own = rules.Person(9, "مهندسه  مساحه", "municipality", "north")

    label = rules.labels(own, [*usual, own])[0]

    assert (label.code, label.people, label.says.job) == ("job", 6, "مهندسة مساحة")


def test_the_author_is_told_of_replies_and_not_of_their_own(board, run_jobs):
    asker, colleague = _asker(board), make.seat(board)
    with transaction():
        thread = actions.ask(board, "platform", by=asker, **GOOD)
    author = actor_of(db.session.get_one(Member, asker.member_id))
    run_jobs()
    assert db.session.scalars(select(Notification.kind).where(Notification.member_id == asker.member_id)).all() == []
    thread = db.session.scalars(select(Thread)).one()
    with transaction():
        threads.reply(thread, "جواب.", by=colleague)
    with transaction():
        threads.reply(thread, "شكرا.", by=author, voice=author.speaking_as(thread.author_id))
    run_jobs()

    told = db.session.execute(select(Notification.member_id, Notification.kind)).all()
    assert set(told) == {(asker.member_id, "replied"), (colleague.member_id, "replied")}
    assert {n.detail["by"] for n in db.session.scalars(select(Notification))} == {colleague.member_id, thread.author_id}


def test_after_a_merge_two_without_name_are_told_apart(board):
    with transaction():
        first, second = (actions.ask(board, "platform", by=_asker(board), **GOOD) for _ in range(2))
    by = make.moderator(board)
    with transaction():
        curation.merge(reading.thread(by, second.id), reading.thread(by, first.id), by=by)

    names = set(db.session.scalars(select(Member.name).join(Post, Post.author_id == Member.id)))
    assert len(names) == 2


def test_a_stand_in_is_nobody_who_signs_in_or_is_listed(client, acting_as, board):
    with transaction():
        thread = actions.ask(board, "platform", by=_asker(board), **GOOD)
    acting_as(make.administrator())

    page = client.get(f"/members/{thread.author_id}").text

    assert "هذا الوصف لمن كتب دون اسمه" in page and "stand-in" not in page
    row = db.session.get_one(Member, thread.author_id)
    assert row.password_hash is None and standins.is_one(row.id)
    assert queries.safe_label(make.outsider(), board.platform_id, "platform") is None


def _post(thread: Thread, number: int) -> Post:
    return db.session.scalars(select(Post).where(Post.thread_id == thread.id, Post.number == number)).one()
