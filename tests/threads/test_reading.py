"""Boards and threads as they are read: filters, pages, query counts, pages that have not changed."""

from datetime import timedelta

from forum.kernel import clock
from forum.kernel.db import Cursor, transaction
from forum.threads import curation, lists, queries as threads, rules
from tests.support import factories as make


def test_a_board_is_one_query_whatever_it_holds(app, queries):
    board = make.board()
    for n in range(30):
        make.thread(board=board, title=f"موضوع رقم {n} على القسم")
    actor = make.seat(board)

    with queries.at_most(1):
        page = lists.board_page(actor, board.id)
        lines = [(row.title, row.authority, row.topic, row.unread) for row in page]

    assert len(lines) == rules.THREADS_A_PAGE and page.next is not None


def test_pages_of_a_board_neither_skip_nor_repeat(app):
    board = make.board()
    start = clock.now() - timedelta(days=3)
    made = [make.thread(board=board, created_at=start + timedelta(minutes=n // 3)) for n in range(60)]
    actor = make.seat(board)

    seen, after = [], None
    while True:
        page = lists.board_page(actor, board.id, after=after)
        seen += [row.id for row in page]
        if page.next is None:
            break
        after = Cursor.read(str(page.next))

    assert sorted(seen) == sorted(t.id for t in made)
    assert len(set(seen)) == 60


def test_a_nonsense_cursor_shows_the_first_page(client, acting_as):
    board = make.board()
    make.thread(board=board, title="يظهر في الصفحة الأولى")
    acting_as(make.seat(board))

    for cursor in ("x", "%00", "9" * 80, "MS4tMQ", "AAAA"):
        answer = client.get(f"/boards/{board.id}?after={cursor}")
        assert answer.status_code in (200, 404)
        assert answer.status_code == 404 or "يظهر في الصفحة الأولى" in answer.text


def test_filters_are_links_that_narrow_the_list(client, acting_as):
    board = make.board()
    answered = make.thread(board=board, title="سؤال له جواب معتمد")
    make.thread(board=board, title="سؤال ينتظر جوابًا")
    make.thread(board=board, title="تجربة في الحي القديم", kind="practice")
    actor = acting_as(make.moderator(board))
    client.post(f"/posts/{make.post(answered).id}/acceptance")
    acting_as(actor)

    unanswered = client.get(f"/boards/{board.id}?state=unanswered").text
    practices = client.get(f"/boards/{board.id}?kind=practice").text

    assert "سؤال ينتظر جوابًا" in unanswered and "سؤال له جواب معتمد" not in unanswered
    assert "تجربة في الحي القديم" in practices and "سؤال ينتظر جوابًا" not in practices


def test_a_thread_page_costs_the_same_for_two_posts_and_for_twenty(client, acting_as, queries):
    board = make.board()
    short, long = make.thread(board=board), make.thread(board=board)
    make.post(short)
    for n in range(19):
        make.post(long, f"رد {n}")
    acting_as(make.seat(board))
    for thread in (short, long):
        client.get(f"/threads/{thread.id}")  # the first reading is noted

    for thread in (short, long):
        with queries.at_most(7):
            assert client.get(f"/threads/{thread.id}").status_code == 200


def test_an_unchanged_thread_is_not_sent_again_and_a_changed_one_is(client, acting_as, queries):
    board = make.board()
    thread = make.thread(board=board)
    acting_as(make.seat(board))
    client.get(f"/threads/{thread.id}")
    etag = client.get(f"/threads/{thread.id}").headers["ETag"]

    with queries.at_most(6):
        assert client.get(f"/threads/{thread.id}", headers={"If-None-Match": etag}).status_code == 304
    client.post(f"/threads/{thread.id}/replies", data={"body": "جديد"})
    changed = client.get(f"/threads/{thread.id}", headers={"If-None-Match": etag})
    assert changed.status_code == 200 and "جديد" in changed.text


def test_the_same_page_in_another_language_is_another_page(client, acting_as):
    board = make.board()
    thread = make.thread(board=board)
    acting_as(make.seat(board))
    client.get(f"/threads/{thread.id}")
    etag = client.get(f"/threads/{thread.id}").headers["ETag"]

    answer = client.in_english().get(f"/threads/{thread.id}", headers={"If-None-Match": etag})

    assert answer.status_code == 200 and 'lang="en"' in answer.text and 'dir="ltr"' in answer.text


def test_what_was_read_is_no_longer_bold(client, acting_as):
    board = make.board()
    thread = make.thread(board=board)
    actor = acting_as(make.seat(board))
    assert lists.board_page(actor, board.id).rows[0].unread

    client.get(f"/threads/{thread.id}")
    assert not lists.board_page(actor, board.id).rows[0].unread

    make.post(thread)
    assert lists.board_page(actor, board.id).rows[0].unread


def test_related_threads_share_topics(app):
    board = make.board()
    actor = make.moderator(board)
    topic = make.topic()
    one, two, other = (make.thread(board=board) for _ in range(3))
    with transaction():
        for thread in (one, two):
            curation.tag(threads.thread(actor, thread.id), [topic], by=actor)

    assert [row.id for row in lists.related(actor, one.id)] == [two.id]
    assert lists.related(actor, other.id) == []


def test_a_thread_that_was_just_hidden_is_in_no_kept_list(client, acting_as):
    board = make.board()
    moderator = make.moderator(board)
    topic = make.topic()
    one, two = make.thread(board=board), make.thread(board=board, title="موضوع سيُخفى بعد قليل")
    with transaction():
        for thread in (one, two):
            curation.tag(threads.thread(moderator, thread.id), [topic], by=moderator)
    member = acting_as(make.seat(board))
    assert "موضوع سيُخفى بعد قليل" in client.get(f"/threads/{one.id}").text

    acting_as(moderator)
    client.post(f"/threads/{two.id}/hiding", data={"reason": "بيانات مواطن"})

    acting_as(member)
    assert "موضوع سيُخفى بعد قليل" not in client.get(f"/threads/{one.id}").text


def test_what_is_kept_for_one_reader_does_not_show_to_another(client, acting_as):
    board = make.board()
    asker, moderator, other = make.seat(board), make.moderator(board), make.seat(board)
    thread = make.thread(board=board, author_id=asker.member_id)
    post = make.post(thread)
    buttons = {}
    for name, actor in (("asker", asker), ("moderator", moderator), ("other", other)):
        acting_as(actor)
        buttons[name] = client.get(f"/threads/{thread.id}").text

    accept, hide = f'/posts/{post.id}/acceptance"', f'/posts/{post.id}/hide"'
    assert accept in buttons["asker"] and hide not in buttons["asker"]
    assert accept in buttons["moderator"] and hide in buttons["moderator"]
    assert accept not in buttons["other"] and hide not in buttons["other"]
    assert "/edit" in buttons["asker"] and "/edit" not in buttons["other"]


def test_a_mark_of_ones_own_shows_only_to_oneself(client, acting_as):
    board = make.board()
    thread = make.thread(board=board)
    post = make.post(thread)
    one, two = make.seat(board), make.seat(board)
    acting_as(one)
    client.post(f"/posts/{post.id}/helpful")
    assert f"/posts/{post.id}/helpful/withdrawal" in client.get(f"/threads/{thread.id}").text

    acting_as(two)
    page = client.get(f"/threads/{thread.id}").text
    assert f"/posts/{post.id}/helpful/withdrawal" not in page and f"/posts/{post.id}/helpful" in page
