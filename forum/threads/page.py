"""The parts of a board's and a thread's page, put together from what the queries read."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from flask import current_app, g, render_template, url_for

from forum.attachments import queries as attachments
from forum.kernel import clock
from forum.kernel.access import Actor
from forum.kernel.db import transaction
from forum.kernel.i18n import gettext as _, locale
from forum.kernel.web.assets import version
from forum.kernel.web.fragments import kept
from forum.kernel.web.parts import parts
from forum.notifications.unread import note_read, unread_count
from forum.platforms.models import Board
from forum.threads import actions, lists, reading, rules
from forum.threads.facts import ThreadFacts
from forum.threads.policy import gate
from forum.threads.standing import Standing, standing
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
        group["options"].append({"id": topic.id, "label": vocabulary.label(topic), "chosen": topic.id in chosen})
    return list(groups.values())


def _age(thread: ThreadFacts) -> int:
    """Changes as often as the ages shown on the page do: each ten minutes, later each day."""
    present = clock.now()
    is_old = present - thread.last_post_at > timedelta(days=2)
    return int(present.timestamp() // (86_400 if is_old else 600))


def rights(actor: Actor, thread: ThreadFacts) -> tuple[bool, ...]:
    """What decides which buttons stand on the page."""
    return (actor.wrote(thread.author_id), *(bool(d) for d in gate.all(actor, thread).values()))


def key(actor: Actor, thread: ThreadFacts, number: int) -> tuple[Any, ...]:
    """All that a thread's page depends on, beside reader, language and release."""
    return (
        thread.id,
        thread.version,
        number,
        _age(thread),
        thread.is_followed,
        thread.shelf_stamp,
        unread_count(),
        rights(actor, thread),
        _standing(actor, thread).key,
        *beside(thread),
    )


def beside(thread: ThreadFacts) -> list[Any]:
    """What other areas put beside a thread; asked once a request, for the page and for its key."""
    if "beside_thread" not in g:
        g.beside_thread = parts("thread.beside", thread)
    return g.beside_thread


def _standing(actor: Actor, thread: ThreadFacts) -> Standing:
    """What bears on the thread, asked once a request."""
    if g.get("stands_for") != (thread.id, thread.version):
        g.stands_for, g.stands = (thread.id, thread.version), standing(actor, thread)
    return g.stands


def note_reading(actor: Actor, thread: ThreadFacts, number: int) -> None:
    """Remember how far the actor has read; writes only when that has grown."""
    last_shown = min(number * rules.POSTS_A_PAGE, thread.last_number)
    if thread.read_number < last_shown:
        with transaction():
            actions.read_up_to(thread.id, last_shown, by=actor)
    note_read("thread", thread.id)


def contents(actor: Actor, thread: ThreadFacts, number: int) -> dict[str, Any]:
    """Everything that ``threads/show.html`` shows.

    Posts and related threads are kept as fragments, shared by all readers who
    see the same and may do the same.
    """
    own, stands = reading.own(actor, thread.id, number), _standing(actor, thread)
    seen_by = (locale(), version(), _age(thread))
    places = "all" if actor.is_association else tuple(sorted(actor.platforms))
    return {
        "thread": thread,
        "board": thread.board,
        "platform": thread.board.platform,
        "kind": rules.KINDS.get(thread.kind),
        "may": gate.all(actor, thread),
        "stands": stands,
        "beside": beside(thread),
        "posts": kept(
            ("posts", thread.id, thread.version, number, seen_by, rights(actor, thread), own, stands.is_old),
            lambda: _posts(actor, thread, number, own, stands),
        ),
        "related": kept(
            ("related", thread.id, thread.version, seen_by, places, thread.shelf_stamp),
            lambda: render_template("threads/related.html", related=lists.related(actor, thread.id)),
        ),
    }


def _posts(actor: Actor, thread: ThreadFacts, number: int, own: reading.Own, stands: Standing) -> str:
    """The question, its answer and one page of replies, as HTML."""
    cards = reading.posts(thread, number)
    _bring_evidence(actor, cards)
    _bring_files(cards)
    may = gate.all(actor, thread)
    shown = next((card for card in cards if card.id == thread.accepted_post_id), None)
    return render_template(
        "threads/posts.html",
        thread=thread,
        may=may,
        page=number,
        pages=rules.page_of(thread.last_number),
        opening=cards[0],
        replies=cards[1:],
        accepted_card=shown or reading.accepted(thread),
        consolidated_card=_consolidated(thread, cards, stands),
        stands=stands,
        helpful=own.helpful,
        acts={card.id: _acts(card, may, own) for card in cards},
        topic_links=_topic_links(thread),
        heard=reading.authorities_heard(thread.id),
    )


def _consolidated(
    thread: ThreadFacts, cards: Sequence[reading.PostCard], stands: Standing
) -> reading.PostCard | None:
    """The consolidated reply stands under the question until an answer is accepted."""
    if thread.accepted_post_id is not None or stands.consolidated_id is None:
        return None
    shown = next((card for card in cards if card.id == stands.consolidated_id), None)
    return shown or reading.card(thread, stands.consolidated_id)


def _topic_links(thread: ThreadFacts) -> list[dict[str, Any]]:
    """The thread's topics, each leading to the board's threads about it."""
    return [
        {
            "label": vocabulary.label(topic),
            "href": url_for(".board", board_id=thread.board_id, topic=topic.slug),
        }
        for topic in reading.topics(thread.id)
    ]


def _acts(card: reading.PostCard, may: Mapping[str, Any], own: reading.Own) -> set[str]:
    """What the reader may do with one post of the page; mirrors ``policy.POST_POLICY``.

    The thread's answers are known already, so no post is loaded to ask; a test
    holds the two equal.
    """
    if card.hidden_reason is not None:
        return {"restore"} if may["manage"] and card.number > 1 else set()
    can = set()
    if card.id in own.written:
        can |= {"edit"} if may["reply"] else set()
    elif may["take_part"]:
        can |= {"helpful", "flag"}
    if card.number > 1:
        can |= {"accept"} if may["accept"] else set()
        can |= {"hide"} if may["manage"] else set()
    return can


def _bring_files(cards: Sequence[reading.PostCard]) -> None:
    """The files of the posts of a page: one query."""
    found = attachments.files_of("post", [card.id for card in cards])
    for card in cards:
        card.files.extend(found.get(card.id, ()))


def _bring_evidence(actor: Actor, cards: Sequence[reading.PostCard]) -> None:
    """Let higher areas mark posts: papers say which ones they cite."""
    by_id = {card.id: card for card in cards}
    for marks_of in current_app.extensions["post_marks"]:
        for post_id, marks in marks_of(actor, list(by_id)).items():
            by_id[post_id].evidence.extend(marks)
