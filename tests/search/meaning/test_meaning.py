"""Finding by meaning, with a small encoder in the place of the large one."""

import numpy as np
import pytest
from flask import Flask
from hypothesis import given, strategies as st
from sqlalchemy import select, update

from forum.kernel import clock
from forum.kernel.db import db, transaction
from forum.kernel.jobs import Job
from forum.search import learning
from forum.search.meaning import encoding, service, vectors
from forum.search.meaning.fusing import fused
from forum.search.meaning.joining import Meaning
from forum.search.meaning.models import SearchVector
from forum.search.meaning.nearest import nearest
from tests.search.asking import post, results
from tests.support import factories as make

#: Leaves nothing in the engine for the next test.
pytestmark = pytest.mark.usefixtures("index")


def _keys() -> list[str]:
    return sorted(db.session.scalars(select(SearchVector.key)))


@pytest.fixture
def run_all(run_jobs):
    """Everything is done that waits, however far apart."""

    def run() -> None:
        while db.session.scalar(select(Job.id).where(Job.kind == vectors.MEANING)) or run_jobs():
            with transaction():
                db.session.execute(update(Job).values(run_at=clock.now()))
            run_jobs()

    return run


def test_openings_and_accepted_answers_have_vectors(index, meaning: Meaning, run_all):
    thread = make.thread(title="جمع النفايات")
    answer = make.post(thread)
    make.post(thread)
    with transaction():
        thread.accepted_post_id = answer.id
    index()
    run_all()

    opening = min(int(key.split(":")[1]) for key in _keys())
    assert _keys() == sorted([f"post:{opening}", f"post:{answer.id}"])
    assert opening < answer.id


def test_a_text_is_encoded_once(index, meaning: Meaning, encoder, run_all):
    make.thread(title="جمع النفايات")
    index()
    run_all()
    index()
    run_all()

    assert len(encoder.made) == 1

    db.session.execute(update(SearchVector).values(text_hash="of another text"))
    db.session.commit()
    index()
    run_all()
    assert len(encoder.made) == 2


def test_vectors_of_another_encoder_are_made_anew(index, meaning: Meaning, encoder, run_all):
    make.thread(title="جمع النفايات")
    index()
    run_all()
    encoder.name = "dictionary 2"
    index()
    run_all()

    assert db.session.scalars(select(SearchVector.encoder)).all() == ["dictionary 2"]


def test_what_is_gone_has_no_vector(index, meaning: Meaning, run_all):
    make.thread(title="جمع النفايات")
    index()
    run_all()
    number = int(_keys()[0].split(":")[1])
    meaning.follow([], [f"post:{number}"])

    assert _keys() == []


def test_without_the_package_nothing_is_done(index, app: Flask, run_jobs):
    make.thread(title="جمع النفايات")
    index()
    run_jobs()

    assert app.extensions["search"].meaning.encoder is None
    assert app.extensions["search"].meaning.near("زبالة") == []
    assert _keys() == []
    assert db.session.scalars(select(Job).where(Job.kind == vectors.MEANING)).all() == []


def test_a_similar_question_shares_no_word(client, index, acting_as, answering: Meaning, run_all):
    board = make.board()
    make.thread(board=board, title="جمع النفايات ليلا")
    make.thread("شوارع القرية", board=board, title="تعبيد الطرق")
    index()
    run_all()
    acting_as(make.seat(board))

    rows = client.get("/search/similar?title=كيف تنقل زبالة الحي", headers={"Accept": "application/json"}).json

    assert [row["title"] for row in rows] == ["جمع النفايات ليلا"]


def test_meaning_opens_no_door(client, index, acting_as, answering: Meaning, run_all):
    make.thread(title="جمع النفايات ليلا")
    index()
    run_all()
    acting_as(make.seat(make.board()))

    assert answering.near("زبالة الحي"), "the worker knows of it"
    assert "النفايات" not in client.get("/search/similar?title=كيف تنقل زبالة الحي").text
    assert results(client.get("/search?q=زبالة الحي")) == []


def test_a_page_of_results_adds_what_is_near_and_says_so(client, index, acting_as, answering: Meaning, run_all):
    board = make.board()
    make.thread("سؤال", board=board, title="رحلة إلى كوكب بعيد")
    index()
    run_all()
    acting_as(make.seat(board))

    page = client.get("/search?q=فضاء")
    narrowed = client.get(f"/search?q=فضاء&platform={board.platform_id}")

    assert "رحلة إلى كوكب بعيد" in page.text
    assert "قريب في المعنى" in page.text
    assert "قريب في المعنى" not in narrowed.text
    assert "قريب في المعنى" not in client.get("/search?q=فضاء&exact=1").text


def test_where_nobody_answers_words_alone_are_found(client, index, acting_as, meaning: Meaning, run_all):
    board = make.board()
    make.thread(board=board, title="جمع النفايات ليلا")
    index()
    run_all()
    acting_as(make.seat(board))

    assert len(results(client.get("/search?q=النفايات"))) == 1
    assert meaning.near("زبالة") == []


def test_nonsense_gets_no_answer_and_the_next_one_does(answering: Meaning, caplog: pytest.LogCaptureFixture):
    assert service.ask(answering.place, "", 0) == []
    with service.socket.socket(service.socket.AF_UNIX) as line:
        line.connect(str(answering.place))
        line.sendall(b"no json\n")
        assert line.recv(10) == b""

    assert answering.near("زبالة") == []
    assert "was not answered" in caplog.text
    assert answering.place.stat().st_mode & 0o077 == 0


def test_a_rebuild_plans_vectors_apart(index, meaning: Meaning, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(vectors, "CHUNK", 1)
    for number in range(3):
        make.thread(title=f"نفايات {number}")
    learning.rebuild()

    times = sorted(db.session.scalars(select(Job.run_at).where(Job.kind == vectors.MEANING)))
    assert len(times) == 3
    assert times[2] - times[0] > vectors.APART


def test_the_nearest_come_first_and_strangers_not_at_all():
    kept = encoding.matrix([encoding.small(np.array(v, np.float32)) for v in ([1, 0], [0.6, 0.8], [0, 1])])

    found = nearest(np.array([1, 0], np.float32), ["a", "b", "c"], kept, 5, least=0.5)

    assert [one.key for one in found] == ["a", "b"]
    assert found[0].likeness == pytest.approx(1, abs=0.01)


@given(st.lists(st.integers(0, 9), unique=True), st.lists(st.integers(0, 9), unique=True))
def test_fusion_loses_nothing_and_puts_first_what_both_put_first(one: list[int], other: list[int]):
    together = fused(one, other)

    assert sorted(together) == sorted({*one, *other})
    if one and other and one[0] == other[0]:
        assert together[0] == one[0]
    assert fused(one, []) == one


def test_hashes_and_texts_take_anything():
    assert vectors.hash_of("\ud800") != vectors.hash_of("")
    assert len(vectors.text_of(post("س" * 5000, "عنوان"))) == encoding.PASSAGE
