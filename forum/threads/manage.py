"""A moderator's acts on threads and posts. Each leads back to where it was done."""

from flask import render_template, request, url_for
from wtforms.fields.choices import SelectChoice

from forum.kernel.errors import Invalid
from forum.kernel.i18n import gettext as _, named
from forum.kernel.web import acting, actor
from forum.kernel.web.pages import own_address
from forum.threads import curation, queries, reading, rules
from forum.threads.anonymity import queries as names
from forum.threads.anonymity.policy import CanUnmask, gate as of_names
from forum.threads.forms import MergeForm, MoveForm, ReasonForm, TopicsForm
from forum.threads.page import topic_groups
from forum.threads.policy import Can, CanBoard, CanPost, gate, moderates
from forum.threads.views import bp
from forum.topics import queries as vocabulary


def _back(thread_id: int) -> str:
    """The desk or wherever the form was, else the thread."""
    return own_address(request.form.get("next"), url_for(".show", thread_id=thread_id))


@bp.get("/threads/<int:thread_id>/manage")
def manage(thread_id: int):
    """Everything that a moderator can do with a thread, on one page."""
    thread = queries.thread(actor(), thread_id, to=Can.MANAGE)
    return _page(thread)


def _page(thread, **forms):
    offered = vocabulary.offered(thread.platform_id)
    present = reading.topics(thread.id)
    known = {topic.id for topic in offered}
    offered = [*offered, *(t for t in present if t.id not in known)]
    topics = forms.get("topics") or TopicsForm(topics=[t.id for t in present])
    move = forms.get("move") or MoveForm(board=thread.board_id)
    move.board.choices = _boards()
    closing, hiding = forms.get("closing") or ReasonForm(), forms.get("hiding") or ReasonForm()
    closing.reason.id, hiding.reason.id = "closing-reason", "hiding-reason"
    return render_template(
        "threads/manage.html",
        thread=thread,
        may=gate.all(actor(), thread),
        name_kept=names.is_without_name(thread),
        may_ask_name=of_names.may(actor(), CanUnmask.ASK, thread),
        closing=closing,
        hiding=hiding,
        merging=forms.get("merging") or MergeForm(),
        move=move,
        topics=topics,
        groups=topic_groups(offered, topics.topics.data or [t.id for t in present]),
        topics_max=rules.TOPICS_MAX,
    )


def _boards() -> list[SelectChoice]:
    """The boards that the actor moderates, under their platforms."""
    return [
        SelectChoice(board.id, named(board), optgroup=named(board.platform))
        for board in queries.boards(actor())
        if moderates(actor(), board)
    ]


@bp.post("/threads/<int:thread_id>/topics")
def set_topics(thread_id: int):
    """Say what a thread is about: ``topics`` replaces all, ``add`` adds one by its slug or label."""
    thread = queries.thread(actor(), thread_id, to=Can.TAG)
    if wanted := request.form.get("add"):
        topic = vocabulary.by_slug(wanted) or vocabulary.by_label(wanted)
        if topic is None:
            raise Invalid(_("There is no topic called “%(words)s”. Choose one from the list.", words=wanted))
        if len(reading.topics(thread.id)) >= rules.TOPICS_MAX:
            raise Invalid(_("Choose at most five topics: those that a searcher would look under."))
        with acting() as act:
            curation.add_topic(queries.held(actor(), thread_id, to=Can.TAG), topic, by=actor())
            act.leads_to(_back(thread_id))
        return act.answer()
    ids = [int(x) for x in request.form.getlist("topics") if x.isascii() and x.isdigit() and len(x) < 10]
    if len(set(ids)) > rules.TOPICS_MAX:
        raise Invalid(_("Choose at most five topics: those that a searcher would look under."))
    with acting() as act:
        curation.tag(queries.held(actor(), thread_id, to=Can.TAG), vocabulary.of_ids(ids), by=actor())
        act.leads_to(_back(thread_id))
    return act.answer()


