"""The parts of the page of results, as its template wants them."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from flask import url_for
from markupsafe import Markup

from forum.authorities.rules import REGIONS
from forum.kernel import clock
from forum.kernel.access import Actor
from forum.kernel.i18n import day, gettext as _, lazy_gettext as _l, named
from forum.platforms import queries as platforms
from forum.search.asked import KINDS as ASKED_KINDS, LAST_PAGE, PAGE_SIZE, Asked
from forum.search.finding import TOPIC, Answer, Found, Search
from forum.search.highlighting import Segment, Why
from forum.search.port import Card

#: Facet → its name in the address and on the page, in the order of the page.
GROUPS = {
    "answered": ("answered", _l("State")),
    "thread_kind": ("type", _l("Kind")),
    "platform": ("platform", _l("Platform")),
    "board": ("board", _l("Board")),
    "region": ("region", _l("Region")),
    "authority": ("authority", _l("Local authority")),
    "topic": ("topic", _l("Topics")),
}
WORDS = {
    "answered": {"yes": _l("Answered"), "no": _l("Unanswered")},
    "thread_kind": {
        "question": _l("Question"), "practice": _l("Practice"), "discussion": _l("Discussion"), "idea": _l("Idea"),
    },
    "region": REGIONS,
}  # fmt: skip
#: Kinds of results: the word for many, and for one.
KINDS = {
    "post": (_l("Threads"), ""),
    "paper": (_l("Papers and guides"), _l("Paper")),
    "file": (_l("Files"), _l("File")),
    "workshop": (_l("Workshops"), _l("Workshop")),
    "case": (_l("Cases"), _l("Case")),
    "person": (_l("Colleagues"), _l("Colleague")),
    "authority": (_l("Local authorities"), _l("Local authority")),
}
_KIND_OF = {kind: name for name, kinds in ASKED_KINDS.items() for kind in kinds}
#: A group shows so many of its values.
SHOWN = 8
#: How far back one may want to look: days, and their words.
SPANS = ((31, _l("The last month")), (183, _l("The last six months")), (366, _l("The last year")))
#: And why-lines so many words.
WHYS = 2


def marked(segments: tuple[Segment, ...]) -> Markup:
    """Text with its found words in <mark>; the component sets it off as people's words."""
    parts = (Markup("<mark>%s</mark>") % s.text if s.is_found else Markup("%s") % s.text for s in segments)
    return Markup("").join(parts)


def _bdi(words: str) -> Markup:
    return Markup("<bdi>%s</bdi>") % words


def why(reasons: tuple[Why, ...]) -> Markup:
    """The sentence that says in what form words were found; nothing where they stand as typed."""
    told = [
        Markup(_("“%(asked)s” found in “%(found)s”")) % {"asked": _bdi(one.asked), "found": _bdi(one.found)}
        for one in reasons[:WHYS]
    ]
    return Markup(" · ").join(told)


def result(found: Found) -> dict[str, Any]:
    """One hit."""
    card = found.card
    is_question = card.is_answered is not None
    return {
        "url": card.address,
        "key": card.key,
        "title": marked(found.shown.title),
        "excerpt": marked(found.shown.passage) if card.text else "",
        "platform": card.platform,
        "platform_name": card.place,
        "at": card.created_at,
        "authority": card.authority,
        "region": REGIONS.get(card.region or "", ""),
        "replies": card.replies,
        "answered": card.is_answered,
        "unanswered": is_question and card.replies == 0,
        "kind": WORDS["thread_kind"].get(card.thread_kind or "", "") or _kind(card),
        "why": why(found.shown.why) or (_("Close in meaning") if found.is_near else ""),
        "peer": found.peer,
        "demo": card.demo,
    }


def _kind(card: Card) -> object:
    """The word for what is not a thread."""
    return KINDS.get(_KIND_OF.get(card.kind, ""), ("", ""))[1]


def beside(card: Card) -> dict[str, Any]:
    """A person or an authority in a line beside the results."""
    about = (card.text, card.authority, REGIONS.get(card.region or "", ""))
    return {"url": card.address, "title": card.title, "about": [part for part in about if part], "demo": card.demo}


