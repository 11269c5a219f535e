"""The page on which somebody says whether an old answer still holds."""

from flask import render_template, request, url_for

from forum.kernel.rendering import shorten, text_of
from forum.kernel.web import acting, actor
from forum.threads import queries
from forum.threads.freshness import actions, rules
from forum.threads.freshness.forms import ReviewForm
from forum.threads.freshness.policy import CanReview, gate
from forum.threads.policy import CanPost
from forum.threads.views import bp

#: Characters of the answer that stand above the three choices.
SHOWN = 600


@bp.get("/posts/<int:post_id>/confirmation")
def confirmation(post_id: int):
    """The answer, and the three choices."""
    post = queries.post(actor(), post_id)
    gate.require(actor(), CanReview.REVIEW, post)
    state = request.args.get("state")
    return _page(post, ReviewForm(state=state if state in rules.STATES else rules.TRUE))


def _page(post, form: ReviewForm) -> str:
    return render_template(
        "threads/confirmation.html", post=post, form=form, hints=rules.HINTS, words=shorten(text_of(post.html), SHOWN)
    )


@bp.post("/posts/<int:post_id>/confirmations")
def confirm(post_id: int):
    """Say what holds."""
    post = queries.post(actor(), post_id)
    gate.require(actor(), CanReview.REVIEW, post)
    form = ReviewForm()
    if not form.validate_on_submit():
        return _page(post, form), 422
    with acting() as act:
        post = queries.held_post(actor(), post_id, to=CanPost.READ)
        gate.require(actor(), CanReview.REVIEW, post)
        actions.review(post, form.state.data, form.words.data, by=actor())
        act.leads_to(url_for(".show", thread_id=post.thread_id, _anchor="standing"))
    return act.answer()
