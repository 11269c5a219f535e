"""Pointing from a thread to its answer; the FAQ of a platform and of all."""

from typing import Any

from flask import render_template, request, url_for

from forum.kernel.i18n import gettext as _, named
from forum.kernel.web import acting, actor
from forum.platforms import queries as platforms
from forum.threads import queries
from forum.threads.pointers import actions, queries as pointers
from forum.threads.pointers.forms import PointForm
from forum.threads.pointers.policy import CanPoint, gate
from forum.threads.policy import Can
from forum.threads.views import bp, writing


@bp.get("/threads/<int:thread_id>/pointer")
def pointer(thread_id: int):
    """Say which thread answers this one; the present pointer, if there is one."""
    thread = queries.thread(actor(), thread_id, to=Can.TAKE_PART)
    gate.require(actor(), CanPoint.POINT, thread)
    return _page(thread, PointForm(answer=request.args.get("to", "")))


def _page(thread, form: PointForm) -> str:
    return render_template(
        "threads/pointer.html", thread=thread, form=form, target=pointers.target(actor(), thread.id)
    )


@bp.post("/threads/<int:thread_id>/pointers")
@writing
def point(thread_id: int):
    """Let the thread point to another one that the actor may read."""
    thread = queries.thread(actor(), thread_id, to=Can.TAKE_PART)
    gate.require(actor(), CanPoint.POINT, thread)
    form = PointForm()
    valid = form.validate_on_submit()
    to_id = form.thread_id() if valid else None
    if valid and to_id in (None, thread_id):
        form.answer.errors = [_("This is not the address of another thread.")]
        valid = False
    if not valid:
        return _page(thread, form), 422
    with acting() as act:
        queries.hold(thread_id, to_id)
        to = queries.thread(actor(), to_id, to=Can.TAKE_PART)
        actions.point(queries.thread(actor(), thread_id, to=Can.TAKE_PART), to, by=actor())
        act.leads_to(url_for(".show", thread_id=thread_id))
    return act.answer()


@bp.post("/threads/<int:thread_id>/pointer/withdrawal")
def unpoint(thread_id: int):
    """Let the thread stand for itself again."""
    with acting() as act:
        thread = queries.held(actor(), thread_id, to=Can.TAKE_PART)
        gate.require(actor(), CanPoint.POINT, thread)
        actions.take_back(thread, by=actor())
        act.leads_to(url_for(".show", thread_id=thread_id))
    return act.answer()


@bp.get("/faq")
def faq():
    """What colleagues ask again and again, on all platforms or one, as far as the reader may read it."""
    offered = platforms.platforms()
    chosen = next((p for p in offered if p.slug == request.args.get("platform")), None)
    rows = pointers.faq(actor(), chosen.id if chosen else None)
    return render_template("threads/faq.html", rows=rows, chosen=chosen, tabs=_tabs(offered, chosen))


def _tabs(offered, chosen) -> list[dict[str, Any]]:
    """All, and each platform."""
    own = [p for p in offered if actor().is_association or p.id in actor().platforms or p is chosen]
    tabs = [{"label": _("All platforms"), "href": url_for(".faq"), "current": chosen is None}]
    return tabs + [
        {"label": named(p), "href": url_for(".faq", platform=p.slug), "current": p is chosen} for p in own
    ]