def kinds(asked: Asked, answer: Answer) -> list[dict[str, Any]]:
    """Everything, or one kind of results; counts where they are known, and no kind that has nothing."""
    counts: dict[str, int] = {}
    for kind, count in answer.facets.get("kind", {}).items():
        counts[_KIND_OF.get(kind, kind)] = counts.get(_KIND_OF.get(kind, kind), 0) + count
    shown = [kind for kind in KINDS if counts.get(kind) or asked.kind]
    if len(shown) < 2:
        return []
    all_ = {"label": _("All"), "href": url_for(".show", **asked.but(kind="")), "current": not asked.kind}
    return [all_, *(
        {
            "label": KINDS[kind][0], "href": url_for(".show", **asked.but(kind=kind)), "current": asked.kind == kind,
            "count": None if asked.kind else counts[kind],
        }
        for kind in shown
    )]  # fmt: skip


def row(card: Card) -> dict[str, Any]:
    """One suggestion or similar thread."""
    return {
        "url": card.address, "label": card.title, "title": card.title,
        "replies": card.replies or 0, "answered": bool(card.is_answered), "authority": card.authority,
        "answers_at": card.answers_at,
    }  # fmt: skip


def groups(search: Search, actor: Actor, asked: Asked, answer: Answer) -> list[dict[str, Any]]:
    """The filters as links with counts; a chosen one links to its removal."""
    made = []
    for facet, (name, label) in GROUPS.items():
        chosen, counts = getattr(asked, name), dict(answer.facets.get(facet, {}))
        if name == "board" and not asked.platform:
            counts = {}
        if chosen:
            counts = {chosen: counts.get(chosen, answer.total)}
        elif len(counts) < 2:
            continue
        names = _names(search, actor, facet, counts)
        known = [(value, count) for value, count in counts.items() if value in names][:SHOWN]
        options = [_option(asked, name, value, names[value], count) for value, count in known]
        made.append({"label": label, "options": options})
    made.append({"label": _l("Date"), "options": _spans(asked)})
    return [group for group in made if group["options"]]


def _spans(asked: Asked) -> list[dict[str, Any]]:
    """Since when; a day that somebody typed stands there too, to be taken away."""
    today = clock.now().date()
    days = {(today - timedelta(days=days)).isoformat(): label for days, label in SPANS}
    if asked.moment() and asked.since not in days:
        days = {asked.since: _("Since %(day)s", day=day(asked.moment()))} | days
    return [_option(asked, "since", since, label, None) for since, label in days.items()]


def _option(asked: Asked, name: str, value: str, label: object, count: int | None) -> dict[str, Any]:
    is_on = getattr(asked, name) == value
    changes = {name: "" if is_on else value}
    if name == "platform" and is_on:
        changes["board"] = ""
    return {"label": label, "href": url_for(".show", **asked.but(**changes)), "count": count, "current": is_on}


def _names(search: Search, actor: Actor, facet: str, counts: Mapping[str, int]) -> Mapping[str, object]:
    """What the values of a facet are called."""
    if facet in WORDS:
        return {value: words for value, words in WORDS[facet].items() if value in counts}
    ids = {int(value) for value in counts if value.isascii() and value.isdigit() and len(value) < 19}
    if facet in (TOPIC, "authority"):
        return {str(id): name for id, name in search.names(actor, facet, ids).items()}
    found = platforms.platforms() if facet == "platform" else platforms.boards_of_ids(ids)
    return {str(one.id): named(one) for one in found}


def tabs(asked: Asked, actor: Actor) -> list[dict[str, Any]]:
    """Best first, newest first, or first those of authorities like one's own."""
    orders = {"": _("Best first"), "new": _("Newest first")}
    if actor.authority_id:
        orders["peers"] = _("Authorities like mine first")
    return [
        {"label": label, "href": url_for(".show", **asked.but(order=order)), "current": asked.order == order}
        for order, label in orders.items()
    ]


def pages(asked: Asked, answer: Answer) -> dict[str, str | None]:
    """The addresses of the pages before and after this one."""
    more = answer.total > asked.page * PAGE_SIZE and asked.page < LAST_PAGE
    return {
        "newer": url_for(".show", **asked.but(page=asked.page - 1)) if asked.page > 1 else None,
        "older": url_for(".show", **asked.but(page=asked.page + 1)) if more else None,
    }
