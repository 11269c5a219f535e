"""The invented content as it ships in ``forum/data``, with its dates moved to the present.

All dates go forward by the same whole number of weeks, so that the newest post
is a few days old and every weekday stays what it was (decision 0003).
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zlib import crc32
from zoneinfo import ZoneInfo

from forum.demonstration import rules
from forum.kernel.db import shipped

DATA = Path(__file__).parents[1] / "data"
HERE = ZoneInfo("Asia/Hebron")

#: Whose words: a name and the code of an authority.
Whose = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Saying:
    """An opening text or a reply: who wrote what, and when."""

    key: str
    whose: Whose
    at: datetime
    body: str


@dataclass(frozen=True, slots=True)
class Conversation:
    """A thread of the demonstration with its replies in order."""

    key: str
    platform: str
    board: str
    kind: str
    title: str
    topics: tuple[str, ...]
    opening: Saying
    replies: tuple[Saying, ...]
    accepted: str | None


@cache
def lines(name: str) -> tuple[dict[str, Any], ...]:
    """The rows of ``forum/data/<name>.jsonl``."""
    with (DATA / f"{name}.jsonl").open(encoding="utf-8") as file:
        return tuple(json.loads(line) for line in file)


def threads() -> tuple[dict[str, Any], ...]:
    """The threads of two years, and the few questions that still wait."""
    return lines("demo_threads") + lines("demo_fresh")


def authors() -> dict[Whose, dict[str, Any]]:
    """Everybody who wrote something, in the order in which they appear."""
    found: dict[Whose, dict[str, Any]] = {}
    for thread in threads():
        for said in (thread, *thread["replies"]):
            found.setdefault(_whose(said), said["author"])
    return found


def platforms_of(whose: Whose) -> set[str]:
    """The platforms on which somebody wrote."""
    return {
        thread["platform"] for thread in threads()
        if any(_whose(said) == whose for said in (thread, *thread["replies"]))
    }


def _whose(said: dict[str, Any]) -> Whose:
    return said["author"]["name"], said["author"]["authority_code"]


def weeks_forward(today: date) -> int:
    """By how many weeks the content moves so that its newest post is two to eight days old."""
    newest = max(
        date.fromisoformat(said["date"]) for thread in threads() for said in (thread, *thread["replies"])
    )
    return (today - rules.NEWEST_AGE - newest).days // 7


def moved(day: str, clock_time: time, weeks: int) -> datetime:
    """A day of the sources and an hour in Palestine as the moment they become, in UTC."""
    local = datetime.combine(date.fromisoformat(day) + timedelta(weeks=weeks), clock_time, HERE)
    return local.astimezone(UTC)


def conversations(weeks: int) -> Iterator[Conversation]:
    """The threads, their dates moved forward by ``weeks``."""
    boards = {row["thread"]: row["board"] for row in shipped("demo_boards")}
    for row in threads():
        said = _in_order(row, weeks)
        yield Conversation(
            key=row["id"], platform=row["platform"], board=boards[row["id"]], kind=row["kind"],
            title=row["title"], topics=tuple(row["topics"]), opening=said[0],
            replies=tuple(said[1:]), accepted=row["accepted_reply"],
        )


def _in_order(thread: dict[str, Any], weeks: int) -> list[Saying]:
    """Opening and replies at plausible hours of their days, each after the one before it."""
    made: list[Saying] = []
    for said in (thread, *thread["replies"]):
        at = moved(said["date"], _hour(said["id"]), weeks)
        if made and at <= made[-1].at:
            at = made[-1].at + timedelta(minutes=11 + crc32(said["id"].encode()) % 53)
        made.append(Saying(said["id"], _whose(said), at, said["body"]))
    return made


def _hour(key: str) -> time:
    """A minute between 7:40 and 17:00, always the same for one key."""
    minute = 460 + crc32(key.encode()) % 560
    return time(minute // 60, minute % 60)
