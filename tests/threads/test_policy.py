"""Who may do what with threads and posts: every kind of person, every state."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.kernel.access import ANYONE, Actor
from forum.kernel.db import db, transaction
from forum.members.models import Member
from forum.platforms.models import Board
from forum.threads import curation, lists, page, queries as threads, reading
from forum.threads.facts import thread_facts
from forum.threads.models import Post, Thread
from forum.threads.policy import (
    Can,
    CanBoard,
    CanPost,
    board_gate,
    board_readable_by,
    gate,
    post_gate,
    readable_by,
)
from tests.support import factories as make

WHO = {
    "visitor": lambda board: ANYONE,
    "member of another platform": lambda board: make.outsider(),
    "member": make.seat,
    "moderator of another platform": lambda board: make.moderator(make.platform()),
    "moderator": make.moderator,
    "coordinator": make.coordinator,
    "association": lambda board: make.association(),
    "administrator": lambda board: make.administrator(),
}
STATES = {
    "open": make.thread,
    "closed": make.closed_thread,
    "hidden": make.hidden_thread,
    "pinned": make.pinned_thread,
}
INSIDERS = {"member", "moderator", "coordinator", "association"}
CURATORS = {"moderator", "coordinator", "association"}


def _loaded(thread: Thread) -> Thread:
    query = (
        select(Thread)
        .where(Thread.id == thread.id)
        .options(joinedload(Thread.board), joinedload(Thread.closure), joinedload(Thread.hiding))
    )
    return db.session.scalars(query.execution_options(populate_existing=True)).one()


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("audience", ["platform", "members"])
def test_lists_and_pages_agree_on_who_reads_a_thread(app, who: str, state: str, audience: str):
    board = make.board(audience=audience)
    thread = _loaded(STATES[state](board=board))
    actor: Actor = WHO[who](board)

    listed = db.session.scalars(select(Thread).join(Thread.board).where(readable_by(actor))).all()

    assert (thread in listed) == bool(gate.may(actor, Can.READ, thread))


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("audience", ["platform", "members"])
def test_lists_and_pages_agree_on_who_reads_a_board(app, who: str, audience: str):
    board = make.board(audience=audience)
    actor: Actor = WHO[who](board)

    listed = db.session.scalars(select(Board).where(board_readable_by(actor))).all()

    assert (board in listed) == bool(board_gate.may(actor, CanBoard.READ, board))


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize(
    ("to", "state", "allowed"),
    [
        (Can.READ, "open", INSIDERS),
        (Can.READ, "closed", INSIDERS),
        (Can.READ, "hidden", CURATORS),
        (Can.REPLY, "open", INSIDERS),
        (Can.REPLY, "closed", set()),
        (Can.REPLY, "hidden", set()),
        (Can.FOLLOW, "open", INSIDERS),
        (Can.ACCEPT, "open", CURATORS),
        (Can.TAG, "open", CURATORS),
        (Can.MANAGE, "open", CURATORS),
        (Can.CLOSE, "open", CURATORS),
        (Can.CLOSE, "closed", set()),
        (Can.REOPEN, "closed", CURATORS),
        (Can.REOPEN, "open", set()),
        (Can.PIN, "open", CURATORS),
        (Can.HIDE, "open", CURATORS),
        (Can.HIDE, "hidden", set()),
        (Can.RESTORE, "hidden", CURATORS),
        (Can.RESTORE, "open", set()),
        (Can.MOVE, "open", CURATORS),
        (Can.MERGE, "open", CURATORS),
        (Can.MERGE, "hidden", set()),
    ],
)
def test_each_person_may_do_exactly_this(app, who: str, to: Can, state: str, allowed: set[str]):
    board = make.board()
    thread = _loaded(STATES[state](board=board))

    decision = gate.may(WHO[who](board), to, thread)

    assert bool(decision) == (who in allowed)
    assert decision or str(decision.reason), "a refusal says why"


def test_the_asker_accepts_an_answer_and_another_member_does_not(app):
    board = make.board()
    asker, other = make.seat(board), make.seat(board)
    thread = _loaded(make.thread(board=board, author_id=asker.member_id))

    assert gate.may(asker, Can.ACCEPT, thread)
    assert not gate.may(other, Can.ACCEPT, thread)


def test_a_missing_and_a_forbidden_thread_give_the_same_answer(client, acting_as):
    thread = make.thread()
    acting_as(make.outsider())

    forbidden = client.get(f"/threads/{thread.id}")
    missing = client.get("/threads/999999")

    assert forbidden.status_code == missing.status_code == 404
    assert "الموضوع غير موجود، أو هو في منصة لا عضوية لك فيها." in forbidden.text
    assert "الموضوع غير موجود، أو هو في منصة لا عضوية لك فيها." in missing.text


def test_a_visitor_is_sent_to_sign_in_and_back(client):
    thread = make.thread()

    answer = client.get(f"/threads/{thread.id}")

    assert answer.status_code == 303
    assert answer.location == f"/sign-in?next=/threads/{thread.id}"


def test_a_list_shows_only_what_may_be_read(app):
    board = make.board()
    seen, hidden = make.thread(board=board), make.hidden_thread(board=board)
    member, moderator = make.seat(board), make.moderator(board)

    for actor in (member, moderator):
        assert [row.id for row in lists.board_page(actor, board.id)] == [seen.id]
    assert lists.board_page(make.outsider(), board.id).rows == []
    assert _loaded(hidden).is_hidden


ACTS = {
    "edit": CanPost.EDIT,
    "helpful": CanPost.MARK_HELPFUL,
    "flag": CanPost.FLAG,
    "hide": CanPost.HIDE,
    "restore": CanPost.RESTORE,
}


@pytest.mark.parametrize("who", ["member", "author", "moderator", "association"])
@pytest.mark.parametrize("state", ["open", "closed"])
@pytest.mark.parametrize("is_hidden", [False, True])
def test_the_buttons_of_a_page_are_what_the_rules_allow(app, who: str, state: str, is_hidden: bool):
    board = make.board()
    actor: Actor = WHO["member" if who == "author" else who](board)
    thread = STATES[state](board=board)
    author = db.session.get(Member, actor.member_id) if who == "author" else None
    post = make.post(thread, author=author)
    if is_hidden:
        with transaction():
            curation.hide_post(threads.post(make.association(), post.id), "سبب", by=make.association())
    facts = thread_facts(actor, thread.id)

    for card in reading.posts(facts, 1):
        shown = page._acts(card, gate.all(actor, facts), reading.own(actor, thread.id, 1))
        loaded = _post(card.id)
        allowed = {name for name, to in ACTS.items() if post_gate.may(actor, to, loaded)}
        assert shown - {"accept"} == allowed, card.number


def _post(post_id: int) -> Post:
    query = (
        select(Post)
        .where(Post.id == post_id)
        .options(
            joinedload(Post.hiding),
            joinedload(Post.thread).joinedload(Thread.board),
            joinedload(Post.thread).joinedload(Thread.closure),
        )
    )
    return db.session.scalars(query.execution_options(populate_existing=True)).one()
