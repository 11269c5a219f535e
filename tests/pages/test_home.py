"""The home page: alive for members, plain in numbers for visitors, the same price whatever it holds."""

from datetime import timedelta

import pytest

from forum.kernel import clock
from forum.kernel.db import db, transaction
from forum.notifications.actions import follow
from forum.pages import queries as pages
from forum.papers import rules as papers
from forum.papers.documents import Paper
from forum.papers.models import IssueFile
from forum.threads import actions
from forum.threads.states import Reading
from forum.workshops.models import Workshop
from tests.support import factories as make


def workshop(platform, **given) -> Workshop:
    starts = clock.now() + timedelta(days=9)
    defaults = {"title_ar": "ورشة الخرائط", "starts_at": starts, "ends_at": starts + timedelta(hours=2)}
    return make.save(Workshop(platform_id=platform.id, **defaults | given))


def ask(board, by, title="كيف نحدّث طبقة المباني؟"):
    with transaction():
        return actions.ask(board, title=title, kind="question", body="نص السؤال", by=by)


def test_a_visitor_learns_what_the_platforms_are_and_how_many_but_no_title(client):
    board = make.board()
    asker = make.seat(board)
    ask(board, asker, "سؤال لا يقرؤه الزوار")
    page = client.get("/").text
    assert "الهندسة والتخطيط" in page
    assert "سؤال واحد بلا إجابة" in page
    assert "موضوع واحد" in page
    assert "طلب عضوية" in page
    assert "سؤال لا يقرؤه الزوار" not in page


def test_a_visitor_sees_the_next_workshop_and_what_is_published(client):
    platform = make.platform()
    workshop(platform, title_ar="ورشة قادمة للجميع")
    keeper = make.coordinator(platform)
    of = {"platform_id": platform.id, "started_by_id": keeper.member_id, "kind": papers.POSITION_PAPER}
    file = make.save(IssueFile(platform_id=platform.id, title="ضريبة الأملاك", opened_by_id=keeper.member_id))
    make.save(Paper(title="ورقة منشورة", state=papers.PUBLISHED, issue_file_id=file.id, **of))
    make.save(Paper(title="مسودة غير منشورة", state=papers.DRAFT, issue_file_id=file.id, **of))
    page = client.get("/").text
    assert "ورشة قادمة للجميع" in page
    assert "ورقة منشورة" in page
    assert "مسودة غير منشورة" not in page


def test_an_empty_forum_greets_visitors_without_breaking(client):
    assert "طريقة الانضمام" in client.get("/").text
    assert "How to join" in client.in_english().get("/").text


def test_a_member_sees_what_waits_on_their_own_platforms_only(client, acting_as):
    mine, other = make.board(), make.board()
    me = make.seat(mine)
    ask(mine, make.seat(mine), "سؤال على منصتي")
    ask(other, make.seat(other), "سؤال على منصة أخرى")
    acting_as(me)
    page = client.get("/").text
    assert "زملاء ينتظرون إجابة" in page
    assert "سؤال على منصتي" in page
    assert "سؤال على منصة أخرى" not in page


def test_my_own_question_is_not_put_before_me_as_one_i_could_answer(app):
    board = make.board()
    me = make.seat(board)
    thread = ask(board, me)
    front = pages.front(me, [board.platform_id])
    assert front.waiting == []
    assert [row.id for row in front.newest[board.platform_id]] == [thread.id]


def test_a_question_with_a_reply_waits_no_more_and_one_with_an_accepted_answer_is_told(app):
    board = make.board()
    me, asker = make.seat(board), make.seat(board)
    thread = ask(board, asker)
    assert [row.id for row in pages.front(me, [board.platform_id]).waiting] == [thread.id]
    with transaction():
        post = actions.reply(thread, "جواب", by=me)
    front = pages.front(me, [board.platform_id])
    assert (front.waiting, front.answered) == ([], [])
    with transaction():
        actions.accept(thread, post, by=asker)
    assert [row.id for row in pages.front(me, [board.platform_id]).answered] == [thread.id]


