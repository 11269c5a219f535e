"""Pages on which moderators see what people miss, and say which words mean the same."""

from typing import Any

from flask import Blueprint, current_app, flash, render_template, request, url_for

from forum.kernel.access import Actor
from forum.kernel.db import transaction
from forum.kernel.i18n import gettext as _, lazy_gettext as _l
from forum.kernel.web import acting, actor, limiter
from forum.kernel.web.limits import by_person, write_limit
from forum.search.curating import actions, queries, rules
from forum.search.curating.forms import SynonymsForm, WhyForm
from forum.search.curating.policy import Can, gate
from forum.search.engine import Request
from forum.search.finding import Answer, Search
from forum.search.query import LONGEST, parse

bp = Blueprint("curating", __name__, url_prefix="/search")

#: The piles of the list in words, and what an empty one says.
PILES = {
    queries.MISSED: (_l("Not found"), _l("Everything that people looked for lately was found.")),
    queries.UNOPENED: (_l("Found, but nobody opened it"), _l("What is found is opened too.")),
    queries.OPENED: (_l("Opened"), _l("Nobody has opened a result yet; counting needs scripts in the browser.")),
    queries.DISMISSED: (_l("Taken off the list"), _l("Nothing was taken off the list.")),
}
#: Results on each side of a preview, and openings told of a question.
PREVIEWED, OPENINGS = 5, 3


def _search() -> Search:
    return current_app.extensions["search"]


@bp.get("/gaps")
def gaps():
    """What people look for: not found, found but not opened, opened, taken off the list."""
    gate.require(actor(), Can.CURATE, None)
    name = request.args.get("pile", "")
    name = name if name in PILES else queries.MISSED
    rows = queries.pile(actor(), name)
    counts = queries.counts(actor())
    return render_template(
        "search/curating/gaps.html",
        rows=rows, pile=name, emptied=PILES[name][1],
        opened=_opened(actor(), [row.id for row in rows]) if name == queries.OPENED else {},
        tabs=[
            {"label": PILES[one][0], "href": url_for(".gaps", pile=one), "current": one == name, "count": counts[one]}
            for one in queries.PILES
        ],
    )


def _opened(who: Actor, ids: list[int]) -> dict[int, list[dict[str, Any]]]:
    """The results that were opened most, with their titles as far as the moderator may read them."""
    found = {id: rows[:OPENINGS] for id, rows in queries.openings(ids).items()}
    wanted: dict[str, set[int]] = {}
    for result, _count in (row for rows in found.values() for row in rows):
        kind, _colon, number = result.partition(":")
        wanted.setdefault(kind, set()).add(int(number))
    adapters = _search().adapters
    cards = {
        card.key: card for kind, numbers in wanted.items() for card in adapters[kind].cards(who, numbers).values()
    }  # fmt: skip
    return {
        id: [{"card": cards[result], "count": count} for result, count in rows if result in cards]
        for id, rows in found.items()
    }


@bp.post("/gaps/<int:question_id>/dismissal")
def dismiss(question_id: int):
    """Take a question off the list, with a reason."""
    question = queries.question(actor(), question_id)
    form = WhyForm()
    if not form.validate_on_submit():
        return render_template("search/curating/dismiss.html", question=question, form=form), 422
    with acting() as act:
        actions.dismiss(question, form.reason.data, by=actor())
        act.leads_to(url_for(".gaps"))
    return act.answer()


@bp.post("/gaps/<int:question_id>/return")
def take_back(question_id: int):
    """Put a question on the list again."""
    with acting() as act:
        actions.take_back(queries.question(actor(), question_id), by=actor())
        act.leads_to(url_for(".gaps", pile=queries.DISMISSED))
    return act.answer()


@bp.post("/looks")
@limiter.shared_limit(write_limit, "looks", key_func=by_person)
def look():
    """A browser tells that results were looked at, or one opened. Who it was is not kept."""
    words = rules.kept_words(parse(request.form.get("q", "")[:LONGEST]))
    platform_id = request.form.get("platform", 0, type=int)
    platform_id = platform_id if platform_id in actor().platforms else 0
    if words and (result := request.form.get("result", "")):
        if _is_readable(result):
            with transaction():
                actions.note_opened(words, platform_id, result)
    elif words:
        with transaction():
            actions.note_found(words, platform_id)
    return "", 204