@bp.post("/threads/<int:thread_id>/closure")
def close(thread_id: int):
    """Stop further replies, with a reason."""
    thread = queries.thread(actor(), thread_id, to=Can.CLOSE)
    form = ReasonForm()
    if not form.validate_on_submit():
        return _page(thread, closing=form), 422
    with acting() as act:
        curation.close(queries.held(actor(), thread_id, to=Can.CLOSE), form.reason.data, by=actor())
        act.leads_to(_back(thread_id))
    return act.answer()


@bp.post("/threads/<int:thread_id>/hiding")
def hide(thread_id: int):
    """Let only moderators see a thread, with a reason."""
    thread = queries.thread(actor(), thread_id, to=Can.HIDE)
    form = ReasonForm()
    if not form.validate_on_submit():
        return _page(thread, hiding=form), 422
    with acting() as act:
        curation.hide(queries.held(actor(), thread_id, to=Can.HIDE), form.reason.data, by=actor())
        act.leads_to(_back(thread_id))
    return act.answer()


#: Acts that need no words: address → (what the actor must be allowed, what is done).
PLAIN_ACTS = {
    "reopening": (Can.REOPEN, curation.reopen),
    "pin": (Can.PIN, curation.pin),
    "unpinning": (Can.PIN, curation.unpin),
    "restoration": (Can.RESTORE, curation.restore),
}


@bp.post("/threads/<int:thread_id>/<any(reopening, pin, unpinning, restoration):what>")
def act_plainly(thread_id: int, what: str):
    """Reopen, pin, unpin or restore a thread."""
    permission, act_on = PLAIN_ACTS[what]
    with acting() as act:
        act_on(queries.held(actor(), thread_id, to=permission), by=actor())
        act.leads_to(_back(thread_id))
    return act.answer()


@bp.post("/threads/<int:thread_id>/board")
def move(thread_id: int):
    """Put a thread on another board that the actor moderates too."""
    thread = queries.thread(actor(), thread_id, to=Can.MOVE)
    form = MoveForm()
    form.board.choices = _boards()
    if not form.validate_on_submit():
        return _page(thread, move=form), 422
    board = queries.board(actor(), form.board.data, to=CanBoard.ASK)
    with acting() as act:
        curation.move(queries.held(actor(), thread_id, to=Can.MOVE), board, by=actor())
        act.leads_to(_back(thread_id))
    return act.answer()


@bp.post("/threads/<int:thread_id>/merge")
def merge(thread_id: int):
    """Move a duplicate's posts into another thread."""
    thread = queries.thread(actor(), thread_id, to=Can.MERGE)
    form = MergeForm()
    valid = form.validate_on_submit()
    into_id = form.thread_id() if valid else None
    if valid and into_id in (None, thread_id):
        form.into.errors = [_("This is not the address of another thread.")]
        valid = False
    if not valid:
        return _page(thread, merging=form), 422
    with acting() as act:
        queries.hold(thread_id, into_id)
        thread, into = (queries.thread(actor(), number, to=Can.MERGE) for number in (thread_id, into_id))
        curation.merge(thread, into, by=actor())
        act.leads_to(_back(into_id))
    return act.answer()


@bp.get("/posts/<int:post_id>/hide")
def hide_post_form(post_id: int):
    """Ask for the reason before a post is hidden."""
    post = queries.post(actor(), post_id, to=CanPost.HIDE)
    return render_template("threads/hide_post.html", post=post, form=ReasonForm())


@bp.post("/posts/<int:post_id>/hiding")
def hide_post(post_id: int):
    """Hide a post, with a reason that stays in its place."""
    post = queries.post(actor(), post_id, to=CanPost.HIDE)
    form = ReasonForm()
    if not form.validate_on_submit():
        return render_template("threads/hide_post.html", post=post, form=form), 422
    with acting() as act:
        curation.hide_post(queries.held_post(actor(), post_id, to=CanPost.HIDE), form.reason.data, by=actor())
        act.leads_to(own_address(request.form.get("next"), url_for(".post", post_id=post_id)))
    return act.answer()


@bp.post("/posts/<int:post_id>/restoration")
def restore_post(post_id: int):
    """Show a hidden post again."""
    with acting() as act:
        curation.restore_post(queries.held_post(actor(), post_id, to=CanPost.RESTORE), by=actor())
        act.leads_to(url_for(".post", post_id=post_id))
    return act.answer()
