"""Pages of boards and threads: read, ask, reply."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from wtforms.fields.choices import SelectChoice

from forum.attachments import actions as attachments
from forum.kernel import rendering
from forum.kernel.db import Cursor
from forum.kernel.web import acting, actor, fresh, limiter, takes_files, unchanged
from forum.kernel.web.limits import by_person, write_limit
from forum.threads import actions, lists, page, queries, reading, rules
from forum.threads.anonymity import actions as without_name, queries as names
from forum.threads.anonymity.forms import offer_labels, offer_voices
from forum.threads.anonymity.rules import NAMED
from forum.threads.facts import ThreadFacts, thread_facts
from forum.threads.forms import AskForm, ReplyForm
from forum.threads.policy import Can, CanBoard, board_gate
from forum.topics import queries as vocabulary

bp = Blueprint("threads", __name__)

writing = limiter.shared_limit(write_limit, "writing", key_func=by_person)


@bp.get("/boards/<int:board_id>")
def board(board_id: int):
    """A board's threads, latest activity first, with its filters in the address."""
    found = queries.board(actor(), board_id)
    after = Cursor.read(request.args.get("after"))
    topic = vocabulary.by_slug(request.args.get("topic"))
    chosen = {
        "kind": request.args.get("kind"),
        "state": request.args.get("state"),
        "topic_id": topic.id if topic else None,
    }
    threads = lists.board_page(actor(), board_id, after=after, **chosen)
    pinned = [] if after or any(chosen.values()) else lists.pinned(actor(), board_id)
    above = {row.id for row in pinned}
    return render_template(
        "threads/board.html",
        board=found,
        pinned=pinned,
        rows=[r for r in threads.rows if r.id not in above],
        after=after,
        older=threads.next,
        topic=topic,
        filters=page.board_filters(found, request.args),
        may=board_gate.all(actor(), found),
    )


@bp.get("/ask")
def ask_where():
    """Choose the board for a new thread."""
    return render_template(
        "threads/ask_where.html", boards=queries.boards(actor()), title=request.args.get("title", "")
    )


@bp.get("/boards/<int:board_id>/ask")
def ask(board_id: int):
    """An empty form for a new thread; the title may come from a search that found nothing."""
    found = queries.board(actor(), board_id, to=CanBoard.ASK)
    form = AskForm(title=request.args.get("title", "")[: rules.TITLE_MAX])
    return _ask_page(found, form)


def _ask_page(board, form: AskForm, preview: str = ""):
    offered = vocabulary.offered(board.platform_id)
    form.topics.choices = [SelectChoice(topic.id, vocabulary.label(topic)) for topic in offered]
    labels = _offer_labels(form, board.platform_id)
    return render_template(
        "threads/ask.html",
        board=board,
        form=form,
        preview=preview,
        hints=rules.KIND_HINTS,
        topics=page.topic_groups(offered, form.topics.data or []),
        too_narrow=[label for label in labels if not label.is_safe],
    )


def _offer_labels(form: AskForm, platform_id: int):
    """Where the platform allows it, the labels under which the actor may ask; all of them, safe or not."""
    labels = names.labels(actor(), platform_id) if names.is_allowed(platform_id) else []
    if "label" in form:
        offer_labels(form, labels)
    return labels


@bp.post("/boards/<int:board_id>/threads")
@takes_files
@writing
def create(board_id: int):
    """Open a thread."""
    board = queries.board(actor(), board_id, to=CanBoard.ASK)
    form = AskForm()
    form.topics.choices = [SelectChoice(topic.id, "") for topic in vocabulary.offered(board.platform_id)]
    if "preview" in request.form:
        form.files.take_in()
        return _preview(form.body.data) or _ask_page(board, form, rendering.to_html(form.body.data))
    _offer_labels(form, board.platform_id)
    label = form.label.data if "label" in form else ""
    if not (form.validate_on_submit() and (not label or form.files.unsign())):
        return _ask_page(board, form), 422
    with acting() as act:
        said = {
            "title": form.title.data,
            "kind": form.kind.data,
            "body": form.body.data,
            "topics": vocabulary.of_ids(form.topics.data or []),
            "by": actor(),
        }
        thread = without_name.ask(board, label, **said) if label else actions.ask(board, **said)
        author = actor().behind(thread.author_id) if label else actor()
        attachments.attach_all(form.files.received, to=("post", reading.opening_id(thread.id)), by=author)
        act.leads_to(url_for(".show", thread_id=thread.id))
    return act.answer()


@bp.get("/threads/<int:thread_id>")
def show(thread_id: int):
    """One page of a thread. A merged thread leads to where its posts are."""
    thread = thread_facts(actor(), thread_id)
    if thread.merged_into is not None:
        return redirect(url_for(".show", thread_id=thread.merged_into), 301)
    number = request.args.get("page", "1")
    number = int(number) if number.isascii() and number.isdigit() and len(number) < 8 else 0
    if not 1 <= number <= rules.page_of(thread.last_number):
        abort(404)
    key = page.key(actor(), thread, number)
    if answer := unchanged(*key):
        return answer
    page.note_reading(actor(), thread, number)
    return fresh(_thread_page(thread, ReplyForm(), number), *key)


def _thread_page(thread: ThreadFacts, form: ReplyForm, number: int, preview: str = "") -> str:
    offer_voices(form, names.label_of(thread.author_id) if thread.author_id in actor().stand_ins else None)
    return render_template("threads/show.html", form=form, preview=preview, **page.contents(actor(), thread, number))


@bp.post("/threads/<int:thread_id>/replies")
@takes_files
@writing
def reply(thread_id: int):
    """Add a reply."""
    asked = queries.thread(actor(), thread_id, to=Can.REPLY)
    form = ReplyForm()
    if "preview" in request.form:
        form.files.take_in()
        html = rendering.to_html(form.body.data)
        return _preview(form.body.data) or _last_page(thread_id, form, html)
    is_named = form.label.data == NAMED or asked.author_id not in actor().stand_ins
    if not (form.validate_on_submit() and (is_named or form.files.unsign())):
        return _last_page(thread_id, form), 422
    with acting() as act:
        thread = queries.held(actor(), thread_id, to=Can.REPLY)
        voice = names.voice(actor(), thread) if form.label.data != NAMED else None
        post = actions.reply(thread, form.body.data, by=actor(), voice=voice)
        attachments.attach_all(form.files.received, to=("post", post.id), by=actor())
        on_page = reading.place(post)
        act.leads_to(
            url_for(".show", thread_id=thread_id, page=on_page if on_page > 1 else None, _anchor=f"post-{post.id}")
        )
    return act.answer()


def _last_page(thread_id: int, form: ReplyForm, preview: str = "") -> str:
    """Where the reply box is, with what was typed."""
    thread = thread_facts(actor(), thread_id)
    return _thread_page(thread, form, rules.page_of(thread.last_number), preview)


def _preview(body: str) -> str | None:
    """The rendered text alone, when a script asks for it; the whole page otherwise."""
    if request.headers.get("X-Part") != "preview":
        return None
    return render_template("threads/preview.html", html=rendering.to_html(body))


@bp.get("/posts/<int:post_id>")
def post(post_id: int):
    """The lasting address of a post leads to where it stands now."""
    found = queries.post(actor(), post_id)
    on_page = reading.place(found)
    return redirect(
        url_for(
            ".show",
            thread_id=found.thread_id,
            page=on_page if on_page > 1 else None,
            _anchor=f"post-{found.id}",
        ),
        302,
    )