def _is_readable(result: str) -> bool:
    """Whether it names something that the actor can be shown as a result."""
    kind, _colon, number = result.partition(":")
    adapter = _search().adapters.get(kind)
    is_number = number.isascii() and number.isdigit() and len(number) < 17
    return bool(adapter and is_number and adapter.cards(actor(), [int(number)]))


@bp.get("/synonyms")
def synonyms():
    """The groups that moderators added, and what changed lately."""
    gate.require(actor(), Can.CURATE, None)
    return render_template(
        "search/curating/synonyms.html",
        groups=queries.synonym_groups(), changes=queries.synonym_changes(),
        likeness=rules.LIKENESS, what=rules.CHANGES,
    )


@bp.get("/synonyms/new")
def new_synonyms():
    """An empty form; the first phrase may come from the list of what was not found."""
    gate.require(actor(), Can.CURATE, None)
    term = request.args.get("term", "")[: rules.PHRASE_MAX]
    return _form_page(SynonymsForm(phrases=f"{term}\n" if term else "", question=term))


def _form_page(form: SynonymsForm, group=None, removing: WhyForm | None = None, **more: Any) -> str:
    removing = removing or WhyForm(formdata=None)
    removing.reason.id = "removal-reason"
    return render_template(
        "search/curating/synonyms_form.html",
        form=form, group=group,
        changes=queries.synonym_changes(group.id) if group else [],
        what=rules.CHANGES, removing=removing, **{"preview": None, **more},
    )


@bp.post("/synonyms")
@limiter.shared_limit(write_limit, "writing", key_func=by_person)
def add_synonyms():
    """Add a group, or show what it would do."""
    gate.require(actor(), Can.CURATE, None)
    form = SynonymsForm()
    if "preview" in request.form:
        return _form_page(form, preview=_preview(form))
    if not form.validate_on_submit():
        return _form_page(form), 422
    with acting() as act:
        actions.add_synonyms(rules.phrases_of(form.phrases.data), form.likeness.data, form.reason.data, by=actor())
        act.leads_to(url_for(".synonyms"))
    flash(_("Added. Searches use it from now on."))
    return act.answer()


@bp.get("/synonyms/<int:group_id>")
def edit_synonyms(group_id: int):
    """One group with its history."""
    group = queries.synonym_group(actor(), group_id)
    return _form_page(SynonymsForm(phrases=group.phrases, likeness=group.likeness, question=group.listed[0]), group)


@bp.post("/synonyms/<int:group_id>/changes")
@limiter.shared_limit(write_limit, "writing", key_func=by_person)
def change_synonyms(group_id: int):
    """Correct a group, or show what that would do."""
    group = queries.synonym_group(actor(), group_id)
    form = SynonymsForm()
    if "preview" in request.form:
        return _form_page(form, group, preview=_preview(form))
    if not form.validate_on_submit():
        return _form_page(form, group), 422
    with acting() as act:
        phrases = rules.phrases_of(form.phrases.data)
        actions.change_synonyms(group, phrases, form.likeness.data, form.reason.data, by=actor())
        act.leads_to(url_for(".synonyms"))
    flash(_("Saved. Searches use it from now on."))
    return act.answer()


@bp.post("/synonyms/<int:group_id>/removal")
def remove_synonyms(group_id: int):
    """Use a group no more, with a reason."""
    group = queries.synonym_group(actor(), group_id)
    form = WhyForm()
    if not form.validate_on_submit():
        shown = SynonymsForm(formdata=None, phrases=group.phrases, likeness=group.likeness, question=group.listed[0])
        return _form_page(shown, group, form), 422
    with acting() as act:
        actions.remove_synonyms(group, form.reason.data, by=actor())
        act.leads_to(url_for(".synonyms"))
    return act.answer()


def _preview(form: SynonymsForm) -> dict[str, Any] | None:
    """What a question finds now, and what it would find with the phrases in the form."""
    phrases = rules.phrases_of(form.phrases.data or "")[: rules.PHRASES_MAX]
    asked = (form.question.data or (phrases[0] if phrases else ""))[:LONGEST]
    wanted = Request(parse(asked), size=PREVIEWED)
    if not wanted.query.free or not phrases:
        return None
    now: Answer = _search().find(actor(), wanted)
    with _search().thesaurus.trying(queries.rows_of(phrases, form.likeness.data)):
        then: Answer = _search().find(actor(), wanted)
    known = {found.card.address for found in now.results}
    return {
        "asked": asked, "now": now, "then": then,
        "new": {found.card.address for found in then.results} - known,
    }
