"""What I was told, what I follow, and the link in a mail that ends mails."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from forum.kernel.db import Cursor, transaction
from forum.kernel.errors import NotFound
from forum.kernel.i18n import gettext as _
from forum.kernel.web import actor, limiter, open_to_all
from forum.kernel.web.errors import csrf
from forum.kernel.web.limits import by_person, write_limit
from forum.kernel.web.pages import own_address
from forum.notifications import actions, queries
from forum.notifications.announcing import announced
from forum.notifications.forms import SubjectForm
from forum.notifications.port import Heading, Subject
from forum.notifications.unsubscribing import Leave, unseal

bp = Blueprint("notifications", __name__)


@bp.get("/notifications")
def index():
    """What I was told, by thread, newest first."""
    page = queries.page(actor(), announced(), Cursor.read(request.args.get("after")))
    return render_template("notifications/index.html", page=page, after=request.args.get("after"))


@bp.get("/notifications/following")
def following():
    """What I follow, latest first, each with a button to stop."""
    page = queries.following(actor(), announced(), Cursor.read(request.args.get("after")))
    return render_template(
        "notifications/following.html",
        page=page, after=request.args.get("after"), wants_mail=queries.wants_mail(actor()),
    )


@bp.post("/notifications/reading")
def read_all() -> Response:
    """Note that I have read everything, or all about one subject."""
    subject = SubjectForm().subject() if "kind" in request.form else (None, None)
    with transaction():
        actions.mark_read(actor().member_id, *subject)
    return _back()


@bp.post("/subscriptions")
@limiter.shared_limit(write_limit, "writing", key_func=by_person)
def follow() -> Response:
    """Hear from now on what happens in something that I may read."""
    subject = SubjectForm().subject()
    _heading(subject)
    with transaction():
        actions.follow(actor().member_id, *subject)
    return _back()


@bp.post("/subscriptions/end")
def unfollow() -> Response:
    """Hear no more of something, readable or not."""
    subject = SubjectForm().subject()
    with transaction():
        actions.unfollow(actor().member_id, *subject)
    return _back()


def _heading(subject: Subject) -> Heading:
    heading = queries.headings(actor(), announced(), [subject]).get(subject)
    if heading is None:
        raise NotFound(_("There is nothing like that to follow."))
    return heading


def _back() -> Response:
    return redirect(own_address(request.form.get("next"), url_for(".index")), 303)


@bp.get("/mail/leave/<text>")
@open_to_all
def leave(text: str):
    """Ask before mails end: programs that check mails open every link."""
    return render_template("notifications/leave.html", leave=unseal(text), text=text, is_done=False)


@bp.post("/mail/leave/<text>")
@open_to_all
@csrf.exempt
def end_mail(text: str):
    """End mails about one thread, or all of them.

    The same address as the page before: a mail program posts to the very link
    that a person may open (RFC 8058). The signed link stands for the person,
    who may be signed out, so there is no other token.
    """
    said = unseal(text)
    everything = not said.kind or request.form.get("what") == "everything"
    with transaction():
        if everything:
            actions.choose_mail(said.member_id, False)
        else:
            actions.unfollow(said.member_id, said.kind, said.subject_id)
    ended = Leave(said.member_id) if everything else said
    return render_template("notifications/leave.html", leave=ended, text=text, is_done=True)


@bp.post("/notifications/mail")
def choose_mail() -> Response:
    """Switch mails about what I follow on or off."""
    wanted = request.form.get("wants") == "yes"
    with transaction():
        actions.choose_mail(actor().member_id, wanted)
    flash(_("You will get mails about what you follow.") if wanted else _("You will get no more such mails."))
    return _back()
