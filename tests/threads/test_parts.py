"""What threads add to the pages of platforms and members, for those who may read them."""

import json

import pytest

from forum.kernel.db import db
from forum.members.models import Member
from tests.support import factories as make


@pytest.fixture
def board(app):
    """A board of the platform «engineering»."""
    return make.board(platform=make.platform(slug="engineering"))


def test_a_platform_shows_its_people_what_waits_and_what_is_new_at_a_fixed_price(client, acting_as, board, queries):
    for number in range(8):
        make.thread(board=board, title=f"سؤال عن الخرائط رقم {number}")
    make.hidden_thread(board=board, title="موضوع مخفي")
    acting_as(make.seat(board))

    with queries.at_most(14):
        page = client.get("/platforms/engineering").text

    assert "سؤال عن الخرائط رقم 7" in page and "موضوع مخفي" not in page
    assert "8 مواضيع" in page, "the board says how many threads it has"


def test_the_whole_list_of_open_questions_is_one_link_away(client, acting_as, board):
    for number in range(8):
        make.thread(board=board, title=f"سؤال عن الخرائط رقم {number}")
    acting_as(make.seat(board))
    assert "/platforms/engineering?state=unanswered" in client.get("/platforms/engineering").text

    page = client.get("/platforms/engineering?state=unanswered").text

    assert all(f"سؤال عن الخرائط رقم {number}" in page for number in range(8))


@pytest.mark.parametrize("who", ["visitor", "outsider", "administrator"])
def test_others_see_no_thread_on_a_platforms_page(client, acting_as, board, who):
    make.thread(board=board, title="سؤال عن الخرائط")
    if who != "visitor":
        acting_as(getattr(make, who)())

    assert "سؤال عن الخرائط" not in client.get("/platforms/engineering").text


def test_a_members_page_lists_only_what_the_reader_may_read(client, acting_as, board):
    author = make.member()
    make.thread(board=board, title="سؤال عن الخرائط", author=author)
    make.thread(title="سؤال في منصة أخرى", author=author)
    acting_as(make.seat(board))

    page = client.get(f"/members/{author.id}").text

    assert "سؤال عن الخرائط" in page and "سؤال في منصة أخرى" not in page


def test_what_one_wrote_is_among_what_one_can_take_along(client, acting_as, board):
    actor = make.seat(board)
    author = db.session.get(Member, actor.member_id)
    make.post(make.thread(board=board, title="سؤال عن الخرائط"), "نستعمل QGIS.", author=author)
    make.post(make.thread(board=board), "كلام غيري.")
    acting_as(actor)

    kept = json.loads(client.get("/account/data.json").text)

    assert [(post["thread"], post["text"]) for post in kept["posts"]] == [("سؤال عن الخرائط", "نستعمل QGIS.")]
