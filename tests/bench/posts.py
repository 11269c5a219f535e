"""Invented posts like those of the demonstration, as documents, as many as one likes."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from forum.demonstration.prose import Prose
from forum.search.port import Document, audience_of_platform

BEGIN = datetime(2024, 1, 1, tzinfo=UTC)
BOARDS, PLATFORMS = 25, 5


def invented(posts: int) -> Iterator[Document]:
    """Threads of different lengths on 25 boards of five platforms; the same every time."""
    prose, chance = Prose(), random.Random(1)
    thread = left = 0
    for number in range(posts):
        if not left:
            thread += 1
            title, left = prose.title(chance), min(200, int(1.7 * chance.paretovariate(1.55))) + 1
            board, body = int(chance.random() ** 1.5 * BOARDS), prose.opening(chance)
        else:
            body = prose.reply(chance)
        left -= 1
        platform = board % PLATFORMS
        yield Document(
            "post", number + 1, title, body, group=f"thread:{thread}", audience=audience_of_platform(platform),
            platform_id=platform, board_id=board, topic_ids=(number % 40,), author_id=number % 3000,
            author=f"كاتب {number % 3000}", is_answered=bool(thread % 2), created_at=BEGIN + timedelta(minutes=number),
        )  # fmt: skip


def questions() -> dict[str, list[tuple[str, int | None]]]:
    """Kinds of questions, each with some words and perhaps a board."""
    return {
        "common word": [("البلدية", None), ("رسوم", None), ("المجلس", None)],
        "two words": [("رخصة بناء", None), ("جمع النفايات", None), ("عداد المياه", None)],
        "six words": [
            ("كيف نحسب رسوم النفايات على المنشآت التجارية", None),
            ("ما هي شروط ترخيص بناء خارج المخطط الهيكلي", None),
            ("كيف نخفض فاقد المياه في شبكة البلدية", None),
        ],
        "in one board": [("رسوم", 3), ("البلدية", 1), ("المجلس", 7)],
    }
