"""A member's kept searches."""

from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode

from flask import Blueprint, current_app, flash, render_template, request, url_for
from markupsafe import Markup

from forum.kernel.access import Actor
from forum.kernel.errors import Conflict
from forum.kernel.i18n import gettext as _
from forum.kernel.web import acting, actor, limiter
from forum.kernel.web.limits import by_person, write_limit
from forum.members.models import Member
from forum.search.asked import Asked
from forum.search.keeping import actions, queries
from forum.search.keeping.forms import KeepForm

bp = Blueprint("keeping", __name__, url_prefix="/search/kept")


def address_of(asked: Asked) -> str:
    """What stands after the question mark of a search, from its first page."""
    return urlencode(asked.but())


def _asked(address: str) -> Asked:
    return Asked.of(dict(parse_qsl(address[:4000])))


@bp.get("")
def index():
    """What I keep."""
    return render_template("search/keeping/index.html", kept=queries.kept(actor()))


@bp.post("")
@limiter.shared_limit(write_limit, "writing", key_func=by_person)
def keep():
    """Keep a search under a name."""
    form = KeepForm()
    asked = _asked(form.address.data or "")
    if not form.validate_on_submit() or asked.is_empty:
        return render_template("search/keeping/keep.html", form=form, asked=asked), 422
    with acting() as act:
        if actions.keep(form.name.data, address_of(asked), form.wants_news.data, by=actor()) is None:
            raise Conflict(_("You keep %(num)d searches already. Drop one of them first.", num=actions.MOST))
        act.leads_to(url_for(".index"))
    flash(_("The search is kept."))
    return act.answer()


@bp.post("/<int:saved_id>/removal")
def drop(saved_id: int):
    """Keep it no more."""
    with acting() as act:
        actions.drop(queries.saved(actor(), saved_id))
        act.leads_to(url_for(".index"))
    return act.answer()


@bp.post("/<int:saved_id>/news")
def choose_news(saved_id: int):
    """Be told of new results, or not."""
    with acting() as act:
        actions.want_news(queries.saved(actor(), saved_id), request.form.get("wants") == "yes")
        act.leads_to(url_for(".index"))
    return act.answer()


def count_new(reader: Actor, address: str, since: datetime, until: datetime) -> int:
    """How many results of a kept search are of the time between two moments, as its member may read them."""
    return current_app.extensions["search"].between(reader, _asked(address).request(), since, until)


def tell_news() -> None:
    """The daily chore."""
    actions.tell_news(count_new)


def kept_on_record(_actor: Actor, member: Member) -> dict[str, Any]:
    """Kept searches, for what a member can download."""
    return {
        "searches": [
            {"name": one.name, "search": one.address, "news": one.wants_news, "since": one.created_at}
            for one in queries.kept(Actor(member_id=member.id))
        ]
    }


def form_on_page(asked: Asked) -> Markup:
    """The fold under a page of results in which it can be kept."""
    form = KeepForm(formdata=None, name=asked.q[:80], address=address_of(asked))
    form.name.id, form.wants_news.id = "keep-name", "keep-news"
    return Markup(render_template("search/keeping/fold.html", form=form))
