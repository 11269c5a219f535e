"""Rows for tests: a test says what it is about, the rest is made up.

Use as ``from tests.support import factories as make``.
"""

from datetime import timedelta
from itertools import count
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm.attributes import set_committed_value

from forum.authorities.models import Authority, Governorate
from forum.kernel import clock
from forum.kernel.access import Actor
from forum.kernel.db import db, transaction
from forum.members.models import Member, Office
from forum.platforms.models import Board, Platform, Seat
from forum.threads.models import Post, Thread
from forum.threads.states import Closure, Pin, ThreadHiding
from forum.topics.models import Topic
from tests.support.accounts import actor_of

Row = TypeVar("Row")
_numbers = count(1)


def save(*rows: Row) -> Row:
    """Write rows; returns the first."""
    with transaction():
        db.session.add_all(rows)
        db.session.flush()
    return rows[0]


def governorate(**given: Any) -> Governorate:
    """A governorate of the middle of the West Bank."""
    n = next(_numbers)
    defaults = {
        "code": f"gov-{n}", "name_ar": "رام الله والبيرة", "name_en": "Ramallah and Al-Bireh", "region": "middle",
    }
    return save(Governorate(**defaults | given))


def authority(**given: Any) -> Authority:
    """A small municipality."""
    n = next(_numbers)
    defaults = {
        "code": f"auth-{n}", "name_ar": f"بلدية الوادي {n}", "name_en": f"Al-Wadi {n}", "kind": "municipality",
        "size_class": "C", "region": "middle",
    }
    if "governorate_id" not in given:
        place = db.session.scalars(select(Governorate).limit(1)).first() or governorate()
        defaults["governorate_id"] = place.id
    return save(Authority(**defaults | given))


def member(**given: Any) -> Member:
    """An employee of a local authority, on no platform yet."""
    n = next(_numbers)
    defaults = {"email": f"member{n}@example.org", "name": f"سلمى عودة {n}", "job_title": "مهندسة تخطيط"}
    if "authority" not in given and "authority_id" not in given:
        defaults["authority_id"] = authority().id
    return save(Member(**defaults | given))


def platform(**given: Any) -> Platform:
    """One of the exchange platforms."""
    n = next(_numbers)
    defaults = {
        "slug": f"platform-{n}", "name_ar": "الهندسة والتخطيط", "name_en": "Engineering and Planning", "position": n,
    }
    return save(Platform(**defaults | given))


def board(**given: Any) -> Board:
    """A board of a platform (of a new one unless given)."""
    n = next(_numbers)
    defaults = {
        "slug": f"board-{n}", "name_ar": "نظم المعلومات الجغرافية", "name_en": "Geographic information", "position": n,
    }
    if "platform" not in given and "platform_id" not in given:
        given["platform"] = platform()
    return save(Board(**defaults | given))


def seat(on: Board | Platform, *, role: str = "member", moderates: bool = False, member: Member | None = None) -> Actor:
    """A member (a new one unless given) with a seat on a platform or a board's platform, ready to act."""
    person = member or globals()["member"]()
    platform_id = on.platform_id if isinstance(on, Board) else on.id
    save(Seat(member_id=person.id, platform_id=platform_id, role="moderator" if moderates else role))
    return actor_of(person)


def moderator(on: Board | Platform) -> Actor:
    """A new moderator of a platform."""
    return seat(on, role="moderator")


def coordinator(on: Board | Platform) -> Actor:
    """A new coordinator of a platform."""
    return seat(on, role="coordinator")


def outsider() -> Actor:
    """A signed-in member with a seat on another platform."""
    return seat(platform())


def association() -> Actor:
    """Somebody of the association."""
    return officer("association")


def administrator() -> Actor:
    """Somebody who keeps the forum running."""
    return officer("administrator")


def officer(kind: str, **given: Any) -> Actor:
    """Somebody of the association with this office."""
    person = member(authority=None, authority_id=None, **given)
    save(Office(member_id=person.id, kind=kind))
    return actor_of(person)


def topic(**given: Any) -> Topic:
    """A topic of the vocabulary."""
    n = next(_numbers)
    return save(Topic(**{"slug": f"topic-{n}", "label_ar": "تسوية الأراضي", "label_en": "Land settlement"} | given))


def thread(text: str = "كيف نجمع النفايات من الأحياء القديمة؟", **given: Any) -> Thread:
    """A question on a board (a new one unless given) with its opening post."""
    if "board" not in given and "board_id" not in given:
        given["board"] = board()
    place = given.get("board") or db.session.get_one(Board, given["board_id"])
    writer = given.pop("author", None) or db.session.get(Member, given.pop("author_id", None) or 0) or member()
    at = given.get("created_at") or clock.now()
    defaults = {
        "platform_id": place.platform_id, "author_id": writer.id, "authority_id": writer.authority_id,
        "kind": "question", "title": "جمع النفايات في الأحياء القديمة", "created_at": at, "last_post_at": at,
        "closure": None, "hiding": None, "pin": None, "merge": None, "acceptance": None,
    }
    made = save(Thread(**defaults | given))
    set_committed_value(made, "author", writer)
    post(made, text, author=writer, created_at=at)
    return made


def post(thread: Thread, text: str = "نجمعها ليلا.", **given: Any) -> Post:
    """The next post of a thread, counted as ``actions.reply`` counts it."""
    writer = given.pop("author", None) or db.session.get(Member, given.pop("author_id", None) or 0) or member()
    at = given.get("created_at") or max(clock.now(), thread.last_post_at + timedelta(microseconds=1))
    number = thread.last_number + 1
    defaults = {
        "thread_id": thread.id, "number": number, "author_id": writer.id, "authority_id": writer.authority_id,
        "job_title": writer.job_title, "created_at": at, "hiding": None,
    }
    made = Post(**defaults | given)
    made.write(text)
    with transaction():
        db.session.add(made)
        thread.last_number = number
        thread.reply_count = number - 1
        thread.last_post_at = at
        db.session.flush()
    set_committed_value(made, "author", writer)
    return made


def closed_thread(**given: Any) -> Thread:
    """A thread that takes no more replies."""
    made = thread(**given)
    with transaction():
        made.closure = Closure(member_id=member().id, reason="اكتمل النقاش")
    return made


def hidden_thread(**given: Any) -> Thread:
    """A thread that only moderators see."""
    made = thread(**given, shelf="hidden")
    with transaction():
        made.hiding = ThreadHiding(member_id=member().id, reason="معلومات شخصية")
    return made


def pinned_thread(**given: Any) -> Thread:
    """A thread that stands above the others."""
    made = thread(**given)
    with transaction():
        made.pin = Pin(member_id=member().id)
    return made
