"""Collecting: issue files, their threads, and evidence out of posts."""

from flask import render_template, request, url_for

from forum.authorities.rules import REGIONS
from forum.kernel.i18n import named
from forum.kernel.web import acting, actor
from forum.papers import actions, casework, drafting, queries, rules, shelf
from forum.papers.forms import (
    AddThreadForm,
    ConfirmForm,
    FileForm,
    NewFileForm,
    StartForm,
    options,
)
from forum.papers.models import IssueFile
from forum.papers.policy import CanCollect, collecting_gate
from forum.papers.sources import queries as sources
from forum.papers.sources.citing import cited, in_full
from forum.papers.sources.rules import SORTS
from forum.papers.views import bp
from forum.threads import queries as threads
from forum.threads.models import Thread


def _desk_only() -> None:
    """Collecting is the moderators' work: others are told so, whatever they may read."""
    casework.require_desk(actor())


@bp.get("/issue-files")
def files():
    """The issue files of the platforms that the reader moderates."""
    _desk_only()
    platforms = queries.platforms_of(actor())
    chosen = next((p for p in platforms if p.slug == request.args.get("platform")), None)
    rows = queries.issue_files(actor(), platform_id=chosen.id if chosen else None)
    return render_template("papers/files.html", rows=rows, platforms=platforms, chosen=chosen)


@bp.get("/issue-files/new")
def new_file():
    """An empty form for an issue file that begins without a thread."""
    _desk_only()
    return _new_file_page(NewFileForm())


def _new_file_page(form: NewFileForm):
    _offer_platforms(form)
    return render_template("papers/new_file.html", form=form)


def _offer_platforms(form: NewFileForm, first: int | None = None) -> None:
    form.platform.choices = options((p.id, named(p)) for p in queries.platforms_of(actor()))
    if first and not form.is_submitted():
        form.platform.data = first


@bp.post("/issue-files/opened")
def open_file():
    """Open an issue file without a thread."""
    _desk_only()
    form = NewFileForm()
    _offer_platforms(form)
    if not form.validate_on_submit():
        return _new_file_page(form), 422
    with acting() as act:
        platform = casework.platform_to_collect_on(actor(), form.platform.data)
        opened = actions.open_issue_file(platform, form.title.data, question=form.question.data, by=actor())
        act.leads_to(url_for(".file", file_id=opened.id))
    return act.answer()


@bp.get("/threads/<int:thread_id>/issue-files")
def collect(thread_id: int):
    """Mark a thread toward a paper: its issue files, those it can join, a new one."""
    _desk_only()
    return _collect_page(threads.thread(actor(), thread_id), AddThreadForm(formdata=None), NewFileForm(formdata=None))


def _collect_page(thread: Thread, adding: AddThreadForm, opening: NewFileForm):
    holding = queries.files_holding(actor(), thread.id)
    known = {file.id for file in holding}
    others = [row for row in queries.issue_files(actor()) if row.id not in known]
    adding.issue_file.choices = options((row.id, f"{row.title} — {named(row)}") for row in others)
    _offer_platforms(opening, thread.platform_id)
    return render_template(
        "papers/collect.html", thread=thread, holding=holding, adding=adding, opening=opening, removing=ConfirmForm()
    )


@bp.post("/threads/<int:thread_id>/issue-files/joined")
def add_thread(thread_id: int):
    """Put the thread into an issue file that exists."""
    _desk_only()
    thread = threads.thread(actor(), thread_id)
    form = AddThreadForm()
    form.issue_file.choices = options((row.id, row.title) for row in queries.issue_files(actor()))
    if not form.validate_on_submit():
        return _collect_page(thread, form, NewFileForm(formdata=None)), 422
    file = queries.issue_file(actor(), form.issue_file.data, to=CanCollect.COLLECT)
    with acting() as act:
        actions.add_thread(file, thread, by=actor(), note=form.note.data)
        act.leads_to(url_for(".file", file_id=file.id))
    return act.answer()


@bp.post("/threads/<int:thread_id>/issue-files/opened")
def open_with_thread(thread_id: int):
    """Open an issue file with the thread as its first one."""
    _desk_only()
    thread = threads.thread(actor(), thread_id)
    form = NewFileForm()
    _offer_platforms(form)
    if not form.validate_on_submit():
        return _collect_page(thread, AddThreadForm(formdata=None), form), 422
    with acting() as act:
        platform = casework.platform_to_collect_on(actor(), form.platform.data)
        opened = actions.open_issue_file(
            platform, form.title.data, question=form.question.data, thread=thread, note=form.first_note.data, by=actor()
        )
        act.leads_to(url_for(".file", file_id=opened.id))
    return act.answer()


@bp.get("/issue-files/<int:file_id>")
def file(file_id: int):
    """An issue file: its threads, claims with their evidence, who was heard, papers made of it."""
    found = queries.issue_file(actor(), file_id)
    return _file_page(found, FileForm(formdata=None, obj=found), StartForm(formdata=None, paper_title=found.title))


def _file_page(found: IssueFile, wording: FileForm, starting: StartForm):
    cards = queries.cards(found.id)
    other = sources.materials(actor(), found)
    return render_template(
        "papers/file.html", file=found, wording=wording, starting=starting, removing=ConfirmForm(),
        threads=queries.collected(actor(), found), materials=other, sorts=SORTS,
        lines={row.Material.id: in_full(cited(row.Material)) for row in other},
        claims=casework.claims_with_cards(actor(), queries.claims(found.id), cards),
        heard=casework.heard(cards), regions=REGIONS,
        papers=shelf.papers(actor(), file_id=found.id), states=rules.STATES, kinds=rules.KINDS,
        stances=rules.STANCES, evidence_kinds=rules.EVIDENCE_KINDS, confidences=rules.CONFIDENCES,
        may=collecting_gate.all(actor(), found),
    )


@bp.post("/issue-files/<int:file_id>/wording")
def reword_file(file_id: int):
    """Say better what the file is about."""
    found = queries.issue_file(actor(), file_id, to=CanCollect.COLLECT)
    form = FileForm()
    if not form.validate_on_submit():
        return _file_page(found, form, StartForm(formdata=None)), 422
    with acting() as act:
        actions.reword_issue_file(found, form.title.data, form.question.data, by=actor())
        act.leads_to(url_for(".file", file_id=file_id))
    return act.answer()


@bp.post("/issue-files/<int:file_id>/threads/<int:thread_id>/removal")
def remove_thread(file_id: int, thread_id: int):
    """Take a thread out of the file."""
    found = queries.issue_file(actor(), file_id, to=CanCollect.COLLECT)
    with acting() as act:
        actions.remove_thread(found, thread_id, by=actor())
        act.leads_to(url_for(".file", file_id=file_id))
    return act.answer()


@bp.post("/issue-files/<int:file_id>/papers")
def start(file_id: int):
    """Begin a draft with the headings of its kind."""
    found = queries.issue_file(actor(), file_id, to=CanCollect.DRAFT)
    form = StartForm()
    if not form.validate_on_submit():
        return _file_page(found, FileForm(formdata=None, obj=found), form), 422
    with acting() as act:
        paper = drafting.start(
            found, form.kind.data, form.paper_title.data, addressees=form.addressees.data,
            prepared_by=form.prepared_by.data, by=actor(),
        )
        act.leads_to(url_for(".show", paper_id=paper.id))
    return act.answer()
