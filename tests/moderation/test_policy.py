"""Who may flag, see the desk and decide: every kind of person, each refusal beside its permission."""

import pytest
from sqlalchemy import select

from forum.kernel.access import ANYONE
from forum.kernel.db import db
from forum.moderation.models import Flag
from forum.moderation.policy import Can, gate
from forum.moderation.port import Reviewed
from forum.moderation.queries import my_platforms
from tests.support import factories as make

WHO = {
    "visitor": lambda board: ANYONE,
    "member of another platform": lambda board: make.outsider(),
    "member": make.seat,
    "moderator of another platform": lambda board: make.moderator(make.platform()),
    "moderator": make.moderator,
    "coordinator": make.coordinator,
    "association": lambda board: make.association(),
}
DECIDE = {"moderator", "coordinator", "association"}
HAVE_A_DESK = DECIDE | {"moderator of another platform"}
READ = DECIDE | {"member"}


def thing(board, **given) -> Reviewed:
    """A post as a moderator sees it."""
    author = make.member().id
    return Reviewed(**{
        "kind": "post", "id": 1, "platform_id": board.platform_id, "title": "جمع النفايات",
        "address": "/posts/1", "author_id": author,
    } | given)


@pytest.mark.parametrize("who", WHO)
def test_only_moderators_of_the_platform_decide(who, app):
    board = make.board()
    assert bool(gate.may(WHO[who](board), Can.DECIDE, thing(board))) == (who in DECIDE)


@pytest.mark.parametrize("who", WHO)
def test_only_moderators_have_a_desk(who, app):
    assert bool(gate.may(WHO[who](make.board()), Can.DESK, None)) == (who in HAVE_A_DESK)


@pytest.mark.parametrize("who", WHO)
def test_signed_in_people_flag_what_others_wrote_and_is_shown(who, app):
    board = make.board()
    actor = WHO[who](board)

    assert bool(gate.may(actor, Can.FLAG, thing(board))) == (who != "visitor")
    assert not gate.may(actor, Can.FLAG, thing(board, author_id=actor.member_id))
    assert not gate.may(actor, Can.FLAG, thing(board, is_shown=False))


@pytest.mark.parametrize("who", WHO)
def test_policy_twins(who, app):
    """The SQL over flags lists exactly what the table lets decide."""
    board = make.board()
    actor = WHO[who](board)
    make.save(Flag(
        subject_kind="post", subject_id=1, platform_id=board.platform_id, member_id=make.member().id,
        reason="personal",
    ))

    listed = db.session.scalars(select(Flag).where(my_platforms(actor))).all()

    assert bool(listed) == bool(gate.may(actor, Can.DECIDE, thing(board)))


@pytest.mark.parametrize("who", WHO)
def test_the_flag_page_and_the_desk_open_for_whom_they_should(who, client, acting_as):
    board = make.board()
    thread = make.thread(board=board)
    post = make.post(thread)
    acting_as(WHO[who](board))

    flag = client.get(f"/flags/new?kind=post&id={post.id}").status_code
    desk = client.get("/desk").status_code

    assert flag == (303 if who == "visitor" else 200 if who in READ else 404)
    assert desk == (303 if who == "visitor" else 200 if who in HAVE_A_DESK else 403)
