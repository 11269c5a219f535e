"""Pages about names that are kept: what a platform allows, requests of officers, the name itself."""

from flask import flash, render_template, url_for

from forum.authorities.names import full_name
from forum.kernel.db import transaction
from forum.kernel.errors import NotFound
from forum.kernel.i18n import gettext as _
from forum.kernel.web import acting, actor
from forum.platforms import queries as platforms
from forum.threads import queries as threads
from forum.threads.anonymity import actions, queries
from forum.threads.anonymity.forms import OfficerForm
from forum.threads.anonymity.models import Unmasking
from forum.threads.anonymity.policy import CanAllow, CanUnmask, CanUnmasking, gate
from forum.threads.models import Thread
from forum.threads.policy import Can
from forum.threads.views import bp


@bp.get("/platforms/<slug>/names")
def names_on_platform(slug: str):
    """Whether members of a platform may ask without name, and what that means."""
    platform = platforms.platform(actor(), slug)
    gate.require(actor(), CanAllow.SET, platform)
    return render_template(
        "threads/anonymity/platform.html", platform=platform, is_allowed=queries.is_allowed(platform.id)
    )


@bp.post("/platforms/<slug>/names/allowance")
def allow_without_name(slug: str):
    """Allow it."""
    return _set(slug, actions.allow)


@bp.post("/platforms/<slug>/names/allowance/end")
def end_without_name(slug: str):
    """Allow it no longer."""
    return _set(slug, actions.end_allowance)


def _set(slug: str, change):
    platform = platforms.platform(actor(), slug)
    gate.require(actor(), CanAllow.SET, platform)
    with acting() as act:
        change(platform, by=actor())
        act.leads_to(url_for(".names_on_platform", slug=slug))
    flash(_("Saved."))
    return act.answer()


def _kept(thread_id: int) -> Thread:
    """A thread that was opened without name, for an officer to ask about."""
    thread = threads.thread(actor(), thread_id, to=Can.MANAGE)
    if not queries.is_without_name(thread):
        raise NotFound(_("This thread was opened under a name."))
    gate.require(actor(), CanUnmask.ASK, thread)
    return thread


@bp.get("/threads/<int:thread_id>/name")
def ask_for_name(thread_id: int):
    """What asking for a name means, and why it is asked."""
    return _ask_page(_kept(thread_id), OfficerForm())


def _ask_page(thread: Thread, form: OfficerForm) -> str:
    return render_template(
        "threads/anonymity/ask.html", thread=thread, form=form, waiting=queries.waiting_about(thread)
    )


@bp.post("/threads/<int:thread_id>/unmaskings")
def ask_unmasking(thread_id: int):
    """Ask the association to agree."""
    thread = _kept(thread_id)
    form = OfficerForm()
    if not form.validate_on_submit():
        return _ask_page(thread, form), 422
    with acting() as act:
        request = actions.ask_for_name(thread, form.reason.data, by=actor())
        act.leads_to(url_for(".unmasking", unmasking_id=request.id))
    return act.answer()


@bp.get("/unmaskings")
def unmaskings():
    """The record of every request for a name."""
    requests = queries.requests_for_names(actor())
    return render_template("threads/anonymity/list.html", requests=requests, names=queries.names(requests))


@bp.get("/unmaskings/<int:unmasking_id>")
def unmasking(unmasking_id: int):
    """One request: who asked and why, who decided, who looked. The name does not stand here."""
    return _page(queries.unmasking(actor(), unmasking_id), OfficerForm())


def _page(request: Unmasking, form: OfficerForm) -> str:
    looks = queries.looks(request)
    return render_template(
        "threads/anonymity/show.html",
        request_=request, looks=looks, names=queries.names([request], looks), form=form,
        may={to.name.lower(): gate.may(actor(), to, request) for to in CanUnmasking},
    )


@bp.post("/unmaskings/<int:unmasking_id>/confirmation")
def confirm_unmasking(unmasking_id: int):
    """The second officer agrees."""
    return _decide(unmasking_id, is_confirmed=True)


@bp.post("/unmaskings/<int:unmasking_id>/refusal")
def refuse_unmasking(unmasking_id: int):
    """The second officer keeps the name."""
    return _decide(unmasking_id, is_confirmed=False)


def _decide(unmasking_id: int, *, is_confirmed: bool):
    request = queries.unmasking(actor(), unmasking_id, to=CanUnmasking.DECIDE)
    form = OfficerForm()
    if not form.validate_on_submit():
        return _page(request, form), 422
    with acting() as act:
        request = queries.unmasking(actor(), unmasking_id, to=CanUnmasking.DECIDE, held=True)
        actions.decide(request, form.reason.data, is_confirmed=is_confirmed, by=actor())
        act.leads_to(url_for(".unmasking", unmasking_id=unmasking_id))
    return act.answer()


@bp.get("/unmaskings/<int:unmasking_id>/name")
def unmasked_name(unmasking_id: int):
    """The name, for the two officers alone; that they looked is written down first."""
    request = queries.unmasking(actor(), unmasking_id, to=CanUnmasking.LOOK)
    with transaction():
        author = actions.look(request, by=actor())
    return render_template(
        "threads/anonymity/name.html", request_=request, author=author,
        place=full_name(author.authority) if author.authority else "",
    )
