"""The search page as members, outsiders and visitors meet it."""


import pytest
from sqlalchemy import select

from forum.kernel.db import db, transaction
from forum.threads import actions, curation
from forum.threads.models import Post, Thread
from tests.search.asking import results
from tests.support import factories as make
from tests.support.client import CheckingClient

#: Leaves nothing in the engine for the next test.
pytestmark = pytest.mark.usefixtures("index")


def test_a_written_post_is_found_after_the_worker(client: CheckingClient, acting_as, run_jobs):
    board = make.board()
    actor = acting_as(make.seat(board))
    with transaction():
        actions.ask(board, title="إنارة الشوارع الفرعية", kind="question", body="كيف نوفر الكهرباء؟", by=actor)
    run_jobs()

    answer = client.get("/search?q=اناره الشوارع")

    assert len(results(answer)) == 1
    assert "<mark>إنارة</mark>" in answer.text
    assert "نتيجة واحدة" in answer.text


def test_an_edited_post_is_found_by_its_new_words(client: CheckingClient, acting_as, run_jobs):
    board = make.board()
    actor = acting_as(make.seat(board))
    with transaction():
        thread = actions.ask(board, title="سؤال عن الرسوم", kind="question", body="عن النفايات", by=actor)
    with transaction():
        post = thread_posts(thread)[0]
        actions.edit(post, "عن المقبرة", by=actor)
    run_jobs()

    assert len(results(client.get("/search?q=المقبرة"))) == 1
    assert "<mark>النفايات</mark>" not in client.get("/search?q=النفايات").text


def thread_posts(thread: Thread):
    """The posts of a thread, read anew."""
    return db.session.scalars(select(Post).where(Post.thread_id == thread.id).order_by(Post.number)).all()


def test_a_hidden_thread_is_gone_at_once(client: CheckingClient, acting_as, index):
    board = make.board()
    thread = make.thread(board=board, title="موضوع عن المكب")
    index()
    acting_as(make.seat(board))
    assert len(results(client.get("/search?q=المكب"))) == 1

    with transaction():
        curation.hide(db.session.get_one(Thread, thread.id), "معلومات شخصية", by=make.moderator(board))

    assert results(client.get("/search?q=المكب")) == []


def test_members_find_their_platforms_and_nothing_else(client: CheckingClient, acting_as, index):
    board = make.board()
    make.thread(board=board, title="ضريبة الأملاك")
    index()

    acting_as(make.seat(board))
    assert len(results(client.get("/search?q=ضريبة"))) == 1
    assert "ضريبة الأملاك" in client.get("/search/suggest?q=ضريبة").text

    acting_as(make.outsider())
    page = client.get("/search?q=ضريبة")
    assert results(page) == []
    assert "<mark>" not in page.text
    assert "ضريبة الأملاك" not in client.get("/search/suggest?q=ضريبة").text


def test_the_association_finds_everything(client: CheckingClient, acting_as, index):
    make.thread(title="ضريبة الأملاك")
    index()
    acting_as(make.association())

    assert len(results(client.get("/search?q=ضريبة"))) == 1


def test_a_visitor_finds_no_thread_and_is_told_why(client: CheckingClient, index):
    make.thread(title="ضريبة الأملاك")
    index()

    page = client.get("/search?q=ضريبة")

    assert page.status_code == 200
    assert results(page) == []
    assert "المواضيع للأعضاء" in page.text
    assert "/sign-in?next=" in page.text


def test_filters_are_links_with_counts(client: CheckingClient, acting_as, index):
    platform = make.platform()
    one, other = make.board(platform=platform), make.board(platform=platform, name_ar="المخطط", name_en="Planning")
    make.thread(board=one, title="النفايات في الشمال")
    make.thread(board=one, title="النفايات في الوسط", kind="discussion")
    make.thread(board=other, title="النفايات في الجنوب")
    index()
    acting_as(make.seat(one))

    page = client.get("/search?q=النفايات")
    assert len(results(page)) == 3
    assert 'href="/search?q=%D8%A7%D9%84%D9%86%D9%81%D8%A7%D9%8A%D8%A7%D8%AA&amp;type=discussion"' in page.text

    assert len(results(client.get("/search?q=النفايات&type=discussion"))) == 1
    assert len(results(client.get(f"/search?q=النفايات&platform={platform.id}&board={other.id}"))) == 1
    assert len(results(client.get("/search?q=النفايات&answered=no"))) == 2
    assert results(client.get("/search?q=النفايات&answered=yes")) == []


