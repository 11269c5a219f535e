"""Two switches on a thread's page; the second one stands under the title that somebody is typing, too."""

from flask import render_template, request, url_for

from forum.kernel.web import acting, actor
from forum.threads import queries
from forum.threads.policy import Can, CanPost
from forum.threads.sharing import actions
from forum.threads.sharing.models import AnsweredMe, SharedProblem
from forum.threads.sharing.policy import CanShare, gate
from forum.threads.views import bp, writing


def _acted(thread_id: int, to: CanShare, what, **given):
    with acting() as act:
        thread = queries.held(actor(), thread_id, to=Can.TAKE_PART)
        gate.require(actor(), to, thread)
        what(thread=thread, by=actor(), **given)
        act.leads_to(url_for(".show", thread_id=thread_id, _anchor="standing"))
    return act.answer()


@bp.post("/threads/<int:thread_id>/shared-problems")
@writing
def share(thread_id: int):
    """Say: I have this too."""
    return _acted(thread_id, CanShare.SHARE, actions.share)


@bp.post("/threads/<int:thread_id>/shared-problems/withdrawal")
def unshare(thread_id: int):
    """Take that back."""
    return _acted(thread_id, CanShare.SHARE, actions.take_back, kind=SharedProblem)


@bp.post("/threads/<int:thread_id>/answered")
@writing
def find_answer(thread_id: int):
    """Say: this answers me."""
    return _acted(thread_id, CanShare.FIND_ANSWER, actions.find_answer)


@bp.post("/threads/<int:thread_id>/answered/withdrawal")
def lose_answer(thread_id: int):
    """Take that back."""
    return _acted(thread_id, CanShare.FIND_ANSWER, actions.take_back, kind=AnsweredMe)


@bp.post("/posts/<int:post_id>/answered")
@writing
def find_answer_in_post(post_id: int):
    """The same, said about a result of search: counted for its thread. A script of ours gets a sentence, not a page."""
    thread_id = queries.post(actor(), post_id, to=CanPost.READ).thread_id
    answer = _acted(thread_id, CanShare.FIND_ANSWER, actions.find_answer)
    if request.headers.get("X-Part") == "answered":
        return render_template("threads/answered_part.html", url=url_for(".show", thread_id=thread_id))
    return answer
