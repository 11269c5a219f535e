"""For a question that waits: «not me», the consolidated reply, and from gap to agenda."""

from typing import Any

from flask import current_app, render_template, request, url_for

from forum.kernel import rendering
from forum.kernel.errors import NotFound
from forum.kernel.i18n import gettext as _
from forum.kernel.web import acting, actor
from forum.kernel.web.parts import parts
from forum.platforms import queries as platforms
from forum.platforms.models import Platform
from forum.threads import queries
from forum.threads.facts import thread_facts
from forum.threads.policy import Can
from forum.threads.reaching import actions, queries as waiting, rules
from forum.threads.reaching.forms import ConsolidatedForm
from forum.threads.reaching.policy import CanReach, CanSeeGaps, gap_gate, gate
from forum.threads.reaching.port import Gap
from forum.threads.reaching.skeleton import skeleton
from forum.threads.standing import standing
from forum.threads.views import bp, writing


@bp.post("/threads/<int:thread_id>/peer-refusals")
def decline(thread_id: int):
    """Say «not me»: the next colleague is asked."""
    with acting() as act:
        thread = queries.held(actor(), thread_id, to=Can.TAKE_PART)
        asking = waiting.asked_peer(actor(), thread_id)
        if asking is None:
            raise NotFound(_("Nobody asked you about this thread."))
        actions.decline(thread, asking, by=actor())
        act.leads_to(url_for(".show", thread_id=thread_id))
    return act.answer()


@bp.get("/threads/<int:thread_id>/consolidation")
def consolidation(thread_id: int):
    """The skeleton of a consolidated reply, to be finished."""
    thread = queries.thread(actor(), thread_id, to=Can.TAKE_PART)
    gate.require(actor(), CanReach.CONSOLIDATE, thread)
    facts = thread_facts(actor(), thread_id)
    search = current_app.extensions["search"]
    text = skeleton(search, facts, standing(actor(), facts).shared_by)
    return _page(thread, ConsolidatedForm(body=text))


def _page(thread, form: ConsolidatedForm, preview: str = "") -> str:
    return render_template("threads/consolidation.html", thread=thread, form=form, preview=preview)


@bp.post("/threads/<int:thread_id>/consolidated-replies")
@writing
def consolidate(thread_id: int):
    """Post the finished reply, marked as the consolidated one."""
    thread = queries.thread(actor(), thread_id, to=Can.TAKE_PART)
    gate.require(actor(), CanReach.CONSOLIDATE, thread)
    form = ConsolidatedForm()
    if "preview" in request.form:
        html = rendering.to_html(form.body.data)
        if request.headers.get("X-Part") == "preview":
            return render_template("threads/preview.html", html=html)
        return _page(thread, form, html)
    if not form.validate_on_submit():
        return _page(thread, form), 422
    with acting() as act:
        thread = queries.held(actor(), thread_id, to=Can.TAKE_PART)
        gate.require(actor(), CanReach.CONSOLIDATE, thread)
        post = actions.consolidate(thread, form.body.data, by=actor())
        act.leads_to(url_for(".post", post_id=post.id))
    return act.answer()


@bp.get("/platforms/<slug>/gaps")
def gaps(slug: str):
    """From gap to agenda: what a platform's people asked in vain, each ready to become a workshop."""
    platform = platforms.platform(actor(), slug)
    gap_gate.require(actor(), CanSeeGaps.SEE, platform)
    found = waiting.gaps(actor(), platform)
    return render_template(
        "threads/gaps.html", platform=platform,
        waiting=[_line(platform, one.row, suggested=one.is_suggested) for one in found.waiting],
        shared=[_line(platform, row) for row in found.shared],
        missed=[
            {
                "words": one.words, "count": one.count, "at": one.last_at,
                "propose": _propose(Gap(platform, one.words, times=one.count)),
            }
            for one in found.missed
        ],
        days=rules.AFTER[rules.CONSOLIDATE].days,
    )


def _line(platform: Platform, row, *, suggested: bool = False) -> dict[str, Any]:
    return {"row": row, "suggested": suggested, "propose": _propose(Gap(platform, row.title, row.id))}


def _propose(gap: Gap) -> str | None:
    """Where a gap becomes a workshop: the area of workshops knows; nothing while it does not."""
    return next(iter(parts("gap.agenda", gap)), None)
