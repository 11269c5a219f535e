"""Telling a case, from scratch or from a thread; writing it again; what moderators decide about it."""

from flask import abort, flash, render_template, request, url_for
from wtforms.fields import SelectChoice

from forum.cases import actions, pictures, queries, rules
from forum.cases.forms import CaseForm, HidingForm, ReviewForm, number
from forum.cases.models import Case
from forum.cases.policy import Can, CanOffer, gate
from forum.cases.views import bp, case_page
from forum.kernel.errors import Invalid
from forum.kernel.i18n import gettext as _, named
from forum.kernel.web import acting, actor, limiter, takes_files
from forum.kernel.web.addresses import number_asked
from forum.kernel.web.limits import by_person, write_limit
from forum.kernel.web.pages import own_address
from forum.platforms import queries as platforms
from forum.threads import queries as threads
from forum.threads.models import Thread

writing = limiter.shared_limit(write_limit, "writing", key_func=by_person)


@bp.get("/cases/new")
def new():
    """The form for a case; made from a thread, it begins with the thread's question."""
    offered = _offered()
    thread = _thread(number_asked("thread"))
    form = CaseForm(formdata=None)
    if thread is not None:
        form.title.data, form.thread.data = thread.title[: rules.TITLE_MAX], str(thread.id)
        form.problem.data = queries.opening_words(thread)[: rules.TEXT_MAX]
        if thread.platform_id in {platform.id for platform in offered}:
            form.platform.data = thread.platform_id
    return _form_page(form, offered, thread)


def _offered() -> list:
    """The platforms that would review it; says what is missing where there is none."""
    offered = queries.offered_on(actor())
    if not offered:
        gate.require(actor(), CanOffer.OFFER, platforms.platforms()[0])
    return offered


def _thread(thread_id: int | None) -> Thread | None:
    """The thread that the case is made from, if the actor may read it."""
    return threads.thread(actor(), thread_id) if thread_id else None


def _form_page(form: CaseForm, offered: list, thread: Thread | None = None, case: Case | None = None):
    form.platform.choices = [SelectChoice(p.id, named(p)) for p in offered]
    form.add_blank_results()
    returned = queries.newest(case).review if case is not None else None
    return render_template(
        "cases/write.html", form=form, thread=thread, case=case,
        returned=returned if returned and returned.outcome == rules.RETURNED else None,
    )


@bp.post("/cases")
@takes_files
@writing
def create():
    """Keep a case as a draft, or lay it before the moderators."""
    offered, form = _offered(), CaseForm()
    form.platform.choices = [SelectChoice(p.id, named(p)) for p in offered]
    thread = _thread(number(form.thread.data))
    submits = "submits" in request.form
    if not form.validate_on_submit() or (submits and form.lacks()):
        return _form_page(form, offered, thread), 422
    with acting() as act:
        platform = next(p for p in offered if p.id == form.platform.data)
        case = actions.tell(
            platform, form.told(), thread_id=thread.id if thread else None, submits=submits, by=actor()
        )
        pictures.change(queries.newest(case), form.pictures.received, (), by=actor())
        act.leads_to(url_for(".show", case_id=case.id))
    _say_what_comes_next(submits)
    return act.answer()


def _say_what_comes_next(submits: bool) -> None:
    if submits:
        flash(_("Thank you. The moderators review the case; you will be told what they decide."))
    else:
        flash(_("Kept as a draft. Only you see it until you submit it."), "info")


@bp.get("/cases/<int:case_id>/edit")
def edit(case_id: int):
    """The form of a case that is there already."""
    case = queries.case(actor(), case_id, to=Can.EDIT)
    form = CaseForm.of(queries.newest(case))
    form.pictures.present = pictures.of_version(queries.newest(case))
    return _form_page(form, [case.platform], None, case)


@bp.post("/cases/<int:case_id>/versions")
@takes_files
@writing
def rewrite(case_id: int):
    """Write a case again: what readers see stays until a moderator accepts the new version."""
    case = queries.case(actor(), case_id, to=Can.EDIT)
    form = CaseForm()
    form.platform.choices = [SelectChoice(case.platform_id, named(case.platform))]
    form.platform.data = case.platform_id
    form.pictures.present = pictures.of_version(queries.newest(case))
    submits = "submits" in request.form
    if not form.validate_on_submit() or (submits and form.lacks()):
        return _form_page(form, [case.platform], None, case), 422
    with acting() as act:
        told = actions.rewrite(case, form.told(), based_on=number(form.based_on.data), submits=submits, by=actor())
        pictures.change(told, form.pictures.received, form.pictures.dropped, by=actor())
        act.leads_to(url_for(".show", case_id=case.id))
    _say_what_comes_next(submits)
    return act.answer()


@bp.post("/cases/<int:case_id>/reviews")
@writing
def review(case_id: int):
    """Accept the version that waits, or return it with a reason."""
    case = queries.case(actor(), case_id)
    gate.require(actor(), Can.REVIEW, case)
    form = ReviewForm()
    outcome = form.outcome.data
    if outcome not in (rules.ACCEPTED, rules.RETURNED):
        abort(422)
    if not form.validate_on_submit():
        raise Invalid(" ".join(str(words) for errors in form.errors.values() for words in errors))
    if outcome == rules.RETURNED and not form.reason.data:
        raise Invalid(_("Write what is to be put right: the author reads it."))
    with acting() as act:
        actions.review(case, number(form.number.data), outcome, form.reason.data, by=actor())
        act.leads_to(own_address(request.form.get("next"), url_for("moderation.desk", tray="cases")))
    if outcome == rules.ACCEPTED:
        flash(_("The case is in the library. Its author is told."))
    else:
        flash(_("Returned with your words. The author is told."), "info")
    return act.answer()


@bp.post("/cases/<int:case_id>/hiding")
@writing
def hide(case_id: int):
    """Let only moderators and its author read a case."""
    case = queries.case(actor(), case_id, to=Can.HIDE)
    form = HidingForm()
    if not form.validate_on_submit():
        return case_page(case, hiding=form), 422
    with acting() as act:
        actions.hide(case, form.reason.data, by=actor())
        act.leads_to(url_for(".show", case_id=case.id))
    return act.answer()


@bp.post("/cases/<int:case_id>/hiding/end")
@writing
def restore(case_id: int):
    """Let colleagues read it again."""
    case = queries.case(actor(), case_id, to=Can.RESTORE)
    with acting() as act:
        actions.restore(case, by=actor())
        act.leads_to(url_for(".show", case_id=case.id))
    return act.answer()
