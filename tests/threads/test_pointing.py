"""A duplicate points to its answer and stays; what is pointed to most is the FAQ."""

import pytest
from sqlalchemy import select

from forum.kernel.db import db, transaction
from forum.kernel.errors import Invalid
from forum.search.engine import Request
from forum.search.query import parse
from forum.threads import curation, lists
from forum.threads.pointers import actions
from forum.threads.pointers.models import Pointer
from forum.threads.sharing.models import AnsweredMe
from tests.support import factories as make


def _pointers() -> set[tuple[int, int]]:
    return {tuple(row) for row in db.session.execute(select(Pointer.thread_id, Pointer.to_id))}


@pytest.mark.parametrize(("who", "status"), [("asker", 303), ("moderator", 303), ("member", 403), ("outsider", 404)])
def test_the_asker_or_a_moderator_points_and_both_pages_say_so(client, acting_as, who, status):
    board = make.board()
    asker = make.seat(board)
    people = {
        "asker": asker, "moderator": make.moderator(board), "member": make.seat(board), "outsider": make.outsider()
    }
    thread = make.thread(board=board, author_id=asker.member_id, title="سؤال يتكرر")
    answer = make.thread(board=board, title="الموضوع الذي فيه الإجابة")
    acting_as(people[who])

    sent = client.post(f"/threads/{thread.id}/pointers", data={"answer": f"http://localhost/threads/{answer.id}#post-1"})

    assert sent.status_code == status
    if status == 303:
        page = client.get(f"/threads/{thread.id}").text
        assert "أُجيب عن هذا في موضوع آخر" in page and answer.title in page and "كيف نجمع النفايات" in page
        assert "موضوع واحد يحيل إلى هنا" in client.get(f"/threads/{answer.id}").text
        assert client.post(f"/threads/{thread.id}/replies", data={"body": "ما زال مفتوحًا"}).status_code == 303
        client.post(f"/threads/{thread.id}/pointer/withdrawal")
        assert "أُجيب عن هذا" not in client.get(f"/threads/{thread.id}").text
    assert _pointers() == set()


def test_a_thread_that_points_to_its_answer_waits_nowhere(client, acting_as):
    board = make.board()
    waiting, pointing = (make.thread(board=board, title=title) for title in ("سؤال بلا جواب", "سؤال له جواب هناك"))
    answer = make.thread(board=board, title="موضوع فيه الإجابة", kind="practice")
    by = make.moderator(board)
    with transaction():
        actions.point(pointing, answer, by=by)
    slug = board.platform.slug
    acting_as(by)

    for address in (f"/platforms/{slug}?state=unanswered", f"/boards/{board.id}?state=unanswered", "/desk"):
        page = client.get(address).text
        assert pointing.title not in page, address
    assert waiting.title in client.get(f"/platforms/{slug}?state=unanswered").text
    rows = lists.of_ids(by, [waiting.id, pointing.id])
    assert (rows[waiting.id].unanswered, rows[pointing.id].unanswered) == (True, False)
    acting_as(make.seat(board))
    assert client.get("/").text.count(pointing.title) <= 1, "on the home page it is news and does not wait"


@pytest.mark.parametrize("typed", ["", "x", "0", "{own}", "9" * 30, "\0"])
def test_what_is_no_other_thread_is_refused_and_kept(client, acting_as, typed):
    board = make.board()
    thread = make.thread(board=board)
    acting_as(make.moderator(board))

    answer = client.post(f"/threads/{thread.id}/pointers", data={"answer": typed.format(own=thread.id)})

    assert answer.status_code in (404, 422) and _pointers() == set()


def test_nobody_points_to_what_they_may_not_read(client, acting_as):
    board = make.board()
    thread, secret = make.thread(board=board), make.thread(title="سؤال في منصة أخرى")
    acting_as(make.moderator(board))

    assert client.post(f"/threads/{thread.id}/pointers", data={"answer": str(secret.id)}).status_code == 404


def test_a_reader_who_may_not_read_the_answer_does_not_see_its_title(client, acting_as):
    board = make.board()
    thread, secret = make.thread(board=board), make.thread(title="سؤال في منصة أخرى")
    with transaction():
        actions.point(thread, secret, by=make.association())
    acting_as(make.seat(board))

    assert secret.title not in client.get(f"/threads/{thread.id}").text


def test_circles_are_refused_however_long(app):
    board = make.board()
    by = make.moderator(board)
    one, two, three = (make.thread(board=board) for _ in range(3))
    with transaction():
        actions.point(one, two, by=by)
        actions.point(two, three, by=by)
    with pytest.raises(Invalid, match=r"points to this one|يحيل"), transaction():
        actions.point(three, one, by=by)
    with transaction():
        actions.take_back(two, by=by)
        actions.point(three, one, by=by)

    assert _pointers() == {(one.id, two.id), (three.id, one.id)}


def test_a_merge_closes_no_circle_and_leads_pointers_on(app):
    board = make.board()
    by = make.moderator(board)
    thread, into, other = (make.thread(board=board) for _ in range(3))
    with transaction():
        actions.point(other, thread, by=by)
        actions.point(into, other, by=by)
    with transaction():
        curation.merge(thread, into, by=by)

    assert _pointers() == {(other.id, into.id)}


def test_search_puts_the_answer_before_what_points_to_it(app, run_jobs):
    board = make.board()
    by = make.moderator(board)
    titled = {"board": board, "title": "ترخيص الأبنية القديمة"}
    thread, answer = make.thread("نص عن الترخيص", **titled), make.thread("نص عن الترخيص", **titled)
    search = app.extensions["search"]
    search.engine.replace_all(search.everything())

    def found() -> list[str]:
        return [hit.group for hit in search.engine.search(Request(parse("ترخيص الأبنية"))).hits]

    for first, last in ((thread, answer), (answer, thread)):
        with transaction():
            actions.point(last, first, by=by)
        run_jobs()
        assert found() == [f"thread:{first.id}", f"thread:{last.id}"]
        with transaction():
            actions.take_back(last, by=by)
        run_jobs()


def test_the_faq_shows_what_one_may_read_in_its_order_at_a_fixed_price(client, acting_as, queries):
    board = make.board(platform=make.platform(slug="engineering"))
    by = make.moderator(board)
    often = make.thread(board=board, title="أكثر ما يُسأل عنه")
    found = make.thread(board=board, title="وجده زملاء")
    secret = make.thread(title="سؤال في منصة أخرى")
    for _ in range(5):
        with transaction():
            actions.point(make.thread(board=board), often, by=by)
            actions.point(make.thread(board=board), secret, by=make.association())
            db.session.add(AnsweredMe(thread_id=found.id, member_id=make.seat(board).member_id))
    acting_as(make.seat(board))
    client.get("/faq")

    with queries.at_most(6):
        page = client.get("/faq").text
    own = client.get("/faq?platform=engineering").text

    for text in (page, own):
        assert text.index(often.title) < text.index(found.title) and secret.title not in text
    assert "5 مواضيع تحيل إلى هنا" in page and "أجاب 5 أشخاص" in page
    assert "لم يُحَل إلى موضوع بعد" not in page
    acting_as(make.outsider())
    assert often.title not in client.get("/faq").text
    assert often.title not in client.get("/faq?platform=engineering").text


def test_visitors_are_asked_to_sign_in_before_the_faq_as_before_threads(client):
    assert "/sign-in" in client.get("/faq").location
