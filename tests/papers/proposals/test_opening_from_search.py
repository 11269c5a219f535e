"""An issue file begins with what a search found."""

from sqlalchemy import select

from forum.kernel.db import db, transaction
from forum.papers.models import IssueFile, IssueFileThread
from forum.search.indexing import reindex
from forum.threads.models import Post
from tests.support import factories as make


def test_a_search_offers_its_threads_and_the_ticked_ones_are_collected(
    client, acting_as, speak, board, moderator, run_jobs
):
    one, two, three = speak(3)
    with transaction():
        reindex("post", [n for (n,) in db.session.execute(select(Post.id))])
    run_jobs()
    acting_as(moderator)
    results = client.get("/search?q=الحفر").text
    assert "/issue-files/new/found?q=" in results
    page = client.get("/issue-files/new/found?q=الحفر").text
    assert all(f'value="{thread.id}"' in page for thread in (one, two, three))
    away = make.thread()
    data = {"title": "", "platform": board.platform_id, "threads": [one.id, three.id, away.id, 99_999, "x"]}
    again = client.post("/issue-files/opened/found", data=data)
    assert again.status_code == 422 and f'value="{three.id}"' in again.text and f'value="{away.id}"' not in again.text
    data["title"] = "الحفر الامتصاصية"
    assert client.post("/issue-files/opened/found", data=data).status_code == 303
    assert set(db.session.scalars(select(IssueFileThread.thread_id))) == {one.id, three.id}
    assert db.session.scalars(select(IssueFile.title)).one() == "الحفر الامتصاصية"


def test_members_are_told_whose_work_it_is(client, acting_as, board):
    acting_as(make.seat(board))
    assert client.get("/issue-files/new/found?q=x").status_code == 403
    assert client.post("/issue-files/opened/found", data={"title": "ملف"}).status_code == 403
    assert "/issue-files/new/found" not in client.get("/search?q=النفايات").text
