"""The desk: trays that fall, one letter at a time, at a fixed price."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from forum.kernel import clock
from forum.kernel.db import db, transaction
from forum.members.models import MembershipRequest
from forum.moderation import actions
from forum.moderation.models import DeskLook
from forum.threads.models import Thread
from forum.threads.states import ThreadTopic
from forum.topics.models import Topic
from tests.support import factories as make

LONG_AGO = timedelta(days=5)


@pytest.fixture
def board(app):
    return make.board()


def topics_for(*labels: str) -> list[Topic]:
    return [make.topic(label_ar=label, label_en=label) for label in labels]


def tag(thread: Thread, topic: Topic) -> None:
    make.save(ThreadTopic(thread_id=thread.id, topic_id=topic.id, member_id=thread.author_id))


def count(page, label: str) -> int:
    """What the tray called ``label`` says."""
    before = page.text.split(f'<span class="tray__label">{label}</span>')[0]
    return int(before.rsplit('<span class="tray__count">', 1)[1].split("<")[0])


def test_the_trays_say_what_lies_on_my_platforms(client, acting_as, board):
    topic = make.topic()
    old = make.thread(board=board, created_at=clock.now() - LONG_AGO)
    tag(old, topic)
    make.thread(board=board)
    make.thread(created_at=clock.now() - LONG_AGO)
    make.closed_thread(board=board, created_at=clock.now() - LONG_AGO)
    make.hidden_thread(board=board)
    acting_as(make.moderator(board))

    page = client.get("/desk")

    assert count(page, "بلا إجابة منذ أيام") == 1
    assert count(page, "بلا موضوعات فرعية") == 2
    assert count(page, "جديد منذ آخر اطلاع") == 3
    assert count(page, "بلاغات") == 0


def test_the_association_sorts_for_every_platform(client, acting_as, board):
    make.thread(board=board)
    make.thread()
    acting_as(make.association())

    assert count(client.get("/desk"), "بلا موضوعات فرعية") == 2


def test_a_topic_is_one_tap_and_the_next_letter_comes(client, acting_as, board):
    waste, _water, _roads = topics_for("النفايات الصلبة", "شبكات المياه", "تعبيد الطرق")
    first = make.thread("أين مكب النفايات الصلبة؟", board=board, title="جمع النفايات الصلبة ليلا")
    second = make.thread("نريد تعبيد الطرق الزراعية", board=board, title="تعبيد الطرق بين القرى")
    acting_as(make.moderator(board))

    page = client.get("/desk?tray=untagged")
    assert first.title in page.text and second.title not in page.text
    assert f'<input type="hidden" name="add" value="{waste.slug}">' in page.text

    answer = client.post(
        f"/threads/{first.id}/topics", data={"add": waste.slug, "next": "/desk?tray=untagged"}
    )
    following = client.get(answer.headers["Location"])

    assert db.session.scalars(select(ThreadTopic.topic_id)).all() == [waste.id]
    assert second.title in following.text and first.title not in following.text


def test_a_letter_put_aside_gives_way_to_the_next_and_comes_again(client, acting_as, board):
    first = make.thread(board=board, title="السؤال الأول عن النفايات", created_at=clock.now() - timedelta(hours=2))
    second = make.thread(board=board, title="السؤال الثاني عن المياه", created_at=clock.now() - timedelta(hours=1))
    acting_as(make.moderator(board))

    page = client.get("/desk?tray=untagged")
    skip = page.text.split('data-skip')[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")
    page = client.get(skip)
    assert second.title in page.text and first.title not in page.text
    skip = page.text.split('data-skip')[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")
    page = client.get(skip)

    assert "كان هذا آخر ما في الصندوق" in page.text
    assert first.title in client.get("/desk?tray=untagged").text


def test_what_i_have_seen_is_new_no_more(client, acting_as, board):
    topic = make.topic()
    first = make.thread(board=board, title="السؤال الأول عن النفايات", created_at=clock.now() - timedelta(hours=2))
    second = make.thread(board=board, title="السؤال الثاني عن المياه", created_at=clock.now() - timedelta(hours=1))
    tag(first, topic), tag(second, topic)
    me = acting_as(make.moderator(board))

    page = client.get("/desk?tray=new")
    assert first.title in page.text
    up_to = page.text.split('name="up_to" value="')[1].split('"')[0]
    client.post("/desk/looks", data={"tray": "new", "up_to": up_to, "next": "/desk?tray=new"})

    page = client.get("/desk?tray=new")
    assert count(page, "جديد منذ آخر اطلاع") == 1
    assert second.title in page.text
    client.post("/desk/looks", data={"tray": "new"})
    assert "لا جديد منذ آخر اطلاع" in client.get("/desk?tray=new").text
    assert db.session.scalars(select(DeskLook.member_id)).all() == [me.member_id]
    acting_as(make.moderator(board))
    assert count(client.get("/desk"), "جديد منذ آخر اطلاع") == 2


def test_a_look_never_goes_back(board):
    me = make.moderator(board)
    with transaction():
        actions.note_look("new", by=me)
        actions.note_look("new", clock.now() - timedelta(days=3), by=me)

    assert db.session.scalars(select(DeskLook.at)).one() > clock.now() - timedelta(minutes=1)


@pytest.mark.parametrize("tray", ["flagged", "untagged", "nothing", ""])
def test_only_a_tray_of_news_is_looked_through(tray, client, acting_as, board):
    acting_as(make.moderator(board))
    assert client.post("/desk/looks", data={"tray": tray}).status_code == 422


@pytest.mark.parametrize("address", ["/desk?tray=nothing", "/desk?after=zzz", "/desk?tray=new&after=MTIzLjQ"])
def test_a_mistyped_address_shows_the_desk_all_the_same(address, client, acting_as, board):
    acting_as(make.moderator(board))
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("tray", ["flagged", "unanswered", "untagged", "new"])
def test_the_desk_costs_the_same_however_much_lies_on_it(tray, client, acting_as, board, queries):
    topics_for("النفايات الصلبة", "المياه", "الطرق")

    def lay_out(number: int) -> None:
        for _ in range(number):
            thread = make.thread(board=board, created_at=clock.now() - LONG_AGO)
            member = make.seat(board)
            client.get("/")
            acting_as(member)
            client.post("/flags", data={"kind": "post", "id": make.post(thread).id, "reason": "harm"})
        acting_as(moderator)

    moderator = make.moderator(board)
    lay_out(1)
    with queries.seen() as few:
        client.get(f"/desk?tray={tray}")
    lay_out(4)
    with queries.at_most(len(few)):
        client.get(f"/desk?tray={tray}")
    assert len(few) <= 11, str(few)


def test_the_desk_speaks_english_too(client, acting_as, board):
    make.thread(board=board)
    acting_as(make.moderator(board))

    page = client.in_english().get("/desk")

    assert "New since you looked" in page.text


def test_who_asks_for_a_seat_lies_on_the_desk_of_that_platform(client, acting_as, board):
    make.save(MembershipRequest(
        name="هدى قاسم", email="huda@salfit.ps", job_title="مديرة العلاقات العامة",
        authority_id=make.authority().id, platform_id=board.platform_id, message="أتابع خطة الاتصال في بلديتنا.",
    ))
    acting_as(make.moderator(board))
    page = client.get("/desk?tray=requests")
    assert count(page, "طلبات عضوية") == 1
    assert "هدى قاسم" in page.text and "النظر في الطلب" in page.text

    acting_as(make.moderator(make.platform()))
    assert "هدى قاسم" not in client.get("/desk?tray=requests").text
