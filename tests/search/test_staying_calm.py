"""Odd and hostile questions, and an index that is being mended: the page stays calm."""

import pytest
from flask import Flask
from sqlalchemy import select

from forum.kernel.db import db
from forum.kernel.jobs import Job
from forum.kernel.web.forms import is_storable
from forum.search import learning
from forum.search.indexing import REBUILD
from forum.search.port import Document
from tests.search.asking import results
from tests.support import factories as make
from tests.support.client import CheckingClient
from tests.support.vectors import vectors

#: Leaves nothing in the engine for the next test.
pytestmark = pytest.mark.usefixtures("index")

ODD = [
    "", "q=", "q=x&page=-1", "q=x&page=99999999999", "q=x&platform=99999999999999999999", "q=x&board=abc",
    "q=x&topic=1%00", "q=%00", "q=%ED%A0%80", "q=x&since=never", "q=x&kind=nothing", "q=%F0%9F%98%80",
    "topic=9223372036854775807", "q=a%0D%0Ab", "q=%E2%80%AEabc", "answered=maybe", "q=" + "%D8%A7" * 900,
]  # fmt: skip


@pytest.mark.parametrize("asked", ODD)
def test_odd_addresses_answer_calmly(client: CheckingClient, acting_as, index, asked: str):
    make.thread()
    index()
    acting_as(make.seat(make.board()))

    assert client.get(f"/search?{asked}").status_code == (404 if "%00" in asked else 200)


def test_hostile_questions_answer_calmly(client: CheckingClient, acting_as, index):
    board = make.board()
    make.thread(board=board)
    index()
    acting_as(make.seat(board))

    for text in vectors("naughty")[::12] + vectors("xss_html")[::60]:
        answer = client.get("/search", query_string={"q": text})
        expected = 200 if is_storable(text) else 404
        assert answer.status_code == expected, text
        assert client.get("/search/suggest", query_string={"q": text}).status_code == expected, text


def test_while_the_index_is_mended_the_newest_answers(app: Flask, client: CheckingClient, acting_as, monkeypatch):
    board = make.board()
    make.thread(board=board, title="إنارة الشوارع")
    acting_as(make.seat(board))
    monkeypatch.setattr(app.extensions["search"].engine, "is_complete", lambda: False)
    monkeypatch.setattr(app.extensions["search"], "_stand_in", None)

    page = client.get("/search?q=إنارة")
    client.get("/search?q=إنارة")

    assert len(results(page)) == 1
    assert "يُعاد بناء فهرس البحث" in page.text
    assert len(db.session.scalars(select(Job).where(Job.kind == REBUILD)).all()) == 1, "asked for once"


def test_the_worker_mends_the_index(app: Flask, run_jobs):
    make.thread(title="إنارة الشوارع")
    engine = app.extensions["search"].engine
    engine.replace_all([Document("post", 999_999, "شبح")])
    learning.mend()

    run_jobs()

    assert engine.count() == 2, "the post, and the authority of whoever wrote it"