def test_one_result_a_thread(client: CheckingClient, acting_as, index):
    board = make.board()
    thread = make.thread("النفايات؟", board=board)
    make.post(thread, "النفايات ليلا")
    make.post(thread, "النفايات فجرا")
    index()
    acting_as(make.seat(board))

    assert len(results(client.get("/search?q=النفايات"))) == 1


def test_a_found_word_says_in_what_form(client: CheckingClient, acting_as, index):
    board = make.board()
    make.thread("اعترضوا على الرسوم وبالرخص.", board=board, title="سؤال")
    index()
    acting_as(make.seat(board))

    page = client.get("/search?q=رخص")

    assert "<mark>وبالرخص</mark>" in page.text
    assert "وُجدت «<bdi>رخص</bdi>» ضمن «<bdi>وبالرخص</bdi>»" in page.text


def test_what_was_looked_for_beside_is_said(client: CheckingClient, acting_as, index):
    board = make.board()
    make.thread(board=board, title="وحدة نظم معلومات جغرافية")
    index()
    acting_as(make.seat(board))

    page = client.get("/search?q=GIS")

    assert len(results(page)) == 1
    assert "<bdi>نظم المعلومات الجغرافية</bdi>" in page.text
    assert results(client.get("/search?q=GIS&exact=1")) == []


def test_a_misspelt_word_gets_a_proposal(client: CheckingClient, acting_as, index):
    board = make.board()
    make.thread("جمع النفايات", board=board, title="سؤال")
    index()
    acting_as(make.seat(board))

    page = client.get("/search?q=النفيات")

    assert "هل المقصود" in page.text
    assert len(results(page)) == 1


def test_finding_nothing_leads_on(client: CheckingClient, acting_as, index):
    board = make.board()
    make.thread("جمع النفايات", board=board)
    index()
    acting_as(make.seat(board))

    page = client.get("/search?q=قنديل بحر&answered=yes")

    assert "لا نتائج عن" in page.text
    assert 'href="/search?q=%D9%82%D9%86%D8%AF%D9%8A%D9%84+%D8%A8%D8%AD%D8%B1"' in page.text, "without filters"
    assert 'href="/ask?title=%D9%82%D9%86%D8%AF%D9%8A%D9%84+%D8%A8%D8%AD%D8%B1"' in page.text, "the words filled in"


def test_topics_stand_beside_the_results(client: CheckingClient, acting_as, index):
    topic = make.topic(synonyms_ar="طابو; تسجيل أراض")
    index()
    acting_as(make.seat(make.board()))

    page = client.get("/search?q=طابو")

    assert f'href="/search?topic={topic.id}"' in page.text


def test_pages_go_on(client: CheckingClient, acting_as, index):
    board = make.board()
    for n in range(12):
        make.thread("النفايات", board=board, title=f"النفايات {n}")
    index()
    acting_as(make.seat(board))

    first, second = client.get("/search?q=النفايات"), client.get("/search?q=النفايات&page=2")

    assert len(results(first)) == 10
    assert "page=2" in first.text
    assert len(results(second)) == 2
    assert not set(results(first)) & set(results(second))


def test_a_page_of_results_costs_few_statements(client: CheckingClient, acting_as, index, queries):
    board = make.board()
    for n in range(10):
        make.thread("النفايات", board=board, title=f"النفايات {n}")
    index()
    acting_as(make.seat(board))
    client.get("/search?q=النفايات")

    with queries.at_most(8):
        client.get("/search?q=النفايات")


def test_similar_questions_while_a_title_is_typed(client: CheckingClient, acting_as, index):
    board = make.board()
    make.thread(board=board, title="تحصيل رسوم النفايات مع فاتورة الكهرباء")
    index()
    acting_as(make.seat(board))

    fragment = client.get("/search/similar?title=كيف نحصل رسوم النفايات")
    assert "تحصيل رسوم النفايات" in fragment.text
    assert client.get("/search/similar?title=كيف").text.strip() == ""

    rows = client.get("/search/similar?title=رسوم النفايات", headers={"Accept": "application/json"}).json
    assert [row["title"] for row in rows] == ["تحصيل رسوم النفايات مع فاتورة الكهرباء"]


def test_the_page_speaks_english(client: CheckingClient, acting_as, index):
    board = make.board()
    make.thread(board=board, title="جمع النفايات")
    index()
    acting_as(make.seat(board))

    page = client.in_english().get("/search?q=النفايات")

    assert "1 search result" in page.text
    assert "Best first" in page.text
