"""The search page, suggestions under the box, and questions like the one being asked."""

from flask import Blueprint, current_app, jsonify, render_template, request

from forum.kernel.db import transaction
from forum.kernel.web import actor, open_to_all
from forum.search import page
from forum.search.asked import Asked
from forum.search.curating.actions import note_missed
from forum.search.curating.rules import kept_words
from forum.search.finding import Answer, Search
from forum.search.keeping.views import form_on_page
from forum.search.peers import peers_first
from forum.search.port import Card
from forum.search.query import LONGEST, Query, parse

bp = Blueprint("search", __name__, url_prefix="/search")

#: Letters before suggestions and similar questions are worth a look.
FIRST_LETTERS, TITLE_LETTERS = 2, 6
SUGGESTED, SIMILAR = 6, 5


def _search() -> Search:
    return current_app.extensions["search"]


@bp.get("")
@open_to_all
def show():
    """The box, and what was found. Visitors find what is published."""
    asked = Asked.of(request.args)
    answer = _answer(asked)
    counted = _note(asked, answer)
    return render_template(
        "search/show.html",
        asked=asked,
        answer=answer,
        results=[page.result(found) for found in answer.results],
        filters=page.groups(_search(), actor(), asked, answer) if not asked.is_empty else [],
        tabs=page.tabs(asked, actor()),
        kinds=page.kinds(asked, answer),
        beside=[page.beside(card) for card in answer.beside],
        pages=page.pages(asked, answer),
        near=[{"label": card.title, "href": card.address} for card in answer.topics],
        without_filters={"q": asked.q} if asked.filters_on else {},
        counted=counted,
        keeping=form_on_page(asked) if actor().is_signed_in and not asked.is_empty else "",
    )


def _answer(asked: Asked) -> Answer:
    if asked.is_empty:
        return Answer(Query())
    if asked.order == "peers":
        return peers_first(_search(), actor(), asked.request())
    return _search().find(actor(), asked.request())


def _note(asked: Asked, answer: Answer) -> dict[str, object]:
    """Count what a member looked for, without the member: at once what was missed; the rest is told by browsers.

    Returns what the browser sends back with it; nothing where nothing is counted.
    """
    words = kept_words(answer.query)
    elsewhere = set(asked.filters_on) - {"platform"} or asked.exact or asked.page > 1
    if not words or elsewhere or answer.is_stand_in or not actor().is_signed_in:
        return {}
    platform_id = _platform(asked.platform)
    if answer.total:
        return {"q": asked.q, "platform": platform_id}
    with transaction():
        note_missed(words, platform_id)
    return {}


def _platform(chosen: str) -> int:
    """Where a member looks: the platform of the filter if it is the member's, or the only one; 0 is everywhere."""
    own = {str(id): id for id in actor().platforms}
    return own.get(chosen) or (next(iter(own.values())) if len(own) == 1 and not chosen else 0)


def _titles(text: str, letters: int, size: int) -> list[Card]:
    query = parse(text[:LONGEST])
    if len(text.strip()) < letters or not query.free:
        return []
    return _search().titles(actor(), query, size=size)


def _wants_json() -> bool:
    return request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json"


def _answered(macro: str, cards: list[Card]):
    """Rows for a script of ours as HTML, for other programs as JSON."""
    rows = [page.row(card) for card in cards]
    return jsonify(rows) if _wants_json() else render_template("search/rows.html", macro=macro, rows=rows)


@bp.get("/suggest")
def suggest():
    """Threads whose title goes on as somebody begins to type."""
    return _answered("suggestions", _titles(request.args.get("q", ""), FIRST_LETTERS, SUGGESTED))


@bp.get("/similar")
def similar():
    """Earlier threads like the one whose title is being typed."""
    title = request.args.get("title", "")[:LONGEST]
    is_enough = len(title.strip()) >= TITLE_LETTERS and parse(title).free
    return _answered("similar", _search().similar(actor(), title, size=SIMILAR) if is_enough else [])
