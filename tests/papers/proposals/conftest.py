"""A board on which towns speak of the same thing."""

import pytest

from forum.kernel.access import Actor
from forum.platforms.models import Board
from forum.threads.models import Thread
from forum.threads.states import ThreadTopic
from forum.topics.models import Topic
from tests.support import factories as make


@pytest.fixture
def board(app) -> Board:
    """The board."""
    return make.board()


@pytest.fixture
def moderator(board: Board) -> Actor:
    """Who finds proposals on the desk."""
    return make.moderator(board)


@pytest.fixture
def topic(app) -> Topic:
    """What they speak of."""
    return make.topic(label_ar="المياه العادمة")


@pytest.fixture
def speak(board: Board, topic: Topic, moderator: Actor):
    """``speak(3)``: so many threads about the topic; ``voices``: replies of other towns in the last one."""

    def made(threads: int, voices: int = 0) -> list[Thread]:
        author = make.member()
        found = [make.thread(board=board, author=author, title=f"سؤال عن الحفر {n}") for n in range(threads)]
        for thread in found:
            make.save(ThreadTopic(thread_id=thread.id, topic_id=topic.id, member_id=moderator.member_id))
        for _ in range(voices):
            make.post(found[-1], "عندنا أيضًا")
        return found

    return made
