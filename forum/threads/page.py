"""The parts of a board's and a thread's page, put together from what the queries read."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import current_app, url_for

from forum.kernel import clock
from forum.kernel.access import Actor
from forum.kernel.db import transaction
from forum.kernel.i18n import gettext as _
from forum.notifications.queries import follows, unread_count
from forum.platforms.models import Board
from forum.threads import actions, queries, reading, rules
from forum.threads.models import Thread
from forum.threads.policy import gate
from forum.topics import queries as vocabulary
from forum.topics.models import Topic


def board_filters(board: Board, chosen: Mapping[str, str]) -> list[dict[str, Any]]:
    """The filters of a board as groups of links; a chosen one links to its removal."""
    kept = {name: chosen[name] for name in ("kind", "state", "topic") if chosen.get(name)}

    def option(name: str, value: str, words: object) -> dict[str, Any]:
        is_on = kept.get(name) == value
        others = {k: v for k, v in kept.items() if k != name}
        address = url_for(".board", board_id=board.id, **others, **({} if is_on else {name: value}))
        return {"label": words, "href": address, "current": is_on}

    states = {"unanswered": _("Unanswered"), "answered": _("Answered")}
    return [
        {"label": _("State"), "options": [option("state", k, v) for k, v in states.items()]},
        {"label": _("Kind"), "options": [option("kind", k, v) for k, v in rules.KINDS.items()]},
    ]


def topic_groups(offered: Sequence[Topic], chosen: Sequence[int]) -> list[dict[str, Any]]:
    """The offered topics under their parents, for boxes to tick."""
    by_id = {topic.id: topic for topic in offered}
    groups: dict[int, dict[str, Any]] = {}
    for topic in offered:
        head = by_id.get(topic.parent_id, topic) if topic.parent_id else topic
        group = groups.setdefault(head.id, {"label": vocabulary.label(head), "options": []})
        group["options"].append(
            {"id": topic.id, "label": vocabulary.label(topic), "chosen": topic.id in chosen}
        )
    return list(groups.values())


def _age(thread: Thread) -> int:
    """Changes as often as the ages shown on the page do: each 10 minutes, each day, never."""
    seconds = (clock.now() - thread.last_post_at).total_seconds()
    if seconds > 31 * 86_400:
        return 0
    return int(clock.now().timestamp() // (86_400 if seconds > 2 * 86_400 else 600))


def key(actor: Actor, thread: Thread, number: int) -> tuple[Any, ...]:
    """All that a thread's page depends on, beside reader, language and release."""
    return (
        thread.id, thread.version, number, _age(thread), follows(actor, "thread", thread.id),
        unread_count(actor), sorted(actor.moderates), actor.is_association,
    )


def note_reading(actor: Actor, thread: Thread, number: int) -> None:
    """Remember how far the actor has read; writes only when that has grown."""
    last_shown = min(number * rules.POSTS_A_PAGE, thread.last_number)
    if reading.read_so_far(actor, thread.id) < last_shown:
        with transaction():
            actions.read_up_to(thread.id, last_shown, by=actor)


def contents(actor: Actor, thread: Thread, number: int) -> dict[str, Any]:
    """Everything that ``threads/show.html`` shows."""
    cards = reading.posts(thread, number)
    _bring_evidence(actor, cards)
    accepted = next((card for card in cards if card.id == thread.accepted_post_id), None)
    pages = rules.page_of(thread.last_number)
    may = gate.all(actor, thread)
    return {
        "thread": thread, "board": thread.board, "platform": thread.board.platform,
        "posts": cards, "opening": cards[0], "replies": cards[1:],
        "accepted_card": accepted or reading.accepted(thread),
        "helpful": reading.found_helpful(actor, cards),
        "topic_links": _topic_links(thread),
        "heard": reading.authorities_heard(thread.id),
        "related": queries.related(actor, thread),
        "is_followed": follows(actor, "thread", thread.id),
        "page": number, "pages": pages, "kind": rules.KINDS.get(thread.kind),
        "may": may, "acts": gate_acts(actor, thread, cards, may),
    }


def _topic_links(thread: Thread) -> list[dict[str, Any]]:
    """The thread's topics, each leading to the board's threads about it."""
    return [
        {
            "label": vocabulary.label(topic),
            "href": url_for(".board", board_id=thread.board_id, topic=topic.slug),
        }
        for topic in reading.topics(thread)
    ]


def gate_acts(actor: Actor, thread: Thread, cards: Sequence[Any], may: Mapping[str, Any]) -> dict[int, set[str]]:
    """What the actor may do with each post of the page; mirrors ``policy.POST_POLICY``.

    The thread's answers are known already, so no post is loaded to ask.
    """
    takes_part = bool(may["reply"]) or (bool(may["follow"]) and thread.is_closed and not thread.is_merged)
    found: dict[int, set[str]] = {}
    for card in cards:
        is_own = card.author_id == actor.member_id
        can = found[card.id] = set()
        if card.hidden_reason is not None:
            if may["manage"]:
                can.add("restore")
            continue
        if is_own and may["reply"]:
            can.add("edit")
        if not is_own and takes_part:
            can |= {"helpful", "flag"}
        if card.number > 1:
            if may["accept"]:
                can.add("accept")
            if may["manage"]:
                can.add("hide")
    return found


def _bring_evidence(actor: Actor, cards: Sequence[Any]) -> None:
    """Let higher areas mark posts: papers say which ones they cite."""
    ids = [card.id for card in cards]
    for marks_of in current_app.extensions["post_marks"]:
        for post_id, marks in marks_of(actor, ids).items():
            next(card for card in cards if card.id == post_id).evidence.extend(marks)

