"""Pages of the review: comments, dispositions, answers, wordings taken over; and what changed between versions."""

from flask import flash, render_template, url_for

from forum.kernel.errors import Conflict, NotFound
from forum.kernel.i18n import gettext as _
from forum.kernel.web import acting, actor, limiter
from forum.kernel.web.addresses import number_asked
from forum.kernel.web.limits import by_person, write_limit
from forum.papers import reviewing, rules, shelf
from forum.papers.causes import explain, said_between
from forum.papers.changes import SAME, between
from forum.papers.documents import Paper
from forum.papers.evidence import QuoteNotFound
from forum.papers.forms import AnswerForm, CommentForm, DispositionForm
from forum.papers.policy import Can, CanComment, comment_gate, gate
from forum.papers.reviews import Comment
from forum.papers.views import bp

commenting = limiter.shared_limit(write_limit, "writing", key_func=by_person)


@bp.get("/papers/<int:paper_id>/comments")
def comments(paper_id: int):
    """Every comment with what became of it; ``section`` narrows it to one and brings the form for it."""
    paper = shelf.paper(actor(), paper_id, to=Can.READ_COMMENTS)
    return _comments_page(paper, CommentForm(formdata=None))


def _comments_page(paper: Paper, form: CommentForm):
    sections = shelf.sections(paper.id)
    wanted = number_asked("section")
    chosen = next((section for section in sections if section.id == wanted), None)
    found = reviewing.comments(paper, chosen.id if chosen else None)
    return render_template(
        "papers/comments.html", paper=paper, sections=sections, chosen=chosen, form=form, comments=found,
        may=gate.all(actor(), paper), kinds=rules.COMMENT_KINDS, outcomes=rules.OUTCOMES,
        can={comment.id: comment_gate.all(actor(), comment) for comment in found},
    )


@bp.post("/papers/<int:paper_id>/comments/said")
@commenting
def say(paper_id: int):
    """Add a comment."""
    paper = shelf.paper(actor(), paper_id, to=Can.COMMENT)
    form = CommentForm()
    wanted = number_asked("section")
    section = next((s for s in shelf.sections(paper.id) if s.id == wanted), None)
    if not form.validate_on_submit():
        return _comments_page(paper, form), 422
    try:
        with acting() as act:
            said = reviewing.say(
                paper, section, form.kind.data, form.body.data, quoted=form.quoted.data,
                proposed=form.proposed.data, by=actor(),
            )
            act.leads_to(url_for(".comments", paper_id=paper_id, section=wanted, _anchor=f"comment-{said.id}"))
    except QuoteNotFound as missing:
        form.quoted.errors = [*form.quoted.errors, str(missing)]
        return _comments_page(paper, form), 422
    return act.answer()


def _back(said: Comment) -> str:
    return url_for(".comments", paper_id=said.paper_id, _anchor=f"comment-{said.id}")


@bp.get("/comments/<int:comment_id>")
def comment(comment_id: int):
    """One comment with what can be done about it."""
    said = reviewing.comment(actor(), comment_id, to=CanComment.READ)
    return _comment_page(said, DispositionForm(formdata=None), AnswerForm(formdata=None))


def _comment_page(said: Comment, disposing: DispositionForm, answering: AnswerForm):
    return render_template(
        "papers/comment.html", comment=said, paper=said.paper, can=comment_gate.all(actor(), said),
        kinds=rules.COMMENT_KINDS, outcomes=rules.OUTCOMES, disposing=disposing, answering=answering,
    )


@bp.post("/comments/<int:comment_id>/dispositions")
def dispose(comment_id: int):
    """Say what becomes of a comment."""
    said = reviewing.comment(actor(), comment_id, to=CanComment.DISPOSE)
    form = DispositionForm()
    if not form.validate_on_submit():
        return _comment_page(said, form, AnswerForm(formdata=None)), 422
    with acting() as act:
        reviewing.dispose(said, form.outcome.data, form.reason.data, by=actor())
        act.leads_to(_back(said))
    return act.answer()


@bp.post("/comments/<int:comment_id>/answer")
def answer(comment_id: int):
    """The comment's author says whether that is an answer."""
    said = reviewing.comment(actor(), comment_id, to=CanComment.ANSWER)
    form = AnswerForm()
    if not form.validate_on_submit():
        return _comment_page(said, DispositionForm(formdata=None), form), 422
    with acting() as act:
        reviewing.answer(said, form.is_satisfying.data == "yes", form.objection.data, by=actor())
        act.leads_to(url_for(".comment", comment_id=comment_id))
    return act.answer()


@bp.post("/comments/<int:comment_id>/adoption")
def adopt(comment_id: int):
    """Take the proposed wording into the text."""
    said = reviewing.comment(actor(), comment_id, to=CanComment.ADOPT)
    try:
        with acting() as act:
            reviewing.adopt(said, by=actor())
            act.leads_to(url_for(".show", paper_id=said.paper_id, _anchor=f"part-{said.section_id}"))
    except (QuoteNotFound, Conflict) as gone:
        flash(_("%(problem)s Open the section and put it right by hand.", problem=str(gone)), "needs")
        with acting() as act:
            act.leads_to(_back(said))
    return act.answer()


@bp.get("/papers/<int:paper_id>/changes")
def changes(paper_id: int):
    """What changed between two versions, or between a version and the draft (``new`` left out)."""
    paper = shelf.paper(actor(), paper_id, to=Can.READ_COMMENTS)
    kept = shelf.versions(actor(), paper)
    if not kept:
        raise NotFound(_("Nothing was frozen yet, so there is nothing to compare."))
    new = number_asked("new")
    earlier = (v.number for v in kept if new is None or v.number < new)
    old = number_asked("old") or next(earlier, kept[-1].number)
    before = shelf.edition_for(actor(), shelf.version(paper, old))
    if new is None:
        after = shelf.draft_edition(actor(), paper, shelf.sections(paper.id), shelf.usable_cards(paper.issue_file_id))
    else:
        after = shelf.edition_for(actor(), shelf.version(paper, new))
    found = between(before, after)
    numbered = {row.number: row for row in kept}
    said = said_between(reviewing.comments(paper), numbered[old], numbered.get(new))
    return render_template(
        "papers/changes.html", paper=paper, old=old, new=new, versions=kept, title=(before.title, after.title),
        changes=explain([one for one in found if one.kind != SAME], said),
        mark=rules.mark,
    )