def test_what_moved_in_threads_i_follow_comes_first_until_i_read_it(client, acting_as):
    board = make.board()
    me = make.seat(board)
    thread = ask(board, me, "موضوع أتابعه")
    with transaction():
        actions.reply(thread, "رد جديد", by=make.seat(board))
    acting_as(me)
    assert "جديد في متابعاتك" in client.get("/").text
    client.get(f"/threads/{thread.id}")
    assert "جديد في متابعاتك" not in client.get("/").text


def test_a_thread_that_i_may_no_longer_read_is_not_shown_though_i_follow_it(app):
    board = make.board()
    me = make.outsider()
    thread = ask(board, make.seat(board))
    with transaction():
        follow(me.member_id, "thread", thread.id)
        db.session.add(Reading(member_id=me.member_id, thread_id=thread.id, number=0))
    assert pages.front(me, []).moved == []


def test_news_are_counted_until_opened(client, acting_as):
    board = make.board()
    me = make.seat(board)
    threads = [ask(board, make.seat(board)) for _ in range(2)]
    acting_as(me)
    assert "موضوعان جديدان في منصاتك" in client.get("/").text
    client.get(f"/threads/{threads[0].id}")
    assert "موضوع جديد واحد في منصاتك" in client.get("/").text
    client.get(f"/threads/{threads[1].id}")
    assert "قرأت كل جديد في منصاتك." in client.get("/").text


def test_a_member_without_a_seat_is_shown_the_way_to_one(client, acting_as):
    make.platform()
    acting_as(make.member())
    page = client.get("/").text
    assert "لا عضوية لك في أي منصة بعد" in page
    assert "طلب الانضمام" in page


def test_a_moderator_sees_how_much_lies_on_the_desk_and_a_member_does_not(client, acting_as):
    board = make.board()
    ask(board, make.seat(board))
    acting_as(make.moderator(board))
    assert "على مكتب الإشراف" in client.get("/").text
    acting_as(make.seat(board))
    assert "على مكتب الإشراف" not in client.get("/").text


def test_the_association_takes_part_in_all_platforms(client, acting_as):
    board = make.board()
    ask(board, make.seat(board), "سؤال يراه الاتحاد")
    acting_as(make.association())
    assert "سؤال يراه الاتحاد" in client.get("/").text


@pytest.mark.parametrize("how_many", [1, 12])
def test_a_members_page_costs_the_same_whatever_the_forum_holds(client, acting_as, queries, how_many):
    board, other = make.board(), make.board()
    me = make.seat(board)
    for n in range(how_many):
        thread = ask(board, make.seat(board), f"سؤال رقم {n} عن الخرائط")
        ask(other, make.seat(other), f"سؤال آخر رقم {n}")
        workshop(board.platform)
        with transaction():
            actions.reply(ask(board, me, f"سؤالي رقم {n}"), "جواب", by=make.seat(board))
        assert thread.id
    acting_as(me)
    with queries.at_most(9):
        client.get("/")


@pytest.mark.parametrize("how_many", [1, 12])
def test_a_visitors_page_costs_the_same_and_the_second_visitor_one_look(client, queries, how_many):
    for n in range(how_many):
        board = make.board()
        ask(board, make.seat(board), f"سؤال رقم {n} عن الخرائط")
    with queries.at_most(7):
        client.get("/")
    with queries.at_most(1):
        client.get("/")


def test_an_unchanged_page_is_not_sent_again(client, acting_as, queries):
    board = make.board()
    acting_as(make.seat(board))
    ask(board, make.seat(board))
    with clock.standing(clock.now()):
        tag = client.get("/").headers["ETag"]
        with queries.at_most(2):
            assert client.get("/", headers={"If-None-Match": tag}).status_code == 304
        ask(board, make.seat(board))
        assert client.get("/", headers={"If-None-Match": tag}).status_code == 200


def test_two_readers_never_share_a_page(client, acting_as):
    board = make.board()
    with clock.standing(clock.now()):
        tag = client.get("/").headers["ETag"]
        acting_as(make.seat(board))
        assert client.get("/", headers={"If-None-Match": tag}).status_code == 200
