"""Pages and acts about single posts: edit, history, helpful, accepted."""

from flask import render_template, request, url_for
from sqlalchemy import select

from forum.attachments import queries as attachments
from forum.kernel import rendering
from forum.kernel.db import db
from forum.kernel.errors import NotFound
from forum.kernel.i18n import gettext as _
from forum.kernel.web import acting, actor, takes_files
from forum.threads import actions, files, queries
from forum.threads.difference import compare
from forum.threads.forms import EditForm
from forum.threads.policy import Can, CanPost
from forum.threads.states import PostRevision
from forum.threads.views import bp, writing


@bp.get("/posts/<int:post_id>/edit")
def edit(post_id: int):
    """The form with the present text."""
    post = queries.post(actor(), post_id, to=CanPost.EDIT)
    form = EditForm(title=post.thread.title, body=post.source)
    form.files.present = attachments.files_of("post", [post.id]).get(post.id, [])
    return render_template("threads/edit.html", post=post, form=form, preview="")


@bp.post("/posts/<int:post_id>/revisions")
@takes_files
@writing
def revise(post_id: int):
    """Replace the text; the old one stays in the history."""
    post = queries.post(actor(), post_id, to=CanPost.EDIT)
    form = EditForm()
    form.files.present = attachments.files_of("post", [post.id]).get(post.id, [])
    if not post.is_opening:
        del form.title
    if "preview" in request.form:
        form.files.take_in()
        html = rendering.to_html(form.body.data)
        if request.headers.get("X-Part") == "preview":
            return render_template("threads/preview.html", html=html)
        return render_template("threads/edit.html", post=post, form=form, preview=html)
    is_unsigned = post.author_id in actor().stand_ins
    if not (form.validate_on_submit() and (not is_unsigned or form.files.unsign())):
        return render_template("threads/edit.html", post=post, form=form, preview=""), 422
    with acting() as act:
        post = queries.held_post(actor(), post_id, to=CanPost.EDIT)
        title = form.title.data if post.is_opening else None
        actions.edit(post, form.body.data, title=title, reason=form.reason.data, by=actor())
        files.change(post, form.files.received, form.files.dropped, by=actor())
        act.leads_to(url_for(".post", post_id=post_id))
    return act.answer()


@bp.get("/posts/<int:post_id>/history")
def history(post_id: int):
    """Every text that a post has had, newest first, each with what changed."""
    post = queries.post(actor(), post_id)
    earlier = db.session.scalars(
        select(PostRevision).where(PostRevision.post_id == post_id).order_by(PostRevision.number.desc())
    ).all()
    texts = [post.source, *(r.source for r in earlier)]
    moments = [post.edited_at or post.created_at, *(r.written_at for r in earlier)]
    # a revision's row holds why it was replaced: the reason of the text after it
    reasons = [*(r.reason for r in earlier), ""]
    numbers = [post.revision, *(r.number for r in earlier)]
    steps = [
        {
            "number": number,
            "at": at,
            "reason": reason,
            "changes": compare(texts[i + 1], text) if i + 1 < len(texts) else [("same", text)],
        }
        for i, (number, text, at, reason) in enumerate(zip(numbers, texts, moments, reasons, strict=True))
    ]
    return render_template("threads/history.html", post=post, steps=steps)


@bp.post("/posts/<int:post_id>/helpful")
def mark_helpful(post_id: int):
    """Say that a post helped."""
    return _mark(post_id, actions.mark_helpful)


@bp.post("/posts/<int:post_id>/helpful/withdrawal")
def unmark_helpful(post_id: int):
    """Take that back."""
    return _mark(post_id, actions.unmark_helpful)


def _mark(post_id: int, act_on):
    with acting() as act:
        act_on(queries.held_post(actor(), post_id, to=CanPost.MARK_HELPFUL), by=actor())
        act.leads_to(url_for(".post", post_id=post_id))
    return act.answer()


@bp.post("/posts/<int:post_id>/acceptance")
def accept(post_id: int):
    """Accept a reply as the answer."""
    with acting() as act:
        post = queries.held_post(actor(), post_id, to=CanPost.READ)
        thread = queries.thread(actor(), post.thread_id, to=Can.ACCEPT)
        if post.is_opening or post.hiding is not None:
            raise NotFound(_("Choose a reply that colleagues can read."))
        actions.accept(thread, post, by=actor())
        act.leads_to(url_for(".show", thread_id=thread.id))
    return act.answer()


@bp.post("/threads/<int:thread_id>/acceptance/withdrawal")
def withdraw_acceptance(thread_id: int):
    """Open the question again."""
    with acting() as act:
        actions.withdraw_acceptance(queries.held(actor(), thread_id, to=Can.ACCEPT), by=actor())
        act.leads_to(url_for(".show", thread_id=thread_id))
    return act.answer()
